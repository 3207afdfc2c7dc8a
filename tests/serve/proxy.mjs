// Tests `cbundle serve --proxy`: requests that another server answers, and what gets through to it.
//
//   node tests/serve/proxy.mjs [--cbundle=PATH] [--https] [WORDS…]
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cbundlePath, makeFolder } from "../programs.mjs";
import { Program, Raw, ask, encrypt, runTests, sleep } from "./raw.mjs";

const { values: flags, positionals: words } = parseArgs({
  options: { cbundle: { type: "string" }, https: { type: "boolean" } },
  allowPositionals: true,
});
const cbundle = cbundlePath(flags.cbundle);
const folder = makeFolder("serve-proxy");
const mode = flags.https ? ["--https"] : [];
const scheme = flags.https ? "https" : "http";
if (flags.https) encrypt();
fs.writeFileSync(join(folder, "index.html"), "<h1>index</h1>");

const listen = (server, port = 0) =>
  new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server.address().port)));

// The server behind. It says what it was asked, or does as the path says.
let aborted = 0;
const behind = createServer((request, response) => {
  request.on("aborted", () => aborted++);
  response.on("close", () => (aborted += response.writableFinished ? 0 : 1));
  const { url } = request;
  if (url.startsWith("/api/echo")) {
    response.writeHead(200, { "Content-Type": "text/x-echo" });
    request.pipe(response);
  } else if (url === "/api/big") {
    response.end(Buffer.alloc(20_000_000, "x"));
  } else if (url === "/api/never") {
    response.write("begun");
  } else if (url === "/api/half") {
    response.writeHead(200, { "Content-Length": 100 });
    response.write("half");
    setTimeout(() => request.socket.destroy(), 30);
  } else if (url === "/api/status") {
    response.writeHead(418, "Short and stout", { "X-Own": "1", Connection: "X-Hop", "X-Hop": "1" });
    response.end("tea");
  } else if (url === "/api/hints") {
    response.writeEarlyHints({ link: "</a.css>; rel=preload" });
    response.end("after hints");
  } else if (url === "/api/empty") {
    response.writeHead(204).end();
  } else {
    response.end(JSON.stringify({ method: request.method, url, headers: request.headers }));
  }
});
behind.on("upgrade", (request, socket, head) => {
  if (request.url === "/api/refused") {
    socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
    return;
  }
  const key = request.headers["sec-websocket-key"] ?? "";
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
  socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
    `Sec-WebSocket-Accept: ${accept.digest("base64")}\r\n\r\nhello `);
  socket.write(head);
  socket.pipe(socket);
});
const backPort = await listen(behind);

// One that answers nonsense, and one that is not there.
const nonsense = createTcpServer((socket) => {
  socket.on("error", () => {}).on("data", () => {
    socket.end("HTTP/1.1 200 OK\r\nA: b\nSet-Cookie: x\r\n: y\r\n\r\nnonsense");
  });
});
const badPort = await listen(nonsense);
const gone = createTcpServer();
const gonePort = await listen(gone);
await new Promise((resolve) => gone.close(resolve));

const program = new Program(cbundle, ["serve", folder, "--static", "--port=0", ...mode,
  "--proxy", `/api=http://localhost:${backPort}`, "--proxy", `/v=http://127.0.0.1:${backPort}/api/`,
  "--proxy", `/bad=http://127.0.0.1:${badPort}`, "--proxy", `/gone=http://localhost:${gonePort}`]);
const port = await program.port();

const request = (...lines) => `${lines.join("\r\n")}\r\n\r\n`;
const host = `Host: localhost:${port}`;
const get = (path, ...lines) => request(`GET ${path} HTTP/1.1`, host, ...lines);
const post = (path, ...lines) => request(`POST ${path} HTTP/1.1`, host, ...lines);

const tests = {
  "hands on what is below its path, and no more": async () => {
    const { body } = await ask(port, get("/api/x?a=b%20c&d"));
    assert.equal(JSON.parse(body).url, "/api/x?a=b%20c&d");
    assert.equal((await ask(port, get("/"))).body, "<h1>index</h1>");
    assert.equal((await ask(port, get("/apis"))).status, 404);
    assert.equal(JSON.parse((await ask(port, get("/v/x"))).body).url, "/api/v/x");
    assert.equal(JSON.parse((await ask(port, get("/%61pi/x"))).body).url, "/%61pi/x");
    assert.equal((await ask(port, get("/api/../x"))).status, 400);
  },
  "says who asks, and leaves out what concerns the connection": async () => {
    const hop = ["Connection: keep-alive, X-Mine", "X-Mine: 1", "Keep-Alive: 1", "TE: trailers",
      "Proxy-Authorization: x", "Upgrade: h2c", "X-Kept: 1", "Cookie: a=b"];
    const { headers } = JSON.parse((await ask(port, get("/api/x", ...hop))).body);
    assert.equal(headers.host, `localhost:${backPort}`);
    assert.equal(headers["x-forwarded-host"], `localhost:${port}`);
    assert.equal(headers["x-forwarded-for"], "127.0.0.1");
    assert.equal(headers["x-forwarded-proto"], flags.https ? "https" : "http");
    assert.equal(headers["x-kept"], "1");
    assert.equal(headers.cookie, "a=b");
    assert.equal(headers.connection, "close");
    for (const name of ["x-mine", "keep-alive", "te", "proxy-authorization", "upgrade"])
      assert.equal(headers[name], undefined, name);
  },
  "gives back status, headers and body": async () => {
    const answer = await ask(port, get("/api/status"));
    assert.equal(answer.status, 418);
    assert.equal(answer.reason, "Short and stout");
    assert.equal(answer.headers["x-own"], "1");
    assert.equal(answer.headers["x-hop"], undefined);
    assert.equal(answer.body, "tea");
    assert.equal((await ask(port, get("/api/empty"))).status, 204);
    assert.equal((await ask(port, get("/api/hints"))).body, "after hints");
  },
  "keeps the browser's connection": async () => {
    const raw = new Raw(port);
    raw.write(get("/api/status") + get("/") + get("/api/x"));
    const got = [];
    for (let i = 0; i < 3; i++) got.push((await raw.answer()).status);
    assert.deepEqual(got, [418, 200, 200]);
    raw.close();
  },
  "hands on any method": async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"]) {
      const text = request(`${method} /api/x HTTP/1.1`, host, "Content-Length: 0");
      assert.equal(JSON.parse((await ask(port, text)).body).method, method);
    }
    const head = await ask(port, request("HEAD /api/x HTTP/1.1", host));
    assert.equal(head.status, 200);
    assert.equal((await ask(port, request("POST / HTTP/1.1", host))).status, 405);
  },
  "hands on bodies": async () => {
    assert.equal((await ask(port, post("/api/echo", "Content-Length: 5") + "01234")).body, "01234");
    const chunks = "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n";
    const chunked = post("/api/echo", "Transfer-Encoding: chunked");
    assert.equal((await ask(port, chunked + chunks)).body, "abcdefg");
    const raw = new Raw(port);
    raw.write(post("/api/echo", "Content-Length: 4", "Expect: 100-continue"));
    assert.equal((await raw.answer()).status, 100);
    raw.write("late");
    assert.equal((await raw.answer()).body, "late");
    raw.close();
  },
  "streams much in both directions": async () => {
    const body = "0123456789".repeat(300_000);
    const answer = await ask(port, post("/api/echo", `Content-Length: ${body.length}`) + body);
    assert.ok(answer.body === body);
    assert.equal((await ask(port, get("/api/big"))).body.length, 20_000_000);
    const slow = new Raw(port).write(get("/api/big"));
    slow.socket.pause();
    await sleep(100);
    slow.socket.resume();
    assert.equal((await slow.answer()).body.length, 20_000_000);
    slow.close();
  },
  "streams as it comes": async () => {
    const raw = new Raw(port).write(get("/api/never"));
    await raw.until(() => raw.data.includes("begun"));
    const before = aborted;
    raw.close();
    for (let i = 0; i < 100 && aborted === before; i++) await sleep(20);
    assert.ok(aborted > before, "the server behind was not told");
  },
  "40 a server that is not there": async () => {
    const answer = await ask(port, get("/gone/x"));
    assert.equal(answer.status, 502);
    assert.match(answer.body, new RegExp(`http://localhost:${gonePort}: connection refused`));
    assert.equal((await ask(port, post("/gone/x", "Content-Length: 2") + "ab")).status, 502);
    const page = await ask(port, get("/gone/x", "Accept: text/html"));
    assert.match(page.headers["content-type"], /^text\/html/);
  },
  "40 a server that answers nonsense": async () => {
    const answer = await ask(port, get("/bad/x"));
    assert.equal(answer.status, 502);
    assert.equal(answer.headers["set-cookie"], undefined);
  },
  "40 half an answer is not a whole one": async () => {
    const data = await new Raw(port).write(get("/api/half")).all();
    assert.match(data, /Content-Length: 100\r\n[^]*half$/);
  },
  "40 no circles": async () => {
    const circle = new Program(cbundle, ["serve", folder, "--port=0", ...mode]);
    const other = await circle.port();
    await circle.stop("SIGTERM");
    const round = new Program(cbundle, ["serve", folder, `--port=${other}`, "--strict-port",
      ...mode, "--proxy-insecure", "--proxy", `/=${scheme}://localhost:${other}`]);
    await round.port();
    const text = request("GET /x HTTP/1.1", `Host: localhost:${other}`);
    assert.equal((await ask(other, text)).status, 508);
    assert.equal(await round.stop("SIGTERM"), 0, round.said);
  },
  "40 foreign hosts and pages get nothing": async () => {
    assert.equal((await ask(port, request("GET /api/x HTTP/1.1", "Host: evil.com"))).status, 403);
    const foreign = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors"];
    assert.equal((await ask(port, get("/api/x", ...foreign))).status, 403);
  },
  "26 WebSockets": async () => {
    const upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];
    const raw = new Raw(port).write(get("/api/ws", ...upgrade) + "early ");
    await raw.until(() => raw.data.endsWith("hello early "));
    assert.match(raw.data, /^HTTP\/1\.1 101 /);
    assert.match(raw.data, /Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n/);
    const text = "x".repeat(3_000_000);
    raw.data = "";
    raw.write(text);
    await raw.until(() => raw.data.length === text.length);
    raw.end();
    await raw.all();
    assert.equal((await ask(port, get("/api/refused", ...upgrade))).status, 403);
    assert.equal((await ask(port, get("/gone/ws", ...upgrade))).status, 502);
    for (const origin of ["http://evil.com", "null", "http://localhost:1"]) {
      const foreign = get("/api/ws", ...upgrade, `Origin: ${origin}`);
      assert.equal((await ask(port, foreign)).status, 403);
    }
    const ours = `Origin: ${scheme}://localhost:${port}`;
    const own = new Raw(port).write(get("/api/ws", ...upgrade, ours));
    await own.until(() => own.data.endsWith("hello "));
    const evil = request("GET /api/ws HTTP/1.1", "Host: evil.com", ...upgrade);
    assert.equal((await ask(port, evil)).status, 403);
    assert.equal((await ask(port, get("/", ...upgrade))).status, 200);
    own.reset();
  },
  "of two rules for one path, the last": async () => {
    const rules = [gonePort, backPort].flatMap((to) => ["--proxy", `/api=http://localhost:${to}`]);
    const own = new Program(cbundle, ["serve", folder, "--port=0", ...mode, ...rules]);
    const other = Number((await own.find(/https?:\/\/[^/]*:(\d+)/))[1]);
    assert.equal((await ask(other, get("/api/x"))).status, 200);
    await own.stop("SIGTERM");
  },
  "wrong rules": async () => {
    const rules = ["/a=ftp://b", "/a=b", "a=http://b", "/a=http://", "/a=http://b:99999", "/a"];
    for (const rule of rules) {
      const wrong = new Program(cbundle, ["serve", folder, "--port=0", "--proxy", rule]);
      assert.ok((await wrong.end()) > 0, rule);
      assert.match(wrong.said, /--proxy/);
    }
  },
  "stops while a WebSocket is open": async () => {
    const other = new Program(cbundle, ["serve", folder, "--port=0", ...mode, "--proxy",
      `/api=http://localhost:${backPort}`]);
    const own = await other.port();
    const raw = new Raw(own);
    const upgrade = ["Connection: upgrade", "Upgrade: x"];
    raw.write(request("GET /api/ws HTTP/1.1", "Host: localhost", ...upgrade));
    await raw.until(() => raw.data.endsWith("hello "));
    const never = new Raw(own).write(request("GET /api/never HTTP/1.1", "Host: localhost"));
    await never.until(() => never.data.includes("begun"));
    assert.equal(await other.stop("SIGINT"), 0, other.said);
    raw.close();
    never.close();
  },
};

await runTests(Object.entries(tests), words);
assert.equal(await program.stop("SIGINT"), 0, program.said);
behind.closeAllConnections();
behind.close();
nonsense.close();
fs.rmSync(folder, { recursive: true });
