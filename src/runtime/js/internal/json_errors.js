// Where a text is no JSON, and how, in V8's words.
"use strict";

const blank = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const stringBody = /(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*/y;

function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)[0].length;
}

// The parts of a text around a place, as V8 quotes them.
function quoted(text, at) {
  if (text.length <= 20) return `"${text}" is not valid JSON`;
  const start = Math.max(0, at - 10), end = Math.min(text.length, at + 10);
  return `${start > 0 ? "..." : ""}"${text.slice(start, end)}"${end < text.length ? "..." : ""} is not valid JSON`;
}

const wholeWords = new Set(["undefined", "NaN", "Infinity", "[object Object]"]);

function unexpected(text, place) {
  if (text[place] === "\"") return at("Unexpected string", place);
  if (/[0-9]/.test(text[place])) return at("Unexpected number", place);
  if (wholeWords.has(text)) return `"${text}" is not valid JSON`;
  return `Unexpected token '${text[place]}', ${quoted(text, place)}`;
}

const ended = "Unexpected end of JSON input";
const at = (what, place) => `${what} in JSON at position ${place}`;

function stringEnd(text, start) {
  const end = start + 1 + matchAt(stringBody, text, start + 1);
  for (let i = start + 1; i < end; i++) {
    if (text.charCodeAt(i) < 32) return { message: at("Bad control character in string literal", i) };
  }
  if (end >= text.length) return { message: at("Unterminated string", text.length) };
  if (text[end] === "\"") return { end: end + 1 };
  if (end + 1 >= text.length) return { message: ended };
  if (text[end + 1] !== "u") return { message: at("Bad escaped character", end + 1) };
  const digits = text.slice(end + 2).search(/[^0-9a-fA-F]|$/);
  return { message: end + 2 + digits >= text.length ? ended : at("Bad Unicode escape", end + 2 + digits) };
}

function scalarEnd(text, start) {
  const char = text[start];
  if (char === "\"") return stringEnd(text, start);
  for (const word of ["true", "false", "null"]) {
    if (word[0] !== char) continue;
    let size = 0;
    while (size < word.length && text[start + size] === word[size]) size++;
    if (size === word.length) return { end: start + size };
    return { message: start + size >= text.length ? ended : unexpected(text, start + size) };
  }
  if (!/[-0-9]/.test(char)) return { message: unexpected(text, start) };
  number.lastIndex = start;
  const found = number.exec(text);
  if (found === null) return { message: at("No number after minus sign", start + 1) };
  const end = start + found[0].length;
  if (text[end] === ".") return { message: at("Unterminated fractional number", end + 1) };
  if (/[eE]/.test(text[end] || "")) {
    return { message: at("Exponent part is missing a number", /[+-]/.test(text[end + 1] || "") ? end + 2 : end + 1) };
  }
  if (/^-?0$/.test(found[0]) && /[0-9]/.test(text[end] || "")) return { message: at("Unexpected number", end) };
  return { end };
}

const afterValue = (isObject) => isObject ? "Expected ',' or '}' after property value"
  : "Expected ',' or ']' after array element";

/** The sentence that V8 says of a text that is no JSON. */
function reasonOf(text) {
  const open = [];
  let i = matchAt(blank, text, 0), wants = "value";
  while (true) {
    if (i >= text.length) {
      if (open.length === 0 && wants === "end") return ended;
      if (wants === "key" || wants === "first key") {
        return at(wants === "key" ? "Expected double-quoted property name" : "Expected property name or '}'", i);
      }
      if (wants === "colon") return at("Expected ':' after property name", i);
      if (wants === "end") {
        return at(afterValue(open.at(-1) === "{"), i);
      }
      return ended;
    }
    const char = text[i];
    if (wants === "key" || wants === "first key") {
      if (char === "}" && wants === "first key") {
        open.pop();
        wants = "end";
        i++;
      } else if (char === "\"") {
        const { end, message } = stringEnd(text, i);
        if (message !== undefined) return message;
        i = end;
        wants = "colon";
      } else {
        return at(wants === "key" ? "Expected double-quoted property name" : "Expected property name or '}'", i);
      }
    } else if (wants === "colon") {
      if (char !== ":") return at("Expected ':' after property name", i);
      wants = "value";
      i++;
    } else if (wants === "end") {
      if (open.length === 0) return `Unexpected non-whitespace character after JSON at position ${i}`;
      const isObject = open.at(-1) === "{";
      if (char === ",") {
        wants = isObject ? "key" : "value";
      } else if (char === (isObject ? "}" : "]")) {
        open.pop();
      } else {
        return at(afterValue(isObject), i);
      }
      i++;
    } else if (char === "{" || char === "[") {
      open.push(char);
      wants = char === "{" ? "first key" : "value";
      i++;
    } else if (char === "]" && open.at(-1) === "[" && /\[[ \t\n\r]*$/.test(text.slice(0, i))) {
      open.pop();
      wants = "end";
      i++;
    } else {
      const { end, message } = scalarEnd(text, i);
      if (message !== undefined) return message;
      i = end;
      wants = "end";
    }
    i += matchAt(blank, text, i);
  }
}

module.exports = { reasonOf };
