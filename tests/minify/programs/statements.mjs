// Statements of random programs: lists of texts, a statement each.
import { argumentList, expression, KEYS } from "./expressions.mjs";
import { arrow, classDeclaration, functionDeclaration, functionExpression } from "./functions.mjs";
import { idiom } from "./idioms.mjs";
import { bindingPattern, sourceFor } from "./patterns.mjs";
import { Scope } from "./place.mjs";

export function statements(place, count) {
  const lines = [];
  for (let i = 0; i < count && place.spend(); i++) lines.push(...[statement(place)].flat());
  return lines;
}

export function block(lines) {
  const text = lines.filter((line) => line !== "").join("\n");
  return text === "" ? "{}" : `{\n${text.replace(/^/gm, "  ")}\n}`;
}

function statement(place) {
  const isDeep = place.depth > 4;
  const inner = place.with({ depth: place.depth + 1 });
  const table = isDeep ? SIMPLE : ALL;
  for (;;) {
    const lines = place.pickWeighted(table)(inner);
    if (lines !== undefined) return lines;
  }
}

// A block of its own, or a single statement that declares nothing.
function nested(place, count = 1 + place.random.below(3)) {
  const inner = place.inBlock();
  if (place.random.chance(0.25)) return simple(inner);
  return block(statements(inner, count));
}

// A statement that may stand where no declaration may.
function simple(place) {
  return place.pickWeighted([
    [4, effect],
    [1, leave],
    [0.3, () => ";"],
  ])(place) ?? effect(place);
}

function effect(place) {
  const { random } = place;
  if (random.chance(0.35)) return `log(${place.tag()}, ${expression(place, 2)});`;
  return `(${expression(place, 3)});`.replace(/^\((\w+\(.*\))\);$/, (whole, text) =>
    random.chance(0.5) ? whole : isBalanced(text) ? `${text};` : whole,
  );
}

function isBalanced(text) {
  let depth = 0;
  for (const [i, c] of [...text].entries()) {
    if (c === "(") depth++;
    if (c === ")" && --depth === 0 && i < text.length - 1) return false;
  }
  return !/^(function|class|let)\b/.test(text);
}

// --- Declarations --------------------------------------------------------------------------------

const VALUE_TYPES = ["number", "string", "boolean", "object", "array", "any"];

function declaration(place) {
  const { random } = place;
  const kind = random.pick(["var", "let", "const", "let", "const"]);
  const count = random.chance(0.2) ? 2 : 1;
  const parts = Array.from({ length: count }, () => declarator(place, kind));
  return `${kind} ${parts.join(", ")};`;
}

function declarator(place, kind) {
  const { random } = place;
  if (random.chance(0.15)) {
    const text = bindingPattern(place, kind);
    return `${text} = ${sourceFor(place, text, 1)}`;
  }
  const type = random.pick(VALUE_TYPES);
  // Now and then the value may mention the variable itself, before it is there.
  const isEarly = random.chance(0.05);
  const name = isEarly ? place.declare(kind, type) : null;
  const value = expression(place, 2, type);
  const later = name ?? place.declare(kind, type);
  return kind !== "const" && random.chance(0.15) ? later : `${later} = ${value}`;
}

function functionValue(place) {
  const { random } = place;
  const level = place.level === Infinity ? ++place.program.level : place.level - place.step;
  const inner = place.with({ level, step: place.step / 2 });
  const isAsync = random.chance(0.1);
  const made = random.chance(0.6) ? arrow(inner, { isAsync }) : functionExpression(inner);
  const isArrowAsync = isAsync && made.text.startsWith("(async");
  const kind = random.pick(["const", "var", "let"]);
  const type = isArrowAsync ? "async" : "function";
  return `${kind} ${place.declare(kind, type, { arity: made.arity, level, isFixed: true })} = ${made.text};`;
}

function declareFunction(place) {
  const choice = place.random.next();
  const kind = choice < 0.15 ? { isAsync: true } : choice < 0.3 ? { isGenerator: true } : {};
  return place.spend(4) ? functionDeclaration(place, kind) : undefined;
}

const declareClass = (place) => (place.spend(5) ? classDeclaration(place) : undefined);

// --- Branches and loops --------------------------------------------------------------------------

function branch(place) {
  const { random } = place;
  const test = random.chance(0.12) ? constant(place) : expression(place, 2);
  const yes = nested(place);
  if (random.chance(0.5)) return `if (${test}) ${yes}`;
  const no = random.chance(0.2) ? branch(place) : nested(place);
  return `if (${test}) ${/;$/.test(yes) ? block([yes]) : yes} else ${no}`;
}

function constant(place) {
  return place.random.pick([
    ...["true", "false", "0", "1", '""', '"a"', "null", "!1", "void 0", "1 > 2", "typeof 1 == 'number'"],
    ...["[]", "!0 && 0", "NaN", "1n", "-0", "undefined", "'a' + 'b' === 'ab'", "`` || 0", "0 ?? 1"],
  ]);
}

const inLoop = (place, label) =>
  place.inBlock().with({ loops: [...place.loops, { label, isLoop: true }] });

// A loop, with a label now and then.
function loop(place) {
  if (!place.spend(2)) return undefined;
  const label = place.random.chance(0.25) ? place.unique("label") : undefined;
  const lines = place.pickWeighted(LOOPS)(place, inLoop(place, label));
  const last = label ? `${label}: ${lines.at(-1)}` : lines.at(-1);
  return [...lines.slice(0, -1), last];
}

const loopBody = (inner) => block(statements(inner.inBlock(), 1 + inner.random.below(3)));

function countingLoop(place, inner) {
  const { random } = place;
  const name = inner.unique("i");
  const kind = random.pick(["let", "var", "let"]);
  inner.declareAs(name, kind, "number", { isFixed: true });
  const step = random.pick([`${name}++`, `++${name}`, `${name} += 1`]);
  return [`for (${kind} ${name} = 0; ${name} < ${1 + random.below(3)}; ${step}) ${loopBody(inner)}`];
}

function whileLoop(place, inner) {
  const name = place.unique("n");
  place.declareAs(name, "let", "number", { isFixed: true });
  const { random } = place;
  const test = random.pick([`${name}-- > 0`, `--${name} > 0`, `${name}--`]);
  const start = `let ${name} = ${1 + random.below(3)};`;
  if (random.chance(0.3)) return [start, `do ${loopBody(inner)} while (${name}-- > 1);`];
  const more = random.chance(0.2) ? ` && ${expression(place, 1)}` : "";
  return [start, `while (${test}${more}) ${loopBody(inner)}`];
}

function endlessLoop(place, inner) {
  const name = place.unique("n");
  place.declareAs(name, "var", "number", { isFixed: true });
  const { random } = place;
  const leaving = `if (++${name} > ${1 + random.below(2)}) break;`;
  const lines = [leaving, ...statements(inner.inBlock(), 2)];
  const head = random.pick(["for (;;)", "while (true)", "while (1)"]);
  return [`var ${name} = 0;`, `${head} ${block(lines)}`];
}

function eachLoop(place, inner) {
  const { random } = place;
  const isIn = random.chance(0.4);
  const source = isIn ? expression(place, 1, "object") : expression(place, 1, random.pick(["array", "string"]));
  const kind = random.pick(["const", "let", "var"]);
  const isPattern = random.chance(0.2) && !isIn;
  const target = isPattern ? bindingPattern(inner, kind, 1) : inner.declare(kind, isIn ? "string" : "any");
  return [`for (${kind} ${target} ${isIn ? "in" : "of"} ${source}) ${loopBody(inner)}`];
}

function generatorLoop(place, inner) {
  const target = place.pickVisible(({ type, level }) => type === "generator" && level < place.level);
  if (!target) return countingLoop(place, inner);
  const source = `${target.name}(${argumentList(place, 1, target.arity)})`;
  const name = inner.declare("const", "any");
  return [`for (const ${name} of ${source}) ${loopBody(inner)}`];
}

function awaitLoop(place, inner) {
  if (!place.isAsync) return countingLoop(place, inner);
  const name = inner.declare("const", "any");
  return [`for await (const ${name} of ${expression(place, 1, "array")}) ${loopBody(inner)}`];
}

// The functions made in a loop are called after it.
function closureLoop(place) {
  const { random } = place;
  const list = place.unique("made");
  place.declareAs(list, "const", "array", { isFixed: true });
  const kind = random.pick(["let", "var"]);
  const i = place.unique("i");
  place.declareAs(i, kind === "var" ? "var" : "let", "number", { isFixed: true });
  const inner = `const t${i} = ${i} * 2;`;
  const lines = [random.chance(0.5) ? inner : "", `${list}.push(() => ${i}${random.chance(0.5) ? "" : " + 1"});`];
  return [
    `const ${list} = [];`,
    `for (${kind} ${i} = 0; ${i} < 3; ${i}++) ${block(lines)}`,
    `log(${place.tag()}, ${list}.map((call) => call()));`,
  ];
}

const LOOPS = [
  [4, countingLoop],
  [3, whileLoop],
  [2, endlessLoop],
  [4, eachLoop],
  [1.5, generatorLoop],
  [1, awaitLoop],
  [1, closureLoop],
];

function choice(place) {
  if (!place.spend(2)) return undefined;
  const { random } = place;
  const inner = place.inBlock().with({ loops: [...place.loops, { isLoop: false }] });
  const value = random.chance(0.2) ? random.pick(["true", "1", '"a"']) : expression(place, 2);
  const clauses = Array.from({ length: random.below(4) }, () => {
    const test = random.chance(0.6) ? expression(place, 0, random.pick(["number", "string"])) : expression(place, 1);
    return clause(inner, `case ${test}`);
  });
  if (random.chance(0.6)) clauses.splice(random.below(clauses.length + 1), 0, clause(inner, "default"));
  return `switch (${value}) ${block(clauses)}`;
}

function clause(place, head) {
  const { random } = place;
  const lines = statements(place, random.below(3));
  if (random.chance(0.6)) lines.push(random.chance(0.2) && place.canReturn ? "return;" : "break;");
  return [`${head}:`, ...lines.map((line) => line.replace(/^/gm, "  "))].join("\n");
}

// --- Leaving -------------------------------------------------------------------------------------

function leave(place) {
  const { random } = place;
  const choices = [];
  if (place.canReturn) choices.push("return;", `return ${expression(place, 2)};`);
  if (place.loops.length > 0) choices.push("break;");
  if (place.loops.some(({ isLoop }) => isLoop)) choices.push("continue;");
  for (const { label, isLoop } of place.loops)
    if (label) choices.push(`break ${label};`, ...(isLoop ? [`continue ${label};`] : []));
  if (place.isTop || random.chance(0.1)) choices.push(`throw ${thrown(place)};`);
  return choices.length > 0 ? random.pick(choices) : undefined;
}

function thrown(place) {
  const { random } = place;
  return random.chance(0.6) ? `new Error(${place.tag()})` : expression(place, 1);
}

// Statements after it are never run.
function leaveEarly(place) {
  if (place.isTop) return undefined;
  const text = leave(place);
  if (!text) return undefined;
  if (place.random.chance(0.6)) return `if (${expression(place, 2)}) ${text}`;
  return [text, ...(place.random.chance(0.4) ? statements(place, 1) : [])];
}

function attempt(place) {
  if (!place.spend(2)) return undefined;
  const { random } = place;
  const lines = statements(place.inBlock(), 1 + random.below(3));
  if (random.chance(0.2)) lines.push(`throw ${thrown(place)};`);
  const choice = random.next();
  const hasCatch = choice < 0.8;
  const hasFinally = choice > 0.6;
  const parts = [`try ${block(lines)}`];
  if (hasCatch) parts.push(catchClause(place));
  if (hasFinally) parts.push(`finally ${block(statements(place.inBlock(), 1 + random.below(2)))}`);
  return parts.join(" ");
}

function catchClause(place) {
  const { random } = place;
  const inner = place.inBlock();
  if (random.chance(0.15)) return `catch ${block(statements(inner, 1))}`;
  if (random.chance(0.08)) return `catch (${bindingPattern(inner, "let", 0)}) ${block(statements(inner, 1))}`;
  const name = inner.declare("let", "any");
  const lines = random.chance(0.8) ? [`log("caught", ${name});`] : [];
  return `catch (${name}) ${block([...lines, ...statements(inner, random.below(2))])}`;
}

function labeled(place) {
  const label = place.unique("label");
  const inner = place.inBlock().with({ loops: [...place.loops.map((one) => one), { label, isLoop: false, isBlock: true }] });
  const lines = statements(inner, 2);
  const leaving = `if (${expression(inner, 1)}) break ${label};`;
  return `${label}: ${block([...lines, leaving, ...statements(inner, 1)])}`;
}

// --- Calls whose results arrive later ------------------------------------------------------------

function asyncCall(place) {
  const target = place.pickVisible(({ type, level }) => type === "async" && level < place.level);
  if (!target) return undefined;
  const call = `${target.name}(${argumentList(place, 1, target.arity)})`;
  if (place.isAsync && place.random.chance(0.6)) return `log(${place.tag()}, await ${call});`;
  const tag = place.tag();
  return `${call}.then((result) => log(${tag}, result), (error) => log("rejected", error));`;
}

function generatorCall(place) {
  const target = place.pickVisible(({ type, level }) => type === "generator" && level < place.level);
  if (!target) return undefined;
  const call = `${target.name}(${argumentList(place, 1, target.arity)})`;
  const { random } = place;
  if (place.isGenerator && random.chance(0.4)) return `yield* ${call};`;
  if (random.chance(0.6)) return `log(${place.tag()}, [...${call}]);`;
  const name = place.declare("const", "any");
  const next = `log(${place.tag()}, ${name}.next(${expression(place, 0)}));`;
  return [`const ${name} = ${call};`, next, random.chance(0.5) ? `log(${name}.return(7));` : next];
}

// --- Sloppy code ---------------------------------------------------------------------------------

function sloppy(place) {
  if (place.isStrict) return undefined;
  const { random } = place;
  const object = place.pickVisible(({ type }) => type === "object")?.name ?? "({ p: 1 })";
  const inner = place.inBlock().with({ scope: new Scope(place.scope, false) });
  const value = place.pickVisible(({ type }) => type === "number")?.name ?? "1";
  return place.pickWeighted([
    [1, () => `with (${object} ?? {}) ${block([`log(typeof ${random.pick(KEYS)});`, ...statements(inner, 1)])}`],
    [1, () => `eval("var ${place.unique("w")} = ${value}; log('eval', ${value})");`],
    [1, () => `log(eval("typeof ${value}"));`],
    [1, () => `log((0, eval)("typeof ${value}"));`],
    [1, () => `undeclared${place.unique("")} = ${expression(place, 1)};`],
    [1, () => `log(delete ${value});`],
  ])();
}

function blockScope(place) {
  return block(statements(place.inBlock(), 1 + place.random.below(3)));
}

const SIMPLE = [
  [6, effect],
  [4, declaration],
  [2, idiom],
];

const ALL = [
  [9, effect],
  [7, declaration],
  [9, idiom],
  [4, branch],
  [3, loop],
  [1.5, choice],
  [1.5, leaveEarly],
  [2, attempt],
  [0.7, labeled],
  [2, functionValue],
  [2, declareFunction],
  [1, declareClass],
  [1.5, asyncCall],
  [1.5, generatorCall],
  [0.25, sloppy],
  [0.7, blockScope],
];
