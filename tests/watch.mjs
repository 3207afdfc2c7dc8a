// Tests --watch over real processes: files change, and what the program says and writes is awaited.
//
//   node tests/watch.mjs [--cbundle=PATH] [WORDS…]
//
// With words, only the tests run whose names contain all of them.
import { spawn, execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { cbundlePath, inParallel, makeFolder } from "./programs.mjs";

const PATIENCE_MS = 20_000; // under sanitizers, on a busy machine
const QUIET_MS = 700; // in which nothing more may be said
const LOCK_PATIENCE_S = 20; // an older lock of git's is none
const AT_ONCE = 4; // tests: most of their time, they wait

const { values: flags, positionals: words } = parseArgs({
  options: { cbundle: { type: "string" } },
  allowPositionals: true,
});
const cbundle = cbundlePath(flags.cbundle);

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// A program that watches in a folder of its own.
class Session {
  constructor(files, flags = []) {
    this.folder = makeFolder("watch");
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    this.flags = ["app.js", "--outfile=out/app.js", "--format=esm", ...flags];
  }

  start(mode = "--watch") {
    return this.run(["build", ...this.flags, mode], "ignore");
  }

  run(words, output) {
    this.said = "";
    this.seen = 0; // up to where what was said has been looked at
    const options = { cwd: this.folder, stdio: ["pipe", output, "pipe"] };
    this.process = spawn(cbundle, words, options);
    this.process.stderr.on("data", (data) => (this.said += data));
    this.process.stdout?.on("data", (data) => (this.said += data));
    this.ended = new Promise((resolve) => this.process.on("exit", (code) => resolve(code)));
    return this.expect("watching for changes...");
  }

  write(path, text) {
    fs.mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    fs.writeFileSync(join(this.folder, path), text);
  }

  // As many editors save: a new file takes the place of the old one.
  replace(path, text) {
    this.write(`${path}~new`, text);
    fs.renameSync(join(this.folder, `${path}~new`), join(this.folder, path));
  }

  // The link is never missing.
  link(path, target) {
    fs.mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    fs.symlinkSync(target, join(this.folder, `${path}~new`));
    fs.renameSync(join(this.folder, `${path}~new`), join(this.folder, path));
  }

  read(path) {
    return fs.readFileSync(join(this.folder, path), "utf8");
  }

  remove(path) {
    fs.rmSync(join(this.folder, path), { recursive: true });
  }

  // Waits until `text` is said; returns all that was said up to there.
  async expect(text) {
    const from = this.seen;
    for (const start = Date.now(); Date.now() - start < PATIENCE_MS; await sleep(10)) {
      const at = this.said.indexOf(text, from);
      if (at < 0) continue;
      this.seen = at + text.length;
      return this.said.slice(from, this.seen);
    }
    throw new Error(`waited for "${text}", but was told:\n${this.said.slice(from)}`);
  }

  // Waits for the end of one build, which must be the only one.
  async expectOneBuild(cause) {
    const said = await this.expect("build finished");
    if (!said.includes(cause)) throw new Error(`"${cause}" is not in:\n${said}`);
    await this.expectNothing();
    return said;
  }

  async expectNothing() {
    await sleep(QUIET_MS);
    const rest = this.said.slice(this.seen).trim();
    if (rest !== "") throw new Error(`there was nothing more to say than:\n${rest}`);
  }

  async expectOutput(text) {
    const path = join(this.folder, "out/app.js");
    const printed = execFileSync(process.execPath, ["--input-type=module"], {
      input: fs.readFileSync(path),
      encoding: "utf8",
    }).trim();
    if (printed !== text) throw new Error(`the output prints "${printed}", not "${text}"`);
  }

  async stop() {
    this.process?.kill("SIGKILL");
    await this.ended;
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

// The linter, which says on standard output what is wrong.
class LintSession extends Session {
  constructor(files, flags = []) {
    super(files);
    this.flags = flags;
  }

  start() {
    return this.run(["lint", "--format=unix", "--watch", ...this.flags], "pipe");
  }

  // Waits for the end of one linting of `count` files, and gives what it says.
  async expectLinted(count, problems) {
    const said = await this.expect("watching for changes...");
    const found = said.match(/\w+\.js:\d+/g)?.join(" ") ?? "";
    if (!said.includes(`linted ${count} of `) || found !== problems)
      throw new Error(`not ${count} files linted with "${problems}", but:\n${said}`);
    await this.expectNothing();
  }
}

// Yarn's, of a project that has one package, "part".
function manifest(location) {
  const facts = (place, uses) => ({ packageLocation: place, packageDependencies: uses });
  const project = [[null, facts("./", [["part", "1"]])]];
  const registry = [[null, project], ["part", [["1", facts(location, [])]]]];
  return JSON.stringify({ packageRegistryData: registry });
}

// A configuration that says what X is.
const define = (value, more = {}) =>
  JSON.stringify({ ...more, build: { define: { X: JSON.stringify(value) } } });

const print = (value) => `console.log(${JSON.stringify(value)});\n`;

// Names of a package without side effects, whose re-exports are read as they are asked for.
const icons = {
  "node_modules/icons/package.json": '{ "main": "index.mjs", "sideEffects": false }',
  "node_modules/icons/index.mjs": `export { default as a } from "./a.mjs";
export { default as b } from "./b.mjs";
export * from "./more.mjs";
`,
  "node_modules/icons/a.mjs": 'export default "a";\n',
  "node_modules/icons/b.mjs": 'export default "b";\n',
  "node_modules/icons/more.mjs": `export { default as c } from "./b.mjs";
export const own = "own";
`,
};

const tests = {
  async "names of a package are asked for one after another"(start) {
    const using = (names, rest = "") =>
      `import { ${names} } from "icons";\n${rest}console.log(${names});\n`;
    const session = await start({ ...icons, "app.js": using("a") });
    await session.expectOutput("a");
    const steps = [
      [using("a, b"), "a b"],
      [using("c"), "b"],
      [using("own"), "own"],
      [using("own", "// again\n"), "own"],
      ['import * as all from "icons";\nconsole.log(Object.keys(all).join());\n', "a,b,c,own"],
      [using("b"), "b"],
    ];
    for (const [text, output] of steps) {
      session.write("app.js", text);
      await session.expectOneBuild('(change: "app.js")');
      await session.expectOutput(output);
      const built = fs.readFileSync(join(session.folder, "out/app.js"), "utf8");
      const anew = ["build", "app.js", "--outfile=out/anew.js", "--format=esm"];
      execFileSync(cbundle, anew, { cwd: session.folder, stdio: "ignore" });
      if (fs.readFileSync(join(session.folder, "out/anew.js"), "utf8") !== built)
        throw new Error(`built anew, it is another: ${text}`);
    }
  },
  async "an input changes"(start) {
    const session = await start({ "app.js": 'import "./lib/part.js";', "lib/part.js": print(1) });
    await session.expectNothing();
    await session.expectOutput("1");
    session.write("lib/part.js", print(2));
    await session.expectOneBuild('build started (change: "lib/part.js")');
    await session.expectOutput("2");
    session.replace("lib/part.js", print(3));
    await session.expectOneBuild('(change: "lib/part.js")');
    await session.expectOutput("3");
    session.write("app.js", print(4));
    await session.expectOneBuild('(change: "app.js")');
    session.write("lib/part.js", print(5)); // no input any more
    await session.expectNothing();
    await session.expectOutput("4");
  },

  async "an input is touched, and says what it said"(start) {
    const session = await start({ "app.js": 'import "./lib/part.js";', "lib/part.js": print(1) });
    await session.expectNothing();
    for (let i = 0; i < 3; i++) {
      session.write("lib/part.js", print(1));
      await session.expectOneBuild('(change: "lib/part.js")');
    }
  },

  async "a warning comes with each build"(start) {
    const app = "import './part.js'; console.log(import.meta.url);";
    const files = { "app.js": app, "part.js": print(1) };
    const session = await start(files, ["--format=iife"]);
    const warning = '"import.meta" is empty';
    if (!session.said.includes(warning)) throw new Error(`no warning in:\n${session.said}`);
    session.write("part.js", print(2));
    await session.expectOneBuild(warning);
    session.write("part.js", print(3));
    await session.expectOneBuild(warning);
  },

  async "what is no input does not matter"(start) {
    const session = await start({ "app.js": print(1) }, ["--sourcemap", "--metafile=meta.json"]);
    session.write("other.js", "other");
    session.write("out/other.js", "other");
    session.remove("out/other.js");
    await session.expectNothing();
  },

  async "a build fails, and the last good output stays"(start) {
    const session = await start({ "app.js": print(1) });
    session.write("app.js", "console.log((");
    const said = await session.expectOneBuild("[ERROR]");
    if (!said.includes("1 error")) throw new Error(`no tally in:\n${said}`);
    await session.expectOutput("1");
    session.write("app.js", print(2));
    await session.expectOneBuild('(change: "app.js")');
    await session.expectOutput("2");
  },

  async "the first build fails"(start) {
    const session = await start({ "app.js": 'import "./missing.js";' });
    session.write("missing.js", print("found"));
    await session.expectOneBuild('(change: "missing.js")');
    await session.expectOutput("found");
  },

  async "a file goes and comes back"(start) {
    const session = await start({ "app.js": 'import "./lib/a.js";', "lib/a.js": print(1) });
    session.remove("lib");
    await session.expectOneBuild("Could not resolve");
    session.write("lib/a.js", print(2));
    await session.expect("build finished");
    await session.expectOutput("2");
  },

  async "a file that resolution would prefer"(start) {
    const session = await start({ "app.js": 'import "./lib";', "lib/index.js": print("folder") });
    await session.expectOutput("folder");
    session.write("lib.js", print("file"));
    await session.expectOneBuild('(change: "lib.js")');
    await session.expectOutput("file");
    session.remove("lib.js");
    await session.expectOneBuild('(change: "lib.js")');
    await session.expectOutput("folder");
  },

  async "a symbolic link leads elsewhere"(start) {
    const session = await start({
      "app.js": 'import "./missing.js";',
      "one/index.js": print("one"),
      "two/index.js": print("two"),
    });
    session.link("node_modules/part", "../one");
    session.link("lib.js", "two/index.js");
    session.write("app.js", 'import "part"; import "./lib.js";');
    await session.expectOneBuild('(change: "app.js")');
    await session.expectOutput("one\ntwo");
    session.link("node_modules/part", "../two");
    await session.expectOneBuild('(change: "node_modules/part")');
    await session.expectOutput("two");
    session.link("lib.js", "one/index.js");
    await session.expectOneBuild('(change: "lib.js")');
    await session.expectOutput("two\none");
    session.write("two/other.js", "");
    await session.expectNothing();
  },

  async "files that come to where an import may mean any"(start) {
    const session = await start({
      "app.js": `for (const name of ["a", "below/b", "c"])
  await import(\`./parts/\${name}.js\`).catch(() => console.log("none"));`,
      "parts/a.js": print("a"),
    });
    session.write("parts/below/b.js", print("b"));
    await session.expectOneBuild('(change: "parts/")');
    await session.expectOutput("a\nb\nnone");
    session.write("parts/below/b.js", print("B"));
    await session.expectOneBuild('(change: "parts/below/b.js")');
    session.replace("parts/below/c.js", print("c"));
    await session.expectOneBuild('(change: "parts/below/")');
    session.remove("parts/below");
    await session.expectOneBuild('(change: "parts/');
    await session.expectOutput("a\nnone\nnone");
    session.write("notes.txt", "");
    await session.expectNothing();
  },

  async "import.meta.glob"(start) {
    const app = (options, name = "parts") =>
      `const parts = import.meta.glob("./${name}/*.js"${options});
console.log(JSON.stringify(parts));`;
    const files = { "app.js": app(""), "parts/a.js": "export const a = 1, b = 2;" };
    const session = await start(files);
    await session.expectOutput("{}");
    session.write("app.js", app(", { eager: true, import: 'a' }"));
    await session.expectOneBuild('(change: "app.js")');
    await session.expectOutput('{"./parts/a.js":1}');
    session.write("app.js", app(", { eager: true, import: 'b' }"));
    await session.expectOneBuild('(change: "app.js")');
    await session.expectOutput('{"./parts/a.js":2}');
    session.write("parts/b.js", "export const b = 3;");
    await session.expectOneBuild('(change: "parts/")');
    await session.expectOutput('{"./parts/a.js":2,"./parts/b.js":3}');
    session.write("parts/b.js", "export const b = 4;");
    await session.expectOneBuild('(change: "parts/b.js")');
    await session.expectOutput('{"./parts/a.js":2,"./parts/b.js":4}');
    session.write("app.js", app(", { eager: true }", "none"));
    await session.expectOneBuild('(change: "app.js")');
    session.write("none/c.js", "export default 5;");
    await session.expectOneBuild('(change: "none');
    await session.expectOutput('{"./none/c.js":{"default":5}}');
  },

  async "outputs that come to where an import may mean any"(start) {
    const app = `const name = "a"; import(\`./out/\${name}.mjs\`);`;
    const session = await start({ "app.js": app, "out/a.mjs": print("a") });
    await session.expectOneBuild('(change: "out/")');
    await session.expectNothing();
    session.write("out/a.mjs", print("b"));
    await session.expectOneBuild('(change: "out/a.mjs")');
    await session.expectNothing();
  },

  async "packages and their package.json"(start) {
    const session = await start({
      "app.js": 'import "pkg";',
      "node_modules/pkg/package.json": '{ "main": "one.js" }',
      "node_modules/pkg/one.js": print("one"),
      "node_modules/pkg/two.js": print("two"),
    });
    session.write("node_modules/pkg/package.json", '{ "main": "two.js" }');
    await session.expectOneBuild('(change: "node_modules/pkg/package.json")');
    await session.expectOutput("two");
    session.write("package.json", '{ "type": "module" }');
    await session.expectOneBuild('(change: "package.json")');
  },

  async "tsconfig.json"(start) {
    const session = await start({
      "app.js": 'import "part";',
      "one/part.js": print("one"),
      "two/part.js": print("two"),
      "base.json": '{ "compilerOptions": { "paths": { "part": ["./one/part.js"] } } }',
      "tsconfig.json": '{ "extends": "./base.json" }',
    });
    await session.expectOutput("one");
    session.write("base.json", '{ "compilerOptions": { "paths": { "part": ["./two/part"] } } }');
    await session.expectOneBuild('(change: "base.json")');
    await session.expectOutput("two");
    session.remove("tsconfig.json");
    await session.expectOneBuild("Could not resolve");
    session.write("jsconfig.json", '{ "compilerOptions": { "baseUrl": "one" } }');
    await session.expectOneBuild('(change: "jsconfig.json")');
    await session.expectOutput("one");
  },

  async "bases of tsconfig.json that are missing"(start) {
    const session = await start({
      "app.js": 'import "part";',
      "one/part.js": print("one"),
      "tsconfig.json": '{ "extends": "./config/base" }',
    });
    await session.expectNothing();
    session.write("config/notes.txt", "");
    await session.expectOneBuild('(change: "config")');
    session.write("config/base.json", '{ "compilerOptions": { "baseUrl": "../one" } }');
    await session.expectOneBuild('(change: "config/base.json")');
    await session.expectOutput("one");
    session.write("config/base", '{ "compilerOptions": { "baseUrl": "../two" } }');
    await session.expectOneBuild('(change: "config/base")');
  },

  async "a --tsconfig file that is missing"(start) {
    const files = { "app.js": 'import "part";', "one/part.js": print("one") };
    const session = await start(files, ["--tsconfig=build.json"]);
    await session.expectNothing();
    session.write("build.json", '{ "compilerOptions": { "baseUrl": "one" } }');
    await session.expectOneBuild('(change: "build.json")');
    await session.expectOutput("one");
  },

  async "Yarn's manifest"(start) {
    const session = await start({
      "app.js": 'import "part";',
      "one/index.js": print("one"),
      "two/index.js": print("two"),
    });
    session.write(".pnp.data.json", manifest("./one/"));
    await session.expectOneBuild('(change: ".pnp.data.json")');
    await session.expectOutput("one");
    session.write(".pnp.data.json", manifest("./two/"));
    await session.expectOneBuild('(change: ".pnp.data.json")');
    await session.expectOutput("two");
  },

  async "the configuration changes"(start) {
    const session = await start({ "app.js": "console.log(X)", "cbundle.json": define("one") });
    await session.expectNothing();
    await session.expectOutput("one");
    session.write("cbundle.json", define("two"));
    await session.expectOneBuild('(change: "cbundle.json")');
    await session.expectOutput("two");
    session.write("cbundle.json", define("two")); // the same again
    await session.expectNothing();
    session.write("app.js", "console.log(X + X)");
    await session.expectOneBuild('(change: "app.js")');
    await session.expectOutput("twotwo");
  },

  async "a configuration comes and goes"(start) {
    const session = await start({ "app.js": "console.log(typeof X)" });
    session.write("cbundle.json", define("one"));
    await session.expectOneBuild('(change: "cbundle.json")');
    await session.expectOutput("string");
    session.remove("cbundle.json");
    await session.expectOneBuild('(change: "cbundle.json")');
    await session.expectOutput("undefined");
  },

  async "a configuration that is broken for a while"(start) {
    const session = await start({ "app.js": "console.log(X)", "cbundle.json": define("one") });
    session.write("cbundle.json", "{");
    const said = await session.expectOneBuild("[ERROR]");
    if (!said.includes("cbundle.json:1:1")) throw new Error(`no place in:\n${said}`);
    await session.expectOutput("one");
    session.write("app.js", "console.log(X, 2)"); // with the configuration that was right
    await session.expectOneBuild('(change: "app.js")');
    await session.expectOutput("one 2");
    session.write("cbundle.json", define("two", { unknown: 1 }));
    await session.expectOneBuild("unknown");
    await session.expectOutput("one 2");
    session.write("cbundle.json", define("three"));
    await session.expectOneBuild('(change: "cbundle.json")');
    await session.expectOutput("three 2");
  },

  async "files that the configuration extends"(start) {
    const session = await start(
      {
        "app.js": "console.log(X)",
        "config/own.json": JSON.stringify({ extends: "../base.json" }),
        "base.json": define("one"),
      },
      ["--config=config/own.json"],
    );
    await session.expectOutput("one");
    session.write("base.json", define("two"));
    await session.expectOneBuild('(change: "base.json")');
    await session.expectOutput("two");
    session.remove("base.json");
    await session.expectOneBuild("[ERROR]");
    await session.expectOutput("two");
    session.write("base.json", define("three"));
    await session.expectOneBuild('(change: "base.json")');
    await session.expectOutput("three");
  },

  async "options of the configuration that no build can be made with"(start) {
    const config = (drop) => JSON.stringify({ build: { mangleProps: drop } });
    const session = await start({ "app.js": print(1), "cbundle.json": config("(") });
    if (!session.said.includes("[ERROR]")) throw new Error(`no error in:\n${session.said}`);
    session.write("cbundle.json", config("_$"));
    await session.expectOneBuild('(change: "cbundle.json")');
    await session.expectOutput("1");
  },

  async "several builds, and watching that the configuration asks for"(start) {
    const session = new Session({ "app.js": "console.log(X)" });
    const build = { entryPoints: ["app.js"], outdir: "out", define: { X: "1" } };
    session.flags = [];
    session.write("cbundle.json", JSON.stringify({ build: { ...build, watch: true } }));
    await start(session, [], "--format=esm");
    await session.expectOutput("1");
    const builds = { a: {}, b: { outdir: "other" } };
    session.write("cbundle.json", JSON.stringify({ build, builds }));
    await session.expectOneBuild('(change: "cbundle.json")');
    await session.expectOutput("1");
    build.define.X = "2"; // and one again
    session.write("cbundle.json", JSON.stringify({ build }));
    await session.expectOneBuild('(change: "cbundle.json")');
    await session.expectOutput("2");
    build.define.X = "3";
    session.write("cbundle.json", JSON.stringify({ build }));
    await session.expectOneBuild('(change: "cbundle.json")');
    await session.expectOutput("3");
  },

  async "several builds, one of which has changed"(start) {
    const session = new Session({ "one.js": print(1), "two.js": print(2) });
    const build = { outdir: "out", format: "esm", watch: true };
    const builds = { one: { entryPoints: ["one.js"] }, two: { entryPoints: ["two.js"] } };
    const names = { entryNames: "[name]-[hash]", clean: true };
    session.flags = [];
    session.write("cbundle.json", JSON.stringify({ build: { ...build, ...names }, builds }));
    await start(session, [], "--format=esm");
    const outputs = () => fs.readdirSync(join(session.folder, "out")).sort();
    const before = outputs();
    session.write("one.js", print(3));
    await session.expectOneBuild('(change: "one.js")');
    const after = outputs();
    const isOne = (name) => name.startsWith("one-");
    if (before.length !== 2) throw new Error(`${before} is not what two builds make`);
    const isKept = before.filter((name) => !isOne(name)).every((name) => after.includes(name));
    if (!isKept) throw new Error(`${after}: the other build's output is not there (${before})`);
    session.write("two.js", print(4));
    await session.expectOneBuild('(change: "two.js")');
    const last = outputs();
    if (last.filter(isOne).length < 1) throw new Error(`${last}: cleaning took too much`);
    if (last.length !== 2) throw new Error(`${last}: the last build was to clean up`);
    for (const entry of ["one.js", "two.js"]) {
      session.write(entry, "1 +;");
      await session.expectOneBuild("[ERROR]");
    }
    if (outputs().join() !== last.join()) throw new Error(`${outputs()}, and not ${last}`);
  },

  async "a package in a zip file"(start) {
    const session = new Session({ "app.js": 'import "part";' });
    const pack = (value) => {
      session.write("files/node_modules/part/index.js", print(value));
      const args = [join(import.meta.dirname, "zip.mjs"), ".yarn/part.zip", "files"];
      execFileSync(process.execPath, args, { cwd: session.folder });
    };
    session.write(".pnp.data.json", manifest("./.yarn/part.zip/node_modules/part/"));
    pack("one");
    await start(session);
    await session.expectNothing();
    await session.expectOutput("one");
    pack("two");
    await session.expectOneBuild('(change: ".yarn/part.zip")');
    await session.expectOutput("two");
    pack("two again");
    await session.expectOneBuild('(change: ".yarn/part.zip")');
    await session.expectOutput("two again");
    session.remove(".yarn/part.zip");
    await session.expectOneBuild('(change: ".yarn/part.zip")');
    pack("three");
    await session.expectOneBuild('(change: ".yarn/part.zip")');
    await session.expectOutput("three");
  },

  async "a zip file that is none for a while"(start) {
    const session = new Session({ "app.js": 'try { require("./part.zip/part.js") } catch {}' });
    session.write("part.zip", "none");
    session.write("part/part.js", print("part"));
    await start(session);
    await session.expectNothing();
    session.write("app.js", `${session.read("app.js")} console.log(1);`);
    await session.expectOneBuild('(change: "app.js")');
    const args = [join(import.meta.dirname, "zip.mjs"), "part.zip", "part"];
    execFileSync(process.execPath, args, { cwd: session.folder });
    await session.expectOneBuild('(change: "part.zip")');
    await session.expectOutput("part\n1");
  },

  async "an input's own source map, and what it was made from"(start) {
    const session = await start(
      { "app.js": `${print(1)}//# sourceMappingURL=app.js.map\n` },
      ["--sourcemap"],
    );
    await session.expectNothing();
    const map = { version: 3, sources: ["src.ts"], names: [], mappings: "AAAA" };
    session.write("app.js.map", JSON.stringify(map));
    await session.expectOneBuild('(change: "app.js.map")');
    const contents = () => JSON.parse(session.read("out/app.js.map")).sourcesContent.join();
    session.write("src.ts", "one");
    await session.expectOneBuild('(change: "src.ts")');
    if (contents() !== "one") throw new Error(`the map contains ${contents()}`);
    session.write("src.ts", "two");
    await session.expectOneBuild('(change: "src.ts")');
    if (contents() !== "two") throw new Error(`the map contains ${contents()}`);
  },

  async "a map that nothing can be made of"(start) {
    const session = await start(
      { "app.js": `${print(1)}//# sourceMappingURL=app.js.map\n`, "app.js.map": "?" },
      ["--sourcemap"],
    );
    await session.expectNothing();
    const map = { version: 3, sources: ["src.ts"], names: [], mappings: "AAAA" };
    session.write("app.js.map", JSON.stringify(map));
    await session.expectOneBuild('(change: "app.js.map")');
  },

  async "folders that are called like files do not matter"(start) {
    const session = await start({
      "app.js": 'import "./lib/part.js";',
      "lib/part.js": print(1),
      "lib/package.json/file": "",
      "tsconfig.json/file": "",
      node_modules: "",
    });
    await session.expectNothing();
    await session.expectOutput("1");
  },

  async "many files at once are one change"(start) {
    const names = Array.from({ length: 200 }, (_, i) => `lib/part${i}.js`);
    const files = { "app.js": names.map((name) => `import "./${name}";`).join("\n") };
    for (const name of names) files[name] = "export {};";
    const session = await start({ ...files, "lib/part199.js": print("before") });
    // On a busy machine, who writes may have to wait in the middle: not every time.
    const counts = [];
    for (let round = 0; round < 4 && !counts.includes(1); round++) {
      const from = session.said.length;
      for (const name of names) session.write(name, name === names.at(-1) ? print(round) : "1;");
      await session.expect("build finished");
      await sleep(QUIET_MS);
      counts.push(session.said.slice(from).split("build finished").length - 1);
      session.seen = session.said.length;
      await session.expectOutput(String(round));
    }
    if (!counts.includes(1)) throw new Error(`builds for one change: ${counts}`);
  },

  async "git checkout is one change"(start) {
    const session = new Session({ "app.js": 'import "./a.js"; import "./b/c.js";' });
    const git = (...words) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...words], {
        cwd: session.folder,
        stdio: ["ignore", "pipe", "pipe"],
      });
    session.write("a.js", print("a1"));
    session.write("b/c.js", print("c1"));
    session.write(".gitignore", "out\n");
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "one");
    git("checkout", "-qb", "two");
    session.write("a.js", print("a2"));
    session.remove("b");
    session.write("b.js", print("b2"));
    session.write("app.js", 'import "./a.js"; import "./b.js";');
    git("add", ".");
    git("commit", "-qm", "two");
    git("checkout", "-q", "-");
    await start(session);
    await session.expectOutput("a1\nc1");
    git("checkout", "-q", "two");
    await session.expectOneBuild("build started");
    await session.expectOutput("a2\nb2");
    git("checkout", "-q", "-");
    await session.expectOneBuild("build started");
    await session.expectOutput("a1\nc1");
  },

  async "git's lock is waited for, unless it was left behind"(start) {
    const session = new Session({ "app.js": print(1), ".git/index.lock": "" });
    const lock = join(session.folder, ".git/index.lock");
    const old = new Date(Date.now() - 60_000);
    fs.utimesSync(lock, old, old);
    await start(session);
    for (const round of [2, 3]) {
      session.write("app.js", print(round));
      const began = Date.now();
      await session.expectOneBuild('(change: "app.js")');
      const seconds = (Date.now() - began) / 1000;
      if (seconds > LOCK_PATIENCE_S / 2) throw new Error(`it took ${seconds} s`);
    }
    fs.utimesSync(lock, new Date(), new Date());
    session.write("app.js", print(4));
    await session.expectNothing();
    fs.rmSync(lock);
    await session.expectOneBuild('(change: "app.js")');
    await session.expectOutput("4");
  },

  async "changes while it builds are not missed"(start) {
    const session = await start({ "app.js": 'import "./part.js";', "part.js": print(0) });
    for (let i = 1; i <= 40; i++) {
      session.write("part.js", print(i));
      await sleep(i % 7 === 0 ? 90 : 17 * (i % 5));
    }
    await sleep(QUIET_MS);
    for (const begin = Date.now(); Date.now() - begin < PATIENCE_MS; await sleep(100)) {
      if (session.said.trim().endsWith("build finished")) break;
    }
    await session.expectOutput("40");
  },

  async "outputs that are not made any more are removed, and nothing else"(start) {
    const session = new Session({
      "app.js": 'import("./part.js");',
      "part.js": "export const part = 1;",
      "out/mine.js": "mine",
    });
    session.flags = ["app.js", "--splitting", "--format=esm", "--outdir=out"];
    await start(session);
    const list = () => fs.readdirSync(join(session.folder, "out")).sort();
    const before = list();
    session.write("part.js", "export const part = 2;");
    await session.expectOneBuild('(change: "part.js")');
    const after = list(), both = before.filter((name) => after.includes(name));
    if (after.length !== 3 || both.join() !== "app.js,mine.js") throw new Error(after);
    session.write("part.js", "export const part = (");
    await session.expectOneBuild("[ERROR]");
    if (list().join() !== after.join()) throw new Error(list());
    session.write("app.js", "console.log(1);");
    await session.expectOneBuild('(change: "app.js")');
    if (list().join() !== "app.js,mine.js") throw new Error(list());
  },

  async "--clean keeps what each build makes"(start) {
    const session = new Session({ "app.js": print(1), "out/old.js": "old" });
    session.flags = ["app.js", "--outdir=out", "--format=esm", "--clean"];
    await start(session);
    session.write("app.js", print(2));
    await session.expectOneBuild('(change: "app.js")');
    await session.expectOutput("2");
    const left = fs.readdirSync(join(session.folder, "out")).join();
    if (left !== "app.js") throw new Error(`in out is ${left}`);
  },

  async "it stops when standard input ends"(start) {
    const session = await start({ "app.js": print(1) });
    session.process.stdin.end("some words\n");
    await session.expect("stopped automatically because stdin was closed");
    const code = await session.ended;
    if (code !== 0) throw new Error(`exit code ${code}`);
  },

  async "lint: a file changes, comes and goes"(start) {
    const files = { "a.js": "debugger;\n", "b.js": "export const b = 1;\n" };
    const session = await start(new LintSession(files));
    await session.expectNothing();
    session.write("b.js", "\ndebugger;\n");
    await session.expectLinted(1, "a.js:1 b.js:2");
    session.write("lib/c.js", "debugger;\n");
    await session.expectLinted(1, "a.js:1 b.js:2 c.js:1");
    session.remove("lib");
    await session.expectLinted(0, "a.js:1 b.js:2");
    session.write("note.txt", "debugger;");
    await session.expectNothing();
  },

  async "lint: the configuration changes, and is broken for a while"(start) {
    const session = await start(new LintSession({ "a.js": "debugger;\n", "b.js": "" }));
    session.write("cbundle.json", '{ "lint": { "extends": [] } }');
    await session.expectLinted(2, "");
    session.write("cbundle.json", '{ "lint": { "extends": "nothing" } }');
    await session.expect("nothing");
    await session.expectLinted(0, "");
    session.remove("cbundle.json");
    await session.expectLinted(2, "a.js:1");
  },

  async "lint: files that others import"(start) {
    const b = "export const b = 1;\n";
    const files = { "a.js": 'import { b } from "./b.js";\nb();\n', "b.js": b };
    const session = await start(new LintSession(files, ["--rule=import/named: error"]));
    session.write("b.js", "export const c = 1;\n");
    await session.expectLinted(1, "a.js:1");
    session.write("b.js", "export const b = 1;\n");
    await session.expectLinted(1, "");
  },

  async "lint: --fix mends what is saved"(start) {
    const session = await start(new LintSession({ "a.js": "" }, ["--fix", "--rule=no-var: error"]));
    session.write("a.js", "var a = 1;\na();\n");
    await session.expectLinted(1, "");
    const text = session.read("a.js");
    if (text !== "let a = 1;\na();\n") throw new Error(`a.js is ${text}`);
  },

  async "lint: it ends as usual"(start) {
    const session = await start(new LintSession({ "a.js": "debugger;\n" }));
    session.process.stdin.end();
    const code = await session.ended;
    if (code !== 1) throw new Error(`exit code ${code}`);
  },

  async "lint: it ends as usual when interrupted"(start) {
    const session = await start(new LintSession({ "a.js": "debugger;\n" }));
    session.write("a.js", "export const a = 1;\n");
    await session.expectLinted(1, "");
    session.process.kill("SIGINT");
    const code = await session.ended;
    if (code !== 0) throw new Error(`exit code ${code}`);
  },

  async "--watch=forever goes on"(start) {
    const session = await start({ "app.js": print(1) }, [], "--watch=forever");
    session.process.stdin.end();
    await session.expectNothing();
    session.write("app.js", print(2));
    await session.expectOneBuild('(change: "app.js")');
    await session.expectOutput("2");
  },
};

async function runTest(name, test) {
  let session;
  const start = async (given, flags, mode) => {
    session = given instanceof Session ? given : new Session(given, flags);
    await session.start(mode);
    return session;
  };
  try {
    await test(start);
    return true;
  } catch (error) {
    console.log(`FAILED ${name}\n    ${error.message.replaceAll("\n", "\n    ")}`);
    return false;
  } finally {
    await session?.stop();
  }
}

let passed = 0;
let failed = 0;
const chosen = Object.keys(tests).filter((name) => words.every((word) => name.includes(word)));
await inParallel(chosen, AT_ONCE, async (name) => {
  if (await runTest(name, tests[name])) passed++;
  else failed++;
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
