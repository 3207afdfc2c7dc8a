// SharedArrayBuffer, whose memory other processes can have, too: a worker is one. To the engine it is an ArrayBuffer at
// a place of ours; it passes for what it should be by its prototype, which the engine's own kind keeps for itself, too.
"use strict";
/* global internalBinding */
const binding = internalBinding("shared");
const { errno: numbers } = require("os").constants;

const getterOf = (object, name) => Object.getOwnPropertyDescriptor(object, name).get;
const lengthOf = getterOf(ArrayBuffer.prototype, "byteLength");
const descriptors = new WeakMap(); // of buffers that are ours
const ATOMIC = { Int32Array: true, BigInt64Array: true };
let Native; // the engine's

function hold(made, length) {
  if (typeof made === "number") throw new RangeError(`Array buffer allocation failed (${length} bytes)`);
  const [buffer, descriptor] = made;
  descriptors.set(buffer, descriptor);
  return buffer;
}

function lengthFrom(value) {
  const length = Math.trunc(Number(value)) || 0;
  if (length < 0 || length > Number.MAX_SAFE_INTEGER) throw new RangeError("Invalid array buffer length");
  return length;
}

function SharedArrayBuffer(size, options = undefined) {
  if (new.target === undefined) throw new TypeError("Constructor SharedArrayBuffer requires 'new'");
  if (options?.maxByteLength !== undefined) return Reflect.construct(Native, [size, options], new.target);
  const length = lengthFrom(size);
  return Object.setPrototypeOf(hold(binding.make(length), length), new.target.prototype);
}

/** What is asked of a buffer of ours, in the place of the engine's getter or method. */
function replace(name, ofOurs) {
  const { prototype } = Native;
  const found = Object.getOwnPropertyDescriptor(prototype, name);
  if (found === undefined) return;
  const kind = found.get === undefined ? "value" : "get", native = found[kind];
  const made = { [name](...values) {
    return descriptors.has(this) ? ofOurs.apply(this, values) : native.apply(this, values);
  } }[name];
  if (kind === "get") Object.defineProperty(made, "name", { value: `get ${name}` });
  Object.defineProperty(prototype, name, { ...found, [kind]: made });
}

function byteLength() { return lengthOf.call(this); }

function slice(start, end) {
  const part = new Uint8Array(this).slice(start, end);
  const copy = new SharedArrayBuffer(part.length);
  new Uint8Array(copy).set(part);
  return copy;
}

/** The word that waiting is about, or undefined where the memory is none of ours. */
function wordOf(view, index) {
  if (!ArrayBuffer.isView(view) || !descriptors.has(view.buffer)) return undefined;
  if (!Object.hasOwn(ATOMIC, view[Symbol.toStringTag])) return undefined;
  const place = Math.trunc(Number(index)) || 0;
  if (place < 0 || place >= view.length) throw new RangeError("Invalid atomic access index");
  return new Int32Array(view.buffer, view.byteOffset + place * view.BYTES_PER_ELEMENT, 1);
}

const wantedOf = (view, value) => typeof view[0] === "bigint" ? BigInt.asIntN(64, BigInt(value)) : value | 0;
const limitOf = (timeout) => Number.isNaN(Number(timeout)) ? Infinity : Math.max(0, Number(timeout));

/** On a little-endian machine the first word of a large number is its low half. */
const lowHalf = (value) => typeof value === "bigint" ? Number(BigInt.asIntN(32, value)) : value | 0;

function waitAt(view, index, wanted, timeout) {
  const until = performance.now() + timeout;
  for (;;) {
    if (Atomics.load(view, index) !== wanted) return "not-equal";
    const rest = timeout === Infinity ? timeout : until - performance.now();
    if (rest <= 0) return "timed-out";
    const code = binding.wait(wordOf(view, index), lowHalf(wanted), rest);
    if (code === 0) return "ok";
    if (code === -numbers.ETIMEDOUT) return "timed-out";
    if (code === -numbers.EAGAIN) return "not-equal";
  }
}

const waiting = new Map(); // views that somebody waits at → handles

function waitBeside(view, index, wanted, timeout) {
  if (Atomics.load(view, index) !== wanted) return { async: false, value: "not-equal" };
  if (timeout === 0) return { async: false, value: "timed-out" };
  const word = wordOf(view, index);
  const value = new Promise((resolve) => {
    const end = (code) => {
      waiting.delete(word);
      resolve(code === -numbers.ETIMEDOUT ? "timed-out" : "ok");
    };
    const handle = binding.waitBeside(word, lowHalf(wanted), timeout, end);
    if (typeof handle === "number") end(handle);
    else waiting.set(word, handle);
  });
  return { async: true, value };
}

/** Waiting keeps nobody alive, but who has been woken is to hear of it. */
function notifyAt(word, count) {
  const woken = binding.notify(word, count);
  for (const [one, handle] of waiting) {
    if (woken > 0 && one.buffer === word.buffer && one.byteOffset === word.byteOffset) binding.ref(handle);
  }
  return woken;
}

function changeAtomics() {
  const { wait, notify } = Atomics;
  const define = (name, value) =>
    Object.defineProperty(Atomics, name, { value, writable: true, configurable: true, enumerable: false });
  define("wait", { wait(view, index, value, timeout = Infinity) {
    if (wordOf(view, index) === undefined) return wait(view, index, value, timeout);
    return waitAt(view, index, wantedOf(view, value), limitOf(timeout));
  } }.wait);
  define("waitAsync", { waitAsync(view, index, value, timeout = Infinity) {
    if (wordOf(view, index) === undefined) throw new TypeError(`${view} is not a shared typed array.`);
    return waitBeside(view, index, wantedOf(view, value), limitOf(timeout));
  } }.waitAsync);
  define("notify", { notify(view, index, count = Infinity) {
    const word = wordOf(view, index);
    return word === undefined ? notify(view, index, count) : notifyAt(word, Math.max(0, Math.trunc(count)));
  } }.notify);
}

/** What another process needs to open the buffer: undefined where it can't. */
function placeOf(buffer) {
  const descriptor = descriptors.get(buffer);
  return descriptor === undefined ? undefined : [binding.process, descriptor, buffer.byteLength];
}

/** The buffer whose place another process has told. */
function open([processId, descriptor, length]) {
  const buffer = hold(binding.open(processId, descriptor, length), length);
  return Object.setPrototypeOf(buffer, globalThis.SharedArrayBuffer.prototype);
}

/** The class that scripts get: the engine's own where the system has no such memory. */
function makeClass(own) {
  Native = own;
  if (binding.make === undefined) return own;
  replace("byteLength", byteLength);
  replace("maxByteLength", byteLength);
  replace("growable", () => false);
  replace("slice", slice);
  SharedArrayBuffer.prototype = Native.prototype;
  Object.defineProperty(SharedArrayBuffer, "length", { value: 1 });
  Object.defineProperty(SharedArrayBuffer, Symbol.species, Object.getOwnPropertyDescriptor(Native, Symbol.species));
  Object.defineProperty(Native.prototype, "constructor", { value: SharedArrayBuffer });
  changeAtomics();
  return SharedArrayBuffer;
}

module.exports = { makeClass, placeOf, open };
