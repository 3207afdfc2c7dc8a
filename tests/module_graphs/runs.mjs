// What the tests with random module graphs share: writing files down, running programs, and the
// logs of cases that run_cases.mjs has run.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TIME_LIMIT_MS = 30_000; // for one process
const RUN_CASES = fileURLToPath(new URL("run_cases.mjs", import.meta.url));

// `files` is a map from path to text.
export function writeFiles(folder, files) {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

// Runs the runs of the cases in one process, by way of the file `list`. Gives { run, logs }: how
// the process ended, and what each run of each seed logged: seed → name → result.
export async function runCases(list, cases) {
  writeFileSync(list, JSON.stringify(cases.map(({ seed, runs }) => ({ seed, runs }))));
  const run = await runProcess(process.execPath, ["--no-warnings", RUN_CASES, list]);
  const logs = new Map();
  for (const line of run.stdout.split("\n").filter((text) => text.startsWith("{"))) {
    const { seed, name, ...result } = JSON.parse(line);
    if (!logs.has(seed)) logs.set(seed, new Map());
    logs.get(seed).set(name, result);
  }
  return { run, logs };
}

export function runProcess(program, args) {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    const chunks = { stdout: [], stderr: [] };
    const timer = setTimeout(() => child.kill("SIGKILL"), TIME_LIMIT_MS);
    for (const name of ["stdout", "stderr"])
      child[name].on("data", (chunk) => chunks[name].push(chunk));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const [stdout, stderr] = [chunks.stdout, chunks.stderr].map((list) =>
        Buffer.concat(list).toString(),
      );
      const end = signal ? `killed by ${signal}` : `exit code ${code}`;
      done({ ok: code === 0, stdout, output: `${stderr.slice(-3000)}\n${end}` });
    });
  });
}
