// Tests `cbundle serve --https`: certificates, what is no TLS, and what is only there with TLS. The
// rest of the server is tested over TLS by attacks.mjs, proxy.mjs and hot.mjs with --https.
//
//   node tests/serve/https.mjs [--cbundle=PATH] [WORDS…]
import assert from "node:assert/strict";
import { X509Certificate, createHash } from "node:crypto";
import * as fs from "node:fs";
import { createServer as createPlainServer } from "node:http";
import * as https from "node:https";
import { connect, createServer as createTcpServer } from "node:net";
import { join } from "node:path";
import * as tls from "node:tls";
import { parseArgs } from "node:util";
import { cbundlePath, makeFolder } from "../programs.mjs";
import { Program, Raw, ask, encrypt, runTests, sleep } from "./raw.mjs";

const { values: flags, positionals: words } = parseArgs({
  options: { cbundle: { type: "string" } },
  allowPositionals: true,
});
const cbundle = cbundlePath(flags.cbundle);
const folder = makeFolder("serve-https");
const root = join(folder, "www");
const cache = join(folder, "cache");
const kept = join(cache, "cbundle", "https.pem");
const big = Buffer.alloc(20_000_000);
for (let i = 0; i < big.length; i++) big[i] = (i * 31) >> 5;
fs.mkdirSync(root);
fs.writeFileSync(join(root, "index.html"), "<h1>index</h1>");
fs.writeFileSync(join(root, "small.txt"), "small");
fs.writeFileSync(join(root, "big.bin"), big);
encrypt();

const withCache = (path) => ({ env: { ...process.env, XDG_CACHE_HOME: path } });

async function start(args = ["--https"], options = withCache(cache)) {
  const program = new Program(cbundle, ["serve", root, "--port=0", ...args], options);
  const [, port] = await program.find(/https:\/\/[^/]*:(\d+)/);
  return { program, port: Number(port) };
}

async function withFlags(args, test, options) {
  const { program, port: own } = await start(args, options);
  try {
    await test(own, program);
  } finally {
    assert.equal(await program.stop("SIGTERM"), 0, program.said);
  }
}

const { program: main, port } = await start();
const trusted = fs.readFileSync(kept);
const request = (...lines) => `${lines.join("\r\n")}\r\n\r\n`;
const get = (path, ...lines) => request(`GET ${path} HTTP/1.1`, "Host: localhost", ...lines);

// What Node's own client gets: it trusts nothing but the certificate that was kept.
function fetchIt(path, options = {}) {
  return new Promise((resolve, reject) => {
    const asked = https.request({ port, host: "localhost", path, ca: trusted, ...options });
    asked.on("response", (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part)).on("error", reject);
      answer.on("end", () => resolve({ ...answer, answer, body: Buffer.concat(parts) }));
    });
    asked.on("error", reject);
    asked.end(options.body);
  });
}

const digest = (bytes) => createHash("sha1").update(bytes).digest("hex");

const plain = async (text, own = port) => {
  const raw = new Raw(own, "127.0.0.1", { isPlain: true }).write(text);
  return raw.all();
};

async function isAlive(own = port) {
  assert.equal((await ask(own, get("/small.txt"))).body, "small");
}

const serving = {
  "is trusted by who knows its certificate": async () => {
    for (const host of ["localhost", "127.0.0.1"]) {
      const { body, answer } = await fetchIt("/small.txt", { host, agent: false });
      assert.equal(String(body), "small");
      assert.ok(answer.socket.authorized);
      assert.equal(answer.socket.getProtocol(), "TLSv1.3");
      assert.equal(answer.socket.alpnProtocol, false); // Node's client asks for none
    }
    await assert.rejects(fetchIt("/", { ca: undefined, agent: false }), /self-signed certificate/);
  },
  "speaks TLS 1.2, and nothing older": async () => {
    const agent = false;
    const { answer } = await fetchIt("/small.txt", { maxVersion: "TLSv1.2", agent });
    assert.equal(answer.socket.getProtocol(), "TLSv1.2");
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
    await assert.rejects(fetchIt("/small.txt", { ...old, agent }));
  },
  "agrees on HTTP/1.1, and on nothing else": async () => {
    const open = (ALPNProtocols) => new Promise((resolve, reject) => {
      const socket = tls.connect({ port, host: "localhost", ca: trusted, ALPNProtocols });
      socket.on("error", reject).on("secureConnect", () => {
        resolve(socket.alpnProtocol);
        socket.destroy();
      });
    });
    assert.equal(await open(["h2", "http/1.1"]), "http/1.1");
    await assert.rejects(open(["h2"]), /no application protocol/i);
  },
  "keeps a connection": async () => {
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set();
    for (let i = 0; i < 20; i++) {
      const { answer, body } = await fetchIt("/small.txt", { agent });
      assert.equal(String(body), "small");
      sockets.add(answer.socket);
    }
    assert.equal(sockets.size, 1);
    agent.destroy();
  },
  "takes up a session": async () => {
    const open = (session) => new Promise((resolve, reject) => {
      const socket = tls.connect({ port, host: "localhost", ca: trusted, session });
      let ticket;
      let isReused;
      socket.on("session", (given) => (ticket = given)).on("error", reject);
      socket.on("secureConnect", () => (isReused = socket.isSessionReused()));
      socket.write(get("/small.txt", "Connection: close"));
      socket.on("close", () => resolve({ ticket, isReused })).resume();
    });
    const { ticket, isReused } = await open();
    assert.equal(isReused, false);
    assert.equal((await open(ticket)).isReused, true);
  },
  "sends a large file, and parts of it": async () => {
    const { body } = await fetchIt("/big.bin");
    assert.equal(digest(body), digest(big));
    for (const [from, to] of [[0, 0], [1, 16384], [16383, 16385], [5_000_000, 19_999_999]]) {
      const part = await fetchIt("/big.bin", { headers: { range: `bytes=${from}-${to}` } });
      assert.equal(part.answer.statusCode, 206);
      assert.equal(digest(part.body), digest(big.subarray(from, to + 1)), `${from}-${to}`);
    }
  },
  "keeps the order of files and what is around them": async () => {
    const raw = new Raw(port);
    const range = "Range: bytes=0-2999999";
    raw.write(get("/big.bin", range) + get("/small.txt") + get("/big.bin", range) + get("/"));
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await raw.answer());
    const first = big.subarray(0, 3_000_000).toString("latin1");
    assert.equal(answers[0].body, first);
    assert.equal(answers[1].body, "small");
    assert.equal(answers[2].body, first);
    assert.match(answers[3].body, /index/);
    raw.close();
  },
  "waits for a slow reader": async () => {
    const raw = new Raw(port);
    raw.socket.pause();
    raw.write(get("/big.bin", "Connection: close"));
    await sleep(300);
    raw.socket.resume();
    assert.ok((await raw.all()).length > big.length);
  },
  "answers pipelined requests": async () => {
    const raw = new Raw(port).write(get("/small.txt").repeat(300));
    for (let i = 0; i < 300; i++) assert.equal((await raw.answer()).body, "small");
    raw.close();
  },
  "answers 200 connections at once": async () => {
    const all = Array.from({ length: 200 }, () => ask(port, get("/small.txt")));
    for (const answer of await Promise.all(all)) assert.equal(answer.body, "small");
  },
  "answers who has said all": async () => {
    assert.match(await new Raw(port).write(get("/small.txt")).end().all(), /small$/);
  },
};

// Bytes that are no handshake, over a socket of their own; resolves when the server has hung up.
const hangsUp = (bytes) => new Promise((resolve) => {
  const socket = connect({ port, host: "127.0.0.1" });
  let data = Buffer.alloc(0);
  socket.on("data", (part) => (data = Buffer.concat([data, part]))).on("error", () => {});
  socket.on("close", () => resolve(data)).write(bytes);
});

const refusing = {
  "tells who speaks HTTP": async () => {
    for (const text of [get("/"), "DELETE /x HTTP/1.1\r\n\r\n", "G", "PRI * HTTP/2.0\r\n\r\n"]) {
      const data = await plain(text);
      assert.match(data, /^HTTP\/1\.1 400 Bad Request\r\n/);
      assert.match(data, /Content-Length: 78\r\n\r\nThis server speaks HTTPS[^]{54}$/);
      assert.doesNotMatch(data, /index|Location/);
    }
    const body = "x".repeat(200_000);
    const post = request("POST / HTTP/1.1", "Host: a", `Content-Length: ${body.length}`) + body;
    assert.match(await plain(post), /speaks HTTPS/);
    await isAlive();
  },
  "hangs up on garbage": async () => {
    for (const bytes of ["\0", "garbage\n", "\x16\x03\x01\xff\xff", "\x80\x2e\x01\x03\x01",
      "\x15\x03\x01\0\x02\x02\x28", "\x17\x03\x03\0\x05hello", "\x16\x03\x01\0\x04\0\0\0\0",
      "\x16\x03\x01\0\x05GET /"]) {
      const closed = hangsUp(Buffer.from(bytes.padEnd(64, "\0"), "latin1"));
      const data = await Promise.race([closed, sleep(5000).then(() => null)]);
      assert.ok(data !== null, JSON.stringify(bytes));
      assert.ok(!data.length || data[0] === 0x15, JSON.stringify(bytes)); // an alert at most
    }
    await isAlive();
  },
  "survives handshakes that are cut, and changed": async () => {
    const hello = await new Promise((resolve) => {
      const server = createTcpServer((socket) => {
        socket.once("data", (data) => {
          resolve(data);
          socket.destroy();
          server.close();
        });
      }).listen(0, "127.0.0.1", () => {
        tls.connect({ port: server.address().port, host: "127.0.0.1" }).on("error", () => {});
      });
    });
    const send = (bytes) => new Promise((resolve) => {
      const socket = connect({ port, host: "127.0.0.1" }).on("error", () => {}).resume();
      socket.on("close", resolve).write(bytes, () => setTimeout(() => socket.destroy(), 20));
    });
    const changed = Array.from({ length: hello.length }, (_, i) => {
      const copy = Buffer.from(hello);
      copy[i] ^= 1 << i % 8;
      return copy;
    });
    const cut = Array.from({ length: 40 }, (_, i) => hello.subarray(0, i * 7 + 1));
    const all = [...changed, ...cut];
    for (let i = 0; i < all.length; i += 50) await Promise.all(all.slice(i, i + 50).map(send));
    await isAlive();
  },
  "ends data that is no record": async () => {
    const under = connect({ port, host: "127.0.0.1" });
    const socket = tls.connect({ socket: under, rejectUnauthorized: false });
    socket.on("error", () => {}).resume();
    await new Promise((resolve) => socket.on("secureConnect", resolve));
    const closed = new Promise((resolve) => under.on("close", resolve));
    under.write("plain text behind the handshake");
    await closed;
    await isAlive();
  },
  "survives who hangs up": async () => {
    for (let i = 0; i < 30; i++) {
      const raw = new Raw(port).write(get("/big.bin"));
      await raw.until(() => raw.data.length > 0);
      raw.reset();
    }
    const early = Array.from({ length: 50 }, () => {
      const socket = connect({ port, host: "127.0.0.1" }, () => socket.resetAndDestroy());
      return new Promise((resolve) => socket.on("close", resolve));
    });
    await Promise.all(early);
    await isAlive();
  },
  "refuses foreign hosts and pages": async () => {
    const evil = request("GET /small.txt HTTP/1.1", "Host: evil.com");
    assert.equal((await ask(port, evil)).status, 403);
    const own = `Host: localhost:${port}`;
    const from = (...lines) => ask(port, request("GET /small.txt HTTP/1.1", own, ...lines));
    assert.equal((await from(`Referer: https://localhost:${port}/`)).status, 200);
    // It can't be a page of this server.
    assert.equal((await from(`Referer: http://localhost:${port}/`)).status, 403);
  },
  "stops while handshakes stall": async () => {
    await withFlags(["--https"], async (own) => {
      connect({ port: own, host: "127.0.0.1" }).on("error", () => {});
      connect({ port: own, host: "127.0.0.1" }).on("error", () => {}).write("\x16\x03\x01");
      await isAlive(own);
    });
  },
};

const mode = (path) => fs.statSync(path).mode & 0o777;

const certificates = {
  "makes a certificate for this machine, and keeps it": async () => {
    const own = new X509Certificate(trusted);
    const names = "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1";
    assert.equal(own.subjectAltName, names);
    const days = (Date.parse(own.validTo) - Date.now()) / 86_400_000;
    assert.ok(days > 29 && days < 31);
    assert.equal(own.ca, false);
    assert.equal(mode(kept), 0o600);
    assert.equal(mode(join(cache, "cbundle")), 0o700);
    await withFlags(["--https"], async (other) => {
      assert.equal(String(fs.readFileSync(kept)), String(trusted));
      assert.equal(String((await fetchIt("/small.txt", { port: other })).body), "small");
    });
  },
  "makes another one where the kept one can't be trusted or used": async () => {
    const spoil = [
      ["readable by all", (path) => fs.chmodSync(path, 0o644)],
      ["cut", (path) => fs.truncateSync(path, 300)],
      ["empty", (path) => fs.truncateSync(path, 0)],
      ["a link", (path) => {
        fs.renameSync(path, `${path}.other`);
        fs.symlinkSync(`${path}.other`, path);
      }],
    ];
    for (const [what, change] of spoil) {
      const path = join(folder, "spoilt", what);
      const file = join(path, "cbundle", "https.pem");
      await withFlags(["--https"], () => {}, withCache(path));
      const before = String(fs.readFileSync(file));
      change(file);
      await withFlags(["--https"], isAlive, withCache(path));
      assert.notEqual(String(fs.readFileSync(file)), before, what);
      assert.equal(mode(file), 0o600);
      assert.ok(fs.lstatSync(file).isFile());
    }
  },
  "knows the name of --host": async () => {
    const path = join(folder, "named");
    await withFlags(["--https", "--host=127.0.0.2"], () => {}, withCache(path));
    const own = new X509Certificate(fs.readFileSync(join(path, "cbundle", "https-127.0.0.2.pem")));
    assert.match(own.subjectAltName, /IP Address:127\.0\.0\.2$/);
  },
  "does without a folder to keep it in": async () => {
    const env = { ...process.env, XDG_CACHE_HOME: "/dev/null/none", HOME: "/dev/null" };
    await withFlags(["--https"], isAlive, { env });
    delete env.XDG_CACHE_HOME;
    delete env.HOME;
    await withFlags(["--https"], isAlive, { env });
  },
  "takes a certificate": async () => {
    const own = join(folder, "own.pem");
    fs.writeFileSync(own, trusted);
    await withFlags([`--cert=${own}`, `--key=${own}`], async (other, program) => {
      assert.equal(String((await fetchIt("/small.txt", { port: other })).body), "small");
      assert.doesNotMatch(program.output, /cbundle's own/);
    });
  },
  "tells people where it is": () => {
    assert.match(main.output, /Local: {3}https:\/\/localhost:\d+\/\n/);
    assert.match(main.output, /The certificate is cbundle's own/);
  },
};

// ---- Servers behind, at https://

const listen = (server) =>
  new Promise((resolve) => server.listen(0, "localhost", () => resolve(server.address().port)));

const pem = { cert: trusted, key: trusted };
const behind = https.createServer(pem, (asked, response) => {
  if (asked.url === "/echo") asked.pipe(response);
  else response.end(JSON.stringify({ url: asked.url, headers: asked.headers }));
});
behind.on("upgrade", (asked, socket) => {
  socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
  socket.pipe(socket);
});
const backPort = await listen(behind);
const upstream = `https://localhost:${backPort}`;
const trusting = { env: { ...withCache(cache).env, SSL_CERT_FILE: kept } };
const proxied = (test, ...more) =>
  withFlags(["--https", "--proxy", `/=${upstream}`, ...more], test, trusting);

const proxying = {
  "hands on to a server that it trusts": () => proxied(async (own) => {
    const { url, headers } = JSON.parse((await ask(own, get("/a?b"))).body);
    assert.equal(url, "/a?b");
    assert.equal(headers.host, `localhost:${backPort}`);
    assert.equal(headers["x-forwarded-proto"], "https");
    const body = big.subarray(0, 5_000_000);
    const echoed = await fetchIt("/echo", { port: own, method: "POST", body });
    assert.equal(digest(echoed.body), digest(body));
  }),
  "hands on all that was asked before the client ended": () => proxied(async (own) => {
    const many = 20; // more than one record of TLS holds
    const asked = get("/a", `X-Long: ${"x".repeat(8000)}`).repeat(many);
    const data = await new Raw(own).write(asked).end().all();
    assert.equal(data.split("HTTP/1.1 200 OK").length - 1, many);
  }),
  "hands another protocol on": () => proxied(async (own) => {
    const raw = new Raw(own).write(get("/ws", "Connection: Upgrade", "Upgrade: x"));
    await raw.until(() => raw.data.endsWith("\r\n\r\n"));
    raw.data = "";
    const text = "y".repeat(2_000_000);
    raw.write(text);
    await raw.until(() => raw.data.length === text.length);
    raw.end();
    await raw.all();
  }),
  "does not trust strangers, unless it is told to": async () => {
    const proxy = ["--https", "--proxy", `/=${upstream}`];
    await withFlags(proxy, async (own) => {
      const answer = await ask(own, get("/a"));
      assert.equal(answer.status, 502);
      assert.match(answer.body, /can't be trusted[^]*--proxy-insecure[^]*self-signed certificate/);
    });
    await withFlags([...proxy, "--proxy-insecure"], async (own) => {
      assert.equal((await ask(own, get("/a"))).status, 200);
    });
  },
  "wants the certificate to be about the name": async () => {
    const proxy = ["--https", "--proxy", `/=https://other.localhost:${backPort}`];
    await withFlags(proxy, async (own) => {
      const answer = await ask(own, get("/a"));
      assert.equal(answer.status, 502);
      assert.match(answer.body, /hostname mismatch|no such|not known|could not be asked/i);
    }, trusting);
  },
  "says so where no TLS is spoken, or nobody answers": async () => {
    const other = createPlainServer((_, response) => response.end("plain"));
    const silent = createTcpServer((socket) => socket.on("error", () => {}).end());
    const [otherPort, silentPort] = [await listen(other), await listen(silent)];
    const args = ["--https", "--proxy", `/plain=https://localhost:${otherPort}`,
      "--proxy", `/silent=https://localhost:${silentPort}`];
    await withFlags(args, async (own) => {
      for (const path of ["/plain", "/silent"]) {
        const answer = await ask(own, get(path));
        assert.equal(answer.status, 502);
        assert.match(answer.body, /could not be asked\. https:\/\/localhost/);
      }
    });
    other.closeAllConnections();
    other.close();
    silent.close();
  },
};

const all = { ...serving, ...refusing, ...certificates, ...proxying };
await runTests(Object.entries(all), words);
behind.closeAllConnections();
behind.close();
assert.equal(await main.stop("SIGINT"), 0, main.said);
fs.rmSync(folder, { recursive: true });
process.exit(); // whatever a test that failed has left behind
