// Where syntax errors are shown: one token of a real file is removed, doubled or exchanged, and the
// first message of cbundle, acorn and esbuild is compared with where that was.
//
//   node tests/error_places.mjs [--cbundle=PATH] [--count=N] [--show]
//
// A mutation that leaves valid code is passed over. It passes if our messages are on the line of
// the mutation at least as often as acorn's; --show lists those that are on another.
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cbundlePath, makeFolder, runProcess } from "./programs.mjs";

const SEED = 20;
const MOST_TRIES = 40; // for each mutation that is an error

const files = [
  "express/lib/application.js",
  "express/lib/response.js",
  "lodash/debounce.js",
  "lodash/template.js",
  "moment/moment.js",
  "bluebird/js/release/promise.js",
  "async/dist/async.js",
  "redux/dist/cjs/redux.cjs",
  "react/cjs/react.development.js",
  "react-dom/cjs/react-dom.development.js",
  "graphql/language/parser.js",
  "graphql/utilities/buildASTSchema.js",
  "postcss/lib/parser.js",
  "postcss/lib/container.js",
  "three/src/math/Matrix4.js",
  "three/src/core/Object3D.js",
  "d3/dist/d3.js",
  "zod/v4/core/schemas.js",
  "date-fns/format.js",
  "yargs/build/lib/command.js",
];

// --- Mutations -----------------------------------------------------------------------------------

let state = SEED;

function random(below) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

// The text with one token changed, and the lines that somebody could call the place of it: that of
// the token, and that of the token before, where something is missing at the end of it.
function mutate(text, tokens) {
  const at = 1 + random(tokens.length - 2);
  const { start, end } = tokens[at];
  const next = tokens[at + 1];
  const before = text.slice(0, start);
  const kinds = {
    removed: () => before + text.slice(end),
    doubled: () => `${text.slice(0, end)} ${text.slice(start)}`,
    exchanged: () =>
      before + text.slice(next.start, next.end) + text.slice(end, next.start) +
      text.slice(start, end) + text.slice(next.end),
  };
  const kind = Object.keys(kinds)[random(3)];
  const first = lineOf(text, tokens[at - 1].end);
  const last = lineOf(text, kind === "exchanged" ? next.end : end);
  return { kind, token: text.slice(start, end), text: kinds[kind](), first, last };
}

const lineOf = (text, offset) => text.slice(0, offset).split("\n").length;

// --- Who says what -------------------------------------------------------------------------------

function acornLine(acorn, text) {
  const sourceTypes = ["module", "commonjs"];
  const lines = sourceTypes.map((sourceType) => {
    try {
      acorn.parse(text, { sourceType, ecmaVersion: "latest", allowHashBang: true });
      return 0;
    } catch (error) {
      return error.loc.line;
    }
  });
  return Math.min(...lines) === 0 ? 0 : Math.max(...lines);
}

function esbuildLine(esbuild, text) {
  try {
    esbuild.transformSync(text, { logLevel: "silent" });
    return 0;
  } catch (error) {
    return error.errors[0].location.line;
  }
}

async function ourLine(cbundle, folder, text) {
  fs.writeFileSync(join(folder, "entry.js"), text);
  const args = ["build", "entry.js", "--log-level=error", "--outfile=out.js"];
  const { crashed, stderr, end } = await runProcess(cbundle, args, { cwd: folder });
  if (crashed) throw new Error(`cbundle crashed on ${join(folder, "entry.js")}: ${end}\n${stderr}`);
  if (stderr.startsWith("✘ [ERROR] Could not resolve")) return { line: 0, text: "none" };
  const place = /^ {4}entry\.js:(\d+):/m.exec(stderr);
  return { line: place ? Number(place[1]) : 0, text: stderr.split("\n")[0] };
}

// --- The whole -----------------------------------------------------------------------------------

async function main() {
  const { values } = parseArgs({
    options: {
      cbundle: { type: "string" },
      count: { type: "string", default: "60" },
      show: { type: "boolean" },
    },
  });
  const tests = dirname(fileURLToPath(import.meta.url));
  const load = createRequire(import.meta.url);
  const [acorn, esbuild] = [load("acorn"), load("esbuild")];
  const cbundle = cbundlePath(values.cbundle);
  const folder = makeFolder("places");
  const hits = { cbundle: 0, acorn: 0, esbuild: 0 };
  const count = Number(values.count);
  let silent = 0;
  for (let i = 0; i < count; i++) {
    const name = files[i % files.length];
    const text = fs.readFileSync(join(tests, "node_modules", name), "utf8");
    const { mutation, line } = findError(acorn, text);
    const ours = await ourLine(cbundle, folder, mutation.text);
    const lines = { cbundle: ours.line, acorn: line, esbuild: esbuildLine(esbuild, mutation.text) };
    for (const who of Object.keys(hits)) {
      if (lines[who] >= mutation.first && lines[who] <= mutation.last) hits[who]++;
      else if (who === "cbundle" && values.show) show(name, mutation, lines, ours.text);
    }
    if (ours.line === 0) silent++;
  }
  fs.rmSync(folder, { recursive: true });
  console.log(`on the line of the mutation, of ${count}: ${JSON.stringify(hits)}`);
  console.log(`errors that acorn alone finds: ${silent}`);
  const passes = hits.cbundle >= hits.acorn;
  console.log(passes ? "1 passed, 0 failed" : "0 passed, 1 failed");
  process.exitCode = passes ? 0 : 1;
}

function findError(acorn, text) {
  const options = { ecmaVersion: "latest", allowHashBang: true };
  const sourceType = /^(import|export)\b/m.test(text) ? "module" : "commonjs";
  const tokens = [...acorn.tokenizer(text, { ...options, sourceType })];
  for (let i = 0; i < MOST_TRIES; i++) {
    const mutation = mutate(text, tokens);
    const line = acornLine(acorn, mutation.text);
    if (line) return { mutation, line };
  }
  throw new Error("no mutation is an error");
}

function show(name, mutation, lines, text) {
  console.log(`${name}: "${mutation.token}" ${mutation.kind}, ${mutation.first}-${mutation.last}`);
  console.log(`    ${JSON.stringify(lines)} ${text}`);
}

await main();
