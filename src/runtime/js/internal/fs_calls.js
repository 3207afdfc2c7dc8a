// Every operation of fs, once: its arguments, and what becomes of its result. fs.js makes three of each: waiting,
// with a callback, with a promise.
"use strict";
const { context } = require("internal/ticks");
/* global internalBinding */
const binding = internalBinding("fs");
const { make } = require("internal/errors");
const { systemError, laterError } = require("internal/system_error");
const values = require("internal/fs_values");
const { constants, pathOf, fdOf, flagsOf, modeOf, optionsOf, secondsOf } = values;

const MISSING = -2; // ENOENT
const DEFAULT_FILE = 0o666, DEFAULT_FOLDER = 0o777;

const same = (value) => value;
const nothing = () => undefined;

/** {native: name in C, take(...args): its arguments, give(result, context): the value, paths: what an error names} */
const operations = {
  access: {
    take: (path, mode = constants.F_OK) => {
      if (typeof mode !== "number") throw make("ERR_INVALID_ARG_TYPE", "mode", "number", mode);
      return [pathOf(path), mode];
    },
    paths: 1,
  },
  chmod: { take: (path, mode) => [pathOf(path), modeOf(mode)], paths: 1 },
  chown: { take: (path, uid, gid) => [pathOf(path), idOf(uid, "uid"), idOf(gid, "gid")], paths: 1 },
  close: { take: (fd) => [fdOf(fd)] },
  copyFile: { take: (from, to, mode = 0) => [pathOf(from, "src"), pathOf(to, "dest"), mode], syscall: "copyfile",
    paths: 2 },
  fchmod: { take: (fd, mode) => [fdOf(fd), modeOf(mode)] },
  fchown: { take: (fd, uid, gid) => [fdOf(fd), idOf(uid, "uid"), idOf(gid, "gid")] },
  fdatasync: { take: (fd) => [fdOf(fd)] },
  fstat: { take: (fd) => [fdOf(fd)], give: (result, [, options]) => values.statsOf(result, options) },
  fsync: { take: (fd) => [fdOf(fd)] },
  ftruncate: { take: (fd, size = 0) => [fdOf(fd), Math.max(0, sizeOf(size))] },
  futimes: { take: (fd, atime, mtime) => [fdOf(fd), secondsOf(atime), secondsOf(mtime)], syscall:
    "futime" },
  lchown: { take: (path, uid, gid) => [pathOf(path), idOf(uid, "uid"), idOf(gid, "gid")], paths: 1 },
  link: { take: (from, to) => [pathOf(from, "existingPath"), pathOf(to, "newPath")], paths: 2 },
  lstat: { take: (path) => [pathOf(path)], give: (result, [, options]) => values.statsOf(result, options), paths: 1,
    missing: true },
  lutimes: { take: (path, atime, mtime) => [pathOf(path), secondsOf(atime), secondsOf(mtime)],
    syscall: "lutime", paths: 1 },
  mkdtemp: {
    take: (prefix) => [`${pathOf(prefix, "prefix")}XXXXXX`],
    give: (result, [, options]) => values.encoded(result, optionsOf(options, {})), paths: 1,
  },
  open: { take: (path, flags, mode) => [pathOf(path), flagsOf(flags), modeOf(mode, DEFAULT_FILE)], give: same, paths:
    1 },
  readlink: { take: (path) => [pathOf(path)],
    give: (result, [, options]) => values.encoded(result, optionsOf(options, {})), paths: 1 },
  realpath: { take: (path) => [pathOf(path)],
    give: (result, [, options]) => values.encoded(result, optionsOf(options, {})), paths: 1 },
  rename: { take: (from, to) => [pathOf(from, "oldPath"), pathOf(to, "newPath")], paths: 2 },
  stat: { take: (path) => [pathOf(path)], give: (result, [, options]) => values.statsOf(result, options), paths: 1,
    missing: true },
  statfs: { take: (path) => [pathOf(path)], give: (result, [, options]) => new values.StatFs(result, options), paths:
    1 },
  symlink: { take: (target, path) => [pathOf(target, "target"), pathOf(path), 0], paths: 2 },
  unlink: { take: (path) => [pathOf(path)], paths: 1 },
  utimes: { take: (path, atime, mtime) => [pathOf(path), secondsOf(atime), secondsOf(mtime)],
    syscall: "utime", paths: 1 },
  makeFolder: { native: "mkdir", take: (path, mode) => [pathOf(path), modeOf(mode, DEFAULT_FOLDER)], paths: 1 },
  removeFolder: { native: "rmdir", take: (path) => [pathOf(path)], paths: 1 },
  listFolder: { native: "readdir", syscall: "scandir", take: (path) => [pathOf(path)], give: same, paths: 1 },
};

function idOf(id, name) {
  if (typeof id !== "number") throw make("ERR_INVALID_ARG_TYPE", name, "number", id);
  return id;
}

function sizeOf(size) {
  if (size === null) return 0;
  if (typeof size !== "number") throw make("ERR_INVALID_ARG_TYPE", "len", "number", size);
  return size;
}

function errorOf(makeError, name, result, args) {
  const operation = operations[name];
  const syscall = operation.syscall || operation.native || name;
  const [first, second] = args;
  return makeError(result, syscall, operation.paths ? first : undefined, operation.paths === 2 ? second : undefined);
}

const isFailure = (result) => typeof result === "number" && result < 0;

/** Waits for the result; throws the error. */
function callNow(name, given) {
  const operation = operations[name];
  const args = operation.take(...given);
  const result = binding[operation.native || name](undefined, ...args);
  if (isFailure(result)) {
    if (operation.missing && given[1] && given[1].throwIfNoEntry === false && result === MISSING) return undefined;
    throw errorOf(systemError, name, result, args);
  }
  return (operation.give || nothing)(result, given);
}

/** `done(error, value)` is called later. Wrong arguments throw at once. */
function callLater(name, given, callback) {
  const operation = operations[name], done = context.bind(callback);
  const args = operation.take(...given);
  const started = binding[operation.native || name]((result) => {
    if (isFailure(result)) return done(errorOf(laterError, name, result, args));
    if (operation.give === undefined) return done(null);
    done(null, operation.give(result, given));
  }, ...args);
  if (isFailure(started)) process.nextTick(done, errorOf(laterError, name, started, args));
}

/** A promise of the value. */
function callPromised(name, given) {
  return new Promise((resolve, reject) => {
    callLater(name, given, (error, value) => error ? reject(awaited(error)) : resolve(value));
  });
}

/** The error that a promise is rejected with: it has frames, as those of Node do. */
function awaited(error) {
  Error.captureStackTrace(error, awaited);
  return error;
}

module.exports = { operations, callNow, callLater, callPromised, awaited, isFailure };
