// Compares the room `http` with Node's own server: the same bytes on a socket, and all the statuses
// that come back, in order. Where we mean to differ, the reason stands in `meant`. With --script, it
// is the same script that both run.
// tidy: one table
//
//   node tests/serve/conformance.mjs [--script] [--program=PATH] [--list] [WORDS…]
import { parseArgs } from "node:util";
import { Program, Raw } from "./raw.mjs";

const { values: flags, positionals: words } = parseArgs({
  options: { script: { type: "boolean" }, program: { type: "string" }, list: { type: "boolean" } },
  allowPositionals: true,
});
const script = new URL("node_server.mjs", import.meta.url).pathname;
const file = flags.script ? "cbundle" : "tests/http_probe";
const program = flags.program ?? new URL(`../../build/dev/${file}`, import.meta.url).pathname;

// Requests by name. A target, a version, lines: what a request is made of, one of it changed at a time.
const cases = new Map();
const text = (first, lines = [], body = "") => `${[first, ...lines].join("\r\n")}\r\n\r\n${body}`;
const add = (name, bytes) => cases.set(name, bytes);
const addGet = (name, ...lines) => add(name, text("GET / HTTP/1.1", ["Host: a", ...lines]));
const addPost = (name, lines, body) =>
  add(name, text("POST /echo HTTP/1.1", ["Host: a", ...lines], body));

for (const method of ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND",
  "M-SEARCH", "SOURCE", "LOCK", "PURGE", "LINK", "ACL", "BIND", "COPY", "MERGE", "NOTIFY", "REPORT",
  "SEARCH", "SUBSCRIBE", "UNLOCK", "CHECKOUT", "MKCALENDAR", "QUERY", "get", "FOO", "G", "GETS", "G ET",
  "", " GET", "\tGET", "DESCRIBE", "SETUP", "PLAY", "PRI", "GET\t"]) {
  add(`method ${JSON.stringify(method)}`, text(`${method} / HTTP/1.1`, ["Host: a"]));
}
for (const target of ["/", "*", "/a?b", "/a?b?c", "/%zz", "/%00", "/a#b", "//", "/../x", "http://a/",
  "https://a/b", "ftp://a/", "http://", "http:", "a", "a:80", "/\x7f", "/\x01", "/\xe9", "/a b", "/\\", "/<>",
  "/{}|^`\"", "?", "", "/\t", "http://[::1]/", "http://a@b/", "http://a:b@c:1/", "HTTP://A/", "/a\0b"]) {
  add(`target ${JSON.stringify(target)}`, text(`GET ${target} HTTP/1.1`, ["Host: a"]));
}
for (const version of ["HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.2", "HTTP/9.9", "HTTP/1",
  "HTTP/11", "HTTP/1.10", "http/1.1", "HTTP/1.1 ", "HTTP/ 1.1", "HTTP 1.1", "HTTP/a.b", "XTTP/1.1", "ICE/1.0",
  "RTSP/1.0", ""]) {
  add(`version ${JSON.stringify(version)}`, text(`GET / ${version}`, ["Host: a"]));
}
add("two blanks", text("GET  /  HTTP/1.1", ["Host: a"]));
add("no target", text("GET HTTP/1.1", ["Host: a"]));
add("an empty line first", `\r\n${text("GET / HTTP/1.1", ["Host: a"])}`);
add("many empty lines first", `${"\r\n".repeat(20)}${text("GET / HTTP/1.1", ["Host: a"])}`);
add("a bare LF first", `\n${text("GET / HTTP/1.1", ["Host: a"])}`);
add("bare LFs", "GET / HTTP/1.1\nHost: a\n\n");
add("a bare LF behind the first line", "GET / HTTP/1.1\nHost: a\r\n\r\n");
add("a bare LF behind a field", "GET / HTTP/1.1\r\nHost: a\nB: c\r\n\r\n");
add("a bare LF at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n");
add("bare CRs", "GET / HTTP/1.1\rHost: a\r\r");
add("CR CR LF", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n");
add("no host", text("GET / HTTP/1.1"));
add("no host, 1.0", text("GET / HTTP/1.0"));
add("two hosts", text("GET / HTTP/1.1", ["Host: a", "Host: b"]));
add("an empty host", text("GET / HTTP/1.1", ["Host:"]));

for (const field of ["A: b", "A:b", "A:", "A: ", "A:\tb\t", "A : b", "A\t: b", " A: b", "\tA: b", ": b", "A",
  "A b: c", "A:b:c", "A: \x01", "A: \x7f", "A: \0", "A: \xe9", "A\xe9: b", "A\0: b", "A/: b", "A(: b", "A\": b",
  "A@: b", "A[: b", "A{: b", "A=: b", "A!#$%&'*+-.^_`|~9: b", "A: b\rC: d", "A: b\r", "A: b\x0bc", "A: b\x0cc"]) {
  addGet(`field ${JSON.stringify(field)}`, field);
}
addGet("a folded field", "A: b", " c");
addGet("a folded field, tab", "A: b", "\tc");
addGet("a folded length", "Content-Length:", " 0");
for (const value of ["close", "keep-alive", "Close", "close, keep-alive", "keep-alive, close", "x", "", "upgrade",
  "close,", ",close", "closed", "x-close", "close x", "\"close\""]) {
  addGet(`connection ${JSON.stringify(value)}`, `Connection: ${value}`);
  add(`connection ${JSON.stringify(value)}, 1.0`, text("GET / HTTP/1.0", [`Connection: ${value}`]));
}
addGet("two connections", "Connection: keep-alive", "Connection: close");
addGet("upgrade that nobody takes", "Connection: upgrade", "Upgrade: websocket");
addGet("upgrade alone", "Upgrade: websocket");

for (const value of ["0", "5", "05", "+5", "-5", "5,5", "5, 5", "0x5", "5.0", "5 5", "", " 5 ", "a", "1e1",
  "18446744073709551616", "99999999999999999999999", "5;", "٥", "5\t"]) {
  addPost(`length ${JSON.stringify(value)}`, [`Content-Length: ${value}`], "01234");
}
addPost("two lengths, the same", ["Content-Length: 5", "Content-Length: 5"], "01234");
addPost("two lengths", ["Content-Length: 5", "Content-Length: 6"], "01234");
addPost("no length", [], "");
addPost("a body that is too short", ["Content-Length: 10"], "01234");
addPost("a body that is too long", ["Content-Length: 3"], "01234");

const chunks = "5\r\n01234\r\n0\r\n\r\n";
for (const value of ["chunked", "Chunked", " chunked ", "chunked, chunked", "gzip, chunked", "chunked, gzip",
  "identity", "xchunked", "chunkedx", "chunked, identity", "", "chunked,", ",chunked", "\"chunked\"", "chunked;q=1"]) {
  addPost(`coding ${JSON.stringify(value)}`, [`Transfer-Encoding: ${value}`], chunks);
}
const chunked = ["Transfer-Encoding: chunked"];
addPost("length, then coding", ["Content-Length: 5", ...chunked], chunks);
addPost("coding, then length", [...chunked, "Content-Length: 5"], chunks);
addPost("two codings", ["Transfer-Encoding: gzip", ...chunked], chunks);
addPost("two codings, chunked first", [...chunked, "Transfer-Encoding: gzip"], chunks);
add("chunks in 1.0", text("POST /echo HTTP/1.0", chunked, chunks));
for (const chunk of ["5", "05", "00000005", "0005", "+5", "-5", "0x5", "5 ", " 5", "5;a", "5;a=b", "5 ;a", "5;a=\"b\"",
  "5;", "5;;", "5g", "g", "", "5\t", "5;a=\0", "5;\xe9", "ffffffffffffffff", "10000000000000000", "5,"]) {
  addPost(`chunk ${JSON.stringify(chunk)}`, chunked, `${chunk}\r\n01234\r\n0\r\n\r\n`);
}
addPost("chunk, upper case", chunked, "A\r\n0123456789\r\n0\r\n\r\n");
addPost("chunk too long", chunked, "3\r\n01234\r\n0\r\n\r\n");
addPost("chunk too short", chunked, "7\r\n01234\r\n0\r\n\r\n");
addPost("chunks with bare LFs", chunked, "5\n01234\n0\n\n");
addPost("chunk end with a bare LF", chunked, "5\r\n01234\n0\r\n\r\n");
addPost("chunk end with a bare CR", chunked, "5\r\n01234\r0\r\n\r\n");
addPost("trailers", chunked, "5\r\n01234\r\n0\r\nA: b\r\n\r\n");
addPost("trailers that say a length", chunked, "5\r\n01234\r\n0\r\nContent-Length: 3\r\n\r\n");
addPost("trailers that are none", chunked, "5\r\n01234\r\n0\r\nA\r\n\r\n");
addPost("no last chunk", chunked, "5\r\n01234\r\n");
addPost("long extensions", chunked, `5;${"a".repeat(17_000)}\r\n01234\r\n0\r\n\r\n`);
addPost("expect", ["Content-Length: 5", "Expect: 100-continue"], "01234");
addGet("a long field", `A: ${"x".repeat(17_000)}`);
addGet("a field that just fits", `A: ${"x".repeat(16_000)}`);
add("a long target", text(`GET /${"x".repeat(17_000)} HTTP/1.1`, ["Host: a"]));
addGet("many short fields", ...new Array(1000).fill("A: b"));
add("garbage", "\x01\x02\x03\r\n\r\n");
add("TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03");
add("h2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
add("nothing", "");
add("half a line", "GET / HT");
add("half a head", "GET / HTTP/1.1\r\nHost: a\r\n");
add("pipelined", text("GET / HTTP/1.1", ["Host: a"]).repeat(3));
add("pipelined behind close", text("GET / HTTP/1.1", ["Host: a", "Connection: close"]).repeat(2));
add("pipelined garbage", `${text("GET / HTTP/1.1", ["Host: a"])}garbage\r\n\r\n`);
add("CONNECT", text("CONNECT a:80 HTTP/1.1", ["Host: a"]));

// Names, and why we answer otherwise.
const meant = new Map([
  // Every line of a head ends with CR LF here.
  ["a bare LF first", ["400"]],
  // llhttp of Debian does not know this method yet.
  ["method \"QUERY\"", ["400"]],
  // A version without headers has no Host, which is what we go by.
  ["version \"HTTP/0.9\"", ["400"]],
  // Node ends the connection and forgets answers that it has not sent yet, or does not say why.
  ["length \"0\"", ["200 400"]],
  ["a body that is too long", ["200 400"]],
  ["pipelined garbage", ["200 400"]],
  // Node closes the connection if nobody listens for CONNECT; whoever is asked here may say so.
  ["CONNECT", ["200"]],
]);

async function statuses(port, bytes) {
  const raw = new Raw(port).write(bytes).end();
  const data = await raw.all();
  return [...data.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status).join(" ") || "none";
}

// The engine's threads are too much for the sanitizer that looks for leaks.
const env = flags.script ? { ...process.env, ASAN_OPTIONS: "detect_leaks=0" } : process.env;

async function start(path, args) {
  const program = new Program(path, args, { env });
  const [, port] = await program.find(/^(\d+)\n/);
  return { program, port: Number(port) };
}

const ours = await start(program, flags.script ? ["run", script] : []);
const node = await start(process.execPath, [script]);
let [passed, failed] = [0, 0];
for (const [name, bytes] of cases) {
  if (!words.every((word) => name.includes(word))) continue;
  const [got, wanted] = await Promise.all([statuses(ours.port, bytes), statuses(node.port, bytes)]);
  const expected = meant.get(name)?.[0] ?? wanted;
  const isGood = got === expected && (!meant.has(name) || got !== wanted);
  if (isGood) passed++;
  else failed++;
  if (flags.list) console.log(`${name}: ${got}`);
  if (!isGood) console.log(`FAILED ${name}: ${got}, Node: ${wanted}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
if ((await ours.program.stop()) !== 0) throw new Error(ours.program.said);
await node.program.stop();
