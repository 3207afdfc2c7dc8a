// Who puts a function of its own in the place of writeHead() sees every head, as packages do that
// set headers at the last moment.
const http = require("node:http");

const ways = {
  "/end": (response) => response.end("text"),
  "/nothing": (response) => response.end(),
  "/length": (response) => response.setHeader("Content-Length", 4).end("text"),
  "/written": (response) => { response.write("te"); response.end("xt"); },
  "/trailers": (response) => { response.addTrailers({ "x-last": "1" }); response.end("text"); },
  "/announced": (response) => {
    response.setHeader("Trailer", "x-last");
    response.addTrailers({ "x-last": "1" });
    response.end("text");
  },
  "/given": (response) => response.writeHead(201, { "x-given": "1" }).end("text"),
  "/wordless": (response) => response.writeHead(200, "", { "x-given": "1" }).end(),
  "/flushed": (response) => { response.flushHeaders(); response.end("text"); },
  "/implicit": (response) => { response._implicitHeader(); response.end("text"); },
};

const server = http.createServer((request, response) => {
  const { writeHead } = response;
  response.writeHead = function (...values) {
    console.log("head", values, response.headersSent);
    response.setHeader("x-late", "1");
    return writeHead.apply(this, values);
  };
  response.sendDate = false;
  ways[request.url](response);
  console.log(response.statusCode, response.headersSent, response.getHeaders());
});

server.listen(0, async () => {
  const { port } = server.address();
  for (const path of Object.keys(ways)) {
    const answer = await new Promise((resolve) => { http.get({ port, path, agent: false }, resolve); });
    answer.setEncoding("utf8");
    let text = "";
    for await (const piece of answer) text += piece;
    console.log(path, answer.statusCode, answer.statusMessage, answer.rawHeaders, text, answer.rawTrailers);
  }
  server.close();
});
