// A server that is told whether a client takes up the session of its last connection; or, with the
// server's port as the argument, that client, of Node.
const tls = require("node:tls");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const file = (name) => readFileSync(path.join(process.env.CERTS, name));
const pairOf = (name) => ({ key: file(`${name}.key`), cert: file(`${name}.pem`) });
const ca = file("ca.pem");
const port = Number(process.argv[2]);

function serve() {
  const options = { ...pairOf("good"), ca, requestCert: true };
  const server = tls.createServer(options, (socket) => {
    const told = [socket.authorized, socket.getPeerCertificate().subject.CN, socket.isSessionReused()];
    socket.end(told.join(" "));
  });
  server.listen(0, () => { console.log(`listening ${server.address().port}`); });
}

/** Gives the session of the connection. */
function visit(options) {
  return new Promise((resolve) => {
    let last;
    const socket = tls.connect({ port, ca, servername: "localhost", ...pairOf("client"), ...options });
    socket.on("session", (session) => { last = session; });
    socket.on("data", (text) => { console.log(socket.getProtocol(), String(text), socket.isSessionReused()); });
    socket.on("error", ({ code }) => { console.log(code); });
    socket.on("close", () => { resolve(last); });
  });
}

async function main() {
  for (const maxVersion of ["TLSv1.3", "TLSv1.2"]) {
    await visit({ maxVersion, session: await visit({ maxVersion }) });
  }
}
if (port) main();
else serve();
