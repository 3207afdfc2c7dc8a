// Observers: a few processes that run programs and tell what they did (observer.mjs).
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const OBSERVER = fileURLToPath(new URL("./observer.mjs", import.meta.url));
const PATIENCE_MS = 30_000; // for one message: longer than the observer's own limit
const RUNS_PER_PROCESS = 4000; // contexts are not freed at once

// Gives { observe, close }: observe(runs) resolves to a list of lines for each run.
export function startObservers(count) {
  const waiting = [];
  const all = Array.from({ length: count }, () => ({ child: null, runs: 0 }));
  const idle = [...all];
  const next = async () => {
    if (waiting.length === 0 || idle.length === 0) return;
    const [one, { runs, done }] = [idle.pop(), waiting.shift()];
    const answer = await ask(one, runs);
    idle.push(one);
    done(answer);
    next();
  };
  return {
    observe: (runs) =>
      new Promise((done) => {
        waiting.push({ runs, done });
        next();
      }),
    close: () => all.forEach(({ child }) => child?.kill("SIGKILL")),
  };
}

// A process that ends or is silent for long is replaced; what was asked of it hangs.
async function ask(one, runs) {
  if (one.runs > RUNS_PER_PROCESS) stop(one);
  const options = { execArgv: ["--experimental-vm-modules", "--no-warnings"], silent: false };
  one.child ??= fork(OBSERVER, [], options);
  one.runs += runs.length;
  const { child } = one;
  const answer = await new Promise((done) => {
    const timer = setTimeout(() => done(null), PATIENCE_MS);
    const finish = (value) => {
      clearTimeout(timer);
      child.removeAllListeners();
      done(value);
    };
    child.once("message", finish);
    child.once("exit", (code) => {
      if (code) throw new Error(`an observer ended with exit code ${code}`);
      finish(null);
    });
    child.send(runs);
  });
  if (answer) return answer;
  stop(one);
  if (runs.length === 1) return [["hangs"]];
  const parts = [];
  for (const run of runs) parts.push(...(await ask(one, [run])));
  return parts;
}

function stop(one) {
  one.child?.kill("SIGKILL");
  one.child = null;
  one.runs = 0;
}

// Whether two runs did the same. Programs that do too much are compared as far as both were heard.
export function sameLines(a, b) {
  const ends = ["full", "hangs"];
  const cut = ends.includes(a.at(-1)) || ends.includes(b.at(-1));
  if (!cut) return a.length === b.length && a.every((line, i) => line === b[i]);
  const least = Math.min(...[a, b].map((all) => all.length - (ends.includes(all.at(-1)) ? 1 : 0)));
  return a.slice(0, least).every((line, i) => line === b[i]);
}
