// Runs cases in one process, each as Node runs its files and as each of its bundles does, and
// prints for each run one line of JSON: { seed, name, log }.
//
//   node run_cases.mjs LIST
//
// LIST is a file of JSON: [{ seed, runs: [{ name, file, kind }] }]; kind says how `file` is loaded.
// The functions that generated modules call are globals, made anew for each run.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

const FUNCTION_LIMIT = 150; // calls of generated functions: they may call each other in circles
const LOG_LIMIT = 2000; // lines: modules that throw run again, and may do so in circles, too
const SETTLED = 60; // turns of the loop: more than modules of a graph wait for
const require = createRequire(import.meta.url);

let current; // the log that is being written

const complain = (what) => (error) => {
  current.push(`${what}: ${error?.stack ?? error}`);
  process.stderr.write(`${what}: ${error?.stack ?? error}\n`);
};
process.on("unhandledRejection", complain("unhandled rejection"));
process.on("uncaughtException", complain("uncaught"));

// What the bundles are built to drop and define: see write_extras.mjs.
const globalConsole = globalThis.console;
const defined = {
  DEFINED: 5,
  defined: { member: false },
  DEFINED_OBJECT: { a: [1] },
  console: { dropped: () => {} },
};
const undefinedOnes = { DEFINED: undefined, defined: undefined, DEFINED_OBJECT: undefined };

async function runOnce({ name, file, kind }) {
  const log = [];
  current = log;
  const waiting = [];
  let calls = 0;
  const globals = {
    log: (...values) => {
      if (name.startsWith("node") && values[0] === "dropped") return;
      if (log.length >= LOG_LIMIT) throw new Error("the log is full"); // it would go on for long
      log.push(values.map(text).join(" "));
    },
    probe,
    keysOf,
    id: (value) => value,
    fail: (message) => new Error(message),
    ticks,
    turn,
    settled,
    stop: () => ++calls > FUNCTION_LIMIT,
    later: Object.assign((job) => void waiting.push(job), {
      bumps: { __proto__: null },
      tag: Symbol.toStringTag,
    }),
  };
  Object.assign(globalThis, globals, name.startsWith("node") ? defined : undefinedOnes);
  if (!name.startsWith("node")) globalThis.console = globalConsole;
  let refusal;
  try {
    const exports = await load(file, kind);
    for (let i = 0; i < waiting.length; i++) {
      calls = 0;
      await waiting[i]();
    }
    log.push(`exports ${shapeOf(exports, kind)}`);
  } catch (error) {
    await settled();
    refusal = error?.code?.startsWith("ERR_") ? error.code : undefined;
    if (error instanceof SyntaxError) refusal = String(error);
    log.push(`failed: ${error?.name} ${firstLine(error)}`);
    log.stack = error?.stack;
  }
  return { log: log.slice(0, LOG_LIMIT), stack: log.stack, refusal };
}

// A promise that takes a while longer than `count` others.
function ticks(count) {
  let promise = Promise.resolve();
  for (let i = 0; i < count; i++) promise = promise.then(() => {});
  return promise;
}

// The next turn of the loop.
const turn = () => new Promise((done) => setImmediate(done));

// What a module failed beside goes on.
async function settled() {
  for (let i = 0; i < SETTLED; i++) await turn();
}

function firstLine(error) {
  return String(error?.message ?? error).split("\n")[0];
}

async function load(file, kind) {
  if (kind === "require") return require(file);
  if (kind === "import" || kind === "default") {
    const namespace = await import(pathToFileURL(file));
    return kind === "default" ? namespace.default : namespace;
  }
  globalThis.require = require;
  globalThis.bundled = undefined;
  runInThisContext(readFileSync(file, "utf8"), { filename: file });
  delete globalThis.require;
  return globalThis.bundled;
}

// --- Values as text ------------------------------------------------------------------------------

function probe(look) {
  try {
    return text(look());
  } catch (error) {
    return error instanceof Error ? error.name : `thrown ${String(error)}`;
  }
}

function text(value, depth = 0) {
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Promise) return "a promise";
  // Those of CommonJS modules, and what require() of an ES module gives, look different in bundles.
  const isModule = Object.prototype.toString.call(value) === "[object Module]";
  const looksLikeOne = Object.hasOwn(value, "default") || Object.hasOwn(value, "__esModule");
  if (isModule || looksLikeOne) return "a namespace";
  if (value instanceof RegExp) return String(value);
  if (Object.prototype.toString.call(value).includes("Generator")) return "a generator";
  if (depth > 2) return "…";
  const own = Object.keys(value).map((key) => `${key}: ${member(value, key, depth)}`);
  return Array.isArray(value) ? `[${own.join()}]` : `{${own.join()}}`;
}

function member(object, key, depth) {
  try {
    return text(object[key], depth + 1);
  } catch (error) {
    return error.name;
  }
}

// Names that Node or compilers add are left out, and the static member of generated classes, which
// Node's lexer does not see where module.exports is the class.
const isOwn = (key) => !["__esModule", "module.exports", "tag"].includes(key);

// Node finds the names of CommonJS in another order: they are sorted.
function keysOf(value) {
  if ((typeof value !== "object" && typeof value !== "function") || value === null)
    return `of ${value}`;
  const keys = Object.keys(value).filter(isOwn);
  return Array.isArray(value) ? `${keys.length} items` : keys.sort().join();
}

// What a bundle exports: every name with its type and, where it is one, its plain value.
function shapeOf(exports) {
  if (exports === undefined || exports === null) return String(exports);
  if (typeof exports !== "object" && typeof exports !== "function") return text(exports);
  const keys = Object.keys(exports).filter(isOwn);
  const members = keys.sort().map((key) => `${key}: ${member(exports, key, 0)}`);
  return `${typeof exports} {${members.join(", ")}}`;
}

for (const { seed, runs } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  for (const run of runs) {
    const result = await runOnce(run);
    process.stdout.write(JSON.stringify({ seed, name: run.name, ...result }) + "\n");
  }
}
