// Which file `require` and `import` mean by a name, as Node looks for it.
"use strict";

function isFile(path) {
  const stat = require("fs").statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.isFile();
}

const extensions = ["", ".js", ".json", ".node", ".cjs", ".mjs"];

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

// What "exports" and "imports" of a package.json may be asked for.
const forRequire = new Set(["node", "require", "module-sync", "default", "node-addons"]);
const forImport = new Set(["node", "import", "module-sync", "default", "node-addons"]);

function exported(target, conditions) {
  if (typeof target === "string" || target === null) return target;
  if (Array.isArray(target)) {
    return target.map((one) => exported(one, conditions)).find((one) => typeof one === "string");
  }
  for (const name of Object.keys(target)) {
    if (!conditions.has(name)) continue;
    const found = exported(target[name], conditions);
    if (found !== undefined) return found;
  }
}

/** What "exports" or "imports" of a package.json gives for ".", "./x" or "#x"; undefined where it says nothing. */
function fromExports(exports, subpath, conditions) {
  const isMap = typeof exports === "object" && exports !== null && !Array.isArray(exports)
    && Object.keys(exports).some((key) => /^[.#]/.test(key));
  if (!isMap) return subpath === "." ? exported(exports, conditions) : undefined;
  if (subpath in exports) return exported(exports[subpath], conditions);
  for (const key of Object.keys(exports)) {
    const star = key.indexOf("*");
    if (star < 0) continue;
    const before = key.slice(0, star), after = key.slice(star + 1);
    if (!subpath.startsWith(before) || !subpath.endsWith(after) || subpath.length < key.length) continue;
    const target = exported(exports[key], conditions);
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

function asPackage(id, folder, conditions) {
  const parts = id.split("/");
  const name = parts.slice(0, id.startsWith("@") ? 2 : 1).join("/");
  const root = `${folder}/${name}`;
  const exports = packageOf(root)?.exports;
  if (exports !== undefined && exports !== null) {
    const target = fromExports(exports, `.${id.slice(name.length)}`, conditions);
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

function notImported(id, parent) {
  const isPath = /^\.{0,2}\//.test(id);
  const shown = isPath ? `module '${require("path").resolve(parent.path, id)}'` : `package '${id}'`;
  const error = new Error(`Cannot find ${shown} imported from ${parent.filename}`);
  error.code = "ERR_MODULE_NOT_FOUND";
  return error;
}

/** The package.json around a folder, and where it is. */
function packageAround(folder) {
  for (let at = folder; at !== "" && !at.endsWith("/node_modules"); at = at.slice(0, at.lastIndexOf("/"))) {
    const found = packageOf(at);
    if (found !== undefined) return [found, at];
  }
  return [undefined, folder];
}

/** "#name" of "imports", and the name of the package itself. */
function asOwn(id, parent, conditions) {
  const [own, root] = packageAround(parent.path);
  if (own === undefined) return undefined;
  if (id.startsWith("#")) {
    const target = own.imports && fromExports(own.imports, id, conditions);
    if (typeof target !== "string") return undefined;
    return target.startsWith("./") ? require("path").join(root, target) : find(target, parent, conditions);
  }
  const isOwn = typeof own.name === "string" && own.exports && (id === own.name || id.startsWith(`${own.name}/`));
  const target = isOwn ? fromExports(own.exports, `.${id.slice(own.name.length)}`, conditions) : undefined;
  return typeof target === "string" ? require("path").join(root, target) : undefined;
}

function find(id, parent, conditions) {
  if (/^(\.{0,2}\/|\.{1,2}$)/.test(id)) {
    const at = require("path").resolve(parent.path, id);
    return asFile(at) || asFolder(at);
  }
  const own = asOwn(id, parent, conditions);
  if (own !== undefined) return own;
  for (const folder of parent.paths) {
    const found = asPackage(id, folder, conditions);
    if (found !== undefined) return found;
  }
}

/** The real path of the file that `id` means to the module `parent`. What is made for import alone is required, too. */
function resolve(id, parent, isImport = false) {
  const [first, second] = isImport ? [forImport, forRequire] : [forRequire, forImport];
  const found = find(id, parent, first) ?? find(id, parent, second);
  if (found === undefined) throw isImport ? notImported(id, parent) : notFound(id, parent);
  return require("fs").realpathSync(found);
}

module.exports = { resolve };
