// AsyncLocalStorage under `cbundle run`: stores follow callbacks, timers, files and awaited
// promises as in Node. Arguments: the program to test.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const program = process.argv[2] ?? path.join(root, "build/dev/cbundle");

const script = `
const { AsyncLocalStorage, AsyncResource } = require("async_hooks");
const fs = require("fs");
const storage = new AsyncLocalStorage();
const lines = [];
const note = (text) => lines.push(text + " " + storage.getStore());

async function leaf(name) {
  note(name + " leaf");
  await Promise.resolve();
  note(name + " leaf, awaited");
}

async function work(name) {
  note(name);
  await leaf(name);
  note(name + " behind leaf");
  try {
    await Promise.reject(new Error("x"));
  } catch {
    note(name + " caught");
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  note(name + " timer");
  await fs.promises.readFile(__filename);
  note(name + " file");
  await new Promise((resolve) => fs.stat(__filename, () => { note(name + " stat"); resolve(); }));
  await Promise.all([leaf(name), leaf(name)]);
  note(name + " all");
  for await (const value of (async function* () { yield 1; await leaf(name); yield 2; })()) {
    note(name + " iterated " + value);
  }
  await new Promise((resolve) => process.nextTick(() => { note(name + " tick"); resolve(); }));
  await new Promise((resolve) => setImmediate(() => { note(name + " immediate"); resolve(); }));
  await new Promise((resolve) => queueMicrotask(() => { note(name + " microtask"); resolve(); }));
  await storage.run(name + name, async () => { await leaf(name); note(name + " inner"); });
  note(name + " back");
  storage.exit(() => note(name + " outside"));
}

const bound = storage.run("bound", () => AsyncResource.bind(() => note("bound")));
setTimeout(() => {
  storage.enterWith("entered");
  note("enter");
  setTimeout(() => note("entered timer"), 1);
}, 1);
setTimeout(() => note("another"), 3);
Promise.all([storage.run("A", work, "A"), storage.run("B", work, "B"), work("none")]).then(() => {
  note("end");
  bound();
  console.log(lines.sort().join("\\n"));
});
`;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stores-"));
const file = path.join(folder, "stores.js");
fs.writeFileSync(file, script);
const output = (command, args) => {
  const env = { ...process.env, ASAN_OPTIONS: "detect_leaks=0" }; // the engine's heap is not for it
  const options = { encoding: "utf8", timeout: 60000, env };
  const { stdout, stderr, status } = spawnSync(command, args, options);
  return `${stdout}${stderr}${status === 0 ? "" : `status ${status}`}`;
};
const theirs = output(process.execPath, [file]), own = output(program, ["run", file]);
fs.rmSync(folder, { recursive: true });
if (theirs === own) {
  console.log(`stores: ${theirs.split("\n").length} lines are the same`);
  console.log("1 passed, 0 failed");
} else {
  console.log(`--- NODE\n${theirs}\n--- OURS\n${own}`);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
