// Tells where words of a file come from, by its source map as a library reads it:
//
//   trace out.js greet 'console.log' …    word <- ../src/greet.js:1:16 (name)
//
// Looked up is the first place of each word, as in code frames: lines from 1, columns from 0. With
// `--` in place of words, the map's sources are listed, with their first lines.
import { readFileSync, existsSync } from "node:fs";
import { TraceMap, originalPositionFor, sourceContentFor } from "@jridgewell/trace-mapping";

const [file, ...words] = process.argv.slice(2);
const text = readFileSync(file, "utf8");
const inline = /^\/\/# sourceMappingURL=data:application\/json[^,]*;base64,(\S+)$/m.exec(text);
const beside = existsSync(`${file}.map`) ? readFileSync(`${file}.map`, "utf8") : "{}";
const map = new TraceMap(inline ? Buffer.from(inline[1], "base64").toString() : beside);
const code = text.replace(/^\/\/# sourceMappingURL=.*$/m, "");

for (const word of words) {
  if (word === "--") listSources();
  else console.log(`${word} <- ${whereIs(word)}`);
}

function whereIs(word) {
  const at = code.indexOf(word);
  if (at < 0) return "is not there";
  const before = code.slice(0, at).split("\n");
  const place = { line: before.length, column: before.at(-1).length };
  const { source, line, column, name } = originalPositionFor(map, place);
  return source === null ? "nothing" : `${source}:${line}:${column}${name ? ` (${name})` : ""}`;
}

function listSources() {
  for (const source of map.sources) {
    const content = sourceContentFor(map, source);
    console.log(`${source}: ${content === null ? "no content" : content.split("\n")[0]}`);
  }
}
