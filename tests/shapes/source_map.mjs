// Source map check: prints, as one line of JSON, what is wrong with a bundle's source map.
// Runs in a child process of its own: node source_map.mjs BUNDLE, whose map is
// BUNDLE.map.
// Gives: { counts: { mappings, named, … }, problems: [text, … the first few] }.
//
// Three questions:
//   1. Is it a place? Each source is the file on disk; each position lies inside it.
//   2. Is it true? A mapping with a name points at that name. An identifier that is mapped to an
//      identifier without a name is mapped to the same one; a few may differ, the names that a
//      bundler makes up (require_x, import_x.y).
//   3. Is it the right place? An identifier that occurs once in the bundle and once in all sources
//      is traced to its line there, and to its column too if it has a mapping of its own. A map
//      that is shifted passes 1 and sometimes 2, never this.
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { TraceMap, eachMapping, traceSegment } from "@jridgewell/trace-mapping";
import { parse } from "acorn";

const MAX_PROBLEMS_OF_A_KIND = 2;
// Lines end as ECMAScript says, in sources and bundles.
const LINE_END = /\r\n|[\n\r\u2028\u2029]/;
const MADE_UP = { few: 20, share: 0.02 };
const MIN_UNIQUE_LENGTH = 4;
const MIN_TRACED = 1 / 3;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;
const WORD_HERE = new RegExp(WORD.source, "uy");
// Words of the language, and "require", whose calls become calls of wrappers.
const KEYWORDS = new Set(
  (
    "await async break case catch class const continue debugger default delete do else export " +
    "extends false finally for from function get if import in instanceof let new null of return " +
    "set static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

const problems = {};
const counts = { mappings: 0, named: 0, same: 0, made_up: 0, unique: 0, traced: 0 };
check(process.argv[2]);
process.stdout.write(`\n${JSON.stringify({ counts, problems: Object.values(problems).flat() })}`);

function check(bundle) {
  const text = readFileSync(bundle, "utf8");
  const sourceType = bundle.endsWith(".mjs") ? "module" : "commonjs";
  const json = JSON.parse(readFileSync(`${bundle}.map`, "utf8"));
  const map = new TraceMap(json);
  const sources = read_sources(json, dirname(bundle));
  check_mappings(map, text.split(LINE_END), sources);
  check_unique_identifiers(map, text, sources, sourceType);
  if (counts.made_up > MADE_UP.few + MADE_UP.share * counts.same)
    report("made up", `${counts.made_up} of ${counts.same} identifiers are mapped to other ones`);
}

function report(kind, text) {
  const same_kind = (problems[kind] ??= []);
  if (same_kind.length < MAX_PROBLEMS_OF_A_KIND) same_kind.push(text);
}

// By source path: its lines, and whether it is a file that the bundler read. A package may ship a
// source map of its own, and a bundler may follow it to what the package was compiled from: there
// only the positions are checked, since the map in between is not the bundler's.
function read_sources(json, folder) {
  const sources = new Map();
  json.sources.forEach((path, i) => {
    const file = resolve(folder, json.sourceRoot ?? "", path);
    const ours = /\.([cm]?js|json)$/.test(file);
    const on_disk = ours && existsSync(file) ? readFileSync(file, "utf8") : undefined;
    const content = json.sourcesContent?.[i] ?? on_disk;
    if (ours && on_disk === undefined) report("missing", `no such source: ${path}`);
    else if (ours && content !== on_disk) report("content", `sourcesContent differs from ${path}`);
    if (content !== undefined) sources.set(path, { ours, lines: content.split(LINE_END) });
  });
  return sources;
}

function check_mappings(map, lines, sources) {
  eachMapping(map, (mapping) => {
    counts.mappings++;
    const source = sources.get(mapping.source);
    if (!source) return;
    const line = source.lines[mapping.originalLine - 1];
    if (line === undefined || mapping.originalColumn > line.length)
      report("outside", `outside of its source: ${place(mapping)}`);
    else if (source.ours) check_words(mapping, lines[mapping.generatedLine - 1], line);
  });
}

function check_words(mapping, generated_line = "", line) {
  const written = word_at(generated_line, mapping.generatedColumn);
  const original = word_at(line, mapping.originalColumn);
  if (mapping.name) {
    counts.named++;
    if (mapping.name !== original)
      report(
        "name",
        `name "${mapping.name}" points at "${excerpt(line, mapping)}", ${place(mapping)}`,
      );
  } else if (written && original && !KEYWORDS.has(written) && !KEYWORDS.has(original)) {
    counts[written === original ? "same" : "made_up"]++;
  }
}

function word_at(line, column) {
  WORD_HERE.lastIndex = column;
  return WORD_HERE.exec(line)?.[0];
}

// What has no mapping, or one to the very start of a file, is the bundler's own: wrappers, lists
// of exports. It must not be most of what there is.
function check_unique_identifiers(map, text, sources, sourceType) {
  const home = unique_words(sources);
  for (const token of unique_identifiers(text, sourceType)) {
    const expected = home.get(token.value);
    if (!expected) continue;
    counts.unique++;
    const { line, column } = token.loc.start;
    const segment = traceSegment(map, line - 1, column);
    const found = segment_target(map, segment);
    if (found.source === undefined || (found.line === 1 && found.column === 0)) continue;
    const right_line = found.source === expected.source && found.line === expected.line;
    const right_column = segment[0] !== column || found.column === expected.column;
    if (right_line && right_column) counts.traced++;
    else report("trace", `"${token.value}" of ${at(expected)} is traced to ${at(found)}`);
  }
  if (counts.traced < counts.unique * MIN_TRACED)
    report("traced", `only ${counts.traced} of ${counts.unique} unique identifiers are traced`);
}

// A segment is [generated column], or [generated column, source, line, column, name?], from 0.
function segment_target(map, segment) {
  if (!segment || segment.length === 1) return {};
  return { source: map.sources[segment[1]], line: segment[2] + 1, column: segment[3] };
}

// word → where it stands, for words that occur only once in all our sources together.
function unique_words(sources) {
  const home = new Map();
  for (const [source, { ours, lines }] of sources)
    lines.forEach((line, i) => {
      for (const { 0: word, index } of line.matchAll(WORD))
        home.set(word, home.has(word) ? null : ours && { source, line: i + 1, column: index });
    });
  return home;
}

function unique_identifiers(text, sourceType) {
  const by_name = new Map();
  const onToken = (token) => {
    if (token.type.label !== "name" || token.value.length < MIN_UNIQUE_LENGTH) return;
    by_name.set(token.value, by_name.has(token.value) ? null : token);
  };
  parse(text, { ecmaVersion: "latest", sourceType, locations: true, onToken });
  return [...by_name.values()].filter(Boolean);
}

function excerpt(line, mapping) {
  return line.slice(mapping.originalColumn, mapping.originalColumn + 20);
}

function place(mapping) {
  const { source, originalLine, originalColumn, generatedLine, generatedColumn } = mapping;
  const original = at({ source, line: originalLine, column: originalColumn });
  return `${original}, from ${generatedLine}:${generatedColumn} of the bundle`;
}

function at({ source, line, column }) {
  return source == null ? "nowhere" : `${source}:${line}:${column}`;
}
