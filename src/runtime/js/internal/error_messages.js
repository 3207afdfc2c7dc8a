// What the engine says of errors that it throws, in V8's words: programs answer with them, compare them and log them.
// Words that V8 has and the engine does not give are left out.
"use strict";

/** The last name in an expression such as `a.b`, `a["b"]` or `a[0]`; undefined where it is not written out. */
function lastName(expression) {
  const found = /(?:\.([\p{ID_Continue}$#]+)|\[(?:"([^"\\]*)"|'([^'\\]*)'|(\d+))\])$/u.exec(expression);
  return found === null ? undefined : found[1] ?? found[2] ?? found[3] ?? found[4];
}

const named = (verb, name) => name === undefined ? "" : ` (${verb} '${name}')`;

/** "undefined is not an object (evaluating 'a.b = 1')" */
function ofMissing(value, expression) {
  const written = /^(.*[\w$\])])\s*(?:[-+*/%&|^]|\*\*|<<|>>>?|\?\?|&&|\|\|)?=(?![=>])/s.exec(expression);
  const target = written === null ? undefined : lastName(written[1]);
  if (target !== undefined) return `Cannot set properties of ${value}${named("setting", target)}`;
  if (/^Object\.\w+\(/.test(expression)) return "Cannot convert undefined or null to object";
  if (/^[\p{ID_Continue}$]+$/u.test(expression)) return `${expression} is not iterable`;
  return `Cannot read properties of ${value}${named("reading", lastName(expression))}`;
}

/** "undefined is not a function (near '...a of b...')" */
function ofIteration(value, near) {
  const of = /^.* of (.+)$/s.exec(near);
  return `${of === null ? value : of[1]} is not iterable`;
}

const quoted = (text) => /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;

// Each pattern, and what V8 says: a sentence, or a function of the pattern's groups.
const sentences = [
  [/^(undefined|null) is not an object \(evaluating '(.*)'\)$/s, ofMissing],
  [/^(.+) is not a function \(near '\.\.\.(.*)\.\.\.'\)$/s, ofIteration],
  [/^(.+) is not a function\. \(evaluating '.* instanceof .*'\)$/s,
    () => "Right-hand side of 'instanceof' is not callable"],
  [/^(.+) is not a function\. \(In '.*' is .*\)$/s,
    (callee) => `${callee.replace(/^\(0, /, "(0 , ")} is not a function`],
  [/^Can't find variable: (.+)$/, (name) => `${name} is not defined`],
  [/^.* is not a constructor \(evaluating 'new (.+?)\(.*'\)$/s, (callee) => `${callee} is not a constructor`],
  [/^(.*) is not an Object\. \(evaluating '(["'].*["']) in .*'\)$/s,
    (value, name) => `Cannot use 'in' operator to search for '${quoted(name)}' in ${quoted(value)}`],
  [/^Cannot access invalid private field \(evaluating '.*(#[\p{ID_Continue}$]+) = .*'\)$/su,
    (name) => `Cannot write private member ${name} to an object whose class did not declare it`],
  [/^Cannot access invalid private field \(evaluating '.*(#[\p{ID_Continue}$]+).*'\)$/su,
    (name) => `Cannot read private member ${name} from an object whose class did not declare it`],
  [/^Cannot call a class constructor (.*?) ?without \|new\|$/,
    (name) => `Class constructor ${name} cannot be invoked without 'new'`],
  [/^calling (\w+) constructor without new is invalid$/, (name) => `Constructor ${name} requires 'new'`],
  [/^'super\(\)' must be called in derived constructor before/,
    () => "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"],
  [/^Object\.\w+ requires that input parameter not be null or undefined$/,
    () => "Cannot convert undefined or null to object"],
  [/^(?:Invalid mix of BigInt and other type|Conversion from 'BigInt' to 'number')/,
    () => "Cannot mix BigInt and other types, use explicit conversions"],
  [/^Cannot convert a symbol to a (string|number)$/, (kind) => `Cannot convert a Symbol value to a ${kind}`],
];

const whole = {
  "Maximum call stack size exceeded.": "Maximum call stack size exceeded",
  "JSON.stringify cannot serialize BigInt.": "Do not know how to serialize a BigInt",
  "JSON.stringify cannot serialize cyclic structures.": "Converting circular structure to JSON",
  "Invalid Date": "Invalid time value",
  "URI error": "URI malformed",
  "Array length must be a positive integer of safe magnitude.": "Invalid array length",
  "toFixed() argument must be between 0 and 100": "toFixed() digits argument must be between 0 and 100",
  "Right hand side of instanceof is not an object": "Right-hand side of 'instanceof' is not an object",
  "Properties can only be defined on Objects.": "Object.defineProperty called on non-object",
  "reduce of empty array with no initial value": "Reduce of empty array with no initial value",
  "WeakMap keys must be objects or non-registered symbols": "Invalid value used as weak map key",
  "WeakSet values must be objects or non-registered symbols": "Invalid value used in weak set",
  "length cannot be negative": "Invalid typed array length",
  "Out of bounds access": "Offset is outside the bounds of the DataView",
  "A Proxy's 'handler' should be an Object": "Cannot create proxy with a non-object as target or handler",
};

/** The message as V8 would have it; the same where it is not known. */
function inWordsOfV8(message) {
  const known = Object.hasOwn(whole, message) ? whole[message] : undefined;
  if (known !== undefined) return known;
  for (const [pattern, say] of sentences) {
    const found = pattern.exec(message);
    if (found !== null) return say(...found.slice(1));
  }
  return message;
}

module.exports = { inWordsOfV8 };
