// Tests incremental builds: random edits of random projects, where each rebuild must give what a
// build that knows nothing of those before gives, byte for byte.
//
//   node tests/rebuild.mjs [--count N] [--seed S] [--edits N] [--probe PATH] [--keep]
//   node tests/rebuild.mjs --measure N [--functions N] [--words FLAGS] [--shape SHAPE]
//     [--probe PATH]
//
// Project number i is made from seed S + i alone. With --measure, N modules are built, and how long
// rebuilds take is told; use it with a release build (build/release/tests/rebuild_probe). In a
// project of the shape "split" import() leads to 32 parts, "glob" and "worker" have one of those.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateCase } from "./module_graphs/generate.mjs";
import { Random } from "./module_graphs/random.mjs";
import { inParallel, makeFolder } from "./programs.mjs";

const AT_ONCE = 2; // projects
const BUILD_LIMIT_MS = 60_000; // for a build and its rebuild, under sanitizers
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values: flags } = parseArgs({
  options: {
    count: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    edits: { type: "string", default: "40" },
    measure: { type: "string" },
    functions: { type: "string", default: "12" },
    words: { type: "string" },
    shape: { type: "string", default: "plain" },
    probe: { type: "string", default: join(root, "build/dev/tests/rebuild_probe") },
    keep: { type: "boolean", default: false },
  },
});

// --- A library that builds -----------------------------------------------------------------------

// The probe: one line for each build that it is asked for.
class Probe {
  // `shuffle` is the seed of the order in which workers take modules, if it is to be odd.
  constructor(folder, words, shuffle) {
    this.waiting = [];
    this.said = "";
    const env = shuffle ? { ...process.env, CBUNDLE_SHUFFLE: shuffle } : process.env;
    this.process = spawn(flags.probe, [folder, ...words], { env, stdio: "pipe" });
    let rest = "";
    this.process.stdout.on("data", (data) => {
      const lines = (rest + data).split("\n");
      rest = lines.pop();
      for (const line of lines) this.waiting.shift()(line);
    });
    this.process.stderr.on("data", (data) => (this.said += data));
    this.ended = new Promise((resolve) =>
      this.process.on("close", (code, signal) => {
        for (const next of this.waiting) next(`ended: ${signal ?? code}\n${this.said}`);
        resolve(code);
      }),
    );
    this.process.stdin.on("error", () => {}); // it ended, which is told
  }

  async rebuild(how = "") {
    const timer = setTimeout(() => this.process.kill("SIGKILL"), BUILD_LIMIT_MS);
    const line = await new Promise((resolve) => {
      this.waiting.push(resolve);
      this.process.stdin.write(`${how}\n`);
    });
    clearTimeout(timer);
    return line;
  }

  stop() {
    this.process.stdin.end();
    return this.ended;
  }
}

// --- A project that is edited --------------------------------------------------------------------

const NAMES = ["a", "b", "c", "d", "e", "data", "view"];
NAMES.push("lib/a", "lib/b", "lib/index", "lib/deep/c");
const EXTENSIONS = [".js", ".js", ".js", ".mjs", ".cjs", ".jsx", ".json", ".txt"];
const PACKAGES = ["one", "@two/lib", "three"];

class Project {
  // A calm project mostly has edits that linking needs not see.
  constructor(seed, folder, isCalm) {
    this.random = new Random(seed);
    this.isCalm = isCalm;
    this.folder = folder;
    this.good = `${folder}-good`;
    this.removed = new Map();
    this.daring = 0; // what may make errors comes later
    const graph = generateCase(seed);
    for (const [path, text] of graph.files) this.write(`graph/${path}`, text);
    this.entries = ["app.js", "second.js", `graph/${graph.entry}`];
    for (const name of PACKAGES) this.addPackage(name);
    this.write("a.js", "export let value = 1;\n");
    this.write("lib/a.js", "export let value = 1;\n");
    for (const name of NAMES) this.add(name);
    for (const path of ["app.js", "second.js"]) this.write(path, this.code(path, 6));
    this.write("inject.js", "export let injected = 1; export { value as other } from './a.js';\n");
    this.write("second_inject.js", "export let second = {};\n");
    this.daring = 0.06;
    this.keepGood();
  }

  write(path, text) {
    const full = join(this.folder, path);
    try {
      fs.mkdirSync(dirname(full), { recursive: true });
      fs.writeFileSync(full, text);
    } catch (error) {
      // A file stands where a folder should be, or the other way round.
      if (!["EEXIST", "ENOTDIR", "EISDIR", "ENOENT", "ELOOP"].includes(error.code)) throw error;
    }
  }

  files() {
    const list = fs.readdirSync(this.folder, { recursive: true, withFileTypes: true });
    const paths = list.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
    return paths.map((path) => path.slice(this.folder.length + 1)).sort();
  }

  pick() {
    const isSetting = /(^|\/)(package|tsconfig)\.json$/;
    return this.random.pick(this.files().filter((path) => !isSetting.test(path)));
  }

  pickCode() {
    return this.random.pick(this.files().filter((path) => /\.([cm]?js|jsx)$/.test(path)));
  }

  add(name) {
    const path = name + this.random.pick(EXTENSIONS);
    this.write(path, this.code(path, 2));
    return path;
  }

  addPackage(name) {
    const { random } = this;
    const json = { name, main: random.pick(["main.js", "lib/main.js"]) };
    if (random.chance(0.3)) json.module = "module.mjs";
    if (random.chance(0.3)) json.sideEffects = random.chance(0.3);
    if (random.chance(0.2)) json.type = random.pick(["module", "commonjs"]);
    if (random.chance(0.2)) json.exports = { ".": "./main.js", "./*": "./lib/*.js" };
    if (random.chance(0.2)) json.browser = { "./main.js": false };
    const folder = `node_modules/${name}`;
    this.write(`${folder}/package.json`, JSON.stringify(json));
    this.write(`${folder}/main.js`, "exports.value = exports.alpha = 1; require('./lib/main');");
    this.write(`${folder}/module.mjs`, "export let value = 2; export default value;");
    this.write(`${folder}/lib/main.js`, `exports.value = ${random.below(100)};\n`);
  }

  // --- Texts

  // Mostly of something that is there.
  specifier(from) {
    const { random } = this;
    const up = "../".repeat(from.split("/").length - 1) || "./";
    const own = this.files().filter((path) => /^(lib\/)?(deep\/)?\w+\.\w+$/.test(path));
    const path = up + random.pick(own.filter((path) => !/map|config|package/.test(path)));
    if (!random.chance(2 * this.daring)) {
      return random.pick([path, path, path.replace(/\.(js|jsx|json)$/, ""), `${path}?query`]);
    }
    const name = random.pick(NAMES);
    return random.pick([
      up + name,
      `${up}lib`,
      random.pick(PACKAGES),
      `${random.pick(PACKAGES)}/main`,
      `#${random.pick(["a", "b"])}`,
      `~/${name}`,
      "node:fs",
    ]);
  }

  statement(from) {
    const { random } = this;
    const up = "../".repeat(from.split("/").length - 1) || "./";
    const id = `v${random.below(100_000)}`;
    const to = JSON.stringify(this.specifier(from));
    const value = random.below(100);
    const plain = [
      () => `console.log(${value}, 'é', typeof ${id});`,
      () => `console.log(require(${to}));`,
      () => `try { require(${to}) } catch {}`,
      () => `console.log(injected, other, OBJECT.a, typeof second);`,
      () => `if (DEBUG) require(${to}); else console.log(DEBUG ? 1 : ${value});`,
      () => `function ${id}() ${this.body([])}`,
      () => `function ${id}() ${this.body([])}\n${id}();`,
      () => `//# sourceMappingURL=${random.pick(["a.map", "b.map", "data:application/json,{}"])}`,
    ];
    const ofModules = [
      () => `import * as ${id} from ${to}; export function ${id}f() ${this.body([id])}`,
      () => `import ${to}; export const ${id} = ${value}; if (${id}) console.log(value);`,
      () => `import ${to};`,
      () => `import * as ${id} from ${to}; console.log(${id});`,
      () => `import * as ${id} from ${to}; console.log(${id}.value);`,
      () => `export * from ${to};`,
      () => `export const ${id} = () => ${value};`,
      () => `import(${to});`,
      () => `console.log(import.meta.url);`,
    ];
    const several = [
      () => `export const ${id} = /* is */ ${this.value()} /* so */;`,
      () => `const ${id} = /* is */ ${this.value()} /* so */; export { ${id} };`,
      () => `import(${to}).then((all) => console.log(all.value));`,
      () => `require(\`${up}lib/\${x}.js\`);`,
      () => `import('${up}lib/' + x);`,
      () => `import('${up}lib/**/' + x + '.js');`,
      () => `import('${up}lib/deep/' + x + '.js', { with: { type: 'text' } });`,
      () => `import(\`${up}lib/\${x}.js\`);`,
      () => `new URL(${to}, import.meta.url);`,
      () => `try { new Worker(new URL(${to}, import.meta.url)) } catch {}`,
      () => `try { navigator.serviceWorker.register(new URL(${to}, import.meta.url)) } catch {}`,
    ];
    const daring = [
      () => `import { value as ${id} } from ${to}; console.log(${id});`,
      () => `import ${id} from ${to} with { type: "${random.pick(["json", "text", "odd"])}" };`,
      () => `exports.value = ${value};`,
      () => `import ${id} from "${up}${random.pick(["a.map", "inject.js", "inject.jsx"])}";`,
      () => `console.log(<p key="k">{value}<b/></p>);`,
    ];
    if (random.chance(this.daring)) return random.pick(daring)();
    if (from.endsWith(".jsx") && random.chance(0.5)) return daring.at(-1)();
    return random.pick(from.endsWith(".cjs") ? plain : [...plain, ...ofModules, ...several])();
  }

  // What a constant may be, for linking all the same or not.
  value() {
    const number = this.random.below(5);
    const values = ["() => value", "[value]", "NaN", "undefined", "[() => value]", "[Math]", "{}"];
    return this.random.pick([...values, "() => { value = 1 }", `${number}`, `"${number}"`, "f()"]);
  }

  // The body of a function that may mention namespaces. Names in it hide those of the output, which
  // are numbered, or are globals, which are in the way of others.
  body(namespaces) {
    const { random } = this;
    const line = () => {
      const name = random.pick(["value", "value2", "value3", "value7", "other", "a_exports", "f"]);
      const number = random.below(100);
      return random.pick([
        `{ let ${name} = ${number}; }`,
        `console.log(${number}, "${number}");`,
        `for (const ${name} of []) ${name}();`,
        `typeof ${name};`,
        `{ class ${name} { x = ${number} } }`,
        `try {} catch (${name}) {}`,
        namespaces.length ? `${random.pick(namespaces)}.value;` : "value;",
      ]);
    };
    return `{ // in\n${Array.from({ length: random.below(4) }, line).join("\n")}\n} // out`;
  }

  code(path, count) {
    const value = this.random.below(100);
    if (path.endsWith(".json")) return JSON.stringify({ value, b: [1] });
    const declaration = path.endsWith(".cjs") ? "exports.value" : "export let value";
    const rest = Array.from({ length: count }, () => `${this.statement(path)}\n`);
    return `${declaration} = ${value};\n${rest.join("")}`;
  }

  map() {
    const { random } = this;
    if (random.chance(0.2)) return "{ odd";
    const sources = [random.pick(["a.ts", "b.txt", "c.js"])];
    const mappings = random.pick(["AAAA", "AAAC"]);
    return JSON.stringify({ version: 3, sources, names: [], mappings });
  }

  tsconfig() {
    const { random } = this;
    const options = {};
    if (random.chance(0.5)) options.paths = { "~/*": [random.pick(["./*", "./lib/*"])] };
    if (random.chance(0.3)) options.baseUrl = random.pick([".", "lib"]);
    if (random.chance(0.3)) options.jsx = random.pick(["react", "react-jsx", "preserve"]);
    if (random.chance(0.3)) options.jsxFactory = random.pick(["h", "m"]);
    if (random.chance(0.3)) options.jsxImportSource = random.pick(PACKAGES);
    const text = JSON.stringify({ compilerOptions: options });
    return random.chance(0.1) ? text.slice(0, -1) : text;
  }

  packageJson() {
    const { random } = this;
    const json = {};
    if (random.chance(0.5)) json.type = random.pick(["module", "commonjs"]);
    if (random.chance(0.5)) json.imports = { "#a": random.pick(["./a.js", "one"]), "#b": "./b.js" };
    if (random.chance(0.3)) json.sideEffects = random.pick([false, ["./a.js"]]);
    const text = JSON.stringify(json);
    return random.chance(0.1) ? text.slice(0, -1) : text;
  }

  // --- Edits

  // One random edit; tells what it was.
  edit() {
    const isSmall = this.isCalm && this.random.chance(0.5);
    const small = ["the inside of a function", "the inside of a function", "another value"];
    const kind = this.random.pick(isSmall ? small : Object.keys(edits));
    return `${kind} ${edits[kind](this) ?? ""}`;
  }

  // Puts back all that was so when last the project could be built.
  mend() {
    for (const name of fs.readdirSync(this.folder)) remove(this, name);
    fs.cpSync(this.good, this.folder, { recursive: true, verbatimSymlinks: true });
  }

  keepGood() {
    fs.rmSync(this.good, { recursive: true, force: true });
    fs.cpSync(this.folder, this.good, { recursive: true, verbatimSymlinks: true });
  }

  read(path) {
    return fs.readFileSync(join(this.folder, path));
  }

  change(path, text) {
    this.write(path, text);
    return path;
  }
}

const remove = (project, path) =>
  fs.rmSync(join(project.folder, path), { recursive: true, force: true });

function changeBody(project) {
  const paths = project.files().filter((path) => /\} \/\/ out/.test(project.read(path)));
  if (paths.length === 0) return "there is none";
  const path = project.random.pick(paths);
  const text = `${project.read(path)}`;
  const namespaces = [...text.matchAll(/import \* as (v\d+)/g)].map((match) => match[1]);
  const bodies = [...text.matchAll(/\{ \/\/ in\n[^]*?\n\} \/\/ out/g)];
  const body = project.random.pick(bodies);
  const known = project.random.chance(0.3) ? namespaces : [];
  const behind = text.slice(body.index + body[0].length);
  return project.change(path, text.slice(0, body.index) + project.body(known) + behind);
}

function changeValue(project) {
  const paths = project.files().filter((path) => /\/\* is \*\//.test(project.read(path)));
  if (paths.length === 0) return "there is none";
  const path = project.random.pick(paths);
  const text = `${project.read(path)}`;
  const value = project.random.pick([...text.matchAll(/\/\* is \*\/.*\/\* so \*\//g)]);
  const behind = text.slice(value.index + value[0].length);
  const now = `/* is */ ${project.value()} /* so */`;
  return project.change(path, text.slice(0, value.index) + now + behind);
}

const edits = {
  nothing: () => {},
  "a statement more": (project) => {
    const path = project.pickCode();
    return project.change(path, `${project.read(path)}\n${project.statement(path)}\n`);
  },
  "a line less": (project) => {
    const path = project.pickCode();
    return project.change(path, `${project.read(path)}`.split("\n").slice(1).join("\n"));
  },
  "another text": (project) => {
    const path = project.pickCode();
    return project.change(path, project.code(path, 1 + project.random.below(4)));
  },
  "another entry": (project) => {
    const path = project.random.pick(["app.js", "second.js"]);
    return project.change(path, project.code(path, 1 + project.random.below(8)));
  },
  "the inside of a function": changeBody,
  "another value": changeValue,
  // As large as before, and so soon that its time may be the same.
  "a digit": (project) => {
    const path = project.pick();
    const digit = String(project.random.below(10));
    return project.change(path, `${project.read(path)}`.replace(/\d(?=[;,} ])/, digit));
  },
  "the time alone": (project) => {
    const path = project.pick();
    fs.utimesSync(join(project.folder, path), 1000, 1000 + project.random.below(3));
    return path;
  },
  "a new file": (project) => project.add(project.random.pick(NAMES)),
  "a file less": (project) => {
    const path = project.pick();
    project.removed.set(path, project.read(path));
    remove(project, path);
    return path;
  },
  "a file comes back": (project) => {
    const [path, text] = project.random.pick([...project.removed, ["back.js", ""]]);
    return project.change(path, text);
  },
  "another name": (project) => {
    const path = project.pick();
    const to = project.random.pick(NAMES) + project.random.pick(EXTENSIONS);
    try {
      fs.renameSync(join(project.folder, path), join(project.folder, to));
    } catch {
      return "that cannot be"; // no such folder
    }
    return `${path} → ${to}`;
  },
  "two files change places": (project) => {
    const [a, b] = [project.pick(), project.pick()].map((path) => join(project.folder, path));
    fs.renameSync(a, `${project.folder}/swap`);
    if (a !== b) fs.renameSync(b, a);
    fs.renameSync(`${project.folder}/swap`, b);
    return `${a} ↔ ${b}`;
  },
  "a mistake": (project) => {
    const path = project.pick();
    project.removed.set(path, project.read(path));
    return project.change(path, `${project.read(path)}\n(((`);
  },
  "no mistakes": (project) => {
    for (const path of project.files()) {
      const text = `${project.read(path)}`;
      if (text.endsWith("\n(((")) project.write(path, text.slice(0, -4));
    }
  },
  "a byte order mark": (project) => {
    const path = project.pick();
    const bytes = project.read(path);
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    const has = bytes.subarray(0, 3).equals(mark);
    return project.change(path, has ? bytes.subarray(3) : Buffer.concat([mark, bytes]));
  },
  "a byte that is no text": (project) => {
    const path = project.pick();
    const tail = project.random.pick([[0x2f, 0x2f, 0xff], [0x2f, 0x2f, 0xef, 0xbf, 0xbd]]);
    return project.change(path, Buffer.concat([project.read(path), Buffer.from([10, ...tail])]));
  },
  "bytes that were no text": (project) => {
    for (const path of project.files()) project.write(path, `${project.read(path)}`);
  },
  "package.json": (project) => project.change("package.json", project.packageJson()),
  "package.json below": (project) => project.change("lib/package.json", project.packageJson()),
  "tsconfig.json": (project) => project.change("tsconfig.json", project.tsconfig()),
  "no tsconfig.json": (project) => remove(project, "tsconfig.json"),
  "no package.json": (project) => remove(project, "package.json"),
  "another package": (project) => project.addPackage(project.random.pick(PACKAGES)),
  "no package": (project) => remove(project, `node_modules/${project.random.pick(PACKAGES)}`),
  "no folder": (project) => remove(project, project.random.pick(["lib", "lib/deep"])),
  "a folder for a file": (project) => {
    const path = project.pick();
    remove(project, path);
    return project.change(`${path}/index.js`, "export const value = 1;");
  },
  "a link": (project) => {
    const path = project.random.pick(NAMES) + ".js";
    remove(project, path);
    try {
      fs.symlinkSync(join(project.folder, project.pick()), join(project.folder, path));
    } catch {
      return "that cannot be"; // no such folder
    }
    return path;
  },
  // The first that is found is injected, the other one is a file as any.
  "another injected file": (project) => {
    const path = "inject.jsx";
    if (fs.existsSync(join(project.folder, path))) return remove(project, path);
    return project.change(path, "export let injected = 2, other; console.log(second);\n");
  },
  "a source map": (project) => {
    const path = project.random.pick(["a.map", "b.map", "lib/a.map", "lib/b.map"]);
    return project.change(path, project.map());
  },
  "a source of a source map": (project) => {
    const path = project.random.pick(["a.ts", "b.txt", "lib/a.ts"]);
    return project.change(path, `${project.random.below(99)}`);
  },
};

// --- The test ------------------------------------------------------------------------------------

const WORDS = ["--sourcemap", "--metafile", "--automatic", "--inject", "--strict"];

function wordsFor(random) {
  const words = random.some(WORDS, 0.5);
  if (random.chance(0.2)) words.push(random.pick(["--minify", "--minify-whitespace"]));
  if (random.chance(0.2)) words.push("--hashes");
  if (random.chance(0.08)) return [...words, "--alone", ...random.pick([[], ["--esm"]])];
  if (random.chance(0.4)) return [...words, ...random.pick([[], ["--esm"], ["--iife"]])];
  words.push("--splitting", ...random.some(["--groups", "--small"], 0.2));
  return random.chance(0.6) ? [...words, "--esm"] : words;
}

async function runProject(seed, editCount) {
  const folder = makeFolder("rebuild");
  const isCalm = seed % 2 === 0;
  const project = new Project(seed, folder, isCalm);
  const words = wordsFor(project.random);
  const probe = new Probe(folder, [...words, ...project.entries], String(seed));
  const done = [];
  let lastErrors = 0;
  const tally = { builds: 0, good: 0, modules: 0, loaded: 0, swift: 0 };
  let problem;
  for (let i = 0; i < editCount && !problem; i++) {
    const isMended = lastErrors > 0 && project.random.chance(0.5);
    if (isMended) {
      project.mend();
      done.push("all is mended");
    }
    const times = 1 + project.random.below(3);
    for (let n = 0; n < times && !isMended; n++) done.push(project.edit());
    // Times of files, which may be too new to be trusted, can be then.
    if (project.random.chance(0.6)) await rest(25);
    const line = await probe.rebuild();
    const [verdict, modules, loaded, printed, errors] = line.split(" ");
    lastErrors = Number(errors);
    if (lastErrors === 0) project.keepGood();
    if (verdict !== "same") problem = line;
    tally.builds++;
    tally.good += errors === "0";
    tally.modules += Number(modules);
    tally.loaded += Number(loaded);
    tally.swift += errors === "0" && Number(loaded) > 0 && Number(printed) <= 3 * Number(loaded);
    done.push(`→ ${line}`);
  }
  const code = await probe.stop();
  if (code !== 0) problem ??= `the probe ended with ${code}: ${probe.said}`;
  if (problem) {
    console.log(`FAILED seed ${seed}, ${words.join(" ")}: ${folder}`);
    console.log(done.slice(-12).map((line) => `  ${line}\n`).join(""));
    console.log(problem.slice(0, 4000));
  } else if (!flags.keep) {
    fs.rmSync(folder, { recursive: true });
  }
  fs.rmSync(project.good, { recursive: true, force: true });
  return { problem, ...tally };
}

async function test() {
  const total = { passed: 0, failed: 0, builds: 0, good: 0, modules: 0, loaded: 0, swift: 0 };
  const seeds = Array.from({ length: Number(flags.count) }, (_, i) => Number(flags.seed) + i);
  await inParallel(seeds, AT_ONCE, async (seed) => {
    const result = await runProject(seed, Number(flags.edits));
    total[result.problem ? "failed" : "passed"]++;
    for (const key of ["builds", "good", "modules", "loaded", "swift"]) total[key] += result[key];
  });
  const { builds, good, modules, loaded, swift } = total;
  // A test in which nothing is kept, or nothing built, would say nothing.
  const says = good > builds / 10 && loaded < modules / 2 && swift > builds / 20;
  if (!says) total.failed++;
  console.log(`${builds} rebuilds, ${good} without errors; ${loaded} of ${modules} modules read`);
  console.log(`${swift} with the plans of the build before`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

// --- Figures -------------------------------------------------------------------------------------

// Modules in folders of 50; each has as many functions as asked for (12 are about 4 kB), imports
// two others and uses all that they export.
function writeLarge(folder, count, functions, shape) {
  const path = (i) => `part${Math.floor(i / 50)}/m${i}.js`;
  const body = (i) =>
    Array.from(
      { length: functions },
      (_, f) => `export function f${f}(list, options = {}) {
  const { limit = ${i}, name = "m${i}" } = options;
  for (const item of list) if (item.size > limit) console.log(\`\${name}: \${item.size + ${f}}\`);
  return list.map((item) => ({ ...item, limit })).filter(Boolean);
}\n`,
    ).join("");
  for (let i = 0; i < count; i++) {
    const to = [2 * i + 1, 2 * i + 2].filter((n) => n < count);
    const isSplit = shape === "split" && i < 31 && i >= 15;
    const load = (n) =>
      isSplit
        ? `const m${n} = await import("../${path(n)}");\n`
        : `import * as m${n} from "../${path(n)}";\n`;
    const imports = to.map(load).join("");
    const calls = Array.from({ length: functions }, (_, f) => `.f${f}([]);`);
    const uses = to.flatMap((n) => calls.map((call) => `m${n}${call}`)).join(" ");
    fs.mkdirSync(join(folder, dirname(path(i))), { recursive: true });
    fs.writeFileSync(join(folder, path(i)), `${imports}${body(i)}${uses}\n`);
  }
  const more = {
    glob: "import(`../part1/${globalThis.name}.js`);\n",
    worker: 'new Worker(new URL("../worker.js", import.meta.url), { type: "module" });\n',
  };
  fs.writeFileSync(join(folder, "worker.js"), "postMessage(1);\n");
  if (more[shape]) fs.appendFileSync(join(folder, path(0)), more[shape]);
  return path;
}

const MEASURED_EDITS = {
  "a number in a function": (text, i) => text.replace(/\{ limit = \d+/, `{ limit = ${i}`),
  "a statement more": (text, i) => `${text}console.log(${i});\n`,
  "an import less": (text) => text.replace(/import .*\n/, "").replace(/^m\d+\.f\d+.*$/m, ""),
};

const median = (list) => (list.sort((a, b) => a - b)[list.length >> 1] / 1000).toFixed(1);
const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function measureEdit(probe, folder, path, edit) {
  const times = [];
  const cpuTimes = [];
  for (let i = 0; i < 9; i++) {
    const file = join(folder, path(40 + i * 7));
    fs.writeFileSync(file, edit(`${fs.readFileSync(file)}`, i + 1000));
    await rest(100); // until its time can be trusted
    const line = await probe.rebuild("blindly");
    const [verdict, , loaded, , errors, us, cpuUs] = line.split(" ");
    if (verdict !== "same" || Number(loaded) > 2 || errors !== "0") throw new Error(line);
    times.push(Number(us));
    cpuTimes.push(Number(cpuUs));
  }
  return `${median(times)} ms (${median(cpuTimes)} ms of all cores)`;
}

async function measure(count, functions) {
  const folder = makeFolder("rebuild");
  const path = writeLarge(folder, count, functions, flags.shape);
  const words = flags.words ? flags.words.split(" ") : [];
  const probe = new Probe(folder, ["--esm", ...words, path(0)]);
  await rest(100);
  await probe.rebuild("blindly"); // the first build has been
  const told = (await probe.rebuild()).split(" ");
  const shape = `${flags.shape} ${words.join(" ")}`;
  console.log(`${count} modules, ${functions} functions each, ${shape}`);
  console.log(`  from nothing: ${(Number(told[7]) / 1000).toFixed(1)} ms`);
  for (const [name, edit] of Object.entries(MEASURED_EDITS)) {
    console.log(`  ${name}: ${await measureEdit(probe, folder, path, edit)}`);
  }
  const rss = /VmRSS:\s*(\d+)/.exec(fs.readFileSync(`/proc/${probe.process.pid}/status`))[1];
  console.log(`  memory: ${rss} kB`);
  await probe.stop();
  fs.rmSync(folder, { recursive: true });
  return 0;
}

process.exitCode = flags.measure
  ? await measure(Number(flags.measure), Number(flags.functions))
  : await test();
