// What values look like from outside: names, types and arities, as flat objects that can be
// compared between two processes.

const MAX_DEPTH = 6;
const MAX_VALUES = 40000;

// Own properties of functions that a bundler may change without changing what users can do:
// names are made unique in a shared scope, and "arguments" and "caller" tell sloppy mode only.
// "length" is in the description.
const UNSTABLE = new Set(["name", "length", "arguments", "caller"]);

// Node adds these two to namespaces, by its version: the first to those of CommonJS modules, the
// second to what require() of an ES module gives.
export function portableNames(namespace) {
  const added = ["module.exports", "__esModule"];
  return Object.keys(namespace)
    .filter((name) => !added.includes(name))
    .sort();
}

export function pick(namespace, names) {
  return Object.fromEntries(names.map((name) => [name, namespace[name]]));
}

// Breadth first with sorted names, so that the path under which a value is first met depends on
// the graph alone, and "the same value as at that path" can be compared between two processes.
export function describeGraph(root) {
  const shape = {};
  const firstPath = new Map();
  const queue = [{ path: "exports", value: root, depth: 0 }];
  for (let i = 0; i < queue.length && i < MAX_VALUES; i++) {
    const { path, value, depth } = queue[i];
    if (!isObject(value)) {
      shape[path] = describe(value);
    } else if (firstPath.has(value)) {
      shape[path] = `same as ${firstPath.get(value)}`;
    } else {
      firstPath.set(value, path);
      shape[path] = describe(value);
      if (depth < MAX_DEPTH) queue.push(...properties(path, value, depth + 1));
    }
  }
  return shape;
}

// What a value is, what is in it, and what is in that; whether some of it is the same is not told.
export function describeMembers(root) {
  const shape = { exports: describe(root) };
  const members = isObject(root) ? properties("exports", root) : [];
  const open = members.filter(({ value }) => isObject(value));
  const inside = open.flatMap(({ path, value }) => properties(path, value));
  for (const { path, value } of [...members, ...inside]) shape[path] = describe(value);
  return shape;
}

function isObject(value) {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function describe(value) {
  if (!isObject(value)) return value === null ? "null" : typeof value;
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
