// A client of server.js: requests of every kind, and what comes of them. Its argument is the port.
const https = require("node:https");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const ca = readFileSync(path.join(process.env.CERTS, "ca.pem"));
const port = Number(process.argv[2]);

function ask(what, body) {
  return new Promise((resolve) => {
    const request = https.request({ ca, host: "localhost", port, ...what }, (response) => {
      const { encrypted, authorized, authorizationError } = response.socket;
      const told = [response.statusCode, encrypted, authorized, authorizationError];
      let size = 0, text = "";
      response.on("data", (chunk) => {
        size += chunk.length;
        if (size < 1000) text += chunk;
      });
      response.on("error", ({ code, message }) => { resolve([...told, code, message]); });
      response.on("end", () => {
        resolve([...told, request.reusedSocket, size < 1000 ? text : size]);
      });
    });
    request.on("error", ({ code, message }) => {
      resolve([code, message.replace(/(?:[\dA-F]{8,}:|error:).*/s, "").slice(0, 70)]);
    });
    request.end(body);
  });
}

async function main() {
  const alone = { agent: false };
  for (const [what, body] of [
    [{}], [{ path: "/again" }], [{ path: "/big" }],
    [{ path: "/echo", method: "POST" }, "hello"],
    [{ path: "/length", method: "PUT" }, Buffer.alloc(5_000_000, "y")],
    [{ path: "/close" }], [{ path: "/new" }], [{ path: "/breaks" }],
    [{ ...alone, path: "/alone" }],
    [{ ...alone, servername: "a.example.test", path: "/star" }],
    [{ ...alone, servername: "x.test" }],
    [{ ...alone, headers: { Host: "good.example.test" }, path: "/header" }],
    [{ ...alone, host: "127.0.0.1", path: "/address" }],
    [{ ...alone, ca: undefined }],
    [{ ...alone, ca: undefined, rejectUnauthorized: false, path: "/unverified" }],
    [{ ...alone, maxVersion: "TLSv1.2", path: "/older" }],
    [{ ...alone, maxVersion: "TLSv1.1", minVersion: "TLSv1.1" }],
    [{ ...alone, checkServerIdentity: () => undefined, servername: "x.test", path: "/lenient" }],
  ]) {
    console.log(JSON.stringify(what), ...await ask(what, body));
  }
  const aborts = new AbortController();
  const request = https.get({ ca, port, path: "/big", signal: aborts.signal }, () => { aborts.abort(); });
  request.on("error", ({ code }) => { console.log("aborted", code); });
  await new Promise((resolve) => { request.on("close", resolve); });
  const agent = new https.Agent({ keepAlive: true, maxSockets: 2, ca });
  const many = await Promise.all(Array.from({ length: 8 }, (_, i) => ask({ agent, path: `/many${i}` })));
  console.log(many.map(([status, , , , isReused, text]) => [status, isReused, JSON.parse(text).url]));
  console.log(Object.values(agent.freeSockets).map((sockets) => sockets.length));
  agent.destroy();
  https.globalAgent.destroy();
}
main();
