// Patterns of paths: *, **, ?, [a-z] and {a,b}, for path.matchesGlob.
"use strict";

const special = /[.+^$()|\\{}[\]]/;

function classOf(pattern, start) {
  const end = pattern.indexOf("]", start + 2);
  if (end < 0) return undefined;
  const body = pattern.slice(start + 1, end).replace(/\\/g, "\\\\");
  return { end, source: `[${body[0] === "!" ? `^${body.slice(1)}` : body}]` };
}

/** A regular expression of a pattern whose separators are "/". */
function sourceOf(pattern) {
  let source = "", depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === "*") {
      const isDeep = pattern[i + 1] === "*" && (i === 0 || pattern[i - 1] === "/") &&
        (i + 2 === pattern.length || pattern[i + 2] === "/");
      if (!isDeep) {
        source += i === 0 || pattern[i - 1] === "/" ? "(?!\\.)[^/]*" : "[^/]*";
      } else if (i + 2 === pattern.length) {
        source += "(?:(?!\\.)[^/]*(?:/(?!\\.)[^/]*)*)?";
        i++;
      } else {
        source += "(?:(?!\\.)[^/]*/)*";
        i += 2;
      }
    } else if (char === "?") {
      source += "[^/]";
    } else if (char === "[") {
      const found = classOf(pattern, i);
      source += found === undefined ? "\\[" : found.source;
      if (found !== undefined) i = found.end;
    } else if (char === "{") {
      source += "(?:";
      depth++;
    } else if (char === "}" && depth > 0) {
      source += ")";
      depth--;
    } else if (char === "," && depth > 0) {
      source += "|";
    } else {
      source += special.test(char) ? `\\${char}` : char;
    }
  }
  return source + ")".repeat(depth);
}

function matches(path, pattern, separator) {
  const slashed = (text) => separator === "\\" ? text.replace(/\\/g, "/") : text;
  return new RegExp(`^${sourceOf(slashed(pattern))}$`).test(slashed(path));
}

module.exports = { matches };
