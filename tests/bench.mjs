// Bench: measures cbundle beside esbuild, Rolldown, Rspack and Bun, and prints Markdown tables.
//
//   node bench.mjs [--only WORDS] [--runs N] [--cbundle PATH] [--update]
//
// Each number is the best of N runs: wall time, processor time, and peak memory of the process.
// Bundlers take turns, so that a slow minute of the machine hits all of them. They get equal
// options, no minifying, and run as native programs; Rolldown and Rspack have only programs for
// Node, so that their numbers include Node's own.
// An output must run and give the same answer as the others', or its numbers are not shown.
// --update writes the tables to README.md and the ratios to bench.snapshot.txt.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { listInputs } from "./bench_inputs.mjs";
import { compileMeasure, keepBest, measure, nativeProgram } from "./measure.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const WORK = join(HERE, ".work/bench");
const OUTPUTS = join(WORK, "out");
const README = join(HERE, "../README.md");
const SNAPSHOT = join(HERE, "bench.snapshot.txt");
const MARKERS = ["<!-- bench:start -->", "<!-- bench:end -->"];
const VERSION_RUNS = 20;
const TIMEOUT_MS = 300_000;

const { values: flags } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    runs: { type: "string", default: "5" },
    cbundle: { type: "string", default: process.env.CBUNDLE ?? "" },
    update: { type: "boolean", default: false },
  },
});

// A tool makes a command out of { entry, format, platform, sourcemap } and an output path.
const TOOLS = [
  {
    name: "cbundle",
    program: [resolve(flags.cbundle || join(HERE, "../build/release/cbundle"))],
    build: (input, out) => ["build", ...esbuildOptions(input, out)],
  },
  {
    name: "esbuild",
    program: [nativeProgram("@esbuild", "bin/esbuild")],
    build: (input, out) => ["--bundle", ...esbuildOptions(input, out)],
  },
  {
    name: "Rolldown",
    program: [process.execPath, join(HERE, "node_modules/rolldown/bin/cli.mjs")],
    build: ({ entry, format, platform, sourcemap }, out) => {
      const map = sourcemap ? ["--sourcemap"] : [];
      const options = [`--format=${format}`, `--platform=${platform}`, "--logLevel=silent"];
      return [entry, ...options, ...map, `--file=${out}`];
    },
  },
  {
    name: "Rspack",
    program: [process.execPath, join(HERE, "bench_rspack.mjs")],
    build: ({ entry, format, platform, sourcemap }, out) => {
      const map = sourcemap ? ["--sourcemap"] : [];
      return [entry, out, `--format=${format}`, `--platform=${platform}`, ...map];
    },
  },
  {
    name: "Bun",
    program: [nativeProgram("@oven", "bin/bun", "bun-")],
    build: ({ entry, format, platform, sourcemap }, out) => {
      const map = `--sourcemap=${sourcemap ? "linked" : "none"}`;
      const output = [`--outdir=${dirname(out)}`, `--entry-naming=${basename(out)}`];
      return ["build", entry, `--format=${format}`, `--target=${platform}`, map, ...output];
    },
  },
];

main();

function main() {
  const missing = TOOLS.filter(({ program }) => !program.every(existsSync));
  if (missing.length) return complain(`not found: ${missing.map(({ program }) => program.at(-1))}`);
  mkdirSync(WORK, { recursive: true });
  compileMeasure();
  const cases = [...buildCases(), versionCase()].filter(({ name }) => name.includes(flags.only));
  const results = cases.map(runCase);
  rmSync(OUTPUTS, { recursive: true, force: true });
  const text = report(results);
  console.log(text);
  if (flags.update) update(text, results);
}

function complain(text) {
  console.error(`bench: ${text}`);
  process.exitCode = 1;
}

function esbuildOptions({ entry, format, platform, sourcemap }, out) {
  const options = [`--format=${format}`, `--platform=${platform}`, "--log-level=error"];
  return [entry, ...options, ...(sourcemap ? ["--sourcemap"] : []), `--outfile=${out}`];
}

// --- Cases: { name, runs, commandOf(tool), prepare(tool), check(tool) } -------

// check() gives { size, answer } or { problem }.
function buildCases() {
  return listInputs(WORK).flatMap((input) =>
    [false, true].map((sourcemap) => {
      const name = `${input.name}${sourcemap ? ", source map" : ""}`;
      const out = (tool) => outputPath(name, tool, input.format);
      return {
        name,
        runs: Number(flags.runs),
        commandOf: (tool) => [...tool.program, ...tool.build({ ...input, sourcemap }, out(tool))],
        prepare: (tool) => rmSync(dirname(out(tool)), { recursive: true, force: true }),
        check: (tool) => checkOutput(out(tool), sourcemap),
      };
    }),
  );
}

function outputPath(name, tool, format) {
  const folder = join(OUTPUTS, name.replace(/\W+/g, "_"), tool.name);
  return join(folder, format === "cjs" ? "out.cjs" : "out.mjs");
}

function checkOutput(path, sourcemap) {
  if (!existsSync(path)) return { problem: "wrote nothing" };
  if (sourcemap && !existsSync(`${path}.map`)) return { problem: "wrote no map" };
  const script = "import(process.argv[1]).then((all) => console.log(all.answer, '='))";
  const options = { encoding: "utf8", timeout: TIMEOUT_MS };
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script, path], options);
  const answer = /(\S+) =\n$/.exec(stdout)?.[1];
  return answer ? { size: statSync(path).size, answer } : { problem: `doesn't run: ${stderr}` };
}

function versionCase() {
  return {
    name: "--version",
    runs: VERSION_RUNS,
    commandOf: (tool) => [...tool.program, "--version"],
    prepare: () => {},
    check: () => ({ answer: "" }),
  };
}

// --- Measuring -----------------------------------------------------------------------------------

// Gives { name, entries: { tool name: { wall, cpu, peak, size } or { problem } } }.
function runCase(one) {
  process.stderr.write(`${one.name} …\n`);
  const entries = Object.fromEntries(TOOLS.map(({ name }) => [name, {}]));
  for (let run = 0; run < one.runs; run++)
    for (const tool of TOOLS) measureOnce(one, tool, entries[tool.name]);
  const reference = entries.esbuild.answer;
  for (const entry of Object.values(entries))
    if (!entry.problem && entry.answer !== reference)
      entry.problem = `the answer is ${entry.answer}, not ${reference}`;
  for (const [name, { problem }] of Object.entries(entries))
    if (problem) complain(`${one.name}, ${name}: ${problem.trim().slice(0, 400)}`);
  return { name: one.name, entries };
}

// One run of one tool, of which the entry keeps the best numbers. The first output is checked.
function measureOnce(one, tool, entry) {
  if (entry.problem) return;
  one.prepare(tool);
  const found = measure(one.commandOf(tool), WORK);
  if (found.code !== 0) entry.problem = `exit code ${found.code}: ${found.stderr}`;
  else if (entry.wall === undefined) Object.assign(entry, one.check(tool));
  if (!entry.problem) keepBest(entry, found);
}

// --- Reporting -----------------------------------------------------------------------------------

function report(results) {
  return [
    `Best of ${flags.runs} runs on ${availableParallelism()} cores, ${process.platform} ` +
      `${process.arch}; in brackets the ratio to esbuild. ${versions()}`,
    table("Time, ms", results, ({ wall }) => wall / 1000),
    table("Processor time, ms", results, ({ cpu }) => cpu / 1000),
    table("Peak memory, MB", results, ({ peak }) => peak / 1024),
    table("Output, KB", results.filter(hasSize), ({ size }) => size / 1024),
    growth(results),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function versions() {
  const all = TOOLS.map(({ name, program }) => {
    const [command, ...rest] = program;
    const { stdout } = spawnSync(command, [...rest, "--version"], { encoding: "utf8" });
    return `${name} ${/\d+\.\d+\.\d+\S*/.exec(stdout)?.[0] ?? "of unknown version"}`;
  });
  return `${all.join(", ")}, Node ${process.version}.`;
}

function table(title, results, number) {
  if (results.length === 0) return "";
  const head = [title, ...TOOLS.map(({ name }) => name)];
  const rows = results.map(({ name, entries }) => {
    const base = number(entries.esbuild);
    return [name, ...TOOLS.map((tool) => cell(tool, entries[tool.name], { number, base }))];
  });
  const rule = head.map((_, i) => (i ? "---:" : "---"));
  return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function cell(tool, entry, { number, base }) {
  if (entry.problem) return "failed";
  const value = number(entry);
  const text = value.toFixed(value < 10 ? 1 : 0);
  return tool.name === "esbuild" ? text : `${text} (${ratio(value, base)})`;
}

function ratio(value, base) {
  return Number.isFinite(value / base) ? `${(value / base).toFixed(2)}×` : "?";
}

function hasSize({ entries }) {
  return Object.values(entries).some(({ size }) => size);
}

// Ten times the modules should take ten times as long: more says that a stage isn't linear.
function growth(results) {
  const find = (name) => results.find((result) => result.name === name)?.entries;
  const [small, large] = [find("1,000 modules"), find("10,000 modules")];
  if (!small || !large) return "";
  const all = TOOLS.map(({ name }) => `${name} ${ratio(large[name].wall, small[name].wall)}`);
  return `From 1,000 to 10,000 modules, time grows: ${all.join(", ")}.`;
}

// --- Updating ------------------------------------------------------------------------------------

function update(text, results) {
  if (flags.only) return complain("--update needs all cases: leave --only out");
  const readme = existsSync(README) ? readFileSync(README, "utf8") : "";
  const [start, end] = MARKERS.map((marker) => readme.indexOf(marker));
  if (start < 0 || end < start) return complain(`README.md has no ${MARKERS.join(" … ")}`);
  const head = readme.slice(0, start + MARKERS[0].length);
  writeFileSync(README, `${head}\n${text.trim()}\n${readme.slice(end)}`);
  writeFileSync(SNAPSHOT, snapshot(results));
}

// Ratios with one digit: they survive another machine, so that a difference means something.
function snapshot(results) {
  const lines = results.map(({ name, entries: { cbundle, esbuild } }) => {
    if (cbundle.problem || esbuild.problem) return `${name}: failed`;
    const part = (key) => `${key} ${(cbundle[key] / esbuild[key]).toFixed(1)}`;
    return `${name}: ${["wall", "peak", ...(cbundle.size ? ["size"] : [])].map(part).join(", ")}`;
  });
  return `cbundle / esbuild, by ./dev bench --update\n\n${lines.join("\n")}\n`;
}
