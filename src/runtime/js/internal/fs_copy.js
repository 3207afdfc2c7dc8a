// fs.cp: files, folders and links, with the checks that keep a folder from being copied into itself. A generator of
// operations, as those of internal/fs_trees.js.
"use strict";
const { pathOf } = require("internal/fs_values");
const { checkBoolean, checkFunction, checkInteger, checkRecord } = require("internal/validators");
const { make } = require("internal/errors");
const path = require("path");

const op = (name, ...args) => [name, args];
const COPY_MODES = 7;

/** What is wrong with a pair of paths, in the form of Node's errors of the system. */
function refusal(code, name, errno, reason, dest) {
  const error = make(code, `cp returned ${name} (${reason}) ${dest}`);
  return Object.assign(error, { name: "SystemError", errno, syscall: "cp", path: dest });
}

const invalid = (reason, dest) => refusal("ERR_FS_CP_EINVAL", "EINVAL", 22, reason, dest);
const intoItself = (from, to, dest = to) => invalid(`cannot copy ${from} to a subdirectory of self ${to}`, dest);

const switches = ["dereference", "errorOnExist", "force", "preserveTimestamps", "recursive", "verbatimSymlinks"];

function settingsOf(given = {}) {
  checkRecord(given);
  const settings = { force: true, mode: 0, ...given };
  for (const name of switches) if (settings[name] !== undefined) checkBoolean(settings[name], `options.${name}`);
  settings.mode ??= 0;
  checkInteger(settings.mode, "mode", 0, COPY_MODES);
  if (settings.dereference === true && settings.verbatimSymlinks === true) {
    throw make("ERR_INCOMPATIBLE_OPTION_PAIR", "dereference", "verbatimSymlinks");
  }
  if (settings.filter !== undefined) checkFunction(settings.filter, "options.filter");
  return settings;
}

const partsOf = (file) => path.resolve(file).split(path.sep).filter(Boolean);

/** Whether `inner` is `outer` or below it. */
function isWithin(outer, inner) {
  const parts = partsOf(inner);
  return partsOf(outer).every((part, i) => parts[i] === part);
}

const isSame = (one, other) => one.ino !== 0 && one.ino === other.ino && one.dev === other.dev;

function* statOrNothing(kind, file) {
  try {
    return yield op(kind, file);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  }
}

/** [what is copied, what is there], or nothing where the filter says no. */
function* lookAt(from, to, settings) {
  if (settings.filter && !(yield ["ask", settings.filter, [from, to]])) return undefined;
  const kind = settings.dereference ? "stat" : "lstat";
  const stat = yield op(kind, from), there = yield* statOrNothing(kind, to);
  if (there !== undefined) {
    if (isSame(stat, there)) throw invalid("src and dest cannot be the same", to);
    if (stat.isDirectory() && !there.isDirectory()) {
      throw refusal("ERR_FS_CP_DIR_TO_NON_DIR", "EISDIR", 21,
        `cannot overwrite non-directory ${to} with directory ${from}`, to);
    }
    if (!stat.isDirectory() && there.isDirectory()) {
      throw refusal("ERR_FS_CP_NON_DIR_TO_DIR", "ENOTDIR", 20,
        `cannot overwrite directory ${to} with non-directory ${from}`, to);
    }
  }
  if (stat.isDirectory() && isWithin(from, to)) throw intoItself(from, to);
  return [stat, there];
}

/** A folder may be an ancestor of its target by another name. */
function* checkParents(from, stat, to) {
  const top = path.resolve(path.dirname(from));
  for (let at = path.resolve(path.dirname(to)); at !== top && at !== path.parse(at).root; at = path.dirname(at)) {
    const parent = yield* statOrNothing("stat", at);
    if (parent === undefined) continue;
    if (isSame(stat, parent)) throw intoItself(from, to);
  }
}

function* copyOne(from, to, [stat, there], settings) {
  if (stat.isDirectory()) {
    if (!settings.recursive) {
      throw refusal("ERR_FS_EISDIR", "EISDIR", 21, `${from} is a directory (not copied)`, from);
    }
    return yield* copyFolder(from, to, stat, there, settings);
  }
  if (stat.isSymbolicLink()) return yield* copyLink(from, to, there, settings);
  if (stat.isSocket()) {
    throw refusal("ERR_FS_CP_SOCKET", "EINVAL", 22, `cannot copy a socket file: ${to}`, to);
  }
  if (stat.isFIFO()) {
    throw refusal("ERR_FS_CP_FIFO_PIPE", "EINVAL", 22, `cannot copy a FIFO pipe: ${to}`, to);
  }
  return yield* copyFile(from, to, stat, there, settings);
}

function* copyFile(from, to, stat, there, { force, errorOnExist, mode, preserveTimestamps }) {
  if (there !== undefined) {
    if (force) yield op("unlink", to);
    else if (errorOnExist) throw refusal("ERR_FS_CP_EEXIST", "EEXIST", 17, `${to} already exists`, to);
    else return;
  }
  yield op("copyFile", from, to, mode);
  if (preserveTimestamps) yield op("utimes", to, stat.atimeMs / 1000, stat.mtimeMs / 1000);
  yield op("chmod", to, stat.mode & 0o7777);
}

function* copyFolder(from, to, stat, there, settings) {
  if (there === undefined) yield op("makeFolder", to);
  const entries = yield op("listFolder", from);
  for (let i = 0; i < entries.length; i += 2) {
    const source = path.join(from, entries[i]), target = path.join(to, entries[i]);
    const found = yield* lookAt(source, target, settings);
    if (found !== undefined) yield* copyOne(source, target, found, settings);
  }
  if (there === undefined) yield op("chmod", to, stat.mode & 0o7777);
}

/** Where a link leads: as it says, or as an absolute path. */
const leadsTo = (link, target) => path.isAbsolute(target) ? target : path.resolve(path.dirname(link), target);

function* copyLink(from, to, there, { verbatimSymlinks }) {
  let target = yield op("readlink", from);
  if (!verbatimSymlinks) target = leadsTo(from, target);
  if (there === undefined) return yield op("symlink", target, to);
  let before;
  try {
    before = leadsTo(to, yield op("readlink", to));
  } catch (error) {
    if (error.code !== "EINVAL") throw error;
    return yield op("symlink", target, to); // it isn't a link: the system says so
  }
  if (isWithin(target, before)) throw intoItself(target, before, to);
  const stat = yield* statOrNothing("stat", from);
  if (stat !== undefined && stat.isDirectory() && isWithin(before, target)) {
    throw refusal("ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY", "EINVAL", 22, `cannot overwrite ${before} with ${target}`, to);
  }
  yield op("unlink", to);
  yield op("symlink", target, to);
}

/** `filter` may give a promise in the forms that don't wait. `makeFolders` is mkdir of internal/fs_trees.js. */
function* cp(makeFolders, from, to, options) {
  const settings = settingsOf(options);
  from = pathOf(from, "src");
  to = pathOf(to, "dest");
  const found = yield* lookAt(from, to, settings);
  if (found === undefined) return;
  yield* checkParents(from, found[0], to);
  const parent = path.dirname(to);
  if ((yield* statOrNothing("stat", parent)) === undefined) yield* makeFolders(parent, { recursive: true });
  yield* copyOne(from, to, found, settings);
}

module.exports = { cp };
