// What is refused, by which side, with which words.
const https = require("node:https");
const http = require("node:http");
const net = require("node:net");
const tls = require("node:tls");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const file = (name) => readFileSync(path.join(process.env.CERTS, name));
const pair = (name) => ({ key: file(`${name}.key`), cert: file(`${name}.pem`) });
const ca = file("ca.pem");
const wait = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

// OpenSSL's own words name the place in its source, which is no part of what is meant.
function told(error) {
  const { name, code, library, reason, errno, syscall, host } = error;
  const message = error.message.replace(/^(write EPROTO )?[\dA-F]+:error/, "$1error")
    .replace(/(:[^:]+ routines):[^:]*:([^:]*):?.*$/s, "$1::$2").trim();
  return JSON.stringify({ name, message, code, library, reason, errno, syscall, host });
}

async function listening(server) {
  await new Promise((resolve) => { server.listen(0, resolve); });
  return server;
}

const events = [];

function secureServer(options) {
  const server = tls.createServer(options, (socket) => {
    events.push(["secure", socket.authorized, socket.authorizationError]);
    socket.on("error", () => {});
    socket.end("hello");
  });
  server.on("tlsClientError", (error) => { events.push(["tlsClientError", told(error)]); });
  return listening(server);
}

/** What a client sees, and then what the server has seen. */
async function attempt(name, server, options) {
  const { port } = server.address();
  await new Promise((resolve) => {
    const socket = tls.connect({ port, host: "localhost", ...options }, () => {
      console.log(name, "is secure", socket.authorized, socket.authorizationError);
    });
    let text = "";
    socket.on("data", (chunk) => { text += chunk; });
    socket.on("end", () => { console.log(name, "got", text); });
    socket.on("error", (error) => { console.log(name, told(error)); });
    socket.on("close", resolve);
  });
  await wait(60);
  for (const event of events.splice(0)) console.log(name, "server:", ...event);
  server.close();
}

async function garbage(server, bytes, name) {
  const socket = net.connect(server.address().port);
  socket.on("error", () => {});
  if (bytes) socket.write(bytes);
  else socket.end();
  setTimeout(() => { socket.destroy(); }, 50);
  await new Promise((resolve) => { socket.on("close", resolve); });
  await wait(100);
  for (const event of events.splice(0)) console.log(name, ...event);
}

async function certificates() {
  const good = () => secureServer(pair("good"));
  await attempt("unknown authority", await good(), {});
  await attempt("unknown, but let be", await good(), { rejectUnauthorized: false });
  await attempt("known authority", await good(), { ca });
  await attempt("wrong name", await good(), { ca, servername: "nope.test" });
  await attempt("wrong name, let be", await good(),
    { ca, servername: "nope.test", rejectUnauthorized: false });
  await attempt("own check", await good(), { ca, checkServerIdentity: () => new Error("mine") });
  await attempt("self-signed", await secureServer(pair("self")), {});
  await attempt("self-signed, given", await secureServer(pair("self")), { ca: file("self.pem") });
  await attempt("expired", await secureServer(pair("expired")), { ca });
  const chain = { key: file("good.key"), cert: [file("good.pem"), ca].join("") };
  await attempt("root in the chain", await secureServer(chain), {});
  await attempt("elliptic, name in CN", await secureServer(pair("elliptic")),
    { ca: file("elliptic.pem") });
}

async function protocols() {
  const good = () => secureServer(pair("good"));
  await attempt("too old", await good(), { ca, minVersion: "TLSv1.1", maxVersion: "TLSv1.1" });
  await attempt("too new", await secureServer({ ...pair("good"), minVersion: "TLSv1.3" }),
    { ca, maxVersion: "TLSv1.2" });
  await attempt("older", await good(), { ca, maxVersion: "TLSv1.2" });
  const speaks = { ...pair("good"), ALPNProtocols: ["a", "http/1.1"] };
  await attempt("no common protocol", await secureServer(speaks), { ca, ALPNProtocols: ["h2"] });
  await attempt("no certificate", await secureServer({}), { ca });
  const asks = { ...pair("good"), requestCert: true, ca };
  await attempt("client, right", await secureServer(asks), { ca, ...pair("client") });
  await attempt("client without", await secureServer(asks), { ca, maxVersion: "TLSv1.2" });
  const lenient = { ...asks, rejectUnauthorized: false };
  await attempt("client without, let be", await secureServer(lenient), { ca });
  await attempt("client unknown, let be", await secureServer(lenient), { ca, ...pair("self") });
}

async function strangers() {
  const plain = () => listening(http.createServer((request, response) => { response.end("x"); }));
  await attempt("plain HTTP", await plain(), { ca });
  await attempt("closed early", await listening(net.createServer((socket) => {
    socket.on("error", () => {});
    socket.destroy();
  })), { ca });
  await attempt("ended early", await listening(net.createServer((socket) => {
    socket.on("error", () => {});
    socket.end();
  })), { ca });
  const server = await secureServer(pair("good"));
  await garbage(server, "GET / HTTP/1.1\r\n\r\n", "plain request");
  await garbage(server, "no such protocol anywhere", "garbage");
  await garbage(server, Buffer.from([22, 3, 1, 0, 200, 1]), "half a record");
  await garbage(server, null, "nothing");
  await attempt("still there", server, { ca });
  const web = await plain();
  const { port } = web.address();
  await new Promise((resolve) => {
    https.get({ port, agent: false }).on("error", (error) => {
      console.log("https to http", told(error));
      resolve();
    });
  });
  web.close();
}

function options() {
  for (const [name, run] of Object.entries({
    "no certificate": () => tls.createSecureContext({ cert: "x" }),
    "no key": () => tls.createSecureContext({ key: "x" }),
    "another's key": () => tls.createSecureContext({ key: file("good.key"), cert: file("self.pem") }),
    ciphers: () => tls.createSecureContext({ ciphers: "x" }),
    "ciphers, type": () => tls.createSecureContext({ ciphers: 5 }),
    version: () => tls.createSecureContext({ minVersion: "x" }),
    method: () => tls.createSecureContext({ secureProtocol: "TLSv1_2_method", minVersion: "TLSv1.2" }),
    key: () => tls.createSecureContext({ key: 5 }),
    cert: () => tls.createSecureContext({ cert: {} }),
    server: () => https.createServer({ key: "x", cert: "y" }),
    nowhere: () => tls.connect(),
    protocols: () => tls.connect({ port: 1, ALPNProtocols: 5 }),
    "SNICallback": () => tls.createServer({ SNICallback: 5 }),
  })) {
    try {
      run();
      console.log(name, "is fine");
    } catch (error) {
      console.log(name, told(error));
    }
  }
}

certificates().then(protocols).then(strangers).then(options);
