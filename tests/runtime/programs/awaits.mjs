// Top-level await, in the script and in what it imports, beside CommonJS modules that are sloppy.
import { readFile } from "node:fs/promises";
import { first } from "./parts/awaiting.mjs";
import { isSloppy, later } from "./parts/sloppy.cjs";

process.on("beforeExit", (code) => console.log("beforeExit", code));
process.on("exit", (code) => console.log("exit", code));

console.log("begins", first, isSloppy(), await later(5));
const text = await readFile(new URL(import.meta.url), "utf8");
console.log(text.startsWith("// Top-level await"));
for await (const one of [Promise.resolve(1), 2]) console.log(one);
const { default: path } = await import("node:path");
console.log(path.basename("/a/b"), typeof this, (function () { return this; })());
const loaded = await import("./parts/awaiting.mjs");
console.log(loaded.first, Object.keys(loaded));
export const last = await Promise.resolve("the end");
console.log(last);
