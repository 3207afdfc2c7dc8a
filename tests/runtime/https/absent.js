// Without OpenSSL: who wants TLS is told, and all else goes on.
const http = require("node:http");
const https = require("node:https");
const tls = require("node:tls");

const told = ({ code, message }) => `${code}: ${message}`;

for (const [name, run] of Object.entries({
  "https.createServer": () => https.createServer({}),
  "tls.createServer": () => tls.createServer({}),
  "tls.connect": () => tls.connect(1),
})) {
  try {
    run();
    console.log(name, "works");
  } catch (error) {
    console.log(name, told(error));
  }
}
https.get("https://localhost:1/").on("error", (error) => { console.log("https.get", told(error)); });
const server = http.createServer((request, response) => { response.end("plain"); });
server.listen(0, async () => {
  const base = `localhost:${server.address().port}`;
  await fetch(`https://${base}`).catch(({ cause }) => { console.log("fetch", told(cause)); });
  console.log(await (await fetch(`http://${base}`)).text());
  server.close();
  server.closeAllConnections();
});
