// What our rules report beside what ESLint does, on cases that no record has: the code of each
// rule's records with the options of its other records, and the code of other rules.
//
//   node tests/conformance/cross.mjs [--cases FOLDER] [--probe PATH] [--count N] [--seed N]
//     [--show N] [RULE…]
//
// ESLint itself is the oracle; of its core rules N cases (30) each are made, the same ones for the
// same seed. The first differences (3 a rule) are shown. Without the records or ESLint, nothing is
// compared, and that is said.
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Filter, filterPath } from "../filter.mjs";
import { unifiedDiff } from "../unified_diff.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(dirname(HERE));
const LONGEST = 2000; // characters of a code

async function main() {
  const text = { type: "string" };
  const options = { cases: text, probe: text, count: text, seed: text, show: text };
  const { values, positionals: names } = parseArgs({ options, allowPositionals: true });
  const folder = values.cases ?? join(ROOT, "../shared/eslint-cases");
  const Linter = await findLinter();
  if (!fs.existsSync(folder) || !Linter) {
    console.log("ESLint or its records are not here: nothing was compared\n0 passed, 0 failed");
    return 0;
  }
  const records = readRecords(folder);
  const compare = comparer(new Linter(), new Probe(filterPath("lint_probe", values.probe)));
  const random = makeRandom(Number(values.seed ?? 1));
  const counts = { good: 0, bad: 0 };
  for (const record of records) {
    const cases = makeCases(record, records, Number(values.count ?? 30), random);
    if (names.length && !names.includes(record.rule)) continue;
    const complaints = [];
    for (const one of cases) {
      const complaint = await compare(record.rule, one);
      if (complaint) complaints.push(complaint);
      counts[complaint ? "bad" : "good"]++;
    }
    for (const complaint of complaints.slice(0, Number(values.show ?? 3))) console.log(complaint);
  }
  compare.close();
  console.log(`${counts.good} passed, ${counts.bad} failed`);
  return counts.bad ? 1 : 0;
}

async function findLinter() {
  try {
    return (await import("eslint")).Linter;
  } catch {
    return undefined;
  }
}

function readRecords(folder) {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith(".json"));
  return files.sort().map((file) => JSON.parse(fs.readFileSync(join(folder, file), "utf8")));
}

// --- Cases ---------------------------------------------------------------------------------------

// Numbers from 0 up to a limit, the same ones for the same seed.
function makeRandom(seed) {
  let state = BigInt(seed);
  return (limit) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    return Number((state >> 33n) % BigInt(limit));
  };
}

// Two of three codes are the rule's own. What comments say of rules is left to the records.
function makeCases(record, records, count, random) {
  const choose = (list) => list[random(list.length)];
  const own = record.cases.filter(isUsable);
  return Array.from({ length: own.length ? count : 0 }, (_, number) => {
    const others = choose(records).cases.filter(isUsable);
    const { code, languageOptions } = choose(number % 3 === 2 && others.length ? others : own);
    return { code, languageOptions, options: choose(own).options };
  });
}

function isUsable({ code, directive }) {
  return !directive && code.length <= LONGEST;
}

// --- Comparing -----------------------------------------------------------------------------------

class Probe extends Filter {
  read(line) {
    return { size: 0, make: () => JSON.parse(line) };
  }
}

// Gives a function that tells what is different, or nothing; also where ESLint does not parse, or
// fails itself.
function comparer(linter, probe) {
  const compare = async (rule, one) => {
    const expected = ask(linter, rule, one);
    if (!expected) return undefined;
    const answer = await probe.ask(JSON.stringify({ rule, ...one }), "");
    const actual = answer.errors ? answer.errors.map(describe) : [JSON.stringify(answer)];
    const [theirs, ours] = [expected, actual].map((lines) => `${lines.join("\n")}\n`);
    if (theirs === ours) return undefined;
    const diff = unifiedDiff(theirs, ours, ["ESLint", "cbundle"]);
    return `--- ${rule} ${JSON.stringify(one.options)}\n${one.code}\n${diff}`;
  };
  return Object.assign(compare, { close: () => probe.close() });
}

function ask(linter, rule, { code, languageOptions, options }) {
  const linterOptions = { reportUnusedDisableDirectives: "off" };
  const rules = { [rule]: [2, ...options] };
  try {
    const messages = linter.verify(code, [{ languageOptions, linterOptions, rules }]);
    return messages.some(({ fatal }) => fatal) ? undefined : messages.map(describe);
  } catch {
    return undefined;
  }
}

function describe({ message, messageId, line, column, endLine, endColumn }) {
  return `${line}:${column}:${endLine}:${endColumn} ${messageId} ${message}`;
}

process.exitCode = await main();
