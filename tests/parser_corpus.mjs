// Parser corpus: real files and those of the fixtures, our tree against acorn's and against the
// stock runtime's.
//
//   node tests/parser_corpus.mjs [--build=NAME] [--all] [--folder=PATH]
//
// The files are the distinct .js, .mjs and .cjs files below 3 MB in tests/node_modules, which
// tests/package-lock.json pins; --folder names others. By default 5,000 of them, chosen by their
// contents, so that the choice stays when packages come and go; --all takes all. Beside them go the
// js blocks of fixtures/, all of them.
//
// acorn says what a file is: CommonJS, or else a module. Every file that it parses must give its
// tree. What it refuses must be refused, but for blocks that Babel takes: they have JSX or
// decorators, and must be accepted. Trees and answers may differ from the stock runtime's only
// where acorn's or Babel's tree is ours, or where we accept JSX as Babel does and the stock runtime
// does not: there a repair was needed. Trees of JSX may differ, too, where they still do without
// its elements and acorn's is ours. All files that do are listed.
import { parse } from "acorn";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseBabel } from "./babel.mjs";
import { blockBytes, readPage } from "./markdown_page.mjs";
import { openProbe, probePath } from "./syntax_probe.mjs";
import { treeComparer } from "./tree_compare.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const MOST_BYTES = 3 << 20;
const SAMPLE = 5000;
const AHEAD = 4; // files that the probe may parse before acorn has caught up
const MOST_SHOWN = 60;
const { values: flags } = parseArgs({
  options: {
    build: { type: "string" },
    all: { type: "boolean", default: false },
    folder: { type: "string", default: join(HERE, "node_modules") },
  },
});
const ROOT = resolve(flags.folder);
const FIXTURES = join(HERE, "../fixtures");
const BLOCKS = join(HERE, ".work/parser_corpus");

await main();

async function main() {
  const paths = [...listFiles(), ...writeBlocks()];
  const probe = await openProbe(probePath(flags.build));
  const [stock, results] = await Promise.all([runStock(paths), runAcorn(probe, paths)]);
  const wrong = new Map(results.wrong);
  const repaired = new Map();
  for (const [path, difference] of stock) {
    if (await isRepaired(path, difference)) repaired.set(path, difference);
    else if (!results.refused.has(path) && !wrong.has(path)) wrong.set(path, difference);
  }
  probe.close();
  show("not acorn's tree, or not accepted alike", wrong);
  show("not the stock runtime's tree, but acorn's or Babel's", repaired);
  show("refused by acorn and by us", results.refused);
  const size = (results.bytes / 1e6).toFixed(0);
  console.log(`${paths.length} distinct files, ${size} MB, ${results.same.size} with acorn's tree`);
  console.log(`${paths.length - wrong.size} passed, ${wrong.size} failed`);
  process.exitCode = wrong.size ? 1 : 0;

  async function isRepaired(path, difference) {
    const block = results.jsx.get(path);
    if (!block) return results.same.has(path);
    return difference.startsWith("ours only") || isRepairedBesideJsx(probe, path, block);
  }
}

function show(title, all) {
  if (!all.size) return;
  console.log(`${all.size} ${title}:`);
  for (const [path, why] of [...all].slice(0, MOST_SHOWN))
    console.log(`  ${relative(ROOT, path)}: ${why}`.slice(0, 300));
  if (all.size > MOST_SHOWN) console.log(`  and ${all.size - MOST_SHOWN} more`);
}

// --- The files -----------------------------------------------------------------------------------

function listFiles() {
  const byHash = new Map();
  for (const entry of readdirSync(ROOT, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.[cm]?js$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    if (path.includes("/test262-parser-tests/")) continue; // parser_tests.mjs has them
    if (statSync(path).size >= MOST_BYTES) continue;
    byHash.set(createHash("sha1").update(readFileSync(path)).digest("hex"), path);
  }
  const all = [...byHash].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
  if (all.length < SAMPLE) throw new Error(`${all.length} distinct files are too few`);
  return flags.all ? all : all.slice(0, SAMPLE);
}

// Writes the js blocks of fixtures/ to files; gives their paths.
function writeBlocks() {
  const byHash = new Map();
  mkdirSync(BLOCKS, { recursive: true });
  for (const name of readdirSync(FIXTURES, { recursive: true })) {
    if (!name.endsWith(".md")) continue;
    const page = readPage(name, readFileSync(join(FIXTURES, name), "utf8"));
    for (const { inputs, line } of page.cases) {
      for (const [path, block] of inputs) {
        const extension = /\.[cm]?jsx?$/.exec(path)?.[0].replace("x", "");
        if (!extension) continue;
        const file = `${name}-${line + 1}-${path}`.replace(/[^\w.-]/g, "_");
        const bytes = blockBytes(block);
        byHash.set(createHash("sha1").update(bytes).digest("hex"), join(BLOCKS, file + extension));
        writeFileSync(join(BLOCKS, file + extension), bytes);
      }
    }
  }
  return [...byHash.values()];
}

// --- Against the stock runtime -------------------------------------------------------------------

// Gives a Map from path to what is different.
function runStock(paths) {
  const program = probePath(flags.build).replace(/syntax_probe$/, "parser_diff");
  if (!existsSync(program)) throw new Error(`there is no ${program}`);
  const child = spawn(program, [], { stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece) => (text += piece));
  child.stdin.end(paths.map((path) => `${path}\n`).join(""));
  return new Promise((accept, refuse) => {
    child.on("close", (code) => {
      if (code > 1 || code === null) refuse(new Error(`parser_diff ended with ${code}`));
      const lines = text.matchAll(/^(different|ours only|stock only): (.*)$/gm);
      accept(new Map([...lines].map(([, what, path]) => [path, `${what} (stock)`])));
    });
  });
}

// --- Against acorn -------------------------------------------------------------------------------

// Gives { same: Set of paths with the same tree, jsx: Map from those that are accepted alike, but
// have no tree to compare, to Babel's, wrong, refused: Map from path to why, bytes }.
async function runAcorn(probe, paths) {
  const compare = treeComparer(probe);
  const [same, jsx, wrong, refused] = [new Set(), new Map(), new Map(), new Map()];
  const results = { same, jsx, wrong, refused, bytes: 0 };
  const asked = [];
  for (let i = 0; i < paths.length + AHEAD; i++) {
    if (i < paths.length) asked.push(ask(probe, paths[i]));
    if (i < AHEAD) continue;
    const { path, source, goal, ast, tree, refusal, isBabels, answer } = asked.shift();
    const { nodes, error } = await answer;
    results.bytes += source.length;
    if (refusal && !isBabels) {
      if (error) refused.set(path, refusal);
      else wrong.set(path, `we accept it, acorn: ${refusal}`);
    } else if (error) {
      wrong.set(path, `${goal}, line ${error.line}: ${error.message}`);
    } else if (!ast) {
      jsx.set(path, { goal, tree });
    } else {
      const difference = compare(nodes, ast, source);
      if (difference) wrong.set(path, difference);
      else same.add(path);
    }
  }
  return results;
}

// Asks our parser about what acorn says it is.
function ask(probe, path) {
  const source = readFileSync(path);
  // Node takes a hashbang behind a byte order mark; acorn takes a comment.
  const text = source.toString("utf8").replace(/^\uFEFF#!/, "\uFEFF//");
  let refusal;
  for (const goal of path.endsWith(".mjs") ? ["module"] : ["commonjs", "module"]) {
    try {
      const options = { ecmaVersion: "latest", sourceType: goal, preserveParens: true };
      const ast = parse(text, options);
      return { path, source, goal, ast, answer: probe.tree(goal, source) };
    } catch (error) {
      refusal = error.message;
    }
  }
  // Babel does not look into regular expressions.
  const isForBabel = path.startsWith(BLOCKS) && !refusal.startsWith("Invalid regular expression");
  const other = isForBabel ? askBabel(probe, source) : null;
  return { path, source, refusal, ...(other ?? { answer: probe.tree("unknown", source) }) };
}

// What Babel says of a block that acorn refuses; null where it refuses it, too. With JSX, there is
// no tree to compare: tree_compare.mjs has no rules for it.
function askBabel(probe, source) {
  const text = source.toString("utf8");
  for (const goal of ["commonjs", "module"]) {
    for (const jsx of [false, true]) {
      try {
        const tree = parseBabel(text, goal, { jsx });
        const answer = probe.tree(goal, source);
        return { goal, ast: jsx ? null : tree, tree, isBabels: true, answer };
      } catch {
        // the next way
      }
    }
  }
  return null;
}

// Whether our tree of a block is acorn's, and still not the stock runtime's, with a number in
// the place of each element of JSX.
async function isRepairedBesideJsx(probe, path, { goal, tree }) {
  const text = withoutJsx(readFileSync(path, "utf8"), tree.program);
  const source = Buffer.from(text);
  const ast = parse(text, { ecmaVersion: "latest", sourceType: goal, preserveParens: true });
  const [ours, stock] = await Promise.all([probe.tree(goal, source), probe.stock(goal, source)]);
  if (ours.error || treeComparer(probe)(ours.nodes, ast, source)) return false;
  return Boolean(stock.error) || ours.nodes.join() !== stock.nodes.join();
}

function withoutJsx(text, node) {
  if (/^JSX(Element|Fragment)$/.test(node.type)) {
    const { start, end } = node;
    return text.slice(0, start) + "0".padEnd(end - start) + text.slice(end);
  }
  const children = Object.values(node).flat().filter((child) => child?.type);
  return children.reduce(withoutJsx, text);
}
