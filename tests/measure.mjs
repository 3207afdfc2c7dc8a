// Measure: what a command takes: wall time, processor time, and the peak of its memory.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { cleanEnvironment } from "./programs.mjs";

const PROGRAM = join(import.meta.dirname, ".work/measure");
const TIMEOUT_MS = 300_000;

export function compileMeasure() {
  mkdirSync(dirname(PROGRAM), { recursive: true });
  const compiler = process.env.CC ?? "cc";
  const source = join(import.meta.dirname, "measure.c");
  const options = ["-O2", "-std=gnu11", "-o", PROGRAM, source];
  const { status, stderr, error } = spawnSync(compiler, options, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${compiler} can't compile measure.c: ${error ?? stderr}`);
}

// Gives { wall, cpu (microseconds), peak (KB), code, stderr }; `code` is NaN where it did not end.
export function measure(command, cwd) {
  const options = { encoding: "utf8", timeout: TIMEOUT_MS, cwd, env: cleanEnvironment() };
  options.maxBuffer = 1 << 30;
  const { stdout, stderr } = spawnSync(PROGRAM, command, options);
  const [wall, cpu, peak, code = NaN] = (stdout ?? "").split(" ").map(Number);
  return { wall, cpu, peak, code, stderr };
}

// Of several runs, the best of each number.
export function keepBest(entry, found) {
  for (const key of ["wall", "cpu", "peak"])
    entry[key] = Math.min(entry[key] ?? Infinity, found[key]);
}

// npm installs a program as a package per platform: only this machine's is there.
export function nativeProgram(scope, path, prefix = "") {
  const architecture = scope === "@oven" && process.arch === "arm64" ? "aarch64" : process.arch;
  const name = `${prefix}${process.platform}-${architecture}`;
  return join(import.meta.dirname, "node_modules", scope, name, path);
}
