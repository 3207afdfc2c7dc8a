// What fs does with whole folders: mkdir -p, rm -r, readdir -R, cp -r; by promises, and by calls that wait.
"use strict";
/* global internalBinding */
const { callNow, callPromised } = require("internal/fs_calls");
const { constants, pathOf, Dirent, encoded, optionsOf } = require("internal/fs_values");
const { make } = require("internal/errors");
const { checkBoolean, checkInteger } = require("internal/validators");
const { systemError } = require("internal/system_error");
const path = require("path");

// Each is a generator that yields operations, which are done at once or later.
const { UV_DIRENT_DIR, UV_DIRENT_UNKNOWN, UV_DIRENT_LINK } = constants;

function runNow(steps) {
  let step = steps.next();
  while (!step.done) {
    let value, error;
    try {
      value = step.value[0] === "ask" ? askNow(step.value) : callNow(...step.value);
    } catch (thrown) {
      error = thrown;
    }
    step = error === undefined ? steps.next(value) : steps.throw(error);
  }
  return step.value;
}

/** What a function of the program says, which may not be a promise here. */
function askNow([, ask, values]) {
  const said = ask(...values);
  if (said instanceof Promise) throw make("ERR_INVALID_RETURN_VALUE", "boolean", "filter", said);
  return said;
}

async function runPromised(steps) {
  let step = steps.next();
  while (!step.done) {
    let value, error;
    try {
      value = await (step.value[0] === "ask" ? step.value[1](...step.value[2]) : callPromised(...step.value));
    } catch (thrown) {
      error = thrown;
    }
    step = error === undefined ? steps.next(value) : steps.throw(error);
  }
  return step.value;
}

const op = (name, ...args) => [name, args];

function* mkdir(folder, options) {
  const { recursive = false, mode } = typeof options === "object" && options !== null ? options : { mode: options };
  folder = pathOf(folder);
  checkBoolean(recursive, "options.recursive");
  if (!recursive) {
    yield op("makeFolder", folder, mode);
    return undefined;
  }
  const missing = [];
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const stat = yield* statOrNothing(at);
    if (stat !== undefined && !stat.isDirectory()) {
      const { ENOTDIR, EEXIST } = internalBinding("process").errorNumbers();
      throw systemError(missing.length > 0 ? ENOTDIR : EEXIST, "mkdir", folder);
    }
    if (stat !== undefined || path.dirname(at) === at) break;
    missing.push(at);
  }
  // What was asked for, cut behind the first folder that is made.
  const given = path.normalize(folder).replace(/(?<=.)\/$/, ""), last = path.resolve(folder);
  const first = missing.length === 0 || last.length - missing.at(-1).length > given.length ? missing.at(-1)
    : given.slice(0, given.length - (last.length - missing.at(-1).length));
  while (missing.length > 0) yield* makeUnlessThere(missing.pop(), mode);
  return first;
}

/** Somebody else may have made it meanwhile. */
function* makeUnlessThere(folder, mode) {
  try {
    yield op("makeFolder", folder, mode);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

function* statOrNothing(file) {
  try {
    return yield op("stat", file);
  } catch {
    return undefined;
  }
}

/** Dirents or names, those of folders in folders as well where it is asked for. */
function* readdir(folder, options) {
  options = optionsOf(options, {});
  const root = pathOf(folder);
  const { withFileTypes = false, recursive = false } = options;
  checkBoolean(recursive, "options.recursive");
  const found = [];
  const folders = [root];
  while (folders.length > 0) {
    const at = folders.shift();
    const entries = yield op("listFolder", at);
    for (let i = 0; i < entries.length; i += 2) {
      let name = entries[i], type = entries[i + 1];
      const file = path.join(at, name);
      if (type === UV_DIRENT_UNKNOWN && (withFileTypes || recursive)) type = typeOf(yield op("lstat", file));
      const isLink = type === UV_DIRENT_LINK && !withFileTypes; // one to a folder is followed
      if (recursive && (type === UV_DIRENT_DIR || isLink && (yield* isFolder(file)))) folders.push(file);
      if (withFileTypes) found.push(new Dirent(encoded(name, options), at, type));
      else found.push(encoded(recursive ? path.relative(root, file) : name, options));
    }
  }
  return found;
}

function* isFolder(file) {
  const stat = yield* statOrNothing(file);
  return stat !== undefined && stat.isDirectory();
}

function typeOf(stat) {
  const { S_IFMT } = constants;
  const names = { S_IFDIR: "DIR", S_IFREG: "FILE", S_IFLNK: "LINK", S_IFIFO: "FIFO", S_IFSOCK: "SOCKET", S_IFCHR:
    "CHAR",
    S_IFBLK: "BLOCK" };
  for (const [kind, name] of Object.entries(names)) {
    if ((stat.mode & S_IFMT) === constants[kind]) return constants[`UV_DIRENT_${name}`];
  }
  return UV_DIRENT_UNKNOWN;
}

/** rm: files, and folders where `recursive` is given. */
function* rm(file, options) {
  const { recursive = false, force = false, retryDelay = 100, maxRetries = 0 } = options || {};
  file = pathOf(file);
  checkBoolean(force, "options.force");
  checkBoolean(recursive, "options.recursive");
  checkInteger(retryDelay, "options.retryDelay", -1, 2 ** 31 - 1);
  checkInteger(maxRetries, "options.maxRetries", 0, 2 ** 32 - 1);
  let stat;
  try {
    stat = yield op("lstat", file);
  } catch (error) {
    if (force && error.code === "ENOENT") return;
    throw error;
  }
  if (!stat.isDirectory()) return void (yield op("unlink", file));
  if (!recursive) {
    const error = make("ERR_FS_EISDIR", `rm returned EISDIR (is a directory) ${file}`);
    error.name = "SystemError";
    error.syscall = "rm";
    error.path = file;
    error.errno = 21;
    throw error;
  }
  yield* removeTree(file);
}

function* removeTree(root) {
  const folders = [root], emptied = [];
  while (folders.length > 0) {
    const at = folders.pop();
    emptied.push(at);
    const entries = yield op("listFolder", at);
    for (let i = 0; i < entries.length; i += 2) {
      const file = path.join(at, entries[i]);
      let type = entries[i + 1];
      if (type === UV_DIRENT_UNKNOWN) type = typeOf(yield op("lstat", file));
      if (type === UV_DIRENT_DIR) folders.push(file);
      else yield op("unlink", file);
    }
  }
  while (emptied.length > 0) yield op("removeFolder", emptied.pop());
}

function* rmdir(folder, options) {
  if (options && options.recursive) {
    process.emitWarning("In future versions of Node.js, fs.rmdir(path, { recursive: true }) will be removed. " +
      "Use fs.rm(path, { recursive: true }) instead", "DeprecationWarning", "DEP0147");
    const stat = yield op("lstat", pathOf(folder));
    if (stat.isDirectory()) return yield* removeTree(pathOf(folder));
  }
  yield op("removeFolder", folder);
}

/** cp has many rules, and few programs copy. */
function* cp(...given) {
  yield* require("internal/fs_copy").cp(mkdir, ...given);
}

module.exports = { runNow, runPromised, trees: { mkdir, readdir, rm, rmdir, cp } };
