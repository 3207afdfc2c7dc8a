// Tests the room `http` by itself, over raw sockets: what comes in whatever pieces, what goes out.
//
//   node tests/serve/http.mjs [--probe=PATH] [--tls] [WORDS…]
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { Program, Raw, ask, encrypt, runTests, sleep } from "./raw.mjs";

const { values: flags, positionals: words } = parseArgs({
  options: { probe: { type: "string" }, tls: { type: "boolean" } },
  allowPositionals: true,
});
const probe = flags.probe ?? new URL("../../build/dev/tests/http_probe", import.meta.url).pathname;

if (flags.tls) encrypt();

// The probe's arguments, of which the last says whether to encrypt.
const otherwise = [60000, 300000, 5000, 0, 0, flags.tls ? 1 : 0];

async function start(...limits) {
  const program = new Program(probe, otherwise.map((value, i) => String(limits[i] ?? value)));
  const [, port] = await program.find(/^(\d+)\n/);
  return { program, port: Number(port) };
}

const { program: main, port } = await start();
const request = (...lines) => `${lines.join("\r\n")}\r\n\r\n`;
const get = (path, ...lines) => request(`GET ${path} HTTP/1.1`, "Host: a", ...lines);
const post = (path, ...lines) => request(`POST ${path} HTTP/1.1`, "Host: a", ...lines);

// A server with limits of its own, for one test.
const withLimits = (limits, test) => async () => {
  const { program, port: own } = await start(...limits);
  try {
    await test(own);
  } finally {
    assert.equal(await program.stop(), 0, program.said);
  }
};

const tests = [
  ["answers a request", async () => {
    const answer = await ask(port, get("/"));
    assert.equal(answer.status, 200);
    assert.equal(answer.reason, "OK");
    assert.equal(answer.body, "Hello");
    const names = answer.lines.map((line) => line.split(":")[0]);
    assert.deepEqual(names, ["Content-Type", "Date", "Connection", "Keep-Alive", "Content-Length"]);
    assert.match(answer.headers.date, /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    assert.ok(Math.abs(Date.parse(answer.headers.date) - Date.now()) < 3000);
    assert.equal(answer.headers["keep-alive"], "timeout=5");
  }],
  ["takes a request byte by byte", async () => {
    const raw = new Raw(port);
    for (const byte of get("/headers", "A: b  ", "X-Empty:", "a:  c d")) {
      raw.write(byte);
      await new Promise(setImmediate);
    }
    assert.equal((await raw.answer()).body, "[Host|a][A|b][X-Empty|][a|c d]");
    raw.close();
  }],
  ["keeps a connection", async () => {
    const raw = new Raw(port);
    for (let i = 0; i < 5; i++) {
      raw.write(get("/"));
      assert.equal((await raw.answer()).body, "Hello");
    }
    raw.close();
  }],
  ["answers pipelined requests in order", async () => {
    const raw = new Raw(port);
    raw.write(get("/late?80") + get("/") + get("/late?1") + get("/headers", "N: 4"));
    const bodies = [];
    for (let i = 0; i < 4; i++) bodies.push((await raw.answer()).body);
    assert.deepEqual(bodies, ["late", "Hello", "late", "[Host|a][N|4]"]);
    raw.close();
  }],
  ["answers 2000 pipelined requests", async () => {
    const raw = new Raw(port);
    raw.write((get("/") + get("/late?0")).repeat(1000) + get("/last"));
    const data = await raw.all();
    assert.equal(data.match(/HTTP\/1\.1 200 OK/g).length, 2001);
    assert.match(data, /last$/);
  }],
  ["gives a body in any pieces", async () => {
    const raw = new Raw(port);
    raw.write("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n01234");
    await sleep(20);
    raw.write("56789" + get("/"));
    assert.equal((await raw.answer()).body, "0123456789");
    assert.equal((await raw.answer()).body, "Hello");
    raw.close();
  }],
  ["gives chunks and trailers", async () => {
    const raw = new Raw(port);
    raw.write("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    raw.write("3\r\nabc\r\n10;ext=1\r\n0123456789abcdef\r\n0\r\nT: end\r\n\r\n" + get("/"));
    assert.equal((await raw.answer()).body, "abc0123456789abcdef");
    assert.equal((await raw.answer()).body, "Hello");
    raw.close();
  }],
  ["sends trailers", async () => {
    const raw = new Raw(port).write(get("/trailers", "Connection: close"));
    assert.match(await raw.all(), /\r\n\r\n4\r\nbody\r\n0\r\nContent-Type: text\/plain\r\n\r\n$/);
  }],
  ["chunks although the length is known", async () => {
    const raw = new Raw(port).write(get("/chunked", "Connection: close"));
    assert.match(await raw.all(), /Transfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n$/);
  }],
  ["holds a body back until it is wanted", async () => {
    const body = "0123456789".repeat(50_000);
    const raw = new Raw(port);
    raw.write(post("/slow-echo", `Content-Length: ${body.length}`) + body);
    raw.write(get("/"));
    assert.equal((await raw.answer()).body, body);
    assert.equal((await raw.answer()).body, "Hello");
    raw.close();
  }],
  ["streams what does not fit into memory at once", async () => {
    const raw = new Raw(port);
    raw.write(get("/big?30000000"));
    assert.equal((await raw.answer()).body.length, 30_000_000);
    raw.write(get("/"));
    assert.equal((await raw.answer()).body, "Hello");
    raw.close();
  }],
  ["waits for a slow reader", async () => {
    const raw = new Raw(port);
    raw.socket.pause();
    raw.write(get("/big?5000000"));
    await sleep(100);
    raw.socket.resume();
    assert.equal((await raw.answer()).body.length, 5_000_000);
    raw.close();
  }],
  ["has no body where there must be none", async () => {
    const raw = new Raw(port);
    raw.write("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    const head = await raw.answer(true);
    assert.equal(head.status, 200);
    raw.write(get("/empty"));
    const empty = await raw.answer();
    assert.equal(empty.status, 204);
    assert.equal(empty.headers["content-length"], undefined);
    raw.write("HEAD /big?100 HTTP/1.1\r\nHost: a\r\n\r\n");
    assert.equal((await raw.answer(true)).status, 200);
    raw.write(get("/"));
    assert.equal((await raw.answer()).body, "Hello");
    raw.close();
  }],
  ["says 100 and 103", async () => {
    const raw = new Raw(port);
    raw.write(post("/echo", "Content-Length: 2", "Expect: 100-continue"));
    assert.equal((await raw.answer()).status, 100);
    raw.write("ok");
    assert.equal((await raw.answer()).body, "ok");
    raw.write(get("/hints"));
    assert.equal((await raw.answer()).status, 103);
    assert.equal((await raw.answer()).body, "after hints");
    raw.close();
  }],
  ["does not trust a connection whose body was refused", async () => {
    const raw = new Raw(port);
    raw.write(post("/refuse", "Content-Length: 9", "Expect: 100-continue"));
    const data = await raw.all();
    assert.match(data, /^HTTP\/1\.1 200 OK\r\n[^]*Connection: close/);
  }],
  ["discards a body that nobody wants", async () => {
    const raw = new Raw(port);
    raw.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n${"x".repeat(200_000)}`);
    raw.write(get("/"));
    assert.equal((await raw.answer()).body, "Hello");
    assert.equal((await raw.answer()).body, "Hello");
    raw.close();
  }],
  ["speaks HTTP/1.0", async () => {
    const raw = new Raw(port).write("GET / HTTP/1.0\r\n\r\n");
    const data = await raw.all();
    assert.match(data, /^HTTP\/1\.1 200 OK\r\n[^]*Connection: close\r\n\r\nHello$/);
  }],
  ["closes when it is asked to", async () => {
    const data = await new Raw(port).write(get("/", "Connection: close") + get("/")).all();
    assert.equal(data.match(/HTTP\/1\.1 200/g).length, 1);
    assert.match(data, /Connection: close\r\nContent-Length: 5\r\n\r\nHello/);
  }],
  ["hands a connection over to another protocol", async () => {
    const raw = new Raw(port);
    raw.write(get("/", "Connection: upgrade", "Upgrade: raw") + "first");
    await raw.until(() => raw.data.endsWith("first"));
    raw.write("second");
    await raw.until(() => raw.data.endsWith("second"));
    assert.match(raw.data, /^HTTP\/1\.1 101 /);
    raw.end();
    await raw.all();
  }],
  ["ignores a protocol that it does not know", async () => {
    const raw = new Raw(port);
    raw.write(get("/", "Connection: upgrade", "Upgrade: h2c") + get("/"));
    assert.equal((await raw.answer()).body, "Hello");
    assert.equal((await raw.answer()).body, "Hello");
    raw.close();
  }],
  ["refuses what is no HTTP", async () => {
    for (const text of ["\0\0\0", "\x16\x03\x01\x02\0", "GET\r\n\r\n", "FOO / HTTP/1.1\r\n\r\n"]) {
      const data = await new Raw(port).write(text).all();
      assert.equal(data, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", text);
    }
  }],
  ["refuses heads that are too long", async () => {
    const long = get("/", `A: ${"x".repeat(20_000)}`);
    assert.equal((await ask(port, long)).status, 431);
    assert.equal((await ask(port, get(`/${"x".repeat(20_000)}`))).status, 431);
    assert.equal((await ask(port, get("/", ...new Array(2500).fill("a:")))).status, 431);
  }],
  ["needs a host", async () => {
    assert.equal((await ask(port, "GET / HTTP/1.1\r\n\r\n")).status, 400);
  }],
  ["survives requests with bytes changed, left out and doubled", async () => {
    let seed = 12345;
    const random = (below) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % below;
    };
    const chunks = "3\r\nabc\r\n10;e=1\r\n0123456789abcdef\r\n0\r\nT: end\r\n\r\n";
    const seeds = [get("/headers", "A: b", "Connection: keep-alive") + get("/"),
      post("/echo", "Transfer-Encoding: chunked") + chunks,
      post("/slow-echo", "Content-Length: 5", "Expect: 100-continue") + "01234",
      get("/", "Connection: upgrade", "Upgrade: raw") + "raw", get("/late?1") + get("/trailers")];
    const mutate = (text) => {
      const bytes = [...text];
      for (let i = 0; i <= random(4); i++) {
        const at = random(bytes.length);
        const what = [[], [bytes[at], bytes[at]], [String.fromCharCode(random(256))], ["\r\n"]];
        bytes.splice(at, 1 + random(3), ...what[random(4)]);
      }
      return bytes.join("");
    };
    for (let round = 0; round < 60; round++) {
      await Promise.all(Array.from({ length: 25 }, async (_, i) => {
        const raw = new Raw(port).write(mutate(seeds[i % seeds.length]));
        if (random(2)) raw.end();
        await Promise.race([raw.until(() => raw.ended), sleep(20)]);
        raw.close();
      }));
    }
    assert.equal((await ask(port, get("/"))).body, "Hello");
  }],
  ["tells of lost connections", async () => {
    const { program, port: own } = await start();
    const raw = new Raw(own).write(get("/late?60000"));
    await sleep(30);
    raw.reset();
    const half = new Raw(own).write(get("/late?60000")).end();
    await half.all();
    const broken = new Raw(own).write(get("/break"));
    await broken.all();
    const writer = new Raw(own).write(get("/big?50000000"));
    await writer.until(() => writer.data.length > 1000);
    writer.reset();
    await sleep(100);
    assert.equal((await ask(own, get("/counts"))).body, "0 4");
    assert.equal(await program.stop(), 0, program.said);
  }],
  ["refuses a request that never ends", async () => {
    const data = await new Raw(port).write("GET / HTTP/1.1\r\nHo").end().all();
    assert.match(data, /^HTTP\/1\.1 400 /);
  }],
  ["answers who has ended already, if it is told to",
    withLimits([60000, 60000, 5000, 0, 1], async (own) => {
      const raw = new Raw(own).write(get("/late?50") + get("/")).end();
      assert.match(await raw.all(), /late[^]*Hello$/);
    })],
  ["times out slow heads", withLimits([200, 60000, 5000], async (own) => {
    const raw = new Raw(own).write("GET / HT");
    assert.match(await raw.all(), /^HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n\r\n$/);
    assert.match(await new Raw(own).all(), /^HTTP\/1\.1 408 /);
  })],
  ["times out slow bodies", withLimits([60000, 200, 5000], async (own) => {
    const raw = new Raw(own);
    raw.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
    await raw.until(() => raw.data.includes("Hello"));
    await raw.all();
  })],
  ["gives up a handshake that stalls", withLimits([300], async (own) => {
    if (!flags.tls) return;
    for (const text of ["", "\x16", "\x16\x03\x01\x02\x00\x01\x00"]) {
      const raw = new Raw(own, "127.0.0.1", { isPlain: true }).write(text);
      assert.equal(await raw.all(), "");
    }
  })],
  ["tells who does not encrypt", async () => {
    if (!flags.tls) return;
    const raw = new Raw(port, "127.0.0.1", { isPlain: true }).write(get("/"));
    assert.equal(await raw.all(), "plain");
  }],
  ["ends idle connections", withLimits([60000, 60000, 200], async (own) => {
    const raw = new Raw(own).write(get("/"));
    assert.match(await raw.all(), /Hello$/);
  })],
  ["takes only so many connections", withLimits([60000, 60000, 5000, 2], async (own) => {
    const two = [new Raw(own).write(get("/")), new Raw(own).write(get("/"))];
    for (const raw of two) await raw.answer();
    // With TLS, it would take a handshake to say so.
    assert.equal((await ask(own, get("/")))?.status, flags.tls ? undefined : 503);
    for (const raw of two) raw.close();
    await sleep(50);
    assert.equal((await ask(own, get("/"))).status, 200);
  })],
  ["ends while connections are open", async () => {
    const { program, port: own } = await start();
    const late = new Raw(own).write(get("/late?60000"));
    const idle = new Raw(own);
    await sleep(50);
    assert.equal(await program.stop(), 0, program.said);
    late.close();
    idle.close();
  }],
];

await runTests(tests, words);
assert.equal(await main.stop(), 0, main.said);
process.exit(); // whatever a test that failed has left behind
