// Functions and classes of random programs. A function calls only those of a lower level, so that
// programs end.
import { argumentList, expression, KEYS } from "./expressions.mjs";
import { bindingPattern } from "./patterns.mjs";
import { block, statements } from "./statements.mjs";
import { Scope } from "./place.mjs";

const NO_LOOPS = { loops: [], isTop: false };

// Where the parameters and the body of a function are generated.
function placeOf(place, kind) {
  const scope = new Scope(place.scope, true);
  const own = { isAsync: kind.isAsync ?? false, isGenerator: kind.isGenerator ?? false };
  if (kind.isArrow) return place.with({ ...NO_LOOPS, ...own, scope, canReturn: true });
  const outside = { hasArguments: true, hasNewTarget: true, hasSuper: kind.hasSuper ?? false };
  const level = kind.level ?? place.level;
  const step = place.step / 2;
  return place.with({ ...NO_LOOPS, ...own, ...outside, scope, level, step, canReturn: true });
}

// Gives { text, arity, isSimple }.
function parameters(place) {
  const { random } = place;
  const count = random.below(4);
  const parts = [];
  let isSimple = true;
  let arity = 0;
  for (let i = 0; i < count; i++) {
    const choice = random.next();
    if (choice < 0.08) parts.push(`${bindingPattern(place, "param")} = {}`.replace(/^(\[.*) = \{\}$/, "$1 = []"));
    else if (choice < 0.2) {
      const value = expression(place, 1); // before the parameter is there
      parts.push(`${place.declare("param", "any")} = ${value}`);
    } else parts.push(place.declare("param", random.pick(["any", "any", "number", "object"])));
    isSimple &&= choice >= 0.2;
    if (isSimple) arity++;
  }
  if (random.chance(0.07)) {
    parts.push(`...${place.declare("param", "array")}`);
    isSimple = false;
  }
  return { text: parts.join(", "), arity: Math.max(arity, count), isSimple };
}

function body(place, { isSimple }) {
  const { random } = place;
  const isStrict = isSimple && !place.isStrict && random.chance(0.06);
  const inner = isStrict ? place.with({ isStrict }) : place;
  const own = [1 + random.below(5)];
  const lines = [isStrict ? '"use strict";' : "", ...statements(inner, own[0])];
  if (random.chance(0.7)) lines.push(`return ${expression(inner, 2)};`);
  if (random.chance(0.1)) lines.push(...statements(inner, 1)); // never reached
  return block(lines);
}

// An arrow function: { text, arity }.
export function arrow(place, { isAsync = place.random.chance(0.1) } = {}) {
  const inner = placeOf(place, { isArrow: true, isAsync });
  const made = parameters(inner);
  const isShort = place.random.chance(0.6) || !place.spend(3);
  const result = isShort ? `(${expression(inner, 2)})` : body(inner, made);
  return { text: `(${isAsync ? "async " : ""}(${made.text}) => ${result})`, arity: made.arity };
}

// { text, arity }: in parentheses.
export function functionExpression(place, { isPlain = false } = {}) {
  const inner = placeOf(place, {});
  const name = !isPlain && place.random.chance(0.3) ? ` ${inner.unique("own")}` : "";
  const made = parameters(inner);
  return { text: `(function${name}(${made.text}) ${body(inner, made)})`, arity: made.arity };
}

// Declares a function and gives its text; `kind` is { isAsync, isGenerator }.
export function functionDeclaration(place, kind = {}) {
  const level = nextLevel(place);
  const inner = placeOf(place, { ...kind, level });
  const made = parameters(inner);
  const text = body(inner, made);
  const type = kind.isAsync ? "async" : kind.isGenerator ? "generator" : "function";
  const name = place.declare("function", type, { arity: made.arity, level });
  const word = `${kind.isAsync ? "async " : ""}function${kind.isGenerator ? "*" : ""}`;
  return `${word} ${name}(${made.text}) ${text}`;
}

// A function or class declared in a function gets a level just below that of the function.
export function nextLevel(place) {
  return place.level === Infinity ? ++place.program.level : place.level - place.step;
}

// --- Classes -------------------------------------------------------------------------------------

export function classDeclaration(place) {
  const level = nextLevel(place);
  const isBase = (one) => one.isClass && one.level < level;
  const base = place.random.chance(0.5) ? place.pickVisible(isBase) : undefined;
  const inner = place.with({ level, step: place.step / 2 });
  const text = classBody(inner, { base: base?.name });
  const name = place.declare("class", "function", { arity: 1, isClass: true, level });
  const parent = place.random.chance(0.2) ? `(log("extends"), ${base?.name})` : base?.name;
  return `class ${name}${base ? ` extends ${parent}` : ""} ${text}`;
}

export function classBody(place, { base }) {
  const { random } = place;
  const privates = random.some(["a", "b", "c"], 0.3);
  const inner = place.with({ isStrict: true, privates });
  const members = [
    ...privates.map((name) => privateMember(inner, name)),
    ...Array.from({ length: random.below(4) }, () => classMember(inner)),
  ];
  if (random.chance(0.5)) members.push(constructor(inner, base));
  return block(random.shuffled(members));
}

function privateMember(place, name) {
  const { random } = place;
  const place2 = fieldPlace(place);
  if (random.chance(0.6)) return `#${name} = ${expression(place2, 1)};`;
  if (random.chance(0.5)) return `get #${name}() { return log("get #${name}", ${random.below(9)}); }`;
  return `#${name}() ${block([`return ${expression(methodPlace(place), 2)};`])}`;
}

function fieldPlace(place) {
  const scope = new Scope(place.scope, true);
  const own = { isAsync: false, isGenerator: false, hasArguments: false, hasNewTarget: true };
  return place.with({ ...NO_LOOPS, ...own, scope, hasSuper: true, canReturn: false });
}

const methodPlace = (place, kind = {}) => placeOf(place, { ...kind, hasSuper: true });

function classMember(place) {
  const { random } = place;
  const still = random.chance(0.3) ? "static " : "";
  const key = memberKey(place);
  const make = place.pickWeighted([
    [4, () => `${still}${method(place, {}, key)}`],
    [3, () => `${still}${key} = ${expression(fieldPlace(place), 2)};`],
    [1.5, () => `${still}get ${key}() ${block([`return log("get", ${expression(methodPlace(place), 1)});`])}`],
    [1, () => `${still}set ${key}(value) { log("set", value); }`],
    [1, () => `static ${block(statements(fieldPlace(place), 2))}`],
    [0.7, () => `${still}*${method(place, { isGenerator: true }, key)}`],
    [0.7, () => `${still}async ${method(place, { isAsync: true }, key)}`],
    [0.3, () => `${still}${key};`],
  ]);
  return make();
}

function memberKey(place) {
  const { random } = place;
  const key = random.pick(["m", "n", ...KEYS]);
  return random.chance(0.15) ? `[log("key", "${key}")]` : random.chance(0.1) ? `"${key}"` : key;
}

function method(place, kind, key) {
  const inner = methodPlace(place, kind);
  const made = parameters(inner);
  return `${key}(${made.text}) ${body(inner, made)}`;
}

// A method in an object.
export function methods(place) {
  const { random } = place;
  if (!place.spend(3)) return "m: 1";
  const kind = random.chance(0.15) ? { isAsync: true } : random.chance(0.15) ? { isGenerator: true } : {};
  const prefix = kind.isAsync ? "async " : kind.isGenerator ? "*" : "";
  return `${prefix}${method(place, kind, random.pick(["m", "n", ...KEYS]))}`;
}

function constructor(place, base) {
  const inner = methodPlace(place);
  const made = parameters(inner);
  const early = place.random.chance(0.1) ? statements(inner, 1) : [];
  const parent = base ? [...early, `super(${argumentList(inner, 1, 1)});`] : [];
  const fields = Array.from(
    { length: place.random.below(3) },
    () => `this.${place.random.pick(KEYS)} = ${expression(inner, 1)};`,
  );
  return `constructor(${made.text}) ${block([...parent, ...fields, ...statements(inner, 1)])}`;
}
