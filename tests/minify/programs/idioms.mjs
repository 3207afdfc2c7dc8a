// Idioms: what people write, and what minifiers therefore look for. Random code by itself seldom
// has these forms.
import { argumentList, expression, KEYS } from "./expressions.mjs";
import { hazard } from "./hazards.mjs";
import { state } from "./states.mjs";
import { block } from "./statements.mjs";

export function idiom(place) {
  return place.pickWeighted(IDIOMS)(place);
}

const any = (place, depth = 1) => expression(place, depth);
const number = (place, depth = 1) => expression(place, depth, "number");
const isPlain = ({ type, isFixed }) => !isFixed && type !== "function";

function callable(place) {
  return place.pickVisible(
    ({ type, level, isClass }) => type === "function" && level < place.level && !isClass,
  );
}

function callOf(place, depth = 1) {
  const target = callable(place);
  return target
    ? `${target.name}(${argumentList(place, depth, target.arity)})`
    : `log(${place.tag()}, ${any(place, depth)})`;
}

// --- Variables -----------------------------------------------------------------------------------

// Used once, right after or a little later.
function singleUse(place) {
  const { random } = place;
  const kind = random.pick(["const", "let", "var"]);
  const value = any(place, 2);
  const between = random.chance(0.3) ? `${callOf(place)};` : "";
  const name = place.declare(kind, "any");
  const use = random.pick([
    `log(${place.tag()}, ${name});`,
    `log(${any(place)}, ${name});`,
    `log(${name}, ${any(place)});`,
    `if (${name}) log(${place.tag()});`,
    `log(${number(place)} + ${name});`,
    `log(\`\${${name}}\`, [${any(place)}, ${name} ?? 1]);`,
  ]);
  return [`${kind} ${name} = ${value};`, between, use];
}

function unused(place) {
  const { random } = place;
  const value = any(place, 2);
  const kind = random.pick(["const", "let", "var"]);
  const name = place.unique("unused");
  const object = expression(place, 1, "object");
  return place.pickWeighted([
    [2, () => `${kind} ${name} = ${value};`],
    [1, () => `function ${name}(x) { return log("never", x); }`],
    [1, () => `const ${name} = (x) => x + ${number(place)};`],
    [1, () => `class ${name} { static p = ${any(place, 1)}; m() {} }`],
    [1, () => [`let ${name};`, `${name} = ${value};`, `${name} = ${any(place)};`]],
    [1, () => `const { p: ${name}, [log("k", "q")]: ${name}b = 1 } = ${object} ?? {};`],
    [1, () => `const [${name}, ...${name}s] = ${expression(place, 1, "array")};`],
    [0.7, () => [`var ${name} = 1;`, `${name}++;`, `${name} += ${any(place)};`]],
  ])();
}

function redeclared(place) {
  const name = place.declare("var", "any");
  const first = place.random.chance(0.5) ? `log(${place.tag()}, ${name});` : "";
  return [first, `var ${name} = ${any(place)};`, `log(${name});`, `var ${name};`, `log(${name});`];
}

function assignTwice(place) {
  const target = place.pickVisible(isPlain);
  if (!target) return undefined;
  const { name } = target;
  return place.random.pick([
    [`${name} = ${any(place)};`, `${name} = ${any(place)};`],
    [`${name} = ${any(place)};`, `${callOf(place)};`, `log(${name});`],
    [`if (${name} === void 0) ${name} = ${any(place)};`],
    [`if (${name} == null) ${name} = ${any(place)};`],
    [`if (!${name}) ${name} = ${any(place)};`],
    [`${name} = ${name} || ${any(place)};`],
    [`${name} = ${name} + ${number(place)};`],
    [`${name} = ${number(place)} - ${name};`],
    [`if (${any(place)}) { ${name} = ${any(place)}; } else { ${name} = ${any(place)}; }`],
    [`${any(place)} && (${name} = ${any(place)});`],
    [`log(${name} || (${callOf(place)}, ${name} = ${any(place)}), ${name});`],
    [`log(${name} && (${any(place)}, ${name} = ${any(place)}));`],
    [`if (!${name}) { ${callOf(place)}; ${name} = ${any(place)}; }`],
    [`var self1 = ${name};`, `log((${name} = ${any(place)}, self1), ${name});`],
  ]);
}

// --- Conditions ----------------------------------------------------------------------------------

function chooseCall(place) {
  const target = callable(place);
  const f = target?.name ?? "log";
  const [a, b, c] = [any(place), any(place), any(place)];
  return place.random.pick([
    `${a} ? ${f}(${b}) : ${f}(${c});`.replace(/^([{]|function|class|let)/, "0, $1"),
    `if (${a}) { ${f}(${b}); } else { ${f}(${c}); }`,
    `if (${a}) { ${f}(${b}); } else { ${f}(${b}); }`,
    `if (!(${a})) { ${f}(${b}); } else log(${place.tag()});`,
    `if (${a}) { if (${b}) { ${f}(${c}); } }`,
    `if (${a}) { if (${b}) { ${f}(${c}); } else { log("inner"); } }`,
    `if (${a}) {} else ${f}(${c});`,
    `if (${a}, ${b}) ${f}(1, ${c});`,
    `log(!(${a} && ${b}), !!(${a} || ${c}), !(${number(place)} < ${number(place)}));`,
    `log(${a} == null ? ${b} : ${c});`,
    `log((${a} ? ${b} : ${b}), (${a} ? true : false), (${a} ? ${c} : false));`,
    `log(${a} !== null && ${b} !== undefined);`,
    `log((${a}) ? (${b}) ? 1 : 2 : 2, ${c} ? 0 : 1);`,
  ]);
}

function nullish(place) {
  const target = place.pickVisible(({ type }) => type === "object" || type === "any");
  if (!target) return undefined;
  const { name } = target;
  const key = place.random.pick(KEYS);
  return place.random.pick([
    `log(${name} == null ? undefined : ${name}.${key});`,
    `log(${name} != null && ${name}.${key});`,
    `log(${name} === null || ${name} === void 0 ? ${any(place)} : ${name});`,
    `log(${name} && ${name}.${key} && ${name}.${key}.p);`,
    `log(${name}?.${key}?.p ?? ${any(place)});`,
    `log(${name}?.[${any(place)}]?.(${any(place)}));`,
    `log((${name}?.${key}).p);`,
    `log(delete ${name}?.${key}, typeof ${name}?.${key});`,
    `log(typeof ${name} !== "undefined" && ${name} !== null);`,
  ]);
}

// Only where the program can go on afterwards.
function returns(place) {
  if (!place.canReturn) return undefined;
  const [a, b, c] = [any(place), any(place), any(place)];
  return place.random.pick([
    `if (${a}) return ${b};`,
    [`if (${a}) return ${b};`, `return ${c};`],
    [`if (${a}) { return ${b}; } else { return ${c}; }`],
    [`if (${a}) { log(${place.tag()}); return; }`],
    [`if (${a}) return;`, `log(${place.tag()}, ${b});`],
    [`if (${a}) { return ${b}; }`, `if (${c}) { return ${b}; }`],
    [`if (!${a}) return undefined;`],
    [`try { return ${b}; } finally { log(${place.tag()}); }`],
    [`try { if (${a}) return ${b}; } finally { if (${c}) return; }`],
    [`if (${a}) throw new Error(${place.tag()});`, `return ${b};`],
    [`switch (${a}) { case 1: return ${b}; case "a": return ${c}; default: log(1); }`],
  ]);
}

// --- Functions -----------------------------------------------------------------------------------

function smallFunction(place) {
  const { random } = place;
  const name = place.unique("fn");
  const [a, b] = [any(place), any(place)];
  const text = random.pick([
    `function ${name}(x) { return x; }`,
    `function ${name}() {}`,
    `function ${name}(x, y) { return x + y; }`,
    `function ${name}(x, y) { return [y, x]; }`,
    `const ${name} = (x) => x * 2;`,
    `const ${name} = function (x) { return log("in", x); };`,
    `const ${name} = (x, y = ${a}) => ({ x, y });`,
    `function ${name}(x) { x = x || ${b}; return x; }`,
    `function ${name}(x) { return this === undefined ? x : typeof this; }`,
    `function ${name}(...rest) { return rest.length; }`,
    `function ${name}(x) { if (x) return 1; log("not"); }`,
    `function ${name}(x) { var y = x; x = 2; return y + x; }`,
    `function ${name}({ p = 1 } = {}, [q] = [2]) { return p + q; }`,
  ]);
  const calls = [`log(${name}(${a}, ${b}));`, `log(${name}(${b}));`, `${name}(log(1), ${a});`];
  const count = random.below(3);
  const lines = [text, ...random.shuffled(calls).slice(0, count)];
  return random.chance(0.2) && text.startsWith("function") ? lines.reverse() : lines;
}

function immediateFunction(place) {
  const name = place.unique("Enum");
  const [a, b] = [any(place), any(place)];
  const tag = place.tag();
  return place.random.pick([
    `(function () { log(${tag}, ${place.with({ hasNewTarget: false }) && a}); })();`,
    `(() => { var hidden = ${a}; log(${tag}, hidden); })();`,
    `log((() => ${a})());`,
    `(function (x) { x(${tag}); })(log);`,
    `(function (x, y) { log(x, y); })(${a}, ${b});`,
    `log((function () { return ${a}; })());`,
    `!(function () { log(${tag}); })();`,
    `(() => {})(${a});`,
    `log(((x) => x)(${a}), ((x, y) => y)(${a}, ${b}));`,
    [
      `var ${name};`,
      `(function (E) {
  E[(E["A"] = 0)] = "A"; E[(E["B"] = 1)] = "B";
})(${name} || (${name} = {}));`,
      `log(${name}.B, ${name}[0], ${name});`,
    ],
  ]);
}

function aliasedArguments(place) {
  const name = place.unique("fn");
  const strict = place.random.chance(0.3) ? '"use strict"; ' : "";
  const value = any(place);
  return [
    `function ${name}(a, b) {
  ${strict}arguments[0] = 9; log(a, arguments.length);
  b = ${number(place)}; log(arguments[1]); a++; return arguments;
}`,
    `log([...${name}(${value}, 2)], [...${name}(1)]);`,
  ];
}

function hoisted(place) {
  const name = place.unique("h");
  const tag = place.tag();
  const test = any(place);
  return place.random.pick([
    [`{ function ${name}() { return 1; } }`, `log(typeof ${name});`],
    [`if (${test}) { function ${name}() {} }`, `log(typeof ${name});`],
    [`log(typeof ${name});`, `var ${name} = 1;`],
    [`log(${name}(2));`, `function ${name}(x) { return x; }`],
    [`try { log(${name}1); let ${name}1 = 1; } catch (e) { log(${tag}, e); }`],
    [
      `{`,
      `const get = () => ${name}2; try { log(get()); } catch (e) { log(e); }`,
      `const ${name}2 = 3; log(get());`,
      `}`,
    ],
    [`var ${name} = 1;`, `{ let ${name} = 2; log(${name}); }`, `log(${name});`],
    [`function ${name}() { return 1; }`, `log(${name}());`, `var ${name} = 2;`, `log(${name});`],
    [`for (var ${name} = 0; ${name} < 2; ${name}++);`, `log(${name});`],
    [`const ${name} = 1;`, `try { ${name} = 2; } catch (e) { log(${tag}, e); }`, `log(${name});`],
    [`class ${name} { static self = ${name}; }`, `log(${name}.self === ${name});`],
    [
      `switch (${test}) {`,
      `case 0: let ${name};`,
      `default: try { ${name} = 1; log(${name}); } catch (e) { log(e); }`,
      `}`,
    ],
  ]);
}

// --- Values --------------------------------------------------------------------------------------

function constants(place) {
  const { random } = place;
  const pick = () =>
    random.pick([
      ...["0", "-0", "1", "-1", "2", "NaN", "1e21", "0.1", '""', '"a"', '"1"', "null", "undefined"],
      ...[
        "true",
        "false",
        "1n",
        "0n",
        "[]",
        "{}",
        "[1]",
        "'\\u2028'",
        "`b`",
        "/x/",
        "'ab'",
        "1e400",
      ],
      ...[
        "function () {}",
        "2147483648",
        "4294967296",
        "-2147483649",
        "0.30000000000000004",
        "5e-324",
      ],
    ]);
  const operators = [
    ...["+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^", "==", "!=", "===", "!=="],
    ...["<", ">", "<=", ">=", "&&", "||", "??", ","],
  ];
  const prefixes = ["", "", "", "!", "-", "+", "~", "typeof ", "void ", "!!", "- -"];
  const one = () => `(${random.pick(prefixes)}(${pick()}))`;
  const formula = `${one()} ${random.pick(operators)} ${one()}`;
  const longer = `(${formula}) ${random.pick(operators.filter((o) => o !== "??"))} ${one()}`;
  const text = random.pick([
    formula,
    longer,
    `(${formula}) ? ${one()} : ${one()}`,
    `\`a\${${formula}}\``,
    `"x" + ${one()} + ${one()}`,
    `${one()} + ${one()} + "x" + ${one()}`,
  ]);
  return `try { log(${place.tag()}, ${text}); } catch (e) { log(e); }`;
}

function literals(place) {
  const { random } = place;
  const index = random.pick(["0", "1", "2", "-1", '"length"', "0.5", '"0"']);
  return random.pick([
    `log([1, log("two"), 3][${index}]);`,
    `log("abc"[${index}], "abc".length, [1, , 2].length);`,
    `log({ p: 1, q: log("q"), p: 3 }.p, { __proto__: { r: 1 } }.r);`,
    `log({ p: 1, ...${any(place)}, q: 2 });`,
    `log([...[1, , 2], ...${JSON.stringify("xy")}, ...[]]);`,
    `log("a" + 1 + 2, 1 + 2 + "a", \`\${1}\${"b"}\${null}\`, "a" + -0, \`\${-0}\`, 1 + +"2");`,
    `log({ "a": 1, "b-c": 2, 3: 4, [5]: 6, ["__proto__"]: 7 });`,
    `log(Object.keys({ b: 1, 2: 2, a: 3, 1: 4 }).join());`,
    `log(0.1 + 0.2, 1 / 3, 1e21 + 1, 2 ** 53 + 1, -7 % 3, 7 % -3, -0 % 1, 5 / 0, 0 / 0);`,
    `log("\\u{1f600}".length, "é" < "z", "a" < "B", "10" < "9", 10 < "9", null >= 0, null == 0);`,
    `log(1 << 31, 1 << 32, -1 >>> 0, 2 ** 32 >> 0, ~~1.9, 1e20 | 0, NaN | 0, "7" & 3);`,
    `log(((x) => { switch (typeof x) { case "number": return 1; } return 2; })(${any(place)}));`,
    `{ const re = /a/g; log(re.test("aa"), re.lastIndex, re.test("aa"), re.test("aa"), re); }`,
    `{ const tag = (s, ...v) => s.raw.join("|") + v.join(); log(tag\`a\${1}\\n\${2}\`); }`,
    `log(((a, b = a, c = () => a + b) => { var a = 5; return [a, b, c()]; })(1));`,
    `log([3, 1, 2].sort((a, b) => a - b), [..."héllo"].reverse().join(""));`,
    `log(void 0 === undefined, null == undefined, NaN != NaN, "" == 0, "0" == false, [] == "");`,
  ]);
}

function effectsInOrder(place) {
  const target = place.pickVisible(({ type, isFixed }) => type === "number" && !isFixed)?.name;
  const object = place.pickVisible(({ type }) => type === "object")?.name;
  if (!target || !object) return undefined;
  const key = place.random.pick(KEYS);
  return place.random.pick([
    `log(${target} + (${target} = 5) + ${target}++);`,
    `log([${target}, ${target}++, ${target}, --${target}]);`,
    `${object}.${key} = ${target}++, log(${target}, ${object}.${key});`,
    `log(${object}.${key} + (${object}.${key} = ${any(place)}) + ${object}.${key});`,
    `${target} += (${target} = 2, ${number(place)});`,
    `log((log(1), ${target}) + (log(2), ${target} = 3));`,
    `${object}[log("k", "${key}")] = log("v", ${any(place)});`,
    `${object}[log("k", "${key}")] += 1;`,
    `log(${object}.${key}++, ${object}.${key}, -${object}.${key}--);`,
    `[${target}, ${object}.${key}] = [${object}.${key}, ${target}];`,
    `({ p: ${target} = log("default", 1), ...${object}.${key} } = ${object});`,
    `log(${target}, (() => { ${target} = ${number(place)}; return 1; })(), ${target});`,
  ]);
}

function deadCode(place) {
  const lines = [`log("dead");`, `${callOf(place)};`];
  const hidden = place.unique("d");
  const [a] = [any(place)];
  return place.random.pick([
    `if (false) ${block(lines)}`,
    `if (0) { var ${hidden} = 1; } log(typeof ${hidden}, ${hidden});`,
    `while (false) ${block(lines)}`,
    `for (; false; ) { var ${hidden}; }`,
    `if (true) { log(${place.tag()}); } else ${block(lines)}`,
    `true || ${callOf(place)};`,
    `false && ${callOf(place)};`,
    `1 ? log(${place.tag()}) : ${callOf(place)};`,
    `do { log(${place.tag()}); } while (false);`,
    `do { if (${a}) break; log(${place.tag()}); } while (0);`,
    `label${hidden}: { if (${a}) break label${hidden}; log(${place.tag()}); }`,
    `${a.startsWith("(") ? a : `(${a})`};`,
    `void ${a};`,
    `[${a}, ${any(place)}];`,
    `({ p: ${a}, get q() { return log("never"); } });`,
    `"use nothing";`,
    `switch (1) { case 1: log(${place.tag()}); break; case 2: log("dead"); }`,
    `switch (${a}) { case log("test", 1): break; default: }`,
    `for (const x${hidden} of []) log("dead");`,
    `try { } catch (e) { log("dead"); } finally { log(${place.tag()}); }`,
    `try { ${a}; } catch {}`,
    `;;;`,
  ]);
}

// --- What runs later, or step by step ------------------------------------------------------------

function asyncOrder(place) {
  const [a, b] = [any(place.with({ isAsync: true, isGenerator: false })), any(place)];
  const tag = place.tag();
  const report = `.then((v) => log(${tag}, v), (e) => log("rejected", e))`;
  return place.random.pick([
    `(async () => { log(${tag}, "start"); log(await ${b}); return ${a}; })()${report};`,
    `(async () => {
  try { return await Promise.reject(${b}); } catch (e) { return e; } finally { log("finally"); }
})()${report};`,
    `(async () => { for await (const v of [Promise.resolve(1), ${b}]) log(v); })()${report};`,
    `(async function* () {
  yield 1; try { yield await 2; } finally { log("closed"); }
})().next()${report};`,
    `(async () => {
  for await (const v of (async function* () { yield ${b}; yield* [1]; })()) { log(v); break; }
})()${report};`,
    `Promise.resolve(${b}).then((v) => log(${tag}, v)).finally(() => log("at last"));`,
    `setTimeout(() => log(${tag}, "timer"), ${place.random.below(3)});`,
    `(async (x) => x ? await 1 : 2)(${b})${report};`,
    `(async () => { await null; log(${tag}); })(); log("first");`,
    `Promise.all([1, (async () => ${b})()])${report};`,
  ]);
}

// An iterator that says what is asked of it.
function closingIterator(place) {
  const name = place.unique("it");
  const made = `const ${name} = {
  [Symbol.iterator]() {
    let i = 0;
    return {
      next() { log("next"); return { done: i++ > 1, value: i }; },
      return() { log("closed"); return {}; },
    };
  },
};`;
  const test = any(place);
  const use = place.random.pick([
    `for (const v of ${name}) { if (${test}) break; log(v); }`,
    `const [${name}a] = ${name}; log(${name}a);`,
    `const [, ${name}b = 1, ...${name}c] = ${name}; log(${name}b, ${name}c);`,
    `log([...${name}], Math.max(...${name}));`,
    `try { for (const v of ${name}) throw v; } catch (e) { log(e); }`,
    `(function* () { yield* ${name}; })().next();`,
    `log(new Map([[1, ${name}]]).size, Array.from(${name}));`,
    `[] = ${name}; [,] = ${name};`,
    `outer${name}: for (const v of [1, 2]) for (const w of ${name}) {
  if (w > v) continue outer${name};
  log(v, w);
}`,
  ]);
  return [made, use];
}

function steps(place) {
  const name = place.unique("gen");
  const last = place.random.pick(["next", "return", "throw"]);
  const [a, b] = [any(place), any(place)];
  const body = place.random.pick([
    `const x = yield ${a}; log("got", x); return ${b};`,
    `try { yield ${a}; yield 2; } finally { log("finally"); }`,
    `yield* [1, ${a}]; yield ${b};`,
    `let i = 0; while (i < 3) { if (yield i++) return ${a}; }`,
    `if (${a}) { yield 1; return; } yield ${b};`,
    `for (const k in { p: 1, q: 2 }) yield k;`,
    `log(yield, yield, [yield]);`,
  ]);
  return [
    `function* ${name}() { ${body} }`,
    `{ const g = ${name}(); log(g.next(), g.next(${any(place)}), g.${last}(5)); }`,
  ].map((line, i) => (i === 0 ? line : `try ${line} catch (e) { log(e); }`));
}

function conversions(place) {
  const name = place.unique("cv");
  const text = place.random.pick([
    `{ [Symbol.toPrimitive](hint) { log("hint", hint); return hint === "string" ? "s" : 4; } }`,
    `{ valueOf() { log("valueOf"); return 3; }, toString() { log("toString"); return "t"; } }`,
    `{ toString() { log("toString"); return "p"; }, p: ${any(place)} }`,
    `{ get p() { log("get p"); return 1; }, set p(v) { log("set p", v); }, q: 2 }`,
    `new Proxy({ p: 1 }, {
  get(t, k) { log("get", String(k)); return t[k]; },
  has(t, k) { log("has", String(k)); return true; },
})`,
  ]);
  const [a] = [any(place)];
  const uses = [
    `log(${name} + 1, \`\${${name}}\`, +${name});`,
    `log(${name} == 3, ${name} < ${a}, ${name} + "");`,
    `${name} + ${name};`,
    `-${name}; \`\${${name}}\`; ${name} == 1;`,
    `log({ p: 1, s: 2, t: 3 }[${name}]);`,
    `${name}.p; ${name}.p++; ${name}.p = ${name}.p;`,
    `log("p" in ${name}, ${name}?.p, typeof ${name}.q);`,
    `switch (${name}) { case "s": log(1); break; case ${name}: log("same"); }`,
    `if (${name} && ${name}.p) log(${name}.p);`,
    `log([${name}] + "", ${name} ? 1 : 2, !${name});`,
  ];
  return [
    `const ${name} = ${text};`,
    ...place.random.some(uses, 0.3).map((use) => `try { ${use} } catch (e) { log(e); }`),
  ];
}

const IDIOMS = [
  [3, singleUse],
  [2, unused],
  [1, redeclared],
  [3, assignTwice],
  [3, chooseCall],
  [2, nullish],
  [2.5, returns],
  [2, smallFunction],
  [1.5, immediateFunction],
  [0.5, aliasedArguments],
  [1.5, hoisted],
  [2.5, constants],
  [1, literals],
  [2, effectsInOrder],
  [2.5, deadCode],
  [1, asyncOrder],
  [0.7, closingIterator],
  [0.7, steps],
  [1.2, conversions],
  [6, hazard],
  [4, state],
];
