// Node's `perf_hooks`: the clock, marks and measures.
"use strict";
/* global internalBinding */
const binding = internalBinding("process");
const { make } = require("internal/errors");
const { checkObject } = require("internal/validators");
const histograms = require.later("internal/histogram");

const times = new Float64Array(2);
const now = () => binding.hrtime(times);
const timeOrigin = Date.now() - now();
const entries = [];
const observers = new Set();

class PerformanceEntry {
  constructor(name, entryType, startTime, duration, detail) {
    this.name = name;
    this.entryType = entryType;
    this.startTime = startTime;
    this.duration = duration;
    if (detail !== undefined) this.detail = detail;
  }
  toJSON() { return { ...this }; }
}

class PerformanceMark extends PerformanceEntry {
  constructor(name, options = {}) {
    if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "name");
    super(`${name}`, "mark", options.startTime ?? now(), 0, options.detail ?? null);
  }
}

class PerformanceMeasure extends PerformanceEntry {}

function add(entry) {
  const later = entries.findIndex((one) => one.startTime > entry.startTime);
  entries.splice(later < 0 ? entries.length : later, 0, entry); // in the order of their starts
  for (const observer of observers) observer.take(entry);
  return entry;
}

function startOf(mark) {
  if (typeof mark === "number") return mark;
  const found = entries.findLast((entry) => entry.entryType === "mark" && entry.name === mark);
  if (found === undefined) {
    throw new DOMException(`The "${mark}" performance mark has not been set`, "SyntaxError");
  }
  return found.startTime;
}

const clear = (type) => (name) => {
  for (let i = entries.length - 1; i >= 0; i--) {
    if (entries[i].entryType === type && (name === undefined || entries[i].name === name)) entries.splice(i, 1);
  }
};

const performance = {
  now, timeOrigin,
  mark: (...values) => add(new PerformanceMark(...values)),
  measure(name, start, end) {
    const options = typeof start === "object" && start !== null ? start : { start, end };
    const from = options.start === undefined ? 0 : startOf(options.start);
    const to = options.end === undefined ? options.duration === undefined ? now() : from + options.duration
      : startOf(options.end);
    return add(new PerformanceMeasure(name, "measure", from, to - from, options.detail ?? null));
  },
  clearMarks: clear("mark"), clearMeasures: clear("measure"), clearResourceTimings() {},
  getEntries: () => [...entries],
  getEntriesByName: (name, type) => entries.filter((entry) => entry.name === name && (!type || entry.entryType ===
    type)),
  getEntriesByType: (type) => entries.filter((entry) => entry.entryType === type),
  eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
  timerify,
  markResourceTiming() {}, setResourceTimingBufferSize() {},
  toJSON: () => ({ nodeTiming: {}, timeOrigin, eventLoopUtilization: {} }),
  nodeTiming: { name: "node", entryType: "node", startTime: 0, get duration() { return now(); }, bootstrapComplete: 0 },
};
Object.defineProperty(performance, Symbol.toStringTag, { value: "Performance" });

/** A function whose calls are entries for those who observe "function". */
function timerify(callback, { histogram } = {}) {
  if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", "fn", "function", callback);
  const timed = function (...values) {
    const start = now();
    const end = (result) => {
      const duration = now() - start;
      if (histogram) histogram.record(Math.ceil(duration * 1e6));
      const entry = new PerformanceEntry(callback.name, "function", start, duration);
      entry.detail = values;
      for (const observer of observers) observer.take(entry);
      return result;
    };
    if (new.target) return end(Reflect.construct(callback, values, callback));
    const result = Reflect.apply(callback, this, values);
    return typeof result?.finally === "function" ? result.finally(end) : end(result);
  };
  return Object.defineProperties(timed, {
    length: { value: callback.length, configurable: true },
    name: { value: `timerified ${callback.name}`, configurable: true },
  });
}

class PerformanceObserverEntryList {
  #list;
  constructor(list) { this.#list = list; }
  getEntries() { return [...this.#list]; }
  getEntriesByName(name, type) {
    return this.#list.filter((one) => one.name === name && (type === undefined || one.entryType === type));
  }
  getEntriesByType(type) { return this.#list.filter((one) => one.entryType === type); }
}

class PerformanceObserver {
  #callback;
  #types = new Set();
  #queue = [];
  constructor(callback) {
    if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", "callback", "Function", callback);
    this.#callback = callback;
  }
  observe(options = {}) {
    checkObject(options);
    const { entryTypes, type } = options;
    if (entryTypes === undefined && type === undefined) {
      throw make("ERR_MISSING_ARGS", "options.entryTypes", "options.type");
    }
    for (const one of entryTypes || [type]) this.#types.add(one);
    observers.add(this);
  }
  disconnect() { observers.delete(this); }
  takeRecords() { return this.#queue.splice(0); }
  take(entry) {
    if (!this.#types.has(entry.entryType)) return;
    if (this.#queue.push(entry) > 1) return;
    setImmediate(() => {
      const list = this.takeRecords();
      if (list.length === 0) return;
      this.#callback(new PerformanceObserverEntryList(list), this);
    });
  }
  static get supportedEntryTypes() { return ["function", "mark", "measure"]; }
}

module.exports = {
  performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList,
  createHistogram: (options) => histograms().createHistogram(options),
  monitorEventLoopDelay: (options) => histograms().monitorEventLoopDelay(options),
  constants: {},
};
