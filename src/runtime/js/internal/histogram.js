// Histograms: how often each value was recorded, with three significant digits; and how late the loop is.
"use strict";
const { make } = require("internal/errors");
const { checkInteger } = require("internal/validators");

const EMPTY_MIN = 2n ** 63n - 1n; // the least of nothing, as Node says it
const DIGITS = 2048; // values below are counted one by one, others in steps of a 1024th or less
const kCreate = Symbol("create");

/** How many values count as the same as `value`. */
function stepOf(value) {
  let step = 1;
  while (value / step >= DIGITS) step *= 2;
  return step;
}

const leastOf = (value, step = stepOf(value)) => Math.floor(value / step) * step;
const middleOf = (least) => least + Math.floor(stepOf(least) / 2);

class Histogram {
  #counts = new Map(); // by the least that counts as the same
  #highest;
  constructor(key, { highest = Number.MAX_SAFE_INTEGER } = {}) {
    if (key !== kCreate) throw make("ERR_ILLEGAL_CONSTRUCTOR");
    this.#highest = Number(highest);
    this.#clear();
  }
  #count; #exceeds; #min; #max;
  #clear() {
    this.#counts.clear();
    this.#count = this.#exceeds = this.#max = 0;
    this.#min = Number(EMPTY_MIN);
  }
  static add(histogram, value, times = 1) {
    if (value > histogram.#highest) {
      histogram.#exceeds += times;
      return;
    }
    const least = leastOf(value);
    histogram.#counts.set(least, (histogram.#counts.get(least) || 0) + times);
    histogram.#count += times;
    histogram.#min = Math.min(histogram.#min, value);
    histogram.#max = Math.max(histogram.#max, value);
  }
  static addAll(histogram, other) {
    for (const [value, times] of other.#counts) Histogram.add(histogram, value, times);
    histogram.#exceeds += other.#exceeds;
  }
  get count() { return this.#count; }
  get countBigInt() { return BigInt(this.#count); }
  get exceeds() { return this.#exceeds; }
  get exceedsBigInt() { return BigInt(this.#exceeds); }
  get min() { return this.#min; }
  get minBigInt() { return this.#count === 0 ? EMPTY_MIN : BigInt(this.#min); }
  get max() { return leastOf(this.#max) + stepOf(this.#max) - 1; }
  get maxBigInt() { return BigInt(this.max); }
  get mean() { return this.#sum(middleOf) / this.#count; }
  get stddev() {
    const { mean } = this;
    return Math.sqrt(this.#sum((least) => (middleOf(least) - mean) ** 2) / this.#count);
  }
  #sum(part) {
    let sum = 0;
    for (const [least, times] of this.#counts) sum += part(least) * times;
    return sum;
  }
  percentile(percentile) {
    if (typeof percentile !== "number") throw make("ERR_INVALID_ARG_TYPE", "percentile", "number", percentile);
    if (!(percentile > 0 && percentile <= 100)) {
      throw make("ERR_OUT_OF_RANGE", "percentile", "> 0 && <= 100", percentile);
    }
    const wanted = Math.max(1, Math.ceil(percentile / 100 * this.#count));
    let before = 0;
    for (const value of [...this.#counts.keys()].sort((a, b) => a - b)) {
      before += this.#counts.get(value);
      if (before >= wanted) return value;
    }
    return 0;
  }
  percentileBigInt(percentile) { return BigInt(this.percentile(percentile)); }
  /** From 0 on, each one half as far from 100 as the one before; up to that of the largest value. */
  get percentiles() {
    const found = new Map();
    if (this.#count > 0) {
      found.set(0, this.percentile(Number.MIN_VALUE));
      const last = this.percentile(100);
      for (let at = 50; found.get(0) !== last; at += (100 - at) / 2) {
        const value = this.percentile(at);
        found.set(at, value);
        if (value === last) break;
      }
    }
    return found.set(100, this.#count > 0 ? this.percentile(100) : 0);
  }
  get percentilesBigInt() {
    return new Map([...this.percentiles].map(([percentile, value]) => [percentile, BigInt(value)]));
  }
  reset() { this.#clear(); }
  toJSON() {
    const { count, min, max, mean, exceeds, stddev, percentiles } = this;
    return { count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(percentiles) };
  }
  [Symbol.for("nodejs.util.inspect.custom")](depth, options, inspect) {
    const { min, max, mean, exceeds, stddev, count, percentiles } = this;
    return `Histogram ${inspect({ min, max, mean, exceeds, stddev, count, percentiles }, options)}`;
  }
}

class RecordableHistogram extends Histogram {
  #last;
  record(value) {
    if (typeof value === "bigint") return void Histogram.add(this, Number(value));
    checkInteger(value, "val", 1);
    Histogram.add(this, value);
  }
  recordDelta() {
    const now = process.hrtime.bigint();
    if (this.#last !== undefined) Histogram.add(this, Math.max(1, Number(now - this.#last)));
    this.#last = now;
  }
  add(other) {
    if (!(other instanceof RecordableHistogram)) {
      throw make("ERR_INVALID_ARG_TYPE", "other", "RecordableHistogram", other);
    }
    Histogram.addAll(this, other);
  }
}

/** Records how many nanoseconds too late a timer is, again and again. */
class IntervalHistogram extends Histogram {
  #timer = null;
  #resolution;
  constructor(key, resolution) {
    super(key);
    this.#resolution = resolution;
  }
  enable() {
    if (this.#timer !== null) return false;
    let last = process.hrtime.bigint();
    this.#timer = setInterval(() => {
      const now = process.hrtime.bigint();
      Histogram.add(this, Math.max(1, Number(now - last)));
      last = now;
    }, this.#resolution).unref();
    return true;
  }
  disable() {
    if (this.#timer === null) return false;
    clearInterval(this.#timer);
    this.#timer = null;
    return true;
  }
}

function createHistogram(options = {}) {
  return new RecordableHistogram(kCreate, options);
}

function monitorEventLoopDelay(options = {}) {
  const { resolution = 10 } = options;
  checkInteger(resolution, "options.resolution", 1);
  return new IntervalHistogram(kCreate, resolution);
}

module.exports = { createHistogram, monitorEventLoopDelay };
