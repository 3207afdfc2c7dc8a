// Node's `crypto`, as far as hashes, keyed hashes, random bytes and keys of passwords go.
"use strict";
/* global internalBinding */
const binding = internalBinding("crypto");
const { Transform } = require("stream");
const { make } = require("internal/errors");

const isBytes = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

function bytesOf(data, encoding, name = "data") {
  if (typeof data === "string") {
    return encoding === undefined || encoding === "utf8" || encoding === "utf-8" || encoding === "buffer" ? data
      : Buffer.from(data, encoding);
  }
  if (!isBytes(data)) throw make("ERR_INVALID_ARG_TYPE", name, ["string", "Buffer", "TypedArray", "DataView"], data);
  return data;
}

const asBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function encoded(bytes, encoding) {
  const buffer = asBuffer(bytes);
  return encoding && encoding !== "buffer" ? buffer.toString(encoding) : buffer;
}

// --- Hashes

class Hash extends Transform {
  #digest;
  #isDone = false;
  #bytes; // of the end, which a stream may be asked for again
  #length;
  constructor(algorithm, options, digest) {
    super(options);
    this.#length = options && options.outputLength || 0;
    this.#digest = digest || binding.hash(`${algorithm}`);
    if (this.#digest === undefined) {
      const error = new Error("Digest method not supported");
      error.code = "ERR_CRYPTO_INVALID_DIGEST_METHOD";
      delete error.code;
      throw error;
    }
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
  #result() { return this.#bytes ??= binding.digest(this.#digest, this.#length); }
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
    this.#digest = binding.hmac(algorithm, keyBytes(key));
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

// --- Keys

class KeyObject {
  #bytes;
  constructor(type, bytes) {
    this.type = type;
    this.#bytes = bytes;
  }
  get symmetricKeySize() { return this.#bytes.length; }
  export(options) {
    const format = options && options.format;
    if (format === "jwk") return { kty: "oct", k: this.#bytes.toString("base64url") };
    return Buffer.from(this.#bytes);
  }
  equals(other) { return this.#bytes.equals(other.export()); }
}

function keyBytes(key) {
  if (key instanceof KeyObject) return key.export();
  if (typeof key === "string" || isBytes(key)) return key;
  throw make("ERR_INVALID_ARG_TYPE", "key", ["ArrayBuffer", "Buffer", "TypedArray", "DataView", "string", "KeyObject",
    "CryptoKey"], key);
}

function createSecretKey(key, encoding) {
  return new KeyObject("secret", typeof key === "string" ? Buffer.from(key, encoding) : Buffer.from(asBuffer(key)));
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

function randomFillSync(buffer, offset = 0, size = buffer.byteLength - offset) {
  if (!isBytes(buffer)) throw make("ERR_INVALID_ARG_TYPE", "buf", ["ArrayBuffer", "ArrayBufferView"], buffer);
  const unit = buffer.BYTES_PER_ELEMENT || 1;
  binding.fillRandom(buffer, offset * unit, arguments.length > 2 ? size * unit : buffer.byteLength - offset * unit);
  return buffer;
}

function randomFill(buffer, ...args) {
  const callback = args.pop();
  randomFillSync(buffer, ...args);
  setImmediate(callback, null, buffer);
}

const WIDTH = 2 ** 48;
function randomInt(least, most, callback) {
  if (most === undefined || typeof most === "function") [least, most, callback] = [0, least, most];
  if (!Number.isSafeInteger(least)) throw make("ERR_INVALID_ARG_TYPE", "min", "a safe integer", least);
  if (!Number.isSafeInteger(most)) throw make("ERR_INVALID_ARG_TYPE", "max", "a safe integer", most);
  if (most <= least) throw make("ERR_OUT_OF_RANGE", "max", `greater than the value of "min" (${least})`, most);
  const range = most - least;
  if (range >= WIDTH) throw make("ERR_OUT_OF_RANGE", "max - min", `<= ${WIDTH - 1}`, range);
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

// --- Keys from passwords

function checkDigest(digest) {
  if (typeof digest !== "string") throw make("ERR_INVALID_ARG_TYPE", "digest", "string", digest);
  if (binding.sizeOf(digest) < 0) throw make("ERR_CRYPTO_INVALID_DIGEST", digest);
}

function pbkdf2(password, salt, iterations, size, digest, callback) {
  if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", "callback", "function", callback);
  checkDigest(digest);
  binding.derive(bytesOf(password, undefined, "password"), bytesOf(salt, undefined, "salt"), size, digest,
    [iterations, 0, 0, 0], (bytes) => callback(null, asBuffer(bytes)));
}

function pbkdf2Sync(password, salt, iterations, size, digest) {
  checkDigest(digest);
  return asBuffer(binding.derive(bytesOf(password, undefined, "password"), bytesOf(salt, undefined, "salt"), size,
    digest,
    [iterations, 0, 0, 0]));
}

function scryptNumbers(options = {}) {
  const N = options.N ?? options.cost ?? 16384, r = options.r ?? options.blockSize ?? 8;
  const p = options.p ?? options.parallelization ?? 1, maxmem = options.maxmem ?? 32 * 1024 * 1024;
  if (N < 2 || (N & (N - 1)) !== 0 || 128 * N * r > maxmem) {
    const error = new RangeError("Invalid scrypt params: memory limit exceeded");
    error.code = "ERR_CRYPTO_INVALID_SCRYPT_PARAMS";
    throw error;
  }
  return [N, r, p, maxmem];
}

function scrypt(password, salt, size, options, callback) {
  if (typeof options === "function") [options, callback] = [undefined, options];
  if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", "callback", "function", callback);
  binding.derive(bytesOf(password, undefined, "password"), bytesOf(salt, undefined, "salt"), size, undefined,
    scryptNumbers(options), (bytes) => callback(null, asBuffer(bytes)));
}

function scryptSync(password, salt, size, options) {
  return asBuffer(binding.derive(bytesOf(password, undefined, "password"), bytesOf(salt, undefined, "salt"), size,
    undefined,
    scryptNumbers(options)));
}

function hmacOf(digest, key, ...parts) {
  const hmac = binding.hmac(digest, key);
  for (const part of parts) binding.update(hmac, part);
  return asBuffer(binding.digest(hmac, 0));
}

function hkdfSync(digest, key, salt, info, size) {
  checkDigest(digest);
  const length = binding.sizeOf(digest);
  if (size > 255 * length) {
    const error = new RangeError("Invalid key length");
    error.code = "ERR_CRYPTO_INVALID_KEYLEN";
    throw error;
  }
  const secret = hmacOf(digest, bytesOf(salt).length === 0 ? Buffer.alloc(length) : bytesOf(salt), keyBytes(key));
  const all = [];
  let last = Buffer.alloc(0);
  for (let i = 1; all.length * length < size; i++) {
    last = hmacOf(digest, secret, last, bytesOf(info), Buffer.from([i]));
    all.push(last);
  }
  const bytes = Buffer.concat(all).subarray(0, size);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + size);
}

function hkdf(digest, key, salt, info, size, callback) {
  const bytes = hkdfSync(digest, key, salt, info, size);
  setImmediate(callback, null, bytes);
}

function hash(algorithm, data, encoding = "hex") {
  const digest = binding.hash(algorithm);
  if (digest === undefined) throw make("ERR_CRYPTO_INVALID_DIGEST", algorithm);
  binding.update(digest, bytesOf(data));
  return encoded(binding.digest(digest, 0), encoding);
}

// --- The web's `crypto`

function digestName(algorithm) {
  return String(algorithm && algorithm.name || algorithm).replace("-", "").toLowerCase();
}

const webcrypto = {
  getRandomValues(array) {
    const isWhole = ArrayBuffer.isView(array) && !(array instanceof Float32Array) && !(array instanceof Float64Array)
      && !(array instanceof DataView);
    if (!isWhole) throw new DOMException("The data argument must be an integer-type TypedArray", "TypeMismatchError");
    if (array.byteLength > 65536) {
      throw new DOMException(`The requested length exceeds 65,536 bytes`, "QuotaExceededError");
    }
    return randomFillSync(array);
  },
  randomUUID: () => randomUUID(),
  subtle: {
    async digest(algorithm, data) {
      const digest = binding.hash(digestName(algorithm));
      if (digest === undefined) throw new DOMException("Unrecognized algorithm name", "NotSupportedError");
      binding.update(digest, data);
      const bytes = binding.digest(digest, 0);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    },
  },
};

function unsupported(name) {
  return { [name]: function () {
    throw make("ERR_UNSUPPORTED_MODULE", `crypto.${name}`, "there are hashes, HMAC, random bytes, keys of passwords");
  } }[name];
}

module.exports = {
  Hash, Hmac, KeyObject, createSecretKey,
  createHash(algorithm, options) {
    if (typeof algorithm !== "string") throw make("ERR_INVALID_ARG_TYPE", "algorithm", "string", algorithm);
    return new Hash(algorithm, options);
  },
  createHmac: (algorithm, key, options) => new Hmac(algorithm, key, options),
  hash, getHashes: () => [...new Set(binding.algorithms())],
  randomBytes, rng: randomBytes, pseudoRandomBytes: randomBytes, randomFill, randomFillSync, randomInt, randomUUID,
  timingSafeEqual, pbkdf2, pbkdf2Sync, scrypt, scryptSync, hkdf, hkdfSync,
  webcrypto, subtle: webcrypto.subtle, getRandomValues: webcrypto.getRandomValues,
  constants: require("internal/crypto_constants"), getCiphers: () => [], getCurves: () => [], getFips: () => 0,
};
for (const name of ["createCipheriv", "createDecipheriv", "createSign", "createVerify", "sign", "verify", "createECDH",
  "createDiffieHellman", "generateKeyPair", "generateKeyPairSync", "generateKey", "generateKeySync", "createPublicKey",
  "createPrivateKey", "publicEncrypt", "privateDecrypt", "privateEncrypt", "publicDecrypt", "Certificate", "Cipheriv",
  "Decipheriv", "DiffieHellman", "DiffieHellmanGroup", "ECDH", "Sign", "Verify", "X509Certificate", "checkPrime",
  "checkPrimeSync", "createDiffieHellmanGroup", "diffieHellman", "generatePrime", "generatePrimeSync",
  "getCipherInfo", "getDiffieHellman", "setEngine", "setFips"]) {
  module.exports[name] = unsupported(name);
}
