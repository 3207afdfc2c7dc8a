// AssertionError: what assert throws, with a message that shows the difference of two values.
"use strict";
const { framesOf, setStack } = require("internal/error_stack");
const { inspect } = require("internal/inspect");

const headers = {
  deepStrictEqual: "Expected values to be strictly deep-equal:", strictEqual: "Expected values to be strictly equal:",
  strictEqualObject: "Expected \"actual\" to be reference-equal to \"expected\":",
  deepEqual: "Expected values to be loosely deep-equal:",
  notDeepStrictEqual: "Expected \"actual\" not to be strictly deep-equal to:",
  notStrictEqual: "Expected \"actual\" to be strictly unequal to:",
  notStrictEqualObject: "Expected \"actual\" not to be reference-equal to \"expected\":",
  notDeepEqual: "Expected \"actual\" not to be loosely deep-equal to:",
  notIdentical: "Values have same structure but are not reference-equal:",
};
// Texts of together so many characters are shown side by side.
const shortLength = 12;
const mostLines = 50;
// So many lines of each side are compared in earnest; more would take long.
const mostCompared = 1500;

const shown = (value) => inspect(value, {
  compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false,
  sorted: true, getters: true, breakLength: Infinity,
});

const isPlain = (value) => typeof value !== "object" && typeof value !== "function" || value === null;
const withoutComma = (line) => line.endsWith(",") ? line.slice(0, -1) : line;
const sameLine = (a, b) => a === b || withoutComma(a) === withoutComma(b);

// For each pair of places, how many lines are in common from there on.
function commonLengths(actual, expected) {
  const width = expected.length + 1;
  const lengths = new Uint16Array((actual.length + 1) * width);
  for (let i = actual.length - 1; i >= 0; i--) {
    for (let j = expected.length - 1; j >= 0; j--) {
      lengths[i * width + j] = sameLine(actual[i], expected[j]) ? lengths[(i + 1) * width + j + 1] + 1
        : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  return { lengths, width };
}

/** ["+", line], ["-", line] or [" ", line] for each line of either side. */
function lineDiff(actual, expected) {
  let start = 0, end = 0;
  const most = Math.min(actual.length, expected.length);
  while (start < most && sameLine(actual[start], expected[start])) start++;
  while (end < most - start && sameLine(actual.at(-1 - end), expected.at(-1 - end))) end++;
  const a = actual.slice(start, actual.length - end), b = expected.slice(start, expected.length - end);
  const rows = actual.slice(0, start).map((line, i) => [" ", line.endsWith(",") ? line : expected[i]]);
  if (a.length > mostCompared || b.length > mostCompared) {
    rows.push(...a.map((line) => ["+", line]), ...b.map((line) => ["-", line]));
  } else {
    pushDiff(rows, a, b);
  }
  if (end > 0) rows.push(...actual.slice(actual.length - end).map((line) => [" ", line]));
  return rows;
}

function pushDiff(rows, a, b) {
  const { lengths, width } = commonLengths(a, b);
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && sameLine(a[i], b[j])) {
      rows.push([" ", a[i].endsWith(",") ? a[i] : b[j]]);
      i++;
      j++;
    } else if (i < a.length && (j === b.length || lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
      rows.push(["+", a[i++]]);
    } else {
      rows.push(["-", b[j++]]);
    }
  }
}

// Long rows of lines that are the same are cut short.
function written(rows) {
  const lines = [];
  let skipped = false;
  for (let i = 0; i < rows.length;) {
    let end = i;
    while (end < rows.length && rows[end][0] === " ") end++;
    if (end - i > 5) {
      const head = i === 0 ? 2 : 1, tail = end === rows.length ? 3 : 2;
      for (let k = i; k < i + head; k++) lines.push(`  ${rows[k][1]}`);
      lines.push("...");
      for (let k = end - tail; k < end; k++) lines.push(`  ${rows[k][1]}`);
      skipped = true;
    } else {
      for (let k = i; k < end; k++) lines.push(`  ${rows[k][1]}`);
    }
    for (; end < rows.length && rows[end][0] !== " "; end++) lines.push(`${rows[end][0]} ${rows[end][1]}`);
    i = end;
  }
  if (lines.length > mostLines) {
    lines.splice(mostLines);
    lines.push("...");
    skipped = true;
  }
  return { text: lines.join("\n"), skipped };
}

function difference(actual, expected, operator) {
  let actualLines = shown(actual).split("\n"), kind = operator;
  const expectedLines = shown(expected).split("\n");
  if (operator === "strictEqual" && (typeof actual === "object" && actual !== null && typeof expected === "object" &&
      expected !== null || typeof actual === "function" && typeof expected === "function")) {
    kind = "strictEqualObject";
  }
  let indicator = "";
  const isSame = actualLines.join("\n") === expectedLines.join("\n");
  if (actualLines.length === 1 && expectedLines.length === 1 && !isSame) {
    const [a] = actualLines, [b] = expectedLines;
    if (a.length + b.length <= shortLength) {
      if (isPlain(actual) && isPlain(expected) && (actual !== 0 || expected !== 0)) {
        return `${headers[kind]}\n\n${a} !== ${b}\n`;
      }
    } else if (kind !== "strictEqualObject" && a.length + b.length < 80) {
      let i = 0;
      while (a[i] === b[i]) i++;
      if (i > 2) indicator = `\n  ${" ".repeat(i)}^`;
    }
  }
  if (isSame) {
    if (actualLines.length > mostLines) actualLines = [...actualLines.slice(0, mostLines - 1), "..."];
    return `${headers[kind === "strictEqualObject" || kind === "strictEqual" ? "notIdentical" : kind]}\n\n${
      actualLines.join("\n")}\n`;
  }
  const { text, skipped } = written(lineDiff(actualLines, expectedLines));
  return `${headers[kind]}\n+ actual - expected${skipped ? " ... Lines skipped" : ""}\n\n${text}${indicator}`;
}

function sameMessage(actual, operator) {
  let header = headers[operator];
  const lines = shown(actual).split("\n");
  if (operator === "notStrictEqual" && !isPlain(actual)) header = headers.notStrictEqualObject;
  if (lines.length > mostLines) lines.splice(mostLines - 1, lines.length, "...");
  if (lines.length === 1) return `${header}${lines[0].length > 5 ? "\n\n" : " "}${lines[0]}`;
  return `${header}\n\n${lines.join("\n")}\n`;
}

function cut(text) {
  return text.length > 512 ? `${text.slice(0, 509)}...` : text;
}

function otherMessage(actual, expected, operator) {
  const left = cut(shown(actual)), right = shown(expected);
  if (operator === "deepEqual") {
    const known = `${headers.deepEqual}\n\n${left}\n\nshould loosely deep-equal\n\n`;
    return known + cut(right);
  }
  if (operator === "notDeepEqual") return `${headers.notDeepEqual}\n\n${cut(left)}`;
  return `${left} ${operator} ${cut(right)}`;
}

const isError = (value) => value !== null && typeof value === "object" && typeof value.stack === "string" &&
  typeof value.message === "string";

/** An error without its frames, which are not compared. */
function withoutStack(error) {
  const bare = Object.assign({ __proto__: Object.getPrototypeOf(error) }, error);
  return Object.defineProperty(bare, "message", { value: error.message });
}

function messageOf({ actual, expected, operator }) {
  if (isError(actual) && isError(expected)) {
    actual = withoutStack(actual);
    expected = withoutStack(expected);
  }
  if (operator === "deepStrictEqual" || operator === "strictEqual") return difference(actual, expected, operator);
  if (operator === "notDeepStrictEqual" || operator === "notStrictEqual") return sameMessage(actual, operator);
  return otherMessage(actual, expected, operator);
}

// A message of the caller's stands in the place of our first line.
function underMessage(message, options) {
  const text = messageOf(options);
  return `${message}${text.slice(text.indexOf("\n"))}`;
}

class AssertionError extends Error {
  constructor(options) {
    require("internal/validators").checkObject(options);
    const { message, operator, actual, expected } = options;
    const isOwn = message !== undefined && message !== null;
    super(isOwn ? options.withDifference ? underMessage(message, options) : String(message) : messageOf(options));
    this.generatedMessage = !isOwn;
    Object.defineProperty(this, "name",
      { value: "AssertionError [ERR_ASSERTION]", enumerable: false, writable: true, configurable: true });
    this.code = "ERR_ASSERTION";
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    const frames = options.stackStartFn === undefined ? framesOf(this) : framesFrom(options.stackStartFn);
    setStack(this, `AssertionError [ERR_ASSERTION]: ${this.message}${frames}`);
    this.name = "AssertionError";
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [inspect.custom](depth, options) {
    const plain = { ...options, customInspect: false, depth: 0 };
    return inspect(this, plain);
  }
}

// The frames of who called assert, not those within.
function framesFrom(start) {
  const holder = {};
  if (typeof Error.captureStackTrace !== "function") return "";
  Error.captureStackTrace(holder, start);
  return framesOf(holder);
}

module.exports = { AssertionError };
