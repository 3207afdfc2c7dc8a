// What our rules report beside what ESLint does, on its records: snippets of code with the
// messages, places and fixes that ESLint gives.
//
//   node tests/conformance/eslint.mjs [--cases FOLDER] [--probe PATH] [--show N] [--update] [RULE…]
//
// Without rules, all that there are, compared with the committed table, eslint.snapshot.txt; with
// --update the table is written. With rules, the first N cases (5) that differ are shown. Without
// the records, which are no part of this project, nothing is compared, and that is said.
//
// A case is right where every report has ESLint's message, line, column and end, in its order, and
// where one pass of fixes and all of them give ESLint's texts.
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Filter, LastingFilter, filterPath } from "../filter.mjs";
import { inParallel } from "../programs.mjs";
import { unifiedDiff } from "../unified_diff.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(dirname(HERE));
const SNAPSHOT = join(HERE, "eslint.snapshot.txt");
const AT_ONCE = 2; // rules, each by a process of its own
const PLACES = ["message", "line", "column", "endLine", "endColumn"];

async function main() {
  const text = { type: "string" };
  const options = { cases: text, probe: text, show: text, update: { type: "boolean" } };
  const { values, positionals: names } = parseArgs({ options, allowPositionals: true });
  const folder = values.cases ?? join(ROOT, "../shared/eslint-cases");
  if (!fs.existsSync(folder)) {
    console.log("ESLint's records are not here: nothing was compared\n0 passed, 0 failed");
    return 0;
  }
  const records = readRecords(folder).filter(({ name }) => !names.length || names.includes(name));
  const path = filterPath("lint_probe", values.probe);
  const probes = Array.from({ length: AT_ONCE }, () => startProbe(path));
  const rows = [];
  await inParallel(records, AT_ONCE, async (record, number) => {
    const ask = probes.pop();
    rows[number] = await compareAll(record, ask);
    probes.push(ask);
  });
  for (const ask of probes) ask.close();
  if (names.length) return show(rows, Number(values.show ?? 5));
  return judge(rows, values.update);
}

function readRecords(folder) {
  return [...readFolder(folder), ...readFolder(join(folder, "stylistic"))];
}

function readFolder(folder) {
  const files = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  return files
    .filter((file) => file.endsWith(".json"))
    .map((file) => JSON.parse(fs.readFileSync(join(folder, file), "utf8")))
    .map((record) => ({ ...record, name: record.rule }));
}

class Linter extends Filter {
  read(line) {
    return { size: 0, make: () => JSON.parse(line) };
  }
}

// Gives a function that asks a question and promises the answer.
function startProbe(path) {
  const linter = new LastingFilter(() => new Linter(path));
  const ask = (request) => linter.ask(JSON.stringify(request), "");
  return Object.assign(ask, { close: () => linter.close() });
}

async function compareAll({ name, meta, cases }, ask) {
  const row = { name, meta, count: cases.length, right: 0, failures: [], isKnown: true };
  if ((await ask({ rule: name, code: "" })).unknown) return { ...row, isKnown: false };
  for (const one of cases) {
    const answer = await ask({ ...one, rule: name });
    const complaint = compare(one, answer);
    if (complaint) row.failures.push({ one, complaint });
    else row.right++;
  }
  return row;
}

// Gives what is different, or nothing.
function compare(one, answer) {
  if (!answer.errors) return answer.problem ?? JSON.stringify(answer);
  const expected = (one.errors ?? []).map((error) => describe(error, error));
  const actual = answer.errors.map((error, i) => describe(error, one.errors?.[i] ?? error));
  if (expected.join("\n") !== actual.join("\n"))
    return unifiedDiff(`${expected.join("\n")}\n`, `${actual.join("\n")}\n`, ["ESLint", "cbundle"]);
  const output = one.output ?? null;
  if (output !== null && output !== one.code && answer.output !== output)
    return unifiedDiff(output, answer.output ?? "(no fix)", ["ESLint fixes", "cbundle fixes"]);
  if ((output === null || output === one.code) && answer.output !== null)
    return `ESLint fixes nothing, cbundle:\n${answer.output}`;
  if (one.outputFull !== undefined && answer.outputFull !== one.outputFull)
    return unifiedDiff(one.outputFull, answer.outputFull, ["ESLint, all passes", "cbundle"]);
  return undefined;
}

// A report in a line; only the places that ESLint says are compared.
function describe(error, model) {
  const { message, ...places } = error;
  const shown = PLACES.slice(1).filter((key) => model[key] !== undefined);
  return `${shown.map((key) => places[key]).join(":")} ${message}`;
}

// --- What people see -----------------------------------------------------------------------------

function show(rows, most) {
  for (const { name, failures, right, count, isKnown } of rows) {
    console.log(isKnown ? `${name}: ${right} of ${count}` : `${name}: there is no such rule`);
    for (const { one, complaint } of failures.slice(0, most)) {
      const { code, options, languageOptions } = one;
      console.log(`--- ${JSON.stringify({ options, languageOptions })}\n${code}\n${complaint}`);
    }
  }
  return rows.every((row) => row.isKnown && !row.failures.length) ? 0 : 1;
}

function groupOf({ name, meta }) {
  if (name.startsWith("@")) return "@stylistic";
  if (meta.deprecated) return "deprecated";
  return meta.recommended ? "recommended" : "others";
}

function share(rows) {
  const right = rows.reduce((sum, row) => sum + row.right, 0);
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const percent = count ? Math.floor((right / count) * 1000) / 10 : 100;
  return `${right} of ${count} cases (${percent.toFixed(1)} %)`;
}

function makeTable(rows) {
  const lines = [];
  for (const group of ["recommended", "others", "deprecated", "@stylistic"]) {
    const members = rows.filter((row) => groupOf(row) === group);
    const known = members.filter((row) => row.isKnown);
    lines.push(`${group}: ${known.length} of ${members.length} rules, ${share(members)}`);
  }
  for (const row of rows) {
    const state = row.isKnown ? `${row.right} of ${row.count}` : "missing";
    lines.push(`${row.name}: ${state}`);
  }
  return `${lines.join("\n")}\n`;
}

function judge(rows, update) {
  const table = makeTable(rows);
  const old = fs.existsSync(SNAPSHOT) ? fs.readFileSync(SNAPSHOT, "utf8") : "";
  if (update) fs.writeFileSync(SNAPSHOT, table);
  console.log(table.split("\n").slice(0, 4).join("\n"));
  const isSame = update || table === old;
  if (!isSame) console.log(unifiedDiff(old, table, ["eslint.snapshot.txt", "now"]));
  const right = rows.reduce((sum, row) => sum + row.right, 0);
  console.log(isSame ? `${right} passed, 0 failed` : `${right} passed, 1 failed`);
  return isSame ? 0 : 1;
}

process.exitCode = await main();
