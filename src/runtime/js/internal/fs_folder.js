// fs.Dir: a folder whose entries are given one by one.
"use strict";
const { make } = require("internal/errors");
const { runNow, runPromised, trees } = require("internal/fs_trees");
const { optionsOf, pathOf } = require("internal/fs_values");

class Dir {
  #entries;
  #next = 0;
  #isClosed = false;
  #path;
  constructor(folder, entries) {
    this.#path = folder;
    this.#entries = entries;
  }
  get path() { return this.#path; }
  #check() {
    if (this.#isClosed) throw make("ERR_DIR_CLOSED");
  }
  readSync() {
    this.#check();
    if (this.#next >= this.#entries.length) return null;
    return this.#entries[this.#next++];
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

const listing = (folder, options) => trees.readdir(folder, { ...optionsOf(options, {}), withFileTypes: true });

function opendirSync(folder, options) {
  try {
    return new Dir(pathOf(folder), runNow(listing(folder, options)));
  } catch (error) {
    throw renamed(error);
  }
}

async function opendirPromised(folder, options) {
  try {
    return new Dir(pathOf(folder), await runPromised(listing(folder, options)));
  } catch (error) {
    throw renamed(error);
  }
}

function opendir(folder, options, callback = options) {
  if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", "callback", "function", callback);
  opendirPromised(folder, options).then((dir) => process.nextTick(callback, null, dir),
    (error) => process.nextTick(callback, error));
}

module.exports = { Dir, opendir, opendirSync, opendirPromised };
