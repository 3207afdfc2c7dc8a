// Writes what src/base/unicode.c knows of Unicode: `node grammars/make_unicode.mjs 17.0.0`.
//
// The data comes from npm packages that are fetched into build/unicode: the character database, and
// the lists of names that ECMAScript takes from it. The tables are committed, so that a build needs
// none of this.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDER = join(ROOT, "build/unicode");
const COLUMNS = 100;
const NAMES = [
  "unicode-canonical-property-names-ecmascript",
  "unicode-property-aliases-ecmascript",
  "unicode-property-value-aliases-ecmascript",
];

const version = process.argv[2];
if (!/^\d+\.\d+\.\d+$/.test(version ?? "")) {
  console.error("Usage: node grammars/make_unicode.mjs VERSION, such as 17.0.0");
  process.exit(2);
}

const database = `@unicode/unicode-${version}`;
mkdirSync(FOLDER, { recursive: true });
const flags = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
execFileSync("npm", ["install", "--prefix", FOLDER, ...flags, database, ...NAMES]);

const require = createRequire(join(FOLDER, "from-here.js"));

async function load(name) {
  const module = await import(pathToFileURL(require.resolve(name)));
  return module.default;
}

// --- Characters of names -------------------------------------------------------------------------

async function rangesOf(property) {
  const ranges = await load(`${database}/Binary_Property/${property}/ranges.mjs`);
  return ranges.map(({ begin, end }) => [begin, end - 1]);
}

// The ranges of ID_Continue, cut where ID_Start begins or ends.
async function identifierRanges() {
  const starts = await rangesOf("ID_Start");
  const rows = [];
  let next = 0;
  for (const [begin, end] of await rangesOf("ID_Continue")) {
    let at = begin;
    for (; next < starts.length && starts[next][0] <= end; next++) {
      const [first, last] = starts[next];
      if (last > end) throw new Error("ID_Start is no part of ID_Continue");
      if (at < first) rows.push([at, first - 1, 0]);
      rows.push([first, last, 1]);
      at = last + 1;
    }
    if (at <= end) rows.push([at, end, 0]);
  }
  return rows;
}

// --- Names of properties -------------------------------------------------------------------------

// `map` leads from an alias to a name; the result is all names whose name is in `wanted`.
function withAliases(map, wanted) {
  const names = new Set(wanted);
  for (const [alias, name] of map) if (wanted.has(name)) names.add(alias);
  return [...names];
}

async function propertyRows() {
  const canonical = await load("unicode-canonical-property-names-ecmascript");
  const aliases = await load("unicode-property-aliases-ecmascript");
  const values = await load("unicode-property-value-aliases-ecmascript");
  const wide = new Set(["General_Category", "Script", "Script_Extensions"]);
  const binary = new Set([...canonical].filter((name) => !wide.has(name)));
  const index = await load(`${database}/index.mjs`);
  const valuesOf = (name) => withAliases(values.get(name), new Set(values.get(name).values()));
  return {
    BINARY: withAliases(aliases, binary),
    CATEGORY: valuesOf("General_Category"),
    SCRIPT: valuesOf("Script"),
    STRINGS: index.Sequence_Property.filter((name) => name !== "Emoji_Test"),
  };
}

// --- Tables --------------------------------------------------------------------------------------

// As many cells to a line as fit.
function fill(cells) {
  const lines = [];
  for (const cell of cells) {
    const last = lines.at(-1);
    const fits = last && last.length + 1 + cell.length <= COLUMNS;
    if (fits) lines[lines.length - 1] = `${last} ${cell}`;
    else lines.push(cell);
  }
  return lines.join("\n");
}

function write(name, opening, body, macros) {
  const file = join(ROOT, "src/base", name);
  const how = `// Unicode ${version}, written by grammars/make_unicode.mjs.
// To add what a newer version has, run that with the version.
// tidy: one table`;
  const guard = (macro) => `#ifndef ${macro}\n#define ${macro}(...)\n#endif\n`;
  const guards = macros.map(guard).join("");
  const ends = macros.map((macro) => `#undef ${macro}\n`).join("");
  writeFileSync(file, `${opening}\n//\n${how}\n\n${guards}\n${body}\n\n${ends}`);
}

const hex = (code) => `0x${code.toString(16).toUpperCase()}`;
const ranges = await identifierRanges();
write(
  "unicode_names.def",
  "// The characters of names: NAME_RANGE(first, last, whether a name can start with them).",
  fill(ranges.map(([first, last, start]) => `NAME_RANGE(${hex(first)}, ${hex(last)}, ${start})`)),
  ["NAME_RANGE"],
);

const rows = await propertyRows();
const lists = Object.entries(rows).map(([kind, names]) =>
  fill([...new Set(names)].sort((a, b) => (a < b ? -1 : 1)).map((name) => `${kind}("${name}")`)),
);
write(
  "unicode_properties.def",
  `// The names that \\p{…} knows in ECMAScript, aliases included, each list sorted:
// BINARY properties of characters and of STRINGS, and the values of General_Category (CATEGORY)
// and of SCRIPT, which Script and Script_Extensions share.`,
  lists.join("\n\n"),
  Object.keys(rows),
);
