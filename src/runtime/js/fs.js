// Node's `fs`. The operations are those of internal/fs_calls.js; here they get their names and forms.
"use strict";
/* global internalBinding */
const { make } = require("internal/errors");
const { setStack } = require("internal/error_stack");
const { checkBoolean } = require("internal/validators");
const values = require("internal/fs_values");
const { callNow, callLater } = require("internal/fs_calls");
const bytes = require("internal/fs_bytes");
const { runNow, runPromised, trees } = require("internal/fs_trees");
const { constants, pathOf, optionsOf, Stats, Dirent } = values;

const fs = module.exports;

function callbackOf(callback, name = "cb") {
  if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", name, "function", callback);
  return callback;
}

/** The callback comes last, whatever was left out before it. */
function splitCallback(args) {
  const callback = args.at(-1);
  if (typeof callback !== "function") callbackOf(undefined);
  return [args.slice(0, -1), callback];
}

function name(method, text) {
  return Object.defineProperty(method, "name", { value: text, configurable: true });
}

for (const one of ["access", "chmod", "chown", "copyFile", "fchmod", "fchown", "fdatasync", "fstat", "fsync",
  "ftruncate",
  "futimes", "lchown", "link", "lstat", "lutimes", "mkdtemp", "open", "readlink", "realpath", "rename", "stat",
    "statfs",
  "unlink", "utimes"]) {
  fs[one] = name((...args) => {
    const [given, callback] = splitCallback(args);
    callLater(one, given, callback);
  }, one);
  fs[`${one}Sync`] = name((...args) => callNow(one, args), `${one}Sync`);
}

// A symbolic link may be given its type, which only Windows minds.
const linkTypes = [undefined, null, "dir", "file", "junction"];
function checkLinkType(type) {
  if (!linkTypes.includes(type)) throw make("ERR_FS_INVALID_SYMLINK_TYPE", type);
}
fs.symlink = function symlink(target, path, type, callback) {
  if (typeof type !== "function") checkLinkType(type);
  callLater("symlink", [target, path], callbackOf(typeof type === "function" ? type : callback));
};
fs.symlinkSync = function symlinkSync(target, path, type) {
  checkLinkType(type);
  callNow("symlink", [target, path]);
};
fs.close = function close(fd, callback) {
  callLater("close", [fd], callback === undefined ? (error) => { if (error) throw error; } : callbackOf(callback));
};
fs.closeSync = function closeSync(fd) { callNow("close", [fd]); };
fs.realpath.native = fs.realpath;
fs.realpathSync.native = fs.realpathSync;
fs.realpath = Object.assign(function realpath(path, ...rest) {
  const [given, callback] = splitCallback([path, ...rest]);
  callLater("realpath", given, (error, found) => error ? callback(withoutFrames(failingPart(given[0]) || error))
    : callback(null, found));
}, { native: fs.realpath });
fs.realpathSync = Object.assign(function realpathSync(...args) {
  try {
    return callNow("realpath", args);
  } catch (error) {
    throw error.syscall === "realpath" && failingPart(args[0]) || error;
  }
}, { native: fs.realpathSync });

/** Node goes from part to part, and its error names the one that isn't there. */
function failingPart(path) {
  const { resolve } = require("path");
  const parts = resolve(pathOf(path)).split("/");
  try {
    for (let i = 2; i <= parts.length; i++) {
      const part = parts.slice(0, i).join("/");
      if (callNow("lstat", [part]).isSymbolicLink()) callNow("stat", [part]);
    }
  } catch (error) {
    return error;
  }
  return undefined;
}

function withoutFrames(error) {
  if (error.syscall !== undefined) setStack(error, error.stack.split("\n    at ", 1)[0]);
  return error;
}

for (const one of ["mkdir", "readdir", "rm", "rmdir", "cp"]) {
  fs[one] = name((...args) => {
    const [given, callback] = splitCallback(args);
    pathOf(given[0]);
    runPromised(trees[one](...given)).then((value) => process.nextTick(callback, null, value),
      (error) => process.nextTick(callback, withoutFrames(error)));
  }, one);
  fs[`${one}Sync`] = name((...args) => runNow(trees[one](...args)), `${one}Sync`);
}

fs.exists = function exists(path, callback) {
  callbackOf(callback);
  try {
    callLater("access", [path], (error) => callback(!error));
  } catch {
    process.nextTick(callback, false);
  }
};
Object.defineProperty(fs.exists, Symbol.for("nodejs.util.promisify.custom"), {
  value: (path) => new Promise((resolve) => { fs.exists(path, resolve); }),
});
fs.existsSync = function existsSync(path) {
  try {
    callNow("access", [path]);
    return true;
  } catch {
    return false;
  }
};

// --- Descriptors

fs.read = function read(fd, ...args) {
  values.fdOf(fd);
  const [given, callback] = splitCallback(args);
  const wanted = bytes.readArguments(...given);
  bytes.readLater(fd, wanted, (error, count) => callback(error, count || 0, wanted.buffer));
};
fs.readSync = function readSync(fd, ...args) { return bytes.readNow(fd, bytes.readArguments(...args)); };
fs.write = function write(fd, ...args) {
  values.fdOf(fd);
  const [given, callback] = splitCallback(args);
  bytes.writeLater(fd, bytes.writeArguments(...given), (error, count) => callback(error, count || 0, given[0]));
};
fs.writeSync = function writeSync(fd, ...args) { return bytes.writeNow(fd, bytes.writeArguments(...args)); };

const kPromisify = Symbol.for("nodejs.util.promisify.custom");
for (const [one, count] of [["read", "bytesRead"], ["write", "bytesWritten"]]) {
  Object.defineProperty(fs[one], kPromisify, { value: (...args) => new Promise((resolve, reject) => {
    fs[one](...args, (error, number, buffer) => error ? reject(error) : resolve({ [count]: number, buffer }));
  }) });
}

function checkBuffers(buffers) {
  if (Array.isArray(buffers) && buffers.every((one) => ArrayBuffer.isView(one))) return;
  throw make("ERR_INVALID_ARG_TYPE", "buffers", "ArrayBufferView[]", buffers);
}

/** Several buffers in a row. */
function inTurn(step, fd, buffers, position, callback) {
  checkBuffers(buffers);
  let total = 0, next = 0;
  (function go() {
    if (next === buffers.length) return callback(null, total, buffers);
    const buffer = buffers[next++];
    const place = typeof position === "number" ? position + total : null;
    step(fd, { buffer, offset: 0, length: buffer.byteLength, position: place }, (error, count) => {
      if (error) return callback(error, total, buffers);
      total += count;
      if (count < buffer.byteLength) next = buffers.length;
      go();
    });
  })();
}
fs.readv = function readv(fd, buffers, position, callback) {
  inTurn(bytes.readLater, fd, buffers, position, callbackOf(callback || position));
};
fs.writev = function writev(fd, buffers, position, callback) {
  inTurn(bytes.writeLater, fd, buffers, position, callbackOf(callback || position));
};
const vectorNow = (step) => (fd, buffers, position) => {
  checkBuffers(buffers);
  let total = 0;
  for (const buffer of buffers) {
    const place = typeof position === "number" ? position + total : null;
    total += step(fd, { buffer, offset: 0, length: buffer.byteLength, position: place });
  }
  return total;
};
fs.readvSync = vectorNow(bytes.readNow);
fs.writevSync = vectorNow(bytes.writeNow);

// --- Whole files

const isDescriptor = (path) => Number.isInteger(path) && path >= 0;

fs.readFileSync = function readFileSync(path, options) {
  options = optionsOf(options, { flag: "r" });
  const isOwn = !isDescriptor(path);
  const fd = isOwn ? callNow("open", [path, options.flag]) : path;
  try {
    const stat = callNow("fstat", [fd]);
    if (stat.isDirectory()) {
      const { EISDIR } = internalBinding("process").errorNumbers();
      throw require("internal/system_error").systemError(EISDIR, "read");
    }
    return bytes.readAllNow(fd, stat.isFile() ? stat.size : 0, options.encoding);
  } finally {
    if (isOwn) callNow("close", [fd]);
  }
};

/** Opens, does, closes. */
function withFile(path, flag, mode, work, callback) {
  if (isDescriptor(path)) return work(path, callback);
  callLater("open", [path, flag, mode], (error, fd) => {
    if (error) return callback(error);
    work(fd, (failure, value) => {
      callLater("close", [fd], (closing) => callback(failure || closing || null, value));
    });
  });
}

fs.readFile = function readFile(path, options, callback) {
  callback = callbackOf(callback || options);
  options = optionsOf(options, { flag: "r" });
  const stopped = bytes.aborted(options.signal);
  if (stopped) return void process.nextTick(callback, stopped);
  withFile(path, options.flag, 0o666, (fd, done) => {
    callLater("fstat", [fd], (error, stat) => {
      if (error) return done(error);
      bytes.readAllLater(fd, stat.isFile() ? stat.size : 0, options, done);
    });
  }, (error, value) => error ? callback(error) : callback(null, value));
};

function writingOptions(given, flag) {
  const options = optionsOf(given, { encoding: "utf8", mode: 0o666, flag });
  if (options.flush !== undefined && options.flush !== null) checkBoolean(options.flush, "options.flush");
  return options;
}

function writingWith(flag) {
  return {
    now(path, data, options) {
      options = writingOptions(options, flag);
      const all = bytes.bytesOf(data, options.encoding);
      const isOwn = !isDescriptor(path);
      const fd = isOwn ? callNow("open", [path, options.flag, options.mode]) : path;
      try {
        bytes.writeAllNow(fd, all);
        if (options.flush) callNow("fsync", [fd]);
      } finally {
        if (isOwn) callNow("close", [fd]);
      }
    },
    later(path, data, options, callback) {
      callback = callbackOf(callback || options);
      options = writingOptions(options, flag);
      const all = bytes.bytesOf(data, options.encoding);
      const stopped = bytes.aborted(options.signal);
      if (stopped) return void process.nextTick(callback, stopped);
      withFile(path, options.flag, options.mode, (fd, done) => bytes.writeAllLater(fd, all, options.signal, done),
        (error) => callback(error));
    },
  };
}
const writing = writingWith("w"), appending = writingWith("a");
fs.writeFile = name(writing.later, "writeFile");
fs.writeFileSync = name(writing.now, "writeFileSync");
fs.appendFile = name(appending.later, "appendFile");
fs.appendFileSync = name(appending.now, "appendFileSync");

fs.truncate = function truncate(path, size, callback) {
  if (typeof size === "function") [size, callback] = [0, size];
  callbackOf(callback);
  if (typeof path === "number") return callLater("ftruncate", [path, size], callback);
  withFile(path, "r+", 0o666, (fd, done) => callLater("ftruncate", [fd, size || 0], done), (error) => callback(error));
};
fs.truncateSync = function truncateSync(path, size = 0) {
  if (typeof path === "number") return callNow("ftruncate", [path, size]);
  const fd = callNow("open", [path, "r+"]);
  try {
    callNow("ftruncate", [fd, size]);
  } finally {
    callNow("close", [fd]);
  }
};

// --- Folders as they are read, streams, watchers

const lazily = (id, one) => (...args) => require(id)[one](...args);
fs.opendir = name(lazily("internal/fs_folder", "opendir"), "opendir");
fs.opendirSync = name(lazily("internal/fs_folder", "opendirSync"), "opendirSync");
fs.createReadStream = name((path, options) => new (require("internal/fs_streams").ReadStream)(path, options),
  "createReadStream");
fs.createWriteStream = name((path, options) => new (require("internal/fs_streams").WriteStream)(path, options),
  "createWriteStream");
fs.watch = name(lazily("internal/fs_watch", "watch"), "watch");
fs.watchFile = name(lazily("internal/fs_watch", "watchFile"), "watchFile");
fs.unwatchFile = name(lazily("internal/fs_watch", "unwatchFile"), "unwatchFile");
fs.openAsBlob = async (path, options) => new Blob([fs.readFileSync(path)], options);

function later(property, id, member = property) {
  Object.defineProperty(fs, property, {
    get: () => member === null ? require(id) : require(id)[member], configurable: true, enumerable: true,
    set(value) { Object.defineProperty(fs, property, { value, writable: true, configurable: true, enumerable:
      true }); },
  });
}
for (const one of ["ReadStream", "WriteStream"]) later(one, "internal/fs_streams");
later("FileReadStream", "internal/fs_streams", "ReadStream");
later("FileWriteStream", "internal/fs_streams", "WriteStream");
later("Dir", "internal/fs_folder");
later("promises", "fs/promises", null);
fs.Stats = Stats;
fs.Dirent = Dirent;
fs.constants = constants;
for (const one of ["F_OK", "R_OK", "W_OK", "X_OK"]) fs[one] = constants[one];
fs._toUnixTimestamp = values.secondsOf;
