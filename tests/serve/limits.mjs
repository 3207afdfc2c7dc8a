// Servers whose process has few descriptors: connections beyond them are dropped or wait, what was
// there goes on, and when descriptors are free again, so is the server.
//
//   node tests/serve/limits.mjs [--cbundle=PATH] [WORDS…]
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cbundlePath, cleanEnvironment, makeFolder } from "../programs.mjs";
import { ask, Program, runTests, sleep } from "./raw.mjs";

const { values: flags, positionals: words } = parseArgs({
  options: { cbundle: { type: "string" } },
  allowPositionals: true,
});
const cbundle = cbundlePath(flags.cbundle);
const folder = makeFolder("serve-limits");
const DESCRIPTORS = 48, CLIENTS = 90;

const SCRIPT = (make) => `${make}.listen(0, "127.0.0.1", function () {
  console.log(\`http://localhost:\${this.address().port}/\`);
});`;
const files = {
  "site/index.html": "<!doctype html><title>x</title><script type=module src=a.js></script>",
  "site/a.js": "console.log(1);",
  "http.js": SCRIPT('require("http").createServer((request, response) => response.end("hello"))'),
  "net.js": SCRIPT(`require("net").createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end("HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n"));
  })`),
};
for (const [path, text] of Object.entries(files)) {
  fs.mkdirSync(join(folder, path, ".."), { recursive: true });
  fs.writeFileSync(join(folder, path), text);
}

async function status(port) {
  const answer = await ask(port, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  return answer.status;
}

/** Until it answers again, within reason. */
async function recovers(port) {
  for (let i = 0; i < 100; i++) {
    if (await status(port).catch(() => 0) === 200) return;
    await sleep(20);
  }
  assert.fail("it does not answer any more");
}

const ticks = (pid) => fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(" ").slice(13, 15)
  .reduce((sum, one) => sum + Number(one), 0);

const few = (...args) => async () => {
  const limited = ["-c", `ulimit -n ${DESCRIPTORS}; exec "$@"`, "bash", cbundle, ...args];
  const env = cleanEnvironment({ ASAN_OPTIONS: "detect_leaks=0" });
  const server = new Program("bash", limited, { env });
  const port = await server.port();
  assert.equal(await status(port), 200);
  const client = () => connect(port, "127.0.0.1").on("error", () => {});
  const clients = Array.from({ length: CLIENTS }, client);
  await sleep(150);
  const before = ticks(server.process.pid);
  await sleep(250);
  assert.ok(ticks(server.process.pid) - before < 15, "it is busy with what it can't take");
  for (const one of clients.slice(0, CLIENTS / 2)) one.destroy();
  await recovers(port);
  for (const one of clients) one.destroy();
  await recovers(port);
  assert.equal(server.code, undefined);
  server.process.kill("SIGKILL");
  assert.doesNotMatch(server.said, /Sanitizer|runtime error/);
};

await runTests([
  ["a folder, with few descriptors", few("serve", join(folder, "site"), "--port=0")],
  ["a script's server of HTTP, with few descriptors", few("run", join(folder, "http.js"))],
  ["a script's server of TCP, with few descriptors", few("run", join(folder, "net.js"))],
], words);
process.exit();
