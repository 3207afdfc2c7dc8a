// Node's `fs/promises`, and its FileHandle.
"use strict";
const fs = require("fs");
const EventEmitter = require("events");
const { make } = require("internal/errors");
const { awaited, callPromised } = require("internal/fs_calls");
const { runPromised, trees } = require("internal/fs_trees");
const { constants } = require("internal/fs_values");
const bytes = require("internal/fs_bytes");

/** A promise of what a function of `fs` gives to its callback. */
function promised(name, args) {
  return new Promise((resolve, reject) => {
    fs[name](...args, (error, value) => error ? reject(awaited(error)) : resolve(value));
  });
}

const kFd = Symbol("fd");

class FileHandle extends EventEmitter {
  constructor(fd) {
    super();
    this[kFd] = fd;
  }
  get fd() { return this[kFd]; }
  #open() {
    if (this[kFd] === -1) {
      const error = new Error("file closed");
      error.code = "EBADF";
      throw error;
    }
    return this[kFd];
  }
  async read(...args) {
    const wanted = bytes.readArguments(...args), fd = this.#open();
    return new Promise((resolve, reject) => {
      bytes.readLater(fd, wanted, (error, bytesRead) => error ? reject(error)
        : resolve({ __proto__: null, bytesRead, buffer: wanted.buffer }));
    });
  }
  async write(data, ...rest) {
    const wanted = bytes.writeArguments(data, ...rest), fd = this.#open();
    return new Promise((resolve, reject) => {
      bytes.writeLater(fd, wanted, (error, bytesWritten) => error ? reject(error)
        : resolve({ __proto__: null, bytesWritten, buffer: data }));
    });
  }
  async readv(buffers, position) {
    return new Promise((resolve, reject) => {
      fs.readv(this.#open(), buffers, position, (error, bytesRead) => error ? reject(error) : resolve({ __proto__: null,
        bytesRead, buffers }));
    });
  }
  async writev(buffers, position) {
    return new Promise((resolve, reject) => {
      fs.writev(this.#open(), buffers, position, (error, count) => error ? reject(error)
        : resolve({ __proto__: null, bytesWritten: count, buffers }));
    });
  }
  async readFile(options) { return promised("readFile", [this.#open(), options]); }
  async writeFile(data, options) { return writeFile(this, data, options); }
  async appendFile(data, options) { return writeFile(this, data, options); }
  async stat(options) { return callPromised("fstat", [this.#open(), options]); }
  async truncate(size = 0) { return callPromised("ftruncate", [this.#open(), size]); }
  async sync() { return callPromised("fsync", [this.#open()]); }
  async datasync() { return callPromised("fdatasync", [this.#open()]); }
  async chmod(mode) { return callPromised("fchmod", [this.#open(), mode]); }
  async chown(uid, gid) { return callPromised("fchown", [this.#open(), uid, gid]); }
  async utimes(atime, mtime) { return callPromised("futimes", [this.#open(), atime, mtime]); }
  async close() {
    if (this[kFd] === -1) return;
    const fd = this[kFd];
    this[kFd] = -1;
    await callPromised("close", [fd]);
    this.emit("close");
  }
  createReadStream(options) {
    this.#open();
    return fs.createReadStream(null, { ...options, fd: this });
  }
  createWriteStream(options) {
    this.#open();
    return fs.createWriteStream(null, { ...options, fd: this });
  }
  readableWebStream() {
    const pieces = this.createReadStream({ autoClose: false })[Symbol.asyncIterator]();
    return new ReadableStream({
      async pull(controller) {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value.buffer.slice(value.byteOffset, value.byteOffset + value.length));
      },
      async cancel() { await pieces.return(); },
    }, { highWaterMark: 0 });
  }
  readLines(options) {
    return require("readline").createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }
  [Symbol.asyncDispose]() { return this.close(); }
}

async function open(path, flags, mode) {
  return new FileHandle(await callPromised("open", [path, flags, mode]));
}

const target = (path) => path instanceof FileHandle ? path.fd : path;

/** Data may be an iterable of pieces, too. */
async function writeFile(path, data, options) {
  const isPiecewise = data !== null && typeof data === "object" && !ArrayBuffer.isView(data)
    && (data[Symbol.asyncIterator] || data[Symbol.iterator]);
  if (!isPiecewise) return promised("writeFile", [target(path), data, options]);
  const given = typeof options === "string" ? { encoding: options } : options || {};
  const own = path instanceof FileHandle ? null : await open(path, given.flag || "w", given.mode);
  const handle = own || path;
  try {
    for await (const piece of data) {
      await promised("writeFile", [handle.fd, bytes.bytesOf(piece, given.encoding), { signal: given.signal }]);
    }
  } finally {
    if (own) await own.close();
  }
}

const exported = {
  open, constants, writeFile,
  readFile: async (path, options) => promised("readFile", [target(path), options]),
  appendFile: async (path, data, options) => promised("appendFile", [target(path), data, options]),
  truncate: async (path, size) => promised("truncate", [path, size || 0]),
  lchmod: async () => { throw make("ERR_METHOD_NOT_IMPLEMENTED", "lchmod()"); },
  symlink: async (to, path) => callPromised("symlink", [to, path]),
  opendir: (path, options) => require("internal/fs_folder").opendirPromised(path, options),
  watch: (path, options) => watchIterated(path, options),
};
for (const name of ["access", "chmod", "chown", "copyFile", "lchown", "link", "lstat", "lutimes", "mkdtemp", "readlink",
  "realpath", "rename", "stat", "statfs", "unlink", "utimes"]) {
  exported[name] = async (...args) => callPromised(name, args);
}
for (const name of ["mkdir", "readdir", "rm", "rmdir", "cp"]) {
  exported[name] = async (...args) => runPromised(trees[name](...args));
}

async function* watchIterated(path, options = {}) {
  const { on } = require("events");
  const watcher = fs.watch(path, { ...options, signal: undefined });
  try {
    for await (const [eventType, filename] of on(watcher, "change", { signal: options.signal })) yield { eventType,
      filename };
  } finally {
    watcher.close();
  }
}

module.exports = exported;
