// Diffie and Hellman's way to a secret of two, over primes; and primes as such.
"use strict";
/* global internalBinding */
const binding = internalBinding("primes");
const { make, withCode } = require("internal/errors");
const { checkInteger, checkText } = require("internal/validators");
const { asBuffer, encoded, isBytes, isForBuffers, takeBytes } = require("internal/crypto_values");

const groups = { __proto__: null, modp1: 768, modp2: 1024, modp5: 1536, modp14: 2048, modp15: 3072, modp16: 4096,
  modp17: 6144, modp18: 8192 };

// What OpenSSL wants of the prime so that a generator makes most of its group: p % add == rest.
const wishes = { 2: [24, 23], 5: [60, 59] };
const SMALLEST = 512;
// Flags of `verifyError`.
const P_NOT_PRIME = 1, P_NOT_SAFE_PRIME = 2, NOT_SUITABLE_GENERATOR = 8, MODULUS_TOO_SMALL = 0x80;

const numberOf = (bytes) => BigInt(`0x${bytes.toString("hex") || "0"}`);

function bytesOf(number) {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

function withoutZeros(bytes) {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? bytes.subarray(bytes.length) : bytes.subarray(first);
}

function tooSmall() {
  return Object.assign(new Error("error:0280007E:Diffie-Hellman routines::modulus too small"), {
    library: "Diffie-Hellman routines", reason: "modulus too small", code: "ERR_OSSL_DH_MODULUS_TOO_SMALL",
  });
}

const wrongLength = (how) => withCode(RangeError, "ERR_CRYPTO_INVALID_KEYLEN", `Supplied key is too ${how}`);

function newPrime(bits, generator) {
  if (bits < SMALLEST) throw tooSmall();
  const [add, rest] = wishes[generator] ?? [12, 11];
  return asBuffer(binding.prime(bits, 1, bytesOf(BigInt(add)), bytesOf(BigInt(rest))));
}

/** What both DiffieHellman and DiffieHellmanGroup do. */
class Agreement {
  #prime; #generator; #private; #public; #isKnown;
  constructor(prime, generator, isKnown) {
    this.#prime = withoutZeros(prime);
    this.#generator = withoutZeros(generator);
    this.#isKnown = isKnown;
  }
  generateKeys(encoding) {
    if (this.#private === undefined) {
      const bits = 8 * this.#prime.length - Math.clz32(this.#prime[0]) + 24;
      const bytes = require("crypto").randomBytes(Math.ceil((bits - 1) / 8));
      bytes[0] &= 0xff >> 8 * bytes.length - (bits - 1);
      bytes[bytes.length - 1] |= 1; // not zero
      this.#private = bytes;
    }
    const power = binding.power(this.#generator, this.#private, this.#prime);
    if (power === undefined) throw make("ERR_CRYPTO_OPERATION_FAILED", "Key generation failed");
    this.#public = withoutZeros(asBuffer(power));
    return encoded(this.#public, encoding);
  }
  computeSecret(key, inputEncoding, outputEncoding) {
    const other = numberOf(takeBytes(key, "otherPublicKey", inputEncoding));
    if (other <= 1n) throw wrongLength("small");
    if (other >= numberOf(this.#prime) - 1n) throw wrongLength("large");
    const power = this.#private && binding.power(bytesOf(other), this.#private, this.#prime);
    if (power === undefined) throw make("ERR_CRYPTO_INVALID_KEYTYPE", "Invalid key type");
    return encoded(power, outputEncoding);
  }
  getPrime(encoding) { return encoded(Buffer.from(this.#prime), encoding); }
  getGenerator(encoding) { return encoded(Buffer.from(this.#generator), encoding); }
  getPublicKey(encoding) { return given(this.#public, "public", encoding); }
  getPrivateKey(encoding) { return given(this.#private, "private", encoding); }
  setKey(kind, bytes) {
    if (kind === "private") this.#private = bytes;
    else this.#public = bytes;
  }
  get verifyError() {
    if (this.#isKnown) return 0;
    const prime = numberOf(this.#prime), generator = numberOf(this.#generator);
    let flags = prime.toString(2).length < SMALLEST ? MODULUS_TOO_SMALL : 0;
    if (generator <= 1n || generator >= prime - 1n) flags |= NOT_SUITABLE_GENERATOR;
    if (!binding.isPrime(this.#prime)) flags |= P_NOT_PRIME;
    else if (!binding.isPrime(bytesOf((prime - 1n) / 2n))) flags |= P_NOT_SAFE_PRIME;
    return flags;
  }
}
Object.defineProperty(Agreement.prototype, "setKey", { enumerable: false });

function given(bytes, kind, encoding) {
  if (bytes === undefined) {
    throw withCode(Error, "ERR_CRYPTO_INVALID_STATE", `No ${kind} key - did you forget to generate one?`);
  }
  return encoded(Buffer.from(withoutZeros(bytes)), encoding);
}

function primeOf(sizeOrKey, encoding, generator) {
  if (typeof sizeOrKey === "number") {
    checkInteger(sizeOrKey, "sizeOrKey", -(2 ** 31), 2 ** 31 - 1);
    return newPrime(sizeOrKey, generator);
  }
  if (typeof sizeOrKey === "string" || isBytes(sizeOrKey)) return takeBytes(sizeOrKey, "sizeOrKey", encoding);
  throw make("ERR_INVALID_ARG_TYPE", "sizeOrKey", ["number", "string", "ArrayBuffer", "Buffer", "TypedArray",
    "DataView"], sizeOrKey);
}

const isEncoding = (value) => value === undefined || value === null || isForBuffers(value) || Buffer.isEncoding(value);

function DiffieHellman(sizeOrKey, keyEncoding, generator, generatorEncoding) {
  if (!isEncoding(keyEncoding)) {
    generatorEncoding = generator;
    generator = keyEncoding;
    keyEncoding = undefined;
  }
  if (!generator) generator = 2;
  const prime = primeOf(sizeOrKey, keyEncoding, generator);
  const bytes = typeof generator === "number" ? bytesOf(BigInt(generator))
    : takeBytes(generator, "generator", generatorEncoding);
  return Reflect.construct(Agreement, [prime, bytes, false], new.target || DiffieHellman);
}
Object.setPrototypeOf(DiffieHellman.prototype, Agreement.prototype);
for (const [name, kind] of [["setPublicKey", "public"], ["setPrivateKey", "private"]]) {
  DiffieHellman.prototype[name] = function (key, encoding) {
    this.setKey(kind, Buffer.from(takeBytes(key, "key", encoding)));
    return this;
  };
}

function DiffieHellmanGroup(name) {
  checkText(name, "group");
  const bits = groups[name.toLowerCase()];
  if (bits === undefined) throw make("ERR_CRYPTO_UNKNOWN_DH_GROUP");
  return Reflect.construct(Agreement, [asBuffer(binding.wellKnown(bits)), Buffer.from([2]), true],
    new.target || DiffieHellmanGroup);
}
Object.setPrototypeOf(DiffieHellmanGroup.prototype, Agreement.prototype);

// --- Primes

function optional(value) {
  if (value === undefined || value === null) return undefined;
  return typeof value === "bigint" ? bytesOf(value) : takeBytes(value, "options");
}

function generatePrimeSync(size, options = {}) {
  checkInteger(size, "size", 1, 2 ** 31 - 1);
  const { safe = false, bigint = false, add, rem } = options;
  const prime = binding.prime(size, safe ? 1 : 0, optional(add), optional(rem));
  if (prime === undefined) throw make("ERR_CRYPTO_OPERATION_FAILED", "Failed to generate prime");
  const bytes = asBuffer(prime);
  if (bigint) return numberOf(bytes);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
}

function checkPrimeSync(candidate) {
  if (typeof candidate !== "bigint" && (typeof candidate === "string" || !isBytes(candidate))) {
    throw make("ERR_INVALID_ARG_TYPE", "candidate", ["bigint", "ArrayBuffer", "TypedArray", "Buffer", "DataView"],
      candidate);
  }
  if (typeof candidate !== "bigint") return binding.isPrime(takeBytes(candidate, "candidate"));
  if (candidate < 0n) throw make("ERR_OUT_OF_RANGE", "candidate", ">= 0", candidate);
  return binding.isPrime(bytesOf(candidate));
}

/** The same with a callback. */
function later(now) {
  return (value, options, callback = options) => {
    require("internal/validators").checkFunction(callback);
    const result = now(value, typeof options === "function" ? {} : options);
    process.nextTick(callback, undefined, result);
  };
}

module.exports = {
  DiffieHellman, DiffieHellmanGroup, generatePrimeSync, checkPrimeSync,
  createDiffieHellman: (...values) => new DiffieHellman(...values),
  createDiffieHellmanGroup: (name) => new DiffieHellmanGroup(name),
  getDiffieHellman: (name) => new DiffieHellmanGroup(name),
  generatePrime: later(generatePrimeSync), checkPrime: later(checkPrimeSync),
};
