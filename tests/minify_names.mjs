// Renames what random programs call their variables, and runs them before and after: they must log
// the same. What real programs do, packages.mjs --minify asks.
//
//   node tests/minify_names.mjs [--count N] [--seed N] [--what LETTERS] [--probe PATH]
//
// A random program is full of scopes that shadow each other, with few names, among them those that
// the renamer likes best; every use logs a value or the kind of error. Which programs there are
// depends on the seed alone. --what: what minify_probe does, besides renaming (i).
import { parseArgs } from "node:util";
import vm from "node:vm";
import { startProbe } from "./minify_probe.mjs";
import { Random } from "./module_graphs/random.mjs";

const SHOWN = 3; // failures, at most
const MOST_DEPTH = 4; // of statements in each other
const MOST_TICKS = 400; // calls and rounds of loops of one program

const { values: options } = parseArgs({
  options: {
    count: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    what: { type: "string", default: "w" },
    probe: { type: "string" },
  },
});

// --- Random programs -----------------------------------------------------------------------------

const NAMES = ["a", "b", "e", "t", "n", "r", "foo", "bar", "baz"];

// A scope that is being written: what it declares, and what a `var` within declares through it.
class Scope {
  constructor(parent, isFunction) {
    this.parent = parent;
    this.isFunction = isFunction;
    this.own = new Set(); // let, const, class, parameters
    this.vars = new Set();
  }
}

class Generator extends Random {
  constructor(seed) {
    super(seed);
    this.number = 0;
    this.isStrict = this.chance(0.4);
    this.hasDynamic = this.chance(0.15); // eval, with
    this.names = NAMES.filter(() => this.chance(0.7));
    if (this.names.length < 2) this.names = NAMES;
    this.labels = []; // open ones of this function: [name, isLoop]
    this.classes = []; // open ones: their private names
    this.depth = 0;
    this.scope = new Scope(null, true);
  }

  name() {
    return this.pick(this.names);
  }

  value() {
    return `${++this.number}`;
  }

  // A name that may be declared here; `isVar`: by var, or by a function at the top of a function.
  declare(isVar) {
    const isFree = (name) => {
      if (!isVar) return !this.scope.own.has(name) && !this.scope.vars.has(name);
      for (let scope = this.scope; ; scope = scope.parent) {
        if (scope.own.has(name)) return false;
        if (scope.isFunction) return true;
      }
    };
    let name = this.name();
    if (!isFree(name)) name = this.names.find(isFree) ?? `v${this.value()}`;
    if (!isVar) this.scope.own.add(name);
    for (let scope = this.scope; isVar; scope = scope.parent) {
      scope.vars.add(name);
      if (scope.isFunction) break;
    }
    return name;
  }

  // From here on a `var` may repeat what the scope declares: parameters.
  allowVars() {
    for (const name of this.scope.own) this.scope.vars.add(name);
    this.scope.own.clear();
  }

  inScope(isFunction, make) {
    this.scope = new Scope(this.scope, isFunction);
    const text = make();
    this.scope = this.scope.parent;
    return text;
  }

  // Labels of a function are of no use in another.
  inFunction(make) {
    const labels = this.labels;
    this.labels = [];
    const text = this.inScope(true, make);
    this.labels = labels;
    return text;
  }

  program() {
    const body = this.statements(4 + this.below(8));
    return (this.isStrict ? '"use strict";\n' : "") + body;
  }

  statements(count) {
    let text = "";
    for (let i = 0; i < count; i++) text += this.statement() + "\n";
    return text;
  }

  statement() {
    if (this.depth >= MOST_DEPTH) return this.leaf();
    this.depth++;
    const text = this.chance(0.4) ? this.leaf() : this.pick(COMPOUND).call(this);
    this.depth--;
    return text;
  }

  leaf() {
    return this.pick(LEAVES).call(this);
  }

  block(count = 1 + this.below(4)) {
    return this.inScope(false, () => `{\n${this.statements(count)}}`);
  }

  // Parameters and body. What the parameters declare is no variable of the body.
  rest(arrow = "") {
    return this.inFunction(() => {
      const parameters = this.parameters();
      return `(${parameters})${arrow} { tick();\n${this.statements(1 + this.below(4))}}`;
    });
  }

  noParameters() {
    return this.inFunction(() => `() { tick();\n${this.statements(1 + this.below(4))}}`);
  }

  parameters() {
    const list = [];
    for (let count = this.below(4); count > 0; count--) {
      if (this.chance(0.6)) list.push(this.declare());
      else if (this.chance(0.5)) list.push(`${this.declare()} = ${this.expression()}`);
      else list.push(`${this.pattern(() => this.declare())} = ${this.object()}`);
    }
    if (this.chance(0.1)) list.push(`...${this.declare()}`);
    if (this.chance(0.3)) this.allowVars();
    return list.join(", ");
  }

  // `target` gives the names in it.
  pattern(target = () => this.name()) {
    const part = () => (this.chance(0.3) ? `${target()} = ${this.expression()}` : target());
    const shape = this.below(4);
    if (shape === 0) return `{ ${part()} }`;
    if (shape === 1) return `{ x: ${part()}, [log(${this.value()})]: ${target()} }`;
    if (shape === 2) return `{ x: { y: ${part()} } = {}, ...${target()} }`;
    return `{ x: [${part()}, , ...${target()}] = [${this.value()}, 0, 0] }`;
  }

  object() {
    const list = `*[Symbol.iterator]() { yield ${this.value()}; }`;
    return `{ ${this.name()}: ${this.value()}, x: { y: ${this.value()}, ${list} } }`;
  }

  expression() {
    if (this.depth >= MOST_DEPTH) return this.value();
    this.depth++;
    const text = this.pick(EXPRESSIONS).call(this);
    this.depth--;
    return text;
  }

  call() {
    const list = Array.from({ length: this.below(3) }, () => this.expression());
    return `(${list.join(", ")})`;
  }

  classTail() {
    const names = ["x", "y", "z"].filter(() => this.chance(0.5));
    const wasStrict = this.isStrict;
    this.isStrict = true;
    const parent = this.chance(0.2) ? ` extends (${this.expression()}, Object)` : "";
    this.classes.push(names);
    const text = this.inFunction(() => {
      const fields = names.map((name) => {
        const kind = this.chance(0.3) ? "static " : "";
        return `${kind}#${name} = ${this.expression()};\n`;
      });
      const members = Array.from({ length: this.below(4) }, () => this.pick(MEMBERS).call(this));
      return [...fields, ...members].join("");
    });
    this.classes.pop();
    this.isStrict = wasStrict;
    return `${parent} {\n${text}}`;
  }
}

const LEAVES = [
  function () {
    return `use(() => ${this.name()});`;
  },
  function () {
    return `log(typeof ${this.name()}, ${this.expression()});`;
  },
  function () {
    return `use(() => ${this.name()} = ${this.expression()});`;
  },
  function () {
    return `use(() => ${this.name()}${this.call()});`;
  },
  function () {
    return `use(() => ${this.name()}${this.call()});`;
  },
  function () {
    return `var ${this.declare(true)} = ${this.expression()}, ${this.declare(true)};`;
  },
  function () {
    return `let ${this.declare()} = ${this.expression()};`;
  },
  function () {
    return `const ${this.declare()} = ${this.expression()};`;
  },
  function () {
    const kind = this.pick(["var", "let", "const"]);
    return `${kind} ${this.pattern(() => this.declare(kind === "var"))} = ${this.object()};`;
  },
  function () {
    return `use(() => (${this.pattern()} = ${this.object()}));`;
  },
  function () {
    return `use(() => ({ ${this.name()}, ${this.name()} }));`;
  },
  function () {
    if (!this.labels.length) return `use(() => ${this.expression()});`;
    const [label, isLoop] = this.pick(this.labels);
    return `if (tick() % 3) ${isLoop && this.chance(0.5) ? "continue" : "break"} ${label};`;
  },
  function () {
    if (!this.hasDynamic) return `use(() => ${this.name()});`;
    const code = this.chance(0.3) ? `var ${this.name()} = ${this.value()}` : this.name();
    return `use(() => eval("${code}"));`;
  },
];

const COMPOUND = [
  function () {
    return this.block();
  },
  function () {
    return `function ${this.declare(this.scope.isFunction)}${this.rest()}`;
  },
  function () {
    const name = this.declare(this.scope.isFunction);
    return `function ${name}${this.rest()}\nuse(() => ${name}${this.call()});`;
  },
  function () {
    return `function* ${this.declare(this.scope.isFunction)}${this.rest()}`;
  },
  function () {
    return `class ${this.declare()}${this.classTail()}`;
  },
  function () {
    return `if (${this.expression()}) ${this.block()} else ${this.block()}`;
  },
  function () {
    if (this.isStrict) return this.block();
    return `if (${this.expression()}) function ${this.name()}${this.rest()}`;
  },
  function () {
    return this.inScope(false, () => {
      const isVar = this.chance(0.5);
      const [name, other] = [this.declare(isVar), this.declare(isVar)];
      const head = `${isVar ? "var" : "let"} ${other} = ${this.expression()}, ${name} = 0`;
      return `for (${head}; ${name} < 2; ${name}++) { tick();\n${this.statements(2)}}`;
    });
  },
  function () {
    return this.inScope(false, () => {
      const kind = this.pick(["var", "let", "const"]);
      const target = () => this.declare(kind === "var");
      const [left, list] = this.chance(0.5)
        ? [target(), `[${this.expression()}, ${this.value()}]`]
        : [this.pattern(target), `[${this.object()}]`];
      return `for (${kind} ${left} of ${list}) ${this.block()}`;
    });
  },
  function () {
    return `for (var ${this.declare(true)} in { x: 1 }) ${this.block()}`;
  },
  function () {
    const [label, isLoop] = [this.pick(["a", "foo", "outer", "t"]), this.chance(0.5)];
    if (this.labels.some(([name]) => name === label)) return this.block();
    this.labels.push([label, isLoop]);
    const body = isLoop ? `do ${this.block()} while (tick() % 5 == 0);` : this.block();
    this.labels.pop();
    return `${label}: ${body}`;
  },
  function () {
    const value = this.expression();
    return this.inScope(false, () => {
      const first = `case ${this.expression()}:\n${this.statements(2)}`;
      return `switch (${value}) { ${first}default:\n${this.statements(2)}}`;
    });
  },
  function () {
    const caught = this.inScope(false, () => {
      const isSimple = this.chance(0.6);
      const parameter = isSimple ? this.declare() : this.pattern(() => this.declare());
      if (isSimple && this.chance(0.5)) this.allowVars();
      return `(${parameter}) {\n${this.statements(1 + this.below(4))}}`;
    });
    return `try { throw ${this.object()}; } catch ${caught} finally ${this.block(1)}`;
  },
  function () {
    return `try ${this.block()} catch ${this.block(1)}`;
  },
  function () {
    if (this.isStrict || !this.hasDynamic) return this.block();
    return `with (${this.object()}) ${this.block()}`;
  },
];

const EXPRESSIONS = [
  function () {
    return this.value();
  },
  function () {
    return `use(() => ${this.name()})`;
  },
  function () {
    return this.rest(" =>");
  },
  function () {
    return `(${this.rest(" =>")})${this.call()}`;
  },
  function () {
    return `function ${this.name()}${this.rest()}`;
  },
  function () {
    return `(function ${this.name()}${this.rest()})${this.call()}`;
  },
  function () {
    return `(${this.name()} => ${this.name()})(${this.value()})`;
  },
  function () {
    return `class ${this.name()}${this.classTail()}`;
  },
  function () {
    return `new (class${this.classTail()})()`;
  },
  function () {
    return `typeof ${this.name()}`;
  },
  function () {
    const names = this.classes.flat();
    if (!names.length) return this.value();
    if (this.chance(0.5)) return `(#${this.pick(names)} in Object(this))`;
    return `use(() => this.#${this.pick(names)})`;
  },
  function () {
    const name = this.name();
    return `({ ${name}${this.rest()} }).${name}${this.call()}`;
  },
  function () {
    return `(function () { return use(() => arguments[0]); })(${this.value()})`;
  },
];

const MEMBERS = [
  function () {
    return `static ${this.inFunction(() => `{\n${this.statements(2)}}`)}\n`;
  },
  function () {
    return `[log(typeof ${this.name()})] = ${this.expression()};\n`;
  },
  function () {
    return `static get ${this.name()}${this.noParameters()}\n`;
  },
  function () {
    return `static ${this.name()} = ${this.expression()};\n`;
  },
  function () {
    return `static ${this.name()}${this.rest()}\n`;
  },
  function () {
    return `${this.name()}${this.rest()}\n`;
  },
];

// --- Running -------------------------------------------------------------------------------------

function show(value, depth = 0) {
  if (typeof value === "function") return "function";
  const isObject = typeof value === "object";
  if (!isObject || value === null || depth > 2) return isObject ? "object" : String(value);
  const keys = Object.keys(value).map((key) => `${key}:${show(value[key], depth + 1)}`);
  return `{${keys.join()}}`;
}

function makeGlobals(lines) {
  let ticks = 0;
  const log = (...values) => (lines.push(values.map((value) => show(value)).join(" ")), values[0]);
  const tick = () => {
    if (++ticks > MOST_TICKS) throw new Error("enough");
    return ticks;
  };
  const use = (get) => {
    try {
      tick();
      return log(get());
    } catch (error) {
      if (error.message === "enough") throw error;
      lines.push(error?.constructor?.name ?? show(error));
    }
  };
  return { log, tick, use, e: "global e", t: "global t", r: "global r" };
}

// The lines that a program logs; null if it is none.
function run(code) {
  let script;
  try {
    script = new vm.Script(code);
  } catch {
    return null;
  }
  const lines = [];
  try {
    script.runInNewContext(makeGlobals(lines));
  } catch (error) {
    lines.push(error?.message === "enough" ? "enough" : error?.constructor?.name ?? show(error));
  }
  return lines;
}

const WAYS = [
  { goal: "script", what: "i", wrap: (code) => code },
  { goal: "commonjs", what: "it", wrap: (code) => `(function () {\n${code}\n})()` },
];

async function main() {
  const probe = startProbe(options.probe);
  const failures = [];
  let count = 0;
  for (let seed = Number(options.seed); count < Number(options.count); seed++) {
    const source = new Generator(seed).program();
    const way = WAYS[count % WAYS.length];
    const expected = run(way.wrap(source));
    if (!expected) continue; // some names are declared twice: not every program is one
    count++;
    const problem = await check(probe, source, way, expected);
    if (problem) failures.push(`FAILED seed ${seed}: ${problem}`);
  }
  probe.close();
  for (const failure of failures.slice(0, SHOWN)) console.log(`${failure}\n`);
  console.log(`${count - failures.length} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

// What is wrong with the program when it is minified.
async function check(probe, source, { goal, what, wrap }, expected) {
  const { text, problem } = await probe.minify(goal, what + options.what, source);
  if (problem) return `${problem}\n--- before\n${source}`;
  const got = run(wrap(text)) ?? ["is no program"];
  const at = expected.findIndex((line, k) => line !== got[k]);
  if (at < 0 && expected.length === got.length) return null;
  return `expected ${expected[at]}, got ${got[at]}\n--- before\n${source}\n--- after\n${text}`;
}

process.exitCode = await main();
