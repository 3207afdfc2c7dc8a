// The folding of the minifier: random expressions must give the same value, by Object.is, have the
// same effects in the same order, and throw the same kind of error as they did before.
//
//   node tests/minify_folding.mjs [--count N] [--seed N] [--probe PATH]
//
// Half of the expressions are made of constants alone; the others also call functions, read
// getters, convert objects and write to variables, each of which is logged.
import { parseArgs } from "node:util";
import { startProbe } from "./minify_probe.mjs";
import { Random } from "./module_graphs/random.mjs";

const { values: options } = parseArgs({
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    probe: { type: "string" },
  },
});
const PER_QUESTION = 50; // expressions that are minified together
const MOST_SHOWN = 10;
const DEPTH = 4;

const random = new Random(Number(options.seed));
const pick = (list) => random.pick(list);

// ---- Expressions

const words = (text) => text.trim().split(/\s+/);
const NUMBERS = words(`
  0 1 2 3 7 10 31 32 33 255 1000 65536 1e6 2147483647 2147483648 4294967295 4294967296
  9007199254740991 9007199254740993 1e21 1e300 5e-324 0.1 .5 1.5 1e-7 0x1f 0b101 0o17 1_000
  NaN Infinity -0 -1 -2.5 -1e300 -2147483649 -.5 -.4`);
const STRINGS = [
  '""',
  '"a"',
  '"b"',
  '"abc"',
  "'it\\'s'",
  '"\\""',
  '"0"',
  '"1"',
  '" 12 "',
  '"1e3"',
  '"0x10"',
  '"-1"',
  '"+1"',
  '"1_0"',
  '"08"',
  '"NaN"',
  '"Infinity"',
  '"-Infinity"',
  '"."',
  '"\\n"',
  '"\\u00a01"',
  '"\\u{1F600}"',
  '"\\ud83d"',
  '"\\ude00"',
  '"\\ud83dx"',
  '"ä"',
  '"\\uffff"',
  '"$"',
  '"${"',
  '"`"',
  '"\\\\"',
  '"\\0"',
  '"length"',
  '"__proto__"',
  '"undefined"',
  '"object"',
  '"function"',
  '"string"',
  '"constructor"',
  '"1n"',
  '"\\\r\n"',
  "`x`",
  "`\\\n`",
];
const OTHERS = [
  "null",
  "undefined",
  "void 0",
  "true",
  "false",
  "!0",
  "!1",
  "0n",
  "1n",
  "123n",
  "-5n",
  "0x1fn",
];
const BINARY =
  "+ + + + - * / % ** & | ^ << >> >>> == != === !== < > <= >= && || ?? in instanceof".split(" ");
const UNARY = ["!", "!", "~", "-", "+", "typeof ", "void "];
const ASSIGNMENTS = "= += -= *= &&= ||= ??=".split(" ");

const constant = () => pick([NUMBERS, STRINGS, STRINGS, OTHERS].map(pick));

// What is only there if effects are.
const LIVELY = [
  () => `v(${random.below(14)})`,
  () => pick(["x", "y", "z"]),
  () => pick(["o.a", "o.b", "o?.a", "none?.a", "o.f()", "(0, o.f)()", 'o["f"]()']),
  (depth) => `(${pick(["x", "y", "z"])} ${pick(ASSIGNMENTS)} ${expression(depth, true)})`,
  () => `${pick(["x", "y"])}${pick(["++", "--"])}`,
  () => `typeof ${pick(["x", "undeclared", "o.a", "f", "v(2)"])}`,
  (depth) => `f(${expression(depth, true)})`,
];

// `part(depth)` makes an operand.
const FORMS = [
  (part) => `(${part()} ${pick(BINARY)} ${part()})`,
  (part) => `(${part()} ${pick(BINARY)} ${part()})`,
  (part) => `(${part()} ${pick(BINARY)} ${part()})`,
  (part) => `(${part()} + ${part()} + ${part()} + ${part()})`,
  (part) => `(${part()} + (${part()} + ${part()}))`,
  (part) => `(${pick(UNARY)}${part()})`,
  (part) => `(${pick(UNARY)}${part()})`,
  (part) => `(${part()} ? ${part()} : ${part()})`,
  (part) => `(${part()}, ${part()})`,
  (part) => "(`" + `a\${${part()}}b\${${part()}}` + "`)",
  (part) => "`" + `\${${part()}}` + "`",
  (part) => `(typeof ${part()} ${pick(["==", "===", "!=", "!=="])} ${pick(STRINGS)})`,
  (part) =>
    `(${part()} ${pick(["==", "===", "!=", "!=="])} ${pick(["null", "undefined", "void 0"])})`,
  (part) => `[${part()}, ${part()}][${pick(["0", "1", "2", '"1"', '"length"', "-0"])}]`,
  (part) => `[${part()}, ${part()}].length`,
  (part) =>
    `{ a: ${part()}, "b": ${part()}, ["c-d"]: 1 }` +
    pick([".a", '["b"]', ".z", '["c-d"]', ".toString"]),
  (part) => `${pick(["Boolean", "String", "Number", "Array", "new Array", "Object"])}(${part()})`,
  (part) => `[${part()}, ${part()}].join(${pick(["", '"-"', "null", part()])})`,
  () => `${pick(STRINGS)}[${pick(["0", "1", "2", '"length"', '"0"'])}]`,
  () => `${pick(STRINGS)}.length`,
  (part) =>
    `Math.${pick(words("floor ceil trunc abs round sign sqrt clz32 sin"))}(` +
    `${pick([...NUMBERS, part()])})`,
  () =>
    `Math.${pick(["max", "min"])}(` +
    `${pick(["", pick(NUMBERS), `${pick(NUMBERS)}, ${pick(NUMBERS)}`])})`,
  () =>
    `${pick(STRINGS)}.${pick(["charCodeAt", "charAt"])}(${pick(["", "0", "1", "-1", "2", "NaN"])})`,
  () =>
    `String.fromCharCode(${pick(NUMBERS)}, ${pick(["65", "0xd83d", "0xde00"])}, ${pick(NUMBERS)})`,
  () =>
    pick([
      "Boolean()",
      "String()",
      "Number()",
      "new Array",
      "new Array(1, 2)",
      "new Object",
      "[,]",
      "{}",
      "/x/",
    ]),
  (part) => `(class { static ${pick(["a", '"b"', '["c"]', `[${part()}]`])} = ${part()} })`,
  (part) =>
    `(class ${pick(["", "extends null", "extends Array"])} { static { ${part()} } }, ${part()})`,
  (part) => `({ get a() { return ${part()} }, [${part()}]: ${part()}, ...${part()} }, ${part()})`,
  (part) => `([...${pick(['"ab"', "[1, 2]", part()])}, ${part()}], ${part()})`,
  (part) =>
    `(${pick(["new Set", "new Map", "Symbol", "Boolean", "quiet", "less", "gen"])}(` +
    `${pick(["", "[]", part()])}), ${part()})`,
  (part) => `(() => { ${pick(["return ", "let a = ", "if (x) ", ""])}${part()} })()`,
  (part) =>
    `(() => { return (${pick(["early", "known", "inner"])}, ${part()}); const inner = 2 })()`,
  (part) => `(${pick(["early", "known", "Later", "typeof early", "typeof Later"])}, ${part()})`,
  () => pick(["() => 1", "function () {}", "class {}", "class { static x = 1 }", "[]"]),
];

function expression(depth, isLively) {
  const part = () => expression(depth - 1, isLively);
  if (isLively && random.chance(0.35)) return pick(LIVELY)(depth - 1);
  if (depth <= 0 || random.chance(0.2)) return `(${constant()})`;
  return `(${pick(FORMS)(part)})`;
}

// ---- What they do

// Values that functions give: some of them run code when they are converted.
function makeValues(log) {
  const loud = (name, primitive) => ({
    name,
    valueOf() {
      log.push(`valueOf ${name}`);
      return primitive;
    },
    toString() {
      log.push(`toString ${name}`);
      return String(primitive);
    },
  });
  const date = new Date(0);
  return [
    0,
    1,
    -0,
    NaN,
    "",
    "s",
    null,
    undefined,
    true,
    2n,
    loud("one", 1),
    loud("text", "t"),
    [],
    Symbol.iterator,
    date,
  ];
}

// Two values are told apart unless they are the same, or are made of the same.
function describe(value, depth = 0) {
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "symbol" || value === null || typeof value !== "object") {
    return typeof value === "function" ? "function" : String(value);
  }
  if (depth === 3) return "…";
  const inside = Object.keys(value).map((key) => `${key}: ${describe(value[key], depth + 1)}`);
  return `${Object.prototype.toString.call(value)} {${inside.join(", ")}}`;
}

// Runs a program of calls of `run(number, expression)`; gives what each did.
function outcomes(source) {
  let log = [];
  const results = [];
  let variables;
  const run = (number, evaluate) => {
    log.length = 0;
    let end;
    try {
      end = describe(evaluate());
    } catch (error) {
      end = `throws ${error?.constructor?.name}`;
    }
    results[number] = `${end} after [${log.join(", ")}] with ${variables()}`;
  };
  const values = makeValues(log);
  const v = (index) => (log.push(`v${index}`), values[index]);
  const f = (value) => (log.push("f"), value);
  const o = {
    get a() {
      log.push("get a");
      return "a";
    },
    b: 5,
    f() {
      log.push(`f of ${this === o ? "o" : "none"}`);
      return 6;
    },
  };
  const see = (variablesNow) => (variables = variablesNow);
  new Function("run", "v", "f", "o", "none", "see", source)(run, v, f, o, null, see);
  return results;
}

const HEAD = `var x = 1, y = '2', z;
see(() => [x, y, z].map((value) => String(value) + typeof value).join());
const known = 1;
function quiet(a) { return a === 1 }
function less(a) { return a < known }
function* gen() { yield z }
`;
const TAIL = "\nconst early = 1; class Later {}";

function program(expressions) {
  const calls = expressions.map(
    (code, number) => `x = 1, y = "2", z = void 0, run(${number}, () => ${code});`,
  );
  return HEAD + calls.join("\n") + TAIL;
}

// ---- The whole

function makeQuestion(count) {
  const expressions = [];
  while (expressions.length < count) {
    const code = `(${expression(DEPTH, random.chance(0.5))})`;
    try {
      new Function(code);
      expressions.push(code);
    } catch {
      // no program: such as `-1 ** 2`
    }
  }
  return expressions;
}

// Gives the differences that one question shows.
async function check(probe, expressions) {
  const source = program(expressions);
  const what = pick(["s", "ws", "wis"]);
  const { text: minified, problem } = await probe.minify("commonjs", what, source);
  if (problem) return [`${source}\n${problem}`];
  const before = outcomes(source);
  let after;
  try {
    after = outcomes(minified);
  } catch (error) {
    return [`${minified}\n${error}`];
  }
  const differences = [];
  for (const [i, code] of expressions.entries()) {
    if (before[i] === after[i]) continue;
    const { text, problem: other } = await probe.minify("commonjs", "ws", program([code]));
    const alone = other ?? text.slice(text.indexOf("run"));
    differences.push(`${code}\n  before: ${before[i]}\n  after:  ${after[i]}\n${alone}`);
  }
  return differences;
}

Function.prototype.toString = () => "function"; // the text of functions is not kept
const probe = startProbe(options.probe);
const total = Number(options.count);
const problems = [];
let done = 0;
for (; done < total && problems.length < MOST_SHOWN; done += PER_QUESTION) {
  problems.push(...(await check(probe, makeQuestion(PER_QUESTION))));
}
probe.close();
for (const problem of problems.slice(0, MOST_SHOWN)) console.log(problem);
console.log(`${done - problems.length} passed, ${problems.length} failed`);
process.exitCode = problems.length ? 1 : 0;
