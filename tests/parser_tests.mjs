// Parser tests: runs our parser over test262-parser-tests, with acorn as the oracle for trees.
//
//   node tests/parser_tests.mjs [--update] [--build=NAME]
//
// All of `pass` and `pass-explicit` must parse, each to acorn's tree, both of a pair to the same
// shape; all of `fail` and `early` must be refused. How many do, and which don't, is kept in
// parser.snapshot.txt: a file that is right there and wrong now fails, and so does a snapshot that
// knows too little. --update writes it anew.
import { parse } from "acorn";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openProbe, probePath } from "./syntax_probe.mjs";
import { treeComparer, treeShaper } from "./tree_compare.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDER = join(HERE, "node_modules/test262-parser-tests");
const SNAPSHOT = join(HERE, "parser.snapshot.txt");
// Their explicit form passes two arguments where the other passes one: `a((1, 2, 3))`.
const NO_PAIRS = ["589dc8ad3b9aa28f.js", "87a9b0d1d80812cc.js"];
// What was an error when the tests were written, and is none in today's language.
const ALLOWED_SINCE = new Map([
  ["0d5e450f1da8a92a.js", "\\8 and \\9 in sloppy strings (2021)"],
  ["748656edbfb2d0bb.js", "\\8 and \\9 in sloppy strings (2021)"],
  ["79f882da06f88c9f.js", "\\8 and \\9 in sloppy strings (2021)"],
  ["92b6af54adef3624.js", "\\8 and \\9 in sloppy strings (2021)"],
  ["647e21f8f157c338.js", "U+2028 and U+2029 in strings (2019)"],
  ["8af69d8f15295ed2.js", "U+2028 and U+2029 in strings (2019)"],
  ["98204d734f8c72b3.js", "fields of classes (2022)"],
  ["ef81b93cf9bdb4ec.js", "fields of classes (2022)"],
  ["e3fbcf63d7e43ead.js", "for (var a = 0 in b) in sloppy code (2017)"],
  ["a8beb1480f385441.js", "calls as targets in sloppy code: they throw when they run (2025)"],
  ["0f5f47108da5c34e.js", "for (var e of …) in catch (e) (2020)"],
  ["12a74c60f52a60de.js", "functions of one name in a block of sloppy code (2015)"],
  ["1aff49273f3e3a98.js", "functions of one name in a block of sloppy code (2015)"],
  ["be7329119eaa3d47.js", "functions of one name in a block of sloppy code (2015)"],
  ["ec31fa5e521c5df4.js", "functions of one name in a block of sloppy code (2015)"],
]);
const { values: flags } = parseArgs({
  options: { update: { type: "boolean", default: false }, build: { type: "string" } },
});

await main();

async function main() {
  const probe = await openProbe(probePath(flags.build));
  const results = [
    ...(await runValid(probe)),
    await runInvalid(probe, "fail"),
    await runInvalid(probe, "early"),
  ];
  probe.close();
  const text = snapshot(results);
  if (flags.update) writeFileSync(SNAPSHOT, text);
  const failed = complain(results, text);
  const passed = results.reduce((sum, { count, wrong }) => sum + count - wrong.size, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

// A result is { name, what, count, wrong: Map from file name to why }.
async function runValid(probe) {
  const [compare, shaper] = [treeComparer(probe), treeShaper(probe)];
  const shapes = { name: "pairs", what: "of the same shape", wrong: new Map(), count: 0 };
  const seen = new Map();
  const results = [];
  for (const folder of ["pass", "pass-explicit"]) {
    const parsed = { name: folder, what: "parsed", wrong: new Map(), count: 0 };
    const same = { name: folder, what: "with acorn's tree", wrong: new Map(), count: 0 };
    for (const { name, source, goal } of filesOf(folder)) {
      const { nodes, error } = await probe.tree(goal, source);
      parsed.count++;
      same.count++;
      if (error) parsed.wrong.set(name, `${error.line}:${error.column} ${error.message}`);
      const difference = error ? "is refused" : compare(nodes, oracle(source, goal), source);
      if (difference) same.wrong.set(name, difference);
      const shape = nodes && shaper(nodes);
      if (NO_PAIRS.includes(name)) continue;
      if (folder === "pass") seen.set(name, shape);
      else if (++shapes.count && (!shape || seen.get(name) !== shape))
        shapes.wrong.set(name, "the shapes differ");
    }
    results.push(parsed, same);
  }
  return [...results, shapes];
}

function oracle(source, sourceType) {
  const options = { ecmaVersion: "latest", sourceType, preserveParens: true };
  return parse(source.toString("utf8"), options);
}

async function runInvalid(probe, folder) {
  const what = "refused, or allowed since";
  const result = { name: folder, what, wrong: new Map(), count: 0 };
  for (const { name, source, goal } of filesOf(folder)) {
    const isAllowed = ALLOWED_SINCE.has(name);
    result.count++;
    if (!(await probe.check(goal, source)) !== isAllowed)
      result.wrong.set(name, JSON.stringify(`${source}`));
  }
  return result;
}

function filesOf(folder) {
  return readdirSync(join(FOLDER, folder)).map((name) => {
    const source = readFileSync(join(FOLDER, folder, name));
    return { name, source, goal: name.endsWith(".module.js") ? "module" : "script" };
  });
}

// --- The snapshot --------------------------------------------------------------------------------

function snapshot(results) {
  const { version } = JSON.parse(readFileSync(join(FOLDER, "package.json"), "utf8"));
  const numbers = results.map(
    ({ name, what, count, wrong }) => `${name}: ${count - wrong.size} of ${count} ${what}\n`,
  );
  const lists = results.filter(({ wrong }) => wrong.size).map(list);
  const head = `test262-parser-tests ${version}, by node tests/parser_tests.mjs --update\n`;
  return `${head}\n${numbers.join("")}${lists.join("")}`;
}

function list({ name, what, wrong }) {
  return `\n${heading(name, what)}\n${[...wrong.keys()].map((file) => `  ${file}\n`).join("")}`;
}

function heading(name, what) {
  return `${name}, not ${what}:`;
}

// Prints what the snapshot doesn't know, and counts it.
function complain(results, text) {
  const known = readFileSync(SNAPSHOT, "utf8");
  if (known === text) return 0;
  let worse = 0;
  for (const { name, what, wrong } of results) {
    const [, after = ""] = known.split(`\n${heading(name, what)}\n`);
    const old = new Set(after.split("\n\n")[0].match(/\S+/g));
    for (const [file, why] of wrong) {
      if (old.has(file)) continue;
      console.log(`${name}/${file}, not ${what}: ${why}`);
      worse++;
    }
  }
  if (!worse) console.log("parser.snapshot.txt is out of date: see --update");
  return worse || 1;
}
