// fetch over TLS. The environment says which authorities are trusted.
const http = require("node:http");
const https = require("node:https");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const file = (name) => readFileSync(path.join(process.env.CERTS, name));

function answer(request, response) {
  if (request.url === "/moved") return response.writeHead(302, { Location: "/here" }).end();
  if (request.url === "/late") return void setTimeout(() => { response.end("late"); }, 5000).unref();
  let size = 0;
  request.on("data", (chunk) => { size += chunk.length; });
  request.on("end", () => { response.end(`${request.method} ${request.url} ${size}`); });
}

async function tell(name, url, options) {
  try {
    const response = await fetch(url, options);
    const text = await response.text();
    console.log(name, response.status, response.redirected, new URL(response.url).pathname, text);
  } catch (error) {
    console.log(name, error.name, error.message, error.cause && error.cause.code);
  }
}

async function main() {
  const options = { key: file("good.key"), cert: file("good.pem") };
  const server = https.createServer(options, answer);
  await new Promise((resolve) => { server.listen(0, resolve); });
  const base = `https://localhost:${server.address().port}`;
  const plain = http.createServer((request, response) => {
    response.writeHead(301, { Location: `${base}/secure` }).end();
  });
  await new Promise((resolve) => { plain.listen(0, resolve); });
  await tell("plain", `${base}/plain?x=1`);
  await tell("post", `${base}/post`, { method: "POST", body: "x".repeat(200_000) });
  await tell("moved", `${base}/moved`);
  await tell("from http", `http://localhost:${plain.address().port}/`);
  await tell("not to http", `${base}/moved`, { redirect: "error" });
  await tell("wrong name", base.replace("localhost", "[::ffff:7f00:1]"));
  await tell("too late", `${base}/late`, { signal: AbortSignal.timeout(100) });
  server.close();
  server.closeAllConnections();
  plain.close();
  plain.closeAllConnections();
}
main();
