// Shape: prints what a module's exports look like from outside, as one line of JSON.
// Runs in a child process of its own, once on Node's module and once on its bundle:
//   node shape.mjs FILE cjs [NAMES]    the value that require(FILE) gives
//   node shape.mjs FILE esm [NAMES]    the namespace that FILE exports under the name __namespace
// NAMES (comma-separated) says that the root is a namespace, of which only those names count.
// Gives: { shape: { path: description, … } in breadth-first order,
//          names: the names in the root, if it is a namespace,
//          star: esm only, the names that FILE exports by itself }.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import { describeGraph, pick, portableNames } from "./describe.mjs";

// Some packages make promises in getters; nobody awaits them here.
process.on("unhandledRejection", () => {});

const [file, format, names] = process.argv.slice(2);
const result = await (format === "cjs" ? requireShape : importShape)(file, names?.split(","));
process.stdout.write(`\n${JSON.stringify(result)}`, () => process.exit(0));

// require() of an ES module: Node gives the namespace object itself, bundlers an object that says
// __esModule. What people use are the exports, so there the root is compared name by name.
function requireShape(file, given) {
  const value = createRequire(import.meta.url)(file);
  const names = given ?? (types.isModuleNamespaceObject(value) ? portableNames(value) : undefined);
  return { names, shape: describeGraph(names ? pick(value, names) : value) };
}

async function importShape(file, given) {
  const { __namespace, ...star } = await import(pathToFileURL(file));
  const names = given ?? portableNames(__namespace);
  return { names, star: portableNames(star), shape: describeGraph(pick(__namespace, names)) };
}
