// Sizes: what minifiers make of libraries, ours beside others.
//
//   node tests/minify_sizes.mjs [--only NAME] [--probe PATH] [--update]
//
// Each library is one file (minify/libraries.mjs), which every minifier gets as an ES module; they
// have the options by which they make a module as small as they can by default. A size is raw,
// gzip -9, and brotli -q 11; in brackets is the ratio to esbuild's. --update writes the table to
// minify_sizes.snapshot.txt.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { minifySync } from "oxc-minify";
import swc from "@swc/core";
import { minify as terser } from "terser";
import { LIBRARIES, libraryText } from "./minify/libraries.mjs";

const SNAPSHOT = fileURLToPath(new URL("./minify_sizes.snapshot.txt", import.meta.url));
const PROBE = fileURLToPath(new URL("../build/release/tests/minify_probe", import.meta.url));
const OUTPUT_LIMIT = 64 << 20;
const MEASURES = ["raw", "gzip", "brotli"];

const { values: flags } = parseArgs({
  options: {
    only: { type: "string" },
    probe: { type: "string", default: PROBE },
    update: { type: "boolean", default: false },
  },
});

const MINIFIERS = {
  cbundle: ({ path }) =>
    execFileSync(flags.probe, ["module", "wist", path], {
      encoding: "utf8",
      maxBuffer: OUTPUT_LIMIT,
    }),
  esbuild: async ({ text }) =>
    (await transform(text, { minify: true, format: "esm", legalComments: "none" })).code,
  oxc: ({ text }) => {
    const { code, errors } = minifySync("in.mjs", text, { module: true });
    if (errors.length > 0) throw new Error(errors[0].message);
    return code;
  },
  swc: async ({ text }) =>
    (await swc.minify(text, { module: true, compress: true, mangle: true })).code,
  terser: async ({ text }) =>
    (await terser(text, { module: true, compress: true, mangle: true })).code,
};

await main();

async function main() {
  const names = Object.keys(LIBRARIES).filter((name) => !flags.only || name === flags.only);
  const results = [];
  for (const name of names) results.push(await measure(name));
  const text = report(results);
  console.log(text);
  if (flags.update && flags.only) throw new Error("--update needs all libraries");
  if (flags.update) writeFileSync(SNAPSHOT, text);
}

async function measure(name) {
  const library = await libraryText(name);
  const all = {};
  for (const [minifier, run] of Object.entries(MINIFIERS)) {
    process.stderr.write(`${name}: ${minifier} …\n`);
    try {
      all[minifier] = sizes(await run(library));
    } catch (error) {
      console.error(`${name}: ${minifier} failed: ${String(error).slice(0, 400)}`);
    }
  }
  return { name, unminified: sizes(library.text), all };
}

function sizes(text) {
  const bytes = Buffer.from(text);
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: hint } = constants;
  const params = { [quality]: 11, [hint]: bytes.length };
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

// --- Reporting -----------------------------------------------------------------------------------

function report(results) {
  const tables = MEASURES.map((measure) => table(measure, results));
  const head = `Bytes of minified libraries, by ./dev bench minify --update
The last two columns are cbundle's size by esbuild's, and by the best of the others.
${versions()}`;
  return [head, ...tables].join("\n\n") + "\n";
}

function versions() {
  const require = createRequire(import.meta.url);
  const version = (name) => {
    const path = require.resolve.paths(name).map((folder) => `${folder}/${name}/package.json`);
    return JSON.parse(readFileSync(path[0], "utf8")).version;
  };
  const packages = { esbuild: "esbuild", oxc: "oxc-minify", swc: "@swc/core", terser: "terser" };
  return Object.entries(packages)
    .map(([name, key]) => `${name} ${version(key)}`)
    .join(", ");
}

function table(measure, results) {
  const minifiers = Object.keys(MINIFIERS);
  const head = [measure, "unminified", ...minifiers, "/ esbuild", "/ best"];
  const rows = results.map(({ name, unminified, all }) => {
    const cells = minifiers.map((one) => all[one]?.[measure]);
    const [own, ...others] = cells;
    const best = Math.min(...others.filter(Boolean));
    const ratios = [all.esbuild?.[measure], best].map((other) => (own / other).toFixed(3));
    return [name, unminified[measure], ...cells.map((size) => size ?? "failed"), ...ratios];
  });
  return alignColumns([head, ...rows, summary(measure, results)]);
}

// In how many libraries we are below, and the mean ratio.
function summary(measure, results) {
  const ratiosTo = (other) =>
    results
      .filter(({ all }) => all.cbundle && other(all))
      .map(({ all }) => all.cbundle[measure] / other(all));
  const best = (all) =>
    Math.min(...Object.keys(all).flatMap((one) => (one === "cbundle" ? [] : all[one][measure])));
  const all = [ratiosTo((all) => all.esbuild?.[measure]), ratiosTo(best)];
  const texts = all.map((ratios) => {
    const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
    return `${mean.toFixed(3)}, below in ${ratios.filter((ratio) => ratio < 1).length}`;
  });
  return ["mean", "", ...Object.keys(MINIFIERS).map(() => ""), ...texts];
}

function alignColumns(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => String(row[i]).length)));
  const line = (row) =>
    row
      .map((cell, i) => (i === 0 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i])))
      .join("  ")
      .trimEnd();
  return rows.map(line).join("\n");
}
