// Tests what the dev server says to pages, over raw sockets: programs, updates, events, and who is
// refused.
//
//   node tests/serve/hot.mjs [--cbundle=PATH] [--https] [WORDS…]
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cbundlePath, makeFolder } from "../programs.mjs";
import { Program, Raw, ask, encrypt, runTests, sleep } from "./raw.mjs";

const { values: flags, positionals: words } = parseArgs({
  options: { cbundle: { type: "string" }, https: { type: "boolean" } },
  allowPositionals: true,
});
const cbundle = cbundlePath(flags.cbundle);
const mode = flags.https ? ["--https"] : [];
if (flags.https) encrypt();
const folder = makeFolder("serve-hot");
const root = join(folder, "www");
const write = (path, text) => {
  fs.mkdirSync(join(folder, path, ".."), { recursive: true });
  fs.writeFileSync(join(folder, path), text);
};
write("outside.js", "export const secret = 1;\n");
write("www/index.html", `<!DOCTYPE html>
<HTML lang="en">
<!-- <head> -->
<HEAD data-a>
</HEAD>
<script type=module src=/main.js></script>`);
write("www/bare.html", "<p>bare</p>");
write("www/main.js", 'import { a } from "./a.js";\nimport "./s.css";\nconsole.log(a);\n');
write("www/a.js", "export const a = 1;\n");
write("www/s.css", `@import "./t.css";
a { background: url(x.png) } /* url(y.png) */ b { content: "url(z)" }
`);
write("www/worker.js", 'import { a } from "./a.js";\npostMessage(a);\n');
write("www/classic.js", "var a = 010;\n");
write("www/bad.js", 'import "./no-such.js";\nconst text = "</script>";\n');
write("www/broken.js", "let = <b>;\n");
write("www/data.json", '{ "a": 1 }\n');
write("www/.secret.js", "export default 1;\n");
write("www/edited.js", "export const a = 0;\n");
write("www/twice.js", `import { a } from "./edited.js";
import.meta.hot.accept("./edited.js", () => {});
console.log(a);
`);
fs.symlinkSync(join(folder, "outside.js"), join(root, "link.js"));

const program = new Program(cbundle, ["serve", root, "--port=0", ...mode]);
const port = await program.port();

const HOST = `localhost:${port}`;
function request(path, lines = {}, method = "GET", body = "") {
  const headers = { Host: HOST, ...lines };
  if (method === "POST") headers["Content-Length"] = body.length;
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${head.join("")}\r\n${body}`;
}
const get = (path, lines) => ask(port, request(path, lines));
const post = (path, lines, body) => ask(port, request(path, lines, "POST", body));
const AS_MODULE = {
  "Sec-Fetch-Dest": "script",
  "Sec-Fetch-Mode": "cors",
  "Sec-Fetch-Site": "same-origin",
};
const AS_SCRIPT = { ...AS_MODULE, "Sec-Fetch-Mode": "no-cors" };
const getModule = (path, lines) => get(path, { ...AS_MODULE, ...lines });

const config = (await get("/@cbundle/config.js")).body;
const token = /token: "(\w+)"/u.exec(config)[1];
const WITH_TOKEN = { "X-CBundle-Token": token, "Content-Type": "application/json" };

// A page that listens: what it was told so far.
class Listener {
  constructor(since = 0) {
    this.raw = new Raw(port);
    this.raw.write(request(`/@cbundle/live?token=${token}&n=${since}`));
  }

  events() {
    const lines = this.raw.data.match(/^data: .*$/gmu) ?? [];
    return lines.map((line) => JSON.parse(line.slice(6)));
  }

  async find(isWanted) {
    for (let i = 0; i < 2000; i++, await sleep(5)) {
      const found = this.events().find(isWanted);
      if (found) return found;
    }
    throw new Error(`it was told: ${JSON.stringify(this.events())}`);
  }

  close() {
    this.raw.close();
  }
}

async function sequenceNow() {
  return Number(/sequence: (\d+)/u.exec((await get("/@cbundle/config.js")).body)[1]);
}

const tests = [
  ["a script by itself gets a page, also for a router", async () => {
    write("alone/src/app.js", 'import "../lib/part.js";\n');
    write("alone/lib/part.js", "console.log(1);\n");
    const args = ["serve", "src/app.js", "--port=0", "--spa", ...mode];
    const own = new Program(cbundle, args, { cwd: join(folder, "alone") });
    const at = await own.port();
    const from = (path, lines) =>
      ask(at, request(path, { Host: `localhost:${at}`, ...lines }));
    for (const path of ["/", "/some/route"]) {
      const page = await from(path, { Accept: "text/html" });
      assert.equal(page.status, 200);
      assert.match(page.body, /<script type="module" src="\/src\/app\.js"><\/script>/u);
    }
    const built = await from("/src/app.js", AS_MODULE);
    assert.match(built.body, /define\("\/lib\/part\.js"/u);
    assert.equal((await from("/nope.js", AS_MODULE)).status, 404);
    assert.equal(await own.stop("SIGTERM"), 0);
  }],
  ["an import that begins with a slash is seen from the site", async () => {
    write("site/main.js", 'import "/lib/a.js";\nimport "/app/lib/b.js";\nimport "/none.js";\n');
    write("site/lib/a.js", 'import picture from "/art/c.svg";\nconsole.log(picture);\n');
    write("site/lib/b.js", "console.log(2);\n");
    write("site/art/c.svg", "<svg/>\n");
    const args = ["serve", "site", "--port=0", "--base=/app/", ...mode];
    const own = new Program(cbundle, args, { cwd: folder });
    const at = await own.port();
    const ours = { Host: `localhost:${at}`, ...AS_MODULE };
    const { body } = await ask(at, request("/app/main.js", ours));
    assert.match(body, /Could not resolve \\"\/none\.js\\"/u);
    assert.doesNotMatch(body, /resolve \\"\/(lib|app|art)/u);
    write("site/main.js", 'import "/lib/a.js";\nimport "/app/lib/b.js";\n');
    let built;
    do built = (await ask(at, request("/app/main.js", ours))).body;
    while (built.includes("__cbundle.fail("));
    for (const part of ["/lib/a.js", "/lib/b.js"]) assert.ok(built.includes(`define("${part}"`));
    assert.match(built, /\/app\/art\/c\.svg/u);
    await own.stop("SIGTERM");
  }],
  ["cbundle.json says how to serve, and flags win", async () => {
    write("said/cbundle.json", JSON.stringify({
      build: { define: { SAID: '"by build"' } },
      serve: { base: "/said/", strictPort: true, port: 0, header: ["X-Said: yes"], spa: true },
    }));
    write("said/index.html", "<p>index</p>\n");
    write("said/main.js", "console.log(SAID);\n");
    for (const [flags, base, given] of [[[], "/said/", "yes"], [["--base=/flag"], "/flag/", "yes"],
      [["--no-config", "--port=0"], "/", undefined]]) {
      const own = new Program(cbundle, ["serve", ...flags, ...mode], { cwd: join(folder, "said") });
      const [, at, path] = await own.find(/https?:\/\/[^/]*:(\d+)(\S*)/u);
      assert.equal(path || "/", base);
      const Host = `localhost:${at}`;
      const page = await ask(at, request(`${base}some/route`, { Host, Accept: "text/html" }));
      assert.equal(page.status, given ? 200 : 404);
      assert.equal(page.headers["x-said"], given);
      const built = (await ask(at, request(`${base}main.js`, { Host, ...AS_MODULE }))).body;
      assert.equal(built.includes('console.log("by build")'), Boolean(given), built);
      assert.equal(await own.stop("SIGTERM"), 0);
    }
  }],
  ["a page gets a script, at the beginning of its head", async () => {
    const page = await get("/");
    const tag = '<script type="module" src="/@cbundle/client.js"></script>';
    assert.ok(page.body.includes(`<HEAD data-a>${tag}\n`), page.body);
    assert.equal(page.headers["content-type"], "text/html; charset=utf-8");
    assert.equal((await get("/bare")).body, `${tag}<p>bare</p>`);
    const again = await get("/", { "If-None-Match": page.headers.etag });
    assert.equal(again.status, 304);
    assert.equal(again.body, "");
    const raw = new Raw(port);
    raw.write(request("/", {}, "HEAD"));
    const head = await raw.answer(true);
    raw.close();
    assert.equal(head.headers["content-length"], String(page.body.length));
  }],
  ["a module is answered with its program", async () => {
    const main = await getModule("/main.js");
    assert.equal(main.status, 200);
    assert.equal(main.headers["content-type"], "text/javascript; charset=utf-8");
    assert.equal(main.headers["cache-control"], "no-cache");
    assert.match(main.headers["server-timing"], /^build;dur=[\d.]+$/u);
    assert.match(main.body, /__cbundle\.define\("\/main\.js", function \(require/u);
    assert.match(main.body, /__cbundle\.define\("\/a\.js"/u);
    assert.match(main.body, /__cbundle\.run\("\/main\.js"\);/u);
    const again = await getModule("/main.js", { "If-None-Match": main.headers.etag });
    assert.equal(again.status, 304);
    const [, url] = /sourceMappingURL=(.*)/u.exec(main.body);
    const map = JSON.parse((await get(url)).body);
    assert.deepEqual(map.sources, ["/main.js", "/a.js"]);
    assert.equal(map.sourcesContent[1], "export const a = 1;\n");
  }],
  ["URLs of an imported stylesheet are seen from its place", async () => {
    const main = await getModule("/main.js");
    const [, css] = /__cbundle\.style\("\/s\.css", (.*)\);/u.exec(main.body);
    const lines = Function(`return ${css}`)().split("\n");
    assert.equal(lines[0], '@import "/t.css";');
    assert.match(lines[1], /^a \{ background: url\(\/x\.png\) \} \/\* url\(y\.png\) \*\/ b/u);
    assert.match(lines[1], /\{ content: "url\(z\)" \}$/u);
  }],
  ["files stay files for who doesn't load them as modules", async () => {
    const main = fs.readFileSync(join(root, "main.js"), "utf8");
    assert.equal((await get("/main.js", AS_SCRIPT)).body, main);
    assert.equal((await get("/classic.js", AS_SCRIPT)).body, "var a = 010;\n");
    assert.equal((await get("/classic.js")).body, "var a = 010;\n");
    const fetched = await get("/data.json", { ...AS_MODULE, "Sec-Fetch-Dest": "empty" });
    assert.equal(fetched.body, '{ "a": 1 }\n');
    assert.match((await getModule("/data.json")).body, /module\.exports = \{ "a": 1 \};/u);
  }],
  ["a worker's script is a plain bundle", async () => {
    const worker = await get("/worker.js?worker", { ...AS_MODULE, "Sec-Fetch-Dest": "worker" });
    assert.match(worker.body, /^"use strict";\n\(\(\) => \{/u);
    assert.match(worker.body, /postMessage\(1\)|postMessage\(a\)/u);
    assert.doesNotMatch(worker.body, /__cbundle/u);
  }],
  ["a build that fails answers with what shows it", async () => {
    const bad = await getModule("/bad.js");
    assert.equal(bad.status, 200);
    const [, list] = /fail\("\/bad\.js", \d+, (\[.*\])\);/u.exec(bad.body);
    const [error] = JSON.parse(list);
    assert.equal(error.file, "bad.js");
    assert.equal(error.line, 1);
    assert.match(error.text, /no-such/u);
    assert.match(error.frame, /^ +1 .* import "\.\/no-such\.js";\n/u);
    assert.match((await getModule("/broken.js")).body, /fail\("\/broken\.js"/u);
    await program.find(/\[ERROR\][^]*bad\.js:1:7/u);
  }],
  ["what the gate refuses is not built", async () => {
    const paths = ["/link.js", "/.secret.js", "/node_modules/x.js", "/../outside.js"];
    for (const path of [...paths, "/@fs/etc/passwd"]) {
      const { status, body } = await getModule(path);
      assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
      assert.doesNotMatch(body, /secret = 1|define/u);
    }
    const foreign = { ...AS_MODULE, "Sec-Fetch-Site": "cross-site", Origin: "http://evil.test" };
    assert.equal((await getModule("/main.js", foreign)).status, 403);
    assert.equal((await get("/@cbundle/config.js", foreign)).status, 403);
    assert.equal((await get("/main.js", { ...AS_MODULE, Host: "evil.test" })).status, 403);
    assert.equal((await get("/@cbundle/config.js", { Host: "evil.test" })).status, 403);
  }],
  ["only pages of ours may listen", async () => {
    assert.equal((await get("/@cbundle/live")).status, 403);
    assert.equal((await get("/@cbundle/live?token=abc")).status, 403);
    const origin = { Origin: "http://evil.test" };
    assert.equal((await get(`/@cbundle/live?token=${token}`, origin)).status, 403);
  }],
  ["only pages of ours may say something", async () => {
    const place = JSON.stringify({ file: "main.js", line: 1, column: 1 });
    const open = (lines, body) => post("/@cbundle/open", lines, body);
    assert.equal((await open({}, place)).status, 403);
    assert.equal((await open({ "X-CBundle-Token": `${token}0` }, place)).status, 403);
    assert.equal((await open({ ...WITH_TOKEN, Origin: "http://evil.test" }, place)).status, 403);
    const outside = join(folder, "outside.js");
    for (const file of ["../outside.js", "/etc/passwd", outside, "link.js", "", "no", "."])
      assert.equal((await open(WITH_TOKEN, JSON.stringify({ file }))).status, 404, file);
    assert.equal((await post("/@cbundle/send", WITH_TOKEN, "nonsense")).status, 400);
    assert.equal((await post("/main.js", WITH_TOKEN, "{}")).status, 405);
    assert.equal((await post("/@cbundle/else", WITH_TOKEN, "{}")).status, 405);
    assert.equal((await post("/main.js?/@cbundle/", WITH_TOKEN, "{}")).status, 405);
  }],
  ["pages are told of changes", async () => {
    await getModule("/main.js");
    const since = await sequenceNow();
    const page = new Listener(since);
    await page.find(({ kind }) => kind === "hello");
    write("www/a.js", "export const a = 2;\n");
    const update = await page.find(({ kind, entry }) => kind === "update" && entry === "/main.js");
    assert.deepEqual(update.changed, ["/a.js"]);
    const made = await get(`/@cbundle/update.js?entry=%2Fmain.js&n=${update.sequence}`);
    assert.match(made.body, /define\("\/a\.js"[^]*const a = 2;/u);
    assert.doesNotMatch(made.body, /define\("\/main\.js"|\.run\(/u);
    const [, url] = /sourceMappingURL=(.*)/u.exec(made.body);
    assert.deepEqual(JSON.parse((await get(url)).body).sources, ["/a.js"]);
    const late = new Listener(since); // who was away is told what it missed
    await late.find(({ sequence }) => sequence === update.sequence);
    assert.match((await getModule("/main.js")).body, /const a = 2;/u);
    page.close();
    late.close();
  }],
  ["a file that is empty for a moment is not taken up", async () => {
    await getModule("/main.js");
    const isWhole = async (i) => { // unless this machine is so busy that the moment is a long one
      const page = new Listener(await sequenceNow());
      await page.find(({ kind }) => kind === "hello");
      write("www/a.js", "");
      await sleep(20);
      write("www/a.js", `export const a = "whole ${i}";\n`);
      const { sequence } = await page.find(({ kind, entry, changed }) =>
        kind === "error" || (kind === "update" && entry === "/main.js" && changed[0] === "/a.js"));
      page.close();
      const { body } = await get(`/@cbundle/update.js?entry=%2Fmain.js&n=${sequence}`);
      return body.includes(`"whole ${i}"`);
    };
    let wasWhole = false;
    for (let i = 0; i < 5 && !wasWhole; i++) wasWhole = await isWhole(i);
    assert.ok(wasWhole);
  }],
  ["errors come and go", async () => {
    await getModule("/twice.js");
    const page = new Listener(await sequenceNow());
    write("www/edited.js", "export const a = (;\n");
    const error = await page.find(({ kind, entry }) => kind === "error" && entry === "/twice.js");
    assert.equal(error.errors[0].file, "edited.js");
    write("www/edited.js", "export const a = 0;\n");
    const fixed = await page.find(({ kind, entry }) => kind === "fixed" && entry === "/twice.js");
    assert.ok(fixed.sequence > error.sequence);
    write("www/edited.js", 'export { b as a } from "./not-there.js";\n');
    const isLate = ({ entry, sequence }) => entry === "/twice.js" && sequence > fixed.sequence;
    await page.find((event) => event.kind === "error" && isLate(event));
    write("www/not-there.js", "export const b = 1;\n");
    const update = await page.find((event) => event.kind === "update" && isLate(event));
    assert.deepEqual([...update.changed].sort(), ["/edited.js", "/not-there.js"]);
    write("www/edited.js", "export const a = 3;\n");
    const gone = await page.find(({ gone: list }) => list?.includes("/not-there.js"));
    assert.deepEqual(gone.changed, ["/edited.js"]);
    page.close();
  }],
  ["folders come and go, with what is in them", async () => {
    write("www/folders.js", 'import { a } from "./deep/down/a.js";\nconsole.log(a);\n');
    await getModule("/folders.js");
    const page = new Listener(await sequenceNow());
    let last = await sequenceNow();
    const becomes = async (...kinds) => {
      const { sequence } = await page.find((event) =>
        event.entry === "/folders.js" && event.sequence > last && kinds.includes(event.kind));
      last = sequence;
    };
    const [there, elsewhere] = ["deep", "elsewhere"].map((name) => join(root, name));
    for (let i = 0; i < 10; i++) {
      write("www/deep/down/a.js", `export const a = ${i};\n`);
      await becomes("update", "fixed");
      if (i % 2) {
        fs.rmSync(there, { recursive: true });
        await becomes("error");
        continue;
      }
      fs.renameSync(there, elsewhere);
      await becomes("error");
      fs.renameSync(elsewhere, there);
      await becomes("update", "fixed");
    }
    page.close();
  }],
  ["a name that is not exported is an error", async () => {
    write("www/names.js", 'import { one, two } from "./exporter.js";\nconsole.log(one, two);\n');
    write("www/exporter.js", "export const one = 1;\nexport const two = 2;\n");
    assert.match((await getModule("/names.js")).body, /run\("\/names\.js"\)/u);
    const page = new Listener(await sequenceNow());
    write("www/exporter.js", "export const one = 1;\nexport const tow = 2;\n");
    const error = await page.find(({ kind, entry }) => kind === "error" && entry === "/names.js");
    assert.equal(error.errors[0].text, 'No matching export in "exporter.js" for import "two"');
    assert.match((await getModule("/names.js")).body, /fail\("\/names\.js"/u);
    write("www/exporter.js", "export const one = 11;\nexport const two = 2;\n");
    const update = await page.find(({ kind, entry }) => kind === "update" && entry === "/names.js");
    assert.deepEqual(update.changed, ["/exporter.js"]);
    page.close();
  }],
  ["stylesheets and pages that were served are told of", async () => {
    await get("/s.css");
    await get("/bare.html");
    const page = new Listener(await sequenceNow());
    write("www/s.css", "b {}\n");
    await page.find(({ kind, path }) => kind === "style" && path === "/s.css");
    write("www/bare.html", "<p>other</p>");
    await page.find(({ kind, why }) => kind === "reload" && why === "/bare.html");
    page.close();
  }],
  ["events are passed on as they are", async () => {
    const page = new Listener(await sequenceNow());
    const sent = { event: "own", data: ['"\n', null, { a: "é" }] };
    const body = JSON.stringify(sent, null, 2).replace("é", "\\u00e9");
    assert.equal((await post("/@cbundle/send", WITH_TOKEN, body)).status, 204);
    assert.deepEqual((await page.find(({ kind }) => kind === "custom")).sent, sent);
    page.close();
  }],
  ["who asks for what is not there", async () => {
    const names = ["", "x", "update.js", "update.js?entry=/main.js&n=999", "refresh.js"];
    for (const name of [...names, "program.map?entry=/../a&n=1", "program.map?n=1"])
      assert.equal((await get(`/@cbundle/${name}`)).status, 404, name);
    assert.equal((await get("/@cbundle/ping")).body.length, 16);
  }],
  ["a stop says goodbye to who listens", async () => {
    const page = new Listener();
    await page.find(({ kind }) => kind === "hello");
    const start = Date.now();
    assert.equal(await program.stop("SIGTERM"), 0, program.said);
    assert.ok(Date.now() - start < 5000);
    assert.doesNotMatch(program.said, /Sanitizer|runtime error/u);
    page.close();
  }],
];

await runTests(tests, words);
fs.rmSync(folder, { recursive: true });
