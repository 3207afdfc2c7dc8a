// fs.watch, by what the system tells; and fs.watchFile, by looking again and again.
"use strict";
/* global internalBinding */
const binding = internalBinding("fs");
const EventEmitter = require("events");
const { context } = require("internal/ticks");
const { callLater } = require("internal/fs_calls");
const { pathOf, Stats, encoded } = require("internal/fs_values");
const { checkFunction } = require("internal/validators");
const { systemError } = require("internal/system_error");

const RENAME = 1;

class FSWatcher extends EventEmitter {
  #handle = null;
  start(path, { persistent = true, recursive = false, encoding }) {
    const handle = binding.watch(path, recursive, context.bind((events, name) => {
      if (events < 0) {
        const error = systemError(events, "watch", path);
        error.filename = name;
        this.close();
        return this.emit("error", error);
      }
      this.emit("change", events & RENAME ? "rename" : "change", name === null ? null : encoded(name, { encoding }));
    }));
    if (typeof handle === "number") {
      const error = systemError(handle, "watch", path);
      error.filename = path;
      throw error;
    }
    this.#handle = handle;
    if (!persistent) binding.handles.unref(handle);
  }
  close() {
    if (this.#handle === null) return;
    binding.handles.close(this.#handle);
    this.#handle = null;
    process.nextTick(() => this.emit("close"));
  }
  ref() {
    if (this.#handle !== null) binding.handles.ref(this.#handle);
    return this;
  }
  unref() {
    if (this.#handle !== null) binding.handles.unref(this.#handle);
    return this;
  }
}

function watch(path, options, listener) {
  if (typeof options === "function") [options, listener] = [{}, options];
  if (typeof options === "string") options = { encoding: options };
  const watcher = new FSWatcher();
  watcher.start(pathOf(path, "filename"), options || {});
  if (listener) watcher.on("change", listener);
  const { signal } = options || {};
  if (signal) {
    if (signal.aborted) process.nextTick(() => watcher.close());
    else signal.addEventListener("abort", () => watcher.close(), { once: true });
  }
  return watcher;
}

const watched = new Map();
const INTERVAL = 5007;

function nothing() {
  return new Stats(new Array(18).fill(0));
}

class StatWatcher extends EventEmitter {
  constructor(path, interval, persistent) {
    super();
    this.path = path;
    this.last = null;
    this.timer = setInterval(() => this.look(), interval);
    if (!persistent) this.timer.unref();
    this.look();
  }
  look() {
    callLater("stat", [this.path], (error, stat) => {
      const now = error ? nothing() : stat, before = this.last;
      this.last = now;
      if (before === null) {
        if (error) this.emit("change", now, now);
      } else if (before.mtimeMs !== now.mtimeMs || before.size !== now.size || before.ino !== now.ino
        || before.ctimeMs !== now.ctimeMs) {
        this.emit("change", now, before);
      }
    });
  }
  stop() { clearInterval(this.timer); }
  ref() {
    this.timer.ref();
    return this;
  }
  unref() {
    this.timer.unref();
    return this;
  }
}

function watchFile(path, options, listener) {
  if (typeof options === "function") [options, listener] = [{}, options];
  checkFunction(listener, "listener");
  path = require("path").resolve(pathOf(path, "filename"));
  const { interval = INTERVAL, persistent = true } = options || {};
  let watcher = watched.get(path);
  if (watcher === undefined) watched.set(path, watcher = new StatWatcher(path, interval, persistent));
  watcher.on("change", listener);
  return watcher;
}

function unwatchFile(path, listener) {
  path = require("path").resolve(pathOf(path, "filename"));
  const watcher = watched.get(path);
  if (watcher === undefined) return;
  if (listener) watcher.removeListener("change", listener);
  else watcher.removeAllListeners("change");
  if (watcher.listenerCount("change") > 0) return;
  watcher.stop();
  watched.delete(path);
}

module.exports = { watch, watchFile, unwatchFile, FSWatcher };
