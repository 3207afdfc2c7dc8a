// Hazards: shapes that a minifier is likely to get wrong, with values and effects of the program's
// own in their places.
import { expression } from "./expressions.mjs";

export function hazard(place) {
  return place.random.pick(HAZARDS)(place);
}

const any = (place) => expression(place, 1);
const number = (place) => expression(place, 1, "number");
const isPlain = ({ type, isFixed }) => !isFixed && type !== "function";

// Lines that may throw, in a function of their own, so that names don't meet others.
function alone(lines) {
  return ["try {", "(() => {", ...lines.flat().filter(Boolean), "})();", "} catch (e) { log(e); }"];
}

// --- Functions -----------------------------------------------------------------------------------

// Called with more or fewer arguments than it has parameters; some of them are not used.
function arity(place) {
  const { random } = place;
  const f = place.unique("arity");
  const uses = random.some(["u1", "u2", "u3"], 0.4).join(" + ") || any(place);
  const head = random.pick([
    `function ${f}(u1, u2, u3) { return ${uses}; }`,
    `const ${f} = (u1, u2, u3) => ${uses};`,
    `var ${f} = function (u1, u2, u3) { return ${uses}; };`,
    `function ${f}(u1, u2, ...u3) { return ${uses}; }`,
    `function ${f}(u1, u2 = ${any(place)}, u3) { var u1; return u1 ?? ${uses}; }`,
    `function ${f}(u1, u2, u3) { var u1, u3 = u2; return ${uses}; }`,
  ]);
  const args = () => Array.from({ length: random.below(5) }, () => any(place)).join(", ");
  const calls = [`log(${f}(${args()}));`, `log(${f}(${args()}), ${f}(...[${args()}]));`];
  const seen = [`log(${f}.length);`, `log([${args()}].map(${f}));`, `log(typeof ${f}.prototype);`];
  return alone([head, random.some(calls, 0.7), random.some(seen, 0.25)]);
}

function recursion(place) {
  const [f, g] = [place.unique("again"), place.unique("other")];
  const base = any(place);
  const step = place.random.pick([`log(n)`, `n`, number(place)]);
  return place.random.pick([
    alone([
      `function ${f}(n) { return n > 0 ? (${step}, ${f}(n - 1)) : ${base}; }`,
      `log(${f}(3));`,
    ]),
    alone([
      `function ${f}(n) { return n > 0 ? ${g}(n - 1) : ${base}; }`,
      `function ${g}(n) { ${step}; return n > 0 ? ${f}(n - 1) : "odd"; }`,
      `log(${f}(2), ${g}(1));`,
    ]),
    alone([`const ${f} = (n, k) => n > 0 ? ${f}(n - 1, [k, n]) : k;`, `log(${f}(2, ${base}));`]),
    alone([
      `function ${f}(n) { var kept = n, k = kept; if (n > 0) ${f}(n - 1); log(kept, k, n); }`,
      `${f}(2);`,
    ]),
  ]);
}

// Functions of one expression, which can be written where they are called.
const SMALL_BODIES = [
  ..."p1|p2|p1 + p2|p2 - p1|[p1, p2, v]|p1 ? p2 : v|() => p1|() => [p2, p1]|p1 + p1".split("|"),
  ..."v|v = p1|v++|log(p2, p1)|log(v, p2)|p1 && log(p2)|p1()|p1.p|typeof p1|v += p1".split("|"),
  ..."p1?.q|!p2|p1 ?? p2|void p2|(p1, v)|p1 || (v = 3)|p1 === v".split("|"),
  ..."(p1, p2)|{}.p2 || p1|`${p1}${p2}`|w.p|w[p1] = p2|w.p = p1|this === w|p1 = p2".split("|"),
  ..."(v = 1, p1)|p1 === p2|[...p1]|new p1|delete w.p|typeof arguments|class { q = p1 }".split("|"),
];

function smallBody(place) {
  const { random } = place;
  return random.chance(0.85) ? random.pick(SMALL_BODIES) : any(place);
}

function smallArgument(place) {
  const values = ["v", "v++", "v = 7", "log(2)", "() => v", "w.m", "w", "5", `"text"`, "null", "c"];
  const more = ["w.p", "w.g", "c.p", "[v]", "log(v)", "(log(3), c)", "class {}", "-1", "!v"];
  const { random } = place;
  return random.chance(0.9) ? random.pick([...values, ...more]) : any(place);
}

function smallArguments(place) {
  const { random } = place;
  const list = Array.from({ length: random.below(4) }, () => smallArgument(place));
  if (random.chance(0.05)) list.push("...[1]");
  return list.join(", ");
}

// Called once, from within another function.
function calledInside(place) {
  const { random } = place;
  const f = place.unique("once");
  const asks = random.chance(0.3) ? "log(this === w);" : "";
  const body = `for (const one of [p1]) { ${asks} return ${smallBody(place)}; }`;
  const made = random.pick([
    `function ${f}(p1, p2) { ${body} }`,
    `const ${f} = (p1, p2) => { ${body} };`,
    `var ${f} = function (p1, p2) { ${body} };`,
  ]);
  const call = `${f}(${smallArguments(place)})`;
  const users = [
    `function user() { return ${call}; }`,
    `const user = () => { log(1); return ${call}; };`,
    `const user = function () { "use strict"; return ${call}; };`,
    `class U { static m() { return ${call}; } } const user = U.m;`,
    `const user = { m(q = ${call}) { return q; } }.m;`,
    `function* many() { yield ${call}; } const user = () => [...many()];`,
    `const user = () => { for (let i = 0; i < 2; i++) log(${call}); };`,
  ];
  const use = "try { log(user()); } catch (e) { log(e); }";
  const lines = [made, random.pick(users), use, "log(user.call(3));"];
  if (random.chance(0.2)) lines.splice(0, 2, lines[1], use, made);
  const world = `const w = { p: 1, m() { return this === w; } }, c = 5; let v = ${any(place)};`;
  return alone([world, lines, "log(v, w);"]);
}

// What a function of one expression looks like: `head(…)body`, without a name.
function smallFunction(place, name = "") {
  const { random } = place;
  const body = smallBody(place);
  const given = `(${body})`.replace(/^\(([\w.]+)\)$/, "$1");
  const block = random.pick([`return ${given};`, `return ${given};`, `${given};`, "", "return;"]);
  const parameters = random.pick(["p1, p2", "p1, p2", "p1", "", "p2, p1", "p1, p2 = 3"]);
  if (!name && !/this|arguments/.test(body) && random.chance(0.5))
    return `(${parameters}) => ${random.chance(0.7) ? given : `{ ${block} }`}`;
  return `function ${name}(${parameters}) { ${block} }`;
}

function inlined(place) {
  const { random } = place;
  const f = place.unique("small");
  const made = random.pick([
    () => smallFunction(place, f),
    () => `${random.pick(["const", "let", "var"])} ${f} = ${smallFunction(place)};`,
  ])();
  const call = () => `${f}(${smallArguments(place)})`;
  const attempt = (text) => `try { ${text} } catch (e) { log(e); }`;
  const uses = [`log(${call()});`, `${call()};`, `log(v, ${call()}, v);`, `log(typeof ${call()});`];
  const lists = [`log([v, ${call()}, ${call()}]);`, `log(${call()}());`];
  const more = [`log(${f}(${call()}, v));`, ...lists];
  const rest = [`v = ${call()}; log(v);`, `(() => log(${call()}))();`, `log(${call()}?.p);`];
  const immediate = () => `log((${smallFunction(place)})(${smallArguments(place)}), v);`;
  const fixed = random.pick(["5", "w0", "{ p: 4 }"]);
  const head = [`let v = ${any(place)}, c0 = log(1);`, `const c = ${fixed};`];
  const careful = (one) => (random.chance(0.4) ? attempt(one) : one);
  const lines = random.some([...uses, ...more, ...rest], 0.25).map(careful);
  lines.splice(random.below(lines.length + 1), 0, made);
  if (random.chance(0.5)) lines.push(attempt(immediate()));
  if (random.chance(0.1)) lines.push(`log(${f}.length);`);
  const members = `p: 1, m() { return this === w; }, get g() { return log("g"); }`;
  return alone([`const w = { ${members} }, w0 = 6;`, head, lines, "log(v, w);"]);
}

// Read once, after it was given a value; something in between may give it another.
function overwritten(place) {
  const { random } = place;
  const many = Array.from({ length: 14 }, (_, i) => `m${i}`);
  const writers = [
    `write();`,
    `[1].forEach(write);`,
    `if (log(1) || true) { x = ${any(place)}; }`,
    `for (let i = 0; i < 1; i++) write();`,
    `{ let ${many.map((name) => `${name} = log(2)`).join(", ")}; log(${many}); x = 3; }`,
    `log({ get p() { write(); return 4; } }.p);`,
    `log(${any(place)});`,
  ];
  const given = random.pick([`x = ${any(place)};`, `x = false;`, `x = { p: 1 };`]);
  const read = random.pick([`log(x);`, `x ? log("yes") : log("no");`, `return log(x);`]);
  return alone([
    random.pick([`let x = 5;`, `var x;`]),
    `function write() { x = ${any(place)}; }`,
    `function run(y) {`,
    given,
    random.chance(0.2) && `y = x;`,
    random.some(writers, 0.3),
    random.chance(0.2) && `log(y);`,
    random.pick([read, read, read, `try { log(6); } finally { ${read} }`]),
    `}`,
    `run();`,
    random.chance(0.5) && `run();`,
  ]);
}

// Read before its declaration has run, or after: by a function that stands before or behind.
function early(place) {
  const { random } = place;
  const kind = random.pick(["const", "let", "var", "class"]);
  const value = random.pick(["1", `"text"`, any(place), "{ p: 1 }", "() => 2", "void 0"]);
  const made = kind === "class" ? "class late {}" : `${kind} late = ${value};`;
  const reader = random.pick([
    "function read() { return late; }",
    "const read = () => late;",
    "var read = function () { return typeof late; };",
    "class Reader { static p = () => late; } const read = Reader.p;",
  ]);
  const lines = [reader, made];
  if (random.chance(0.6)) lines.push(`log(typeof read());`);
  if (random.chance(0.6)) lines.push(`log(late === read());`);
  const call = `try { log(typeof read()); } catch (e) { log(e); }`;
  lines.splice(random.below(lines.length + 1), 0, call);
  if (reader.startsWith("function") && random.chance(0.4)) lines.push(lines.shift());
  return alone(lines);
}

// --- Variables -----------------------------------------------------------------------------------

function copies(place) {
  const { random } = place;
  const target = place.pickVisible(isPlain);
  const v = target && random.chance(0.5) ? target.name : "v";
  const own = v === "v" ? [`let v = ${any(place)};`] : [];
  const write = random.pick([`${v} = ${any(place)}`, `${v}++`, `[${v}] = [1]`, `set()`]);
  return alone([
    own,
    `const set = () => { ${v} = ${any(place)}; return 5; };`,
    random.pick([`const c = ${v};`, `let c = ${v};`, `var c = ${v}, d = ${v};`]),
    random.chance(0.6) && `${write};`,
    random.pick([
      `log(c, ${v});`,
      `log((${write}, c), ${v});`,
      `log(c, ${write}, ${v});`,
      `log([${write}, c, ${v}], \`\${c}\`);`,
      `if (c === ${v}) log("same"); else { log(c); }`,
      `for (${write}; c === ${v}; ) { log(c); break; }`,
      `log(((x) => [x, ${v}])(c));`,
      `return log(c);`,
    ]),
  ]);
}

function closures(place) {
  const { random } = place;
  const kind = random.pick(["let", "var"]);
  const copy = random.pick(["", "const k = i;", "let k = i * 2;", "var k = i;"]);
  const read = copy ? "[i, k]" : "i";
  const readers = [`() => ${read}`, `function () { return ${read}; }`, `() => (i++, ${read})`];
  const f = random.pick(readers);
  const heads = [
    `for (${kind} i = 0; i < 3; i++)`,
    `for (${kind} i of [1, 2, ${any(place)}])`,
    `for (${kind} i in { p: 1, q: 2 })`,
  ];
  const skip = random.pick(["", "if (i === 1) continue;", "if (i === 2) break;"]);
  return alone([
    "const all = [];",
    `${random.pick(heads)} { ${copy} ${skip} all.push(${f}); }`,
    "for (const one of all) log(one(), one());",
  ]);
}

function bigints(place) {
  const { random } = place;
  const x = random.pick(["5n", "0n", "-1n", number(place), `"3"`, "void 0"]);
  const steps = ["x -= 1", "x = x - 1", "x += 1", "x++", "--x", "x = x + 1", "x *= 2", "x = -x"];
  const two = () => random.pick(["0n", "1n", "-7n", "3n", "9007199254740991n", "2", "0x1fn"]);
  const operator = random.pick("+ - * / % ** << >> & | ^ == === < >= !=".split(" "));
  const folded = [`x = (${two()}) ${operator} ${two()}`, `x = -(${two()})`, `x = ~(${two()})`];
  const more = [...folded, "x = x - 0", "x = 1 * x", "x = +x", "x |= 0", "x -= 1n", "x = x / 1"];
  const attempt = (step) => `try { log(${step}); ${step}; } catch (e) { log(e); }`;
  const lines = random.some([...steps, ...more], 0.3).map(attempt);
  const holder = random.pick([[`let x = ${x};`], [`var x; x = ${x};`], [`for (var x of [${x}]);`]]);
  return alone([holder, lines, "log(x, typeof x);"]);
}

// --- Objects, classes ----------------------------------------------------------------------------

function enumLike(place) {
  const { random } = place;
  const [a, b] = [random.pick(["0", `"A"`, "1n", any(place)]), any(place)];
  const made = random.pick([
    `const E = { A: ${a}, B: ${b} };`,
    `var E; (function (E) { E[E.A = 0] = "A"; E[E["B"] = ${number(place)}] = "B"; })(E ||= {});`,
    `const E = Object.freeze({ A: ${a}, B: ${b} });`,
    `let E = { A: ${a}, get B() { log("B"); return ${b}; } };`,
  ]);
  const uses = ["log(E.A);", "log(E.A, E.B, E.A);", `log(E["B"]);`, "log(E.C);", "log(E);"];
  const more = ["E.A = 3;", "const { A } = E; log(A);", "log(E?.A, E.B?.p);", "log({ ...E });"];
  return alone([made, random.some([...uses, ...more], 0.35)]);
}

function loudClass(place) {
  const { random } = place;
  const inside = place.with({ hasArguments: false });
  const members = [
    `[log("key")] = log("field");`,
    `static [log("static key")] = log("static");`,
    `static { log("block", typeof C); }`,
    `static { const p = ${any(inside)}; log(p); }`,
    `static get p() { log("get"); return 1; }`,
    `[(log("method"), "m")]() { return ${any(place)}; }`,
    `static p2 = ${any(inside)};`,
    `q = ${any(inside)};`,
  ];
  const bases = ["", "", "extends null", "extends Object", "extends (log('base'), Array)"];
  const base = random.pick([...bases, "extends (() => {})", "extends (function* () {})"]);
  const use = random.pick(["", "log(C.p);", "new C();", "log(C.p2, C.length);"]);
  return alone([`class C ${base} { ${random.some(members, 0.35).join(" ")} }`, use]);
}

function spreads(place) {
  const { random } = place;
  const parts = [
    `...{ get p() { log("get"); return ${any(place)}; } }`,
    `...{ p: ${any(place)}, q: log("q") }`,
    `...(${any(place)})`,
    `...null`,
    `r: ${any(place)}`,
    `get s() { return log("s"); }`,
  ];
  const text = `({ ${random.some(parts, 0.5).join(", ")} })`;
  return alone([random.pick([`${text};`, `const o = ${text};`, `log(${text});`])]);
}

// --- Control -------------------------------------------------------------------------------------

function interleaved(place) {
  const [first, second] = [any(place), any(place)];
  const change = place.random.pick([
    "n = n + (await 1);",
    "const t = n; n = t + (await 1);",
    "const t = await 1; n = n + t;",
    "n += await 1;",
    "const t = n; await 0; n = t; ",
    "let t = n; try { await Promise.reject(1); } catch { t += 1; } finally { n = t; }",
  ]);
  return [
    "try { (() => {",
    `let n = ${first};`,
    `async function run() { ${change} log("run", n); }`,
    `run(); n = ${second}; log("then", n);`,
    `Promise.resolve().then(() => { n = 7; });`,
    "})(); } catch (e) { log(e); }",
  ];
}

function generators(place) {
  const { random } = place;
  const body = random.pick([
    `let x = yield ${any(place)}; x = n + (yield x); log(x);`,
    `const k = n; yield 1; log(k, n); return k;`,
    `try { yield 1; yield 2; } catch (e) { log(e); yield 3; } finally { log("finally"); }`,
    `for (const x of [1, 2]) { try { yield x; } finally { log("left", x); } }`,
    `try { return yield 1; } finally { yield "last"; }`,
    `n = n + (yield 1); log(n);`,
  ]);
  const throwing = `try { log(it.throw("x")); } catch (e) { log(e); }`;
  const steps = ["log(it.next(2));", "log(it.return(7));", throwing];
  return alone([
    `let n = ${any(place)};`,
    `function* g() { ${body} }`,
    "const it = g();",
    "log(it.next());",
    random.chance(0.6) && `n = ${any(place)};`,
    random.pick(steps),
    random.pick(steps),
  ]);
}

function switches(place) {
  const { random } = place;
  const of = random.pick(["0", "1", "2", any(place)]);
  const variables = ["let x = 1;", "const x = 1;", "var x = 1;"];
  const made = random.pick([...variables, "class x {}", "function x() {}"]);
  const leave = () => random.pick(["", "break;", "break out;", "if (n) break;"]);
  return alone([
    `let n = ${any(place)};`,
    `out: switch (${of}) { case 0: ${made} ${leave()}`,
    `case 1: try { log(typeof x); } catch (e) { log(e); } ${leave()}`,
    `default: log("default"); ${leave()}`,
    `case 2: log(n); }`,
  ]);
}

function finals(place) {
  const { random } = place;
  const jumps = ["throw 1;", "continue;", "break;", "log('on');"];
  const leave = () => random.pick([`return ${any(place)};`, ...jumps]);
  return alone([
    `const f = () => { for (const x of [1, 2]) { try { log(x); ${leave()} }`,
    random.chance(0.5) ? `catch (e) { log(e); ${leave()} }` : "",
    `finally { log("finally"); ${random.chance(0.3) ? leave() : ""} }`,
    `log("behind"); } return "end"; };`,
    "log(f());",
  ]);
}

function blockFunctions(place) {
  const { random } = place;
  const outer = random.pick(["", "let f;", "var f = 1;", "const f = 2;", "class f {}"]);
  const inner = random.pick(["{ function f() { return 1; } }", "if (1) { f(); function f() {} }"]);
  const last = random.pick(["", "log(typeof f);"]);
  const parameter = random.pick(["", "f", "{ f }", "f = 3"]);
  const isFree = parameter === "" || outer === "" || outer.startsWith("var");
  const around = `((${isFree ? parameter : ""}) => { ${outer} { ${inner} } ${last} })({ f: 4 });`;
  return [`try { ${around} } catch (e) { log(e); }`];
}

const HAZARDS = [
  overwritten,
  overwritten,
  arity,
  inlined,
  inlined,
  inlined,
  calledInside,
  calledInside,
  recursion,
  early,
  early,
  copies,
  copies,
  closures,
  bigints,
  enumLike,
  loudClass,
  spreads,
  interleaved,
  generators,
  switches,
  finals,
  blockFunctions,
];
