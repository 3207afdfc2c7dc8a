// An express app that answers two requests on a loopback port.
const express = require("express");
const http = require("node:http");

const app = express();
app.use(express.json());
app.get("/hello/:name", (request, response) => {
  response.json({ hello: request.params.name, query: request.query });
});
app.post("/sum", (request, response) => {
  response.status(201).send(String(request.body.reduce((a, b) => a + b, 0)));
});

const server = app.listen(0, "127.0.0.1", async () => {
  await ask({ path: "/hello/world?a=1&b[]=2", method: "GET" });
  await ask({ path: "/sum", method: "POST", body: "[1, 2, 3]" });
  await ask({ path: "/nowhere", method: "GET" });
  server.close();
});

function ask({ path, method, body }) {
  const headers = { "content-type": "application/json", connection: "close" };
  const options = { host: "127.0.0.1", port: server.address().port, path, method, headers };
  return new Promise((resolve, reject) => {
    const request = http.request(options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => (text += part));
      response.on("end", () => {
        console.log(response.statusCode, response.headers["content-type"], text);
        resolve();
      });
    });
    request.on("error", reject).end(body);
  });
}
