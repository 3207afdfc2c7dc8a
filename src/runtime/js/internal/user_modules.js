// `require` as the script has it: Node's modules by their names, and files that the bundle left out.
"use strict";
const natives = require.natives;

/** Modules that a script may ask for; the rest are our own. */
const publicNames = ["assert", "assert/strict", "async_hooks", "buffer", "child_process", "cluster", "console",
  "constants", "crypto", "dgram", "diagnostics_channel", "dns", "dns/promises", "domain", "events", "fs", "fs/promises",
  "http", "http2", "https", "inspector", "inspector/promises", "module", "net", "os", "path", "path/posix",
  "path/win32", "perf_hooks", "process", "punycode", "querystring", "readline", "readline/promises", "repl",
  "stream", "stream/consumers", "stream/promises", "stream/web", "string_decoder", "sys", "timers",
  "timers/promises", "tls", "trace_events", "tty", "url", "util", "util/types", "v8", "vm", "wasi",
  "worker_threads", "zlib"];
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

function Module(id = "", parent = undefined) {
  this.id = id;
  this.path = require("path").dirname(id);
  this.exports = {};
  this.filename = id;
  this.loaded = false;
  this.children = [];
  this.paths = nodeModulePaths(this.path);
  this.parent = parent;
}

Module.prototype.require = function (id) { return load(id, this); };
Module.builtinModules = publicNames;
Module._cache = cache;
Module._extensions = { __proto__: null };
Module.isBuiltin = (id) => builtinName(String(id)) !== undefined;
Module.createRequire = (from) => {
  const url = require("url");
  const path = from instanceof URL || String(from).startsWith("file:") ? url.fileURLToPath(from) : String(from);
  return requireFor(new Module(path));
};
Module._nodeModulePaths = nodeModulePaths;
Module._resolveFilename = (id, parent) => resolve(id, parent);
Module._load = (id, parent) => load(id, parent);
Module.Module = Module;
Module.syncBuiltinESMExports = () => {};
Module.findSourceMap = () => undefined;
Module.enableCompileCache = () => ({ status: 3 });

function nodeModulePaths(from) {
  const paths = [];
  for (let at = from; ; at = at.slice(0, at.lastIndexOf("/"))) {
    if (!at.endsWith("/node_modules")) paths.push(`${at}/node_modules`);
    if (at === "") return paths;
  }
}

function isFile(path) {
  const stat = require("fs").statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.isFile();
}

const extensions = ["", ".js", ".json", ".cjs"];

function asFile(path) {
  for (const extension of extensions) if (isFile(path + extension)) return path + extension;
}

function packageOf(folder) {
  try {
    return JSON.parse(require("fs").readFileSync(`${folder}/package.json`, "utf8"));
  } catch {
    return undefined;
  }
}

const conditions = new Set(["node", "require", "default", "node-addons"]);

function exported(target) {
  if (typeof target === "string" || target === null) return target;
  if (Array.isArray(target)) return target.map(exported).find((one) => typeof one === "string");
  for (const name of Object.keys(target)) {
    if (!conditions.has(name)) continue;
    const found = exported(target[name]);
    if (found !== undefined) return found;
  }
}

/** What "exports" of a package.json gives for "." or "./x"; undefined where it says nothing. */
function fromExports(exports, subpath) {
  const isMap = typeof exports === "object" && exports !== null && !Array.isArray(exports)
    && Object.keys(exports).some((key) => key.startsWith("."));
  if (!isMap) return subpath === "." ? exported(exports) : undefined;
  if (subpath in exports) return exported(exports[subpath]);
  for (const key of Object.keys(exports)) {
    const star = key.indexOf("*");
    if (star < 0) continue;
    const before = key.slice(0, star), after = key.slice(star + 1);
    if (!subpath.startsWith(before) || !subpath.endsWith(after) || subpath.length < key.length) continue;
    const target = exported(exports[key]);
    if (typeof target !== "string") return target;
    return target.replaceAll("*", subpath.slice(before.length, subpath.length - after.length));
  }
}

function asFolder(folder) {
  const main = packageOf(folder)?.main;
  const path = require("path");
  if (typeof main === "string") {
    const at = path.resolve(folder, main);
    const found = asFile(at) || asFile(path.join(at, "index"));
    if (found) return found;
  }
  return asFile(`${folder}/index`);
}

function asPackage(id, folder) {
  const parts = id.split("/");
  const name = parts.slice(0, id.startsWith("@") ? 2 : 1).join("/");
  const root = `${folder}/${name}`;
  const exports = packageOf(root)?.exports;
  if (exports !== undefined && exports !== null) {
    const target = fromExports(exports, `.${id.slice(name.length)}`);
    return typeof target === "string" ? require("path").join(root, target) : undefined;
  }
  return asFile(`${folder}/${id}`) || asFolder(`${folder}/${id}`);
}

function notFound(id, parent) {
  const stack = parent && parent.filename ? `\nRequire stack:\n- ${parent.filename}` : "";
  const error = new Error(`Cannot find module '${id}'${stack}`);
  error.code = "MODULE_NOT_FOUND";
  error.requireStack = parent && parent.filename ? [parent.filename] : [];
  return error;
}

function resolve(id, parent) {
  const builtin = builtinName(id);
  if (builtin !== undefined) return id;
  const path = require("path");
  let found;
  if (/^(\.{0,2}\/|\.{1,2}$)/.test(id)) {
    const at = path.resolve(parent.path, id);
    found = asFile(at) || asFolder(at);
  } else {
    for (const folder of parent.paths) if ((found = asPackage(id, folder)) !== undefined) break;
  }
  if (found === undefined) throw notFound(id, parent);
  return require("fs").realpathSync(found);
}

function compile(text, path) {
  const body = text.startsWith("#!") ? `//${text}` : text;
  return natives.evaluate(`(function (exports, require, module, __filename, __dirname) {${body}\n})`, path);
}

function loadFile(path, parent) {
  const cached = cache[path];
  if (cached !== undefined) return cached.exports;
  const module = new Module(path, parent);
  cache[path] = module;
  try {
    const text = require("fs").readFileSync(path, "utf8");
    if (path.endsWith(".json")) module.exports = JSON.parse(text);
    else compile(text, path).call(module.exports, module.exports, requireFor(module), module, path, module.path);
  } catch (error) {
    delete cache[path];
    throw error;
  }
  module.loaded = true;
  return module.exports;
}

function load(id, parent) {
  require("internal/validators").checkText(id, "id");
  const builtin = builtinName(id);
  if (builtin !== undefined) return requireBuiltin(builtin);
  if (id.startsWith("node:")) throw require("internal/errors").make("ERR_UNKNOWN_BUILTIN_MODULE", id);
  return loadFile(resolve(id, parent), parent);
}

/** The `require` of one module. */
function requireFor(module) {
  const require = (id) => load(id, module);
  require.resolve = (id) => resolve(id, module);
  require.resolve.paths = (id) => builtinName(id) === undefined ? module.paths : null;
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
const importFor = (module) => async (id) => namespaceOf(load(`${id}`, module));

module.exports = { Module, requireFor, importFor, requireBuiltin, publicNames };
