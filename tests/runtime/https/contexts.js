// Certificates by the name that is asked for, of a server that has been there for a while.
const https = require("node:https");
const tls = require("node:tls");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const file = (name) => readFileSync(path.join(process.env.CERTS, name));
const pairOf = (name) => ({ key: file(`${name}.key`), cert: file(`${name}.pem`) });

/** So much that what nobody holds is collected. */
async function fillMemory() {
  for (let i = 0; i < 40; i++) {
    let last;
    for (let j = 0; j < 50_000; j++) last = { last: j % 100 ? last : undefined, text: `${i} ${j}` };
    await new Promise((resolve) => { setImmediate(resolve, last); });
  }
}

function ask(port, servername) {
  return new Promise((resolve) => {
    const client = tls.connect({ port, servername, rejectUnauthorized: false }, () => {
      resolve(client.getPeerCertificate().subject.CN);
      client.destroy();
    });
    client.on("error", (error) => { resolve(error.code); });
  });
}

const called = (name, callback) => {
  callback(null, name === "called.test" ? tls.createSecureContext(pairOf("client")) : undefined);
};

function serversOf(kind, create) {
  const named = create(pairOf("good"));
  named.addContext("*.other.test", pairOf("wild"));
  return { [`${kind}, named`]: named, [`${kind}, called`]: create({ ...pairOf("good"), SNICallback: called }) };
}

async function main() {
  const servers = { ...serversOf("tls", tls.createServer), ...serversOf("https", https.createServer) };
  for (const server of Object.values(servers)) {
    server.on("tlsClientError", () => {});
    await new Promise((resolve) => { server.listen(0, resolve); });
  }
  for (let round = 0; round < 3; round++) {
    await fillMemory();
    for (const [name, server] of Object.entries(servers)) {
      const { port } = server.address();
      for (const host of ["a.other.test", "called.test", "localhost"]) {
        console.log(name, host, await ask(port, host));
      }
    }
  }
  for (const [name, server] of Object.entries(servers)) {
    server.setSecureContext(pairOf("self"));
    console.log(name, "since then", await ask(server.address().port, "a.other.test"),
      await ask(server.address().port, "localhost"));
    server.close();
  }
}
main();
