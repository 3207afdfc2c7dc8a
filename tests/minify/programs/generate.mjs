// Generate: a random program with effects that can be observed, the same for the same seed.
//
// It logs values, throws and catches, and ends soon: loops are counted, and functions call only
// what was declared before them.
import { parse } from "acorn";
import { Random } from "../../module_graphs/random.mjs";
import { Place, Scope } from "./place.mjs";
import { block, statements } from "./statements.mjs";

const ATTEMPTS = 20; // a text that is no program is generated anew
const GOALS = ["script", "module", "commonjs", "commonjs"];

// Gives { source, goal }.
export function generateProgram(seed) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const random = new Random(seed + attempt * 1_000_003);
    const goal = random.pick(GOALS);
    const source = generateText(random, goal);
    if (isProgram(source, goal)) return { source, goal };
  }
  return { source: "log(1);", goal: "script" };
}

export function isProgram(source, goal) {
  const options = { ecmaVersion: "latest", sourceType: goal === "module" ? "module" : "script" };
  try {
    parse(source, { ...options, allowReturnOutsideFunction: goal === "commonjs" });
    return true;
  } catch {
    return false;
  }
}

function generateText(random, goal) {
  const budget = 40 + random.below(160);
  const program = { budget, count: 0, level: 0, tags: 0 };
  const isStrict = goal === "module" || random.chance(0.15);
  const place = new Place({
    random,
    program,
    scope: new Scope(null, true),
    level: Infinity,
    step: 0.5,
    depth: 0,
    loops: [],
    isTop: true,
    isStrict,
    isAsync: goal === "module",
    isGenerator: false,
    hasArguments: goal === "commonjs",
    hasNewTarget: goal === "commonjs",
    hasSuper: false,
    canReturn: false,
    privates: [],
    tag: () => `"${++program.tags}"`,
  });
  const directive = isStrict && goal !== "module" ? ['"use strict";'] : [];
  const lines = [...directive, ...statements(place, 3)];
  while (program.budget > 0 && lines.length < 60) lines.push(...section(place));
  return [...lines, ...ending(place, goal)].join("\n") + "\n";
}

// A few statements that go on with the next ones if they throw.
function section(place) {
  const { random } = place;
  if (random.chance(0.45)) return statements(place, 1);
  const lines = statements(place.inBlock(), 1 + random.below(4));
  return [`try ${block(lines)} catch (error) ${block([`log("error", error);`])}`];
}

// What is exported, and the values of all variables in the end.
function ending(place, goal) {
  const { random } = place;
  const all = place.visible(() => true).map(({ name }) => name);
  const lines = [];
  for (const name of random.some(all, 0.4))
    lines.push(`try { log("${name}", ${name}); } catch (error) { log(error); }`);
  if (goal === "commonjs" && random.chance(0.5))
    for (const name of random.some(all, 0.3)) lines.push(`exports.${name} = ${name};`);
  if (goal === "commonjs" && random.chance(0.1))
    lines.push("module.exports = { p: typeof exports };");
  if (goal === "module") {
    const names = random
      .some(all, 0.3)
      .map((name) => (random.chance(0.2) ? `${name} as ${name}1` : name));
    lines.push(`export { ${names.join(", ")} };`);
    if (random.chance(0.2)) lines.push("export default function () { return 1; }");
  }
  return lines;
}
