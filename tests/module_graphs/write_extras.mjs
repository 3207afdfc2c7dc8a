// Writes statements for what a build leaves out or puts in: unused declarations, code that never
// runs, and what the flags of FLAGS drop and define. They may stand anywhere at the top of a module
// of either kind.
//
// Node runs them with globals of the same meaning (run_cases.mjs): what is dropped calls `log` with
// a text that begins with "dropped", which counts for bundles alone.
import { tell } from "./words.mjs";

export const FLAGS = [
  "--drop:console",
  "--drop:debugger",
  "--drop-labels=DROPPED,ALSO_DROPPED",
  "--define:DEFINED=5",
  "--define:defined.member=false",
  '--define:DEFINED_OBJECT={"a":[1]}',
];

// Puts some between the statements of a module's writer.
export function addExtras(to) {
  const { random, statements } = to;
  const writer = new ExtraWriter(to, to.looks());
  const extras = random.some(EXTRAS, 0.15).map((write) => write(writer));
  for (const statement of extras) {
    statements.splice(random.below(statements.length + 1), 0, statement);
  }
}

class ExtraWriter {
  constructor({ random, module, names }, expressions) {
    Object.assign(this, { random, module, names });
    this.look = () => (expressions.length > 0 ? `probe(() => ${random.pick(expressions)})` : "1");
  }

  name() {
    return this.names.take();
  }

  tell(expression) {
    return tell(this.random, this.module, expression);
  }

  log(text) {
    return `log("${this.module.name} ${text}")`;
  }

  word() {
    return this.random.pick(["const", "let", "var"]);
  }
}

const DROPPED = 'log("dropped")';

const EXTRAS = [
  // Dropped
  () => `DROPPED: ${DROPPED};`,
  (w) => {
    const [a, b] = [w.name(), w.name()];
    const types = w.tell(`[typeof ${a}, typeof ${b}]`);
    return `ALSO_DROPPED: { var ${a}, { ${b} } = {}; let c = 1; ${DROPPED}; }\n${types}`;
  },
  () => `console.dropped(${DROPPED})`,
  () => `console.dropped(${DROPPED})\n;[1].map(id)`,
  (w) => `${w.word()} ${w.name()} = console.dropped(${DROPPED}) ?? ${w.log("instead")}`,
  () => `if (id(1)) console.dropped(${DROPPED}); else debugger;`,
  () => "debugger",
  (w) => {
    const name = w.name();
    return `{ const console = { dropped: id }; ${w.tell("console.dropped(1)")} }\nvar ${name};`;
  },
  // Defined
  (w) => w.tell("[DEFINED, typeof DEFINED, defined.member, DEFINED_OBJECT.a]"),
  (w) => w.tell("DEFINED_OBJECT === DEFINED_OBJECT"),
  (w) => `{ let DEFINED = 1, defined = { member: 2 }; ${w.tell("[DEFINED, defined.member]")} }`,
  (w) => `if (DEFINED === 5) ${w.log("five")}; else { var ${w.name()} = ${DROPPED}; }`,
  (w) => {
    const name = w.name();
    return `while (defined.member) { var ${name} = ${DROPPED}; }\n${w.tell(`typeof ${name}`)}`;
  },
  (w) => w.tell(`defined.member ? never : DEFINED > 4 && ${w.look()}`),
  (w) => w.tell("({ DEFINED, d: (-DEFINED) ** 2 === 25 || never, e: DEFINED ?? never })"),
  // Never run
  (w) => {
    const [f, inner] = [w.name(), w.name()];
    return [
      `function ${f}() {`,
      `  if (stop()) return 1;`,
      `  log(probe(() => late), typeof early, ${inner}());`,
      `  return "returned";`,
      `  var early = ${DROPPED};`,
      `  function ${inner}() { return "inner"; }`,
      `  let late = ${DROPPED};`,
      `}`,
      w.tell(`${f}()`),
    ].join("\n");
  },
  (w) => {
    const two = w.log("two");
    return `for (const i of [1, 2]) { if (i === 1) { continue; } ${two}; break; ${DROPPED}; }`;
  },
  (w) => {
    const second = `case 2: ${w.log("case")}; break; ${DROPPED};`;
    return `switch (id(2)) { case 1: ${DROPPED}; break; ${second} default: }`;
  },
  (w) => {
    const flag = w.name();
    const branches = `if (${flag}) ${DROPPED}; else ${w.log("else")};`;
    return `${w.word()} ${flag} = false;\n${branches}\n${w.tell(`!${flag} || never`)}`;
  },
  (w) => {
    const late = w.name();
    const read = `${late} ? 1 : 2`;
    return `${w.tell(`(() => ${read})()`)}\n${w.word()} ${late} = true;\n${w.tell(read)}`;
  },
  // Unused
  (w) => {
    const [a, b, c] = [w.name(), w.name(), w.name()];
    return `${w.word()} ${a} = 1, ${b} = ${w.log("second")}, ${c} = { a: [${a}] }`;
  },
  (w) => `${w.word()} { a: ${w.name()}, b: [${w.name()}, ${w.name()} = 2] } = { a: 1, b: [3] };`,
  (w) => `${w.word()} { a: ${w.name()} = ${w.log("default")} } = {};`,
  (w) => `${w.word()} { a: ${w.name()} } = { get a() { ${w.log("getter")}; return 1; } };`,
  (w) => `try { var { a: { b: ${w.name()} } } = {}; } catch (error) { log(error.name); }`,
  (w) => {
    const [f, a] = [w.name(), w.name()];
    const loud = "{ valueOf() { log('value'); return 1; } }, 1";
    const given = w.random.pick(['1, "b"', loud]);
    const body = "return `${a + b}`;";
    return `${w.word()} ${a} = ${f}(${given});\nfunction ${f}(a, b = 1) { ${body} }`;
  },
  (w) => {
    const [f, late] = [w.name(), w.name()];
    const call = `try { ${f}(); ${w.log("called")}; } catch (error) { log(error.name); }`;
    const declaration = `${w.word()} ${late} = ${w.look()};`;
    return `${call}\n${declaration}\nfunction ${f}() { return stop() || ${late}; }`;
  },
  (w) => {
    const value = w.random.pick(["1", w.log("made")]);
    const make = `static make() { return ${value}; }`;
    return `class ${w.name()} { ${make} static a = this.make(); #b = ${DROPPED}; }`;
  },
  (w) => {
    const name = w.name();
    return `try { class ${name} extends ${name} {} } catch (error) { log(error.name); }`;
  },
  (w) => `${w.word()} ${w.name()} = /* @__PURE__ */ id({});`,
]; // prettier-ignore
