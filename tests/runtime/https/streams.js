// Encrypted streams: over any stream, by name, upgraded, half closed, large, slow.
const https = require("node:https");
const net = require("node:net");
const tls = require("node:tls");
const { Duplex } = require("node:stream");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const file = (name) => readFileSync(path.join(process.env.CERTS, name));
const pair = (name) => ({ key: file(`${name}.key`), cert: file(`${name}.pem`) });
const ca = file("ca.pem");

async function listening(server) {
  await new Promise((resolve) => { server.listen(0, resolve); });
  return server.address().port;
}

const closed = (stream) => new Promise((resolve) => { stream.on("close", resolve); });

/** Two streams: what is written to one is read from the other. */
function joined() {
  const make = () => new Duplex({
    read() {},
    write(chunk, encoding, callback) {
      setImmediate(() => { this.other.push(chunk); });
      callback();
    },
    final(callback) {
      setImmediate(() => { this.other.push(null); });
      callback();
    },
  });
  const [a, b] = [make(), make()];
  a.other = b;
  b.other = a;
  return [a, b];
}

async function overStreams() {
  const [near, far] = joined();
  const server = new tls.TLSSocket(far, { isServer: true, ...pair("good") });
  server.on("secure", () => { console.log("server is secure"); });
  server.on("data", (chunk) => { server.end(`you said ${chunk}`); });
  const client = tls.connect({ socket: near, ca, servername: "localhost" }, () => {
    console.log("client is secure", client.authorized, client.getProtocol());
    client.write("hello");
  });
  client.on("data", (chunk) => { console.log(String(chunk)); });
  await closed(client);
}

async function throughTunnel() {
  const server = tls.createServer(pair("good"), (socket) => { socket.end("through"); });
  const port = await listening(server);
  const tunnel = net.createServer((socket) => { socket.pipe(net.connect(port)).pipe(socket); });
  const socket = net.connect(await listening(tunnel));
  const client = tls.connect({ socket, ca, servername: "localhost" });
  client.on("data", (chunk) => { console.log("tunnel", String(chunk), client.remotePort > 0); });
  await closed(client);
  server.close();
  tunnel.close();
}

async function byName() {
  const other = tls.createSecureContext(pair("other"));
  const asked = [];
  const options = { ...pair("good"), SNICallback(name, callback) {
    asked.push(name);
    if (name === "unknown.test") callback(new Error("no such name"));
    else callback(null, name === "other.test" ? other : undefined);
  } };
  const named = tls.createServer(pair("good"), (socket) => { socket.end(); });
  named.addContext("*.other.test", pair("wild"));
  for (const [server, names] of [
    [tls.createServer(options, (socket) => { socket.end(socket.servername); }),
      ["localhost", "other.test", "unknown.test"]],
    [https.createServer(options, (request, response) => { response.end(request.socket.servername); }),
      ["localhost", "other.test"]],
    [named, ["localhost", "a.other.test"]],
  ]) {
    const port = await listening(server);
    for (const servername of names) {
      const client = tls.connect({ port, ca, servername }, () => {
        const { subject, subjectaltname } = client.getPeerCertificate();
        console.log(servername, client.authorized, subject.CN, subjectaltname);
        client.end("GET / HTTP/1.0\r\n\r\n");
      });
      client.resume();
      client.on("error", () => { console.log(servername, "is refused"); });
      await closed(client);
    }
    server.close();
  }
  console.log(asked);
}

async function upgraded() {
  const server = https.createServer(pair("good"));
  server.on("upgrade", (request, socket, head) => {
    console.log("upgrade", socket instanceof tls.TLSSocket, socket.encrypted, String(head));
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n");
    socket.pipe(socket);
  });
  const port = await listening(server);
  const request = https.request({ port, ca, headers: { Upgrade: "echo", Connection: "Upgrade" } });
  request.on("upgrade", (response, socket) => {
    let size = 0;
    socket.write(Buffer.alloc(500_000, "z"));
    socket.on("data", (chunk) => {
      size += chunk.length;
      if (size === 500_000) socket.end();
    });
    socket.on("close", () => {
      console.log("echoed", size);
      server.close();
    });
  });
  request.end();
  await closed(server);
}

async function largeAndSlow() {
  const size = 8_000_000;
  const server = tls.createServer(pair("good"), (socket) => {
    let got = 0;
    socket.on("data", (chunk) => { got += chunk.length; });
    socket.on("end", () => { socket.end(Buffer.alloc(size, "b")); });
    socket.on("close", () => { console.log("server got", got, socket.bytesWritten); });
  });
  server.on("connection", (socket) => { socket.allowHalfOpen = true; });
  const port = await listening(server);
  const client = tls.connect({ port, ca, allowHalfOpen: true, servername: "localhost" });
  client.end(Buffer.alloc(size, "a"));
  let got = 0, pauses = 0;
  client.on("data", (chunk) => {
    got += chunk.length;
    if (pauses++ > 20) return;
    client.pause();
    setTimeout(() => { client.resume(); }, 2);
  });
  await closed(client);
  console.log("client got", got, client.bytesWritten);
  server.close();
}

/** What has come is not lost when the connection is over before it is read. */
async function readLate() {
  for (const size of [10, 60_000, 2_000_000]) {
    const server = tls.createServer(pair("good"), (socket) => {
      socket.resume();
      socket.end(Buffer.alloc(size));
    });
    const port = await listening(server);
    const client = tls.connect({ port, ca, servername: "localhost" });
    let got = 0;
    client.on("data", (chunk) => { got += chunk.length; });
    client.pause();
    client.on("finish", () => { setTimeout(() => { client.resume(); }, 300); });
    client.end("x");
    await closed(client);
    console.log("read late", size, got, client.readableEnded);
    server.close();
  }
}

async function idle() {
  const server = tls.createServer(pair("good"), (socket) => { socket.on("error", () => {}); });
  const port = await listening(server);
  const client = tls.connect({ port, ca, servername: "localhost", timeout: 50 });
  client.on("timeout", () => {
    console.log("timeout");
    client.destroy();
  });
  await closed(client);
  server.close();
}

async function mutual() {
  const options = { ...pair("good"), requestCert: true, rejectUnauthorized: false, ca };
  const server = https.createServer(options, ({ socket }, response) => {
    const { authorized, authorizationError } = socket;
    const { subject } = socket.getPeerCertificate();
    response.end(JSON.stringify({ authorized, authorizationError, subject }));
  });
  const port = await listening(server);
  for (const own of [{}, pair("client"), pair("self")]) {
    await new Promise((resolve) => {
      https.get({ port, ca, agent: false, ...own }, (response) => {
        response.on("data", (chunk) => { console.log("mutual", String(chunk)); });
        response.on("end", resolve);
      });
    });
  }
  server.close();
}

async function main() {
  const parts = [overStreams, throughTunnel, byName, upgraded, largeAndSlow, readLate, idle, mutual];
  for (const part of parts) await part();
}
main();
