// A server of HTTPS that says what it knows of a connection.
const https = require("node:https");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const file = (name) => readFileSync(path.join(process.env.CERTS, name));
const answers = {
  "/big": (request, response) => { response.end(Buffer.alloc(3_000_000, "x")); },
  "/echo": (request, response) => { request.pipe(response); },
  "/length": (request, response) => {
    let size = 0;
    request.on("data", (chunk) => { size += chunk.length; });
    request.on("end", () => { response.end(String(size)); });
  },
  "/breaks": (request, response) => {
    response.write("part");
    setTimeout(() => { request.socket.destroy(); }, 20);
  },
  "/moved": (request, response) => { response.writeHead(302, { Location: "/echo" }).end(); },
  "/close": (request, response) => { response.setHeader("Connection", "close").end("closing"); },
};

const server = https.createServer({ key: file("good.key"), cert: file("good.pem") }, (request, response) => {
  const answer = answers[request.url];
  if (answer) return answer(request, response);
  const { socket } = request;
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({
    url: request.url, encrypted: socket.encrypted, authorized: socket.authorized,
    protocol: socket.getProtocol(), cipher: socket.getCipher(), name: socket.servername,
    peer: socket.getPeerCertificate(), host: request.headers.host.replace(/:\d+/, ""),
  }));
});
server.listen(0, () => { console.log(`listening ${server.address().port}`); });
