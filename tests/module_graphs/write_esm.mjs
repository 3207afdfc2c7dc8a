// Writes an ES module of a generated graph.
import { hasHiddenNames, namesOf, reachedBy, resolveExport } from "./generate.mjs";
import { addExtras } from "./write_extras.mjs";
import {
  classBody, functionBody, isWord, look, member, Names, parameters, relativePath, tell,
} from "./words.mjs"; // prettier-ignore

export function writeEsm(graph, module) {
  return new EsmWriter(graph, module).write();
}

const quoted = (name) => (isWord(name) ? name : JSON.stringify(name));

class EsmWriter {
  constructor(graph, module) {
    this.graph = graph;
    this.random = graph.random;
    this.module = module;
    this.names = new Names(graph.random, true);
    this.found = []; // { name, kind, meaning }: what the code can look at
    this.statements = [];
    this.heads = []; // import and export … from statements
  }

  write() {
    const { graph, random, module } = this;
    for (const list of module.imports) this.addImport(list);
    this.addOutside();
    for (const entry of module.indirect) this.addIndirect(entry);
    for (const star of module.stars) this.heads.push(`export * from ${this.source(star)};`);
    for (const edge of module.edges) {
      const { to, how } = edge;
      const isMentioned = this.heads.some((head) =>
        head.includes(`/${to.path.split("/").at(-1)}"`),
      );
      if (how === "import" && !isMentioned) this.heads.push(`import ${this.source(to)};`);
    }
    for (const own of module.own) this.addOwn(own);
    this.addLooks();
    addExtras(this);
    for (const { to, how } of module.edges) if (how === "dynamic") this.addDynamic(to);
    if (graph.isBeside) this.addWaits();
    else if (module.awaits) this.addAwaits();
    const throwsLast = module.throws && !graph.isBeside;
    if (throwsLast) this.statements.push(`throw fail("${module.name} throws");`);
    const isLate = random.chance(0.15);
    const lines = isLate
      ? [...this.statements, ...this.heads]
      : [...this.heads, ...this.statements];
    const start = `log("${module.name} starts");`;
    const end = module.throws ? "" : `log("${module.name} ends");\n`;
    return `${start}\n${lines.join("\n")}\n${end}export {};\n`;
  }

  source(to) {
    const path = relativePath(this.module.path, to.path);
    return to.kind === "json" ? `"${path}" with { type: "json" }` : `"${path}"`;
  }

  // --- Imports

  addImport({ from, names, namespace }) {
    const { random } = this;
    const parts = [];
    const rest = names.filter((name) => name !== "default");
    if (names.includes("default")) {
      const local = this.names.take();
      this.remember(local, from, "default");
      if (random.chance(0.7) || from.kind === "json") parts.push(local);
      else parts.push(`{ default as ${local} }`);
    }
    if (namespace) {
      const local = this.names.take();
      this.found.push({ name: local, kind: "namespace", of: from });
      const isSecond = parts.length === 1 && !parts[0].startsWith("{");
      const form = `* as ${local}`;
      if (isSecond && random.chance(0.5))
        this.heads.push(`import ${parts.pop()}, ${form} from ${this.source(from)};`);
      else this.heads.push(`import ${form} from ${this.source(from)}`);
    }
    if (rest.length > 0) {
      const list = rest.map((name) => {
        const canStay = isWord(name) && !/^(async|of|default)$/.test(name);
        const local = this.names.take(canStay && random.chance(0.6) ? name : undefined);
        this.remember(local, from, name);
        return local === name ? name : `${quoted(name)} as ${local}`;
      });
      if (parts[0]?.startsWith("{"))
        this.heads.push(`import ${parts.pop()} from ${this.source(from)};`);
      parts.push(`{ ${list.join(", ")} }`);
    }
    if (parts.length > 0) this.heads.push(`import ${parts.join(", ")} from ${this.source(from)};`);
  }

  remember(name, from, exported) {
    this.found.push({ name, ...meaningOf(resolveExport(from, exported, this.module)) });
  }

  // One of Node's own modules stays outside of the bundle.
  addOutside() {
    const { random } = this;
    if (!random.chance(0.15)) return;
    const path = random.pick(["node:path", "path", "node:querystring"]);
    const [a, b] = path.endsWith("path") ? ["basename", "sep"] : ["escape", "stringify"];
    const local = this.names.take();
    const form = random.pick([
      () => [`import ${local} from "${path}"`, `typeof ${local}.${a}`],
      () => [`import { ${a} as ${local} } from "${path}"`, `${local}("a/b c")`],
      () => [`import * as ${local} from "${path}"`, `${local}.${a}("a/b c")`],
      () => {
        return [`export { ${b} as outside_${this.module.name} } from "${path}"`, "1"];
      },
    ])();
    this.heads.push(`${form[0]};`);
    this.statements.push(tell(random, this.module, form[1]));
  }

  // --- Exports

  addIndirect({ exported, imported, from }) {
    const { random } = this;
    const isLocal = from.kind !== "json" && random.chance(0.4);
    const source = this.source(from);
    if (imported === "*" && isLocal) {
      const local = this.names.take();
      this.found.push({ name: local, kind: "namespace", of: from });
      this.heads.push(
        `import * as ${local} from ${source};`,
        `export { ${local} as ${quoted(exported)} };`,
      );
    } else if (imported === "*") {
      this.heads.push(`export * as ${quoted(exported)} from ${source};`);
    } else if (isLocal) {
      const local = this.names.take();
      this.remember(local, from, imported);
      this.heads.push(`import { ${quoted(imported)} as ${local} } from ${source};`);
      this.heads.push(`export { ${local} as ${quoted(exported)} };`);
    } else {
      const names =
        imported === exported ? quoted(imported) : `${quoted(imported)} as ${quoted(exported)}`;
      this.heads.push(`export { ${names} } from ${source};`);
    }
  }

  addOwn(own) {
    const { random, module } = this;
    if (own.exported === "default") {
      this.addDefault(own);
      return;
    }
    const canStay = isWord(own.exported) && own.exported !== "async";
    const isDirect = canStay && random.chance(0.5) && !this.names.taken.has(own.exported);
    const local = this.names.take(isDirect ? own.exported : undefined);
    own.local = local;
    const declaration = this.declare(own, local);
    const renaming = local === own.exported ? "" : ` as ${quoted(own.exported)}`;
    const list = `export { ${local}${renaming} };`;
    if (isDirect) this.statements.push(`export ${declaration}`);
    else this.statements.push(...random.shuffled([declaration, list]));
    if (own.kind === "counter") {
      const bump = this.names.take();
      const change = random.pick([
        `${local}++`,
        `${local} += 1`,
        `({ ${local} = ${local} + 1 } = {})`,
        `[${local}] = [${local} + 1]`,
        `${local} = ${local} + 1`,
      ]);
      this.statements.push(
        `later.bumps["${module.name}.${own.exported}"] = function ${bump}() { ${change}; };`,
      );
    }
  }

  declare({ kind, exported }, local) {
    const { random, module } = this;
    const value = this.value();
    const label = exported.replace(/\W/gu, "_");
    switch (kind) {
      case "const":
        return random.pick([
          `const ${local} = ${value};`,
          `const ${local} = ${value}, more${module.index}_${this.names.taken.size} = 1;`,
        ]);
      case "var":
        return random.pick([
          `var ${local} = ${value};`,
          `var ${local};\n${local} = ${value};`,
          `var ${local};`,
        ]);
      case "let":
        return random.pick([`let ${local} = ${value};`, `let ${local};\n${local} = ${value};`]);
      case "counter":
        return `let ${local} = ${random.below(10)};`;
      case "pattern":
        return random.pick([
          `const { a: ${local} = ${value} } = {};`,
          `const [, ${local}] = [1, ${value}];`,
          `let { ...${local} } = { p: 1, q: 2 };`,
          `var { a: [{ b: ${local} }] } = { a: [{ b: ${value} }] };`,
        ]);
      case "function": {
        const body = functionBody(random, this.functionOptions(label));
        const word = random.pick([
          "function",
          "function",
          "function",
          "async function",
          "function*",
        ]);
        const given = parameters(random, this.names, () => this.looks());
        return `${word} ${local}(${given}) {\n${body}}`;
      }
      case "class": {
        return `class ${local} ${classBody(random, { module, label, looks: () => this.looks() })}`;
      }
      default:
        throw new Error(kind);
    }
  }

  addDefault(own) {
    const { random, module, statements } = this;
    const options = this.functionOptions("default");
    const arrow = { ...options, isStrict: false };
    const given = () => parameters(random, this.names, () => this.looks());
    switch (own.kind) {
      case "expression":
        statements.push(
          random.pick([
            `export default ${this.value()};`,
            `export default (${this.value()})`,
            `export default { made: ${this.value()} };`,
            `export default [${this.value()}]`,
          ]),
        );
        break;
      case "arrow":
        statements.push(`export default (${given()}) => {\n${functionBody(random, arrow)}};`);
        break;
      case "function":
        statements.push(
          `export default function (${given()}) {\n${functionBody(random, options)}}`,
        );
        break;
      case "namedFunction":
        own.local = this.names.take();
        statements.push(
          `export default function ${own.local}(${given()}) {\n${functionBody(random, options)}}`,
        );
        break;
      case "class":
      case "namedClass": {
        if (own.kind === "namedClass") own.local = this.names.take();
        const body = classBody(random, { module, label: "default", looks: () => this.looks() });
        statements.push(`export default class ${own.local ?? ""} ${body}`);
        break;
      }
    }
    if (own.local) {
      this.found.push({ name: own.local, kind: own.kind === "namedClass" ? "class" : "function" });
    }
  }

  functionOptions(label) {
    return {
      module: this.module,
      names: this.names,
      label,
      looks: () => this.looks(),
      isStrict: true,
    };
  }

  value() {
    const { random, module } = this;
    const expressions = this.looks();
    if (expressions.length > 0 && random.chance(0.3))
      return `probe(() => ${random.pick(expressions)})`;
    return random.pick([
      `"${module.name}"`,
      String(random.below(100)),
      `{ from: "${module.name}" }`,
      "null",
      "undefined",
      "[1, 2]",
      "/re/g",
    ]);
  }

  // --- Looking at things

  // Expressions, each about one thing in reach.
  looks() {
    const { random } = this;
    const own = this.module.own
      .filter(({ local }) => local)
      .map(({ local, kind }) => ({ name: local, kind: simpleKind(kind) }));
    const all = [...this.found, ...own].filter(({ name }) => name);
    return all.flatMap((one) =>
      one.kind === "namespace" ? this.lookAtNamespace(one) : [look(random, one.name, one.kind)],
    );
  }

  lookAtNamespace({ name, of }) {
    const { random, module } = this;
    const names = namesOf(of, module);
    const looks = random.some(names, 0.5).map((exported) => {
      const { kind } = meaningOf(resolveExport(of, exported, module));
      const access = member(name, exported);
      if (kind === "namespace") return `typeof ${access}`;
      // "this" would be the namespace.
      if (kind === "function") return `typeof ${access}`;
      return look(random, access, kind);
    });
    const isHidden = hasHiddenNames(of, module);
    const some = names.length > 0 ? random.pick(names) : isHidden ? "nothing" : "alpha";
    looks.push(
      random.pick([
        `"${isHidden ? "nothing" : random.pick(["alpha", "nothing"])}" in ${name}`,
        `typeof ${name}`,
        `typeof ${name}[id(${JSON.stringify(some)})]`,
        ...(isWord(some) && names.length > 0
          ? [`(({ ${some}: given }) => typeof given)(${name})`]
          : []),
      ]),
    );
    if (of.kind === "esm") {
      looks.push(
        random.pick([
          `${name}.nothing`,
          `(${name}.alpha = 1)`,
          `(delete ${name}[id("alpha")])`,
          `(${name}.added = 1)`,
          `Reflect.getPrototypeOf(${name})`,
          `Reflect.isExtensible(${name})`,
          `${name}[later.tag]`,
          `String(${name})`,
          `delete ${name}.nothing`,
        ]),
      );
    }
    return looks;
  }

  addLooks() {
    const { random, module } = this;
    const looks = random.some(this.looks(), 0.7).map((text) => tell(random, module, text));
    for (const statement of looks) {
      const at = random.below(this.statements.length + 1);
      this.statements.splice(at, 0, statement);
    }
    for (const key of this.bumpsInReach()) {
      const at = random.below(this.statements.length + 1);
      this.statements.splice(at, 0, `probe(() => later.bumps["${key}"]());`);
    }
    this.addLate();
  }

  // Some changes of bindings, own and others'.
  bumpsInReach() {
    const { random, graph } = this;
    const keys = graph.modules.flatMap(({ name, own }) =>
      (own ?? [])
        .filter(({ kind }) => kind === "counter")
        .map(({ exported }) => `${name}.${exported}`),
    );
    return random.some(keys, 0.4);
  }

  // What is looked at when all modules have run.
  addLate() {
    const { random, module } = this;
    const lines = random.some(this.looks(), 0.5).map((text) => tell(random, module, text));
    for (const { name, kind, of } of this.found) {
      if (kind !== "namespace" || of.throws || hasHiddenNames(of, module) || !random.chance(0.7))
        continue;
      lines.push(tell(random, module, `keysOf(${name})`));
      if (of.kind === "esm") lines.push(tell(random, module, `keysOf({ ...${name} })`));
    }
    if (lines.length > 0) this.statements.push(`later(() => {\n${lines.join("\n")}\n});`);
  }

  // --- import(), await

  addDynamic(to) {
    const { random, module } = this;
    const path = relativePath(module.path, to.path);
    const names = to.kind === "json" ? [] : namesOf(to, module);
    const local = this.names.take();
    const looks = names.map((name) => {
      const { kind } = meaningOf(resolveExport(to, name, module));
      return tell(
        random,
        module,
        kind === "function" || kind === "namespace"
          ? `typeof ${member(local, name)}`
          : look(random, member(local, name), kind),
      );
    });
    if (!hasHiddenNames(to, module)) looks.push(tell(random, module, `keysOf(${local})`));
    const load = `await import(${random.pick([`"${path}"`, `'${path}'`, `\`${path}\``])})`;
    const pause = this.graph.isBeside ? "await settled(); " : "";
    const handler = `catch (error) { ${pause}log("${module.name} import", error.message); }`;
    this.statements.push(
      [
        `later(async () => {\n  try {`,
        `    const ${local} = ${load};`,
        ...looks.map((text) => `    ${text}`),
        `  } ${handler}\n});`,
      ].join("\n"),
    );
    this.names.taken.delete(local);
  }

  // Side by side, it counts how long each waits.
  addWaits() {
    const { random, module } = this;
    const add = (text) => this.statements.splice(random.below(this.statements.length + 1), 0, text);
    for (let i = module.awaits ? 1 + random.below(3) : 0; i > 0; i--) {
      const promise = random.pick([
        "1",
        `ticks(${random.below(6)})`,
        `ticks(${random.below(6)})`,
        "turn()",
      ]);
      const tells = (word) => `log("${module.name} ${word} ${i}");`;
      add(`${tells("waits")}\nawait ${promise};\n${tells("waited")}`);
    }
    if (module.throws) {
      const before = `log("${module.name} is going to throw")`;
      add(`${before};\n${this.failure()}`);
    }
  }

  // A module that only waits for others must say `throw`: see turns.c.
  failure() {
    const { random, module } = this;
    const error = `fail("${module.name} throws")`;
    const forms = [`if (id(1)) throw ${error};`];
    if (module.awaits) {
      const rejected = `ticks(${random.below(4)}).then(() => { throw ${error}; })`;
      forms.push(`await ${rejected};`);
      forms.push(`await (async () => { throw ${error}; })();`);
      forms.push(`id(() => { throw ${error}; })();`);
      forms.push(`id(early_${module.name});\nlet early_${module.name} = 1;`);
      forms.push(`for await (const one of [1, ${rejected}]) log(one);`);
    }
    return random.pick(forms);
  }

  addAwaits() {
    const { random, module } = this;
    const add = (text) => this.statements.splice(random.below(this.statements.length + 1), 0, text);
    add(`log("${module.name} waited", await id(1));`);
    if (random.chance(0.5)) add(`for await (const one of [1, 2]) log("${module.name}", one);`);
    const ahead = this.graph.modules.filter(
      (other) =>
        other.kind === "esm" &&
        other.index > module.index &&
        !reachedBy(other, ["import", "dynamic"]).has(module),
    );
    if (ahead.length > 0 && random.chance(0.5)) {
      const to = random.pick(ahead);
      const path = relativePath(module.path, to.path);
      add(`log("${module.name}", keysOf(await import("${path}")));`);
    }
  }
}

function simpleKind(kind) {
  if (kind === "function" || kind === "class" || kind === "counter") return kind;
  return "value";
}

// How the looks treat what an import means.
function meaningOf(found) {
  if (!found) return { kind: "value" };
  if (found.namespace) return { kind: "namespace", of: found.module };
  if (found.own) {
    const { kind } = found.own;
    if (kind === "namedFunction" || kind === "arrow") return { kind: "function" };
    return { kind: kind === "namedClass" ? "class" : simpleKind(kind) };
  }
  if (found.module.kind === "json") return { kind: "object" };
  if (found.member === "default")
    return { kind: found.module.style === "function" ? "function" : "object" };
  return { kind: found.module.own.find(({ exported }) => exported === found.member).kind };
}
