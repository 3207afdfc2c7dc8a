// The printer of the minifier: real files, printed and read again, must give acorn's tree of the
// original.
//
//   node tests/minify_print.mjs [--probe=PATH] [--count=N] [--random=N] [--folder=PATH] [FILES…]
//
// The files are those of tests/node_modules that are listed below, N others that are chosen by
// their contents, test262-parser-tests (`pass`, `pass-explicit`), and the js blocks of fixtures/;
// beside them random programs, in which each expression has parentheses (random_programs.mjs).
// Each is printed in several ways; the trees are compared without places and spellings. What was
// printed compactly is printed again: that must change nothing.
import { parse } from "acorn";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { blockBytes, readPage } from "./markdown_page.mjs";
import { REFUSED, startProbe } from "./minify_probe.mjs";
import { inParallel } from "./programs.mjs";
import { randomProgram } from "./random_programs.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const MODULES = join(HERE, "node_modules");
const LARGEST = 12 << 20;
const AT_ONCE = 2; // one is printed while trees of the other are compared
const MOST_SHOWN = 40;
const ALWAYS = [
  "three/build/three.module.js",
  "three/build/three.cjs",
  "react-dom/cjs/react-dom-client.development.js",
  "vue/dist/vue.global.js",
  "lodash/lodash.js",
  "moment/moment.js",
  "d3/dist/d3.js",
  "bluebird/js/browser/bluebird.js",
  "chart.js/dist/chart.js",
  "graphql/graphql.js",
];
const GOALS = {
  module: { sourceType: "module", allowHashBang: true },
  commonjs: { sourceType: "script", allowHashBang: true, allowReturnOutsideFunction: true },
};
const LEFT_OUT = new Set(["start", "end", "raw", "sourceType"]);
const BODIES = ["body", "consequent", "alternate"];
const WITH_BODIES = new Set([
  ..."IfStatement ForStatement ForInStatement ForOfStatement".split(" "),
  ..."WhileStatement DoWhileStatement WithStatement LabeledStatement".split(" "),
]);
// The ways of printing, and what may differ then.
const WAYS = [
  { what: "w", way: "compact" },
  { what: "-", way: "for people" },
  { what: "wi", way: "renamed", erased: eraseName },
  { what: "walc", way: "ASCII, short lines, comments", erased: eraseEscapes },
];
const RANDOM = "random program";
const EXCERPT = 40; // characters around a problem
const { values: flags, positionals } = parseArgs({
  options: {
    probe: { type: "string" },
    count: { type: "string", default: "100" },
    random: { type: "string", default: "500" },
    folder: { type: "string" },
  },
  allowPositionals: true,
});

await main();

async function main() {
  const probe = startProbe(flags.probe);
  const wrong = [];
  const refused = [];
  let [passed, bytes] = [0, 0];
  await inParallel([...inputs()], AT_ONCE, async ({ name, text }) => {
    const goal = goalOf(text);
    if (!goal) return;
    const problem = await check(probe, text, goal);
    bytes += text.length;
    if (problem?.endsWith(REFUSED) && name.startsWith(RANDOM)) refused.push(name);
    else if (problem) wrong.push(`${name}: ${problem}`);
    else passed++;
  });
  probe.close();
  for (const line of wrong.slice(0, MOST_SHOWN)) console.log(line);
  if (refused.length > 0)
    console.log(`refused by our parser, not by acorn: ${refused.join(", ")}`);
  console.log(`${(bytes / 1e6).toFixed(0)} MB`);
  console.log(`${passed} passed, ${wrong.length} failed`);
  process.exitCode = wrong.length ? 1 : 0;
}

// ---- What is printed

function* inputs() {
  const paths = positionals.length > 0 ? positionals : flags.folder ? list(flags.folder) : chosen();
  for (const path of paths) {
    const text = readFileSync(path, "utf8");
    yield { name: relative(MODULES, path), text };
  }
  if (positionals.length > 0 || flags.folder) return;
  for (let seed = 0; seed < Number(flags.random); seed++)
    yield { name: `${RANDOM} ${seed}`, text: randomProgram(seed) };
  yield* blocks(join(HERE, "../fixtures"));
}

function list(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.[cm]?js$/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size < LARGEST)
    .toSorted();
}

function chosen() {
  const tests = ["pass", "pass-explicit"].flatMap((name) =>
    list(join(MODULES, "test262-parser-tests", name)),
  );
  const digest = (path) => createHash("sha1").update(readFileSync(path)).digest("hex");
  const all = list(MODULES).filter((path) => !path.includes("test262-parser-tests"));
  const others = new Map(all.map((path) => [digest(path), path]));
  const sample = [...others].toSorted().slice(0, Number(flags.count));
  const always = ALWAYS.map((name) => join(MODULES, name));
  return [...tests, ...always, ...sample.map(([, path]) => path)];
}

function* blocks(folder) {
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".md"));
  for (const page of pages.toSorted()) {
    for (const test of readPage(page, readFileSync(join(folder, page), "utf8")).cases) {
      for (const [name, block] of test.inputs)
        if (/\.[cm]?js$/.test(name))
          yield { name: `${page}: ${test.title}: ${name}`, text: blockBytes(block).toString() };
    }
  }
}

function tree(text, goal) {
  try {
    return parse(text, { ecmaVersion: "latest", ...GOALS[goal] });
  } catch {
    return null;
  }
}

function goalOf(text) {
  if (tree(text, "commonjs")) return "commonjs";
  return tree(text, "module") && "module";
}

// ---- Comparing

async function check(probe, text, goal) {
  const { text: compact, problem } = await probe.minify(goal, "w", text);
  if (problem) return problem;
  const before = normal(tree(text, goal));
  for (const { what, way, erased } of WAYS) {
    const printed = what === "w" ? { text: compact } : await probe.minify(goal, what, text);
    if (printed.problem) return `${way}: ${printed.problem}`;
    const expected = erased ? erase(normal(tree(text, goal)), erased) : before;
    const found = difference(expected, goal, printed.text, erased);
    if (found) return `${way}: ${found}`;
  }
  const { text: again } = await probe.minify(goal, "w", compact);
  if (again === compact) return null;
  if (again === undefined) return `again: ${REFUSED}`;
  let at = 0;
  while (compact[at] === again[at]) at++;
  return `again: ${excerpt(compact, at)} became ${excerpt(again, at)}`;
}

function difference(expected, goal, printed, erased) {
  try {
    const made = normal(parse(printed, { ecmaVersion: "latest", ...GOALS[goal] }));
    return compare(expected, erased ? erase(made, erased) : made, "");
  } catch (error) {
    if (error.pos === undefined) throw error;
    return `${error.message} at ${excerpt(printed, error.pos)}`;
  }
}

function excerpt(text, at) {
  return text.slice(Math.max(0, at - EXCERPT), at + EXCERPT);
}

function compare(a, b, path) {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return null;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b)
    return `${path}: ${short(a)} is ${short(b)}`;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) {
    const found = compare(a[key], b[key], `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

function short(value) {
  const text = typeof value === "bigint" ? `${value}n` : String(JSON.stringify(value));
  return text.slice(0, 80);
}

// ---- What a tree says

function normal(node) {
  if (Array.isArray(node))
    return node.filter((item) => item?.type !== "EmptyStatement").map((item) => normal(item));
  if (!node || typeof node !== "object" || node instanceof RegExp) return node;
  switch (node.type) {
    case "Literal":
      return literal(node);
    case "TemplateLiteral":
      if (node.expressions.length === 0) return string(node.quasis[0].value.cooked);
      break;
    case "TaggedTemplateExpression":
      return {
        type: node.type,
        tag: normal(node.tag),
        raws: node.quasi.quasis.map((piece) => piece.value.raw),
        expressions: normal(node.quasi.expressions),
      };
    case "TemplateElement":
      return { type: node.type, cooked: node.value.cooked };
    case "LogicalExpression":
      return { type: node.operator, operands: operands(node, node.operator) };
    case "SequenceExpression":
      return { type: node.type, expressions: node.expressions.flatMap(expressions) };
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
      return property(node);
    case "ImportSpecifier":
      return { ...fields(node), imported: name(node.imported) };
    case "ExportSpecifier":
      return { ...fields(node), local: name(node.local), exported: name(node.exported) };
    case "ImportAttribute":
      return { key: name(node.key), value: node.value.value };
    case "ExportAllDeclaration":
      return { ...fields(node), exported: node.exported && name(node.exported) };
  }
  const made = fields(node);
  if (WITH_BODIES.has(node.type)) {
    for (const key of BODIES) if (made[key]) made[key] = body(node.type, made[key]);
  }
  return made;
}

function fields(node) {
  const made = {};
  for (const key of Object.keys(node)) if (!LEFT_OUT.has(key)) made[key] = normal(node[key]);
  return made;
}

function string(value) {
  return { type: "Literal", value };
}

// What would end a script in a page is escaped, which a class of characters need not do.
function regex({ pattern, flags: letters }) {
  return { type: "regex", pattern: pattern.replaceAll(/<\/(?=script)/gi, "<\\/"), flags: letters };
}

function literal(node) {
  if (node.regex) return regex(node.regex);
  if (node.bigint) return { type: "bigint", value: BigInt(node.bigint) };
  return string(node.value);
}

function operands(node, operator) {
  if (node.type !== "LogicalExpression" || node.operator !== operator) return [normal(node)];
  return [...operands(node.left, operator), ...operands(node.right, operator)];
}

function expressions(node) {
  if (node.type !== "SequenceExpression") return [normal(node)];
  return node.expressions.flatMap(expressions);
}

function name(node) {
  return node.type === "Identifier" ? node.name : node.value;
}

function property(node) {
  const made = fields(node);
  if (node.type === "Property") {
    const isSpecial = keyName(node.key) === "__proto__" && node.value.type === "Identifier";
    made.shorthand = node.shorthand && isSpecial;
  }
  if (!node.computed && node.key.type !== "PrivateIdentifier") made.key = keyName(node.key);
  return made;
}

function keyName(key) {
  return key.type === "Identifier" ? key.name : String(key.bigint ? BigInt(key.bigint) : key.value);
}

// A body that is empty is a block or an empty statement, and one that is a function has braces.
function body(type, node) {
  if (node.type === "EmptyStatement") return { type: "BlockStatement", body: [] };
  if (node.type === "FunctionDeclaration" && type !== "LabeledStatement")
    return { type: "BlockStatement", body: [node] };
  return node;
}

// ---- What may differ

function erase(node, how) {
  if (Array.isArray(node)) for (const item of node) erase(item, how);
  else if (node && typeof node === "object" && !(node instanceof RegExp)) {
    how(node);
    for (const value of Object.values(node)) erase(value, how);
  }
  return node;
}

// Names of variables, labels and private members.
function eraseName(node) {
  if (node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier")
    node.property = node.property.name;
  if (node.type === "Identifier" || node.type === "PrivateIdentifier") node.name = "";
  if (node.type === "ImportSpecifier" || node.type === "ExportSpecifier")
    node.local = typeof node.local === "string" ? "" : node.local;
}

// Patterns see how they are escaped.
function eraseEscapes(node) {
  if (node.type !== "regex") return;
  const character = (_, hex) => String.fromCharCode(parseInt(hex, 16));
  node.pattern = node.pattern
    .replaceAll(/\\(?=[^ -~])/g, "")
    .replaceAll(/\\u([\dA-F]{4})/gi, character);
}
