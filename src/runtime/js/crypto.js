// Node's `crypto`: hashes, keyed hashes and random bytes are here; ciphers, keys and the like are made when they are
// first asked for.
"use strict";
/* global internalBinding */
const binding = internalBinding("crypto");
const { Transform } = require("stream");
const { make } = require("internal/errors");
const { checked, distinct, encoded, isBytes } = require("internal/crypto_values");

function bytesOf(data, encoding, name = "data") {
  if (typeof data === "string") {
    return encoding === undefined || encoding === "utf8" || encoding === "utf-8" || encoding === "buffer" ? data
      : Buffer.from(data, encoding);
  }
  if (!ArrayBuffer.isView(data)) {
    throw make("ERR_INVALID_ARG_TYPE", name, ["string", "Buffer", "TypedArray", "DataView"], data);
  }
  return data;
}

// --- Hashes

/** The length that a hash of any length is wanted to have, or undefined. */
function outputLength(options) {
  const length = options && options.outputLength;
  if (length === undefined) return undefined;
  const name = "options.outputLength";
  if (typeof length !== "number") throw make("ERR_INVALID_ARG_TYPE", name, "number", length);
  if (!Number.isInteger(length)) throw make("ERR_OUT_OF_RANGE", name, "an integer", length);
  if (length < 0 || length > 4294967295) throw make("ERR_OUT_OF_RANGE", name, ">= 0 && <= 4294967295", length);
  return length;
}

class Hash extends Transform {
  #digest;
  #isDone = false;
  #bytes; // of the end, which a stream may be asked for again
  #length;
  constructor(algorithm, options, digest) {
    if (digest === undefined && typeof algorithm !== "string") {
      throw make("ERR_INVALID_ARG_TYPE", "algorithm", "string", algorithm);
    }
    const length = outputLength(options);
    super(options);
    this.#length = length;
    this.#digest = checked(digest || binding.hash(algorithm, length));
    if (this.#digest === undefined) throw new Error("Digest method not supported");
  }
  update(data, encoding) {
    if (this.#isDone) throw make("ERR_CRYPTO_HASH_FINALIZED");
    binding.update(this.#digest, bytesOf(data, encoding));
    return this;
  }
  digest(encoding) {
    if (this.#isDone) throw make("ERR_CRYPTO_HASH_FINALIZED");
    this.#isDone = true;
    return encoded(this.#result(), encoding);
  }
  #result() {
    return this.#bytes ??= this.#length === 0 ? new Uint8Array(0)
      : checked(binding.digest(this.#digest, this.#length || 0), "Digest failed");
  }
  copy(options) {
    if (this.#isDone) throw make("ERR_CRYPTO_HASH_FINALIZED");
    return new Hash(null, options, binding.copy(this.#digest));
  }
  _transform(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  }
  _flush(callback) {
    this.push(encoded(this.#result()));
    callback();
  }
}

class Hmac extends Transform {
  #digest;
  #isDone = false;
  constructor(algorithm, key, options) {
    super(options);
    if (typeof algorithm !== "string") throw make("ERR_INVALID_ARG_TYPE", "hmac", "string", algorithm);
    this.#digest = checked(binding.hmac(algorithm, keyBytes(key)), "error:00000000:lib(0)::reason(0)");
    if (this.#digest === undefined) throw make("ERR_CRYPTO_INVALID_DIGEST", algorithm);
  }
  update(data, encoding) {
    if (this.#isDone) throw make("ERR_CRYPTO_HASH_FINALIZED");
    binding.update(this.#digest, bytesOf(data, encoding));
    return this;
  }
  digest(encoding) {
    const bytes = this.#isDone ? new Uint8Array(0) : binding.digest(this.#digest, 0);
    this.#isDone = true;
    return encoded(bytes, encoding);
  }
  _transform(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  }
  _flush(callback) {
    this.push(this.digest());
    callback();
  }
}

function keyBytes(key) {
  return typeof key === "string" || isBytes(key) ? key : require("internal/crypto_keys").secretBytes(key);
}

// --- Random

function checkSize(size) {
  if (typeof size !== "number") throw make("ERR_INVALID_ARG_TYPE", "size", "number", size);
  if (!(size >= 0 && size <= 2147483647)) throw make("ERR_OUT_OF_RANGE", "size", ">= 0 && <= 2147483647", size);
}

function randomBytes(size, callback) {
  checkSize(size);
  if (callback !== undefined && typeof callback !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "callback", "function", callback);
  }
  const bytes = Buffer.alloc(size);
  binding.fillRandom(bytes, 0, size);
  if (callback === undefined) return bytes;
  setImmediate(callback, null, bytes);
}

const MOST_BYTES = 2 ** 31 - 1;

/** [from, size] in bytes of a part of a buffer, which is counted in the buffer's own elements. */
function partOf(buffer, offset, size) {
  const unit = buffer.BYTES_PER_ELEMENT || 1, length = buffer.byteLength;
  if (typeof offset !== "number") throw make("ERR_INVALID_ARG_TYPE", "offset", "number", offset);
  const from = offset * unit, most = Math.min(length, MOST_BYTES);
  if (!(from >= 0 && from <= most)) throw make("ERR_OUT_OF_RANGE", "offset", `>= 0 && <= ${most}`, from);
  if (size === undefined) return [from, length - from];
  if (typeof size !== "number") throw make("ERR_INVALID_ARG_TYPE", "size", "number", size);
  const count = size * unit;
  if (!(count >= 0 && count <= MOST_BYTES)) throw make("ERR_OUT_OF_RANGE", "size", `>= 0 && <= ${MOST_BYTES}`, count);
  if (from + count > length) throw make("ERR_OUT_OF_RANGE", "size + offset", `<= ${length}`, from + count);
  return [from, count];
}

function checkBuffer(buffer) {
  if (!isBytes(buffer)) throw make("ERR_INVALID_ARG_TYPE", "buf", ["ArrayBuffer", "ArrayBufferView"], buffer);
}

function randomFillSync(buffer, offset = 0, size = undefined) {
  checkBuffer(buffer);
  binding.fillRandom(buffer, ...partOf(buffer, offset, size));
  return buffer;
}

function randomFill(buffer, offset, size, callback) {
  checkBuffer(buffer);
  if (typeof offset === "function") [offset, size, callback] = [0, undefined, offset];
  else if (typeof size === "function") [size, callback] = [undefined, size];
  else if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", "callback", "function", callback);
  binding.fillRandom(buffer, ...partOf(buffer, offset, size));
  setImmediate(callback, null, buffer);
}

const WIDTH = 2 ** 48;
function randomInt(least, most, callback) {
  const isFromZero = most === undefined || typeof most === "function";
  if (isFromZero) [least, most, callback] = [0, least, most];
  if (callback !== undefined && typeof callback !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "callback", "function", callback);
  }
  if (!Number.isSafeInteger(least)) throw make("ERR_INVALID_ARG_TYPE", "min", "a safe integer", least);
  if (!Number.isSafeInteger(most)) throw make("ERR_INVALID_ARG_TYPE", "max", "a safe integer", most);
  if (most <= least) throw make("ERR_OUT_OF_RANGE", "max", `greater than the value of "min" (${least})`, most);
  const range = most - least;
  if (range >= WIDTH) throw make("ERR_OUT_OF_RANGE", isFromZero ? "max" : "max - min", `<= ${WIDTH - 1}`, range);
  const limit = WIDTH - WIDTH % range, bytes = Buffer.alloc(6);
  let number;
  do {
    binding.fillRandom(bytes, 0, 6);
    number = bytes.readUIntBE(0, 6);
  } while (number >= limit);
  const value = least + number % range;
  if (callback === undefined) return value;
  process.nextTick(callback, undefined, value);
}

const hexOf = [];
for (let i = 0; i < 256; i++) hexOf.push(i.toString(16).padStart(2, "0"));
const pool = new Uint8Array(16 * 128);
let poolAt = pool.length;

function randomUUID(options) {
  if (options !== undefined && (options === null || typeof options !== "object")) {
    throw make("ERR_INVALID_ARG_TYPE", "options", "Object", options);
  }
  if (poolAt === pool.length) {
    binding.fillRandom(pool, 0, pool.length);
    poolAt = 0;
  }
  const b = pool, at = poolAt;
  poolAt += 16;
  b[at + 6] = b[at + 6] & 0x0f | 0x40;
  b[at + 8] = b[at + 8] & 0x3f | 0x80;
  let text = "";
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += "-";
    text += hexOf[b[at + i]];
  }
  return text;
}

function timingSafeEqual(a, b) {
  if (!isBytes(a)) throw make("ERR_INVALID_ARG_TYPE", "buf1", ["ArrayBuffer", "Buffer", "TypedArray", "DataView"], a);
  if (!isBytes(b)) throw make("ERR_INVALID_ARG_TYPE", "buf2", ["ArrayBuffer", "Buffer", "TypedArray", "DataView"], b);
  if (a.byteLength !== b.byteLength) throw make("ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH");
  return binding.equal(a, b);
}

// --- Hashes at once

function hash(algorithm, data, outputEncoding = "hex") {
  if (typeof algorithm !== "string") throw make("ERR_INVALID_ARG_TYPE", "algorithm", "string", algorithm);
  if (typeof data !== "string" && !ArrayBuffer.isView(data)) {
    throw make("ERR_INVALID_ARG_TYPE", "input", ["string", "Buffer", "TypedArray", "DataView"], data);
  }
  if (typeof outputEncoding !== "string") {
    throw make("ERR_INVALID_ARG_TYPE", "outputEncoding", "string", outputEncoding);
  }
  if (outputEncoding !== "" && outputEncoding !== "buffer" && !Buffer.isEncoding(outputEncoding)) {
    throw make("ERR_INVALID_ARG_VALUE", "outputEncoding", outputEncoding);
  }
  const digest = checked(binding.hash(algorithm));
  if (digest === undefined) throw new Error(`Digest method ${algorithm} is not supported`);
  binding.update(digest, data);
  return encoded(binding.digest(digest, 0), outputEncoding || "utf8");
}

// --- All of the module

module.exports = {
  Hash, Hmac,
  createHash: (algorithm, options) => new Hash(algorithm, options),
  createHmac: (algorithm, key, options) => new Hmac(algorithm, key, options),
  hash, getHashes: () => distinct(binding.algorithms()),
  randomBytes, rng: randomBytes, pseudoRandomBytes: randomBytes, randomFill, randomFillSync, randomInt, randomUUID,
  timingSafeEqual,
  constants: require("internal/crypto_constants"), getFips: () => 0,
};

/** Members that another module has, which is loaded when one of them is read. */
function later(id, names) {
  for (const name of names) {
    const set = (value) => Object.defineProperty(module.exports, name,
      { value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(module.exports, name, {
      get() {
        const value = require(id)[name];
        set(value);
        return value;
      },
      set, enumerable: true, configurable: true,
    });
  }
}

later("internal/crypto_derive", ["pbkdf2", "pbkdf2Sync", "scrypt", "scryptSync", "hkdf", "hkdfSync"]);
later("internal/crypto_cipher", ["Cipheriv", "Decipheriv", "createCipheriv", "createDecipheriv", "getCiphers",
  "getCipherInfo"]);
later("internal/crypto_keys", ["KeyObject", "createSecretKey", "createPrivateKey", "createPublicKey"]);
later("internal/crypto_generate", ["generateKeyPair", "generateKeyPairSync", "generateKey", "generateKeySync"]);
later("internal/crypto_signatures", ["Sign", "Verify", "sign", "verify", "createSign", "createVerify", "diffieHellman",
  "publicEncrypt", "privateDecrypt", "privateEncrypt", "publicDecrypt"]);
later("internal/crypto_certificate", ["X509Certificate"]);
later("internal/crypto_ecdh", ["ECDH", "createECDH", "getCurves"]);
later("internal/crypto_dh", ["DiffieHellman", "DiffieHellmanGroup", "createDiffieHellman", "createDiffieHellmanGroup",
  "getDiffieHellman", "checkPrime", "checkPrimeSync", "generatePrime", "generatePrimeSync"]);
later("internal/crypto_web", ["webcrypto", "subtle", "getRandomValues"]);

function unsupported(name, reason) {
  return { [name]: function () { throw make("ERR_UNSUPPORTED_MODULE", `crypto.${name}`, reason); } }[name];
}

module.exports.Certificate = unsupported("Certificate", "SPKAC has been given up by browsers");
for (const name of ["setEngine", "setFips"]) module.exports[name] = unsupported(name, "there is one library for all");
