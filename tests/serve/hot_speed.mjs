// Measures how long it takes from a saved file to the accept callback in a browser.
//
//   node tests/serve/hot_speed.mjs [--cbundle=PATH] [--modules=10000] [--edits=30]
//
// Both clocks are this machine's. Figures only mean something of a release build.
import * as fs from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { cbundlePath, makeFolder } from "../programs.mjs";
import { Program, sleep } from "./raw.mjs";

const { values: flags } = parseArgs({
  options: {
    cbundle: { type: "string" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
    modules: { type: "string", default: "10000" },
    edits: { type: "string", default: "30" },
  },
});
const FOLDERS = 100;
const folder = makeFolder("serve-speed");
const count = Number(flags.modules);
const place = (i) => `d${i % FOLDERS}/m${i}.js`;
const write = (path, text) => fs.writeFileSync(join(folder, path), text);

function moduleText(i) {
  const parts = [2 * i + 1, 2 * i + 2].filter((each) => each < count);
  const imports = parts.map((each) => `import { f${each} } from "../${place(each)}";\n`);
  const sum = parts.map((each) => `f${each}(x + 1)`).join(" + ") || "0";
  return `${imports.join("")}export const value${i} = ${i};
export function f${i}(x) {
  if (x > 3) return [1, 2, 3].map((each) => each * x).length;
  return ${sum};
}
`;
}
const accepting = (i) => `export const number = ${i};
import.meta.hot.accept(({ number: made }) => {
  globalThis.accepted = [made, performance.timeOrigin + performance.now()];
});
`;

for (let i = 0; i < FOLDERS; i++) fs.mkdirSync(join(folder, `d${i}`));
for (let i = 0; i < count; i++) write(place(i), moduleText(i));
write("main.js", `import { f0 } from "./d0/m0.js";
import "./box.js";
f0(1);
globalThis.isThere = true;
`);
write("box.js", accepting(0));
write("index.html", '<!doctype html><script type="module" src="/main.js"></script>');

const server = new Program(cbundlePath(flags.cbundle), ["serve", folder, "--port=0"]);
const [, port] = await server.find(/http:\/\/[^/]*:(\d+)/u);
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: flags.chromium, args });
const page = await browser.newPage();
const start = Date.now();
await page.goto(`http://localhost:${port}/`);
await page.waitForFunction(() => globalThis.isThere, null, { timeout: 120_000 });
console.log(`${count} modules, page there after ${Date.now() - start} ms`);

const times = [];
for (let i = 1; i <= Number(flags.edits); i++) {
  await sleep(150);
  const saved = performance.timeOrigin + performance.now();
  write("box.js", accepting(i));
  await page.waitForFunction((number) => globalThis.accepted?.[0] === number, i);
  times.push((await page.evaluate(() => globalThis.accepted[1])) - saved);
}
times.sort((a, b) => a - b);
const at = (share) => times[Math.floor((times.length - 1) * share)].toFixed(1);
console.log(`save to accept: median ${at(0.5)} ms, least ${at(0)}, p90 ${at(0.9)}, most ${at(1)}`);
const [, built] = /built \/main\.js in ([\d.]+) ms\s*$/u.exec(server.output) ?? [];
console.log(`of which the build: ${built} ms`);
await browser.close();
await server.stop("SIGTERM");
fs.rmSync(folder, { recursive: true });
