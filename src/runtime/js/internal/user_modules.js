// `require` as the script has it: Node's modules by their names, and files that the bundle left out.
"use strict";
/** Modules that a script may ask for; the rest are our own. */
const publicNames = ["assert", "assert/strict", "async_hooks", "buffer", "child_process", "cluster", "console",
  "constants", "crypto", "dgram", "diagnostics_channel", "dns", "dns/promises", "domain", "events", "fs", "fs/promises",
  "http", "http2", "https", "inspector", "inspector/promises", "module", "net", "os", "path", "path/posix",
  "path/win32", "perf_hooks", "process", "punycode", "querystring", "readline", "readline/promises", "repl",
  "stream", "stream/consumers", "stream/promises", "stream/web", "string_decoder", "sys", "timers",
  "timers/promises", "tls", "trace_events", "tty", "url", "util", "util/types", "v8", "vm", "wasi",
  "worker_threads", "zlib"];
const { make } = require("internal/errors");
const bundle = require("internal/bundle_modules");
const modulePaths = require.later("internal/module_paths");
const { natives } = require;
const known = new Set(publicNames);
const cache = Object.create(null);

function requireBuiltin(name) {
  return require.has(name) ? require(name) : require("internal/unsupported").stub(name);
}

/** The name without "node:" if it is one of Node's modules, else undefined. */
function builtinName(id) {
  const name = id.startsWith("node:") ? id.slice(5) : id;
  return known.has(name) ? name : undefined;
}

// As path.dirname(), which most programs never ask for.
function folderOf(path) {
  const end = path.lastIndexOf("/");
  return end > 0 ? path.slice(0, end) : end === 0 ? "/" : ".";
}

function nodeModulePaths(from) {
  const paths = [];
  for (let at = from; ; at = at.slice(0, at.lastIndexOf("/"))) {
    if (!at.endsWith("/node_modules")) paths.push(`${at}/node_modules`);
    if (at === "") return paths;
  }
}

function Module(id = "", parent = undefined) {
  this.id = id;
  this.path = folderOf(id);
  this.exports = {};
  this.filename = id;
  this.loaded = false;
  this.children = [];
  if (parent !== undefined) {
    Object.defineProperty(this, "parent", { value: parent, writable: true, configurable: true });
  }
  if (parent) parent.children.push(this);
}

// Few ask where a module would look for packages.
Object.defineProperty(Module.prototype, "paths", {
  get() { return this.paths = nodeModulePaths(this.path); },
  set(value) {
    Object.defineProperty(this, "paths", { value, writable: true, configurable: true, enumerable: true });
  },
  configurable: true,
});
Module.prototype.parent = undefined;
Module.prototype.isPreloading = false;
Module.prototype.require = function (id) { return load(id, this); };
Module.prototype._compile = function (text, filename) {
  const body = natives.evaluate(Module.wrap(text), filename);
  return body.call(this.exports, this.exports, requireFor(this), this, filename, require("path").dirname(filename));
};
Module.prototype.load = function (filename) {
  this.filename = filename;
  this.path = require("path").dirname(filename);
  this.paths = nodeModulePaths(this.path);
  (Module._extensions[require("path").extname(filename)] || Module._extensions[".js"])(this, filename);
  this.loaded = true;
};
Module.builtinModules = publicNames;
Module._cache = cache;
const extensions = Module._extensions = {
  __proto__: null,
  ".js"(module, filename) { module.promise = run(module, filename); },
  ".json"(module, filename) { module.exports = JSON.parse(require("fs").readFileSync(filename, "utf8")); },
  ".node"(module, filename) { throw make("ERR_DLOPEN_FAILED", filename); },
};
Module.wrapper = ["(function (exports, require, module, __filename, __dirname) { ", "\n});"];
Module.wrap = (text) => Module.wrapper[0] + text + Module.wrapper[1];
Module.globalPaths = [];
Module.runMain = () => {};
Module.constants = { compileCacheStatus: { FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 } };
Module.register = () => {
  throw make("ERR_UNSUPPORTED_MODULE", "module.register", "the bundler finds and reads modules");
};
Module.isBuiltin = (id) => builtinName(String(id)) !== undefined;
Module.createRequire = (from) => {
  const url = require("url");
  const path = from instanceof URL || String(from).startsWith("file:") ? url.fileURLToPath(from) : String(from);
  return requireFor(new Module(path));
};
Module._nodeModulePaths = nodeModulePaths;
Module._resolveFilename = (id, parent) => resolveAny(id, parent);
Module._load = (id, parent) => load(id, parent);
Module.Module = Module;
Module.syncBuiltinESMExports = () => {};
Module.findSourceMap = () => undefined;
Module.enableCompileCache = () => ({ status: 3 });

/** Runs the code of a module: its function gets what MODULE_VALUES of modules.c names. */
function callBody(body, module, url) {
  return body.call(module.exports, module.exports, requireFor(module), module, module.filename, module.path, url,
    importFor(module), require("internal/error_stack").withStack, bundle.host);
}

/** Runs a module that is not in the bundle. A promise, where that is one of its end. */
function run(module, filename) {
  const { body, givesPromise } = bundle.readModule(filename);
  const given = callBody(body, module, require("url").pathToFileURL(module.filename).href);
  return givesPromise ? given : undefined;
}

/** The module of a file that is not in the bundle, run or running. */
function moduleOf(path, parent) {
  const cached = cache[path];
  if (cached !== undefined) return cached;
  const module = new Module(path, parent);
  cache[path] = module;
  const end = () => { module.loaded = true; };
  const fail = (error) => {
    delete cache[path];
    throw error;
  };
  natives.noteFile(path);
  try {
    // A program may have put functions of its own there.
    (extensions[require("path").extname(path)] || extensions[".js"])(module, path);
    module.promise = module.promise?.then(end, fail);
    if (module.promise === undefined) end();
  } catch (error) {
    fail(error);
  }
  return module;
}

function loadFile(path, parent) {
  const inBundle = bundle.moduleAt(path);
  if (inBundle !== undefined) return inBundle();
  const module = moduleOf(path, parent);
  if (module.promise !== undefined && !module.loaded) {
    module.promise.catch(() => {}); // who imports it is told
    throw make("ERR_REQUIRE_ASYNC_MODULE");
  }
  return module.exports;
}

/** Like `resolve`; Node's modules are their names. */
const resolveAny = (id, parent) => builtinName(id) === undefined ? modulePaths().resolve(id, parent) : id;

function load(id, parent) {
  require("internal/validators").checkText(id, "id");
  const builtin = builtinName(id);
  if (builtin !== undefined) return requireBuiltin(builtin);
  if (id.startsWith("node:")) throw require("internal/errors").make("ERR_UNKNOWN_BUILTIN_MODULE", id);
  return loadFile(modulePaths().resolve(id, parent), parent);
}

/** Where `id` is looked for. */
function pathsFor(id, module) {
  if (builtinName(id) !== undefined) return null;
  return /^\.{1,2}(?:\/|$)/.test(id) ? [module.path] : module.paths;
}

/** The `require` of one module. */
function requireFor(module) {
  const require = (id) => load(id, module);
  require.resolve = (id) => resolveAny(id, module);
  require.resolve.paths = (id) => pathsFor(id, module);
  require.main = process.mainModule;
  require.cache = cache;
  require.extensions = Module._extensions;
  return require;
}

const namespaces = new WeakMap();

/** What import() gives of a CommonJS module. */
function namespaceOf(exports) {
  const isObject = (typeof exports === "object" && exports !== null) || typeof exports === "function";
  if (!isObject) return { __proto__: null, default: exports };
  let namespace = namespaces.get(exports);
  if (namespace === undefined) {
    namespace = Object.assign({ __proto__: null }, exports, { default: exports });
    Object.defineProperty(namespace, Symbol.toStringTag, { value: "Module" });
    namespaces.set(exports, namespace);
  }
  return namespace;
}

/** The `import()` of one module, for what is outside of the bundle. */
const importFor = (module) => async (given) => {
  const id = `${given}`;
  if (builtinName(id) !== undefined || id.startsWith("node:")) return namespaceOf(load(id, module));
  const path = modulePaths().resolve(id.startsWith("file:") ? require("url").fileURLToPath(id) : id, module, true);
  if (bundle.moduleAt(path) === undefined) await moduleOf(path, module).promise;
  const exports = loadFile(path, module);
  return bundle.namespaceOf.get(exports) ?? namespaceOf(exports);
};

/** The module of the script itself, which others may ask for. */
function setMain(module) {
  module.parent = null;
  process.mainModule = module;
  cache[module.filename] = module;
}

bundle.keeper.cache = cache;
bundle.keeper.make = (path) => cache[path] = new Module(path, process.mainModule ?? null);

module.exports = { Module, setMain, callBody, requireFor, requireBuiltin, publicNames };
