// Tests the dev server in a browser: what a page sees of a change, without a reload and with one.
//
//   node tests/serve/browser.mjs [--cbundle=PATH] [--https] [--chromium=PATH] [--shots=FOLDER]
//     [WORDS…]
//
// Screenshots go into FOLDER, to be looked at. Without a Chromium, nothing is tested.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { chromium } from "playwright-core";
import { cbundlePath, cleanEnvironment, makeFolder } from "../programs.mjs";
import { Program, runTests, sleep } from "./raw.mjs";

const { values: flags, positionals: words } = parseArgs({
  options: {
    cbundle: { type: "string" },
    https: { type: "boolean" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
    shots: { type: "string" },
  },
  allowPositionals: true,
});
const cbundle = cbundlePath(flags.cbundle);
const mode = flags.https ? ["--https"] : [];
const packages = fileURLToPath(new URL("../node_modules/", import.meta.url));
const PATIENCE_MS = 15_000;
const CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const folder = makeFolder("serve-browser");
const shots = flags.shots ?? folder;
fs.mkdirSync(shots, { recursive: true });

// ---- A project

const page = (entry, more = "") => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A page</title>
    ${more}
    <script type="module" src="${entry}"></script>
  </head>
  <body>
    <div id="root"></div>
  </body>
</html>
`;

class Project {
  constructor(name, files) {
    this.root = join(folder, name);
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path, text) {
    const place = join(this.root, path);
    fs.mkdirSync(join(place, ".."), { recursive: true });
    fs.writeFileSync(place, text);
  }

  remove(path) {
    fs.rmSync(join(this.root, path));
  }

  install(...names) {
    for (const name of names)
      fs.cpSync(fs.realpathSync(join(packages, name)), join(this.root, "node_modules", name), {
        recursive: true,
      });
  }

  async serve(...args) {
    const env = cleanEnvironment();
    const [program, ...before] = this.runs ?? [cbundle];
    this.server = new Program(program, [...before, "serve", this.root, ...mode, ...args], { env });
    this.port = await this.server.port();
    this.url = `${flags.https ? "https" : "http"}://localhost:${this.port}`;
  }

  async stop() {
    assert.equal(await this.server.stop("SIGTERM"), 0, this.server.said);
    assert.doesNotMatch(this.server.said, /Sanitizer|runtime error/);
  }
}

const isThere = fs.existsSync(flags.chromium);
const browser =
  isThere && (await chromium.launch({ executablePath: flags.chromium, args: CHROMIUM }));

// A project, a page of it that is open, and what the page says.
function test(name, files, run, args = []) {
  return [name, async () => {
    const project = new Project(name.replaceAll(/\W+/gu, "-"), files);
    if (files["src/App.jsx"]) project.install("react", "react-dom", "scheduler", "react-refresh");
    await project.serve("--port=0", ...args);
    const tab = await browser.newPage({ ignoreHTTPSErrors: true });
    tab.setDefaultTimeout(PATIENCE_MS);
    const said = [];
    tab.on("console", (message) => said.push(message.text()));
    tab.on("pageerror", (error) => said.push(error.stack ?? String(error)));
    try {
      await tab.goto(`${project.url}/`);
      await tab.evaluate(() => (globalThis.isSamePage = true));
      await run({ project, tab, said });
    } catch (error) {
      error.message += `\npage: ${said.join("\n      ")}\nserver: ${project.server.said}`;
      throw error;
    } finally {
      await tab.close();
      await project.stop();
    }
  }];
}

const isSamePage = (tab) => tab.evaluate(() => globalThis.isSamePage === true);
const shoot = (tab, name) => tab.screenshot({ path: join(shots, `${name}.png`) });
const text = (tab, wanted, selector = "#root") =>
  tab.waitForFunction(
    ([at, what]) => document.querySelector(at)?.textContent.includes(what),
    [selector, wanted],
  );
const style = (tab, selector, name, value) =>
  tab.waitForFunction(
    ([at, key, wanted]) => getComputedStyle(document.querySelector(at))[key] === wanted,
    [selector, name, value],
  );
const overlay = (tab) => tab.waitForSelector("cbundle-overlay", { state: "attached" });
const noOverlay = (tab) => tab.waitForSelector("cbundle-overlay", { state: "detached" });
const overlayText = (tab) =>
  tab.evaluate(() => {
    const { shadowRoot } = document.querySelector("cbundle-overlay");
    return shadowRoot.querySelector(".card").innerText;
  });

// ---- React

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>\n';
const title = (word) => `export function Title({ text }) {
  return <h1>{text}, ${word}</h1>;
}
`;
const app = (hooks = "") => `import { useState } from "react";
import { Title } from "./Title.jsx";
import { useDouble } from "./double.js";

export function App() {
  const [count, setCount] = useState(0);
  const double = useDouble(count);
  ${hooks}
  return (
    <main>
      <Title text="Hello" />
      <button id="add" onClick={() => setCount(count + 1)}>
        {count} and {double}
      </button>
    </main>
  );
}
`;
const say = (what) => `document.getElementById("root").textContent += ${what};\n`;
const double = (by, hook = "") => `import { useMemo, useState } from "react";
export function useDouble(count) {
  ${hook}
  return useMemo(() => count * ${by}, [count]);
}
`;
const react = {
  "index.html": page("/src/main.jsx", '<link rel="stylesheet" href="/page.css" />'),
  "page.css": "body { background: rgb(240, 240, 255); font: 18px sans-serif; margin: 3rem }\n",
  "src/main.jsx": `import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.jsx";
import "./app.css";
createRoot(document.getElementById("root")).render(<StrictMode><App /></StrictMode>);
`,
  "src/App.jsx": app(),
  "src/Title.jsx": title("first"),
  "src/double.js": double(2),
  "src/app.css": "h1 { color: rgb(10, 20, 30) }\nbutton { font-size: 20px }\n",
};

const withReact = (name, run) => test(name, react, run, ["--jsx=automatic"]);

function foreignTitle(word) {
  return `export function Title() {\n  ${say(`"${word}"`)}}\n`;
}

async function clickTwice(tab) {
  await tab.waitForSelector("#add");
  await tab.click("#add");
  await tab.click("#add");
  await text(tab, "2 and 4", "#add");
}

const reactTests = [
  withReact("a component is swapped and keeps its state", async ({ project, tab, said }) => {
    await clickTwice(tab);
    await shoot(tab, "react-before");
    project.write("src/Title.jsx", title("second"));
    await text(tab, "Hello, second");
    await text(tab, "2 and 4", "#add");
    project.write("src/App.jsx", app().replace("{count} and", "{count} und"));
    await text(tab, "2 und 4", "#add");
    await shoot(tab, "react-swapped");
    assert.ok(await isSamePage(tab));
    assert.ok(said.some((line) => line.includes("hot updated: /src/Title.jsx")), said.join());
  }),
  withReact("other hooks are another state", async ({ project, tab }) => {
    await clickTwice(tab);
    project.write("src/App.jsx", app("const [more] = useState(5);"));
    await text(tab, "0 and 0", "#add");
    assert.ok(await isSamePage(tab));
  }),
  withReact("a custom hook is swapped with those that use it", async ({ project, tab }) => {
    await clickTwice(tab);
    project.write("src/double.js", double(3));
    await text(tab, "6", "#add");
    await text(tab, "2 and 6", "#add");
    project.write("src/double.js", double(3, "const [a] = useState(1);"));
    await text(tab, "0 and 0", "#add");
    assert.ok(await isSamePage(tab));
  }),
  withReact("a component that is a class begins anew", async ({ project, tab, said }) => {
    const classText = (word) => `import { Component } from "react";
const Count = ({ of }) => <b>{of}</b>;
export class Title extends Component {
  state = { clicks: 0 };
  render() {
    const more = () => this.setState({ clicks: this.state.clicks + 1 });
    return <h1 id="title" onClick={more}>${word} <Count of={this.state.clicks} /></h1>;
  }
}
`;
    await clickTwice(tab);
    project.write("src/Title.jsx", classText("class"));
    await text(tab, "class 0");
    await tab.click("#title");
    await text(tab, "class 1");
    project.write("src/Title.jsx", classText("changed"));
    await text(tab, "changed 0");
    await text(tab, "2 and 4", "#add");
    assert.ok(await isSamePage(tab), said.join("\n"));
  }),
  test("components of another library reload the page", {
    "index.html": page("/src/App.jsx"),
    "src/App.jsx": 'import { Title } from "./Title.jsx";\nTitle({});\n',
    "src/Title.jsx": foreignTitle("first"),
  }, async ({ project, tab }) => {
    await text(tab, "first");
    project.write("src/Title.jsx", foreignTitle("second"));
    await text(tab, "second");
    assert.ok(!(await isSamePage(tab)));
  }),
  withReact("a module that exports something else reloads the page", async ({ project, tab }) => {
    await clickTwice(tab);
    project.write("src/Title.jsx", `${title("third")}export const size = 3;\n`);
    await text(tab, "Hello, third");
    project.write("src/main.jsx", `${react["src/main.jsx"]}console.log("main");\n`);
    await tab.waitForFunction(() => !globalThis.isSamePage);
    await text(tab, "0 and 0", "#add");
  }),
  withReact("stylesheets are swapped in place", async ({ project, tab }) => {
    await clickTwice(tab);
    await style(tab, "h1", "color", "rgb(10, 20, 30)");
    project.write("src/app.css", "h1 { color: rgb(200, 20, 30) }\n");
    await style(tab, "h1", "color", "rgb(200, 20, 30)");
    project.write("page.css", "body { background: rgb(255, 250, 200); font: 18px sans-serif }\n");
    await style(tab, "body", "backgroundColor", "rgb(255, 250, 200)");
    await tab.waitForFunction(() => document.querySelectorAll("link").length === 1);
    await text(tab, "2 and 4", "#add");
    assert.ok(await isSamePage(tab));
    await shoot(tab, "styles-swapped");
  }),
  withReact("an error is shown over the page until it is gone", async ({ project, tab }) => {
    await clickTwice(tab);
    project.write("src/Title.jsx", "export function Title() {\n  return <h1>'<b>' + </h2>;\n}\n");
    await overlay(tab);
    const shown = await overlayText(tab);
    assert.match(shown, /ERROR/u);
    assert.match(shown, /src\/Title\.jsx:2:\d+/u);
    assert.match(shown, /2 │ {3}return <h1>'<b>' \+ <\/h2>;/u);
    await shoot(tab, "overlay");
    project.write("src/Title.jsx", title("mended"));
    await noOverlay(tab);
    await text(tab, "Hello, mended");
    await text(tab, "2 and 4", "#add");
    assert.ok(await isSamePage(tab));
  }),
  withReact("a page that begins with an error is loaded anew", async ({ project, tab }) => {
    project.write("src/Title.jsx", 'import "./missing.js";\nexport default <p>;\n');
    await overlay(tab);
    await tab.reload();
    await overlay(tab);
    assert.match(await overlayText(tab), /Title\.jsx/u);
    await shoot(tab, "overlay-at-load");
    project.write("src/Title.jsx", 'import "./missing.js";\nexport function Title() {}\n');
    await tab.waitForFunction(() =>
      document.querySelector("cbundle-overlay")?.shadowRoot.textContent.includes("missing.js"));
    project.write("src/missing.js", "export {};\n");
    project.write("src/Title.jsx", `import "./missing.js";\n${title("there")}`);
    await text(tab, "Hello, there");
    await noOverlay(tab);
  }),
];

// ---- import.meta.hot

const clear = 'document.getElementById("root").textContent = "";\n';

const hotTests = [
  test("a module accepts itself", {
    "index.html": page("/main.js"),
    "main.js": 'import "./box.js";\nglobalThis.runs = (globalThis.runs ?? 0) + 1;\n',
    "box.js": boxText("one"),
  }, async ({ project, tab }) => {
    await text(tab, "one 0;");
    project.write("box.js", boxText("two"));
    await text(tab, "disposed one;two 1;accepted two;");
    project.write("box.js", boxText("three"));
    await text(tab, "disposed two;three 2;accepted three;");
    assert.equal(await tab.evaluate(() => globalThis.runs), 1);
    assert.ok(await isSamePage(tab));
  }),
  test("a module accepts what it imports", {
    "index.html": page("/main.js"),
    "main.js": `import { deep } from "./a.js";
import { other } from "./other.js";
${say('deep + other + ";"')}
import.meta.hot.accept("./a.js", (a) => { ${say('"a is " + a.deep + ";"')} });
import.meta.hot.accept(["./other.js", "./a.js"], ([o, a]) => {
  ${say('"list " + o?.other + a?.deep + ";"')}
});
`,
    "a.js": 'export { deep } from "./deep.js";\n',
    "deep.js": 'export const deep = "d1";\n',
    "other.js": 'export const other = "o1";\n',
  }, async ({ project, tab }) => {
    await text(tab, "d1o1;");
    project.write("deep.js", 'export const deep = "d2";\n');
    await text(tab, "a is d2;");
    await text(tab, "list undefinedd2;");
    project.write("other.js", 'export const other = "o2";\n');
    await text(tab, "list o2undefined;");
    assert.ok(await isSamePage(tab));
  }),
  test("events, invalidation and pruning", {
    "index.html": page("/main.js"),
    "main.js": `import "./gone.js";
import "./picky.js";
const { hot } = import.meta;
globalThis.events ??= [];
for (const name of ["vite:beforeUpdate", "cbundle:afterUpdate", "vite:beforePrune"])
  hot.on(name, () => events.push(name));
hot.on("vite:invalidate", ({ path }) => events.push("invalidate " + path));
hot.on("own", (data) => { globalThis.own = data; });
hot.on("never", () => { globalThis.never = 1; });
hot.accept();
globalThis.hot = hot;
`,
    "gone.js": 'import.meta.hot.prune(() => { globalThis.pruned = "gone"; });\n',
    "picky.js": picky(1),
  }, async ({ project, tab, said }) => {
    await tab.evaluate(() => globalThis.hot.send("own", { a: ["<b>"] }));
    await tab.waitForFunction(() => globalThis.own?.a[0] === "<b>");
    const main = fs.readFileSync(join(project.root, "main.js"), "utf8");
    project.write("main.js", main.replace('import "./gone.js";', ""));
    await tab.waitForFunction(() => globalThis.pruned === "gone");
    project.write("picky.js", picky(2));
    await tab.waitForFunction(() => globalThis.events.includes("invalidate /picky.js"));
    assert.ok(said.some((line) => line.includes("/picky.js was invalidated: no")), said.join("\n"));
    assert.ok(await isSamePage(tab)); // main.js accepts itself
  }),
  test("what nobody accepts reloads the page", {
    "index.html": page("/main.js"),
    "main.js": `import { a } from "./a.js";\n${say("a")}`,
    "a.js": 'export const a = "first";\n',
  }, async ({ project, tab }) => {
    await text(tab, "first");
    project.write("a.js", 'export const a = "second";\n');
    await text(tab, "second");
    assert.ok(!(await isSamePage(tab)));
    project.write("index.html", page("/main.js").replace("A page", "Another page"));
    await tab.waitForFunction(() => document.title === "Another page");
  }),
  test("modules of all kinds", {
    "index.html": page("/src/main.js"),
    "src/main.js": `import data, { a } from "./data.json";
import words from "./words.txt";
import picture from "./picture.svg";
import cjs, { named } from "./old.cjs";
import * as all from "./all.js";
import { late } from "./cycle-a.js";
const lazy = await_not_needed();
function await_not_needed() { return import("./lazy.js"); }
const names = Object.keys(all).join();
${say("[data.b, a, words.trim(), picture, cjs.named, named, names, late()].join('|')")}
lazy.then((made) => {
  ${say("'|' + made.default + '|' + new URL('./x', made.url).pathname")}
});
const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data: sent }) => { ${say("'|worker ' + sent")} };
`,
    "src/data.json": '{ "a": 1, "b": [2] }\n',
    "src/words.txt": "some words\n",
    "src/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "src/old.cjs": "exports.named = typeof require('./data.json').b;\n",
    "src/all.js": `export * from "./old.cjs";
export * as inner from "./lazy.js";
export default 1;
`,
    "src/lazy.js": 'export default "lazy";\nexport const { url } = import.meta;\n',
    "src/cycle-a.js": `import { b } from "./cycle-b.js";
export const late = () => b;
export function early() { return "early"; }
`,
    "src/cycle-b.js": 'import { early } from "./cycle-a.js";\nexport const b = early();\n',
    "src/worker.js": 'import { b } from "./data.json";\npostMessage(b[0]);\n',
  }, async ({ tab }) => {
    await text(tab, "2|1|some words|/src/picture.svg|object|object|default,inner,named|early");
    await text(tab, "|lazy|/src/x");
    await text(tab, "|worker 2");
  }),
  test("what is made of a file, said by the query", {
    "index.html": page("/main.js"),
    "main.js": `import text from "./words.txt?raw";
import code from "./code.js?raw";
import url from "./picture.svg?url";
import copied from "./code.js?url";
import inline from "./picture.svg?inline";
import style from "./style.css?inline";
import { named } from "./code.js";
${say("[text, code, url, copied, inline, style, named].join('|')")}
`,
    "words.txt": "words",
    "code.js": "export const named = 1;",
    "picture.svg": "<svg/>",
    "style.css": "#root { color: rgb(1, 2, 3) }",
  }, async ({ project, tab }) => {
    const inline = "data:image/svg+xml,<svg/>";
    const rest = `|/picture.svg|/code.js|${inline}|#root { color: rgb(1, 2, 3) }|1`;
    await text(tab, `words|export const named = 1;${rest}`);
    await style(tab, "#root", "color", "rgb(0, 0, 0)");
    project.write("code.js", "export const named = 1; // more");
    await text(tab, `words|export const named = 1; // more${rest}`);
  }),
  test("import.meta.glob", {
    "index.html": page("/main.js"),
    "main.js": `const pages = import.meta.glob("./pages/*.js");
const names = import.meta.glob("./pages/*.js", { eager: true, import: "name" });
${clear}${say('Object.values(names).join() + ";"')}
for (const path in pages) pages[path]().then(({ name }) => { ${say('path + name + ";"')} });
`,
    "pages/a.js": 'export const name = "A";\n',
  }, async ({ project, tab }) => {
    await text(tab, "A;./pages/a.jsA;");
    project.write("pages/b.js", 'export const name = "B";\n');
    await text(tab, "A,B;./pages/a.jsA;./pages/b.jsB;");
    project.write("pages/b.js", 'export const name = "new";\n');
    await text(tab, "A,new;./pages/a.jsA;./pages/b.jsnew;");
    project.remove("pages/a.js");
    await text(tab, "new;./pages/b.jsnew;");
  }),
  test("files of the folder public", {
    "index.html": page("/main.js", '<link rel="stylesheet" href="/public.css" />'),
    "main.js": `import logo from "/logo.svg";
import { named } from "/named.js";
const image = new Image();
image.onload = () => { ${say("image.width")} };
image.src = "/logo.svg";
${say("[named, logo].join('|')")}
`,
    "public/logo.svg": SVG,
    "public/named.js": 'export const named = "named";',
    "public/public.css": "#root { color: rgb(1, 2, 3) }",
  }, async ({ project, tab }) => {
    await text(tab, "named|/public/logo.svg7");
    await style(tab, "#root", "color", "rgb(1, 2, 3)");
    project.write("public/public.css", "#root { color: rgb(4, 5, 6) }");
    await style(tab, "#root", "color", "rgb(4, 5, 6)");
    assert.ok(await isSamePage(tab));
  }),
  test("JSX without React says what is missing", {
    "index.html": page("/main.jsx"),
    "main.jsx": 'import { version } from "react";\nversion;\nconst element = <b>a</b>;\n',
    "node_modules/react/index.js": 'export const version = "1";\n',
  }, async ({ project, said }) => {
    await project.server.find(/WARNING[^\n]*which this file does not import/);
    for (let i = 0; i < 200 && !said.length; i++) await sleep(20);
    assert.match(said.join(), /React is not defined/);
  }),
  test("packages that are linked from outside of the folder", {
    "index.html": page("/main.js"),
    "main.js": `${say('"alone"')}`,
  }, async ({ project, tab }) => {
    const outside = new Project("linked-packages", {
      "lib/package.json": '{ "name": "lib", "main": "index.js" }',
      "lib/index.js": 'import "./lib.css";\nexport { default as picture } from "./picture.svg";\n'
        + 'export { word } from "./word.js";\n',
      "lib/word.js": 'export const word = "linked";\n',
      "lib/picture.svg": SVG,
      "lib/lib.css": "#root { width: 77px; background: url(back.svg?x) }\n",
      "lib/back.svg": SVG,
    });
    fs.mkdirSync(join(project.root, "node_modules"));
    fs.symlinkSync(join(outside.root, "lib"), join(project.root, "node_modules/lib"));
    project.write("main.js", `import { picture, word } from "lib";
${clear}const image = new Image();
image.onload = () => { ${say("word + image.naturalWidth")} };
image.onerror = () => { ${say('"no picture at " + picture')} };
image.src = picture;
`);
    await text(tab, "linked7");
    await style(tab, "#root", "width", "77px");
    outside.write("lib/word.js", 'export const word = "changed";\n');
    await text(tab, "changed7");
    outside.write("lib/lib.css", "#root { width: 78px; }\n");
    await style(tab, "#root", "width", "78px");
    const status = (url) => tab.evaluate(async (at) => (await fetch(at)).status, url);
    assert.equal(await status(`/@fs${outside.root}/lib/picture.svg`), 200);
    for (const path of ["word.js", "package.json", "../lib/word.js", "picture.svg/", ""]) {
      assert.ok([403, 404].includes(await status(`/@fs${outside.root}/lib/${path}`)), path);
    }
    assert.equal(await status(`/@fs${outside.root}/lib/back.svg?x`), 200); // as the style has it
    assert.equal(await status("/node_modules/lib/picture.svg"), 403);
    assert.equal(await status("/@fs/etc/passwd"), 404);
  }),
  test("pictures of packages", {
    "index.html": page("/main.js"),
    "main.js": `import picture from "lib/picture.svg";
const image = new Image();
image.onload = () => { ${say("picture + image.naturalWidth")} };
image.src = picture;
`,
    "node_modules/lib/package.json": '{ "name": "lib" }',
    "node_modules/lib/picture.svg": SVG,
    "node_modules/lib/other.svg": SVG,
  }, async ({ tab }) => {
    await text(tab, "/node_modules/lib/picture.svg7");
    const other = "/node_modules/lib/other.svg";
    assert.equal(await tab.evaluate(async (url) => (await fetch(url)).status, other), 403);
  }),
  test("workers have pictures, workers of their own, and await", {
    "index.html": page("/main.js"),
    "main.js": `import "lib";
${startWorker("./worker.js")}`,
    "worker.js": `import picture from "./picture.svg";
import other from "lib/picture.svg";
const fetched = await Promise.all([picture, other, new URL("picture.svg", import.meta.url)].map(
  async (url) => (await fetch(url)).status));
postMessage([picture, ...fetched, ""].join());
${startWorker("./inner.js", "postMessage(data)")}`,
    "inner.js": 'postMessage("inner");\n',
    "picture.svg": SVG,
    "node_modules/lib/package.json": '{ "name": "lib", "main": "index.js" }',
    "node_modules/lib/index.js": startWorker("./worker.js"),
    "node_modules/lib/worker.js": 'import { word } from "./word.js";\npostMessage(word);\n',
    "node_modules/lib/word.js": 'export const word = "of the package";\n',
    "node_modules/lib/picture.svg": SVG,
  }, async ({ project, tab }) => {
    for (const word of ["of the package", "/picture.svg,200,200,200,", "inner"])
      await text(tab, word);
    const get = (url) => tab.evaluate(async (at) => (await fetch(at)).status, url);
    assert.equal(await get("/node_modules/lib/word.js"), 403);
    project.write("inner.js", 'postMessage("changed");\n');
    await text(tab, "changed");
  }),
  test("scripts whose URL is handed on", {
    "index.html": page("/main.js"),
    "main.js": `const url = new URL("lib/worker.js", import.meta.url);
const worker = new Worker(url, { type: "module" });
worker.onmessage = ({ data }) => { ${say("data")} };
import(new URL("./part.js", import.meta.url).href).then((part) => { ${say("part.word")} });
`,
    "part.js": 'export const word = "a part";\n',
    "node_modules/lib/package.json": '{ "name": "lib" }',
    "node_modules/lib/worker.js": 'import { word } from "./word.js";\npostMessage(word);\n',
    "node_modules/lib/word.js": 'export const word = "of the package";\n',
  }, async ({ tab }) => {
    await text(tab, "of the package");
    await text(tab, "a part");
  }),
  test("workers by their query, as with Vite", {
    "index.html": page("/main.js"),
    "main.js": `import Plain from "./work er.js?worker";
import Inline from "./work er.js?worker&inline";
import Shared from "./shared.js?sharedworker";
import url from "./work er.js?worker&url";
const tell = ({ data }) => { document.querySelector("#root").append(data + ";"); };
new Plain({ name: "plain" }).onmessage = tell;
new Inline({ name: "inline" }).onmessage = tell;
new Worker(url, { type: "module", name: "url" }).onmessage = tell;
new Shared({ name: "shared" }).port.onmessage = tell;
`,
    "work er.js": 'import { word } from "./word.js";\npostMessage(word + self.name);\n',
    "word.js": 'export const word = "word ";\n',
    "shared.js": 'import { word } from "./word.js";\n'
      + "onconnect = ({ ports }) => ports[0].postMessage(word + self.name);\n",
  }, async ({ tab }) => {
    for (const name of ["plain", "inline", "url", "shared"]) await text(tab, `word ${name};`);
  }),
  test("a worker that can't be built says why", {
    "index.html": page("/main.js"),
    "main.js": `const worker = new Worker("/worker.js");
worker.onerror = ({ message }) => { ${say("message")} };
worker.onmessage = ({ data }) => { ${say("data")} };
`,
    "worker.js": 'postMessage("good");\nimport "./none.js";\n',
  }, async ({ project, tab }) => {
    await text(tab, 'Could not resolve "./none.js"');
    await text(tab, "worker.js:2:7");
    project.write("worker.js", 'postMessage("good");\n');
    await text(tab, "good");
  }),
  test("what import.meta.env says", {
    "index.html": page("main.js"),
    "main.js": say("JSON.stringify(import.meta.env) + import.meta.env.MODE + import.meta.env.DEV"),
  }, async ({ tab }) => {
    await text(tab, '{"BASE_URL":"/","DEV":true,"MODE":"qa","PROD":false,"SSR":false}qatrue');
  }, ["--mode=qa"]),
  test("variables of .env files, and files seen from the root", {
    "index.html": page("/src/main.js"),
    ".env": "VITE_ONE=one\nSECRET=no\n",
    ".env.development": "VITE_TWO=$VITE_ONE, two\n",
    "src/main.js": `const parts = import.meta.glob("/parts/*.{js,mjs}", {
  eager: true, import: "default" });
${say('import.meta.env.VITE_TWO + import.meta.env.SECRET + JSON.stringify(parts)')}`,
    "parts/a.js": 'export default "A";\n',
    "parts/b.mjs": 'export default "B";\n',
  }, async ({ tab }) => {
    await text(tab, 'one, twoundefined{"/parts/a.js":"A","/parts/b.mjs":"B"}');
  }),
  test("what the browser loads by an import map, or from another place", {
    "index.html": page("/main.js", `<script type="importmap">
      { "imports": { "mapped": "/elsewhere/mapped.mjs" } }
    </script>`),
    "main.js": `import word, { named } from "mapped";
import * as all from "mapped";
${say("[word, named, Object.keys(all)].join()")}
import("mapped").then((made) => { ${say('"," + (made === all) + made.default')} });
`,
    "elsewhere/mapped.mjs": 'export default "default";\nexport const named = "named";\n',
  }, async ({ tab }) => {
    await text(tab, "default,named,default,named");
    await text(tab, ",truedefault");
  }, ["--external:mapped"]),
  test("files that come to where an import may mean any", {
    "index.html": page("/main.js"),
    "main.js": `${clear}for (const name of ["de", "fr"]) {
  import(\`./words/\${name}.js\`)
    .then(({ word }) => { ${say("word")} }, () => { ${say('"none"')} });
}
`,
    "words/de.js": 'export const word = "Wort";\n',
    "words/read.me": "",
  }, async ({ project, tab }) => {
    await text(tab, "none");
    project.write("words/fr.js", 'export const word = "mot";\n');
    await text(tab, "mot");
    project.remove("words/fr.js");
    await text(tab, "none");
  }),
  test("an error is told once, whatever others write beside the project", {
    "index.html": page("/main.js"),
    "main.js": 'import "missing";\n',
  }, async ({ project, tab }) => {
    await overlay(tab);
    for (let i = 0; i < 5; i++, await sleep(100)) fs.writeFileSync(join(folder, `${i}.txt`), "");
    assert.equal(project.server.said.split('resolve "missing"').length, 2, project.server.said);
    project.write("node_modules/missing/index.js", `${say('"installed"')}`);
    await text(tab, "installed");
  }),
  test("modules that await at their top level", {
    "index.html": page("/main.js"),
    "main.js": `import "./style.css";
import picture from "./picture.svg";
import { ready } from "./ready.js";
import { sync } from "./sync.js";
const own = await Promise.resolve("own");
${clear}${say("[picture, ready, sync, own].join()")}
import("./lazy.js").then(({ lazy }) => { ${say("lazy")} });
`,
    "style.css": "#root { color: rgb(10, 20, 30) }\n",
    "picture.svg": SVG,
    "order.js": "export const order = [];\n",
    "ready.js": `import { order } from "./order.js";
import { ask } from "./cycle.js";
order.push("before");
export const ready = await new Promise((done) => setTimeout(done, 20, "ready"));
order.push("after");
export const asked = ask();
`,
    "cycle.js": 'import { ready } from "./ready.js";\nexport const ask = () => ready;\n',
    "sync.js": 'import { order } from "./order.js";\nexport const sync = order.join("+");\n',
    "lazy.js": `import { asked } from "./ready.js";
export const lazy = " lazy " + asked + await 1;
`,
  }, async ({ project, tab }) => {
    await text(tab, "/picture.svg,ready,before+after,own lazy ready1");
    await style(tab, "#root", "color", "rgb(10, 20, 30)");
    project.write("style.css", "#root { color: rgb(30, 20, 10) }\n");
    await style(tab, "#root", "color", "rgb(30, 20, 10)");
    assert.ok(await isSamePage(tab));
    project.write("main.js", `${clear}const a = await Promise.resolve("again");\n${say("a")}
import.meta.hot.accept();
`);
    await text(tab, "again");
    await tab.evaluate(() => (globalThis.isSamePage = true));
    project.write("main.js", `${clear}const a = await "swapped";\n${say("a")}
import.meta.hot.accept((made) => { ${say('" and " + made.name')} });
export const name = await "named";
`);
    await text(tab, "swapped");
    project.write("main.js", `${clear}export const name = "sync";\n${say("name")}`);
    await text(tab, "sync and sync");
    assert.ok(await isSamePage(tab));
  }),
  test("code that throws is replaced by code that does not", {
    "index.html": page("/main.js"),
    "main.js": 'import "./box.js";\n',
    "box.js": `import { word } from "./word.js";
import.meta.hot.accept();
${clear}${say("word")}`,
    "word.js": 'export const word = "good";\nthrow new Error("at first");\n',
  }, async ({ project, tab, said }) => {
    for (let i = 0; i < 200 && !said.length; i++) await sleep(20);
    assert.match(said.join("\n"), /at first/u);
    project.write("word.js", 'export const word = "mended";\n');
    await text(tab, "mended");
    await tab.evaluate(() => (globalThis.isSamePage = true));
    project.write("word.js", 'export const word = "bad";\nthrow new Error("at last");\n');
    for (let i = 0; i < 200 && !/at last/u.test(said.join()); i++) await sleep(20);
    project.write("word.js", 'export const word = "mended again";\n');
    await text(tab, "mended again");
    assert.ok(await isSamePage(tab));
  }),
  test("a module that waits for ever is replaced by one that does not", {
    "index.html": page("/main.js"),
    "main.js": `import.meta.hot.accept();\n${say('"begun"')}await new Promise(() => {});\n`,
  }, async ({ project, tab }) => {
    await text(tab, "begun");
    project.write("main.js", `await 1;\n${clear}${say('"done"')}`);
    await text(tab, "done");
    assert.ok(await isSamePage(tab));
  }),
  test("an error at run time tells its place in the source", {
    "index.html": page("/main.js"),
    "main.js": 'import { fail } from "./fail.js";\n\nfail("now");\n',
    "fail.js": "// A comment.\n\nexport function fail(why) {\n  throw new Error(why);\n}\n",
  }, async ({ project, tab, said }) => {
    for (let i = 0; i < 200 && !said.length; i++) await sleep(20);
    const [, line, column] = /main\.js:(\d+):(\d+)/u.exec(said.join("\n"));
    // Not from within the page: its scripts can't say what these headers say.
    const headers = { "sec-fetch-dest": "script", "sec-fetch-mode": "cors" };
    const get = (path) => tab.request.get(project.url + path, { headers });
    const program = await (await get("/main.js")).text();
    const [, map] = /sourceMappingURL=(.*)/u.exec(program);
    const trace = new TraceMap(await (await get(map)).json());
    const place = originalPositionFor(trace, { line: Number(line), column: Number(column) - 1 });
    assert.equal(place.source, "/fail.js");
    assert.equal(place.line, 4);
  }),
  test("a place of an error is opened in the editor", {
    "index.html": page("/main.js"),
    "main.js": "const a = ;\n",
  }, async ({ project, tab }) => {
    await overlay(tab);
    await tab.evaluate(() =>
      document.querySelector("cbundle-overlay").shadowRoot.querySelector("button.place").click());
    const opened = join(folder, "opened.txt");
    for (let i = 0; i < 300 && !fs.existsSync(opened); i++) await sleep(20);
    await sleep(100);
    assert.equal(fs.readFileSync(opened, "utf8"), `-g\n${project.root}/main.js:1:11\n`);
  }, [`--open-editor=${editor()}`]),
  test("a system that watches few folders", {
    "index.html": page("/main.js"),
    "main.js": `import { one } from "./one/a.js";
import { two } from "./two/a.js";
${say("one + two")}`,
    "one/a.js": 'export const one = "1";\n',
    "two/a.js": 'export const two = "2";\n',
  }, async ({ project, tab }) => {
    const limit = 'echo 1 > /proc/sys/user/max_inotify_watches && exec "$@"';
    project.runs = ["unshare", "--user", "--map-root-user", "sh", "-c", limit, "sh", cbundle];
    if (spawnSync(project.runs[0], [...project.runs.slice(1, -1), "true"]).status !== 0) return;
    const { port } = project;
    await project.stop();
    await project.serve(`--port=${port}`, "--strict-port");
    await tab.goto(`${project.url}/`);
    await text(tab, "12");
    await project.server.find(/The system watches no more folders[^\n]* within a second/);
    project.write("two/a.js", 'export const two = "changed";\n');
    await text(tab, "1changed");
  }),
  test("pages come back after a restart", {
    "index.html": page("/main.js"),
    "main.js": `${say('"first run"')}`,
  }, async ({ project, tab }) => {
    await text(tab, "first run");
    await tab.evaluate(() => (globalThis.isSamePage = true));
    const { port } = project;
    await project.stop();
    project.write("main.js", `${say('"second run"')}`);
    await sleep(500);
    await project.serve(`--port=${port}`, "--strict-port");
    await text(tab, "second run");
    assert.ok(!(await isSamePage(tab)));
    project.write("main.js", `${say('"third run"')}`);
    await text(tab, "third run");
  }),
];

function startWorker(path, then = say("data")) {
  return `{
  const worker = new Worker(new URL("${path}", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => { ${then} };
}
`;
}

function picky(version) {
  return `import.meta.hot.accept((made) => {
  if (made.version > 1) import.meta.hot.invalidate("no");
});
export const version = ${version};
`;
}

function boxText(word) {
  return `const data = import.meta.hot.data;
const count = data.count ?? 0;
${say(`"${word} " + count + ";"`)}
export const word = "${word}";
import.meta.hot.dispose((next) => {
  next.count = count + 1;
  ${say(`"disposed ${word};"`)}
});
import.meta.hot.accept((made) => {
  ${say('"accepted " + made.word + ";"')}
});
`;
}

// A program called as an editor is, that writes down what it was called with.
function editor() {
  const place = join(folder, "code");
  fs.writeFileSync(place, `#!/bin/sh\nprintf '%s\\n' "$@" > "${join(folder, "opened.txt")}"\n`);
  fs.chmodSync(place, 0o755);
  return place;
}

if (browser) {
  await runTests([...reactTests, ...hotTests], words);
  await browser.close();
  if (!flags.shots) fs.rmSync(folder, { recursive: true });
} else {
  console.log(`${flags.chromium} is not there: nothing was tested`);
}
