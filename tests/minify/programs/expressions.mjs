// Expressions of random programs. Each generator takes a place, and how deep it may go; it gives
// text that can stand anywhere that an expression in parentheses can. `log(tag, …, value)` is a
// global that tells what it is given and gives back the last of it.
import { arrow, classBody, functionExpression, methods } from "./functions.mjs";
import { assignmentPattern } from "./patterns.mjs";

const NUMBERS = [
  ..."0 1 2 3 -1 -0 10 0.5 .1 1e3 1e21 1e-7 255 0xff 0b101 4294967295 2147483648".split(" "),
  ..."9007199254740993 1.7976931348623157e308 5e-324 NaN Infinity -Infinity (1/0) (-1/0)".split(
    " ",
  ),
];
const STRINGS = [
  ...['""', '"a"', '"b"', '"0"', '"-0"', '"1"', '"01"', '"1e3"', '" 2 "', '"a b"', '"\\n"'],
  ...['"\\u00e9"', '"\\u2028"', '"\\ud83d\\ude00"', '"\\ud83d"', '"</script>"', '"${x}"', '"`"'],
  ...["'it\\'s'", "'\"'", '"constructor"', '"length"', '"undefined"', '"\\0"', '"\\x001"'],
];
const BIGINTS = ["0n", "1n", "-1n", "2n", "10n", "18446744073709551616n", "0x1fn"];
const REGEXES = ["/a/g", "/a|b/y", "/(\\w)(\\d)?/", "/[/]/gi", "/(?<n>b)/u", "/\\u00e9/"];
export const KEYS = ["p", "q", "r", "s"];
const ODD_KEYS = ['"a-b"', "0", '"1"', "1.5", '"__proto__x"', "length", "default", "if", "[`k`]"];
const ARITHMETIC = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>"];
const COMPARISONS = ["==", "!=", "===", "!==", "<", "<=", ">", ">="];
const EQUALITIES = ["==", "!=", "===", "!=="];
const NOTHING = ["null", "undefined", "void 0"];
const KINDS = ["undefined", "object", "number", "function", "string"];
const COMPOUND = ["+=", "-=", "*=", "|=", "&=", "^=", "<<=", ">>=", ">>>=", "%="];
const TYPES = ["number", "string", "boolean", "object", "array"];

export function expression(place, depth, type = "any") {
  const wanted = type === "any" ? place.random.pick(TYPES) : type;
  if (depth <= 0 || !place.spend(0.2)) return leaf(place, wanted);
  if (place.random.chance(0.25)) return leaf(place, wanted);
  const own = BY_TYPE[wanted];
  const make = place.pickWeighted(place.random.chance(0.55) ? own : GENERAL);
  return make(place, depth - 1, wanted) ?? leaf(place, wanted);
}

const number = (place, depth) => expression(place, depth, "number");
const string = (place, depth) => expression(place, depth, "string");
const any = (place, depth) => expression(place, depth, "any");

// --- Leaves --------------------------------------------------------------------------------------

function leaf(place, type) {
  const { random } = place;
  if (random.chance(0.55)) {
    const found = variable(place, type);
    if (found) return found;
  }
  if (random.chance(0.08)) return oddLeaf(place);
  if (type === "number") return random.chance(0.6) ? String(random.below(5)) : random.pick(NUMBERS);
  if (type === "string") return random.pick(STRINGS);
  if (type === "boolean") return random.pick(["true", "false", "!0", "!1"]);
  if (type === "object")
    return random.pick(
      ["{}", "{ p: 1 }", "{ q: 2, p: `x` }", "null", "Object.create(null)"].map(paren),
    );
  return random.pick(["[]", "[1, 2]", '["a"]', "[, 1]", "[1, , 3]", "[[1], 2]", "[undefined]"]);
}

function oddLeaf(place) {
  const { random } = place;
  const choices = [
    "undefined",
    "null",
    "void 0",
    "true",
    random.pick(BIGINTS),
    random.pick(REGEXES),
  ];
  choices.push("typeof undeclaredName", "`t`", "Symbol.iterator", "globalThis.undeclaredName");
  if (place.hasArguments) choices.push("arguments.length", "arguments[0]", "arguments");
  if (place.hasNewTarget) choices.push("typeof new.target", "new.target === undefined");
  choices.push("typeof this", "this");
  return paren(random.pick(choices));
}

function variable(place, type) {
  const isValue = ({ type: own }) => own === type || (own === "any" && place.random.chance(0.5));
  return place.pickVisible(isValue)?.name;
}

const paren = (text) => `(${text})`;

// --- Of any type ---------------------------------------------------------------------------------

const TWICE = (place, depth, type) => [
  expression(place, depth, type),
  expression(place, depth, type),
];

function conditional(place, depth, type) {
  const [yes, no] = TWICE(place, depth, type);
  return `(${any(place, depth)} ? ${yes} : ${no})`;
}

function logical(place, depth, type) {
  const [left, right] = TWICE(place, depth, type);
  const operator = place.random.pick(["&&", "||", "??"]);
  return `(${left} ${operator} ${right})`;
}

function logged(place, depth, type) {
  return `log(${place.tag()}, ${expression(place, depth, type)})`;
}

function comma(place, depth, type) {
  return `(${any(place, depth)}, ${expression(place, depth, type)})`;
}

function assignment(place, depth, type) {
  const target = place.pickVisible((one) => one.type === type && !one.isFixed);
  if (!target) return member(place, depth, type, "=");
  const { random } = place;
  if (random.chance(0.2)) {
    const operator = random.pick(["&&=", "||=", "??="]);
    return `(${target.name} ${operator} ${expression(place, depth, type)})`;
  }
  return `(${target.name} = ${expression(place, depth, type)})`;
}

// A property, or an assignment to one.
function member(place, depth, type, operator = "") {
  const { random } = place;
  const object = place.pickVisible((one) => one.type === "object");
  if (!object) return undefined;
  const key = random.chance(0.75) ? `.${random.pick(KEYS)}` : `[${computedKey(place, depth)}]`;
  const target = `${object.name}${random.chance(0.12) && !operator ? optional(key) : key}`;
  return operator ? `(${target} ${operator} ${expression(place, depth, type)})` : target;
}

const optional = (key) => (key[0] === "[" ? `?.${key}` : `?${key}`);

function computedKey(place, depth) {
  const { random } = place;
  return random.chance(0.5) ? `"${random.pick(KEYS)}"` : string(place, depth);
}

function call(place, depth) {
  const isCallable = ({ type, level }) => type === "function" && level < place.level;
  const target = place.pickVisible(isCallable);
  if (!target) return undefined;
  const { random } = place;
  const rest = argumentList(place, depth, target.arity ?? 1);
  if (target.isClass) return random.chance(0.9) ? `(new ${target.name}(${rest}))` : undefined;
  if (random.chance(0.06)) return `${target.name}.call(${any(place, depth)}, ${rest || "1"})`;
  if (random.chance(0.04)) return `${target.name}\`a\${${any(place, depth)}}b\\n\``;
  if (random.chance(0.04)) return `(new ${target.name}(${rest}))`;
  if (random.chance(0.05)) return `${target.name}?.(${rest})`;
  return `${target.name}(${rest})`;
}

export function argumentList(place, depth, arity) {
  const count = Math.max(0, arity + place.random.below(3) - 1);
  const items = Array.from({ length: count }, () => any(place, depth));
  if (place.random.chance(0.08)) items.push(`...${expression(place, depth, "array")}`);
  return items.join(", ");
}

// A function that is called at once.
function immediate(place, depth) {
  const { random } = place;
  if (!place.spend(4)) return undefined;
  const made = random.chance(0.5)
    ? arrow(place, { isAsync: false })
    : functionExpression(place, { isPlain: true });
  return `(${made.text})(${argumentList(place, depth, made.arity)})`;
}

function awaited(place, depth, type) {
  if (place.isAsync) return `(await ${expression(place, depth, type)})`;
  return place.isGenerator ? `(yield ${expression(place, depth, type)})` : undefined;
}

function destructured(place, depth) {
  return place.random.chance(0.5) ? undefined : `(${assignmentPattern(place, depth)})`;
}

function superProperty(place) {
  return place.hasSuper ? `super.${place.random.pick(["m", "n", "p"])}` : undefined;
}

function privateProperty(place) {
  const name = place.privates?.length > 0 ? place.random.pick(place.privates) : undefined;
  if (!name) return undefined;
  return place.random.chance(0.2) ? `(#${name} in this)` : `this.#${name}`;
}

const GENERAL = [
  [3, conditional],
  [3, logical],
  [4, logged],
  [1.5, comma],
  [3, assignment],
  [3, member],
  [5, call],
  [0.8, immediate],
  [1.5, awaited],
  [0.4, destructured],
  [2, superProperty],
  [3, privateProperty],
];

// --- Of one type ---------------------------------------------------------------------------------

const binary = (operators, one) => (place, depth) =>
  `(${one(place, depth)} ${place.random.pick(operators)} ${one(place, depth)})`;

function update(place) {
  const target = place.pickVisible((one) => one.type === "number" && !one.isFixed);
  const name = target?.name;
  return name && place.random.pick([`${name}++`, `++${name}`, `(${name}--)`, `(--${name})`]);
}

function compound(place, depth) {
  const target = place.pickVisible((one) => one.type === "number" && !one.isFixed);
  const operator = place.random.pick(COMPOUND);
  return target && `(${target.name} ${operator} ${number(place, depth)})`;
}

function bigint(place) {
  const { random } = place;
  const operator = random.pick(["+", "-", "*", "**", "&", "|", "^", "<<", "/", "%"]);
  const [a, b] = [random.pick(BIGINTS), random.pick(["0n", "1n", "2n", "3n", "-1n"])];
  return `(${paren(a)} ${operator} ${paren(b)})`;
}

const NUMBER = [
  [6, binary(ARITHMETIC, number)],
  [1, binary(["+", "-", "*"], any)],
  [
    0.7,
    (place, depth) =>
      `((${number(place, depth)}) ** ${place.random.pick(["2", "0", "-1", "0.5"])})`,
  ],
  [
    2,
    (place, depth) =>
      `(${place.random.pick(["-", "+", "~"])}${number(place, depth)})`.replace(
        /\(([-+])\1/,
        "($1 $1",
      ),
  ],
  [0.6, (place, depth) => `(+${any(place, depth)})`.replace("(++", "(+ +")],
  [2, update],
  [2, compound],
  [0.5, bigint],
  [
    1,
    (place, depth) =>
      `Math.${place.random.pick(["max", "min"])}(${number(place, depth)}, ${number(place, depth)})`,
  ],
  [
    0.8,
    (place, depth) =>
      `Math.${place.random.pick(["floor", "abs", "sign", "trunc"])}(${number(place, depth)})`,
  ],
  [1, (place, depth) => `${expression(place, depth, "array")}.length`],
  [0.5, (place, depth) => `Number(${string(place, depth)})`],
  [0.5, (place, depth) => `parseInt(${string(place, depth)}, 10)`],
  [0.4, (place, depth) => `${string(place, depth)}.charCodeAt(${place.random.below(3)})`],
];

function template(place, depth) {
  const parts = Array.from({ length: 1 + place.random.below(2) }, () => `\${${any(place, depth)}}`);
  return `\`${parts.join(place.random.pick(["", " ", "-", "\\n", "$", "\\`"]))}x\``;
}

const STRING = [
  [3, binary(["+"], string)],
  [1.5, (place, depth) => `(${string(place, depth)} + ${any(place, depth)})`],
  [3, template],
  [2, (place, depth) => `(typeof ${any(place, depth)})`],
  [0.7, (place, depth) => `String(${any(place, depth)})`],
  [0.7, (place, depth) => `${string(place, depth)}.slice(${place.random.below(3)})`],
  [0.7, (place, depth) => `${string(place, depth)}[${place.random.below(3)}]`],
  [0.5, (place, depth) => `${string(place, depth)}.replace(${place.random.pick(REGEXES)}, "_")`],
  [0.5, (place, depth) => `${expression(place, depth, "array")}.join()`],
  [0.5, (place, depth) => `String(${place.random.pick(REGEXES)}.exec(${string(place, depth)}))`],
  [0.3, (place) => `String.raw\`a\\n\${${place.random.below(9)}}\``],
];

const equality = (place) => place.random.pick(EQUALITIES);

const BOOLEAN = [
  [6, binary(COMPARISONS, any)],
  [3, binary(COMPARISONS, number)],
  [2, (place, depth) => `(!${any(place, depth)})`],
  [1, (place, depth) => `(!!${any(place, depth)})`],
  [3, (place, depth) => `(${any(place, depth)} ${equality(place)} ${place.random.pick(NOTHING)})`],
  [
    1.5,
    (place, depth) =>
      `(typeof ${any(place, depth)} ${equality(place)} "${place.random.pick(KINDS)}")`,
  ],
  [0.7, (place, depth) => `(${string(place, depth)} in ${objectLiteral(place, depth)})`],
  [
    0.6,
    (place, depth) =>
      `(${any(place, depth)} instanceof ${place.random.pick(["Object", "Array", "Error"])})`,
  ],
  [0.6, deletion],
  [0.4, (place, depth) => `Object.is(${number(place, depth)}, ${number(place, depth)})`],
  [0.4, (place, depth) => `${place.random.pick(REGEXES)}.test(${string(place, depth)})`],
];

function deletion(place) {
  const object = place.pickVisible((one) => one.type === "object");
  return object && `(delete ${object.name}.${place.random.pick(KEYS)})`;
}

function objectLiteral(place, depth) {
  const { random } = place;
  const count = random.below(4);
  const parts = Array.from({ length: count }, () => property(place, depth));
  // V8 has keys of accessors late where there is a spread.
  const hasSpread = parts.some((part) => part.startsWith("..."));
  const kept = parts.filter((part) => !hasSpread || !/^[gs]et /.test(part));
  return `({ ${kept.join(", ")} })`;
}

function property(place, depth) {
  const { random } = place;
  const key = random.pick(KEYS);
  const make = place.pickWeighted([
    [5, () => `${key}: ${any(place, depth)}`],
    [1, () => `${random.pick(ODD_KEYS)}: ${any(place, depth)}`],
    [1, () => `[${computedKey(place, depth)}]: ${any(place, depth)}`],
    [1, () => `get ${key}() { log("get ${key}"); return ${any(place.with(OUTSIDE), depth)}; }`],
    [0.5, () => `set ${key}(value) { log("set ${key}", value); }`],
    [
      0.7,
      () => `...${random.pick([expression(place, depth, "object"), string(place, depth), "null"])}`,
    ],
    [
      0.7,
      () =>
        `valueOf() { return log("valueOf ${key}", ${random.pick(["1", "0", '"v"', "null"])}); }`,
    ],
    [
      0.7,
      () => `toString() { return log("toString ${key}", ${random.pick(['""', '"t"', "7"])}); }`,
    ],
    [0.6, () => `["${key}"]: ${any(place, depth)}`],
    [0.15, () => `__proto__: ${random.pick(["null", "{ p: 5 }", "[]"])}`],
    [0.8, () => methods(place)],
    [0.7, () => shorthand(place) ?? `${key}: 1`],
  ]);
  return make();
}

// In the body of a function written in one line: what is further out is not there.
export const OUTSIDE = {
  isAsync: false,
  isGenerator: false,
  hasArguments: true,
  hasSuper: false,
  privates: [],
};

function shorthand(place) {
  return place.pickVisible((one) => one.type !== "function")?.name;
}

// Says what is done to it.
function proxy(place, depth) {
  const traps = [
    'get(t, k, r) { log("proxy get", String(k)); return Reflect.get(t, k, r); }',
    'set(t, k, v) { log("proxy set", String(k), v); t[k] = v; return true; }',
    'has(t, k) { log("proxy has", String(k)); return k in t; }',
    'deleteProperty(t, k) { log("proxy delete", String(k)); return delete t[k]; }',
    'ownKeys(t) { log("proxy keys"); return Reflect.ownKeys(t); }',
  ];
  const some = place.random.some(traps, 0.7);
  return `new Proxy(${objectLiteral(place, depth)}, { ${some.join(", ")} })`;
}

function classExpression(place) {
  if (!place.spend(5)) return undefined;
  return `new (class ${classBody(place, {})})()`;
}

const OBJECT = [
  [8, objectLiteral],
  [0.7, proxy],
  [0.5, classExpression],
  [
    0.3,
    (place, depth) =>
      `Object.assign(${objectLiteral(place, depth)}, ${objectLiteral(place, depth)})`,
  ],
  [0.2, (place, depth) => `Object.freeze(${objectLiteral(place, depth)})`],
];

function arrayLiteral(place, depth) {
  const { random } = place;
  const item = () =>
    random.chance(0.1)
      ? ""
      : random.chance(0.15)
        ? `...${expression(place, depth, random.pick(["array", "string"]))}`
        : any(place, depth);
  const items = Array.from({ length: random.below(4) }, item);
  return `[${items.join(", ")}${items.at(-1) === "" ? "," : ""}]`;
}

const ARRAY = [
  [7, arrayLiteral],
  [
    1,
    (place, depth) => `${arrayLiteral(place, depth)}.map(${arrow(place, { isAsync: false }).text})`,
  ],
  [0.5, (place, depth) => `Object.keys(${expression(place, depth, "object")} ?? {})`],
  [0.5, (place, depth) => `Object.entries(${objectLiteral(place, depth)})`],
  [0.5, (place, depth) => `[...${arrayLiteral(place, depth)}, ${any(place, depth)}]`],
  [0.4, (place, depth) => `${arrayLiteral(place, depth)}.concat(${any(place, depth)})`],
];

const BY_TYPE = { number: NUMBER, string: STRING, boolean: BOOLEAN, object: OBJECT, array: ARRAY };
