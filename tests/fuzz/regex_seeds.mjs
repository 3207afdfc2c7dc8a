// Regex seeds: the regular expressions of the js blocks of fixtures/, a file each.
//
//   node tests/fuzz/regex_seeds.mjs FOLDER
//
// What looks like one will do: a seed need not be valid, nor a regular expression where it stands.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../../fixtures");
const LITERAL = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\\\]\n]|\\.)*\])+\/[a-z]*/g;

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const path of readdirSync(ROOT, { recursive: true })) {
  if (!path.endsWith(".md")) continue;
  const page = readFileSync(join(ROOT, path), "utf8");
  for (const [, block] of page.matchAll(/^```[cm]?js.*\n([^]*?)^```$/gm))
    for (const [literal] of block.matchAll(LITERAL))
      writeFileSync(join(folder, createHash("sha1").update(literal).digest("hex")), literal);
}
