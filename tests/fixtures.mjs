// Runs the pages of fixtures/: each is Markdown, each `##` heading in it is a test case.
//
//   node tests/fixtures.mjs [--update] [--cbundle=PATH] [--root=FOLDER] [--if-any] [WORDS…]
//
// With words, only cases whose page and heading contain all of them run; there must be some, unless
// --if-any says that there need not. --update rewrites expectations in place; review them with git
// diff. The program is build/dev/cbundle unless --cbundle or $CBUNDLE says otherwise; --root is the
// folder that holds fixtures/.
//
// How to write a case
// -------------------
// Prose is free, blocks are not: each must be one of these, or the case fails. Path lines stand
// before a block.
//
//   `src/a.js`:         an input file. A js block (mjs, cjs, ts…) without a path line is entry.js.
//                       With `js escaped`, JavaScript's escapes work: \0, \xff (a byte), \u2028.
//   `link` -> `target`  a symbolic link; no block.
//   ```sh exit=1        commands for `sh -eu` in a folder with the input files; `cbundle` and
//                       `node` are there, `trace`, which asks a source map (trace.mjs), and `zip`,
//                       which makes a zip file of a folder (zip.mjs). The exit code must be 0
//                       unless stated. `cbundle build` gets --log-level=warning unless the command
//                       has a --log-level, so that the summary is not in every case.
//   ```flags            flags added to the builds of a case without sh
//   ```stdout, ```dump  what was printed to stdout (two names for the same thing)
//   ```diagnostics      what was printed to stderr, with the folder's path as /case
//   `a.js` becomes:     the block is the content of that file in the end
//   ```text             an illustration, not part of the test
//
// Expectations may be `escaped` too. Output without an expectation fails, and so does an
// expectation without output.
//
// A case in fixtures/bundle without sh is built from entry.js (or .mjs, .cjs…) for each of three
// formats with --platform=node, and each bundle runs in Node in an empty folder. Standard output
// and exit code must be those of the unbundled entry run by Node, in the very folder that was
// built: nothing is added to it. A .js file without a package.json that says otherwise is an ES
// module if it has import or export, as Node 20.19 and bundlers agree. Where Node and bundlers mean
// to differ, write the commands and the output down. `stdout formats=esm,cjs` leaves formats out,
// for what they can't express (top-level await in cjs).
//
// Every source map that a case makes is checked (source_map.mjs); the builds of the three formats
// make one, too.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { delimiter, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { PAGE_OPTIONS, runPages } from "./fixture_pages.mjs";
import { blockBytes, expectationText } from "./markdown_page.mjs";
import { cbundlePath, makeFolder, metSanitizer } from "./programs.mjs";
import { checkSourceMapOf } from "./source_map.mjs";
import { unifiedDiff } from "./unified_diff.mjs";

const CHILD_LIMIT = 2; // processes at a time
const TIME_LIMIT_MS = 60_000; // for one command, under sanitizers, on a busy machine
const OUTPUT_LIMIT_BYTES = 64 << 20;
const SANITIZER_EXIT = 99; // what a sanitizer ends the program with: never an expectation
const FORMATS = [
  { format: "cjs", file: "out.cjs", flags: ["--sourcemap"] },
  { format: "esm", file: "out.mjs", flags: ["--sourcemap"] },
  { format: "iife", file: "out.cjs", flags: ["--sourcemap"] },
];

class Failure extends Error {}

// --- All pages -----------------------------------------------------------------------------------

async function main(args) {
  const text = { type: "string" };
  const options = { ...PAGE_OPTIONS, cbundle: text, root: text };
  const { values, positionals: words } = parseArgs({ args, options, allowPositionals: true });
  const root = resolve(values.root ?? dirname(dirname(fileURLToPath(import.meta.url))));
  const paths = findPages(join(root, "fixtures")).map((path) => relative(root, path));
  const work = makeWorkFolder(cbundlePath(values.cbundle));
  const runOne = async ({ page, test }, number) => {
    const room = page.path.split("/")[1];
    const result = await runCase({ test, room, folder: join(work, String(number)), work });
    return judge(test, result, values.update);
  };
  const code = await runPages({ root, paths, atOnce: CHILD_LIMIT, values, words, runCase: runOne });
  fs.rmSync(work, { recursive: true, force: true });
  return code;
}

// Pages in the order of their paths; fixtures/projects holds whole programs instead, and
// fixtures/minify has blocks of its own (minify_fixtures.mjs).
function findPages(folder) {
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : [];
  return entries
    .filter(({ name }) => !["projects", "minify", "node_modules"].includes(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return findPages(path);
      return entry.name.endsWith(".md") && entry.name !== "README.md" ? [path] : [];
    });
}

// A folder for all cases, outside of the checkout, so that no package.json or node_modules of ours
// is above them. Its bin/ holds `cbundle` as the commands of a case see it.
function makeWorkFolder(cbundle) {
  const work = makeFolder("fixtures");
  const script = [
    "#!/bin/sh",
    'case " $* " in',
    "  *' --log-level='*) ;;",
    '  " build "*) shift; set -- build --log-level=warning "$@" ;;',
    "esac",
    `exec '${cbundle}' "$@"`,
  ];
  fs.mkdirSync(join(work, "bin"));
  addCommand(work, "cbundle", script);
  for (const name of ["trace", "zip"]) {
    const script = join(dirname(fileURLToPath(import.meta.url)), `${name}.mjs`);
    addCommand(work, name, ["#!/bin/sh", `exec node '${script}' "$@"`]);
  }
  return work;
}

function addCommand(work, name, lines) {
  fs.writeFileSync(join(work, "bin", name), lines.join("\n") + "\n");
  fs.chmodSync(join(work, "bin", name), 0o755);
}

// --- One case ------------------------------------------------------------------------------------

// Runs a case in `folder`. Returns what there is to compare:
//   { complaints, exit, outputs: { stdout, diagnostics }, files: Map of path → Buffer or null }
async function runCase({ test, room, folder, work }) {
  const place = { folder, input: join(folder, "case"), work };
  try {
    writeInputs(test, place.input);
    if (test.sh) return await runCommands(test, place);
    if (room !== "bundle")
      throw new Failure("the case has no sh block (only fixtures/bundle does without)");
    return await compareWithNode(test, place);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { complaints: [error.message], outputs: null, files: new Map() };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function writeInputs(test, folder) {
  const inside = (path) => {
    const full = resolve(folder, path);
    if (!full.startsWith(folder)) throw new Failure(`"${path}" is outside of the case`);
    fs.mkdirSync(dirname(full), { recursive: true });
    return full;
  };
  fs.mkdirSync(folder, { recursive: true });
  for (const [path, block] of test.inputs) fs.writeFileSync(inside(path), blockBytes(block));
  for (const [path, target] of test.links) fs.symlinkSync(target, inside(path));
}

// A case with commands of its own.
async function runCommands(test, { input, work }) {
  const result = await run(["sh", "-euc", test.sh.text], { cwd: input, work });
  const read = (path) =>
    fs.existsSync(join(input, path)) ? hideFolder(fs.readFileSync(join(input, path)), input) : null;
  const files = new Map(Array.from(test.becomes.keys(), (path) => [path, read(path)]));
  const outputs = {
    stdout: hideFolder(result.stdout, input),
    diagnostics: hideFolder(result.stderr, input),
  };
  return { complaints: checkMaps(input, test.inputs), exit: result.exit, outputs, files };
}

// A case of fixtures/bundle without commands: bundles that must do what Node does with the entry.
async function compareWithNode(test, { folder, input, work }) {
  const entry = [...test.inputs.keys()].find((path) => /^entry\.\w+$/.test(path));
  if (!entry) throw new Failure("the case has neither a sh block nor an entry.js");
  const oracle = await run(["node", entry], { cwd: input, work });
  const complaints = [];
  const printed = new Map(); // what the builds say → formats
  const variants = FORMATS.filter(isWantedBy(test));
  for (const variant of variants) {
    // To look for leaks takes half of the time of a small build: one for each entry is enough.
    const leaks = variant === variants[0];
    const built = await buildAs(variant, { test, entry, folder, input, work, leaks });
    printed.set(built.printed, [...(printed.get(built.printed) ?? []), variant.format]);
    complaints.push(...(built.complaints ?? []));
    if (built.complaints) continue;
    const ran = await run(["node", variant.file], { cwd: built.output, work });
    complaints.push(...compareRuns(oracle, ran, variant.format));
    complaints.push(...checkMaps(built.output, new Map()));
  }
  const [[first, formats], other] = printed;
  if (other) {
    const names = [formats, other[1]].map((list) => `what the ${list.join(" and ")} build says`);
    complaints.push(`${unifiedDiff(first, other[0], names)}\n(write a sh block for these)`);
  }
  const outputs = { stdout: oracle.stdout, diagnostics: Buffer.from(first) };
  return { complaints, exit: 0, outputs, files: readBecomes(test, folder) };
}

// Builds the entry in one format, in a folder of its own: { printed, output }, and complaints if
// there is no bundle to run.
async function buildAs({ format, file, flags }, { test, entry, folder, input, work, leaks }) {
  const output = join(folder, format);
  fs.mkdirSync(output);
  const more = test.flags?.text.split(/\s+/).filter(Boolean) ?? [];
  const places = [`--format=${format}`, `--outfile=${join(output, file)}`];
  const command = ["cbundle", "build", entry, "--platform=node", ...places, ...flags, ...more];
  const built = await run(command, { cwd: input, work, leaks });
  const printed = hideFolder(built.stderr, input).toString();
  if (built.exit !== 0) {
    const complaint = `the ${format} build ended with exit code ${built.exit}:\n${printed}`;
    return { printed, complaints: [complaint] };
  }
  if (!fs.existsSync(join(output, file))) {
    return { printed, complaints: [`the ${format} build wrote no ${file}`] };
  }
  return { printed, output };
}

const readBecomes = (test, folder) =>
  new Map(
    Array.from(test.becomes.keys(), (path) => {
      const full = join(folder, path);
      return [path, fs.existsSync(full) ? fs.readFileSync(full) : null];
    }),
  );

function isWantedBy(test) {
  const word = test.stdout?.words.find((option) => option.startsWith("formats="));
  const names = word?.slice("formats=".length).split(",");
  const unknown = names?.find((name) => !FORMATS.some(({ format }) => format === name));
  if (unknown !== undefined) throw new Failure(`there is no format "${unknown}"`);
  return ({ format }) => !names || names.includes(format);
}

function compareRuns(oracle, ran, format) {
  const complaints = [];
  const names = ["what Node prints for the entry", `what the ${format} bundle prints`];
  const diff = unifiedDiff(oracle.stdout.toString(), ran.stdout.toString(), names);
  if (diff) complaints.push(diff);
  if (ran.exit !== oracle.exit) {
    const codes = `exit code ${ran.exit} of the ${format} bundle, ${oracle.exit} of the entry`;
    complaints.push(
      `${codes}\n${ran.stderr}${oracle.exit === 0 ? "" : `\nunbundled:\n${oracle.stderr}`}`,
    );
  } else if (diff && ran.stderr.length > 0) complaints.push(String(ran.stderr));
  return complaints;
}

// Checks the source maps of all scripts below `folder` that are no input.
function checkMaps(folder, inputs) {
  const scripts = filesBelow(folder).filter(
    (path) => /\.[cm]?js$/.test(path) && !inputs.has(relative(folder, path)),
  );
  return scripts.flatMap((path) =>
    checkSourceMapOf(path).map(
      (problem) => `source map of ${relative(dirname(folder), path)}: ${problem}`,
    ),
  );
}

// Node can't open what is called by bytes that are no UTF-8: such folders have no scripts to check.
function filesBelow(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
    return fs.existsSync(path) ? filesBelow(path) : [];
  });
}

// --- Processes -----------------------------------------------------------------------------------

// Runs a command to its end: { exit, stdout, stderr }. What no test may ever expect is thrown as a
// Failure.
function run([program, ...args], { cwd, work, leaks = true }) {
  const started = program === "cbundle" ? join(work, "bin", program) : program;
  const child = spawn(started, args, {
    cwd,
    env: environment(work, leaks),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const kill = () => {
    try {
      process.kill(-child.pid, "SIGKILL"); // with all that it started
    } catch {
      // it has ended already
    }
  };
  const chunks = { stdout: [], stderr: [] };
  let size = 0;
  let excess = null;
  const stop = (why) => {
    excess ??= why;
    kill();
  };
  const timer = setTimeout(
    () => stop(`ran for more than ${TIME_LIMIT_MS / 1000} s`),
    TIME_LIMIT_MS,
  );
  for (const name of ["stdout", "stderr"]) {
    child[name].on("data", (chunk) => {
      chunks[name].push(chunk);
      size += chunk.length;
      if (size > OUTPUT_LIMIT_BYTES) stop("printed without end");
    });
  }
  return new Promise((done, fail) => {
    child.on("error", (error) => fail(new Failure(`${program}: ${error.message}`)));
    child.on("close", (exit, signal) => {
      clearTimeout(timer);
      const result = {
        exit,
        stdout: Buffer.concat(chunks.stdout),
        stderr: Buffer.concat(chunks.stderr),
      };
      const problem = excess ?? (signal ? `was ended by ${signal}` : findCrash(result));
      const command = [program, ...args].join(" ");
      if (problem) fail(new Failure(`"${command}" ${problem}\n${result.stderr}`));
      else done(result);
    });
  });
}

function findCrash({ exit, stderr }) {
  if (exit === SANITIZER_EXIT || metSanitizer(stderr)) return "met a sanitizer";
  if (exit > 128) return `crashed: exit code ${exit}`;
  return null;
}

function environment(work, leaks) {
  const sanitizer = `exitcode=${SANITIZER_EXIT}:print_stacktrace=1`;
  return {
    PATH: [join(work, "bin"), dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: work,
    TMPDIR: work,
    LANG: "C.UTF-8",
    TZ: "UTC",
    NO_COLOR: "1",
    ASAN_OPTIONS: leaks ? sanitizer : `${sanitizer}:detect_leaks=0`,
    UBSAN_OPTIONS: sanitizer,
  };
}

// The same text wherever the case ran, and however long it took.
function hideFolder(bytes, folder) {
  if (!bytes.includes(folder) && !bytes.includes("Done in")) return bytes;
  const text = bytes.toString("latin1").replaceAll(Buffer.from(folder).toString("latin1"), "/case");
  return Buffer.from(text.replace(/(Done in )[\d.]+ ?m?s/g, "$10ms"), "latin1");
}

// --- Expectations --------------------------------------------------------------------------------

// Compares a result with the blocks of its case. With `update`, a difference becomes an edit of the
// page; what no edit can mend stays a complaint.
function judge(test, result, update) {
  const complaints = [...result.complaints];
  const edits = [];
  if (!result.outputs) return { complaints, edits };
  const differs = (complaint, edit) =>
    update && edit ? edits.push(edit) : complaints.push(complaint);
  judgeExit(test, result, differs);
  if (test.stdout && test.dump) complaints.push("stdout and dump are the same thing: keep one");
  if (test.sh && test.flags) complaints.push("flags are for cases without sh");
  const printsDump = test.sh?.text.includes("--dump");
  judgeText(
    { test, word: printsDump || test.dump ? "dump" : "stdout", bytes: result.outputs.stdout },
    differs,
  );
  judgeText({ test, word: "diagnostics", bytes: result.outputs.diagnostics }, differs);
  for (const [path, bytes] of result.files) {
    const block = test.becomes.get(path);
    if (!bytes) complaints.push(`${path} was not written`);
    else judgeBlock(block, path, expectationText(bytes, block), differs);
  }
  const expects = test.stdout || test.dump || test.diagnostics || test.becomes.size > 0;
  if (!expects && edits.length === 0 && statedExit(test) === 0)
    complaints.push("the case expects nothing");
  return { complaints, edits };
}

const statedExit = (test) => Number(/^exit=(\d+)$/.exec(test.sh?.words[1] ?? "")?.[1] ?? 0);

function judgeExit(test, result, differs) {
  const stated = statedExit(test);
  if (result.exit === stated) return;
  const info = result.exit === 0 ? "sh" : `sh exit=${result.exit}`;
  const complaint = `exit code ${result.exit} instead of ${stated}\n${result.outputs.diagnostics}`;
  differs(complaint, test.sh && { block: test.sh, info });
}

function judgeText({ test, word, bytes }, differs) {
  const block = test[word] ?? (word === "dump" ? test.stdout : undefined);
  const text = expectationText(bytes, block);
  if (block) judgeBlock(block, word, text, differs);
  else if (text !== "") {
    differs(unifiedDiff("", text, [`${word} (the case has no such block)`, "actual"]), {
      after: test,
      word,
      text,
    });
  }
}

function judgeBlock(block, name, text, differs) {
  const diff = unifiedDiff(block.text, text, [`${name}, as line ${block.line + 1} says`, "actual"]);
  if (diff) differs(diff, { block, text });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure || error.code?.startsWith("ERR_PARSE_ARGS"))) throw error;
  console.log(`fixtures: ${error.message}`);
  process.exitCode = 2;
}
