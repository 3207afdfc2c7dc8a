// readline: what ends a line, and a question that is no longer asked; util, dns, os, perf_hooks.
import readline from "node:readline";
import { Readline } from "node:readline/promises";
import { PassThrough } from "node:stream";
import { parseArgs, debuglog } from "node:util";
import dns from "node:dns";
import os from "node:os";
import { performance, PerformanceObserver } from "node:perf_hooks";

const input = new PassThrough(), output = new PassThrough();
const lines = readline.createInterface({ input, output });
lines.on("line", (line) => { console.log(JSON.stringify(line)); });
input.write("one\ntwo\u2028still\r\nthree\n");
const controller = new AbortController();
lines.question("Who? ", { signal: controller.signal }, () => { console.log("never"); });
await new Promise(setImmediate);
lines.question("Again? ", { signal: controller.signal }, () => { console.log("never"); });
controller.abort();
lines.close();
console.log(JSON.stringify(`${output.read()}`), lines.getCursorPos());
process.env.NODE_DEBUG = "late";
console.log(debuglog("late").enabled);
console.log(parseArgs({
  args: ["--no-color"], options: { color: { type: "boolean" } }, allowNegative: true, tokens: true,
}).tokens);
for (const wrong of [
  () => readline.createInterface({ input, historySize: -1 }), () => new Readline({}),
  () => parseArgs({ options: { a: { type: "x" } } }), () => dns.setServers("x"),
  () => dns.setServers(["bad"]), () => dns.setDefaultResultOrder("x"),
  () => dns.resolve("a", "ZZ", () => {}), () => dns.resolve4(5, () => {}),
  () => performance.mark(), () => new PerformanceObserver(() => {}).observe(),
]) {
  try {
    wrong();
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
console.log(dns.NOTFOUND, dns.EOF, dns.getServers().length > 0, typeof dns.promises.Resolver);
dns.setServers(["1.1.1.1", "[::1]:53"]);
console.log(dns.getServers()[0], `${os.hostname}` === os.hostname(), Buffer.isBuffer(os.userInfo({
  encoding: "buffer" }).username));
performance.mark("late");
performance.measure("whole");
console.log(performance.getEntries().map(({ name }) => name));
