// Lint packages: real packages linted by ESLint and by cbundle, with the rules that ESLint
// recommends, must give the same reports: rule, message, place, fix and suggestions.
//
//   node lint_packages.mjs [--cbundle PATH] [PACKAGE…]
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { Linter } from "eslint";
import { builtinRules } from "eslint/use-at-your-own-risk";
import { cleanEnvironment } from "./programs.mjs";

const MODULES = join(import.meta.dirname, "node_modules");
const PACKAGES = ["express", "acorn", "d3-geo", "yargs", "redux", "ajv", "immer", "postcss"];
const MOST_BYTES = 150_000; // of a file: ESLint needs a second for so many
const MOST_SHOWN = 5;
const NO_RULE = "does not parse";
const CONFIG = join(import.meta.dirname, ".work/lint_packages.json");
const BATCH = 200; // files for one run of the program

const { values: flags, positionals } = parseArgs({
  options: { cbundle: { type: "string", default: process.env.CBUNDLE ?? "" } },
  allowPositionals: true,
});
const program = resolve(flags.cbundle || join(import.meta.dirname, "../build/dev/cbundle"));

const rules = Object.fromEntries(
  [...builtinRules].filter(([, rule]) => rule.meta.docs.recommended).map(([name]) => [name, 2]),
);
const lintSection = { extends: "recommended", env: { browser: false, node: false } };
mkdirSync(dirname(CONFIG), { recursive: true });
writeFileSync(CONFIG, JSON.stringify({ lint: lintSection }));
let passed = 0;
let failed = 0;
for (const name of positionals.length ? positionals : PACKAGES) checkPackage(name);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

function checkPackage(name) {
  const files = listScripts(join(MODULES, name));
  if (!files.length) throw new Error(`no scripts in ${name}`);
  for (let i = 0; i < files.length; i += BATCH) {
    const batch = files.slice(i, i + BATCH);
    const own = { commonjs: lint(batch, "commonjs"), module: lint(batch, "module") };
    for (const path of batch) checkFile(path, own);
  }
}

function listScripts(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ entry, path }) => entry.isFile() && /\.[cm]?js$/.test(path) && isSmall(path))
    .filter(({ path }) => !relative(folder, path).split(sep).includes("node_modules"))
    .map(({ path }) => path)
    .sort();
}

function isSmall(path) {
  return statSync(path).size <= MOST_BYTES;
}

// What we say of files: lines by path.
function lint(paths, sourceType) {
  const options = { encoding: "utf8", maxBuffer: 1 << 28, env: cleanEnvironment() };
  const words = ["lint", "--format=json", `--config=${CONFIG}`, "--no-ignore"];
  words.push("--parser-option=jsx=true", `--source-type=${sourceType}`, ...paths);
  const { stdout, stderr, status } = spawnSync(program, words, options);
  if (status !== 0 && status !== 1) throw new Error(`cbundle lint: ${stderr}`);
  return new Map(JSON.parse(stdout).map((file) => [file.filePath, describe(file.messages)]));
}

// A file that is no CommonJS module is looked at as an ECMAScript one.
function checkFile(path, all) {
  const asScript = verify(path, "commonjs");
  const isScript = !asScript[0]?.includes(NO_RULE);
  const theirs = isScript ? asScript : verify(path, "module");
  const own = all[isScript ? "commonjs" : "module"].get(path) ?? ["not linted"];
  if (own.join("\n") === theirs.join("\n")) return void passed++;
  failed++;
  console.log(`FAILED ${relative(MODULES, path)}`);
  const only = (a, b, sign) => a.filter((line) => !b.includes(line)).map((line) => sign + line);
  const lines = [...only(theirs, own, "- "), ...only(own, theirs, "+ ")];
  console.log(lines.slice(0, MOST_SHOWN).map((line) => `    ${line}\n`).join(""));
}

function verify(path, sourceType) {
  const languageOptions = { sourceType, parserOptions: { ecmaFeatures: { jsx: true } } };
  const linterOptions = { reportUnusedDisableDirectives: "off" };
  const config = { files: ["**"], rules, languageOptions, linterOptions };
  const linter = new Linter({ cwd: MODULES });
  return describe(linter.verify(readFileSync(path, "utf8"), config, relative(MODULES, path)));
}

// Comments may name rules of plugins: ESLint knows none of them here, and we pass over them.
function describe(messages) {
  const isOwn = ({ message }) => !/^Definition for rule '\S+\/\S+' was not found/.test(message);
  return messages.filter(isOwn).map((problem) => {
    const { ruleId, message, line, column, endLine, endColumn, fix, suggestions } = problem;
    const text = ruleId ? message : NO_RULE;
    const end = ruleId ? `-${endLine}:${endColumn}` : "";
    const changes = [fix, ...(suggestions ?? []).map((one) => one.fix)].filter(Boolean);
    return `${line}:${column}${end} ${ruleId} ${text} ${JSON.stringify(changes)}`;
  });
}
