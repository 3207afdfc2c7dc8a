// Lint bench: measures `cbundle lint` beside oxlint, Biome and ESLint, and prints Markdown tables.
//
//   node lint_bench.mjs [--runs N] [--cbundle PATH] [--update]
//
// cbundle, oxlint and ESLint run the same rules: those that ESLint recommends and oxlint has, from
// one file. Biome runs those that it recommends itself. Each number is the best of N runs, but for
// ESLint, which takes too long to run twice; the tools take turns. Where a tool is a program for
// Node, its numbers include Node's own.
// The last row is a second run over what was linted before, by the tools that keep what they found
// (--cache); the others lint it again.
// --update writes the tables to README.md.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { builtinRules } from "eslint/use-at-your-own-risk";
import { modulesWriter } from "./bench_inputs.mjs";
import { compileMeasure, keepBest, measure, nativeProgram } from "./measure.mjs";

const HERE = import.meta.dirname;
const MODULES = join(HERE, "node_modules");
const WORK = mkdtempSync(join(tmpdir(), "cbundle-lint-bench-")); // where no .gitignore is
const README = join(HERE, "../README.md");
const MARKERS = ["<!-- lint-bench:start -->", "<!-- lint-bench:end -->"];
const PACKAGES =
  ["three", "rxjs", "zod", "lodash", "date-fns", "antd", "express", "ajv", "chart.js"];
const PROJECT = ["three", "lodash-es", "rxjs"]; // with typescript.js and generated modules
const PROJECT_MODULES = 10_000;
const MOST_BYTES = 200_000; // of a file in a package: larger ones are bundles

const { values: flags } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    cbundle: { type: "string", default: process.env.CBUNDLE ?? "" },
    update: { type: "boolean", default: false },
  },
});

const TOOLS = [
  {
    name: "cbundle",
    command: [resolve(flags.cbundle || join(HERE, "../build/release/cbundle")), "lint", "."],
    options: ["--config=.oxlintrc.json", "--quiet"],
    cache: ["--cache"],
  },
  {
    name: "oxlint",
    command: [process.execPath, join(MODULES, "oxlint/bin/oxlint"), "."],
    options: ["--quiet"],
  },
  {
    name: "Biome",
    command: [nativeProgram("@biomejs", "biome", "cli-"), "lint", "."],
    options: ["--diagnostic-level=error", "--max-diagnostics=1"],
  },
  {
    name: "ESLint",
    command: [process.execPath, join(MODULES, "eslint/bin/eslint.js"), "."],
    options: ["--quiet", "--no-inline-config"],
    cache: ["--cache"],
    runs: 1,
  },
];

main();

function main() {
  const rules = sharedRules();
  compileMeasure();
  const large = project();
  const inputs = [packages(), oneFile(), large, { ...large, name: "project again", again: true }];
  const results = inputs.map((input) => runInput(input, rules));
  rmSync(WORK, { recursive: true });
  const text = report(results, rules);
  console.log(text);
  if (flags.update) update(text);
}

// What ESLint recommends and oxlint knows.
function sharedRules() {
  const recommended = [...builtinRules]
    .filter(([, rule]) => rule.meta.docs.recommended)
    .map(([name]) => name);
  const known = run([process.execPath, join(MODULES, "oxlint/bin/oxlint"), "--rules"], HERE);
  const isKnown = (rule) => new RegExp(`^\\| ${rule} +\\| eslint `, "m").test(known);
  return recommended.filter(isKnown);
}

function run([program, ...args], cwd) {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: "utf8", cwd });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return stdout;
}

// --- Inputs: { name, folder, files, bytes } ------------------------------------------------------

function packages() {
  const folder = join(WORK, "packages");
  for (const name of PACKAGES) copyScripts(join(MODULES, name), join(folder, name));
  return measured("packages", folder);
}

function oneFile() {
  const folder = join(WORK, "typescript");
  mkdirSync(folder, { recursive: true });
  cpSync(join(MODULES, "typescript/lib/typescript.js"), join(folder, "typescript.js"));
  return measured("typescript.js", folder);
}

// What is large and what is many, together: a file of 9 MB beside modules of 1 KB.
function project() {
  const folder = join(WORK, "project");
  for (const name of PROJECT) copyScripts(join(MODULES, name), join(folder, name));
  cpSync(join(MODULES, "typescript/lib/typescript.js"), join(folder, "typescript.js"));
  modulesWriter(PROJECT_MODULES)(join(folder, "modules"));
  return measured("project", folder);
}

function copyScripts(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const inside = relative(from, path);
    const isScript = entry.isFile() && entry.name.endsWith(".js");
    if (!isScript || inside.split(sep).includes("node_modules")) continue;
    if (statSync(path).size <= MOST_BYTES) cpSync(path, join(to, inside));
  }
}

function measured(name, folder) {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  return { name, folder, files: files.length, bytes: files.reduce((a, b) => a + b, 0) };
}

function writeConfigs(folder, rules) {
  const write = (name, value) => writeFileSync(join(folder, name), JSON.stringify(value, null, 1));
  const levels = Object.fromEntries(rules.map((rule) => [rule, "error"]));
  write(".oxlintrc.json", { categories: { correctness: "off" }, rules: levels });
  write("biome.json", { files: { maxSize: 1 << 30 }, formatter: { enabled: false } });
  const flat = `export default [{ rules: ${JSON.stringify(levels)} }];\n`;
  writeFileSync(join(folder, "eslint.config.mjs"), flat);
}

// --- Measuring and reporting ---------------------------------------------------------------------

function runInput(input, rules) {
  writeConfigs(input.folder, rules);
  const entries = TOOLS.map(() => ({}));
  if (input.again) for (const tool of TOOLS) if (tool.cache) runTool(tool, input);
  for (let i = 0; i < Number(flags.runs); i++)
    for (const [at, tool] of TOOLS.entries()) {
      if (i >= (tool.runs ?? Infinity)) continue;
      process.stderr.write(`${input.name}, ${tool.name}, run ${i + 1}\n`);
      keepBest(entries[at], runTool(tool, input));
    }
  return { input, entries };
}

function runTool({ name, command, options, cache = [] }, { folder, again }) {
  const found = measure([...command, ...options, ...(again ? cache : [])], folder);
  if (found.code !== 0 && found.code !== 1)
    throw new Error(`${name}: exit code ${found.code}: ${found.stderr.slice(0, 1000)}`);
  return found;
}

function report(results, rules) {
  const first = results.filter(({ input: { again } }) => !again);
  const inputs = first.map(({ input: { name, files, bytes } }) => {
    return `${name}: ${files} file${files > 1 ? "s" : ""}, ${(bytes / 1e6).toFixed(1)} MB`;
  });
  return [
    `Best of ${flags.runs} runs on ${availableParallelism()} cores, ${process.platform} ` +
      `${process.arch}; in brackets the ratio to cbundle. ${rules.length} rules that cbundle, ` +
      `oxlint and ESLint share; Biome's own. ${inputs.join("; ")}. ${versions()}`,
    table("Time, ms", results, ({ wall }) => wall / 1000),
    table("Processor time, ms", results, ({ cpu }) => cpu / 1000),
    table("Peak memory, MB", results, ({ peak }) => peak / 1024),
  ].join("\n\n");
}

function versions() {
  const all = TOOLS.map(({ name, command }) => {
    const [program, ...rest] = command.filter((word) => word !== "lint" && word !== ".");
    return `${name} ${/\d+\.\d+\.\d+\S*/.exec(run([program, ...rest, "--version"], HERE))[0]}`;
  });
  return `${all.join(", ")}, Node ${process.version}.`;
}

function table(title, results, number) {
  const head = [title, ...TOOLS.map(({ name }) => name)];
  const rows = results.map(({ input, entries }) => {
    const own = number(entries[0]);
    return [input.name, ...entries.map((entry, i) => cell(number(entry), i && own))];
  });
  const rule = head.map((_, i) => (i ? "---:" : "---"));
  return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function cell(value, own) {
  const text = value.toFixed(value < 10 ? 1 : 0);
  return own ? `${text} (${(value / own).toFixed(2)}×)` : text;
}

function update(text) {
  const readme = readFileSync(README, "utf8");
  const [start, end] = MARKERS.map((marker) => readme.indexOf(marker));
  if (start < 0 || end < start) throw new Error(`README.md has no ${MARKERS.join(" … ")}`);
  const head = readme.slice(0, start + MARKERS[0].length);
  writeFileSync(README, `${head}\n${text.trim()}\n${readme.slice(end)}`);
}
