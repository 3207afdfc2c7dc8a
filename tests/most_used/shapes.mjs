// Shapes: loads files one after the other, and prints a line of JSON for each: { title, shape },
// or { title, problem } where it can't be loaded.
//
//   node shapes.mjs LIST     LIST is JSON: [[title, format, file]…]
//
// A file of the format cjs exports a package by module.exports, one of esm as __namespace. Packages
// see each other's changes of globals: both sides load the same ones in the same order.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import { describeMembers, pick, portableNames } from "../shapes/describe.mjs";

const require = createRequire(import.meta.url);
const write = process.stdout.write.bind(process.stdout);
const exit = process.exit.bind(process);

// Some packages make promises in getters; nobody awaits them here.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});

for (const [title, format, file] of JSON.parse(process.argv[2])) {
  let result;
  try {
    const value = format === "cjs" ? require(file) : await namespaceOf(file);
    const isNamespace = types.isModuleNamespaceObject(value);
    const root = isNamespace ? pick(value, portableNames(value)) : value;
    result = { shape: describeMembers(root) };
  } catch (error) {
    result = { problem: String(error?.message ?? error).split("\n")[0].slice(0, 200) };
  }
  write(`\n${JSON.stringify({ title, ...result })}\n`);
}
write("", () => exit(0));

async function namespaceOf(file) {
  const { __namespace } = await import(pathToFileURL(file));
  return __namespace;
}
