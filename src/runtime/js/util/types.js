// Node's `util/types`: what kind of object a value is, asked of the engine and not of its properties.
"use strict";
/* global internalBinding */

// JavaScriptCore gives no such binding; where the tests run, there is one.
const engine = internalBinding("engine") ?? {};
const tagOf = (value) => Object.prototype.toString.call(value);
const isObject = (value) => value !== null && (typeof value === "object" || typeof value === "function");

// Whether a method or getter that only works on one kind of object works on the value.
function works(method, ...values) {
  return (value) => {
    if (!isObject(value)) return false;
    try {
      method.call(value, ...values);
      return true;
    } catch {
      return false;
    }
  };
}

const getterOf = (prototype, name) => Object.getOwnPropertyDescriptor(prototype, name).get;
const typedTag = getterOf(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag);
const probe = {};

const isDate = works(Date.prototype.getTime);
const isMap = works(getterOf(Map.prototype, "size"));
const isSet = works(getterOf(Set.prototype, "size"));
const isWeakMap = works(WeakMap.prototype.has, probe);
const isWeakSet = works(WeakSet.prototype.has, probe);
const isBuffer = works(getterOf(ArrayBuffer.prototype, "byteLength"));
// To the engine, shared memory may be like other memory (internal/shared_memory.js).
const isSharedArrayBuffer = (value) => isObject(value) && tagOf(value) === "[object SharedArrayBuffer]"
  && works(getterOf(SharedArrayBuffer.prototype, "byteLength"))(value);
const isArrayBuffer = (value) => isBuffer(value) && !isSharedArrayBuffer(value);
const isNumberObject = boxed(works(Number.prototype.valueOf));
const isStringObject = boxed(works(String.prototype.valueOf));
const isBooleanObject = boxed(works(Boolean.prototype.valueOf));
const isBigIntObject = boxed(works(BigInt.prototype.valueOf));
const isSymbolObject = boxed(works(Symbol.prototype.valueOf));

function boxed(test) {
  return (value) => typeof value === "object" && test(value);
}

// `lastIndex` is an own property of regular expressions alone, and their prototype's getter knows its own.
const regExpSource = getterOf(RegExp.prototype, "source");
const isRegExp = (value) => isObject(value) && value !== RegExp.prototype && works(regExpSource)(value);

const isPromise = (value) => engine.isPromise ? engine.isPromise(value)
  : isObject(value) && value instanceof Promise && value !== Promise.prototype;

function isNativeError(value) {
  if (!isObject(value)) return false;
  if (tagOf(value) === "[object DOMException]") return false;
  if (typeof Error.isError === "function") return Error.isError(value);
  if (value instanceof Error) return Object.hasOwn(value, "stack") || tagOf(value) === "[object Error]";
  return tagOf(value) === "[object Error]" && !Object.hasOwn(value, Symbol.toStringTag);
}

// The prototypes of functions that are not named globally.
const prototypes = {
  async: Object.getPrototypeOf(async () => {}),
  generator: Object.getPrototypeOf(function* () { yield 0; }),
  asyncGenerator: Object.getPrototypeOf(async function* () { yield 0; }),
};
const sourceOf = (value) => Function.prototype.toString.call(value);

function isAsyncFunction(value) {
  if (typeof value !== "function") return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === prototypes.async || prototype === prototypes.asyncGenerator) return true;
  return prototype !== Function.prototype && /^async\b/.test(sourceOf(value));
}

function isGeneratorFunction(value) {
  if (typeof value !== "function") return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === prototypes.generator || prototype === prototypes.asyncGenerator) return true;
  return prototype !== Function.prototype && /^(async\s+)?function\s*\*|^(async\s*)?\*/.test(sourceOf(value));
}

// An object of an iterator's kind inherits the prototype that carries the tag.
const inherits = (prototype) => (value) => isObject(value) && value !== prototype &&
  Object.prototype.isPrototypeOf.call(prototype, value);
const isMapIterator = inherits(Object.getPrototypeOf(new Map().entries()));
const isSetIterator = inherits(Object.getPrototypeOf(new Set().entries()));
const isGeneratorPlain = inherits(prototypes.generator.prototype);
const isGeneratorAsync = inherits(prototypes.asyncGenerator.prototype);
// A generator function's own `prototype` inherits the same, but is no generator.
const isGeneratorObject = (value) => (isGeneratorPlain(value) || isGeneratorAsync(value)) &&
  Object.getPrototypeOf(value) !== prototypes.generator.prototype &&
  Object.getPrototypeOf(value) !== prototypes.asyncGenerator.prototype;

function isArgumentsObject(value) {
  return isObject(value) && !(Symbol.toStringTag in value) && tagOf(value) === "[object Arguments]";
}

function isModuleNamespaceObject(value) {
  if (!isObject(value) || Object.getPrototypeOf(value) !== null) return false;
  const tag = Object.getOwnPropertyDescriptor(value, Symbol.toStringTag);
  return tag !== undefined && tag.value === "Module" && !tag.writable && !tag.configurable;
}

const typedArrayName = (value) => isObject(value) ? typedTag.call(value) : undefined;
const isTypedArray = (value) => typedArrayName(value) !== undefined;

const types = {
  isExternal: () => false,
  isDate, isArgumentsObject, isBigIntObject, isBooleanObject, isNumberObject, isStringObject, isSymbolObject,
  isNativeError, isRegExp, isAsyncFunction, isGeneratorFunction, isGeneratorObject, isPromise, isMap, isSet,
  isMapIterator, isSetIterator, isWeakMap, isWeakSet, isArrayBuffer,
  isDataView: (value) => ArrayBuffer.isView(value) && !isTypedArray(value),
  isSharedArrayBuffer, isModuleNamespaceObject,
  isProxy: (value) => isObject(value) && require("internal/engine_cells").proxyParts(value) !== undefined,
  isAnyArrayBuffer: (value) => isArrayBuffer(value) || isSharedArrayBuffer(value),
  isBoxedPrimitive: (value) => typeof value === "object" && (isNumberObject(value) || isStringObject(value) ||
    isBooleanObject(value) || isBigIntObject(value) || isSymbolObject(value)),
  isArrayBufferView: ArrayBuffer.isView,
  isTypedArray,
  isKeyObject: (value) => isObject(value) && value.constructor?.name?.endsWith("KeyObject") === true,
  isCryptoKey: (value) => isObject(value) && value.constructor?.name === "CryptoKey",
};
for (const name of ["Uint8Array", "Uint8ClampedArray", "Uint16Array", "Uint32Array", "Int8Array", "Int16Array",
  "Int32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"]) {
  types[`is${name}`] = (value) => typedArrayName(value) === name;
}

module.exports = types;
