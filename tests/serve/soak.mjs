// Soak: what a server's memory does under 1,000,000 requests and 10,000 connections that are idle.
//
//   node soak.mjs [--requests N] [--connections N] [--cbundle PATH]
//
// Both forms of `cbundle serve` are asked, and Node beside the script. Resident memory is read
// after a warm-up, while the connections are open, and at the end, when it should be what it was.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";

const { values: flags } = parseArgs({
  options: {
    requests: { type: "string", default: "1000000" },
    connections: { type: "string", default: "10000" },
    cbundle: { type: "string", default: join(import.meta.dirname, "../../build/release/cbundle") },
  },
});
const SETTLE_MS = 8000; // for the engines' collectors
const WARM_UP = 20_000;
const work = mkdtempSync(join(tmpdir(), "cbundle-soak-"));

const SCRIPT = `const http = require('http');

http.createServer((request, response) => {
  response.writeHead(200);
  response.end('Hello, World!');
}).listen(0, '127.0.0.1', function () {
  console.log('http://127.0.0.1:' + this.address().port + '/');
});
`;

function memory(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

const shown = (megabytes) => `${megabytes.toFixed(1)} MB`;

function start(command, args) {
  const child = spawn(command, args, { cwd: work, stdio: ["pipe", "pipe", "inherit"] });
  return new Promise((found, failed) => {
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
      const port = /http:\/\/[^/]*:(\d+)/.exec(said);
      if (port) found({ child, port: Number(port[1]) });
    });
    child.on("exit", (code) => failed(new Error(`${command} ended with ${code}: ${said}`)));
  });
}

// Asks until at least `count` requests are answered; gives how many were.
function ask(port, count) {
  let done = 0;
  while (done < count) {
    const args = ["-t1", "-c50", "-d2", `http://127.0.0.1:${port}/`];
    const { stdout } = spawnSync("wrk", args, { encoding: "utf8" });
    const asked = Number(/(\d+) requests in/.exec(stdout)?.[1] ?? 0);
    if (asked === 0 || /Non-2xx|Socket errors/.test(stdout)) throw new Error(`wrk says: ${stdout}`);
    done += asked;
  }
  return done;
}

function open(port) {
  return new Promise((found, failed) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", failed);
    socket.once("data", () => found(socket));
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  });
}

async function openAll(port, count) {
  const sockets = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(100, count - sockets.length) }, () => open(port));
    sockets.push(...await Promise.all(some));
  }
  return sockets;
}

async function measure(name, command, args) {
  const { child, port } = await start(command, args);
  ask(port, WARM_UP);
  await pause(SETTLE_MS);
  const before = memory(child.pid);
  const asked = ask(port, Number(flags.requests));
  const busy = memory(child.pid);
  await pause(SETTLE_MS);
  const after = memory(child.pid);
  const sockets = await openAll(port, Number(flags.connections));
  const idle = memory(child.pid);
  for (const socket of sockets) socket.destroy();
  ask(port, WARM_UP);
  await pause(SETTLE_MS);
  const end = memory(child.pid);
  child.removeAllListeners("exit");
  child.kill();
  const cells = [before, busy, after, idle, end].map(shown);
  console.log(`| ${[name, asked, ...cells].join(" | ")} |`);
}

writeFileSync(join(work, "hello.js"), SCRIPT);
writeFileSync(join(work, "index.html"), "<!doctype html><title>Hello</title>Hello, World!\n");
const held = `${flags.connections} idle connections`;
console.log(`| Server | Requests | Warm | Busy | Rested | ${held} | End |`);
console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
await measure("cbundle serve hello.js", flags.cbundle, ["serve", "hello.js"]);
await measure("Node, hello.js", process.execPath, ["hello.js"]);
await measure("cbundle serve FOLDER", flags.cbundle, ["serve", ".", "--port=0"]);
rmSync(work, { recursive: true });
