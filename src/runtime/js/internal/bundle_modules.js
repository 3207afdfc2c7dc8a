// What the bundle calls in the place of helpers of its own: so `require` finds the CommonJS modules that are in it, and
// each is there once, whoever asks; and import finds the namespaces of ES modules.
"use strict";
const { context } = require("internal/ticks");
const natives = require.natives;

const startFolder = require("process").cwd();
const modules = new Map(); // path, as the bundle has it → the function that runs the module

/** How module objects are made and kept, by their absolute paths: user_modules.js says it. */
const keeper = { make: undefined, cache: undefined };

/** Runs the CommonJS module that is the only one of `bodies` when it is first asked for, or when somebody has taken it
 *  from the cache; one that throws runs again the next time. */
function commonJS(bodies) {
  let path, filename;
  const run = () => {
    filename ??= path[0] === "/" ? path : require("path").resolve(startFolder, path);
    const cached = keeper.cache[filename];
    if (cached !== undefined) return cached.exports;
    const module = keeper.make(filename);
    try {
      bodies[path].call(module.exports, module.exports, module);
    } catch (error) {
      delete keeper.cache[filename];
      throw error;
    }
    module.loaded = true;
    return module.exports;
  };
  for (path in bodies) modules.set(path, run);
  return run;
}

/** The function that runs the module of a file; undefined where the bundle has none. */
function moduleAt(path) {
  return modules.get(require("path").relative(startFolder, path));
}

const exportsOf = new WeakMap(), namespaceOf = new WeakMap();

/** Gives `to` what `from` has, as getters, but for what it has itself. */
function passOn(from, to) {
  for (const name of Object.getOwnPropertyNames(from)) {
    if (Object.prototype.hasOwnProperty.call(to, name)) continue;
    const { enumerable } = Object.getOwnPropertyDescriptor(from, name);
    Object.defineProperty(to, name, { get: () => from[name], enumerable });
  }
}

/** What require() of an ES module returns. */
function toCommonJS(namespace) {
  if ("module.exports" in namespace) return namespace["module.exports"];
  let exports = exportsOf.get(namespace);
  if (exports !== undefined) return exports;
  exports = Object.defineProperty({}, "__esModule", { value: true });
  passOn(namespace, exports);
  exportsOf.set(namespace, exports);
  namespaceOf.set(exports, namespace);
  return exports;
}

const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";

/** The namespace of what require() gave; `isNodeMode`: `default` is all of it, whatever it was compiled from. */
function toESM(exports, isNodeMode) {
  if (!isObject(exports)) return { __proto__: null, default: exports };
  const own = namespaceOf.get(exports);
  if (own !== undefined) return own;
  const proto = Object.getPrototypeOf(exports);
  const namespace = Object.create(proto !== null && "then" in proto ? null : proto); // it is no promise
  if (isNodeMode || !exports.__esModule) {
    Object.defineProperty(namespace, "default", { value: exports, enumerable: true });
  }
  passOn(exports, namespace);
  return namespace;
}

/** A file as the function that `require` calls, and whether that gives a promise. */
function readModule(path) {
  const read = natives.readFile(path);
  if (typeof read === "string") throw new SyntaxError(read.trim());
  const [text, givesPromise] = read;
  return { body: natives.evaluate(text, path), givesPromise };
}

/** What `await` waits for: while a storage is in use, a promise, which the stores follow. */
const kept = (value) => context.current === undefined ? value : require("internal/promise_context").promiseOf(value);

/** What stands for import.meta.resolve: a function for each module, by its path as the bundler writes it. */
const resolvers = {
  get: (target, name) => require("internal/meta_resolve").resolverAt(Buffer.from(name.slice(1), "hex").toString()),
};

const host = { commonJS, toESM, toCommonJS, kept, get places() { return new Proxy({}, resolvers); } };

module.exports = { moduleAt, readModule, namespaceOf, keeper, host };
