// Real packages: bundles well-known npm packages, and compares each bundle with what Node loads.
//
//   node packages.mjs [--only NAME] [--minify] [--cbundle PATH] [--jobs N]
//
// Three kinds of case, each as CommonJS and as an ES module, all with --platform=node so that
// Node and the bundler choose the same files of a package:
//   shape  the exports have the names, types and arities that Node gives (shapes/shape.mjs)
//   map    its source map tells the truth (shapes/traced.mjs)
//   use    a small program prints the same, bundled and not (shapes/uses/)
// A bundle runs in an empty temporary folder, so that whatever it failed to include is missing.
// With --minify, bundles are minified and for production, and so are Node's runs; then the larger
// programs of shapes/large_uses/ are there, too.
import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cbundlePath, cleanEnvironment, inParallel, makeFolder, runProcess } from "./programs.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const USES = join(HERE, "shapes/uses");
const LARGE_USES = join(HERE, "shapes/large_uses");
const TIMEOUT_MS = 120_000;
const MAX_DIFFERENCES = 5;

// What `import` gives in Node. "module": an ES module; its names are compared both ways, and what
// `export * from` it exports too. "commonjs": Node finds names by a lexer that misses some and
// never invents one, and `default` is module.exports: each of those must be in the bundle with
// the same shape, and the bundle may know more. vue is an ES module that re-exports CommonJS.
const PACKAGES = {
  lodash: "commonjs",
  moment: "commonjs",
  express: "commonjs",
  async: "commonjs",
  bluebird: "commonjs",
  ajv: "commonjs",
  graphql: "commonjs",
  acorn: "module",
  yargs: "module",
  postcss: "module",
  "@babel/traverse": "commonjs",
  "@babel/generator": "commonjs",
  "@babel/parser": "commonjs",
  react: "commonjs",
  "react-dom": "commonjs",
  "react-dom/client": "commonjs",
  "react-dom/server": "commonjs",
  three: "module",
  d3: "module",
  rxjs: "commonjs",
  zod: "module",
  "date-fns": "module",
  immer: "module",
  redux: "module",
  vue: "commonjs",
  "chart.js": "module",
};

const EXTENSION = { cjs: ".cjs", esm: ".mjs" };

const { values: flags } = parseArgs({
  options: {
    only: { type: "string" },
    minify: { type: "boolean", default: false },
    cbundle: { type: "string" },
    jobs: { type: "string", default: "2" },
  },
});
const cbundle = cbundlePath(flags.cbundle);
const WORK = join(HERE, ".work", flags.minify ? "packages_minified" : "packages");
const MODE = flags.minify ? ["--minify", '--define:process.env.NODE_ENV="production"'] : [];
process.exitCode = (await main()) ? 0 : 1;

async function main() {
  const jobs = listJobs().filter(({ name }) => !flags.only || name === flags.only);
  const leak = nodeModulesAbove(realpathSync(tmpdir()));
  if (leak) return complain(`${leak} is in reach of the bundles: set TMPDIR to another folder`);
  if (jobs.length === 0) return complain(`--only ${flags.only}: no such package or use`);

  rmSync(WORK, { recursive: true, force: true });
  const tally = { passed: 0, failed: 0 };
  await inParallel(jobs, Number(flags.jobs), async (job) => count(tally, await job.run(job)));
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0;
}

function complain(text) {
  console.error(text);
  return false;
}

function nodeModulesAbove(folder) {
  const candidate = join(folder, "node_modules");
  if (existsSync(candidate)) return candidate;
  return dirname(folder) === folder ? undefined : nodeModulesAbove(dirname(folder));
}

function listJobs() {
  const packages = Object.keys(PACKAGES).map((name) => ({ name, run: testPackage }));
  return bothFormats([...packages, ...uses(USES), ...(flags.minify ? uses(LARGE_USES) : [])]);
}

function uses(folder) {
  return readdirSync(folder).map((file) => ({
    name: basename(file, extname(file)),
    entry: join(folder, file),
    run: testUse,
  }));
}

function bothFormats(jobs) {
  return jobs.flatMap((job) => ["cjs", "esm"].map((format) => ({ ...job, format })));
}

// Cases are { name, problems }; a failing one is a line, its first differences below it.
function count(tally, cases) {
  for (const { name, problems } of cases) {
    tally[problems.length ? "failed" : "passed"]++;
    if (problems.length) console.log([`FAIL ${name}`, ...firstOf(problems)].join("\n    "));
  }
}

function firstOf(problems) {
  const rest = problems.length - MAX_DIFFERENCES;
  return rest > 0 ? [...problems.slice(0, MAX_DIFFERENCES), `… and ${rest} more`] : problems;
}

// One package in one format: one build, whose exports and source map are both compared.
async function testPackage({ name, format }) {
  const title = `${name} ${format}`;
  const folder = join(WORK, name.replace(/\W/g, "_"), format);
  const entry = join(folder, `entry${EXTENSION[format]}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(entry, entryText(name, format));

  return withBundle({ entry, format }, async (bundle, problems) => {
    const shape = { name: `${title} shape`, problems };
    const map = { name: `${title} map`, problems };
    if (problems.length) return [shape, map];
    shape.problems = await compareShapes({ entry, bundle, format, kind: PACKAGES[name] });
    map.problems = await checkMap(bundle);
    return [shape, map];
  });
}

function entryText(name, format) {
  if (format === "cjs") return `module.exports = require("${name}");\n`;
  return `import * as ns from "${name}";
export { ns as __namespace };
export * from "${name}";
`;
}

// Builds into a fresh temporary folder, gives use(bundle, problems of the build), cleans up.
async function withBundle({ entry, format }, use) {
  const folder = makeFolder("packages");
  const bundle = join(folder, `out${EXTENSION[format]}`);
  const options = [`--format=${format}`, "--platform=node", "--sourcemap", "--log-level=error"];
  options.push(`--metafile=${bundle}.meta.json`, ...MODE);
  try {
    const build = await run(cbundle, ["build", entry, ...options, `--outfile=${bundle}`]);
    return await use(bundle, build.ok ? [] : ["the build failed", ...lastLines(build)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The NAMES in Node's namespace say which names of the bundle's count, where more are fine.
async function compareShapes({ entry, bundle, format, kind }) {
  const node = await runJson("shape.mjs", entry, format);
  if (node.problem) return [`in Node: ${node.problem}`];
  const loose = format === "cjs" || kind === "commonjs";
  const names = loose && node.names ? [node.names.join(",")] : [];
  const ours = await runJson("shape.mjs", bundle, format, ...names);
  if (ours.problem) return [`the bundle does not run: ${ours.problem}`];
  const star =
    kind === "module" && format === "esm" ? differences(node.star, ours.star, "export *") : [];
  return [...star, ...differences(node.shape, ours.shape, "")];
}

// Of two flat objects (or lists, taken as sets): what differs, one line each.
function differences(node, ours, label) {
  const [a, b] = [node, ours].map((all) => (Array.isArray(all) ? asSet(all) : all));
  return Object.keys({ ...a, ...b })
    .filter((path) => a[path] !== b[path])
    .map((path) => `${label}${path}: ${b[path] ?? "missing"}, in Node ${a[path] ?? "missing"}`);
}

function asSet(names) {
  return Object.fromEntries(names.map((name) => [` ${name}`, "exported"]));
}

async function checkMap(bundle) {
  const { problem, problems } = await runJson("traced.mjs", bundle, HERE);
  return problem ? [problem] : problems;
}

// A helper of ours, which answers with JSON on its last line.
async function runJson(script, file, ...parameters) {
  const command = [join(HERE, "shapes", script), file, ...parameters];
  const ran = await run(process.execPath, command, dirname(file));
  if (!ran.ok) return { problem: lastLines(ran).join("\n    ") };
  return JSON.parse(ran.stdout.slice(ran.stdout.lastIndexOf("\n") + 1));
}

async function testUse({ name, entry, format }) {
  const expected = await run(process.execPath, [entry]);
  return withBundle({ entry, format }, async (bundle, problems) => {
    const title = `use of ${name} ${format}`;
    if (problems.length) return [{ name: title, problems }];
    const found = await run(process.execPath, [bundle], dirname(bundle));
    return [{ name: title, problems: compareRuns(expected, found) }];
  });
}

function compareRuns(expected, found) {
  if (!expected.ok) return ["fails in Node", ...lastLines(expected)];
  if (!found.ok) return ["the bundle does not run", ...lastLines(found)];
  const [a, b] = [expected, found].map(({ stdout }) => stdout.split("\n"));
  const line = a.findIndex((text, i) => text !== b[i]);
  if (line < 0 && a.length === b.length) return [];
  return [`line ${line + 1}: ${b[line] ?? "missing"}`, `  in Node: ${a[line]}`];
}

// The lines of an error that say what happened: not the stack, not the excerpt of a long line.
function lastLines({ stderr, end }) {
  const said = `${stderr}\n${end}`.split("\n");
  const lines = said.filter((line) => line.trim() && !/^\s+at |^Node\.js v/.test(line));
  return lines.slice(0, 6).map((line) => line.slice(0, 160));
}

function run(program, args, cwd = HERE) {
  const mode = flags.minify ? { NODE_ENV: "production" } : {};
  const env = cleanEnvironment({ ...mode, TZ: "UTC", LC_ALL: "C" });
  return runProcess(program, args, { cwd, env, limitMs: TIMEOUT_MS });
}
