// JSX cases: compiles the snippets of jsx_cases.txt with cbundle and with esbuild, runs both, and
// compares all calls that they make for elements, in their order, with their arguments.
//
//   node tests/jsx_cases.mjs [--cbundle PATH] [WORDS…]
//
// Each snippet is compiled in three ways: classic, automatic, and automatic for development. With
// words, only headings that contain all of them run. One more case has all named characters, and
// jsx_app is a page that React renders: it must print the same from both bundlers, and no warning.
import esbuild from "esbuild";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect, parseArgs } from "node:util";
import { cbundlePath, makeFolder, runProcess } from "./programs.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const TIMEOUT_MS = 120_000;
const { values: flags, positionals: words } = parseArgs({
  allowPositionals: true,
  options: { cbundle: { type: "string" } },
});
const cbundle = cbundlePath(flags.cbundle);

const MODES = [
  { name: "classic", flags: [], options: {} },
  { name: "automatic", flags: ["--jsx=automatic"], options: { jsx: "automatic" } },
  {
    name: "development",
    flags: ["--jsx=automatic", "--jsx-dev"],
    options: { jsx: "automatic", jsxDev: true },
  },
];
const SHOWN = { depth: 12, breakLength: 100 };

// --- The page ------------------------------------------------------------------------------------

// Gives [{ line, code }].
function readCases() {
  const cases = [];
  let isChosen = false;
  for (const line of readFileSync(join(HERE, "jsx_cases.txt"), "utf8").split("\n")) {
    if (line.startsWith("== ")) isChosen = words.every((word) => line.includes(word));
    else if (line && isChosen) cases.push({ line, code: codeOf(line) });
  }
  const all = `out(<a>${entities()}</a>);`;
  if (words.length === 0) cases.push({ line: "jsx_entities.def", code: all });
  return cases;
}

function entities() {
  const table = readFileSync(join(HERE, "../src/transform/jsx_entities.def"), "utf8");
  return Array.from(table.matchAll(/^ENTITY\("(\w+)"/gm), ([, name]) => `&${name};`).join(" ");
}

function codeOf(line) {
  const text = line
    .replaceAll("⏎", "\n")
    .replaceAll(/⟨([0-9a-f]+)⟩/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));
  return text.startsWith("!") ? `${text.slice(1)}\n` : `out(${text});\n`;
}

// --- Compiling -----------------------------------------------------------------------------------

// One run of cbundle for all cases.
async function compileOurs(cases, mode, folder) {
  const names = cases.map((one, index) => {
    writeFileSync(join(folder, `case${index}.jsx`), one.code);
    return `case${index}.jsx`;
  });
  const args = ["build", ...names, "--outdir=out", "--format=cjs", "--packages=external"];
  const done = await runProcess(cbundle, [...args, "--log-level=error", ...mode.flags], {
    cwd: folder,
    limitMs: TIMEOUT_MS,
  });
  if (!done.ok) throw new Error(`${done.stderr}${done.end}`);
  return names.map((_, index) => readFileSync(join(folder, "out", `case${index}.js`), "utf8"));
}

function compileTheirs(one, index, mode) {
  const { code } = esbuild.transformSync(one.code, {
    loader: "jsx",
    format: "cjs",
    sourcefile: `case${index}.jsx`,
    logLevel: "silent",
    ...mode.options,
  });
  return code;
}

// --- Running -------------------------------------------------------------------------------------

// What code does: each call of a function that makes elements, and what it says is its result.
function record(code) {
  const calls = [];
  const maker = (name) =>
    Object.assign(
      (...list) => {
        // Whether an argument that is undefined is written makes no difference.
        while (list.length > 0 && list.at(-1) === undefined) list.pop();
        calls.push([name, ...list]);
        return { element: calls.length, type: list[0], props: list[1] };
      },
      { y: undefined },
    );
  const h = maker("h");
  h.y = maker("h.y");
  const library = (name) => ({
    createElement: maker(`${name} createElement`),
    Fragment: `${name} Fragment`,
    jsx: maker(`${name} jsx`),
    jsxs: maker(`${name} jsxs`),
    jsxDEV: maker(`${name} jsxDEV`),
  });
  const scope = {
    require: library,
    out: (value) => calls.push(["out", value]),
    log: (value) => (calls.push(["log", value]), value),
    React: library("React"),
    h,
    ...{ F: "F", Foo: Object.assign(() => {}, { Bar: "Bar" }), _x: "_x", $x: "$x", é: "é", ß: "ß" },
    ...{ ns: { x: { Foo: "Foo" }, default: "d", if: { this: "t" } }, props: { p: 1, q: "2" } },
    ...{ list: [1, 2], x: "x1", y: "y1", z: "z1" },
  };
  try {
    const run = new Function("exports", "module", ...Object.keys(scope), code);
    run.call({ Foo: "own Foo" }, {}, {}, ...Object.values(scope));
  } catch (error) {
    calls.push(["throws", error.constructor.name, error.message]);
  }
  return calls;
}

function compare(ours, theirs) {
  const [got, wanted] = [record(ours), record(theirs)];
  if (plain(got) === plain(wanted)) return "";
  return `ours:   ${inspect(got, SHOWN)}\ntheirs: ${inspect(wanted, SHOWN)}\n${ours}`;
}

// Functions are the same if they are called the same; nothing else tells two runs' apart.
function plain(value) {
  return inspect(value, { depth: 12, showHidden: false, sorted: false });
}

// --- React ---------------------------------------------------------------------------------------

// Bundles the page, runs it, and gives what it prints.
async function runApp(format, mode, folder) {
  const output = join(folder, format === "esm" ? "page.mjs" : "page.cjs");
  const args = ["build", "jsx_app/main.jsx", `--outfile=${output}`, "--platform=node"];
  const more = [`--format=${format}`, "--log-level=warning", ...mode.flags];
  const done = await runProcess(cbundle, [...args, ...more], { cwd: HERE, limitMs: TIMEOUT_MS });
  if (!done.ok) return `${done.stderr}${done.end}`;
  return done.stderr || run(output);
}

async function run(path) {
  const done = await runProcess(process.execPath, [path], { limitMs: TIMEOUT_MS });
  return done.stdout + done.stderr;
}

async function expectedPage() {
  const folder = makeFolder("jsx");
  const outfile = join(folder, "expected.cjs");
  const entryPoints = [join(HERE, "jsx_app/main.jsx")];
  esbuild.buildSync({ entryPoints, outfile, bundle: true, platform: "node", logLevel: "error" });
  const page = await run(outfile);
  rmSync(folder, { recursive: true });
  if (!page.startsWith("<h2")) throw new Error(page);
  return page;
}

const cases = readCases();
const expected = words.length === 0 && (await expectedPage());
let [passed, failed] = [0, 0];
for (const mode of MODES) {
  const folder = makeFolder("jsx");
  const ours = await compileOurs(cases, mode, folder);
  cases.forEach((one, index) => {
    const problem = compare(ours[index], compileTheirs(one, index, mode));
    if (problem) console.log(`${mode.name}: ${one.line}\n${problem.replaceAll(/^/gm, "    ")}`);
    if (problem) failed++;
    else passed++;
  });
  for (const format of expected ? ["cjs", "esm"] : []) {
    const printed = await runApp(format, mode, folder);
    if (printed === expected) passed++;
    else failed++;
    if (printed === expected) continue;
    console.log(`${mode.name}, ${format}: jsx_app\n${printed}\n${expected}`);
  }
  rmSync(folder, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
