// fs.Dir: a folder whose entries are given one by one.
"use strict";
const { make } = require("internal/errors");
const { callNow, callPromised } = require("internal/fs_calls");
const { Dirent, pathOf } = require("internal/fs_values");
const path = require("path");

class Dir {
  #entries;
  #next = 0;
  #isClosed = false;
  constructor(folder, entries) {
    this.path = folder;
    this.#entries = entries;
  }
  #check() {
    if (this.#isClosed) throw make("ERR_DIR_CLOSED");
  }
  readSync() {
    this.#check();
    if (this.#next >= this.#entries.length) return null;
    const [name, type] = [this.#entries[this.#next], this.#entries[this.#next + 1]];
    this.#next += 2;
    return new Dirent(name, path.resolve(this.path), type);
  }
  read(callback) {
    if (callback === undefined) return new Promise((resolve) => { resolve(this.readSync()); });
    this.#check();
    process.nextTick(callback, null, this.readSync());
  }
  closeSync() {
    this.#check();
    this.#isClosed = true;
  }
  close(callback) {
    if (callback === undefined) return new Promise((resolve) => { resolve(this.closeSync()); });
    this.closeSync();
    process.nextTick(callback, null);
  }
  async* entries() {
    try {
      for (let entry = this.readSync(); entry !== null; entry = this.readSync()) yield entry;
    } finally {
      if (!this.#isClosed) this.closeSync();
    }
  }
  [Symbol.asyncIterator]() { return this.entries(); }
}

const renamed = (error) => {
  error.syscall = "opendir";
  error.message = error.message.replace(", scandir", ", opendir");
  return error;
};

function opendirSync(folder) {
  try {
    return new Dir(pathOf(folder), callNow("listFolder", [folder]));
  } catch (error) {
    throw renamed(error);
  }
}

async function opendirPromised(folder) {
  try {
    return new Dir(pathOf(folder), await callPromised("listFolder", [folder]));
  } catch (error) {
    throw renamed(error);
  }
}

function opendir(folder, options, callback = options) {
  if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", "callback", "function", callback);
  opendirPromised(folder).then((dir) => process.nextTick(callback, null, dir), (error) => process.nextTick(callback,
    error));
}

module.exports = { Dir, opendir, opendirSync, opendirPromised };
