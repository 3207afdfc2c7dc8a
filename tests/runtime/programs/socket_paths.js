// Servers and clients of net and http on a path of the file system.
const fs = require("fs"), http = require("http"), net = require("net"), os = require("os"), path = require("path");
const { once } = require("events");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sockets-"));
const at = path.join(folder, "x.sock");
const short = (text) => String(text).replaceAll(folder, "…");

const failure = async (emitter) => {
  const [error] = await once(emitter, "error");
  return [short(error.message), error.code, error.syscall, short(error.address), error.port, error.errno];
};

async function request(options) {
  const [response] = await once(http.get({ socketPath: at, ...options }), "response");
  let text = "";
  for await (const piece of response) text += piece;
  return [response.statusCode, response.headers.connection, text];
}

async function ofHttp() {
  const server = http.createServer((request, response) => {
    const { socket } = request;
    console.log(socket.remoteAddress, socket.remotePort, socket.localAddress, socket.address());
    response.end(`${request.method} ${request.url} ${request.headers.host}`);
  });
  await new Promise((resolve) => { server.listen(at, resolve); });
  console.log(short(server.address()), server.listening, fs.statSync(at).isSocket());
  console.log(await request({ path: "/a" }), await request({ path: "/b", headers: { Host: "here" } }));
  console.log(await failure(http.createServer().listen(at)), await failure(net.createServer().listen(at)));
  console.log(await failure(http.createServer().listen({ path: path.join(folder, "none", "y") })));
  await new Promise((resolve) => { server.close(resolve); });
  console.log(fs.existsSync(at), await failure(net.connect(at)));
  console.log(await failure(http.get({ socketPath: at, agent: false })));
}

async function ofNet() {
  const server = net.createServer((socket) => {
    console.log(socket.remoteAddress, socket.remoteFamily, socket.address());
    socket.on("data", (bytes) => socket.end(`${bytes}!`));
  });
  server.listen({ path: at, readableAll: true, writableAll: true });
  await once(server, "listening");
  console.log(short(server.address()), (fs.statSync(at).mode & 0o666).toString(8));
  const client = net.connect({ path: at });
  client.write("hello");
  let text = "";
  for await (const piece of client) text += piece;
  console.log(text);
  await new Promise((resolve) => { server.close(resolve); });
  console.log(fs.existsSync(at));
}

async function left() {
  const server = http.createServer().listen(at);
  await once(server, "listening");
  process.on("exit", () => {
    console.log(fs.existsSync(at));
    server.close();
    console.log(fs.existsSync(at));
    fs.rmSync(folder, { recursive: true });
  });
  setTimeout(() => process.exit(3), 10);
}

ofHttp().then(ofNet).then(left);
