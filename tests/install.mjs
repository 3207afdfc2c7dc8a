// Tests an installation: the library, against which the example program is built with what
// pkg-config says, once with the shared object and once with the archive; and the program, which
// finds what belongs to it.
//
//   node tests/install.mjs [--build NAME]
//
// NAME is a folder of build/; "dev" links with sanitizers.
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeFolder } from "./programs.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values: flags } = parseArgs({ options: { build: { type: "string", default: "dev" } } });
const prefix = makeFolder("install");
const sanitizers = flags.build === "dev" ? ["-fsanitize=address,undefined"] : [];
const run = (program, words, env) =>
  execFileSync(program, words, { encoding: "utf8", env: { ...process.env, ...env } });

const inPrefix = (path) => join(prefix, path);
const words = (text) => text.trim().split(/\s+/);

// What pkg-config says of an installation elsewhere than in the system.
function packageFlags(...asked) {
  const env = { PKG_CONFIG_PATH: inPrefix("lib/pkgconfig") };
  return words(run("pkg-config", [...asked, "cbundle"], env));
}

// Builds the example, runs it, and gives what it says.
function runExample(name, libraries) {
  const program = inPrefix(name);
  const source = join(root, "tests/example_library.c");
  const warnings = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];
  const compile = [...warnings, ...sanitizers, ...packageFlags("--cflags"), source];
  run("cc", [...compile, "-o", program, ...libraries]);
  return run(program, [inPrefix(`${name}-project`)], { LD_LIBRARY_PATH: inPrefix("lib") });
}

// The names that a file defines for those who link with it.
function namesOf(path, ...how) {
  const lines = run("nm", [...how, "--defined-only", inPrefix(path)]).split("\n");
  return lines.map((line) => / [A-Z] (\w+)/.exec(line)?.[1]).filter((name) => name);
}

// What a script of Node's says, run by the installed program: its output, and what is wrong.
function runScript(text) {
  const script = inPrefix("script.js");
  fs.writeFileSync(script, text);
  const options = { encoding: "utf8", env: { ...process.env, ASAN_OPTIONS: "detect_leaks=0" } };
  const { stdout, stderr } = spawnSync(inPrefix("bin/cbundle"), ["run", script], options);
  return stdout + stderr;
}

const HASH = `console.log(require("crypto").createHash("md5").update("a").digest("hex"))`;
const SUM = `console.log(1 + require("path").sep.length)`;

// A script that doesn't ask for cryptography does without its library.
function runWithoutCrypto() {
  fs.renameSync(inPrefix("lib/cbundle/cbundle-crypto.so"), inPrefix("gone.so"));
  const problem = /crypto is not available: .*cbundle-crypto\.so: .*OpenSSL/;
  return runScript(SUM) === "2\n" && problem.test(runScript(HASH));
}

const expected = fs.readFileSync(join(root, "tests/example_library.snapshot.txt"), "utf8");
const declared = fs.readFileSync(join(root, "include/cbundle/cbundle.h"), "utf8");
const api = [...new Set(declared.match(/\bcb_\w+(?=\()/g))].sort();

const tests = {
  "the shared object": () => runExample("shared", packageFlags("--libs")) === expected,
  "the archive": () => {
    const libraries = packageFlags("--static", "--libs");
    const own = libraries.map((word) => (word === "-lcbundle" ? "-l:libcbundle.a" : word));
    return runExample("static", own) === expected;
  },
  "the program": () => run(inPrefix("bin/cbundle"), ["--version"]).trim().length > 0,
  "a script": () => runScript(HASH) === "0cc175b9c0f1b6a831c399e269772661\n",
  "a script without OpenSSL": runWithoutCrypto,
  "names of the shared object": () =>
    namesOf("lib/libcbundle.so", "-D").sort().join() === api.join(),
  "names of the archive": () => namesOf("lib/libcbundle.a", "-g").sort().join() === api.join(),
};

run("cmake", ["--install", join(root, "build", flags.build), "--prefix", prefix]);
const tally = { passed: 0, failed: 0 };
for (const [name, test] of Object.entries(tests)) {
  let problem = "not as expected";
  try {
    if (test()) problem = undefined;
  } catch (error) {
    problem = `${error.message}\n${error.stdout ?? ""}${error.stderr ?? ""}`;
  }
  if (problem) console.log(`FAILED ${name}: ${problem}`);
  tally[problem ? "failed" : "passed"]++;
}
fs.rmSync(prefix, { recursive: true });
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
