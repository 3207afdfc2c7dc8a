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

const MAX_DEPTH = 6;
const MAX_VALUES = 40000;

// Own properties of functions that a bundler may change without changing what users can do:
// names are made unique in a shared scope, and "arguments" and "caller" tell sloppy mode only.
// "length" is in the description.
const UNSTABLE = new Set(["name", "length", "arguments", "caller"]);

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

// Node adds these two to namespaces, by its version: the first to those of CommonJS modules, the
// second to what require() of an ES module gives.
function portableNames(namespace) {
  const added = ["module.exports", "__esModule"];
  return Object.keys(namespace)
    .filter((name) => !added.includes(name))
    .sort();
}

function pick(namespace, names) {
  return Object.fromEntries(names.map((name) => [name, namespace[name]]));
}

// Breadth first with sorted names, so that the path under which a value is first met depends on
// the graph alone, and "the same value as at that path" can be compared between two processes.
function describeGraph(root) {
  const shape = {};
  const firstPath = new Map();
  const queue = [{ path: "exports", value: root, depth: 0 }];
  for (let i = 0; i < queue.length && i < MAX_VALUES; i++) {
    const { path, value, depth } = queue[i];
    if (!isObject(value)) {
      shape[path] = value === null ? "null" : typeof value;
    } else if (firstPath.has(value)) {
      shape[path] = `same as ${firstPath.get(value)}`;
    } else {
      firstPath.set(value, path);
      shape[path] = describeObject(value);
      if (depth < MAX_DEPTH) queue.push(...properties(path, value, depth + 1));
    }
  }
  return shape;
}

function isObject(value) {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function describeObject(value) {
  if (typeof value !== "function") return Array.isArray(value) ? "array" : "object";
  const text = Function.prototype.toString.call(value);
  const kind = /^class\b/.test(text) ? "class" : Object.prototype.toString.call(value).slice(8, -1);
  return `${kind.toLowerCase()}(${value.length})`;
}

function properties(path, value, depth) {
  return Reflect.ownKeys(value)
    .filter((key) => !isUnstable(value, key))
    .map((key) => ({ path: `${path}${keyText(key)}`, value: read(value, key), depth }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

// A namespace within the exports may be a plain object in a bundle, without Symbol.toStringTag.
function isUnstable(value, key) {
  if (typeof value === "function") return UNSTABLE.has(key);
  return key === Symbol.toStringTag && value[key] === "Module";
}

function keyText(key) {
  return typeof key === "symbol" ? `[${String(key)}]` : `.${key}`;
}

// Getters on prototypes may want an instance: that they throw is part of the shape.
function read(value, key) {
  try {
    return value[key];
  } catch {
    return "a getter that throws";
  }
}
