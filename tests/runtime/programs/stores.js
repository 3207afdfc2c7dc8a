// What AsyncLocalStorage keeps goes with callbacks and events of connections, requests, files, children, and of what
// other threads do.
const { AsyncLocalStorage } = require("node:async_hooks");
const { once } = require("node:events");
const crypto = require("node:crypto");
const dns = require("node:dns");
const fs = require("node:fs");
const http = require("node:http");
const net = require("node:net");
const zlib = require("node:zlib");
const { exec, spawn } = require("node:child_process");

const stores = new AsyncLocalStorage();
const tell = (what) => console.log(what, stores.getStore());
/** Waits for a callback, and tells of the store in it. */
const called = (what, start) => new Promise((resolve) => start(() => {
  tell(what);
  resolve();
}));

async function connections() {
  const server = net.createServer((socket) => {
    tell("connection");
    socket.on("data", () => tell("server's data"));
    socket.on("end", () => socket.end("bye"));
  });
  await called("listening", (done) => server.listen(0, "127.0.0.1", done));
  const socket = net.connect(server.address().port, "127.0.0.1", () => tell("connect"));
  for (const name of ["data", "end", "close"]) socket.on(name, () => tell(name));
  socket.write("x", () => tell("written"));
  socket.end(() => tell("ended"));
  await once(socket, "close");
  await called("closed", (done) => server.close(done));
  await called("name", (done) => dns.lookup("localhost", done));
}

async function requests() {
  const server = http.createServer((request, response) => {
    tell("request");
    request.resume().on("end", () => response.end("body"));
  });
  await called("listening", (done) => server.listen(0, "127.0.0.1", done));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const { port } = server.address();
  const one = (name) => stores.run(name, () => new Promise((resolve) => {
    const request = http.request({ port, host: "127.0.0.1", agent, method: "POST" }, (response) => {
      tell("response");
      response.on("data", () => tell("data"));
      response.on("end", () => tell("end"));
      response.on("close", resolve);
    });
    request.on("socket", () => tell("socket"));
    request.end("x", () => tell("sent"));
  }));
  await one("first");
  await one("second");
  await stores.run("failing", () => called("error", (done) => {
    http.get({ port: 1, host: "127.0.0.1" }).on("error", done);
  }));
  agent.destroy();
  await called("closed", (done) => server.close(done));
}

async function others() {
  await called("file", (done) => fs.readFile(__filename, done));
  const fd = fs.openSync(__filename);
  await called("piece", (done) => fs.read(fd, Buffer.alloc(4), 0, 4, 0, done));
  fs.closeSync(fd);
  const stream = fs.createReadStream(__filename);
  for (const name of ["open", "data", "end", "close"]) stream.once(name, () => tell(name));
  await once(stream, "close");
  await called("packed", (done) => zlib.gzip("x", done));
  await called("derived", (done) => crypto.scrypt("a", "b", 8, done));
  await called("key", (done) => crypto.generateKeyPair("ec", { namedCurve: "P-256" }, done));
  const child = spawn("echo", ["x"]);
  child.stdout.on("data", () => tell("output"));
  await called("exit", (done) => child.on("exit", done));
  await called("exec", (done) => exec("true", done));
  process.once("SIGUSR2", () => tell("signal"));
  const waiting = setTimeout(() => {}, 10_000);
  process.kill(process.pid, "SIGUSR2");
  await once(process, "SIGUSR2");
  clearTimeout(waiting);
}

(async () => {
  await stores.run("connections", connections);
  await stores.run("requests", requests);
  await stores.run("others", others);
  tell("outside");
})();
