// What fs takes and gives: paths, flags, modes, times, Stats, Dirents.
"use strict";
/* global internalBinding */
const binding = internalBinding("fs");
const { make } = require("internal/errors");
const constants = binding.constants;
Object.setPrototypeOf(constants, null);
Object.assign(constants, {
  F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2,
  EXTENSIONLESS_FORMAT_JAVASCRIPT: 0, EXTENSIONLESS_FORMAT_WASM: 1,
  COPYFILE_EXCL: constants.UV_FS_COPYFILE_EXCL, COPYFILE_FICLONE: constants.UV_FS_COPYFILE_FICLONE,
  COPYFILE_FICLONE_FORCE: constants.UV_FS_COPYFILE_FICLONE_FORCE,
});

/** A path as a text; Buffers and URLs are paths, too. */
function pathOf(path, name = "path") {
  if (typeof path === "string") {
    if (path.includes("\0")) {
      throw make("ERR_INVALID_ARG_VALUE", name, path, "must be a string, Uint8Array, or URL without null bytes");
    }
    return path;
  }
  if (path !== null && typeof path === "object") {
    if (path instanceof Uint8Array) return pathOf(Buffer.from(path.buffer, path.byteOffset, path.length).toString(),
      name);
    if (typeof path.href === "string" && path.protocol) return pathOf(require("url").fileURLToPath(path), name);
  }
  throw make("ERR_INVALID_ARG_TYPE", name, ["string", "Buffer", "URL"], path);
}

function fdOf(fd, name = "fd") {
  if (typeof fd !== "number") throw make("ERR_INVALID_ARG_TYPE", name, "number", fd);
  if (!Number.isInteger(fd)) throw make("ERR_OUT_OF_RANGE", name, "an integer", fd);
  if (fd < 0 || fd > 2147483647) throw make("ERR_OUT_OF_RANGE", name, ">= 0 && <= 2147483647", fd);
  return fd;
}

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_SYNC } = constants;
const flagNames = {
  "r": O_RDONLY, "rs": O_RDONLY | O_SYNC, "r+": O_RDWR, "rs+": O_RDWR | O_SYNC,
  "w": O_TRUNC | O_CREAT | O_WRONLY, "wx": O_TRUNC | O_CREAT | O_WRONLY | O_EXCL,
  "w+": O_TRUNC | O_CREAT | O_RDWR, "wx+": O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  "a": O_APPEND | O_CREAT | O_WRONLY, "ax": O_APPEND | O_CREAT | O_WRONLY | O_EXCL,
  "as": O_APPEND | O_CREAT | O_WRONLY | O_SYNC, "a+": O_APPEND | O_CREAT | O_RDWR,
  "ax+": O_APPEND | O_CREAT | O_RDWR | O_EXCL, "as+": O_APPEND | O_CREAT | O_RDWR | O_SYNC,
};
for (const [one, other] of [["sr", "rs"], ["sr+", "rs+"], ["xw", "wx"], ["xw+", "wx+"], ["xa", "ax"], ["sa", "as"],
  ["xa+", "ax+"], ["sa+", "as+"]]) flagNames[one] = flagNames[other];

function flagsOf(flags, name = "flags") {
  if (typeof flags === "number") return flags;
  if (flags === undefined || flags === null) return O_RDONLY;
  const found = Object.hasOwn(flagNames, flags) ? flagNames[flags] : undefined;
  if (found === undefined) throw make("ERR_INVALID_ARG_VALUE", name, flags);
  return found;
}

function modeOf(mode, otherwise, name = "mode") {
  if (mode === undefined || mode === null) mode = otherwise;
  if (typeof mode === "string") {
    if (!/^[0-7]+$/.test(mode)) {
      throw make("ERR_INVALID_ARG_VALUE", name, mode, "must be a 32-bit unsigned integer or an octal string");
    }
    return parseInt(mode, 8);
  }
  if (typeof mode !== "number") throw make("ERR_INVALID_ARG_TYPE", name, "number", mode);
  require("internal/validators").checkInteger(mode, name, 0, 0xffffffff);
  return mode;
}

/** Options that may be the encoding alone. */
function optionsOf(options, defaults) {
  if (options === undefined || options === null || typeof options === "function") return defaults;
  if (typeof options === "string") options = { encoding: options };
  else if (typeof options !== "object") throw make("ERR_INVALID_ARG_TYPE", "options", ["string", "Object"], options);
  const { encoding, signal } = options;
  if (encoding !== undefined && encoding !== null && encoding !== "buffer" && !Buffer.isEncoding(encoding)) {
    throw make("ERR_INVALID_ARG_VALUE", "encoding", encoding, "is invalid encoding");
  }
  if (signal !== undefined && (signal === null || typeof signal !== "object" || !("aborted" in signal))) {
    throw make("ERR_INVALID_ARG_TYPE", "options.signal", "AbortSignal", signal);
  }
  return { ...defaults, ...options };
}

function secondsOf(time, name = "time") {
  if (typeof time === "string" && +time == time) return +time;
  if (Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (time instanceof Date || Object.prototype.toString.call(time) === "[object Date]") return time.getTime() / 1000;
  throw make("ERR_INVALID_ARG_TYPE", name, ["Date", "Time in seconds"], time);
}

// --- Stats

const KINDS = { isDirectory: "S_IFDIR", isFile: "S_IFREG", isBlockDevice: "S_IFBLK", isCharacterDevice: "S_IFCHR",
  isSymbolicLink: "S_IFLNK", isFIFO: "S_IFIFO", isSocket: "S_IFSOCK" };

function StatsBase() {}
for (const [name, kind] of Object.entries(KINDS)) {
  StatsBase.prototype[name] = function () { return (Number(this.mode) & constants.S_IFMT) === constants[kind]; };
}

const FIELDS = ["dev", "mode", "nlink", "uid", "gid", "rdev", "blksize", "ino", "size", "blocks"];
const TIMES = ["atime", "mtime", "ctime", "birthtime"];

function Stats(fields) {
  const [dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks] = fields;
  this.dev = dev;
  this.mode = mode;
  this.nlink = nlink;
  this.uid = uid;
  this.gid = gid;
  this.rdev = rdev;
  this.blksize = blksize;
  this.ino = ino;
  this.size = size;
  this.blocks = blocks;
  TIMES.forEach((name, i) => {
    const at = FIELDS.length + 2 * i;
    this[`${name}Ms`] = fields[at] * 1000 + fields[at + 1] / 1e6;
  });
  for (const name of TIMES) this[name] = new Date(this[`${name}Ms`] + 0.5);
}
Object.setPrototypeOf(Stats.prototype, StatsBase.prototype);
Object.setPrototypeOf(Stats, StatsBase);

function BigIntStats(fields) {
  FIELDS.forEach((name, i) => { this[name] = BigInt(fields[i]); });
  TIMES.forEach((name, i) => {
    const at = FIELDS.length + 2 * i;
    const ns = BigInt(fields[at]) * 1000000000n + BigInt(fields[at + 1]);
    this[`${name}Ms`] = ns / 1000000n;
  });
  TIMES.forEach((name, i) => {
    const at = FIELDS.length + 2 * i;
    this[`${name}Ns`] = BigInt(fields[at]) * 1000000000n + BigInt(fields[at + 1]);
  });
  for (const name of TIMES) this[name] = new Date(Number(this[`${name}Ms`]));
}
Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype);

const statsOf = (fields, options) => options && options.bigint ? new BigIntStats(fields) : new Stats(fields);

function StatFs(fields, options) {
  ["type", "bsize", "blocks", "bfree", "bavail", "files", "ffree"].forEach((name, i) => {
    this[name] = options && options.bigint ? BigInt(fields[i]) : fields[i];
  });
}

// --- Dirents

const kType = Symbol("type");

class Dirent {
  constructor(name, path, type) {
    this.name = name;
    this.parentPath = path;
    this.path = path;
    this[kType] = type;
  }
}
const direntKinds = { isDirectory: "UV_DIRENT_DIR", isFile: "UV_DIRENT_FILE", isBlockDevice: "UV_DIRENT_BLOCK",
  isCharacterDevice: "UV_DIRENT_CHAR", isSymbolicLink: "UV_DIRENT_LINK", isFIFO: "UV_DIRENT_FIFO",
  isSocket: "UV_DIRENT_SOCKET" };
for (const [name, kind] of Object.entries(direntKinds)) {
  Object.defineProperty(Dirent.prototype, name, {
    value() { return this[kType] === constants[kind]; }, writable: true, configurable: true,
  });
}

/** A text in the encoding that was asked for. */
function encoded(text, options) {
  const encoding = options && options.encoding;
  if (!encoding || encoding === "utf8" || encoding === "utf-8") return text;
  const bytes = Buffer.from(text);
  return encoding === "buffer" ? bytes : bytes.toString(encoding);
}

module.exports = { constants, pathOf, fdOf, flagsOf, modeOf, optionsOf, secondsOf, Stats, BigIntStats, statsOf, StatFs,
  Dirent, encoded };
