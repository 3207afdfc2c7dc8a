// The format in which V8 writes values: the tags that begin them, and kinds of views.
"use strict";

const tags = {};
const of = { undefined: "_", null: "0", true: "T", false: "F", integer: "I", number: "N", bigint: "Z", latin: "\"",
  wide: "c", utf8: "S", seen: "^", object: "o", objectEnd: "{", dense: "A", denseEnd: "$", sparse: "a", sparseEnd: "@",
  hole: "-", date: "D", trueObject: "y", falseObject: "x", numberObject: "n", bigintObject: "z", stringObject: "s",
  regexp: "R", map: ";", mapEnd: ":", set: "'", setEnd: ",", buffer: "B", moved: "t", view: "V", error: "r",
  host: "\\" };
for (const [name, letter] of Object.entries(of)) tags[name] = letter.charCodeAt(0);

const VERSION = 15;

/** Classes of views by the letter that V8 gives them. */
const viewLetters = { Int8Array: "b", Uint8Array: "B", Uint8ClampedArray: "C", Int16Array: "w", Uint16Array: "W",
  Int32Array: "d", Uint32Array: "D", Float32Array: "f", Float64Array: "F", BigInt64Array: "q", BigUint64Array: "Q",
  DataView: "?" };

/** And by the number under which Node's v8.serialize writes them. */
const viewNumbers = ["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
  "Uint32Array", "Float32Array", "Float64Array", "DataView", "Buffer", "BigInt64Array", "BigUint64Array"];

const errorLetters = { EvalError: "E", RangeError: "R", ReferenceError: "F", SyntaxError: "S", TypeError: "T",
  URIError: "U" };

/** Flags of regular expressions, from the lowest bit. */
const regexpFlags = ["g", "i", "m", "y", "u", "s", "", "d", "v"];

module.exports = { tags, VERSION, viewLetters, viewNumbers, errorLetters, regexpFlags };
