// Who checks the checkers? Each thing that tidy and fixtures.mjs promise to find is put in front of
// them here, in a small checkout of its own, and they must find it, at its line, and nothing else.
//
//   node tests/checkers_test.mjs PATH-OF-TIDY
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFolder } from "./programs.mjs";

const tests = dirname(fileURLToPath(import.meta.url));
const tidy = process.argv[2];
const count = { passed: 0, failed: 0 };

// Writes `files` (path → content) to a new folder and calls `job` with it.
function inFolder(files, job) {
  const folder = makeFolder("checkers");
  for (const [path, content] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(folder, path)), { recursive: true });
    fs.writeFileSync(join(folder, path), content);
  }
  try {
    return job(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function expect(name, actual, isRight) {
  if (isRight(actual)) return count.passed++;
  count.failed++;
  console.log(`FAILED ${name}: the checker said\n${actual.replace(/^/gm, "    ")}`);
}

// --- tidy ----------------------------------------------------------------------------------------

const FLOORS = "base 0 vendor.h\nsyntax 1\nhost 2 uv.h\ngraph 3\nlink 3\n";
const header = (body = "") => `// Thing: one sentence.\n#pragma once\n${body}`;
const source = (body = "") => `// The idea.\n${body}`;
const nestedCall = "f(g(1, 2), h(3, 4))";

// [path, content, the complaints as "line: part of the text"]
const TIDY = [
  [
    "src/graph/a.c",
    source('#include "syntax/b.h"\n#include <string.h>\n#include "graph/c.h"\n'),
    [],
  ],
  ["src/graph/a.c", source('#include "link/b.h"\n'), ["2: must not include link"]],
  ["src/syntax/a.h", header('#include "graph/b.h"\n'), ["3: must not include graph"]],
  ["src/graph/a.c", source('#include "b.h"\n'), ['2: "graph/b.h"']],
  ["src/graph/a.c", source('#include "nowhere/b.h"\n'), ["2: in no room"]],
  ["src/graph/a.c", source('// #include "link/b.h"\n'), []],
  ["src/graph/a.c", source("#include <uv.h>\n"), ["2: only host sees <uv.h>"]],
  ["src/host/a.c", source("#include <uv.h>\n"), []],
  ["src/graph/a.c", source("#include <curl/curl.h>\n"), ["2: is in no room"]],
  ["src/syntax/a.c", source("#include <unistd.h>\n"), ["2: syntax is pure"]],
  ["src/attic/a.c", source(), ["1: src/attic is no room"]],
  ["src/base/a.h", "#pragma once\n", ["1: one sentence"]],
  ["src/base/a.h", "// thing\n// Thing: late.\n", ["1: one sentence"]],
  ["src/base/a.c", "int x;\n", ["1: begin with a comment"]],
  ["src/base/a.def", "// To add a row: ROW(x)\nROW(1)\n", []],
  ["src/base/a.def", "// Rows.\nROW(add)\n", ["1: how to add a row"]],
  ["src/base/string_util.c", source(), ['1: "util" says nothing']],
  ["tests/helper.mjs", "", ['1: "helper" says nothing']],
  ["src/base/utility.c", source(), []],
  [
    "src/base/a.c",
    source("void *p = malloc(1);\nfree (p);\n"),
    ["2: not from malloc", "3: not from free"],
  ],
  [
    "src/base/a.c",
    source('x.free(1); cJSON_free(p); int free = 1; // free(p)\nchar *s = "free(p)";\n'),
    [],
  ],
  ["src/base/blocks.c", source("void *p = malloc(1);\n"), []],
  ["src/base/a.c", source("int x; // TO" + "DO\n"), ["2: finish"]],
  ["src/base/a.c", source(`char *s = "${"é".repeat(85)}";\n`), []],
  ["src/base/a.c", source(`char *s = "${"é".repeat(90)}";\n`), ["2: 103 columns"]],
  ["src/base/a.c", `// x\n// tidy: one table\n${"x".repeat(200)}\n`, []],
  ["src/base/a.c", source("\n".repeat(1000)), ["1000: 1001 lines"]],
  ["src/base/a.c", source("int f(void) {\n" + "  x;\n".repeat(68) + "}\n"), []],
  ["src/base/a.c", source("int f(void) {\n" + "  x;\n".repeat(69) + "}\n"), ["2: f has 71 lines"]],
  ["src/base/a.c", source("int f(int a, int b, int c, int d, int e) {\n}\n"), []],
  [
    "src/base/a.c",
    source("int f(int a, int b, int c, int d,\n      int e, int g) {\n}\n"),
    ["2: f has 6 param"],
  ],
  ["src/base/a.c", source("int f(int (*a)(int, int, int), int b) {\n}\n"), []],
  ["src/base/a.c", source(`int x[] = {${nestedCall}};\nint f(void) {\n  ${nestedCall};\n}\n`), []],
  ["src/base/a.c", source("#define F(a, b, c, d, e) \\\n  g(a, b, c, d, e) { }\n"), []],
  [
    "src/base/a.c",
    source("#if A\nint f(void) {\n#else\nint f(int a) {\n#endif\n}\nint g(void) {\n}\n"),
    [],
  ],
  ["src/graph/a.c", source("diag_add(list, MESSAGE_X, place, name);\n"), []],
  [
    "src/graph/a.c",
    source('diag_add(list, MESSAGE_X, place,\n  TEXT("a sentence"));\n'),
    ["3: messages.def"],
  ],
  ["notes.md", "see `/wo" + "rk/x/y`\n", ["1: one machine"]],
  ["notes.md", "src/wo" + "rk/x and https://a/ro" + "ot/b\n", []],
];

for (const [path, content, wanted] of TIDY) {
  const floors = FLOORS;
  const said = inFolder({ "src/floors.txt": floors, [path]: content }, (folder) => {
    const result = spawnSync(tidy, [folder], { encoding: "utf8" });
    return result.stdout + result.stderr;
  });
  const lines = said.split("\n").filter((line) => line.startsWith(`${path}:`));
  const summary = wanted.length === 0 ? "2 passed, 0 failed\n" : "1 passed, 1 failed\n";
  expect(`tidy on ${path} ${JSON.stringify(content.slice(0, 80))}`, said, () => {
    const told = wanted.every((text, i) => {
      const [line, ...words] = text.split(": ");
      return lines[i]?.startsWith(`${path}:${line}: `) && lines[i].includes(words.join(": "));
    });
    return told && lines.length === wanted.length && said.endsWith(summary);
  });
}

// --- fixtures.mjs --------------------------------------------------------------------------------

// Stands for cbundle: the "bundle" of a file is the file, but for what these words in it ask for.
const FAKE = `#!/bin/sh
for argument; do
  case $argument in
    --outfile=*) output=\${argument#*=} ;;
    --format=*) format=\${argument#*=} ;;
    --sourcemap) wants_map=1 ;;
    --minify) small=s/SMALL/small/ ;;
    entry.js) entry=$argument ;;
  esac
done
text=$(sed "s/DIFFER/$format/; $small" "$entry")
mappings=AAAA
case $text in
  *WARN*) echo "$PWD/$entry: warned" >&2 ;;
  *REFUSE*) exit 1 ;;
  *SANITIZER*) exit 99 ;;
  *NOTHING*) exit 0 ;;
  *BADMAP*) mappings=AAQA ;;
  *BADNAME*) mappings=';IAAI' text="
var y;$text" ;;
esac
printf '%s\\n' "$text" >"$output"
test -z "$wants_map" ||
  echo '{"version":3,"sources":["'"$PWD/$entry"'"],"mappings":"'"$mappings"'"}' >"$output.map"
`;

const F = "```";
const block = (info, text) => `\n${F}${info}\n${text}${F}\n`;
const page = (...blocks) => `# Page\n\n## Case\n${blocks.join("")}`;
const js = (text) => block("js", `${text}\n`);
const log = js("console.log(1)");
const one = block("stdout", "1\n");
const build = "cbundle build entry.js --outfile=out.js\n";

// [name, page, "ok" or part of what is said, the page after --update or nothing if it is as before]
const PAGES = [
  ["a good case", page(log, one), "ok"],
  ["a wrong expectation", page(log, block("stdout", "2\n")), "-2\n", page(log, one)],
  ["no expectation", page(log), "no such block", page(log, one)],
  ["an empty page", "# Page\n", "has no case"],
  ["two cases of one name", page(log, one) + page(log, one), 'two cases are called "Case"'],
  ["a block for nothing", page(log, one, block("css", "a\n")), 'a block "css" without a path'],
  ["an illustration", page(log, one, block("text", "a\n")), "ok"],
  ["a path without a block", page(log, one, "\n`a.js`:\n\nprose\n"), "no block follows"],
  ["a misspelt option", page(log, one, block("sh exits=1", "")), '"exits=1" means nothing'],
  ["a second entry", page(log, log, one), 'a second "entry.js"'],
  ["an open block", page(log, one, `\n${F}text\nabc\n`), "never closed"],
  [
    "an expected warning",
    page(js("1 // WARN"), block("diagnostics", "/case/entry.js: warned\n")),
    "ok",
  ],
  ["an unexpected warning", page(js("console.log(1) // WARN"), one), "/case/entry.js: warned"],
  ["a warning that is gone", page(log, one, block("diagnostics", "warned\n")), "-warned"],
  ["a failing build", page(js("console.log(1) // REFUSE"), one), "ended with exit code 1"],
  ["a build that does nothing", page(js("console.log(1) // NOTHING"), one), "wrote no out.mjs"],
  ["a crash", page(js("console.log(1) // SANITIZER"), one), "met a sanitizer"],
  [
    "other output than Node's",
    page(js('console.log("DIFFER")'), block("stdout", "DIFFER\n")),
    "+esm\n",
  ],
  [
    "flags",
    page(js('console.log("SMALL")'), block("flags", "--minify\n"), block("stdout", "SMALL\n")),
    "+small",
  ],
  ["a wrong map", page(js("console.log(1) // BADMAP"), one), "outside of that file"],
  ["a nameless map", page(js("var x; console.log(1) // BADNAME"), one), 'has "y", but'],
  ["the same exit code", page(js("console.log(1); process.exit(3)"), one), "ok"],
  ["commands", page(log, block("sh", `${build}node out.js\n`), one), "ok"],
  [
    "a wrong exit code",
    page(js("REFUSE"), block("sh", build)),
    "exit code 1 instead of 0",
    page(js("REFUSE"), block("sh exit=1", build)),
  ],
  [
    "two missing blocks",
    page(js("console.log(1) // WARN")),
    "diagnostics (the case has no such block)",
    page(js("console.log(1) // WARN"), one, block("diagnostics", "/case/entry.js: warned\n")),
  ],
  ["a right exit code", page(js("REFUSE"), block("sh exit=1", build)), "ok"],
  ["commands that tell nothing", page(log, block("sh", "true\n")), "the case expects nothing"],
  ["an output file", page(log, block("sh", build), "\n`out.js` becomes:\n", log), "ok"],
  [
    "a missing output file",
    page(log, block("sh", "true\n"), "\n`a.js` becomes:\n", log),
    "not written",
  ],
  ["a link", page("\n`b.js` -> `entry.js`\n", log, block("sh", "node b.js\n"), one), "ok"],
  [
    "escapes",
    page(
      block("js escaped", "console.log('\\x41\\x01')\\\n\n"),
      block("stdout escaped", "A\\x01\n"),
    ),
    "ok",
  ],
  ["a path outside", page(log, one, "\n`../a.js`:\n", log), "outside of the case"],
  ["an open end", page(log, block("sh", "printf abc\n"), block("stdout", "abc\n")), "ok"],
  [
    "a fence in the output",
    page(js("console.log('```')"), one),
    "+```",
    page(js("console.log('```')"), "\n````stdout\n```\n````\n"),
  ],
];

const pathOf = (index) => `fixtures/bundle/page${index}.md`;
const pages = PAGES.map(([, text], index) => [pathOf(index), text]);

inFolder(Object.fromEntries([["cbundle", FAKE], ...pages]), (folder) => {
  fs.chmodSync(join(folder, "cbundle"), 0o755);
  // What the runner says, as a function from a page's index to the complaints about that page.
  const run = (...more) => {
    const options = [`--cbundle=${join(folder, "cbundle")}`, `--root=${folder}`, ...more];
    const args = [join(tests, "fixtures.mjs"), ...options];
    const said = spawnSync(process.execPath, args, { encoding: "utf8" }).stdout.split(/^FAILED /m);
    return (index) => said.filter((text) => text.startsWith(`${pathOf(index)}:`)).join("");
  };
  const before = run();
  run("--update");
  const after = run();
  for (const [index, [name, text, wanted, updated]] of PAGES.entries()) {
    const isRight = (said) => (wanted === "ok" ? said === "" : said.includes(wanted));
    expect(name, before(index), isRight);
    if (wanted !== "ok" && !updated) continue;
    const now = fs.readFileSync(join(folder, pathOf(index)), "utf8");
    expect(`${name}, updated`, now, () => now === (updated ?? text));
    expect(`${name}, again`, after(index), (said) => said === "");
  }
});

console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
