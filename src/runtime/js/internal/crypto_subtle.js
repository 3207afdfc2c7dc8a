// crypto.subtle: what it may be asked, checked in the order that the standard has.
"use strict";
/* global internalBinding */
const { make } = require("internal/errors");
const { normalize, hashName, withCode } = require("internal/crypto_algorithms");
const { isBytes } = require("internal/crypto_values");
const later = { get keys() { return require("internal/crypto_subtle_keys"); },
  get work() { return require("internal/crypto_subtle_work"); } };

const formats = ["raw", "pkcs8", "spki", "jwk"];
const allUses = ["encrypt", "decrypt", "sign", "verify", "deriveKey", "deriveBits", "wrapKey", "unwrapKey"];
const ordinals = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th"];

// --- Arguments, as Web IDL converts them

const place = (operation) => `Failed to execute '${operation}' on 'SubtleCrypto':`;

function wrongEnum(operation, where, value, type) {
  return withCode("ERR_INVALID_ARG_VALUE",
    `${place(operation)} ${where} value '${value}' is not a valid enum value of type ${type}.`);
}

const converters = {
  format(value, operation, where) {
    if (!formats.includes(`${value}`)) throw wrongEnum(operation, where, value, "KeyFormat");
    return `${value}`;
  },
  key(value, operation, where) {
    const isKey = value !== null && typeof value === "object"
      && require("internal/crypto_web_key").isCryptoKey(value);
    if (!isKey) throw withCode("ERR_INVALID_ARG_TYPE", `${place(operation)} ${where} is not of type CryptoKey.`);
    return value;
  },
  bytes(value, operation, where) {
    if (!isBytes(value)) {
      throw withCode("ERR_INVALID_ARG_TYPE",
        `${place(operation)} ${where} is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
    }
    return Buffer.from(ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value));
  },
  algorithm: (value) => value,
  flag: Boolean,
  uses(value, operation, where) {
    if (value === null || typeof value !== "object" || typeof value[Symbol.iterator] !== "function") {
      throw withCode("ERR_INVALID_ARG_TYPE", `${place(operation)} ${where} can not be converted to sequence.`);
    }
    return Array.from(value, (use, i) => {
      if (!allUses.includes(`${use}`)) throw wrongEnum(operation, `${where}, index ${i}`, use, "KeyUsage");
      return `${use}`;
    });
  },
  length: (value) => value === null || value === undefined ? null : value >>> 0,
  data: (value, operation, where) => isBytes(value) ? converters.bytes(value, operation, where) : value,
};

/** The arguments of an operation, each as its converter gives it. */
function take(operation, given, ...kinds) {
  if (given.length < kinds.length) {
    const count = kinds.length;
    throw withCode("ERR_MISSING_ARGS", `${place(operation)} ${count} argument${count === 1 ? "" : "s"} required, ` +
      `but only ${given.length} present.`);
  }
  return kinds.map((kind, i) => converters[kind](given[i], operation, `${ordinals[i]} argument`));
}

const invalid = "The requested operation is not valid for the provided key";

function checkKey(algorithm, key, use, message = invalid) {
  if (algorithm.name !== key.algorithm.name || !key.usages.includes(use)) throw later.work.accessError(message);
}

/** What wraps keys may be made for that, or for encrypting. */
function normalizeWrapping(algorithm, operation, otherwise) {
  try {
    return normalize(algorithm, operation);
  } catch {
    return normalize(algorithm, otherwise);
  }
}

function exported(format, key) {
  if (!key.extractable) throw new DOMException("key is not extractable", "InvalidAccessException");
  return later.keys.exportKey(format, key);
}

// --- Operations

class SubtleCrypto {
  constructor() { throw make("ERR_ILLEGAL_CONSTRUCTOR"); }
  async digest(...given) {
    const [algorithm, data] = take("digest", given, "algorithm", "bytes");
    const hashes = internalBinding("crypto"), digest = hashes.hash(hashName(normalize(algorithm, "digest")));
    hashes.update(digest, data);
    return hashes.digest(digest, 0).slice().buffer;
  }
  async generateKey(...given) {
    const [algorithm, isExtractable, uses] = take("generateKey", given, "algorithm", "flag", "uses");
    return later.keys.generate(normalize(algorithm, "generateKey"), isExtractable, uses);
  }
  async importKey(...given) {
    const kinds = ["format", given[0] === "jwk" ? "data" : "bytes", "algorithm", "flag"];
    if (given.length >= 5) kinds.push("uses");
    const [format, data, algorithm, isExtractable, uses = []] = take("importKey", given, ...kinds);
    return later.keys.importKey(format, data, normalize(algorithm, "importKey"), isExtractable, uses);
  }
  async exportKey(...given) {
    return exported(...take("exportKey", given, "format", "key"));
  }
  async sign(...given) {
    const [algorithm, key, data] = take("sign", given, "algorithm", "key", "bytes");
    const normalized = normalize(algorithm, "sign");
    checkKey(normalized, key, "sign", "Unable to use this key to sign");
    return later.work.sign(normalized, key, data);
  }
  async verify(...given) {
    const [algorithm, key, signature, data] = take("verify", given, "algorithm", "key", "bytes", "bytes");
    const normalized = normalize(algorithm, "verify");
    checkKey(normalized, key, "verify", "Unable to use this key to verify");
    return later.work.verify(normalized, key, signature, data);
  }
  async encrypt(...given) {
    const [algorithm, key, data] = take("encrypt", given, "algorithm", "key", "bytes");
    const normalized = normalize(algorithm, "encrypt");
    checkKey(normalized, key, "encrypt");
    return later.work.recode(normalized, key, data, true);
  }
  async decrypt(...given) {
    const [algorithm, key, data] = take("decrypt", given, "algorithm", "key", "bytes");
    const normalized = normalize(algorithm, "decrypt");
    checkKey(normalized, key, "decrypt");
    return later.work.recode(normalized, key, data, false);
  }
  async deriveBits(...given) {
    const kinds = ["algorithm", "key"];
    if (given.length >= 3) kinds.push("length");
    const [algorithm, key, length = null] = take("deriveBits", given, ...kinds);
    const normalized = normalize(algorithm, "deriveBits");
    checkKey(normalized, key, "deriveBits", key.usages.includes("deriveBits") ? "Key algorithm mismatch"
      : "baseKey does not have deriveBits usage");
    return later.work.derive(normalized, key, length);
  }
  async deriveKey(...given) {
    const [algorithm, key, wanted, isExtractable, uses] =
      take("deriveKey", given, "algorithm", "key", "algorithm", "flag", "uses");
    const normalized = normalize(algorithm, "deriveBits"), imported = normalize(wanted, "importKey");
    checkKey(normalized, key, "deriveKey", key.usages.includes("deriveKey") ? "Key algorithm mismatch"
      : "baseKey does not have deriveKey usage");
    const length = later.work.lengthOf(normalize(wanted, "get key length"));
    const bits = await later.work.derive(normalized, key, length);
    return later.keys.importKey("raw", bits, imported, isExtractable, uses);
  }
  async wrapKey(...given) {
    const [format, key, wrapping, algorithm] = take("wrapKey", given, "format", "key", "key", "algorithm");
    const normalized = normalizeWrapping(algorithm, "wrapKey", "encrypt");
    checkKey(normalized, wrapping, "wrapKey");
    const data = exported(format, key);
    let bytes = format === "jwk" ? Buffer.from(JSON.stringify(data)) : Buffer.from(data);
    // AES-KW takes blocks of eight bytes: JSON may end with spaces.
    const missing = (8 - bytes.length % 8) % 8;
    if (format === "jwk" && normalized.name === "AES-KW") bytes = Buffer.concat([bytes, Buffer.alloc(missing, " ")]);
    return later.work.recode(normalized, wrapping, bytes, true);
  }
  async unwrapKey(...given) {
    const [format, wrapped, wrapping, algorithm, wanted, isExtractable, uses] =
      take("unwrapKey", given, "format", "bytes", "key", "algorithm", "algorithm", "flag", "uses");
    const normalized = normalizeWrapping(algorithm, "unwrapKey", "decrypt"), imported = normalize(wanted, "importKey");
    checkKey(normalized, wrapping, "unwrapKey");
    const bytes = await later.work.recode(normalized, wrapping, wrapped, false);
    let data = bytes;
    if (format === "jwk") {
      try {
        data = JSON.parse(Buffer.from(bytes).toString());
      } catch (error) {
        throw later.keys.fail("Invalid wrapped JWK key", "DataError", error);
      }
    }
    return later.keys.importKey(format, data, imported, isExtractable, uses);
  }
}
Object.defineProperty(SubtleCrypto.prototype, Symbol.toStringTag, { value: "SubtleCrypto", configurable: true });

module.exports = { SubtleCrypto, subtle: Object.create(SubtleCrypto.prototype) };
