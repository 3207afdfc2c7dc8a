// Compares our check of regular expressions (src/syntax/regex.h) with Node's and acorn's: many
// small ones, put together from tricky pieces by chance, the same in every run, and some by hand.
//
//   node tests/regex_check.mjs [--count N] [--seed N]
//
// Where Node and acorn agree, we must agree. Where they don't, the specification decides: known
// differences are listed in `decide`, with the reason, and anything else fails.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "acorn";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PROGRAM = join(ROOT, "build/dev/tests/regex_check");
const SHOWN = 20; // failures, at most

const { values: options } = parseArgs({
  options: { count: { type: "string", default: "40000" }, seed: { type: "string", default: "1" } },
});

// --- The oracles ---------------------------------------------------------------------------------

function nodeAccepts({ pattern, flags }) {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}

// Acorn reads a literal, so that the pattern has to be one: with its slashes escaped.
function acornAccepts({ pattern, flags }) {
  try {
    parse(`(/${pattern}/${flags})`, { ecmaVersion: "latest" });
    return true;
  } catch {
    return false;
  }
}

const HAS_MODIFIERS = /\(\?[a-z]*-?[a-z]*:/;
const NAME = /\(\?<[^=!]/;
const CLASS = /\[(?:[^\]\\]|\\.)*\]/gsu;
const K_IN_CLASS = /\[(?:[^\]\\]|\\.)*\\k/s;
const TWO_NAMES = /\(\?<[^=!].*\(\?<[^=!]/s;

// What the specification says where Node and acorn differ; undefined where nobody has looked.
function decide(regex, node, acorn) {
  const { pattern, flags } = regex;
  // Where there are names, \k is no IdentityEscape, and a class has no other: acorn looks outside
  // of classes only.
  const hasNames = NAME.test(pattern.replace(CLASS, ""));
  if (!/[uv]/.test(flags) && hasNames && K_IN_CLASS.test(pattern)) return false;
  // Newer than this Node: modifiers (ES2025), names that several alternatives share (ES2025).
  if (HAS_MODIFIERS.test(pattern) || TWO_NAMES.test(pattern)) return acorn;
  // Node takes all counts from 2 ** 31 on as one; the specification compares their values.
  if (pattern.includes("{4294967296,4294967295}")) return acorn;
  return undefined;
}

// --- By chance -----------------------------------------------------------------------------------

// A generator of random numbers (mulberry32): the same everywhere.
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PLAIN = [..."abz09_-,:=!<>{}]|.^$*+?", "é", "😀", "\u200d", " ", "/"].map((piece) =>
  piece === "/" ? "\\/" : piece,
);
const ESCAPES = [
  ..."dDsSwWbBnrtfvckpPux0123789aez_-/^$.*+?()[]{}|&!#%,:;<=>@`~'\"q ",
  ..."é😀",
].map((letter) => `\\${letter}`);
const LONG_ESCAPES = String.raw`\cA \c0 \c_ \c* \x41 \x4 \xg1 \u0041 \u004 \u{41} \u{110000}
  \u{} \u{1 \ud83d\ude00 \ud83d \ude00 \u{d83d}\u{de00} \00 \01 \08 \18 \377 \400 \10 \11 \k<a>
  \k<b> \k< \k<a \k<> \k<\u0061> \k{a} \p{L} \p{Lu} \P{L} \p{Script=Greek} \p{scx=Grek}
  \p{Script=Gree} \p{gc=Lu} \p{General_Category=Letter} \p{Lu=Lu} \p{ASCII} \p{RGI_Emoji}
  \P{RGI_Emoji} \p{} \p{L \p \pL \p{^L} \p{Script} \p{=L} \p{Any=Y} \p{Emoji_Keycap_Sequence}
  \q{ab} \q{a} \q{} \q{a|bc} \q{a|b} \q{|} \q{ \q{a&&b} \q{\d} \q{(} \q \q{\q{a}}`.split(/\s+/);
const QUANTIFIERS = String.raw`* + ? *? +? ?? {1} {1,} {1,2} {2,1} {1,2}? {,1} {1 { {a} {1}{2}
  ** {0} {00001,1} {10,9} {4294967296,4294967295} {1,2}?? *+`.split(/\s+/);
const OPENINGS = String.raw`( (?: (?= (?! (?<= (?<! (?<a> (?<b> (?<a (?< (?<> (?<1> (?<a1>
  (?<\u0061> (?<\u{61}> (?<\ud835\udc00> (?<\ud835> (?<𝐀> (?<é> (?<a-> (?<$> (?<_> (?<\x61> (?
  (?a (?i: (?-i: (?i-m: (?ims-: (?-: (?i-i: (?ii: (?x: (?i- (?i (?i) (?-ims: (?im-s: (?--: (?I:
  (?i-m-s: (?P<a> (?# (?> (?<\u{d835}\u{dc00}> (?<a\u200c> (?<a😀>`.split(/\s+/);
const SET_PIECES = String.raw`a z - -- && & ^ [ ] [^ [a] [a-z] [^a] a-z z-a \d \w-z a-\d \- \]
  \b \B \q{a} \q{ab} \q{} \q{a|bc} [\q{ab}] [^\q{ab}] [^\q{a}] \p{L} \P{L} \p{RGI_Emoji}
  \P{RGI_Emoji} [^\p{RGI_Emoji}] \p{Basic_Emoji} ( ) { } / | !! ## $$ %% ** ++ ,, .. :: ;; << ==
  >> ?? @@ ^^ \`\` ~~ ! # $ % * + , . : ; < = > ? @ ~ \& \! \# \% \, \: \; \< \= \> \@ \~ \( \)
  \{ \} \/ \| \^ \$ \c \cA \c0 \k \k<a> \0 \1 \01 \x41 \u{1f600} 😀 é 😀-😁 😁-😀 \u{1f600}-\u{1f601}
  \ud83d\ude00-\ud83d\ude01 &&& --- 0-9 +-- \d-\d \c-a`
  .split(/\s+/)
  .map((piece) => (piece === "/" ? "\\/" : piece));

class Maker {
  constructor(seed) {
    this.next = random(seed);
  }
  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }
  chance(part) {
    return this.next() < part;
  }
  some(most, make) {
    const count = 1 + Math.floor(this.next() * most);
    return Array.from({ length: count }, make).join("");
  }
  set(depth = 0) {
    const piece = () =>
      depth < 2 && this.chance(0.1) ? this.set(depth + 1) : this.pick(SET_PIECES);
    const operator = this.chance(0.3) ? this.pick(["&&", "--"]) : "";
    const pieces = Array.from({ length: Math.floor(this.next() * 4) }, piece);
    return `[${this.chance(0.3) ? "^" : ""}${pieces.join(operator)}${this.chance(0.95) ? "]" : ""}`;
  }
  group(depth) {
    const inside = this.alternatives(depth + 1);
    return `${this.pick(OPENINGS)}${inside}${this.chance(0.95) ? ")" : ""}`;
  }
  atom(depth) {
    const dice = this.next();
    if (dice < 0.3) return this.pick(PLAIN);
    if (dice < 0.45) return this.pick(ESCAPES);
    if (dice < 0.6) return this.pick(LONG_ESCAPES);
    if (dice < 0.75) return this.set();
    return depth < 3 ? this.group(depth) : "x";
  }
  term(depth) {
    return this.atom(depth) + (this.chance(0.25) ? this.pick(QUANTIFIERS) : "");
  }
  alternatives(depth = 0) {
    let text = this.some(3, () => this.term(depth));
    while (this.chance(0.25)) text += `|${this.some(2, () => this.term(depth))}`;
    return text;
  }
  flags() {
    const flags = this.pick(["", "", "u", "u", "v", "v", "v"]);
    if (this.chance(0.95)) return flags;
    return flags + this.pick([..."dgimsuvyxI", "gg", "uv", "gimsy", "é"]);
  }
  regex() {
    return { pattern: this.alternatives(), flags: this.flags() };
  }
}

// A literal can't begin with a star, be empty, or have a slash that ends it too early.
function isLiteral({ pattern, flags }) {
  if (pattern === "" || pattern.startsWith("*") || /[\n\r\u2028\u2029]/.test(pattern))
  return false;
  const literal = `/${pattern}/`;
  const end = /^\/(?:[^\\/[]|\\.|\[(?:[^\\\]]|\\.)*\])+\//su.exec(literal);
  return end?.[0] === literal && /^[\p{ID_Continue}]*$/u.test(flags);
}

function* byChance(count, seed) {
  const maker = new Maker(seed);
  while (count > 0) {
    const regex = maker.regex();
    if (!isLiteral(regex)) continue;
    count--;
    yield regex;
  }
}

// --- By hand -------------------------------------------------------------------------------------

const GOOD = String.raw`
/(?<a>x)|(?<a>y)/
/(?:(?<a>x)|(?<a>y))\k<a>/u
/(?:(?<a>x)|(?:(?<b>y)|(?<a>z)))|(?<a>w)(?<b>v)/
/((?<a>x)|(((?<a>y))))|(?<a>z)/
/\k<a>(?<a>x)/
/(?i:a)(?-i:b)(?ms-i:c)(?i-:d)/
/(?i:(?-i:x))*/v
/(?=a)*(?!b){2}/
/\c\c1[\c1\c_\c*]/
/a{,2}b{c}{,3}]}{/
/\k<a/
/[\k]\k/
/[\d-a][a-\d][\w-\d]/
/\8\9\18\400[\8]/
/[😀-\uffff]/
/[\b-\f][--a][a-]/
/[[a-z]--[aeiou]--&]/v
/[[a-z]&&\p{L}&&[^x]]/v
/[^\q{a|b}[^\q{c}]]/v
/[^[[\q{ab}&&a]\d]--\q{}]/v
/[^\p{L}--\p{RGI_Emoji}]/v
/[^]|[]/v
/\p{Script_Extensions=Katakana_Or_Hiragana}/u
/\p{sc=Berf}\p{RGI_Emoji}/v
/[\&\-\!\#\%\,\:\;\<\=\>\@\~]/v
/(?<\u{1d400}>.)\k<𝐀>/
/(?<𝐀>.)\k<\ud835\udc00>/u
/a{18446744073709551615,18446744073709551616}/
`;

const BAD = String.raw`
/(?<a>x)(?<a>y)/
/(?<a>(?<a>x))/
/(?:(?<a>x)|y)(?<a>z)/
/(?<a>x)|(?:(?<a>y)|z)(?<a>w)/
/(?:(?<a>x)|(?<a>y))(?<a>z)/u
/(?:x|(?<a>y))(?:z|(?<a>w))/
/(?<a>x)\k<b>/
/(?<a>x)\k/
/(?<a>x)[\k]/
/\k<a>/u
/(?-:a)/
/(?i-i:a)/
/(?ii:a)/
/(?-ii:a)/
/(?g:a)/
/(?i)a/
/(?i-s-m:a)/
/(?<=a)*/
/(?=a)*/u
/a{2,1}/
/{2}/
/^*/
/a**/
/\b+/
/[z-a]/
/[😀-😁]/
/[\c-a]/
/[\d-a]/u
/\1/u
/(a)\2/u
/\01/u
/\c/u
/\u{110000}/u
/\-/u
/{/u
/[a&&b--c]/v
/[a-z&&b]/v
/[[a-z]--[aeiou]&]/v
/[a&&b-c]/v
/[ab&&c]/v
/[a&&bc]/v
/[a&&&b]/v
/[&&a]/v
/[a&&]/v
/[a--]/v
/[(]/v
/[a||b]/v
/[!!]/v
/[^\q{ab}]/v
/[^\p{RGI_Emoji}]/v
/[^[\q{ab}--a]]/v
/\P{RGI_Emoji}/v
/\p{RGI_Emoji}/u
/[\q{ab}]/u
/\q{ab}/v
/\p{alphabetic}/u
/\p{Script=}/u
/(/
/a)/
/a/gg
/a/uv
/a/x
/a/I
/a{18446744073709551616,18446744073709551615}/
`;

// Some that are long: time must grow with the length alone.
const N = 50000;
const names = (glue) => Array.from({ length: 5000 }, (_, i) => `(?<a${i}>x)`).join(glue);
const LONG_GOOD = [
  ["(".repeat(N) + ")".repeat(N), ""],
  ["[".repeat(N) + "]".repeat(N), "v"],
  ["(?<a>x)|".repeat(N) + "y", ""],
  ["(".repeat(5000) + names("|") + "|)".repeat(5000), ""],
  ["\\k<a>".repeat(N) + "(?<a>x)", "u"],
  ["\\p{".repeat(N), ""],
  ["a{1".repeat(N), ""],
];

function readList(list) {
  const rows = list.trim().split("\n");
  return rows.map((row) => {
    const slash = row.lastIndexOf("/");
    return { pattern: row.slice(1, slash), flags: row.slice(slash + 1) };
  });
}

// --- Comparing -----------------------------------------------------------------------------------

let passed = 0;
let failed = 0;

function report(regex, text) {
  failed++;
  const literal = `/${regex.pattern.slice(0, 200)}/${regex.flags}`;
  if (failed <= SHOWN) console.log(`FAILED ${literal}: ${text}`);
}

function askOurs(regexes) {
  const input = regexes.map(({ pattern, flags }) => `/${pattern}/${flags}\n`).join("");
  const { stdout, stderr, status } = spawnSync(PROGRAM, { input, maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`regex_check ended with ${status}: ${stderr}`);
  return stdout.toString().trimEnd().split("\n");
}

// An error must point into the literal.
function hasPlace(regex, answer) {
  const [start, end] = answer.split(" ").map(Number);
  const size = Buffer.byteLength(`/${regex.pattern}/${regex.flags}`);
  return start < end && end <= size;
}

function compare(regexes, expect) {
  const answers = askOurs(regexes);
  for (const [i, regex] of regexes.entries()) {
    const ours = answers[i];
    const expected = expect(regex);
    const word = expected.accepts ? "valid" : "invalid";
    if (expected.problem) report(regex, `${expected.problem}; ours: ${ours}`);
    else if ((ours === "ok") !== expected.accepts) report(regex, `is ${word}, but ours: ${ours}`);
    else if (ours !== "ok" && !hasPlace(regex, ours)) report(regex, `is no place: ${ours}`);
    else passed++;
  }
}

function askOthers(regex) {
  const node = nodeAccepts(regex);
  const acorn = acornAccepts(regex);
  if (node === acorn) return { accepts: node };
  const accepts = decide(regex, node, acorn);
  if (accepts !== undefined) return { accepts };
  return { problem: `Node says ${node}, acorn says ${acorn}` };
}

const chance = [...byChance(Number(options.count), Number(options.seed))];
compare(chance, askOthers);
compare(readList(GOOD), () => ({ accepts: true }));
compare(readList(BAD), () => ({ accepts: false }));
const long = LONG_GOOD.map(([pattern, flags]) => ({ pattern, flags }));
compare(long, () => ({ accepts: true }));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
