// From places in the bundle to places in the sources. The map is read when an error is first shown.
"use strict";
const natives = require.natives;

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Int8Array(128).fill(-1);
for (let i = 0; i < digits.length; i++) values[digits.charCodeAt(i)] = i;

const COMMA = 44, SEMICOLON = 59;
let decoded = null;

/** Lines of [column, source, line, column], flat. */
function decodeMappings(text) {
  const lines = [];
  let line = [], column = 0, source = 0, sourceLine = 0, sourceColumn = 0;
  const fields = [0, 0, 0, 0, 0];
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : SEMICOLON;
    if (code === SEMICOLON) {
      lines.push(line);
      line = [];
      column = 0;
      continue;
    }
    if (code === COMMA) continue;
    let count = 0;
    for (; at < text.length && text.charCodeAt(at) !== COMMA && text.charCodeAt(at) !== SEMICOLON; count++) {
      let value = 0, shift = 0, digit;
      do {
        digit = values[text.charCodeAt(at++)];
        value |= (digit & 31) << shift;
        shift += 5;
      } while (digit & 32);
      fields[count] = value & 1 ? -(value >>> 1) : value >>> 1;
    }
    at--;
    column += fields[0];
    if (count < 4) {
      line.push(column, -1, 0, 0);
      continue;
    }
    source += fields[1];
    sourceLine += fields[2];
    sourceColumn += fields[3];
    line.push(column, source, sourceLine, sourceColumn);
  }
  return lines;
}

function read() {
  if (decoded !== null) return decoded;
  const text = natives.scriptMap();
  decoded = { lines: [], sources: [], contents: [] };
  if (text === undefined) return decoded;
  const map = JSON.parse(text);
  const path = require("path"), folder = path.dirname(process.argv[1]);
  decoded.lines = decodeMappings(map.mappings);
  decoded.sources = map.sources.map((source) => path.resolve(folder, source));
  decoded.contents = map.sourcesContent || [];
  return decoded;
}

/** The last mapping of a line at or before a column; lines and columns from 0. */
function find(line, column) {
  const { lines, sources } = read();
  const mappings = lines[line];
  if (mappings === undefined || mappings.length === 0) return undefined;
  let low = 0, high = mappings.length / 4 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (mappings[middle * 4] <= column) low = middle;
    else high = middle - 1;
  }
  const at = low * 4;
  if (mappings[at] > column || mappings[at + 1] < 0) return undefined;
  return [sources[mappings[at + 1]], mappings[at + 2] + 1, mappings[at + 3] + 1 + (column - mappings[at])];
}

const texts = new Map(); // lines of sources

function linesOf(path) {
  let lines = texts.get(path);
  if (lines !== undefined) return lines;
  const { sources, contents } = read();
  const text = contents[sources.indexOf(path)];
  texts.set(path, lines = typeof text === "string" ? text.split("\n") : []);
  return lines;
}

/** All lines of a source from one on; of a file that isn't in the bundle, as it is now. */
function linesFrom(path, line) {
  let lines = linesOf(path);
  if (lines.length === 0) {
    try {
      lines = require("fs").readFileSync(path, "utf8").split("\n");
    } catch {
      return [];
    }
  }
  return lines.slice(line - 1);
}

/** A line of a source, from 1. */
const lineOf = (path, line) => linesOf(path)[line - 1];

// This engine's place of a call is its bracket; V8's is where the name begins, or `new`.
function startOfCall(path, line, column) {
  const text = lineOf(path, line);
  if (text === undefined || text[column - 1] !== "(") return column;
  let at = column - 1;
  while (at > 0 && /[\w$]/.test(text[at - 1])) at--;
  const created = /\bnew\s+(?:[\w$]+\.)*$/.exec(text.slice(0, at));
  return (created === null ? at : created.index) + 1;
}

/** For stacks: the script's own function stands on the line before the bundle. */
function placeMapper(path) {
  return (file, line, column) => {
    if (file !== path) return undefined;
    if (natives.scriptMap === undefined) return [file, line - 1, column];
    const found = find(line - 2, column - 1);
    if (found === undefined) return null;
    return [found[0], found[1], startOfCall(...found)];
  };
}

module.exports = { placeMapper, lineOf, linesFrom };
