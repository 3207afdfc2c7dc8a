// Whether two values are the same in depth, strictly (prototypes, Object.is) or loosely (==).
"use strict";
const types = require("util/types");

const tagOf = (value) => Object.prototype.toString.call(value);
const isObject = (value) => value !== null && typeof value === "object";
const hasOwn = Object.hasOwn;
const isEnumerable = (value, key) => Object.prototype.propertyIsEnumerable.call(value, key);

function enumerableSymbols(value) {
  return Object.getOwnPropertySymbols(value).filter((symbol) => isEnumerable(value, symbol));
}

function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function sameBytes(a, b) {
  if (a.byteLength !== b.byteLength) return false;
  const first = bytesOf(a), second = bytesOf(b);
  for (let i = 0; i < first.length; i++) if (first[i] !== second[i]) return false;
  return true;
}

// Elements of floats are compared as numbers: loosely 0 is -0.
function sameFloats(a, b, strict) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (strict ? !Object.is(a[i], b[i]) : !(a[i] === b[i] || Number.isNaN(a[i]) && Number.isNaN(b[i]))) return false;
  }
  return true;
}

const valueOfs = [
  [types.isNumberObject, Number.prototype.valueOf], [types.isStringObject, String.prototype.valueOf],
  [types.isBooleanObject, Boolean.prototype.valueOf], [types.isBigIntObject, BigInt.prototype.valueOf],
  [types.isSymbolObject, Symbol.prototype.valueOf],
];

function sameBoxes(a, b) {
  for (const [test, valueOf] of valueOfs) {
    if (test(a)) return test(b) && Object.is(valueOf.call(a), valueOf.call(b));
  }
  return false;
}

function sameLoosely(a, b) {
  return a == b || Number.isNaN(a) && Number.isNaN(b);
}

/** One comparison; it remembers the pairs that it is in the middle of. */
class Comparison {
  constructor(strict) {
    this.strict = strict;
    this.pairs = undefined;
  }

  equal(a, b) {
    if (a === b) return a !== 0 || !this.strict || Object.is(a, b);
    if (this.strict) {
      if (typeof a !== "object") return typeof a === "number" && Number.isNaN(a) && Number.isNaN(b);
      if (typeof b !== "object" || a === null || b === null) return false;
      if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
    } else {
      if (!isObject(a)) {
        return !isObject(b) && sameLoosely(a, b) && (typeof a !== "function" && typeof b !== "function");
      }
      if (!isObject(b)) return false;
    }
    return this.#sameObjects(a, b);
  }

  #sameObjects(a, b) {
    if (tagOf(a) !== tagOf(b)) return false;
    if (Array.isArray(a)) {
      return Array.isArray(b) && a.length === b.length && this.#sameKeys(a, b, "array");
    }
    if (tagOf(a) === "[object Object]") return this.#sameKeys(a, b, "object");
    if (types.isDate(a)) {
      if (!types.isDate(b) || Date.prototype.getTime.call(a) !== Date.prototype.getTime.call(b)) return false;
    } else if (types.isRegExp(a)) {
      if (!types.isRegExp(b) || a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) {
        return false;
      }
    } else if (types.isNativeError(a) || a instanceof Error) {
      if (!(types.isNativeError(b) || b instanceof Error) || !this.#sameErrors(a, b)) return false;
    } else if (ArrayBuffer.isView(a)) {
      return this.#sameViews(a, b);
    } else if (types.isSet(a)) {
      return types.isSet(b) && a.size === b.size && this.#sameKeys(a, b, "set");
    } else if (types.isMap(a)) {
      return types.isMap(b) && a.size === b.size && this.#sameKeys(a, b, "map");
    } else if (types.isAnyArrayBuffer(a)) {
      if (!types.isAnyArrayBuffer(b) || !sameBytes(new Uint8Array(a), new Uint8Array(b))) return false;
    } else if (types.isBoxedPrimitive(a)) {
      if (!sameBoxes(a, b)) return false;
    } else if (Array.isArray(b) || ArrayBuffer.isView(b) || types.isSet(b) || types.isMap(b) || types.isDate(b) ||
        types.isRegExp(b) || types.isAnyArrayBuffer(b) || types.isBoxedPrimitive(b) || types.isNativeError(b)) {
      return false;
    }
    return this.#sameKeys(a, b, "object");
  }

  // These are not enumerable, but say what an error is.
  #sameErrors(a, b) {
    if (!isEnumerable(a, "message") && a.message !== b.message) return false;
    if (!isEnumerable(a, "name") && a.name !== b.name) return false;
    for (const key of ["cause", "errors"]) {
      if (hasOwn(a, key) !== hasOwn(b, key)) return false;
      if (hasOwn(a, key) && !isEnumerable(a, key) && !this.equal(a[key], b[key])) return false;
    }
    return true;
  }

  #sameViews(a, b) {
    if (!ArrayBuffer.isView(b)) return false;
    const isFloat = types.isFloat32Array(a) || types.isFloat64Array(a);
    if (isFloat && !this.strict ? !sameFloats(a, b, false) : !sameBytes(a, b)) return false;
    return this.#sameKeys(a, b, "view");
  }

  #keysOf(value, kind) {
    const keys = Object.keys(value);
    if (kind !== "array" && kind !== "view") return keys;
    return keys.filter((key) => !/^(0|[1-9]\d*)$/.test(key));
  }

  #sameKeys(a, b, kind) {
    const keys = this.#keysOf(a, kind);
    if (keys.length !== this.#keysOf(b, kind).length) return false;
    for (const key of keys) if (!hasOwn(b, key)) return false;
    if (this.strict) {
      const symbols = enumerableSymbols(a);
      if (symbols.length !== enumerableSymbols(b).length) return false;
      for (const symbol of symbols) if (!isEnumerable(b, symbol)) return false;
      keys.push(...symbols);
    }
    return this.#withPair(a, b, () => this.#sameContents(a, b, keys, kind));
  }

  // Two values that are being compared further up, each within itself, are taken to be the same.
  #withPair(a, b, compare) {
    this.pairs ??= { first: new Set(), second: new Set() };
    const { first, second } = this.pairs;
    const hasFirst = first.has(a), hasSecond = second.has(b);
    if (hasFirst && hasSecond) return true;
    first.add(a);
    second.add(b);
    const result = compare();
    if (!hasFirst) first.delete(a);
    if (!hasSecond) second.delete(b);
    return result;
  }

  #sameContents(a, b, keys, kind) {
    if (kind === "set" && !this.#sameSets(a, b)) return false;
    if (kind === "map" && !this.#sameMaps(a, b)) return false;
    if (kind === "array" && !this.#sameElements(a, b)) return false;
    for (const key of keys) if (!this.equal(a[key], b[key])) return false;
    return true;
  }

  #sameElements(a, b) {
    for (let i = 0; i < a.length; i++) {
      if (!hasOwn(a, i)) return this.#sameHoled(a, b, i);
      if (!hasOwn(b, i) || !this.equal(a[i], b[i])) return false;
    }
    return true;
  }

  #sameHoled(a, b, start) {
    const keys = Object.keys(a), others = Object.keys(b);
    if (keys.length !== others.length) return false;
    for (let i = start; i < keys.length; i++) {
      if (!hasOwn(b, keys[i]) || !this.equal(a[keys[i]], b[keys[i]])) return false;
    }
    return true;
  }

  // Who is in both is not looked for; the others are compared in depth, each with what is left.
  #sameSets(a, b) {
    const rest = [];
    for (const value of a) {
      if (b.has(value)) continue;
      if (this.strict ? !isObject(value) : typeof value === "symbol") return false;
      rest.push(value);
    }
    if (rest.length === 0) return true;
    const others = [...b].filter((value) => !a.has(value));
    return rest.every((value) => this.#takeEqual(value, others, (other) => this.equal(value, other)));
  }

  #takeEqual(value, others, test) {
    const place = others.findIndex(test);
    if (place < 0) return false;
    others.splice(place, 1);
    return true;
  }

  #sameMaps(a, b) {
    const rest = [];
    for (const [key, value] of a) {
      if (isObject(key)) {
        rest.push([key, value]);
      } else if (b.has(key)) {
        if (!this.equal(value, b.get(key))) return false;
      } else {
        if (this.strict) return false;
        rest.push([key, value]);
      }
    }
    if (rest.length === 0) return true;
    const others = [...b].filter(([key]) => isObject(key) || !a.has(key));
    return rest.every(([key, value]) => this.#takeEqual(key, others,
      ([other, held]) => this.equal(key, other) && this.equal(value, held)));
  }
}

const isDeepEqual = (a, b) => new Comparison(false).equal(a, b);
const isDeepStrictEqual = (a, b) => new Comparison(true).equal(a, b);

module.exports = { isDeepEqual, isDeepStrictEqual };
