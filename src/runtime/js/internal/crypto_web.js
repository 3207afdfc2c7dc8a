// The web's `crypto`.
"use strict";
const { SubtleCrypto, subtle } = require("internal/crypto_subtle");

const isWhole = (array) => ArrayBuffer.isView(array) && !(array instanceof Float32Array)
  && !(array instanceof Float64Array) && !(array instanceof DataView);

class Crypto {
  get subtle() { return subtle; }
  getRandomValues(array) {
    if (!isWhole(array)) {
      throw new DOMException("The data argument must be an integer-type TypedArray", "TypeMismatchError");
    }
    if (array.byteLength > 65536) {
      throw new DOMException("The requested length exceeds 65,536 bytes", "QuotaExceededError");
    }
    return require("crypto").randomFillSync(array);
  }
  randomUUID() { return require("crypto").randomUUID(); }
}
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { value: "Crypto", configurable: true });
for (const name of ["subtle", "getRandomValues", "randomUUID"]) {
  Object.defineProperty(Crypto.prototype, name, { enumerable: true });
}
Object.defineProperty(Crypto.prototype, "CryptoKey",
  { get: () => require("internal/crypto_web_key").CryptoKey, configurable: true });

const webcrypto = new Crypto();

const getRandomValues = (array) => webcrypto.getRandomValues(array);

module.exports = { webcrypto, subtle, Crypto, SubtleCrypto, getRandomValues };
