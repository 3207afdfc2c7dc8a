// Serve bench: measures `cbundle serve` beside other servers with wrk, and prints Markdown tables.
//
//   node serve_bench.mjs [--seconds N] [--rounds N] [--cbundle PATH] [--update]
//
// One thread with 50 connections asks on loopback; the servers take turns, and the best of N rounds
// counts. Each case begins with a server that has just started: the time from its start to the
// first byte of an answer is measured, too, and its memory after the last request.
// --update writes the tables to README.md.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { nativeProgram } from "./measure.mjs";

const HERE = import.meta.dirname;
const README = join(HERE, "../README.md");
const MARKERS = ["<!-- serve-bench:start -->", "<!-- serve-bench:end -->"];
const WORK = mkdtempSync(join(tmpdir(), "cbundle-serve-bench-"));
const PATIENCE_MS = 20_000;
const CONNECTIONS = 50;

const { values: flags } = parseArgs({
  options: {
    seconds: { type: "string", default: "3" },
    rounds: { type: "string", default: "3" },
    cbundle: { type: "string", default: process.env.CBUNDLE ?? "" },
    update: { type: "boolean", default: false },
  },
});

const HELLO = `const http = require('http');

http.createServer((request, response) => {
  response.writeHead(200);
  response.end('Hello, World!');
}).listen(process.env.PORT);
`;

const own = resolve(flags.cbundle || join(HERE, "../build/release/cbundle"));
const bin = (path) => join(HERE, "node_modules", path);
const node = process.execPath;

// Commands by tool, for a script and for a folder.
const SCRIPT_TOOLS = {
  cbundle: () => [own, "serve", "hello.js"],
  Node: () => [node, "hello.js"],
  Bun: () => [nativeProgram("@oven", "bin/bun", "bun-"), "hello.js"],
};
const FOLDER_TOOLS = {
  cbundle: (port) => [own, "serve", "site", `--port=${port}`],
  esbuild: (port) => {
    const program = nativeProgram("@esbuild", "bin/esbuild");
    return [program, "--servedir=site", `--serve=127.0.0.1:${port}`];
  },
  Vite: (port) => [node, bin("vite/bin/vite.js"), "site", `--port=${port}`, "--host=127.0.0.1"],
  "http-server": (port) => [node, bin("http-server/bin/http-server"), "site", "-s", `-p${port}`],
};

await main();

async function main() {
  if (spawnSync("wrk", ["--version"]).error) throw new Error("wrk is not installed");
  writeInputs();
  const cases = [
    { name: "hello world", tools: SCRIPT_TOOLS, path: "/" },
    { name: "file, 1 KB", tools: FOLDER_TOOLS, path: "/small.txt" },
    { name: "file, 1 MB", tools: FOLDER_TOOLS, path: "/large.bin" },
  ];
  const results = [];
  for (const one of cases) results.push(await runCase(one));
  rmSync(WORK, { recursive: true });
  const text = report(results);
  console.log(text);
  if (flags.update) update(text);
}

function writeInputs() {
  mkdirSync(join(WORK, "site"));
  writeFileSync(join(WORK, "hello.js"), HELLO);
  writeFileSync(join(WORK, "site/index.html"), "<!doctype html><title>site</title>");
  writeFileSync(join(WORK, "site/small.txt"), "text ".repeat(205).slice(0, 1024));
  writeFileSync(join(WORK, "site/large.bin"), Buffer.alloc(1 << 20, "0123456789abcdef"));
}

// --- Measuring -----------------------------------------------------------------------------------

async function runCase({ name, tools, path }) {
  const entries = Object.fromEntries(Object.keys(tools).map((tool) => [tool, {}]));
  for (let round = 0; round < Number(flags.rounds); round++)
    for (const [tool, commandOf] of Object.entries(tools)) {
      process.stderr.write(`${name}, ${tool}, round ${round + 1}\n`);
      keepBest(entries[tool], await measure(commandOf, path));
    }
  return { name, entries };
}

function keepBest(entry, found) {
  entry.rate = Math.max(entry.rate ?? 0, found.rate);
  for (const key of ["p99", "start", "memory"])
    entry[key] = Math.min(entry[key] ?? Infinity, found[key]);
}

async function measure(commandOf, path) {
  const port = await freePort();
  const [program, ...args] = commandOf(port);
  const env = { ...process.env, PORT: String(port), NO_COLOR: "1" };
  const began = process.hrtime.bigint();
  const server = spawn(program, args, { cwd: WORK, env, stdio: ["pipe", "ignore", "ignore"] });
  try {
    await firstByte(port, path, server);
    const start = Number(process.hrtime.bigint() - began) / 1e6;
    const found = load(`http://127.0.0.1:${port}${path}`);
    return { ...found, start, memory: residentMb(server.pid) };
  } finally {
    const ended = new Promise((done) => server.on("exit", done));
    server.kill("SIGKILL");
    await ended;
  }
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

// Asks again and again until the server is there.
async function firstByte(port, path, server) {
  const until = Date.now() + PATIENCE_MS;
  while (!(await ask(port, path))) {
    if (Date.now() > until || server.exitCode !== null)
      throw new Error(`${server.spawnargs.join(" ")}: no answer`);
    await new Promise((done) => setTimeout(done, 1));
  }
}

function ask(port, path) {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`));
    socket.on("data", () => (socket.destroy(), done(true)));
    socket.on("error", () => done(false));
    socket.on("close", () => done(false));
  });
}

function load(url) {
  const args = ["-t1", `-c${CONNECTIONS}`, `-d${flags.seconds}s`, "--latency", url];
  const { stdout } = spawnSync("wrk", args, { encoding: "utf8" });
  const rate = Number(/Requests\/sec: +([\d.]+)/.exec(stdout)?.[1]);
  const [, time, unit] = /99% +([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  if (!rate || /Non-2xx/.test(stdout)) throw new Error(`wrk: ${stdout}`);
  return { rate, p99: Number(time) * { us: 1e-3, ms: 1, s: 1e3 }[unit] };
}

function residentMb(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

// --- Reporting -----------------------------------------------------------------------------------

function report(results) {
  return [
    `Best of ${flags.rounds} rounds of ${flags.seconds} s, ${CONNECTIONS} connections of wrk on ` +
      `the same ${availableParallelism()} cores; in brackets the ratio to cbundle.`,
    ...[SCRIPT_TOOLS, FOLDER_TOOLS].map((tools) => table(results, Object.keys(tools))),
  ].join("\n\n");
}

function table(results, tools) {
  const rows = results
    .filter(({ entries }) => Object.keys(entries).join() === tools.join())
    .flatMap(({ name, entries }) => [
      row(`${name}, requests per second`, entries, "rate", 0),
      row(`${name}, slowest of a hundred, ms`, entries, "p99", 1),
      row(`${name}, start to first byte, ms`, entries, "start", 0),
      row(`${name}, memory after it, MB`, entries, "memory", 0),
    ]);
  const head = ["", ...tools];
  const rule = head.map((_, i) => (i ? "---:" : "---"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function row(title, entries, key, digits) {
  const all = Object.values(entries).map((entry) => entry[key]);
  return [
    title,
    ...all.map((value, i) => {
      const text = value.toFixed(digits);
      return i ? `${text} (${(value / all[0]).toFixed(2)}×)` : text;
    }),
  ];
}

function update(text) {
  const readme = readFileSync(README, "utf8");
  const [start, end] = MARKERS.map((marker) => readme.indexOf(marker));
  if (start < 0 || end < start) throw new Error(`README.md has no ${MARKERS.join(" … ")}`);
  const head = readme.slice(0, start + MARKERS[0].length);
  writeFileSync(README, `${head}\n${text.trim()}\n${readme.slice(end)}`);
}
