// `cbundle run --watch`: a script that ends is told of, and started again when its file changes;
// what it listens at is kept for the next script, or given up. Arguments: the program to test.
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const program = process.argv[2] ?? path.join(root, "build/dev/cbundle");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "restarts-"));
const env = { ...process.env, NO_COLOR: "1", ASAN_OPTIONS: "detect_leaks=0" };
const LONG = 20_000;

/** `cbundle run --watch` of a script that can be replaced. */
class Watched {
  constructor(name, script) {
    this.file = path.join(folder, `${name}.js`);
    this.write(script);
    this.output = "";
    const stdio = ["ignore", "pipe", "pipe"];
    this.child = spawn(program, ["run", "--watch", this.file], { env, stdio });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on("data", (text) => { this.output += text; });
    }
    this.gone = new Promise((resolve) => { this.child.on("close", resolve); });
  }
  write(script) { fs.writeFileSync(this.file, script); }
  async sees(pattern) {
    const end = Date.now() + LONG;
    while (Date.now() < end) {
      if (pattern.test(this.output)) return;
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
    throw new Error(`${pattern} was not seen in:\n${this.output}`);
  }
  async stop() {
    this.child.kill("SIGKILL");
    await this.gone;
  }
}

// Connections live longer than the test, if nobody ends them.
const answering = (name, port) => `
const server = require("http").createServer((request, response) => response.end("${name}"));
server.keepAliveTimeout = 60_000;
server.listen(${port}, () => console.log("${name} listens"));`;

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function get(port, agent) {
  return new Promise((resolve, reject) => {
    const request = http.get({ port, agent }, (response) => {
      let text = "";
      response.on("data", (part) => { text += part; });
      response.on("end", () => resolve(text));
    });
    request.on("error", reject);
  });
}

function check(is, what) {
  if (!is) throw new Error(what);
}

const tests = {
  async "ends in a timer while another is due"(start) {
    const watched = start(`
      const end = (at) => { console.log("at " + at); process.exit(3); };
      for (const at of [1, 2]) setTimeout(end, 50, at);`);
    await watched.sees(/ended with code 3/);
    check(!watched.output.includes("at 2"), "the second timer was called");
    watched.write(`console.log("again");`);
    await watched.sees(/^again/m);
  },
  async "ends in an immediate while another waits"(start) {
    const watched = start(`
      const end = (at) => { console.log("at " + at); process.exit(4); };
      for (const at of [1, 2]) setImmediate(end, at);`);
    await watched.sees(/ended with code 4/);
    check(!watched.output.includes("at 2"), "the second immediate was called");
    watched.write(`console.log("again");`);
    await watched.sees(/^again/m);
  },
  async "hands its connections to the next script"(start) {
    const port = await freePort();
    const watched = start(answering("one", port));
    await watched.sees(/one listens/);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    check(await get(port, agent) === "one", "the first script did not answer");
    const [socket] = Object.values(agent.freeSockets)[0];
    watched.write(answering("two", port));
    await watched.sees(/two listens/);
    check(await get(port, agent) === "two", "the second script did not answer");
    check(Object.values(agent.freeSockets)[0][0] === socket, "the connection was not kept");
    agent.destroy();
  },
  async "starts again when a file has changed that it found by itself"(start) {
    const routes = path.join(folder, "routes");
    fs.mkdirSync(routes);
    const write = (name, text) => fs.writeFileSync(path.join(routes, name), text);
    write("a.js", `module.exports = "first " + require("./b.json").b;`);
    write("b.json", `{ "b": 1 }`);
    const watched = start(`
      const fs = require("fs"), path = require("path"), routes = path.join(__dirname, "routes");
      for (const name of fs.readdirSync(routes)) {
        if (name.endsWith(".js")) console.log(require(path.join(routes, name)), "is there");
      }
      setInterval(() => {}, 1000);`);
    await watched.sees(/^first 1 is there/m);
    write("b.json", `{ "b": 25 }`);
    await watched.sees(/^first 25 is there/m);
    write("a.js", `module.exports = "second";`);
    await watched.sees(/^second is there/m);
    write("a.js", `module.exports = ;`);
    await watched.sees(/ended with code 1/);
    write("a.js", `module.exports = "third one";`);
    await watched.sees(/^third one is there/m);
  },
  async "gives up what the next script does not listen at"(start) {
    const port = await freePort(), next = await freePort();
    const watched = start(answering("one", port));
    await watched.sees(/one listens/);
    const agent = new http.Agent({ keepAlive: true });
    check(await get(port, agent) === "one", "the first script did not answer");
    const [socket] = Object.values(agent.freeSockets)[0];
    const closed = new Promise((resolve) => { socket.on("close", resolve); });
    watched.write(answering("two", next));
    await watched.sees(/two listens/);
    const waiting = get(port).catch((error) => error.code);
    await closed;
    check(await waiting === "ECONNRESET", "a request that nobody will answer was not ended");
    check(await get(next) === "two", "the second script did not answer");
    agent.destroy();
  },
};

let passed = 0, failed = 0;
for (const [name, test] of Object.entries(tests)) {
  let watched;
  try {
    await test((script) => (watched = new Watched(name.replaceAll(" ", "_"), script)));
    passed++;
  } catch (error) {
    failed++;
    console.log(`${name}: ${error.message}\n${watched.output}`);
  }
  await watched.stop();
}
fs.rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
