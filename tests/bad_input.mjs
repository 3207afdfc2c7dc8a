// What a page of fixtures/errors can't express: full disks, signals, other users, huge files.
//
//   node tests/bad_input.mjs [--cbundle=PATH] [WORDS…]
//
// With words, only the tests run whose names contain all of them. Some need root (to mount a small
// disk, to be another user) and are passed over without.
import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cbundlePath, makeFolder } from "./programs.mjs";

const NOBODY = 65534;
const SANITIZER_EXIT = 99;
const KILLS = 15; // at moments spread over the time that a build takes
const isRoot = process.getuid() === 0;

const tests = {
  "a disk that is full": testFullDisk,
  "a disk that fills up with the second output": testSecondOutput,
  "a signal leaves the old or the new file, and no other": testSignals,
  "being killed leaves the old or the new file": testKill,
  "files that this user may not read or write": testPermissions,
  "a file of 5 GB": testHugeFile,
  "a file that grows while it is read": testGrowingFile,
  "no room for threads": testNoThreads,
};

// --- Running -------------------------------------------------------------------------------------

let cbundle;
let folder; // of the test that runs

class Skip extends Error {}

async function main() {
  const { values, positionals } = parseArgs({
    options: { cbundle: { type: "string" } },
    allowPositionals: true,
  });
  const work = makeFolder("bad-input");
  cbundle = copyProgram(cbundlePath(values.cbundle), work);
  let passed = 0;
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    if (!positionals.every((word) => name.includes(word))) continue;
    folder = fs.mkdtempSync(join(work, "case-"));
    fs.chmodSync(folder, 0o755);
    try {
      await test();
      passed++;
    } catch (error) {
      if (error instanceof Skip) {
        console.log(`passed over: ${name}: ${error.message}`);
        continue;
      }
      console.log(`FAILED ${name}\n    ${error.stack.replaceAll("\n", "\n    ")}`);
      failed++;
    }
  }
  fs.rmSync(work, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

// Another user may not see the checkout.
function copyProgram(program, work) {
  fs.chmodSync(work, 0o755);
  const copy = join(work, "cbundle");
  fs.copyFileSync(program, copy);
  fs.chmodSync(copy, 0o755);
  return copy;
}

const options = (more) => ({ cwd: folder, encoding: "utf8", env: environment(), ...more });

const environment = () => ({
  PATH: process.env.PATH,
  NO_COLOR: "1",
  ASAN_OPTIONS: `exitcode=${SANITIZER_EXIT}`,
  UBSAN_OPTIONS: `exitcode=${SANITIZER_EXIT}`,
});

function build(args, more) {
  return spawnSync(cbundle, ["build", "--log-level=warning", ...args], options(more));
}

function check(isTrue, text) {
  if (!isTrue) throw new Error(text);
}

function expectFailure(result, text) {
  check(result.status === 1, `exit code ${result.status ?? result.signal}:\n${result.stderr}`);
  check(result.stderr.includes(text), `"${text}" is not in:\n${result.stderr}`);
}

function expectFiles(where, names) {
  const found = fs.readdirSync(where).sort().join(" ");
  check(found === names, `${where} holds "${found}", not "${names}"`);
}

const write = (name, text) => fs.writeFileSync(join(folder, name), text);
const read = (path) => fs.readFileSync(path, "utf8");

// --- Full disks ----------------------------------------------------------------------------------

// Calls `use` with a disk of 64 KB.
async function withSmallDisk(use) {
  const disk = join(folder, "disk");
  fs.mkdirSync(disk);
  const mount = ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk];
  if (!isRoot || spawnSync("mount", mount).status !== 0) throw new Skip("needs to mount a disk");
  try {
    await use(disk);
  } finally {
    spawnSync("umount", [disk]);
  }
}

const largeProgram = (size) => `console.log("${"x".repeat(size)}".length);\n`;

function testFullDisk() {
  return withSmallDisk((disk) => {
    write("entry.js", largeProgram(100_000));
    fs.writeFileSync(join(disk, "out.js"), "old");
    expectFailure(build(["entry.js", "--outfile=disk/out.js"]), "no space left on device");
    check(read(join(disk, "out.js")) === "old", "the old output is gone");
    expectFailure(build(["entry.js", "--outfile=disk/new/out.js"]), "no space left on device");
    expectFiles(disk, "out.js");
    const meta = build(["entry.js", "--outfile=out.js", "--metafile=disk/out.js"]);
    check(meta.status === 0, `a small metafile has room:\n${meta.stderr}`);
  });
}

function testSecondOutput() {
  return withSmallDisk((disk) => {
    write("small.js", largeProgram(100));
    write("large.js", largeProgram(100_000));
    for (const name of ["small.js", "large.js"]) fs.writeFileSync(join(disk, name), name);
    expectFailure(build(["small.js", "large.js", "--outdir=disk"]), "large.js");
    expectFiles(disk, "large.js small.js");
    for (const name of ["small.js", "large.js"]) {
      check(read(join(disk, name)) === name, `${name} was replaced`);
    }
  });
}

// --- Signals -------------------------------------------------------------------------------------

// Starts builds and sends each a signal at another moment; `look` sees what that left behind.
async function interruptBuilds(signals, look) {
  write("entry.js", largeProgram(8 << 20));
  const out = join(folder, "out");
  fs.mkdirSync(out);
  const started = performance.now();
  build(["entry.js", "--outdir=out"]);
  const whole = performance.now() - started;
  const expected = fs.readFileSync(join(out, "entry.js"));
  for (let i = 0; i < KILLS; i++) {
    fs.rmSync(out, { recursive: true });
    fs.mkdirSync(out);
    fs.writeFileSync(join(out, "entry.js"), "old");
    await interrupt(signals[i % signals.length], (whole * i) / KILLS);
    const found = fs.readFileSync(join(out, "entry.js"));
    check(found.equals(expected) || found.equals(Buffer.from("old")), "the output is half written");
    look(out);
  }
}

function interrupt(signal, afterMs) {
  const child = spawn(cbundle, ["build", "entry.js", "--outdir=out"], options({ stdio: "ignore" }));
  setTimeout(() => child.kill(signal), afterMs);
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("exit", (code, by) => {
      if (code === 0 || by === signal) done();
      else fail(new Error(`ended by ${by ?? code} after ${signal}`));
    });
  });
}

function testSignals() {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  return interruptBuilds(signals, (out) => expectFiles(out, "entry.js"));
}

function testKill() {
  return interruptBuilds(["SIGKILL"], () => {});
}

// --- Users ---------------------------------------------------------------------------------------

function testPermissions() {
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  write("secret.js", "console.log(1);");
  write("entry.js", "console.log(2);");
  write("imports.js", 'import "./secret.js"; import "./locked/a.js";');
  for (const name of ["locked", "fixed", "own"]) fs.mkdirSync(join(folder, name));
  write("locked/a.js", "");
  write("fixed/out.js", "old");
  write("own/out.js", "old");
  if (isRoot) fs.chownSync(join(folder, "own"), NOBODY, NOBODY);
  fs.chmodSync(join(folder, "secret.js"), 0);
  fs.chmodSync(join(folder, "locked"), 0);
  fs.chmodSync(join(folder, "fixed"), 0o555);
  fs.chmodSync(join(folder, "own/out.js"), 0o444);
  const denied = "permission denied";
  expectFailure(build(["secret.js"], user), denied);
  expectFailure(build(["imports.js"], user), "imports.js:1:7");
  expectFailure(build(["entry.js", "--outfile=fixed/new.js"], user), denied);
  expectFailure(build(["entry.js", "--outfile=fixed/new/out.js"], user), denied);
  expectFailure(build(["entry.js", "--outfile=own/out.js"], user), denied);
  expectFiles(join(folder, "fixed"), "out.js");
  check(read(join(folder, "own/out.js")) === "old", "a file that is read-only was replaced");
  fs.chmodSync(join(folder, "locked"), 0o755);
}

// --- Files ---------------------------------------------------------------------------------------

function testHugeFile() {
  write("huge.js", "");
  fs.truncateSync(join(folder, "huge.js"), 5 * 2 ** 30);
  expectFailure(build(["huge.js"]), '"huge.js" is too large: a file must be smaller than 4 GB');
  write("entry.js", 'import "./huge.js";');
  expectFailure(build(["entry.js"]), "entry.js:1:7");
}

// Whatever is read of it, the build ends, and with no half of a line.
async function testGrowingFile() {
  write("entry.js", "console.log(0);\n");
  const writer = spawn("sh", ["-c", 'while echo "console.log(1);" >> entry.js; do :; done'], {
    cwd: folder,
  });
  try {
    for (let i = 0; i < 4; i++) {
      const result = build(["entry.js", "--outfile=out.js"]);
      check(result.status === 0, result.stderr);
    }
  } finally {
    writer.kill("SIGKILL");
  }
}

// The sanitizer looks for leaks in a thread of its own.
function testNoThreads() {
  write("entry.js", "console.log(1);");
  write("out.js", "");
  fs.chmodSync(join(folder, "out.js"), 0o666);
  fs.chmodSync(folder, 0o777);
  const command = [cbundle, "build", "entry.js", "--outfile=out.js", "--threads=8"];
  const env = { ...environment(), ASAN_OPTIONS: "detect_leaks=0" };
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const result = spawnSync("prlimit", ["--nproc=1", ...command], options({ env, ...user }));
  if (result.error) throw new Skip("there is no prlimit");
  check(result.status === 0, result.stderr);
}

await main();
