// Words: what modules of both kinds are written with: names, functions, and expressions that look
// at a value.
//
// Generated code calls a few globals that run_cases.mjs defines: log, probe (a value as text, or
// the name of the error), keysOf, stop (true when enough has run), later, id, fail.

// Local names: those that bundlers like to make up, names of globals, and plain ones.
const PLAIN = ["alpha", "beta", "gamma", "delta", "run", "make", "Thing", "value", "x", "x2", "x3"];
const MADE_UP = [
  "alpha2", "value2", "make2", "init_m1", "init_m2", "require_m1", "require_m2", "require_m3",
  "m1_exports", "m2_exports", "m1_default", "m2_default", "import_m1", "import_m2", "entry_exports",
  "entry_default", "__commonJS", "__esm", "__export", "__reExport", "__toESM", "__toCommonJS",
  "__require", "__esmAsync", "export_default", "import_node_path", "bundled",
]; // prettier-ignore
const GLOBALS = [
  "Object", "Promise", "Symbol", "Proxy", "Error", "Array", "name", "async", "of", "get", "set",
  "from", "as", "globalThis", "process", "global", "self", "window", "NaN2", "π", "ⅷ",
]; // prettier-ignore
const COMMONJS = ["exports", "module", "require", "__filename", "__dirname"];

const DEFINED = ["console", "DEFINED", "defined", "DEFINED_OBJECT"]; // see write_extras.mjs

// Gives names that are not in use yet, out of those that may clash with others in the bundle.
export class Names {
  constructor(random, isEsm) {
    this.random = random;
    this.pool = [...PLAIN, ...PLAIN, ...MADE_UP, ...GLOBALS, ...(isEsm ? COMMONJS : [])];
    this.taken = new Set(["log", "probe", "keysOf", "stop", "later", "id", "fail", ...DEFINED]);
  }

  take(preferred) {
    let name = preferred;
    for (let tries = 0; !name || this.taken.has(name); tries++) {
      name = tries < 20 ? this.random.pick(this.pool) : `n${this.taken.size}`;
    }
    this.taken.add(name);
    return name;
  }

  // A name for an inner scope: it may hide anything.
  inner() {
    const { random, taken } = this;
    if (random.chance(0.5)) return random.pick(this.pool.filter((name) => name !== "exports"));
    const visible = [...taken].slice(7 + DEFINED.length);
    return visible.length > 0 ? random.pick(visible) : "x";
  }
}

// Whether a name can stand for itself, without quotes.
export const isWord = (name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);

export const member = (object, name) =>
  isWord(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;

// How a module at the path `from` says where `to` is.
export function relativePath(from, to) {
  const folder = from.split("/").slice(0, -1);
  const target = to.split("/");
  while (folder.length > 0 && target.length > 1 && folder[0] === target[0]) {
    folder.shift();
    target.shift();
  }
  return (folder.length > 0 ? "../".repeat(folder.length) : "./") + target.join("/");
}

// An expression that looks at what `name` holds. `kind`: value, function, class, counter, object.
export function look(random, name, kind) {
  if (kind === "function" && random.chance(0.7)) return call(random, name);
  if (kind === "class" && random.chance(0.7)) {
    return random.pick([`new ${name}(1).who()`, `${name}.tag`, `new ${name}().field`]);
  }
  if (kind === "object" && random.chance(0.5)) return `keysOf(${name})`;
  return random.pick([
    name,
    `typeof ${name}`,
    `[${name}, 1].length`,
    `((given = ${name}) => given)()`,
    `(() => ${name})()`,
    `(function () { return ${name}; })()`,
    `[...[${name}]][0]`,
    `(${name}, ${name})`,
    `true ? ${name} : 0`,
    `${name} ? "yes" : "no"`,
    `!${name} || (() => ${name} ?? "none")()`,
    `(() => { if (${name}) return "yes"; return "no"; })()`,
    ...(/^[\w$π]+$/u.test(name)
      ? [`({ ${name} }).${name}`, `keysOf({ ${name} })`, `(({ ${name} }) => ${name})({})`]
      : []),
  ]);
}

function call(random, name) {
  return random.pick([
    `${name}(1)`,
    `${name}("s")`,
    `(0, ${name})(2)`,
    `${name}?.(3)`,
    `${name}.call(undefined, 4)`,
    `[${name}][0](5)`,
    `${name}\`t\``,
    `new ${name}(6) && 1`,
  ]);
}

// A statement that logs what an expression gives.
export function tell(random, module, expression) {
  const label = `"${module.name} ${expression.replace(/[^\w.]+/gu, " ").trim()}"`;
  return random.pick([
    `log(${label}, probe(() => ${expression}));`,
    `log(${label}, probe(() => ${expression}))`,
    `log(${label}, probe(function () { return ${expression}; }));`,
    `try { log(${label}, probe(() => (${expression}))) } catch { log("never") }`,
  ]);
}

// The body of a function: it may hide names, and looks at a few of `looks`.
export function functionBody(random, { module, names, label, looks, isStrict }) {
  const lines = [`if (stop()) return "stop";`];
  const given = [];
  if (isStrict && random.chance(0.3)) given.push("typeof this");
  lines.push(`log("${module.name} ${label}"${given.map((text) => ", " + text).join("")});`);
  const hidden = names.inner();
  const jump = /^[a-z]/.test(hidden) ? hidden : "label";
  const shadow = random.pick([
    "",
    "",
    `let ${hidden} = "inner";`,
    `var ${hidden} = "inner var";`,
    `function ${hidden}() { return "inner function"; }`,
    `class ${hidden} { static tag = "inner class"; }`,
    `for (const ${hidden} of [1]) log(typeof ${hidden});`,
    `try { throw "thrown"; } catch (${hidden}) { log(typeof ${hidden}); }`,
    `{ let ${hidden} = 1; log(typeof ${hidden}); }`,
    `[2].map((${hidden}) => log(typeof ${hidden}));`,
    `const { other: ${hidden} = 3 } = {}; log(typeof ${hidden});`,
    `${jump}: for (;;) { break ${jump}; }`,
  ]);
  const inside = random.some(looks(), 0.3).slice(0, 3);
  // In a block, as a parameter may be called the same.
  lines.push("{", shadow);
  for (const text of inside) lines.push(`  log("in ${label}", probe(() => ${text}));`);
  lines.push("}");
  lines.push(`return "${label} of ${module.name}";`);
  return lines.map((line) => `  ${line}\n`).join("");
}

export function parameters(random, names, looks) {
  const expressions = looks();
  const value = expressions.length > 0 ? random.pick(expressions) : "1";
  return random.pick(["", "", names.inner(), `given = stop() || probe(() => ${value})`, "...rest"]);
}

// A class: a static field, a field, a method.
export function classBody(random, { module, label, looks }) {
  const expressions = looks();
  const value = expressions.length > 0 ? random.pick(expressions) : "1";
  const inStatic = random.chance(0.3)
    ? `  static { log("${module.name} block of ${label}"); }\n`
    : "";
  return `{
  static tag = "${label} of ${module.name}";
${inStatic}  field = probe(() => ${value});
  [id("who")]() { return "a ${label}"; }
}`;
}
