// States: variables that decide what happens next, and that nobody but the code around them reads.
// What asks for one and changes it becomes one operator, an inlined value, or nothing at all, so
// that these are where a minifier can lose an effect.
import { expression } from "./expressions.mjs";
import { block } from "./statements.mjs";

export function state(place) {
  const name = place.unique("state");
  const { random } = place;
  const made = random.pick(SHAPES)(place, name);
  return [`${random.pick(["let", "var"])} ${name}${start(place)};`, ...made];
}

const VALUES = ["0", "1", "2", "-1", "true", "false", "null", "void 0", '""', '"on"', "NaN", "[]"];

const value = (place) => place.random.pick(VALUES);

function start(place) {
  return place.random.chance(0.25) ? "" : ` = ${value(place)}`;
}

function effect(place) {
  return `log(${place.tag()}, ${expression(place, 0)})`;
}

// What asks for the state.
function test(place, name) {
  return place.random.pick([
    name,
    `!${name}`,
    `${name} == null`,
    `${name} != null`,
    `${name} === void 0`,
    `${name} === null`,
    `${name} === ${value(place)}`,
    `${name} !== ${value(place)}`,
    `${name} > 0`,
    `typeof ${name} == "number"`,
    `!!${name} === false`,
    `${name}++ < 1`,
    `--${name}`,
    `(${name} = !${name})`,
    `${name} && ${effect(place)}, ${name}`,
  ]);
}

// What changes it, as an expression.
function change(place, name) {
  return place.random.pick([
    `${name} = ${value(place)}`,
    `${name} = ${value(place)}`,
    `${name} = (${effect(place)}, ${value(place)})`,
    `${name} = !${name}`,
    `${name} = ${expression(place, 1)}`,
    `${name} = ${name} || ${value(place)}`,
    `${name} = ${name} ? ${value(place)} : ${value(place)}`,
    `${name} = ${name} == null ? ${effect(place)} : ${name}`,
    `${name} ||= ${effect(place)}`,
    `${name} &&= ${effect(place)}`,
    `${name} ??= ${effect(place)}`,
    `${name} ||= ${value(place)}`,
    `${name}++`,
    `${name} += 1`,
    `[${name}] = [${value(place)}]`,
    `({ p: ${name} = ${value(place)} } = {})`,
  ]);
}

// A statement that asks, changes, or both.
function step(place, name) {
  const [asked, changed, happens] = [test(place, name), change(place, name), effect(place)];
  return place.random.pick([
    `if (${asked}) { ${happens}; ${changed}; }`,
    `if (${asked}) { ${happens}; ${changed}; } else ${effect(place)};`,
    `if (${asked}) { ${changed}; ${happens}; }`,
    `if (${asked}) ${happens};`,
    `if (${asked}) ${changed};`,
    `if (${asked}) ${changed}; else { ${happens}; ${change(place, name)}; }`,
    `if (${asked}) ${changed}; else ${change(place, name)};`,
    `${changed};`,
    `${asked} ? ${happens} : (${changed});`,
    `(${asked}) && (${happens}, ${changed});`,
    `(${asked}) || (${changed});`,
    `switch (${name}) { case ${value(place)}: ${changed}; break; case 1: ${happens}; }`,
    `try { if (${asked}) throw 1; ${changed}; } catch { ${happens}; }`,
    `try { ${changed}; } finally { ${lastStep(place, name)} }`,
    `while (${asked}) { ${happens}; ${changed}; break; }`,
    `do { if (${asked}) break; ${changed}; } while (0);`,
  ]);
}

const lastStep = (place, name) =>
  place.random.chance(0.5) ? `${change(place, name)};` : `if (${name}) ${effect(place)};`;

function steps(place, name, most = 3) {
  if (place.random.chance(0.5)) return lonelySteps(place, name);
  return Array.from({ length: 1 + place.random.below(most) }, () => step(place, name));
}

// One that asks among some that only write: its reading is all that there is.
function lonelySteps(place, name) {
  const { random } = place;
  const set = () => `${name} = ${value(place)};`;
  const write = () => (random.chance(0.5) ? set() : `if (${expression(place, 1)}) ${set()}`);
  const asked = random.pick([name, name, `!${name}`, `${name} == null`, `${name} != null`]);
  const asking = random.pick([
    `if (${asked}) { ${effect(place)}; ${set()} }`,
    `if (${asked}) { ${effect(place)}; ${set()} }`,
    `if (${asked}) { ${set()} ${effect(place)}; }`,
    `if (${asked}) { ${write()} } else ${effect(place)};`,
    `${asked} && (${effect(place)}, ${set().slice(0, -1)});`,
    `${name} = ${name} ${random.pick(["||", "&&", "??"])} ${effect(place)};`,
    `${name} ${random.pick(["||", "&&", "??"])}= ${effect(place)};`,
    `if (${asked}) ${effect(place)};`,
  ]);
  return [random.chance(0.7) ? write() : "", asking, random.chance(0.3) ? write() : ""];
}

// ---- Where it is kept

function inLoop(place, name) {
  const list = place.random.pick(["[1, 0, 2]", "[null, {}, 0]", '"ab"', "[[], [1]]"]);
  const last = place.random.chance(0.3) ? [`log(${place.tag()}, ${name});`] : [];
  return [`for (const each of ${list}) ${block(steps(place, name))}`, ...last];
}

function inFunction(place, name) {
  const f = place.unique("step");
  const made = place.random.pick([
    (body) => `const ${f} = () => ${body};`,
    (body) => `function ${f}() ${body}`,
    (body) => `var ${f} = function () ${body};`,
  ])(block(steps(place, name)));
  const between = place.random.chance(0.5) ? step(place, name) : "";
  return [made, `${f}();`, between, `${f}(), ${f}();`];
}

// Asked for and filled in when it is first needed.
function asCache(place, name) {
  const f = place.unique("get");
  const body = place.random.pick([
    `return ${name} || (${name} = ${effect(place)});`,
    `if (${test(place, name)}) return ${name}; return ${name} = ${effect(place)};`,
    `if (!${name}) ${name} = { p: ${effect(place)} }; return ${name};`,
    `return ${name} ??= ${effect(place)};`,
    `${name} === void 0 && (${name} = ${effect(place)}); return ${name};`,
  ]);
  return [`const ${f} = () => { ${body} };`, `log(${f}(), ${f}());`];
}

function inClosure(place, name) {
  const f = place.unique("make");
  const inner = place.unique("inner");
  const body = steps(place, inner, 2);
  return [
    `const ${f} = () => ${block([
      `let ${inner}${start(place)};`,
      `return () => ${block([...body, `${name} = ${inner};`])};`,
    ])};`,
    `{ const one = ${f}(), two = ${f}(); one(), two(), one(); }`,
    `log(${place.tag()}, ${name});`,
  ];
}

function inMachine(place, name) {
  const cases = Array.from(
    { length: 2 + place.random.below(2) },
    (_, i) => `case ${i}: ${step(place, name)} ${name} = ${place.random.below(4)}; break;`,
  );
  return [
    `${name} = 0;`,
    `for (let round = 0; round < 4; round++) switch (${name}) ${block([
      ...cases,
      `default: ${effect(place)}; ${name} = 0;`,
    ])}`,
  ];
}

function inObject(place, name) {
  const keep = place.unique("keep");
  const property = place.random.pick([`${keep}.p`, `${keep}["p"]`, `${keep}.q`]);
  return [
    `const ${keep} = { p: ${value(place)}, q: ${value(place)} };`,
    `for (let i = 0; i < 3; i++) ${block(steps(place, property, 2))}`,
    place.random.chance(0.5) ? `log(${property});` : `${name} = ${property};`,
  ];
}

function inParameter(place, name) {
  const f = place.unique("walk");
  return [
    `function ${f}(a, depth = ${value(place)}) ${block([
      ...steps(place, "a", 2),
      step(place, "depth"),
      `if (${name}++ < 2) ${f}(a, depth);`,
      place.random.chance(0.5) ? "return a;" : "return;",
    ])}`,
    `${name} = 0;`,
    `log(${f}(${value(place)}));`,
  ];
}

const SHAPES = [
  ...[inLoop, inLoop, inFunction, inFunction, asCache],
  ...[inClosure, inMachine, inObject, inParameter],
];
