// Differential test: random module graphs, run by Node as they are and bundled.
//
//   node tests/module_graphs.mjs [--count N] [--seed S] [--cbundle PATH] [--keep]
//     [--style STYLE]
//
// Case number i is generated from seed S + i alone (module_graphs/generate.mjs), so that a failing
// one can be run again: --seed ITS_SEED --count 1. What a case logs when Node runs its entry must
// be what each bundle logs (cjs, esm, iife), and both must export the same. The folder of a case
// that fails is kept and named; --keep keeps all of them, on disk.
//
// Cases go through in batches: one bundler process per format, one Node process for all runs.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { FLAGS } from "./module_graphs/write_extras.mjs";
import { generateCase } from "./module_graphs/generate.mjs";
import {
  lastWords,
  reportRefused,
  runCases,
  timeLimit,
  writeFiles,
} from "./module_graphs/runs.mjs";
import { cbundlePath, inParallel, makeFolder, memoryFolder, runProcess } from "./programs.mjs";
import { unifiedDiff } from "./unified_diff.mjs";

const MOST_IN_BATCH = 100; // the starts of processes then take little
const BATCHES_AT_ONCE = 2;
const SHOWN_FAILURES = 10;

const FORMATS = [
  { format: "cjs", type: "commonjs", kind: "require" },
  { format: "esm", type: "module", kind: "import" },
  { format: "iife", type: "commonjs", kind: "script", flags: ["--global-name=bundled"] },
];

const { values: flags } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    cbundle: { type: "string" },
    style: { type: "string" },
    keep: { type: "boolean", default: false },
  },
});
const cbundle = cbundlePath(flags.cbundle);
const work = makeFolder("graphs", flags.keep ? undefined : memoryFolder());
process.exitCode = await main(Number(flags.seed), Number(flags.count));

async function main(seed, count) {
  const seeds = Array.from({ length: count }, (_, i) => seed + i);
  const tally = { passed: 0, failed: 0, refused: 0 };
  const size = Math.min(MOST_IN_BATCH, Math.ceil(count / BATCHES_AT_ONCE / 2));
  const batches = [];
  while (seeds.length > 0) batches.push(seeds.splice(0, size));
  await inParallel(batches, BATCHES_AT_ONCE, (batch) => runBatch(batch, tally));
  reportRefused(tally, count);
  if (tally.failed === 0 && !flags.keep) rmSync(work, { recursive: true });
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

// --- One batch -----------------------------------------------------------------------------------

async function runBatch(seeds, tally) {
  const cases = seeds.map((seed) => writeCase(seed));
  for (const target of FORMATS) await buildAll(cases, target);
  const logs = await runAll(cases);
  for (const test of cases) judge(test, logs.get(test.seed) ?? new Map(), tally);
}

function writeCase(seed) {
  const test = generateCase(seed, flags.style);
  test.folder = join(work, String(seed));
  test.input = join(test.folder, "case");
  writeFiles(test.input, test.files);
  test.problems = [];
  test.crashes = []; // problems that count even where Node refuses the graph
  test.runs = [
    {
      name: "node",
      file: join(test.input, test.entry),
      kind: test.kind === "cjs" ? "require" : "import",
    },
  ];
  return test;
}

// All cases of a batch in one process; where that fails, one by one to find which.
async function buildAll(cases, target) {
  const wanted = cases.filter(({ formats }) => formats.includes(target.format));
  const built = await build(wanted, target);
  for (const test of wanted) {
    const alone = built.ok ? built : await build([test], target);
    const { format, kind } = target;
    const problems = alone.crashed ? test.crashes : test.problems;
    if (!alone.ok) problems.push(`the ${format} build failed:\n${lastWords(alone)}`);
    const isDefault = format === "esm" && test.kind === "cjs";
    const name = test.entry.replace(/\.\w+$/, ".js");
    const file = join(test.folder, format, name);
    if (alone.ok) test.runs.push({ name: format, file, kind: isDefault ? "default" : kind });
  }
}

function build(cases, { format, type, flags: more = [] }) {
  for (const { folder } of cases) {
    mkdirSync(join(folder, format), { recursive: true });
    writeFileSync(join(folder, format, "package.json"), `{ "type": "${type}" }\n`);
  }
  const entries = cases.map(({ seed, input, entry }) => {
    const name = entry.replace(/\.\w+$/, "");
    return `${seed}/${format}/${name}=${join(input, entry)}`;
  });
  const options = [...FLAGS, `--outdir=${work}`, "--platform=node", `--format=${format}`];
  const args = ["build", ...entries, ...options, ...more, "--log-level=warning"];
  return runProcess(cbundle, args, { limitMs: timeLimit(cases.length) });
}

// All cases in one process; where one ends it, or keeps it, that one by itself, and those behind it
// in another process.
async function runAll(cases) {
  const list = join(work, `runs-${cases[0].seed}.json`);
  const { run, logs } = await runCases(list, cases);
  rmSync(list);
  if (run.ok) return logs;
  if (cases.length === 1) return explainEnd(cases[0], run, logs);
  const isWhole = ({ seed, runs }) => logs.get(seed)?.size === runs.length;
  const ended = cases.find((test) => !isWhole(test)) ?? cases.at(-1);
  const behind = cases.slice(cases.indexOf(ended) + 1);
  for (const part of [[ended], behind])
    for (const [seed, log] of part.length ? await runAll(part) : []) logs.set(seed, log);
  return logs;
}

// Of a case whose process did not end well.
function explainEnd(test, run, logs) {
  // Node 20 itself crashes on some: where an ES module imports a CommonJS one that threw before.
  if (!logs.has(test.seed))
    return new Map([[test.seed, new Map([["node", { refusal: "the run did not end" }]])]]);
  test.problems.push(`the runs ended early: ${lastWords(run)}`);
  return logs;
}

// --- Judging -------------------------------------------------------------------------------------

function judge(test, logs, tally) {
  const node = logs.get("node");
  if (node?.refusal && flags.keep)
    console.log(`${test.seed}: Node refuses: ${node.refusal}\n${node.stack}`);
  if (node?.refusal && test.crashes.length === 0) {
    tally.refused++;
    if (!flags.keep) rmSync(test.folder, { recursive: true });
    return;
  }
  const problems = node?.refusal ? test.crashes : [...test.crashes, ...problemsOf(test, logs)];
  if (problems.length === 0) {
    tally.passed++;
    if (!flags.keep) rmSync(test.folder, { recursive: true });
    return;
  }
  tally.failed++;
  console.log(`FAILED seed ${test.seed}: ${test.folder}`);
  if (tally.failed > SHOWN_FAILURES) return;
  for (const problem of problems) console.log(problem.replace(/^/gm, "    "));
}

// What was found before, and where the bundles' logs differ from Node's.
function problemsOf({ runs, problems }, logs) {
  const node = logs.get("node");
  for (const { name } of runs.slice(1)) {
    const run = logs.get(name);
    if (!node || !run) {
      problems.push(`${name} did not come to an end`);
      continue;
    }
    const [expected, actual] = [node.log, run.log].map((lines) => lines.join("\n") + "\n");
    const diff = unifiedDiff(expected, actual, ["Node", `the ${name} bundle`]);
    if (diff) problems.push(`${diff}\n${run.stack ?? ""}`);
  }
  return problems;
}
