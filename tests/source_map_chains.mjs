// Maps that lead through the maps of inputs, on real packages: esbuild minifies each with a map, we
// bundle the result with and without that map, and a library follows both. Going through our map
// must lead where going through the two others, one after the other, does.
//
//   node tests/source_map_chains.mjs [--cbundle=PATH]
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { TraceMap, eachMapping, originalPositionFor } from "@jridgewell/trace-mapping";
import { buildSync } from "esbuild";
import { cbundlePath, makeFolder } from "./programs.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values: flags } = parseArgs({ options: { cbundle: { type: "string" } } });
const cbundle = cbundlePath(flags.cbundle);
const entries = ["lodash/lodash.js", "chart.js/dist/chart.js", "vue/dist/vue.esm-bundler.js"];
const work = makeFolder("chains");

// Bundles a script; returns the map, with the full paths of its sources.
function bundle(name, text) {
  const path = join(work, `${name}.js`);
  const out = join(work, "out", `${name}.js`);
  fs.writeFileSync(path, text);
  const flags = ["--format=cjs", "--charset=utf8", "--sourcemap", "--log-level=warning"];
  execFileSync(cbundle, ["build", path, `--outfile=${out}`, ...flags], { stdio: "inherit" });
  return readMap(`${out}.map`);
}

function readMap(path) {
  return new TraceMap(fs.readFileSync(path, "utf8"), path);
}

function check(entry) {
  const made = buildSync({
    entryPoints: [join(root, "tests/node_modules", entry)],
    outfile: join(work, "made.js"),
    ...{ bundle: true, minify: true, format: "esm", charset: "utf8", sourcemap: "external" },
    ...{ write: false, logLevel: "error" },
  });
  const [map, script] = made.outputFiles.map((file) => file.text);
  fs.writeFileSync(join(work, "input.map"), map);
  const input = readMap(join(work, "input.map"));
  const composed = bundle("composed", `${script}//# sourceMappingURL=input.map\n`);
  const plain = bundle("plain", script);
  let count = 0;
  let differing = 0;
  eachMapping(plain, (mapping) => {
    if (mapping.source === null) return;
    count++;
    const { originalLine, originalColumn, generatedLine, generatedColumn } = mapping;
    const want = originalPositionFor(input, { line: originalLine, column: originalColumn });
    const got = originalPositionFor(composed, { line: generatedLine, column: generatedColumn });
    const isSame = ["source", "line", "column"].every((key) => want[key] === got[key]);
    if (!isSame || (want.name !== null && want.name !== got.name)) differing++;
  });
  if (differing > 0 || count === 0) console.log(`${entry}: ${differing} of ${count} differ`);
  return differing === 0 && count > 0;
}

const results = entries.map(check);
fs.rmSync(work, { recursive: true });
const failed = results.filter((isGood) => !isGood).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
