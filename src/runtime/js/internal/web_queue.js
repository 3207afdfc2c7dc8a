// What the streams of the web share: queues with sizes, strategies, promises that are settled from outside.
"use strict";
const { tag } = require("internal/web_class");
const { make } = require("internal/errors");
const { checkFunction, checkObject } = require("internal/validators");

const kState = Symbol("kState");

/** A promise with its two functions; nobody is told if it is rejected and not waited for. */
function deferred() {
  const pair = Promise.withResolvers ? Promise.withResolvers() : withResolvers();
  pair.promise.then(undefined, () => {});
  pair.isPending = true;
  return pair;
}

function withResolvers() {
  let resolve, reject;
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function resolved(value) {
  const pair = deferred();
  settle(pair, value);
  return pair;
}

function rejected(error) {
  const pair = deferred();
  fail(pair, error);
  return pair;
}

function settle(pair, value) {
  pair.isPending = false;
  pair.resolve(value);
}

function fail(pair, error) {
  pair.isPending = false;
  pair.reject(error);
}

/** Chunks with their sizes, first in, first out. */
class Queue {
  constructor() {
    this.reset();
  }
  reset() {
    this.items = [];
    this.start = 0;
    this.total = 0;
  }
  get length() { return this.items.length - this.start; }
  push(value, size) {
    if (typeof size !== "number" || !(size >= 0) || size === Infinity) {
      throw make("ERR_INVALID_ARG_VALUE", "chunkSize", size);
    }
    this.items.push({ value, size });
    this.total += size;
  }
  peek() { return this.items[this.start].value; }
  shift() {
    const item = this.items[this.start];
    this.items[this.start++] = undefined;
    if (this.start === this.items.length) {
      this.items = [];
      this.start = 0;
    } else if (this.start > 256) {
      this.items.splice(0, this.start);
      this.start = 0;
    }
    this.total = Math.max(0, this.total - item.size);
    return item.value;
  }
}

/** The method of an object given by users, called on that; undefined if it has none. */
function methodOf(object, name) {
  const method = object === undefined || object === null ? undefined : object[name];
  if (method === undefined) return undefined;
  checkFunction(method, name);
  return (...values) => method.apply(object, values);
}

/** The same as a promise, whatever it does. */
function promiseMethod(object, name, fallback = undefined) {
  const method = methodOf(object, name);
  if (method === undefined) return fallback || (() => Promise.resolve());
  return async (...values) => method(...values);
}

function markOf(strategy, fallback) {
  if (strategy === undefined || strategy === null || strategy.highWaterMark === undefined) return fallback;
  const mark = Number(strategy.highWaterMark);
  if (Number.isNaN(mark) || mark < 0) {
    throw make("ERR_INVALID_ARG_VALUE", "strategy.highWaterMark", strategy.highWaterMark);
  }
  return mark;
}

function sizeOf(strategy) {
  const size = strategy === undefined || strategy === null ? undefined : strategy.size;
  if (size === undefined) return () => 1;
  checkFunction(size, "strategy.size");
  return (chunk) => size.call(undefined, chunk);
}

const byteLength = (chunk) => chunk.byteLength;
const one = () => 1;

class Strategy {
  #mark;
  constructor(init) {
    checkObject(init, "init");
    if (init.highWaterMark === undefined) throw make("ERR_MISSING_OPTION", "init.highWaterMark");
    this.#mark = Number(init.highWaterMark);
  }
  get highWaterMark() { return this.#mark; }
}

class ByteLengthQueuingStrategy extends Strategy {
  get size() { return byteLength; }
}

class CountQueuingStrategy extends Strategy {
  get size() { return one; }
}

tag(ByteLengthQueuingStrategy);
tag(CountQueuingStrategy);

const wrongState = (text) => {
  const error = make("ERR_INVALID_STATE", text);
  return Object.assign(new TypeError(error.message), { code: error.code });
};

function wrongThis(name) {
  return make("ERR_INVALID_THIS", name);
}

module.exports = {
  kState, deferred, resolved, rejected, settle, fail, Queue, methodOf, promiseMethod, markOf, sizeOf, wrongState,
  wrongThis, ByteLengthQueuingStrategy, CountQueuingStrategy,
};
