// What tests that run programs share: which cbundle is tested, running a program to its end, with
// which variables, jobs side by side, and folders outside of the checkout.
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const BUILT = fileURLToPath(new URL("../build/dev/cbundle", import.meta.url));
const TIME_LIMIT_MS = 30_000;
const OUTPUT_LIMIT = 64 << 20; // characters of each stream, beyond which it is dropped
const SANITIZER = /ERROR: \w+Sanitizer|runtime error: /;

// The cbundle that is tested: the `given` one, else that of $CBUNDLE, else build/dev's.
export function cbundlePath(given) {
  const path = resolve(given || process.env.CBUNDLE || BUILT);
  if (!existsSync(path)) throw new Error(`${path} is not there: build it by ./dev build dev`);
  return path;
}

// A new folder, by its real path, so that what programs say of it can be found in their output.
export function makeFolder(name, where = tmpdir()) {
  return realpathSync(mkdtempSync(join(where, `cbundle-${name}-`)));
}

// Where thousands of small files cost least, if the system has such a folder. It may be small.
export function memoryFolder() {
  const folder = "/dev/shm";
  try {
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return undefined;
  }
}

// Runs a program to its end, for `limitMs` at most. Gives { ok, crashed, stdout, stderr, end }:
// `end` says how it ended; it crashed if that was by a signal, or if a sanitizer had something to
// say.
export function runProcess(program, args, { cwd, env, limitMs = TIME_LIMIT_MS } = {}) {
  return new Promise((done) => {
    const stdio = ["ignore", "pipe", "pipe"];
    const child = spawn(program, args, { cwd, env, stdio });
    const timer = setTimeout(() => child.kill("SIGKILL"), limitMs);
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"])
      child[name].setEncoding("utf8").on("data", (part) => {
        if (output[name].length < OUTPUT_LIMIT) output[name] += part;
      });
    const finish = (code, end) => {
      clearTimeout(timer);
      const crashed = code === null || metSanitizer(output.stderr);
      done({ ok: code === 0 && !crashed, crashed, ...output, end });
    };
    child.on("error", (error) => finish(null, `it could not be started: ${error.message}`));
    child.on("close", (code, signal) => {
      const killed = `ended by ${signal} after at most ${limitMs / 1000} s`;
      finish(code, signal ? killed : `exit code ${code}`);
    });
  });
}

// The variables that programs run with, and `more`. Others' NODE_PATH and NODE_ENV would change
// which files a package loads; NODE_OPTIONS how they run.
export function cleanEnvironment(more = {}) {
  const env = { ...process.env, NO_COLOR: "1" };
  for (const name of ["NODE_PATH", "NODE_ENV", "NODE_OPTIONS"]) delete env[name];
  return { ...env, ...more };
}

export function metSanitizer(stderr) {
  return SANITIZER.test(stderr);
}

// Calls job(item, its number) for all items, for `atOnce` of them at a time.
export async function inParallel(items, atOnce, job) {
  let next = 0;
  const worker = async () => {
    while (next < items.length) await job(items[next], next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
