// What the tests of src/runtime/js share: the same questions put to Node's modules and to ours.
import { makeRequire } from "./js_loader.mjs";
import util from "node:util";

/** Numbers that are the same in each run: `rnd(n)` is below n, `pick(list)` is one of a list. */
export function random(start) {
  let seed = start;
  const rnd = (n) => {
    seed = (seed + 0x6D2B79F5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
  return {
    rnd,
    pick: (list) => list[rnd(list.length)],
    get seed() { return seed; },
    set seed(value) { seed = value; },
  };
}

const engine = { isPromise: util.types.isPromise };

/** Our modules, with what the engine tells of promises. */
export const ours = (bindings = {}) => makeRequire({ engine, ...bindings });

/** Counts differences, and prints the first few. */
export class Report {
  constructor(name) {
    this.name = name;
    this.asked = 0;
    this.different = 0;
  }

  compare(what, theirs, own, ...details) {
    this.asked++;
    if (theirs === own) return;
    this.different++;
    if (this.different > 10) return;
    console.log(`--- ${this.name}: ${what}`, ...details, `\n NODE ${theirs}\n OURS ${own}`);
  }

  end() {
    console.log(`${this.name}: ${this.asked} compared, ${this.different} different`);
    return this.different;
  }
}

const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** Runs each case with Node's modules and with ours; what they log must be the same. */
export async function compareCases(name, cases, theirs, own, limit = 3000) {
  const report = new Report(name);
  const plain = (key, value) => typeof value === "bigint" ? `${value}n` : value;
  for (const [title, run] of Object.entries(cases)) {
    const logs = [];
    for (const modules of [theirs, own]) {
      const log = [];
      logs.push(log);
      try {
        const late = wait(limit).then(() => Promise.reject(new Error("TIMEOUT")));
        late.catch(() => {});
        await Promise.race([run(log, ...modules), late]);
      } catch (error) {
        log.push(`THREW ${error.stack}`);
      }
    }
    report.compare(title, JSON.stringify(logs[0], plain), JSON.stringify(logs[1], plain));
  }
  return report.end();
}
