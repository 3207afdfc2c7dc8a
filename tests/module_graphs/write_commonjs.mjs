// Writes a CommonJS module of a generated graph.
import { hasHiddenNames, namesOf } from "./generate.mjs";
import {
  classBody, functionBody, isWord, look, member, Names, parameters, relativePath, tell,
} from "./words.mjs"; // prettier-ignore
import { addExtras } from "./write_extras.mjs";

export function writeCommonJs(graph, module) {
  return new CommonJsWriter(graph, module).write();
}

class CommonJsWriter {
  constructor(graph, module) {
    this.random = graph.random;
    this.module = module;
    this.names = new Names(graph.random, false);
    for (const name of ["values", "Object"]) this.names.taken.add(name);
    this.found = []; // { name, to } of required modules, { name, kind } of own things
    this.statements = [];
  }

  write() {
    const { random, module } = this;
    const isStrict = random.chance(0.4);
    const isReexport = module.style === "reexport";
    for (const { to, how } of module.edges) {
      if (how === "require") this.addRequire(to);
      if (how === "lazy") this.addLazy(to);
      if (how === "dynamic") this.addDynamic(to);
    }
    if (random.chance(0.15)) this.addOutside();
    if (isReexport) this.reexport();
    else this.addExports(isStrict);
    if (!isReexport && random.chance(0.2)) this.addUnset();
    this.addLooks();
    addExtras(this);
    if (module.throws) this.statements.push(`throw fail("${module.name} throws");`);
    else this.statements.push(`log("${module.name} ends");`);
    if (!module.throws && random.chance(0.05)) this.statements.push("return", 'log("never");');
    const lines = [
      `log("${module.name} starts", typeof module, this === exports);`,
      ...this.statements,
    ];
    return `${isStrict ? '"use strict";\n' : ""}${lines.join("\n")}\n`;
  }

  // --- Loading

  require(to) {
    const path = relativePath(this.module.path, to.path);
    const short = path.replace(/\.(js|json)$/, "");
    const given = this.random.chance(0.3) ? short : path;
    return this.random.pick([
      `require("${given}")`,
      `require('${given}')`,
      `require(\`${given}\`)`,
    ]);
  }

  addRequire(to) {
    const { random, module, statements } = this;
    const load = this.require(to);
    const names = this.namesIn(to);
    const form = random.pick(["whole", "whole", "pattern", "member", "bare", "condition"]);
    if (form === "bare") {
      statements.push(`${load};`);
    } else if (form === "pattern" && names.length > 0 && isWord(names[0])) {
      const local = this.names.take();
      statements.push(`const { ${names[0]}: ${local} } = ${load};`);
      this.found.push({ name: local, kind: "value" });
    } else if (form === "member" && names.length > 0) {
      const local = this.names.take();
      statements.push(`var ${local} = ${member(load, names[0])};`);
      this.found.push({ name: local, kind: "value" });
    } else if (form === "condition") {
      const local = this.names.take();
      statements.push(`let ${local};`, `if (id(${random.chance(0.7)})) ${local} = ${load};`);
      this.found.push({ name: local, to });
    } else {
      const local = this.names.take();
      statements.push(`${random.pick(["var", "const", "let"])} ${local} = ${load};`);
      this.found.push({ name: local, to });
    }
    if (random.chance(0.2)) {
      statements.push(`log("${module.name} same", ${load} === ${this.require(to)});`);
    }
  }

  addLazy(to) {
    const { random, module, statements } = this;
    const load = this.require(to);
    const handler = `catch (error) { log("${module.name}", error.message); }`;
    const read = `try { log("${module.name} lazy", keysOf(${load})); } ${handler}`;
    const twice = random.chance(0.3) ? `${read}\n${read}` : read;
    statements.push(random.chance(0.5) ? twice : `later(() => {\n${twice}\n});`);
  }

  addDynamic(to) {
    const { module, statements } = this;
    const path = relativePath(module.path, to.path);
    const [name] = namesOf(to, { isNodeMode: false });
    const keys = hasHiddenNames(to, module) ? "" : ", keysOf(ns)";
    const access = name ? `, typeof ${member("ns", name)}` : "";
    statements.push(
      `later(() => import("${path}").then(
  (ns) => log("${module.name} import"${keys}${access}),
  (error) => log("${module.name}", error.message),
));`,
    );
  }

  addOutside() {
    const { random, statements } = this;
    const local = this.names.take();
    statements.push(`const ${local} = require("${random.pick(["path", "node:path"])}");`);
    statements.push(tell(random, this.module, `${local}.basename("a/b")`));
  }

  // Names that are worth asking a required module for.
  namesIn(to) {
    const { random } = this;
    if (to.kind === "json")
      return ["name", "alpha", "a-b", "default", "length"].filter(() => random.chance(0.5));
    if (to.kind === "cjs") return random.shuffled(to.own.map(({ exported }) => exported));
    return random.shuffled(namesOf(to, { isNodeMode: false }));
  }

  // --- Exports

  reexport() {
    const { random, module, statements } = this;
    const [edge] = random.shuffled(module.edges.filter(({ how }) => how === "require"));
    if (edge) statements.push(`module.exports = ${this.require(edge.to)};`);
    else statements.push(`module.exports = { none: "${module.name}" };`);
    module.own = [];
  }

  addExports(isStrict) {
    const { random, module, statements } = this;
    const whole = { function: () => this.wholeFunction(isStrict), class: () => this.wholeClass() }[
      module.style
    ];
    const first = statements.length;
    if (whole) statements.push(`module.exports = ${whole()};`);
    if (module.style === "esModule") {
      statements.push(
        random.pick([
          `Object.defineProperty(exports, "__esModule", { value: true });`,
          `exports.__esModule = true;`,
        ]),
      );
      if (random.chance(0.6)) statements.push(`exports.default = "default of ${module.name}";`);
    }
    if (module.style === "object") {
      this.addObject(isStrict);
    } else if (module.style === "dynamic") {
      for (const own of module.own)
        statements.push(`exports[id("${own.exported}")] = ${this.value(own, isStrict)};`);
    } else {
      for (const own of module.own) this.addExport(own, isStrict);
    }
    if (!whole && random.chance(0.3)) {
      // Requires come after some exports: in a cycle, others see those.
      const moved = statements.splice(0, first);
      statements.splice(random.below(statements.length + 1), 0, ...moved);
    }
  }

  // A name that Node sees, and that nobody sets.
  addUnset() {
    const name = `unset_${this.module.name}`;
    this.statements.push(
      this.random.pick([
        `if (id(0)) exports.${name} = 1;`,
        `id(0) && Object.defineProperty(exports, "${name}", { value: 1 });`,
        `const unset = (exports) => { exports["${name}"] = 1; };`,
      ]),
    );
  }

  addExport(own, isStrict) {
    const { random, module, statements } = this;
    const value = this.value(own, isStrict);
    const { exported } = own;
    if (module.style === "this") {
      statements.push(`this.${exported} = ${value};`);
    } else if (module.style === "define") {
      statements.push(
        random.pick([
          `Object.defineProperty(exports, "${exported}", { enumerable: true, value: ${value} });`,
          [
            `Object.defineProperty(exports, "${exported}", {`,
            `  enumerable: true, get: function () { return values.${exported}; }`,
            `});`,
            `var values = values || {};`,
            `values.${exported} = ${value};`,
          ].join("\n"),
        ]),
      );
    } else if (module.style === "function" || module.style === "class") {
      statements.push(`module.exports.${exported} = ${value};`);
    } else {
      statements.push(
        random.pick([
          `exports.${exported} = ${value};`,
          `exports["${exported}"] = ${value};`,
          `module.exports.${exported} = ${value};`,
          `exports.${exported} = void 0;\nexports.${exported} = ${value};`,
        ]),
      );
    }
  }

  addObject(isStrict) {
    const { random, statements } = this;
    const list = this.module.own.map((own) => {
      const local = this.names.take(random.chance(0.5) ? own.exported : undefined);
      statements.push(`${random.pick(["var", "const"])} ${local} = ${this.value(own, isStrict)};`);
      return local === own.exported ? local : `${own.exported}: ${local}`;
    });
    const start = random.pick(["module.exports =", "exports = module.exports ="]);
    statements.push(`${start} { ${list.join(", ")} };`);
  }

  value({ exported, kind }, isStrict) {
    const { random, module } = this;
    if (kind === "function") return this.functionText("", exported, isStrict);
    if (kind === "class")
      return `class ${classBody(random, { module, label: exported, looks: () => this.looks() })}`;
    return random.pick([
      `"${module.name}.${exported}"`,
      String(random.below(100)),
      `{ in: "${module.name}" }`,
      "null",
    ]);
  }

  wholeFunction(isStrict) {
    const { random } = this;
    return this.functionText(random.pick(["", ` ${this.names.inner()}`]), "whole", isStrict);
  }

  functionText(name, label, isStrict) {
    const { random } = this;
    const given = parameters(random, this.names, () => this.looks());
    const body = functionBody(random, this.functionOptions(label, isStrict));
    return `function${name}(${given}) {\n${body}}`;
  }

  wholeClass() {
    const { random, module } = this;
    return `class ${classBody(random, { module, label: "whole", looks: () => this.looks() })}`;
  }

  functionOptions(label, isStrict) {
    return { module: this.module, names: this.names, label, looks: () => this.looks(), isStrict };
  }

  // --- Looking at things

  looks() {
    const { random } = this;
    return this.found.flatMap(({ name, to, kind }) => {
      if (!to) return [look(random, name, kind)];
      const looks = this.namesIn(to)
        .slice(0, 2)
        .map((one) => `typeof ${member(name, one)}`);
      return [...looks, `keysOf(${name})`];
    });
  }

  addLooks() {
    const { random, module, statements } = this;
    for (const text of random.some(this.looks(), 0.7)) {
      statements.push(tell(random, module, text));
      if (random.chance(0.3)) statements.push(`later(() => { ${tell(random, module, text)} });`);
    }
  }
}
