// Runs the pages of fixtures/minify: each is Markdown, each `##` heading in it is a test case: a
// program, and what the minifier makes of it.
//
//   node tests/minify_fixtures.mjs [--update] [--probe=PATH] [--if-any] [WORDS…]
//
// With words, only cases whose page and heading contain all of them run; there must be some, unless
// --if-any says that there need not. --update rewrites expectations in place and adds missing ones;
// review them with git diff. The program is build/dev/tests/minify_probe.
//
// How to write a case
// -------------------
// Prose is free; blocks are one of these:
//
//   ```js in.js [GOAL] [WHAT]   the program. GOAL is commonjs unless it says module or script; WHAT
//                               is what to minify: `wst` unless it says other letters of w
//                               (whitespace), i (identifiers), s (syntax), t (the names of the top
//                               level are the program's own: not for scripts), k (names are kept
//                               by `__name`). So `js in.js`
//                               shows what transforms do with names as they were, and
//                               `js in.js module wist` shows all.
//   ```js min                   what it becomes
//   ```text                     an illustration, not part of the test
//
// Either may be `escaped`: then JavaScript's escapes work in it, as in other fixtures.
//
// The program runs in Node before and after, and both must do the same: print (console.log) the
// same values, throw the same, leave the same exports, or globals. What it names and does not
// declare is there, too: functions that say what is done to them, whose properties and results are
// such functions, or other values; programs with such names are run in a few worlds that differ in
// these values (minify/world.js). So `if (a) b(); else c();` is a whole case. Only names that begin
// with `undeclared` are not there. `js in.js norun` is not run: for what is not the same by an
// assumption of src/transform/README.md; let the prose say which.
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { PAGE_OPTIONS, runPages } from "./fixture_pages.mjs";
import { blockBytes, expectationText } from "./markdown_page.mjs";
import { freeNames } from "./minify/free_names.mjs";
import { sameLines, startObservers } from "./minify/observers.mjs";
import { startProbe } from "./minify_probe.mjs";
import { unifiedDiff } from "./unified_diff.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PAGES = "fixtures/minify";
const CHILD_LIMIT = 2; // processes at a time
const CASES_AT_ONCE = 6; // in the works
const WORLDS = [0, 1, 2, 3, 4, 5]; // for programs with free names
const GOALS = ["script", "module", "commonjs"];
const OPTIONS = {
  "in.js": /^(script|module|commonjs|[wistk]+|escaped|norun)$/,
  min: /^escaped$/,
};
const KEYS = { "in.js": "input", min: "min" };

async function main() {
  const options = { ...PAGE_OPTIONS, probe: { type: "string" } };
  const { values, positionals: words } = parseArgs({ options, allowPositionals: true });
  const probe = startProbe(values.probe);
  const observers = startObservers(CHILD_LIMIT);
  const code = await runPages({
    root: ROOT,
    paths: findPages(),
    file: fileBlock,
    atOnce: CASES_AT_ONCE,
    values,
    words,
    runCase: ({ test }) => runCase(test, { probe, observers }, values.update),
  });
  probe.close();
  observers.close();
  return code;
}

function findPages() {
  const names = fs.readdirSync(join(ROOT, PAGES)).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => `${PAGES}/${name}`);
}

// Puts a block into its case.
function fileBlock(page, current, block, label) {
  const problem = (text) => page.problems.push({ line: block.line, text });
  const [word, name, ...options] = block.words;
  if (label) problem("files with a path line mean nothing here");
  else if (word === "js" && Object.hasOwn(KEYS, name)) {
    const odd = options.find((option) => !OPTIONS[name].test(option));
    if (odd) problem(`"${odd}" means nothing here`);
    if (current[KEYS[name]]) problem(`a second "js ${name}" in one case`);
    current[KEYS[name]] = block;
  } else if (word !== "text") problem(`a block "${block.words.join(" ")}": "js in.js", "js min"?`);
}

// Gives { complaints, edits }: edits of the page, if it is to be updated.
async function runCase(test, { probe, observers }, update) {
  if (!test.input) return { complaints: ['the case has no block "js in.js"'], edits: [] };
  const source = blockBytes(test.input).toString();
  const options = test.input.words.slice(2);
  const goal = options.find((word) => GOALS.includes(word)) ?? "commonjs";
  const what = options.find((word) => /^[wistk]+$/.test(word)) ?? "wst";
  const { text, problem } = await probe.minify(goal, what, source);
  if (text === undefined) return { complaints: [`it was not minified: ${problem}`], edits: [] };
  const { complaint, edit } = judgeText(test, text);
  const complaints = complaint && !(update && edit) ? [complaint] : [];
  if (!options.includes("norun"))
    complaints.push(...(await compareRuns({ source, text, goal, what }, observers)));
  return { complaints, edits: update && edit ? [edit] : [] };
}

function judgeText(test, text) {
  const actual = expectationText(Buffer.from(text), test.min);
  if (!test.min)
    return {
      complaint: `no "js min": ${actual}`,
      edit: { after: test, word: "js min", text: actual },
    };
  const diff = unifiedDiff(test.min.text, actual, [`as line ${test.min.line + 1} says`, "actual"]);
  return diff ? { complaint: diff, edit: { block: test.min, text: actual } } : {};
}

// What differs between the runs of a program before and after: of one world, that is enough.
async function compareRuns({ source, text, goal, what }, observers) {
  const free = freeNames(source, goal);
  const showsGlobals = goal === "script" && !what.includes("t");
  const hasWorlds = free.names.length > 0 || Object.keys(free.imports).length > 0;
  for (const world of hasWorlds ? WORLDS : [0]) {
    const run = { ...free, goal, world, showsGlobals };
    const [before, after] = await observers.observe([
      { ...run, source },
      { ...run, source: text },
    ]);
    if (before.at(-1) === "hangs") return ["it never ends: such a program is for norun"];
    if (sameLines(before, after)) continue;
    const lines = [before, after].map((all) => all.join("\n") + "\n");
    return [unifiedDiff(...lines, [`what it does (world ${world})`, "what it does minified"])];
  }
  return [];
}

process.exitCode = await main();
