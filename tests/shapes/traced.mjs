// Traced identifiers: prints, as one line of JSON, what is wrong with a bundle's source map.
// Runs in a child process of its own: node traced.mjs BUNDLE FOLDER. The bundle's map is
// BUNDLE.map, its metafile BUNDLE.meta.json, whose inputs are seen from FOLDER, where it was built.
// Only mappings to inputs count: where an input has a map of its own, what that says is checked by
// source_map_chains.mjs.
// Gives: { problems: [text, … the first few] }.
//
// First it asks of each mapping whether it is true (../source_map.mjs). Then it takes the way of a
// debugger: an identifier that occurs once in the bundle and once in all sources together must be
// traced to its line there, and to its column too if it has a mapping of its own. A map can be
// true in each mapping and still miss this: shifted lines, code without mappings.
// The decoder here is not ours, so that ours and the bundler can't be wrong together.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { TraceMap, traceSegment } from "@jridgewell/trace-mapping";
import { parse } from "acorn";
import { checkSourceMapOf } from "../source_map.mjs";

const PROBLEM_LIMIT = 5;
const LEAST_LENGTH = 4; // shorter words are too often made up by a bundler
const LEAST_NUMBER = 10; // of identifiers, to say that too few are traced
const LEAST_TRACED = 1 / 10; // the list of exports may be the longest part of a bundle
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;
const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

const [bundle, folder] = process.argv.slice(2);
const meta = JSON.parse(readFileSync(`${bundle}.meta.json`, "utf8"));
const inputs = new Set(Object.keys(meta.inputs).map((path) => resolve(folder, path)));
const isInput = (path) => inputs.has(path);
const problems = [...checkTraces(bundle), ...checkSourceMapOf(bundle, isInput)];
process.stdout.write(`\n${JSON.stringify({ problems: problems.slice(0, PROBLEM_LIMIT) })}`);

// What has no mapping, or one to the very start of a file, is the bundler's own: wrappers, lists
// of exports. It must not be most of what there is.
function checkTraces(bundle) {
  const map = new TraceMap(readFileSync(`${bundle}.map`, "utf8"));
  const sources = map.sources.map((source) => resolve(dirname(bundle), source));
  if (!sources.some(isInput) && [...inputs].some(isMapped))
    return ["no source of the map is an input of the build"];
  const places = placesOfWords(map, sources);
  const identifiers = identifiersOf(bundle).filter(({ value }) => places.get(value));
  const found = identifiers.map(({ loc }) => trace(map, loc.start));
  const traced = found.filter((target) => !isBundlersOwn(target)).length;
  const wrong = identifiers.flatMap(({ value }, i) => compare(value, places.get(value), found[i]));
  if (identifiers.length >= LEAST_NUMBER && traced < identifiers.length * LEAST_TRACED)
    wrong.push(`of ${identifiers.length} identifiers that occur once, only ${traced} are traced`);
  return wrong;
}

// Whether an input must be among the sources: it has no map of its own, and is not the entry, which
// may be imports alone.
function isMapped(path) {
  const isEntry = Object.values(meta.outputs).some(
    ({ entryPoint }) => entryPoint && resolve(folder, entryPoint) === path,
  );
  return !isEntry && !readFileSync(path, "utf8").includes("sourceMappingURL=");
}

// word → { source, line, column } of words in one place of all sources together; others → null.
function placesOfWords(map, sources) {
  const places = new Map();
  const add = (word, place) => places.set(word, places.has(word) ? null : place);
  map.sources.forEach((source, i) => {
    const isChecked = isInput(sources[i]);
    const lines = map.sourcesContent[i]?.split(LINE_END) ?? [];
    for (const [line, text] of lines.entries())
      for (const { 0: word, index } of text.matchAll(WORD)) {
        const isQuoted = /["'`]/.test(text[index - 1]);
        add(word, isChecked ? { source, line: line + 1, column: index, isQuoted } : null);
      }
  });
  return places;
}

// The identifiers that occur once in the code of the bundle, as acorn's tokens.
function identifiersOf(bundle) {
  const tokens = new Map();
  const onToken = (token) => {
    if (token.type.label === "name" && token.value.length >= LEAST_LENGTH)
      tokens.set(token.value, tokens.has(token.value) ? null : token);
  };
  const sourceType = bundle.endsWith(".mjs") ? "module" : "commonjs";
  parse(readFileSync(bundle, "utf8"), {
    ecmaVersion: "latest",
    sourceType,
    locations: true,
    onToken,
  });
  return [...tokens.values()].filter(Boolean);
}

// Lines are counted from 1 here, as acorn does, and columns from 0. A segment of the map is
// [generated column] or [generated column, source, line, column, name?].
function trace(map, { line, column }) {
  const segment = traceSegment(map, line - 1, column);
  if (!segment || segment.length === 1) return {};
  const isExact = segment[0] === column;
  return { source: map.sources[segment[1]], line: segment[2] + 1, column: segment[3], isExact };
}

function isBundlersOwn({ source, line, column }) {
  return source === undefined || (line === 1 && column === 0);
}

function compare(word, expected, found) {
  const isRightLine = found.source === expected.source && found.line === expected.line;
  const start = expected.column - (expected.isQuoted ? 1 : 0); // `"a": 1` may have become `a:1`
  const isRightColumn = !found.isExact || [expected.column, start].includes(found.column);
  if (isBundlersOwn(found) || (isRightLine && isRightColumn)) return [];
  return [`"${word}" of ${placeText(expected)} is traced to ${placeText(found)}`];
}

function placeText({ source, line, column }) {
  return `${source}:${line}:${column}`;
}
