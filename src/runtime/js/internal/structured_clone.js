// structuredClone: a copy in depth, with cycles, Maps, Sets, dates, errors and bytes.
"use strict";
const types = require("util/types");

/** A method of what can be handed on: it gives the object that stands for it from then on. */
const kMove = Symbol("kMove");

function cannotClone(message) {
  return new (require("internal/dom_exception").DOMException)(message, "DataCloneError");
}

function refuse(value) {
  const { inspect } = require("internal/inspect");
  const text = typeof value === "function" ? Function.prototype.toString.call(value)
    : typeof value === "symbol" ? value.toString() : types.isPromise(value) ? "#<Promise>"
      : `#<${value?.constructor?.name || inspect(value, { depth: -1 })}>`;
  return cannotClone(`${text} could not be cloned.`);
}

const errorClasses = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

function copyBuffer(memory, memo) {
  if (types.isSharedArrayBuffer(memory)) return memory;
  let copy = memo.get(memory);
  if (copy === undefined) memo.set(memory, copy = memory.slice(0));
  return copy;
}

function copyView(view, memo) {
  const memory = copyBuffer(view.buffer, memo);
  if (view instanceof DataView) return new DataView(memory, view.byteOffset, view.byteLength);
  const Class = globalThis[Reflect.get(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag, view)];
  return new Class(memory, view.byteOffset, view.length);
}

function copyError(error) {
  const Class = errorClasses[error.name] || Error;
  const copy = new Class();
  const define = (key, value) =>
    Object.defineProperty(copy, key, { value, writable: true, configurable: true, enumerable: false });
  if (Object.hasOwn(error, "message")) define("message", String(error.message));
  define("stack", error.stack);
  return copy;
}

function boxed(value) {
  const plain = value.valueOf();
  if (typeof plain === "symbol") throw refuse(value);
  return Object(plain);
}

// An object without its contents, or a copy that is whole: [copy, whether it has contents].
function shell(value, memo) {
  if (Array.isArray(value)) return [new Array(value.length), true];
  if (types.isMap(value)) return [new Map(), true];
  if (types.isSet(value)) return [new Set(), true];
  if (types.isDate(value)) return [new Date(value.getTime()), false];
  if (types.isRegExp(value)) return [new RegExp(value.source, value.flags), false];
  if (types.isAnyArrayBuffer(value)) return [copyBuffer(value, memo), false];
  if (ArrayBuffer.isView(value)) return [copyView(value, memo), false];
  if (types.isNativeError(value)) return [copyError(value), false];
  if (types.isBoxedPrimitive(value)) return [boxed(value), false];
  const { Blob, File } = require("internal/blob");
  if (value instanceof File) {
    return [new File([value], value.name, { type: value.type, lastModified: value.lastModified }), false];
  }
  if (value instanceof Blob) return [value.slice(0, value.size, value.type), false];
  if (types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value) || value instanceof WeakRef ||
      types.isGeneratorObject(value) || types.isMapIterator(value) || types.isSetIterator(value)) {
    throw refuse(value);
  }
  if (value[kMove] !== undefined) throw require("internal/errors").make("ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST");
  return [{}, true];
}

// A list of what is still to be copied, not recursion, so that depth is no matter.
function copyAll(root, memo) {
  const work = [];
  const copyOf = (value) => {
    if (typeof value === "function" || typeof value === "symbol") throw refuse(value);
    if (value === null || typeof value !== "object") return value;
    const known = memo.get(value);
    if (known !== undefined) return known;
    const [copy, hasContents] = shell(value, memo);
    memo.set(value, copy);
    if (hasContents) work.push([value, copy]);
    return copy;
  };
  const result = copyOf(root);
  while (work.length > 0) {
    const [value, copy] = work.pop();
    if (types.isMap(value)) {
      for (const [key, held] of [...Map.prototype.entries.call(value)]) copy.set(copyOf(key), copyOf(held));
    } else if (types.isSet(value)) {
      for (const held of [...Set.prototype.values.call(value)]) copy.add(copyOf(held));
    } else {
      for (const key of Object.keys(value)) {
        Object.defineProperty(copy, key,
          { value: copyOf(value[key]), writable: true, configurable: true, enumerable: true });
      }
    }
  }
  return result;
}

const fixed = new WeakSet(); // buffers that are copied, though a list hands them on

function move(item) {
  if (item?.[kMove] !== undefined) return item[kMove]();
  if (!types.isArrayBuffer(item)) throw refuse(item);
  return typeof item.transfer === "function" ? item.transfer() : item.slice(0);
}

/** A copy of `value`, and what stands for each of `list`, which are handed on. */
function cloneMoving(value, list) {
  const memo = new Map();
  for (const item of list) {
    if (memo.has(item)) throw cannotClone("Transfer list contains duplicate ArrayBuffer");
    if (!fixed.has(item)) memo.set(item, move(item));
  }
  const moved = [...memo.values()];
  return { data: copyAll(value, memo), moved };
}

/** structuredClone(value, { transfer }) */
function structuredClone(value, options = undefined) {
  if (arguments.length === 0) {
    throw require("internal/errors").withCode(TypeError, "ERR_MISSING_ARGS", "The value argument must be specified");
  }
  return cloneMoving(value, options?.transfer || []).data;
}

module.exports = { structuredClone, cloneMoving, cannotClone, move, fixed, kMove };
