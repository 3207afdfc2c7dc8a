// What assert(…) says of a value that is false: the call itself, as it is written.
"use strict";

const brackets = { "(": ")", "[": "]", "{": "}" };

/** Where a text in quotes ends that begins at `at`. */
function endOfQuoted(text, at) {
  const quote = text[at];
  for (at++; at < text.length && text[at] !== quote; at++) {
    if (text[at] === "\\") at++;
    else if (quote === "`" && text.startsWith("${", at)) at = endOfBrackets(text, at + 1);
  }
  return at;
}

/** Where the bracket at `at` is closed; regular expressions that contain quotes or brackets are not known. */
function endOfBrackets(text, at) {
  const open = [];
  for (; at < text.length; at++) {
    const char = text[at];
    if (char === "\"" || char === "'" || char === "`") at = endOfQuoted(text, at);
    else if (text.startsWith("//", at)) at = text.indexOf("\n", at);
    else if (text.startsWith("/*", at)) at = text.indexOf("*/", at) + 1;
    else if (brackets[char] !== undefined) open.push(brackets[char]);
    else if (char === open.at(-1)) open.pop();
    else continue;
    if (at < 0) return text.length;
    if (open.length === 0) return at;
  }
  return text.length;
}

/** [path, line, column] of who called `fn`. */
function callerOf(fn) {
  const { framesOf } = require("internal/error_stack");
  const holder = {};
  Error.captureStackTrace(holder, fn);
  const found = /^\n {4}at (?:.*\()?(?:file:\/\/)?(\/.*?):(\d+):(\d+)\)?(?:\n|$)/.exec(framesOf(holder));
  return found === null ? undefined : [found[1], Number(found[2]), Number(found[3])];
}

/** The lines of a call, without the indentation of the first. */
function outdented(lines, column) {
  const [first, ...rest] = lines;
  return [first, ...rest.map((line) => `  ${line.slice(Math.min(column, /^[ \t]*/.exec(line)[0].length))}`)].join("\n");
}

/** The message for a call of `fn`; undefined where its source isn't known. */
function falsyText(fn) {
  const place = callerOf(fn);
  if (place === undefined) return undefined;
  const [path, line, column] = place;
  const lines = require("internal/source_map").linesFrom(path, line);
  if (lines.length === 0) return undefined;
  const before = /(?:[\w$]+\s*\??\.\s*)*$/.exec(lines[0].slice(0, column - 1))[0];
  const start = column - 1 - before.length;
  const text = lines.join("\n").slice(start);
  const open = text.indexOf("(", before.length);
  if (open < 0) return undefined;
  const call = text.slice(0, endOfBrackets(text, open) + 1);
  return `The expression evaluated to a falsy value:\n\n  ${outdented(call.split("\n"), start)}\n`;
}

module.exports = { falsyText };
