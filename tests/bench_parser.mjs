// Parser bench: measures our parser beside the stock runtime, esbuild, oxc-parser and acorn.
//
//   node tests/bench_parser.mjs [--only=WORDS] [--runs=N] [--update]
//
// Each number is the best of N runs, each in a new process, on one thread, and is the time of the
// first parse of a file that is already in memory. What is included: for cbundle, from bytes to the
// tree, then also names and scopes; for the stock runtime, the tree that it makes, then also its
// conversion to ours; for esbuild, its whole process, which also prints; for oxc-parser, a call of
// parseSync in a process that has parsed nothing but one short text. JavaScript objects are never
// made of its tree: it stays in shared memory where Node can do that (22 and later), else the time
// includes writing the tree as JSON, which nobody reads. For acorn, a call of parse, without
// warming up. Ours is processor time, the others' is wall time. --update writes the table to
// README.md and ratios to a snapshot.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const HERE = dirname(fileURLToPath(import.meta.url));
const WORK = join(HERE, ".work/bench_parser");
const PROGRAM = join(HERE, "../build/release/tests/bench_parser");
const README = join(HERE, "../README.md");
const SNAPSHOT = join(HERE, "bench_parser.snapshot.txt");
const MARKERS = ["<!-- bench parser:start -->", "<!-- bench parser:end -->"];
const DEPTH = 2000; // oxc-parser, esbuild and acorn recurse
// What a tool that fails says is not shown: a stack that overflowed is long, and "failed" tells it.
const QUIET = ["ignore", "pipe", "ignore"];

const { values: flags } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    runs: { type: "string", default: "5" },
    update: { type: "boolean", default: false },
  },
});

const PACKAGES = {
  "typescript.js": "typescript/lib/typescript.js",
  "react-dom, development": "react-dom/cjs/react-dom-client.development.js",
  "three.core": "three/build/three.core.js",
  "three.module": "three/build/three.module.js",
  lodash: "lodash/lodash.js",
  "lodash, minified": "lodash/lodash.min.js",
  "d3, minified": "d3/dist/d3.min.js",
  "vue, minified": "vue/dist/vue.global.prod.js",
};

const MADE = {
  "[a,a,a,…]": `[${"a,".repeat(200_000)}a]`,
  "({a,a,a,…})": `({${"a,".repeat(200_000)}a})`,
  "((((a))))": `${"(".repeat(DEPTH)}a${")".repeat(DEPTH)}`,
  "[[[[a]]]]": `${"[".repeat(DEPTH)}a${"]".repeat(DEPTH)}`,
  "{a:{a:{a:…": `(${"{a:".repeat(DEPTH)}1${"}".repeat(DEPTH)})`,
  "a=>a=>a…": `${"a=>".repeat(DEPTH)}a`,
  "(a)=>(a)=>…": `${"(a)=>".repeat(DEPTH / 2)}a`,
};

const TOOLS = [
  { name: "cbundle", run: (path) => ours("parse", path) },
  { name: "cbundle, scopes", run: (path) => ours("scope", path) },
  { name: "stock runtime", run: (path) => ours("stock-raw", path) },
  { name: "stock, converted", run: (path) => ours("stock", path) },
  { name: "oxc-parser", run: (path) => inNode(OXC, path) },
  { name: "esbuild", run: esbuild },
  { name: "acorn", run: (path) => inNode(ACORN, path) },
];

const OXC = `import { parseSync, rawTransferSupported } from "oxc-parser";
const options = { experimentalLazy: rawTransferSupported() };
parseSync("a.js", "a", options);
const start = process.hrtime.bigint();
const result = parseSync(path, source, options);
const end = process.hrtime.bigint();`;

const ACORN = `import { parse } from "acorn";
const options = { ecmaVersion: "latest", allowHashBang: true };
const isModule = /^(import|export) /m.test(source);
const start = process.hrtime.bigint();
parse(source, { ...options, sourceType: isModule ? "module" : "commonjs" });
const end = process.hrtime.bigint();`;

main();

function main() {
  const results = listInputs()
    .filter(({ name }) => name.includes(flags.only))
    .map(measure);
  const text = report(results);
  console.log(text);
  if (flags.update) update(text, results);
}

function listInputs() {
  mkdirSync(WORK, { recursive: true });
  const real = Object.entries(PACKAGES).map(([name, path]) => {
    return { name, path: join(HERE, "node_modules", path) };
  });
  const made = Object.entries(MADE).map(([name, text], i) => {
    const path = join(WORK, `made${i}.js`);
    writeFileSync(path, text);
    return { name, path };
  });
  return [...real, ...made];
}

// --- Measuring: a tool gives milliseconds, or throws ---------------------------------------------

function ours(what, path) {
  const [, cpu] = execFileSync(PROGRAM, [what, path], { encoding: "utf8" }).split(" ");
  return Number(cpu) / 1e6;
}

function inNode(script, path) {
  const read = `import { readFileSync } from "node:fs";
const path = ${JSON.stringify(path)};
const source = readFileSync(path, "utf8");`;
  const print = "console.log(Number(end - start) / 1e6);";
  const args = ["--input-type=module", "-e", `${read}\n${script}\n${print}`];
  const options = { encoding: "utf8", cwd: HERE, stdio: QUIET };
  return Number(execFileSync(process.execPath, args, options));
}

function esbuild(path) {
  const platform = `${process.platform}-${process.arch}`;
  const bin = join(HERE, `node_modules/@esbuild/${platform}/bin/esbuild`);
  const start = process.hrtime.bigint();
  const env = { ...process.env, GOMAXPROCS: "1" };
  const args = [path, "--log-level=error", `--outfile=${join(WORK, "out.js")}`];
  execFileSync(bin, args, { env, stdio: QUIET });
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function measure({ name, path }) {
  process.stderr.write(`${name} …\n`);
  const best = Object.fromEntries(TOOLS.map((tool) => [tool.name, Infinity]));
  for (let run = 0; run < Number(flags.runs); run++)
    for (const tool of TOOLS) best[tool.name] = Math.min(best[tool.name], attempt(tool, path));
  return { name, size: statSync(path).size, best };
}

function attempt(tool, path) {
  try {
    return tool.run(path);
  } catch (error) {
    process.stderr.write(`  ${tool.name}: ${`${error.message}`.split("\n")[0]}\n`);
    return NaN;
  }
}

// --- Reporting -----------------------------------------------------------------------------------

function report(results) {
  const head = ["First parse, ms", "MB", ...TOOLS.map(({ name }) => name), "MB/s", "× stock"];
  const rows = results.map(({ name, size, best }) => [
    `\`${name}\``.replaceAll("|", "\\|"),
    (size / 1e6).toFixed(2),
    ...TOOLS.map((tool) => number(best[tool.name])),
    (size / 1e3 / best.cbundle).toFixed(0),
    timesStock(best),
  ]);
  const rule = head.map((_, i) => (i ? "---:" : "---"));
  const table = [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
  return `Best of ${flags.runs} runs, one thread, each in a new process.\n\n${table}`;
}

function number(value) {
  return Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : 0) : "failed";
}

function timesStock(best) {
  return (best["stock runtime"] / best.cbundle).toFixed(1);
}

function update(text, results) {
  const readme = readFileSync(README, "utf8");
  const [start, end] = MARKERS.map((marker) => readme.indexOf(marker));
  if (flags.only || start < 0 || end < start)
    throw new Error(`--update needs all inputs, and ${MARKERS.join(" … ")} in README.md`);
  const head = readme.slice(0, start + MARKERS[0].length);
  writeFileSync(README, `${head}\n${text}\n${readme.slice(end)}`);
  const lines = results.map(({ name, best }) => {
    const scopes = (best["oxc-parser"] / best["cbundle, scopes"]).toFixed(1);
    return `${name}: ${timesStock(best)} times the stock runtime, ${scopes} times oxc-parser\n`;
  });
  const title = "Speed of parsing (oxc-parser: with scopes), by ./dev bench --update\n\n";
  writeFileSync(SNAPSHOT, title + lines.join(""));
}
