// Differential test of the minifier: random programs, run by Node as they are and minified.
//
//   node tests/minify_programs.mjs [--count N] [--seed S] [--what LETTERS,…] [--probe PATH]
//                                  [--show N] [--keep FOLDER]
//
// Program number i is generated from seed S + i alone (minify/programs/), so that one that fails
// can be run again: --seed ITS_SEED --count 1. It is minified as the goal that it has, with each of
// the sets of LETTERS (minify_probe.c tells what they mean), and what it logs, throws and leaves
// must be the same. One that fails is made smaller and shown, the first few (--show) of them; with
// --keep, each of these is written to a file of that folder, too.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sameLines, startObservers } from "./minify/observers.mjs";
import { startProbe } from "./minify_probe.mjs";
import { generateProgram, isProgram } from "./minify/programs/generate.mjs";
import { shrink } from "./minify/shrink.mjs";
import { inParallel } from "./programs.mjs";
import { unifiedDiff } from "./unified_diff.mjs";

const AT_ONCE = 6; // programs in the works; processes are CHILDREN each
const CHILDREN = 2;
const MOST_LINES = 300; // that a program logs

const { values: flags } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    what: { type: "string", default: "wist,ws,is" },
    probe: { type: "string" },
    show: { type: "string", default: "5" },
    keep: { type: "string" },
  },
});
const sets = flags.what.split(",");
const probes = Array.from({ length: CHILDREN }, () => startProbe(flags.probe));
const observers = startObservers(CHILDREN);
process.exitCode = await main(Number(flags.seed), Number(flags.count));

async function main(seed, count) {
  const seeds = Array.from({ length: count }, (_, i) => seed + i);
  const tally = { passed: 0, failed: 0, endless: 0 };
  await inParallel(seeds, AT_ONCE, (one) => testProgram(one, tally));
  for (const probe of probes) probe.close();
  observers.close();
  if (tally.endless > 0) console.log(`${tally.endless} did not end and count for nothing`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

async function testProgram(seed, tally) {
  const { source, goal } = generateProgram(seed);
  const probe = probes[seed % CHILDREN];
  const tested = await compare(source, goal, sets, probe);
  if (tested.isEndless) return tally.endless++;
  if (!tested.failure) return tally.passed++;
  const number = ++tally.failed;
  if (number > Number(flags.show)) return;
  const { what } = tested.failure;
  const fails = async (text) => Boolean((await compare(text, goal, [what], probe)).failure);
  const small = await shrink(source, goal, fails);
  const last = await compare(small, goal, [what], probe);
  const text = describe({ seed, goal, source: small, ...(last.failure ?? tested.failure) });
  console.log(text);
  if (flags.keep) keep(`${seed}-${what}.md`, text);
}

// Minifies and runs: gives { failure: { what, text, problem, lines } } of the first set of letters
// with which something differs.
async function compare(source, goal, whats, probe) {
  const run = { goal, showsGlobals: goal === "script", most: MOST_LINES };
  const texts = [];
  for (const letters of whats) {
    const what = goal === "script" ? letters.replace("t", "") : letters;
    const { text, problem } = await probe.minify(goal, what, source);
    if (text === undefined) return { failure: { what, problem } };
    texts.push({ what, text });
  }
  const runs = [source, ...texts.map(({ text }) => text)].map((text) => ({ ...run, source: text }));
  const [before, ...afters] = await observers.observe(runs);
  if (before.at(-1) === "hangs") return { isEndless: true };
  const differs = (after, i) => !sameLines(before, after) && !isRefused(after, texts[i].text, goal);
  const at = afters.findIndex(differs);
  return at < 0 ? {} : { failure: { ...texts[at], lines: [before, afters[at]] } };
}

// V8 takes `f({ a: 1 }, [] = b)` for a mistake, which it is not.
function isRefused(after, text, goal) {
  return after[0] === "throws SyntaxError" && after.length <= 2 && isProgram(text, goal);
}

function describe({ seed, goal, source, what, text, problem, lines }) {
  const parts = [`FAILED seed ${seed}, ${goal}, ${what}`, source.trim()];
  if (problem) return [...parts, `--- is not minified: ${problem}`].join("\n");
  const logs = lines.map((all) => all.join("\n") + "\n");
  const diff = unifiedDiff(...logs, ["what it logs", "what it logs minified"]);
  return [...parts, "--- becomes", text.trim(), diff].join("\n");
}

function keep(name, text) {
  mkdirSync(flags.keep, { recursive: true });
  writeFileSync(join(flags.keep, name), `${text}\n`);
}
