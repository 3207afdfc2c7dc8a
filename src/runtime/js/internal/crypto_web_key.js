// CryptoKey: a key as the web's `crypto.subtle` hands it out.
"use strict";
const { make } = require("internal/errors");

const token = Symbol("token");
let keyObjectOf;

class CryptoKey {
  #key;
  #type;
  #algorithm;
  #isExtractable;
  #usages;
  constructor(given, key, algorithm, isExtractable, usages) {
    if (given !== token) throw make("ERR_ILLEGAL_CONSTRUCTOR");
    this.#key = key;
    this.#type = key.type;
    this.#algorithm = algorithm;
    this.#isExtractable = Boolean(isExtractable);
    this.#usages = usages;
  }
  static {
    keyObjectOf = (value) => {
      if (!(#key in value)) throw make("ERR_INVALID_THIS", "CryptoKey");
      return value.#key;
    };
  }
  get type() { return this.#type; }
  get extractable() { return this.#isExtractable; }
  get algorithm() { return this.#algorithm; }
  get usages() { return this.#usages; }
  [Symbol.for("nodejs.util.inspect.custom")](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require("internal/inspect");
    const parts = { type: this.type, extractable: this.extractable, algorithm: this.algorithm, usages: this.usages };
    return `CryptoKey ${inspect(parts, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}
Object.defineProperty(CryptoKey.prototype, Symbol.toStringTag, { value: "CryptoKey", configurable: true });
for (const name of ["type", "extractable", "algorithm", "usages"]) {
  Object.defineProperty(CryptoKey.prototype, name, { enumerable: true });
}

const makeKey = (...parts) => new CryptoKey(token, ...parts);
const isCryptoKey = (value) => value instanceof CryptoKey;

module.exports = { CryptoKey, makeKey, keyObjectOf, isCryptoKey };
