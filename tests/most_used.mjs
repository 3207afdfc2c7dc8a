// The most used packages: bundles each of the 200 of most_used/package.json, and compares what it
// exports with what Node gives, by require() and as an ES module by import.
//
//   node most_used.mjs [--only NAME] [--cbundle PATH]
//
// Compared are names, types and arities of the exports, and of what is in them
// (shapes/describe.mjs). Names that only a bundle has are no failure: Node finds the names of a
// CommonJS module by reading its text, and misses some. They are counted, and shown with --only.
// __esModule is not looked at: it says how a namespace was made, and Node has it on other objects
// than bundlers do. Nor are names in Node's namespace of a CommonJS module whose value is
// undefined: what a function sets that was not called yet, or a module inside of a package that is
// a bundle itself. A bundle's namespace is made of what is there, and gives undefined, too.
//
// What is known to differ stands in most_used/explained.mjs, with the reason; what stands there and
// does not differ is a failure. Bundles are in an empty folder, so that whatever one failed to
// include is missing.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { EXPLAINED, NOT_INSTALLED } from "./most_used/explained.mjs";
import { cbundlePath, cleanEnvironment, inParallel, makeFolder, runProcess } from "./programs.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const HOME = join(HERE, "most_used");
const ENTRIES = join(HOME, ".work"); // from where the packages are found
const SHAPES = join(HOME, "shapes.mjs");
const AT_ONCE = 2;
const BATCH = 40; // packages of a process
const LIMIT_MS = 120_000;
const EXTENSION = { cjs: ".cjs", esm: ".mjs" };
const TEXT = {
  cjs: (name) => `module.exports = require("${name}");\n`,
  esm: (name) => `import * as ns from "${name}";\nexport { ns as __namespace };\n`,
};

const { values: flags } = parseArgs({
  options: { only: { type: "string" }, cbundle: { type: "string" } },
});
const cbundle = cbundlePath(flags.cbundle);
const bundles = makeFolder("most-used");
process.exitCode = await main();

async function main() {
  const { dependencies } = JSON.parse(readFileSync(join(HOME, "package.json"), "utf8"));
  const names = Object.keys(dependencies).filter((name) => !flags.only || name === flags.only);
  const cases = names.flatMap((name) => ["cjs", "esm"].map((format) => makeCase(name, format)));
  await inParallel(cases, AT_ONCE, build);
  await compareAll(cases, BATCH);
  // Packages change what others see: globals, and packages that both use.
  await compareAll(
    cases.filter(({ differences }) => Object.keys(differences).length > 0),
    1,
  );
  return report(cases);
}

async function compareAll(cases, size) {
  const node = await shapesOf(cases, "entry", size);
  const ours = await shapesOf(cases, "bundle", size);
  for (const one of cases) judge(one, node.get(one.title), ours.get(one.title));
}

function makeCase(name, format) {
  const file = name.replace(/\W/g, "_") + EXTENSION[format];
  const entry = join(ENTRIES, file);
  mkdirSync(ENTRIES, { recursive: true });
  writeFileSync(entry, TEXT[format](name));
  return { name, title: `${name} ${format}`, format, entry, bundle: join(bundles, file) };
}

async function build(one) {
  const { name, entry, format, bundle } = one;
  const outside = (NOT_INSTALLED[name] ?? []).map((other) => `--external:${other}`);
  const options = [`--format=${format}`, "--platform=node", "--log-level=error", ...outside];
  const built = await run(cbundle, ["build", entry, ...options, `--outfile=${bundle}`]);
  if (!built.ok) one.problem = `the build failed: ${lastWords(built)}`;
}

// The shapes of the files that cases name as `which`, by their titles, from a few processes. Where
// a package ends its process, or keeps it, that one by itself, and those behind it in another one.
async function shapesOf(cases, which, size) {
  const shapes = new Map();
  const batches = [];
  for (let i = 0; i < cases.length; i += size) batches.push(cases.slice(i, i + size));
  await inParallel(batches, AT_ONCE, (batch) => askForShapes(batch, which, shapes));
  return shapes;
}

async function askForShapes(cases, which, shapes) {
  const files = cases.map((one) => [one.title, one.format, one[which]]);
  const ran = await run(process.execPath, ["--no-warnings", SHAPES, JSON.stringify(files)]);
  for (const line of ran.stdout.split("\n").filter((text) => text.startsWith('{"title":'))) {
    const { title, ...shape } = JSON.parse(line);
    shapes.set(title, shape);
  }
  const missing = cases.findIndex(({ title }) => !shapes.has(title));
  if (missing < 0) return;
  if (cases.length === 1) {
    shapes.set(cases[0].title, { problem: `its process did not end well: ${lastWords(ran)}` });
    return;
  }
  for (const part of [cases.slice(missing, missing + 1), cases.slice(missing + 1)])
    if (part.length > 0) await askForShapes(part, which, shapes);
}

// Sets `differences`, from a path to what differs there, and `extra`, names of the bundle alone.
function judge(one, node, ours) {
  one.differences = {};
  one.extra = [];
  if (node.problem) one.differences.node = node.problem;
  else if (one.problem) one.differences.build = one.problem;
  else if (ours.problem) one.differences.run = ours.problem;
  else compare(one, node.shape, ours.shape);
}

function compare({ format, differences, extra }, node, ours) {
  for (const path of Object.keys({ ...node, ...ours })) {
    if (path.endsWith(".__esModule") || node[path] === ours[path]) continue;
    if (format === "esm" && node[path] === "undefined" && !(path in ours)) continue;
    if (!(path in node)) extra.push(path);
    else differences[path] = `${ours[path] ?? "missing"}, in Node ${node[path]}`;
  }
}

function report(cases) {
  let [passed, failed, extra, explained] = [0, 0, 0, 0];
  const titles = new Set(cases.map(({ title }) => title));
  const unknown = flags.only ? [] : Object.keys(EXPLAINED).filter((title) => !titles.has(title));
  for (const title of unknown) console.log(`FAIL ${title}: explained, but no such package`);
  failed += unknown.length;
  for (const { title, differences, extra: more } of cases) {
    const reasons = EXPLAINED[title] ?? {};
    const found = Object.keys(differences);
    const wrong = "*" in reasons ? [] : found.filter((path) => !(path in reasons));
    const gone = Object.keys(reasons).filter(
      (path) => !(path === "*" ? found.length > 0 : path in differences),
    );
    if (wrong.length + gone.length > 0) failed++;
    else passed++;
    extra += more.length;
    explained += Object.keys(reasons).length;
    for (const path of wrong) console.log(`FAIL ${title}, ${path}: ${differences[path]}`);
    for (const path of gone) console.log(`FAIL ${title}, ${path}: explained, but does not differ`);
    if (flags.only && more.length > 0) console.log(`${title} has more names: ${more.join(" ")}`);
  }
  console.log(`${extra} names are in bundles alone; ${explained} differences are explained`);
  rmSync(ENTRIES, { recursive: true });
  if (failed === 0) rmSync(bundles, { recursive: true });
  else console.log(`the bundles are in ${bundles}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

// The lines of an error that say what happened: not the stack, not the excerpt of a long line.
function lastWords({ stderr, end }) {
  const lines = `${stderr}\n${end}`.split("\n");
  const said = lines.filter((line) => line.trim() && !/^\s+at |^Node\.js v/.test(line));
  return said.slice(0, 6).map((line) => line.slice(0, 160)).join("\n    ");
}

function run(program, args) {
  const env = cleanEnvironment({ TZ: "UTC", LC_ALL: "C" });
  return runProcess(program, args, { cwd: bundles, env, limitMs: LIMIT_MS });
}
