// How requests end whose connection breaks, and those that the client gives up.
const http = require("node:http");
const net = require("node:net");

function follow(name, port, onData) {
  return new Promise((resolve) => {
    const tell = (...words) => { console.log(name, ...words); };
    const request = http.get({ port, agent: false }, (response) => {
      tell("response");
      response.on("data", (data) => {
        tell("data", String(data));
        onData(request, response);
      });
      for (const event of ["aborted", "end"]) response.on(event, () => { tell(event); });
      response.on("error", ({ code, message }) => { tell("error of the response", code, message); });
      response.on("close", () => { tell("response closed", response.complete); });
    });
    request.on("abort", () => { tell("abort"); });
    request.on("error", ({ code, message }) => { tell("error of the request", code, message); });
    request.on("close", () => {
      tell("request closed");
      setTimeout(resolve, 30);
    });
  });
}

/** A server that says something and then ends the connection in some way. */
async function brokenBy(name, bytes, end) {
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write(bytes);
      setTimeout(() => { end(socket); }, 20);
    });
  });
  await new Promise((resolve) => { server.listen(0, resolve); });
  await follow(name, server.address().port, () => {});
  server.close();
}

async function givenUp() {
  const server = http.createServer((request, response) => { response.write("part"); });
  await new Promise((resolve) => { server.listen(0, resolve); });
  const { port } = server.address();
  for (const [name, stop] of Object.entries({
    destroy: (request) => { request.destroy(); },
    "destroy, error": (request) => { request.destroy(new Error("mine")); },
    response: (request, response) => { response.destroy(); },
    "response, error": (request, response) => { response.destroy(new Error("mine")); },
    abort: (request) => { request.abort(); },
    socket: (request) => { request.socket.destroy(); },
    "socket, error": (request) => { request.socket.destroy(new Error("mine")); },
  })) {
    const later = (request, response) => { setTimeout(() => { stop(request, response); }, 10); };
    await follow(name, port, later);
  }
  server.close();
  server.closeAllConnections();
}

async function main() {
  const ends = { end: "end", destroy: "destroy", reset: "resetAndDestroy" };
  for (const [name, method] of Object.entries(ends)) {
    for (const [what, bytes] of Object.entries({
      head: "HTTP/1.1 200 OK\r\nA",
      nothing: "",
      chunked: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
      length: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel",
      unknown: "HTTP/1.1 200 OK\r\n\r\nhel",
    })) {
      await brokenBy(`${name}, ${what}:`, bytes, (socket) => { socket[method](); });
    }
  }
  await givenUp();
}
main();
