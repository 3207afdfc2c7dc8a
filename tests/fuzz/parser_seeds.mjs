// Parser seeds: the js blocks of fixtures/ and the snippets of tests/syntax_cases/, a file each.
//
//   node tests/fuzz/parser_seeds.mjs FOLDER
//
// The first byte of a file says how it is parsed (see parser.c): any will do.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const MOST_BYTES = 4000; // libFuzzer cuts longer ones

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const text of [...fixtureBlocks(), ...snippets()]) {
  if (text.length > MOST_BYTES) continue;
  const name = createHash("sha1").update(text).digest();
  const bytes = Buffer.concat([name.subarray(0, 1), Buffer.from(text)]);
  writeFileSync(join(folder, name.toString("hex")), bytes);
}

function fixtureBlocks() {
  const root = join(HERE, "../../fixtures");
  return readdirSync(root, { recursive: true })
    .filter((path) => path.endsWith(".md"))
    .flatMap((path) => {
      const page = readFileSync(join(root, path), "utf8");
      return [...page.matchAll(/^```[cm]?js.*\n([^]*?)^```$/gm)].map(([, text]) => text);
    });
}

function snippets() {
  return ["valid", "invalid"].flatMap((page) =>
    readFileSync(join(HERE, `../syntax_cases/${page}.txt`), "utf8")
      .split("\n")
      .filter((line) => line && !line.startsWith("== "))
      .map((line) => line.replaceAll("⏎", "\n")),
  );
}
