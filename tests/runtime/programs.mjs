// Runs each program of programs/ with Node and with `cbundle run`: standard output and the exit
// code must be the same; standard error, too, where the program's first line says "// stderr".
//
//   node tests/runtime/programs.mjs [--cbundle=PATH] [WORDS…]
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const { values: flags, positionals: words } = parseArgs({
  options: { cbundle: { type: "string" } },
  allowPositionals: true,
});
const here = new URL("programs/", import.meta.url);
const cbundle = flags.cbundle ?? new URL("../../build/dev/cbundle", import.meta.url).pathname;
// The engine's threads are too much for the sanitizer that looks for leaks.
const env = { ...process.env, NO_COLOR: "1", ASAN_OPTIONS: "detect_leaks=0" };
delete env.FORCE_COLOR;

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"], timeout: 60_000 });
    let out = "", errors = "";
    child.stdout.on("data", (text) => { out += text; });
    child.stderr.on("data", (text) => { errors += text; });
    child.on("close", (code, signal) => resolve({ out, errors, code: code ?? signal }));
  });
}

// Versions, process ids, and the frames of each one's own insides differ; places in ES modules are
// URLs in Node.
function comparable(text) {
  return text.replaceAll("file:///", "/")
    .replaceAll(/Node\.js v[\d.]+/g, "Node.js vX")
    .replaceAll(/\(node:\d+\)/g, "(node:0)")
    .replaceAll(/^(node:[\w/]+):\d+$/gm, "$1")
    .split("\n").filter((line) => !/^ {4}at .*\(?node:/.test(line)).join("\n")
    .replaceAll(/ {4}at (?:[\w$.<>]+ )?\(?([^()\n]+)\)?$/gm, "    at $1");
}

let passed = 0, failed = 0;

async function compare(name) {
  const path = new URL(name, here).pathname;
  const both = [run(process.execPath, [path]), run(cbundle, ["run", path])];
  const [theirs, ours] = await Promise.all(both);
  const withErrors = readFileSync(path, "utf8").startsWith("// stderr");
  const same = theirs.out === ours.out && theirs.code === ours.code
    && (!withErrors || comparable(theirs.errors) === comparable(ours.errors));
  if (same) {
    passed++;
    return;
  }
  failed++;
  const told = withErrors ? theirs.errors : "";
  console.log(`${name}:\n--- node, ${theirs.code}\n${theirs.out}${told}`);
  console.log(`--- cbundle, ${ours.code}\n${ours.out}${ours.errors}`);
}

// One that only waits most of the time runs beside the others.
const WAITS = "server_limits.js";
const isWanted = (name) => words.length === 0 || words.some((word) => name.includes(word));
const names = readdirSync(here).filter((one) => /\.m?js$/.test(one) && isWanted(one)).sort();
const waiting = names.includes(WAITS) ? compare(WAITS) : undefined;
for (const name of names) if (name !== WAITS) await compare(name);
await waiting;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
