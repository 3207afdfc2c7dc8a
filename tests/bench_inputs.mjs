// Bench inputs: writes what bench.mjs bundles into a folder below tests/, where the packages are in
// reach. Each is { name, entry, format, platform }; the same each time, so that numbers compare.
// Each entry exports `answer`, by which the outputs of all bundlers are compared.
// One case for each thing that takes time: many modules, deep CommonJS, one very large file, and
// packages of which little is wanted, where a bundler reads far more than it writes.
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const THREE = join(HERE, "node_modules/three/src");
const COMMONJS = [
  ..."lodash moment express async bluebird ajv graphql acorn yargs postcss".split(" "),
  ..."@babel/traverse @babel/generator react react-dom".split(" "),
];
const WANTED = {
  three: ["Vector3", "MathUtils"],
  rxjs: ["of", "map", "filter"],
  d3: ["scaleLinear", "extent"],
  "lodash-es": ["debounce", "groupBy"],
  "date-fns": ["format", "addDays"],
};
const CHILDREN = 8;
const MODULES_PER_FOLDER = 100;

export function listInputs(folder) {
  return [
    { name: "CommonJS packages", format: "cjs", platform: "node", write: writeCommonJs },
    { name: "typescript.js", format: "cjs", platform: "node", write: writeTypeScript },
    { name: "ES packages, shaken", format: "esm", platform: "browser", write: writeShaken },
    { name: "three", format: "esm", platform: "browser", write: threeWriter(1) },
    { name: "three, 10 copies", format: "esm", platform: "browser", write: threeWriter(10) },
    { name: "1,000 modules", format: "esm", platform: "browser", write: modulesWriter(1_000) },
    { name: "10,000 modules", format: "esm", platform: "browser", write: modulesWriter(10_000) },
  ].map(({ write, ...input }) => {
    const place = join(folder, input.name.replace(/\W+/g, "_"));
    mkdirSync(place, { recursive: true });
    return { ...input, entry: write(place) };
  });
}

// Node's own require() decides what these are, so the format is CommonJS and the platform Node.
function writeCommonJs(folder) {
  const lines = COMMONJS.map((name) => `  "${name}": require("${name}"),`);
  const text = `const all = {\n${lines.join("\n")}\n};
exports.all = all;
exports.answer = Object.values(all).filter(Boolean).length;\n`;
  return write(join(folder, "entry.js"), text);
}

// One file of nine megabytes, which no bundler can share out among its cores.
function writeTypeScript(folder) {
  const text = `const ts = require("typescript");
exports.ts = ts;
exports.answer = ts.transpile("const seven: number = 7;").trim().length;\n`;
  return write(join(folder, "entry.js"), text);
}

// Packages of ES modules, of each of which a page wants a name or two.
function writeShaken(folder) {
  const imports = Object.entries(WANTED).map(
    ([name, wanted]) => `import { ${wanted.join(", ")} } from "${name}";`,
  );
  const text = `${imports.join("\n")}
const length = new Vector3(2, 3, 6).length() * MathUtils.DEG2RAD;
const sums = [];
of(1, 2, 3).pipe(filter((n) => n > 1), map((n) => n * length)).forEach((n) => sums.push(n));
const scale = scaleLinear().domain(extent([4, 2, 8])).range([0, 1]);
const groups = Object.keys(groupBy(["a", "bb", "cc"], "length"));
const day = format(addDays(new Date(2026, 0, 31), 1), "yyyy-MM-dd");
export const answer = [scale(5), groups, day, typeof debounce, sums.length].join();\n`;
  return write(join(folder, "entry.js"), text);
}

// As esbuild's own benchmark does: copies of three's sources, all of whose exports are wanted.
function threeWriter(copies) {
  return (folder) => {
    const numbers = Array.from({ length: copies }, (_, i) => i + 1);
    for (const n of numbers) {
      const copy = join(folder, `copy${n}`);
      if (!existsSync(copy)) cpSync(THREE, copy, { recursive: true });
    }
    const imports = numbers.map((n) => `import * as copy${n} from "./copy${n}/Three.js";`);
    const names = numbers.map((n) => `copy${n}`).join(", ");
    const text = `${imports.join("\n")}
export { ${names} };
export const answer = [${names}].reduce((sum, one) => sum + Object.keys(one).length, 0);\n`;
    return write(join(folder, "entry.js"), text);
  };
}

// A tree of modules, each importing up to eight and one more from anywhere behind it. They use the
// same names, as real ones do, so that a bundler must find new ones.
export function modulesWriter(count) {
  return (folder) => {
    const random = randomNumbers(count);
    const path = (i) => join(folder, String(Math.floor(i / MODULES_PER_FOLDER)), `module${i}.js`);
    for (let i = 0; i < count; i += MODULES_PER_FOLDER)
      mkdirSync(dirname(path(i)), { recursive: true });
    for (let i = 0; i < count; i++) {
      const specifier = (to) => `./${relative(dirname(path(i)), path(to))}`;
      const other = i + 1 < count ? i + 1 + (random() % (count - i - 1)) : null;
      write(path(i), moduleText({ i, children: childrenOf(i, count), other, specifier }));
    }
    const text = `import { total } from "./0/module0.js";\nexport const answer = total(3);\n`;
    return write(join(folder, "entry.js"), text);
  };
}

function childrenOf(i, count) {
  const all = Array.from({ length: CHILDREN }, (_, n) => CHILDREN * i + n + 1);
  return all.filter((child) => child < count);
}

function moduleText({ i, children, other, specifier }) {
  const imports = children.map((child) =>
    child % 5 === 0
      ? `import * as part${child} from "${specifier(child)}";`
      : `import part${child}, { total as total${child} } from "${specifier(child)}";`,
  );
  const calls = children.map((child) => (child % 5 === 0 ? `part${child}.total` : `total${child}`));
  if (other !== null) imports.push(`import { size as otherSize } from "${specifier(other)}";`);
  return `// Module ${i}: a class, a few functions and a table.
${imports.join("\n")}

export const size = ${(i * 37) % 1000};
const label = "module ${i}";
const table = { name: label, rows: [${i}, ${i + 1}, ${i + 2}], nested: { deep: true, size } };

/** Holds a value between two bounds. */
export class Range {
  #value = size;
  static empty = new Range(0, 0);
  constructor(low, high) {
    this.low = low;
    this.high = high;
  }
  get value() {
    return Math.min(this.high, Math.max(this.low, this.#value));
  }
}

function describe(range, { unit = "px", digits = 2 } = {}) {
  const text = \`\${label}: \${range.value.toFixed(digits)}\${unit}\`;
  return text.length > 80 ? text.slice(0, 77) + "..." : text;
}

export function total(depth) {
  let sum = ${other === null ? "size" : "size + otherSize"};
  for (const row of table.rows) {
    if (row % 2 === 0) continue;
    sum += row * depth;
  }
  const parts = [${calls.join(", ")}];
  return parts.reduce((all, part) => (all + part(depth)) % 1000003, sum);
}

export default function summary(depth = 1) {
  const range = new Range(depth, total(depth));
  return { text: describe(range), range, empty: Range.empty };
}
`;
}

// A linear congruential generator: the same numbers on every machine.
function randomNumbers(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8;
}

function write(path, text) {
  writeFileSync(path, text);
  return path;
}
