// Random programs that are put together of every form of expression and statement, each expression
// in parentheses, for tests of printers: what they leave out must not change the tree.
//
//   randomProgram(seed)  → the text of a sloppy script

const BINARY =
  "+ - * / % ** & | ^ << >> >>> < > <= >= == != === !== in instanceof && || ??".split(" ");
const UNARY = ["-", "+", "!", "~", "typeof ", "void ", "delete "];
const ASSIGN = "= += -= **= &&= ||= ??= >>>=".split(" ");
const NAMES = "a b c let async of get set static yield await x1".split(" ");
const MOST_DEEP = 5;

export function randomProgram(seed) {
  const random = randomNumbers(seed);
  const pick = (list) => list[random(list.length)];
  const some = (most, make) => Array.from({ length: random(most + 1) }, make);
  // What may be written: names that are words in some functions are no names there.
  const writer = { random, pick, some, banned: new Set() };
  return some(6, () => statement(writer, MOST_DEEP)).join("\n");
}

// A generator of whole numbers below a limit (xorshift32).
function randomNumbers(seed) {
  let state = (seed * 2654435761 + 1) >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

function name(w) {
  const found = w.pick(NAMES);
  return w.banned.has(found) ? "a" : found;
}

// ---- Expressions

const LEAVES = [
  name,
  name,
  () => "this",
  () => "(1)",
  () => "(.5)",
  () => "(1e21)",
  () => "(255n)",
  () => `"it's"`,
  () => `"a"`,
  () => "/[/]script/g",
  () => "null",
  () => "`x`",
];

const FORMS = [
  (w, d) => `${expression(w, d)} ${binaryOperator(w)} ${expression(w, d)}`,
  (w, d) => `${expression(w, d)} ${w.pick(BINARY)} ${expression(w, d)}`,
  (w, d) => `${w.pick(UNARY)}${expression(w, d)}`,
  (w, d) => `${w.pick(["++", "--"])}${target(w, d)}`,
  (w, d) => `${target(w, d)}${w.pick(["++", "--"])}`,
  (w, d) => `${target(w, d)} ${w.pick(ASSIGN)} ${expression(w, d)}`,
  (w, d) => `${pattern(w, d)} = ${expression(w, d)}`,
  (w, d) => `${expression(w, d)} ? ${expression(w, d)} : ${expression(w, d)}`,
  (w, d) => `${expression(w, d)}, ${expression(w, d)}`,
  member,
  member,
  (w, d) => `${expression(w, d)}(${list(w, d)})`,
  (w, d) => `${expression(w, d)}?.(${list(w, d)})`,
  (w, d) => `${expression(w, d)}?.a${w.pick(["", ".b", "[0]", "()", "?.c"])}`,
  (w, d) => `new ${expression(w, d)}${w.pick(["", "()", `(${list(w, d)})`])}`,
  (w, d) => `${expression(w, d)}\`a\${${expression(w, d)}}\``,
  (w, d) => `\`$\${${expression(w, d)}}{\``,
  (w, d) => `[${list(w, d)}${w.pick(["", ",,", ", ...a"])}]`,
  object,
  (w, d) => `import(${expression(w, d)})`,
  (w, d) => `${parameters(w, d)} => ${expression(w, d)}`,
  (w, d) => `${parameters(w, d)} => { ${block(w, d)} }`,
  (w, d) => within(w, ["await"], () => `async (a, ${pattern(w, d)}) => ${awaited(w, d)}`),
  (w, d) => within(w, ["await"], () => `async a => ${awaited(w, d)}`),
  (w, d) => `function ${w.pick(["", "f"])}(a, ...b) { ${block(w, d)} }`,
  (w, d) => within(w, ["yield"], () => `function* () { ${yielding(w, d)} }`),
  (w, d) => within(w, ["await"], () => `async function () { ${awaited(w, d)} }`),
  classOf,
];

function expression(w, depth) {
  if (depth <= 0 || w.random(4) === 0) return w.pick(LEAVES)(w);
  return `(${w.pick(FORMS)(w, depth - 1)})`;
}

function binaryOperator(w) {
  return w.pick(["+", "-", "in", "<", "&&", "??", "**"]);
}

function member(w, depth) {
  return `${expression(w, depth)}${w.pick([".a", ".let", "[0]", ".b.c", '["x"]'])}`;
}

function target(w, depth) {
  return w.pick([() => "a", () => expression(w, depth) + w.pick([".a", "[b]"])])();
}

function list(w, depth) {
  return w.some(3, () => expression(w, depth)).join(", ");
}

function pattern(w, depth) {
  return w.pick([
    () => `[m, , n = ${expression(w, depth)}]`,
    () => `{ m, b: n, "d": { o = ${expression(w, depth)} }, ...p }`,
    () => `{ [${expression(w, depth)}]: m }`,
  ])();
}

function parameters(w, depth) {
  return w.pick([() => "a", () => "()", () => `(a, ${pattern(w, depth)})`, () => "(...a)"])();
}

function object(w, depth) {
  const property = () =>
    w.pick([
      () => "a",
      () => `b: ${expression(w, depth)}`,
      () => `"c": c`,
      () => `"1": 1`,
      () => `[${expression(w, depth)}]: 1`,
      () => `get x() { ${block(w, depth)} }`,
      () => `async *y() {}`,
      () => `...${expression(w, depth)}`,
    ])();
  return `{ ${w.some(3, property).join(", ")} }`;
}

function classOf(w, depth) {
  return within(w, ["yield", "let", "static", "await"], () => {
    const element = () =>
      w.pick([
        () => `static x = ${expression(w, depth)};`,
        () => "get;",
        () => `static async *[${expression(w, depth)}]() {}`,
        () => `set y(a) { ${block(w, depth)} }`,
        () => "static\n'a';",
        () => "#p = 1;",
      ])();
    const heritage = w.random(2) ? ` extends ${expression(w, depth)}` : "";
    const elements = [...new Set(w.some(3, element))].join(" ");
    return `class${heritage} { ${elements} }`;
  });
}

// Within functions in which some names are words.
function within(w, words, make) {
  const fresh = words.filter((word) => !w.banned.has(word));
  for (const word of fresh) w.banned.add(word);
  const text = make();
  for (const word of fresh) w.banned.delete(word);
  return text;
}

function awaited(w, depth) {
  return `(await ${expression(w, depth)})${w.pick(["", ".x", " ** 2", " in a", "()"])}`;
}

function yielding(w, depth) {
  const word = w.pick(["yield(", "yield (", "yield* ("]);
  return `(${word}${expression(w, depth)}))${w.pick(["", ".x", " + 2", ", 1"])};`;
}

// ---- Statements

const STATEMENTS = [
  (w, d) => `${expression(w, d)};`,
  (w, d) => `${expression(w, d)};`,
  (w, d) => `var v${w.random(9)} = ${expression(w, d)}, [u] = ${expression(w, d)};`,
  (w, d) => `if (${expression(w, d)}) ${body(w, d)}`,
  (w, d) => `if (${expression(w, d)}) { ${statement(w, d)} } else ${body(w, d)}`,
  (w, d) => `for (var i = ${expression(w, d)}; ${expression(w, d)};) ${body(w, d)}`,
  (w, d) => `for (${expression(w, d)};; ${expression(w, d)}) ${body(w, d)}`,
  (w, d) => `for (var i of ${expression(w, d)}) ${body(w, d)}`,
  (w, d) => `for ((${target(w, d)}) in ${expression(w, d)}) ${body(w, d)}`,
  (w, d) => `for ((${name(w)}) of ${expression(w, d)}) ${body(w, d)}`,
  (w, d) => `while (${expression(w, d)}) ${body(w, d)}`,
  (w, d) => `do ${body(w, d)} while (${expression(w, d)});`,
  (w, d) => `l${w.random(1e6)}: ${body(w, d)}`,
  (w, d) => `switch (${expression(w, d)}) { case ${expression(w, d)}: ${block(w, d)} default: }`,
  (w, d) => `try { ${block(w, d)} } catch { ${block(w, d)} } finally {}`,
  (w, d) => `throw ${expression(w, d)};`,
  (w, d) => `{ ${block(w, d)} }`,
  (w, d) => `function g(a = ${expression(w, d)}) { ${block(w, d)} return ${expression(w, d)}; }`,
  () => ";",
  () => "debugger;",
];

function statement(w, depth) {
  if (depth <= 0) return `${expression(w, 1)};`;
  return w.pick(STATEMENTS)(w, depth - 1);
}

function block(w, depth) {
  return w.some(2, () => statement(w, depth)).join(" ");
}

// A statement that may be the body of another one.
function body(w, depth) {
  const text = statement(w, depth);
  return /^(function|let|class)\b/.test(text) ? `{ ${text} }` : text;
}
