// Syntax cases: runs the snippets of tests/syntax_cases/ through our parser.
//
//   node tests/syntax_cases.mjs [--oracles] [--build=NAME] [WORDS…]
//
// valid.txt must parse, each snippet to the tree that acorn gives (Babel, where acorn can't);
// invalid.txt must be refused. What fails is printed below its heading. With words, only headings
// that contain all of them run. --oracles asks acorn, Node and Babel what they think of each
// snippet, and prints where one disagrees that isn't excused in the heading.
import { parse as parseAcorn } from "acorn";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import vm from "node:vm";
import { parseBabel } from "./babel.mjs";
import { openProbe, probePath } from "./syntax_probe.mjs";
import { treeComparer } from "./tree_compare.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const { values: flags, positionals: words } = parseArgs({
  allowPositionals: true,
  options: { oracles: { type: "boolean", default: false }, build: { type: "string" } },
});

async function main() {
  const probe = await openProbe(probePath(flags.build));
  const compare = treeComparer(probe);
  let [passed, failed] = [0, 0];
  for (const page of ["valid", "invalid"]) {
    for (const section of readPage(page)) {
      const problems = [];
      for (const one of section.cases) {
        const problem = await run(probe, compare, { ...one, section, isValid: page === "valid" });
        if (problem) problems.push(`  ${one.goal}: ${one.line}\n    ${problem}\n`);
        else passed++;
      }
      failed += problems.length;
      if (problems.length) console.log(`${page}: ${section.title}\n${problems.join("")}`);
    }
  }
  probe.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

// What is wrong, or null.
async function run(probe, compare, { section, goal, source, isValid }) {
  if (!isValid) return (await probe.check(goal, source)) ? null : "is accepted";
  const { nodes, error } = await probe.tree(goal, source);
  if (error) return `is refused: ${error.line}:${error.column} ${error.message}`;
  const ast = (section.without.includes("acorn") ? ORACLES.babel : ORACLES.acorn)(source, goal);
  return compare(nodes, ast, source);
}

// --- The pages -----------------------------------------------------------------------------------

// Gives [{ title, without, cases: [{ goal, line, source }] }].
function readPage(name) {
  const sections = [];
  for (const line of readFileSync(join(HERE, `syntax_cases/${name}.txt`), "utf8").split("\n")) {
    const [, goals, title, without] = /^== ([a-z ]+) \| ([^|]*)(?:\| (.*))?$/.exec(line) ?? [];
    if (goals) sections.push({ title: title.trim(), goals, without: without ?? "", cases: [] });
    else if (sections.length && line) addCases(sections.at(-1), line);
  }
  return sections.filter(({ title }) => words.every((word) => title.includes(word)));
}

function addCases(section, line) {
  const source = line
    .replaceAll("⏎", "\n")
    .replace(/⟨([0-9a-f]+)⟩/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));
  for (const goal of section.goals.split(" ")) section.cases.push({ goal, line, source });
}

// --- Oracles: each parses or throws --------------------------------------------------------------

const ORACLES = {
  acorn: (source, sourceType) =>
    parseAcorn(source, { ecmaVersion: "latest", sourceType, preserveParens: true }),
  babel: (source, goal) => parseBabel(source, goal),
  node(source, goal) {
    if (goal === "script") return new vm.Script(source);
    if (goal === "module") return new vm.SourceTextModule(source);
    return vm.compileFunction(source.replace(/^#!.*/, ""));
  },
};

async function askOracles() {
  if (!vm.SourceTextModule) return runAgain();
  let [agree, disagree] = [0, 0];
  for (const page of ["valid", "invalid"]) {
    for (const { title, without, cases } of readPage(page)) {
      const names = ["acorn", "node", "babel"].filter(
        (name) => !without.includes(name) && (name !== "babel" || without.includes("acorn")),
      );
      for (const { goal, line, source } of cases) {
        const asked = names.map((name) => [name, refusal(ORACLES[name], source, goal)]);
        const against = asked.filter(([, refused]) => (page === "valid") !== !refused);
        agree += asked.length - against.length;
        disagree += against.length;
        const all = against.map(([name, refused]) => `${name} ${refused || "accepts it"}`);
        if (all.length) console.log(`${page}: ${title}\n  ${goal}: ${line}\n    ${all.join(", ")}`);
      }
    }
  }
  console.log(`${agree} opinions agree, ${disagree} don't`);
}

function runAgain() {
  const args = ["--experimental-vm-modules", "--no-warnings", ...process.argv.slice(1)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit" }).status;
}

function refusal(oracle, source, goal) {
  try {
    oracle(source, goal);
    return "";
  } catch (error) {
    return error.message || "is refused";
  }
}

await (flags.oracles ? askOracles() : main());
