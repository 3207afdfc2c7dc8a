// Differential test of --splitting: random module graphs with several entries.
//
//   node tests/split_graphs.mjs [--count N] [--seed S] [--cbundle PATH] [--keep]
//     [--style STYLE] [-- FLAGS…]
//
// Graphs are those of module_graphs.mjs; up to three of a graph's modules are entries. Each entry
// must log what it logs when Node runs its file: alone, in a copy of the outputs of its own, and
// once more after the entries before it, in one copy. Modules that await are in chains only: what
// an importer must run, as CommonJS, waits with it. Flags behind -- are given to each build.
import * as fs from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateCase } from "./module_graphs/generate.mjs";
import { Random } from "./module_graphs/random.mjs";
import { lastWords, reportRefused, runCases, writeFiles } from "./module_graphs/runs.mjs";
import { FLAGS } from "./module_graphs/write_extras.mjs";
import { cbundlePath, inParallel, makeFolder, runProcess } from "./programs.mjs";
import { unifiedDiff } from "./unified_diff.mjs";

const AT_ONCE = 2;
const SHOWN_FAILURES = 10;
const FORMATS = [
  { format: "cjs", type: "commonjs" },
  { format: "esm", type: "module" },
];

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    cbundle: { type: "string" },
    style: { type: "string" },
    keep: { type: "boolean", default: false },
  },
});
const cbundle = cbundlePath(flags.cbundle);
const work = makeFolder("splits");
process.exitCode = await main(Number(flags.seed), Number(flags.count));

async function main(seed, count) {
  const seeds = Array.from({ length: count }, (_, i) => seed + i);
  const tally = { passed: 0, failed: 0, refused: 0 };
  await inParallel(seeds, AT_ONCE, (one) => runCase(one, tally));
  reportRefused(tally, count);
  if (tally.failed === 0 && !flags.keep) fs.rmSync(work, { recursive: true });
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

// --- One case ------------------------------------------------------------------------------------

async function runCase(seed, tally) {
  let test = generateCase(seed, flags.style);
  if (test.isBeside && !flags.style) test = generateCase(seed, "await");
  test.folder = join(work, String(seed));
  test.problems = [];
  test.crashes = []; // problems that count even where Node refuses the graph
  chooseEntries(test);
  writeFiles(join(test.folder, "node"), test.files);
  const runs = listRuns(test, "node", ({ path, kind }) => ({
    file: path,
    kind: kind === "cjs" ? "require" : "import",
  }));
  for (const { format, type } of FORMATS.filter(({ format }) => test.formats.includes(format))) {
    if (!(await build(test, format, type))) continue;
    runs.push(
      ...listRuns(test, format, ({ kind }, index) => ({
        file: `e${index}.js`,
        kind: format === "cjs" ? "require" : kind === "cjs" ? "default" : "import",
      })),
    );
  }
  judge(test, await runAll(test, runs), tally);
}

function chooseEntries(test) {
  const random = new Random(test.seed + 1_000_000);
  const [first, ...others] = test.modules;
  const more = random.shuffled(others.filter(({ kind }) => kind !== "json"));
  test.entries = [first, ...more.slice(0, random.below(3))];
}

async function build({ folder, entries, problems, crashes }, format, type) {
  const out = join(folder, format);
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(join(out, "package.json"), `{ "type": "${type}" }\n`);
  const names = entries.map(({ path }, index) => `e${index}=${join(folder, "node", path)}`);
  const options = ["--splitting", `--outdir=${out}`, "--platform=node", `--format=${format}`];
  const more = ["--log-level=warning", ...FLAGS, ...positionals];
  const built = await runProcess(cbundle, ["build", ...names, ...options, ...more]);
  const complaint = `the ${format} build failed:\n${lastWords(built)}`;
  if (!built.ok) (built.crashed ? crashes : problems).push(complaint);
  return built.ok;
}

// Each entry in a copy of its own; then all of them in one.
function listRuns({ folder, entries }, name, describe) {
  const own = entries.map((entry, index) => {
    const copy = join(folder, `${name}-${index}`);
    fs.cpSync(join(folder, name), copy, { recursive: true });
    const { file, kind } = describe(entry, index);
    return { name: `${name} ${index}`, file: join(copy, file), kind };
  });
  const together = entries.map((entry, index) => {
    const { file, kind } = describe(entry, index);
    return { name: `${name} ${index} in turn`, file: join(folder, name, file), kind };
  });
  return entries.length > 1 ? [...own, ...together] : own;
}

async function runAll(test, runs) {
  const cases = [{ seed: test.seed, runs }];
  const { run, logs } = await runCases(join(test.folder, "runs.json"), cases);
  if (!run.ok) test.ended = lastWords(run);
  return logs.get(test.seed) ?? new Map();
}

// --- Judging -------------------------------------------------------------------------------------

// An entry that other entries run may be a closure: in its output, counters do not count.
function maskCounters(line) {
  return line.startsWith("exports ") ? line.replace(/: \d+(?=[,}])/g, ": a number") : line;
}

function judge(test, logs, tally) {
  const runs = [...logs].filter(([name]) => name.startsWith("node "));
  // Node 20 itself hangs on some: where an ES module imports a CommonJS one that threw before.
  const expected = test.entries.length * (test.entries.length > 1 ? 2 : 1);
  const isRefused = runs.length < expected || runs.some(([, { refusal }]) => refusal);
  if (isRefused && test.crashes.length === 0) {
    tally.refused++;
    if (!flags.keep) fs.rmSync(test.folder, { recursive: true });
    return;
  }
  const problems = isRefused ? test.crashes : [...test.crashes, ...problemsOf(test, runs, logs)];
  if (problems.length === 0) {
    tally.passed++;
    if (!flags.keep) fs.rmSync(test.folder, { recursive: true });
    return;
  }
  tally.failed++;
  const entries = test.entries.map(({ path }) => path).join(", ");
  console.log(`FAILED seed ${test.seed}: ${test.folder} (${entries})`);
  if (tally.failed > SHOWN_FAILURES) return;
  for (const problem of problems.slice(0, 2)) console.log(problem.replace(/^/gm, "    "));
}

// What was found before, and where the bundles' logs differ from those of Node's `runs`.
function problemsOf({ problems, ended }, runs, logs) {
  if (ended) problems.push(`the runs ended early: ${ended}`);
  for (const [name, node] of runs) {
    for (const { format } of FORMATS) {
      const bundle = logs.get(name.replace("node", format));
      if (!bundle) continue;
      const texts = [node, bundle].map(({ log }) => log.map(maskCounters).join("\n") + "\n");
      const diff = unifiedDiff(...texts, ["Node", `the ${format} bundle`]);
      if (diff) problems.push(`${name}:\n${diff}\n${bundle.stack ?? ""}`);
    }
  }
  return problems;
}
