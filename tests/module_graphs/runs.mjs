// What the tests with random module graphs share: writing files down, the logs of cases that
// run_cases.mjs has run, and what is said of processes and of graphs that Node refuses.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProcess } from "../programs.mjs";

const MOST_REFUSED = 1 / 20;
const LIMIT_MS = 30_000; // for one case, of which most take some milliseconds
const LIMIT_OF_MORE_MS = 1000; // for each of those that share a process with it
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
  const limitMs = timeLimit(cases.length);
  const run = await runProcess(process.execPath, ["--no-warnings", RUN_CASES, list], { limitMs });
  const logs = new Map();
  for (const line of run.stdout.split("\n").filter((text) => text.startsWith("{"))) {
    const { seed, name, ...result } = JSON.parse(line);
    if (!logs.has(seed)) logs.set(seed, new Map());
    logs.get(seed).set(name, result);
  }
  return { run, logs };
}

// For a process with so many cases, on a busy machine.
export function timeLimit(cases) {
  return LIMIT_MS + LIMIT_OF_MORE_MS * (cases - 1);
}

// The end of what a process said, and how it ended.
export function lastWords({ stderr, end }) {
  return `${stderr.slice(-3000)}\n${end}`;
}

// Tells of the graphs, out of `count`, that Node itself refused. A test in which it refuses many
// would say nothing.
export function reportRefused(tally, count) {
  if (tally.refused > 0) console.log(`${tally.refused} graphs were refused by Node itself`);
  if (tally.refused <= count * MOST_REFUSED) return;
  console.log(`FAILED: of ${count}, that is too many`);
  tally.failed++;
}
