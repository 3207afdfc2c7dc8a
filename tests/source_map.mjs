// Checks a source map against the file that it describes: every mapping must point into its source,
// and where both ends are identifiers, they must be the same one, or the mapping must know the
// original's name.
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const IDENTIFIER = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const PROBLEM_LIMIT = 5; // per map: the first ones tell enough

// Statements are mapped as a whole (`import` becomes `var`) and `require` becomes what it finds:
// words that say nothing about names.
const KEYWORDS = new Set(
  `async await break case catch class const continue debugger default delete do else export extends
   false finally for function get if import in instanceof let new null of require return set static
   super switch this throw true try typeof var void while with yield`.split(/\s+/),
);

// Finds the map of `generated` (a path): in the file itself, or beside it as `<file>.map`.
// Returns problems as texts; none if there is no map. `isChecked` tells of a source's path whether
// mappings to it are looked at: what an input's own map says of a file may be anything.
export function checkSourceMapOf(generated, isChecked = () => true) {
  const text = readFileSync(generated, "utf8");
  const inline = /^\/\/# sourceMappingURL=data:application\/json[^,]*;base64,(\S+)$/m.exec(text);
  const beside = `${generated}.map`;
  const json = inline && Buffer.from(inline[1], "base64").toString();
  if (json) return checkSourceMap(text, json, generated, isChecked);
  if (existsSync(beside))
    return checkSourceMap(text, readFileSync(beside, "utf8"), beside, isChecked);
  return [];
}

// `place` is the file that holds the map: its sources are relative to that.
export function checkSourceMap(generated, json, place, isChecked = () => true) {
  let map;
  try {
    map = JSON.parse(json);
  } catch (error) {
    return [`not JSON: ${error.message}`];
  }
  if (map.version !== 3) return [`version is ${map.version}, not 3`];
  const problems = [];
  const sources = readSources(map, place, { problems, isChecked });
  const generatedLines = splitLines(generated);
  let mappings = 0;
  for (const mapping of decodeMappings(map.mappings, problems)) {
    if (problems.length >= PROBLEM_LIMIT) break;
    if (mapping.source === undefined) continue;
    mappings++;
    const problem = checkMapping(mapping, { generatedLines, sources, names: map.names ?? [] });
    if (problem) problems.push(problem);
  }
  if (mappings === 0 && map.sources.length > 0) problems.push("it has sources, but no mapping");
  return problems;
}

// The sources as { name, lines }, from sourcesContent; where the file is there too, both must be
// equal.
function readSources(map, place, { problems, isChecked }) {
  return map.sources.map((name, index) => {
    const path = resolve(dirname(place), map.sourceRoot ?? "", name ?? "");
    if (!isChecked(path)) return { name, isUnchecked: true };
    const onDisk = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    const content = map.sourcesContent?.[index] ?? onDisk;
    if (content === undefined) problems.push(`source "${name}" has no content and is no file`);
    else if (onDisk !== undefined && withoutMark(content) !== withoutMark(onDisk)) {
      problems.push(`the content of source "${name}" differs from the file`);
    }
    return { name, lines: splitSource(content ?? "") };
  });
}

const withoutMark = (text) => text.replace(/^\ufeff/, "");

// Engines count the generated lines, editors the lines of the sources.
const splitLines = (text) => text.split(/\r\n|[\n\r\u2028\u2029]/);
const splitSource = (text) => text.split(/\r\n|[\n\r]/);

// Yields { line, column, source, originalLine, originalColumn, name }, counted from 0; a mapping
// without a source has only the first two.
function* decodeMappings(text, problems) {
  const state = { source: 0, originalLine: 0, originalColumn: 0, name: 0 };
  for (const [line, row] of text.split(";").entries()) {
    let column = 0;
    for (const segment of row === "" ? [] : row.split(",")) {
      const fields = decodeVlq(segment);
      if (![1, 4, 5].includes(fields?.length)) {
        problems.push(`"${segment}" on line ${line + 1} is no mapping`);
        return;
      }
      if (fields[0] < 0) problems.push(`mappings of line ${line + 1} are not in order`);
      column += fields[0];
      if (fields.length === 1) yield { line, column };
      else {
        state.source += fields[1];
        state.originalLine += fields[2];
        state.originalColumn += fields[3];
        if (fields.length === 5) state.name += fields[4];
        yield { ...state, name: fields.length === 5 ? state.name : undefined, line, column };
      }
    }
  }
}

// Base64 digits, least significant first: 5 bits and a "more" bit each; the lowest bit of all is
// the sign.
function decodeVlq(segment) {
  const fields = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = BASE64.indexOf(character);
    if (digit < 0) return null;
    value += (digit & 31) * 2 ** shift;
    shift += 5;
    if (digit & 32) continue;
    fields.push(value % 2 ? -(value - 1) / 2 : value / 2);
    value = shift = 0;
  }
  return shift === 0 ? fields : null;
}

// What is wrong with one mapping, as a text, or undefined.
function checkMapping(mapping, { generatedLines, sources, names }) {
  const { line, column, originalLine, originalColumn } = mapping;
  const where = `${line + 1}:${column}`;
  const generated = generatedLines[line];
  if (generated === undefined || column > generated.length)
    return `${where} is outside of the generated file`;
  const source = sources[mapping.source];
  if (!source) return `${where} points to source number ${mapping.source}, which is not there`;
  if (source.isUnchecked) return undefined;
  const original = source.lines[originalLine];
  const target = `${source.name}:${originalLine + 1}:${originalColumn}`;
  if (original === undefined || originalColumn > original.length || originalColumn < 0) {
    return `${where} points to ${target}, which is outside of that file`;
  }
  const name = mapping.name === undefined ? undefined : names[mapping.name];
  if (mapping.name !== undefined && name === undefined)
    return `${where} has a name that is not there`;
  const from = identifierAt(original, originalColumn);
  const to = identifierAt(generated, column);
  if (name !== undefined && from !== undefined && from !== name) {
    return `${where} says that the name is "${name}", but ${target} has "${from}"`;
  }
  if (from === undefined || to === undefined || from === to || from === name) return undefined;
  return `${where} has "${to}", but ${target} has "${from}", and the mapping has no name`;
}

// The identifier that starts at `column`; undefined for anything else, keywords included.
function identifierAt(line, column) {
  IDENTIFIER.lastIndex = column;
  const [word] = IDENTIFIER.exec(line) ?? [];
  return KEYWORDS.has(word) ? undefined : word;
}
