// KeyObject, and what stands for a key where one is wanted.
"use strict";
/* global internalBinding */
const binding = internalBinding("keys");
const { make } = require("internal/errors");
const { checkRecord } = require("internal/validators");
const { asBuffer, checked, isBytes, takeBytes } = require("internal/crypto_values");

const kKeyType = Symbol("kKeyType"), kType = Symbol("kAsymmetricKeyType"), kDetails = Symbol("kAsymmetricKeyDetails");
const token = Symbol("token");
const byteTypes = ["ArrayBuffer", "Buffer", "TypedArray", "DataView"];
const keyTypes = ["ArrayBuffer", "Buffer", "TypedArray", "DataView", "string", "KeyObject", "CryptoKey"];
const textTypes = ["ArrayBuffer", "Buffer", "TypedArray", "DataView", "string"];

const isCryptoKey = (value) => value !== null && typeof value === "object" && value.constructor?.name === "CryptoKey"
  && require("internal/crypto_web_key").isCryptoKey(value);
const objectOf = (cryptoKey) => require("internal/crypto_web_key").keyObjectOf(cryptoKey);

// --- Encodings

const incompatible = (...words) => make("ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS", ...words);
const wrongOption = (name, value) => make("ERR_INVALID_ARG_VALUE", name, value);

/** Whether a kind can be: that of a public key (true), a private one (false), or either (undefined). */
function kindOf(kind, { isNeeded, keyType, isPublic, name }) {
  if (kind === undefined && !isNeeded) return undefined;
  if (kind === "pkcs1") {
    if (keyType !== undefined && keyType !== "rsa") throw incompatible(kind, "can only be used for RSA keys");
    return kind;
  }
  if (kind === "spki" && isPublic !== false || kind === "pkcs8" && isPublic !== true) return kind;
  if (kind === "sec1" && isPublic !== true) {
    if (keyType !== undefined && keyType !== "ec") throw incompatible(kind, "can only be used for EC keys");
    return kind;
  }
  throw wrongOption(name, kind);
}

const named = (prefix, name) => prefix === undefined ? `options.${name}` : `options.${prefix}.${name}`;
const isTextOrBytes = (value) => typeof value === "string" || isBytes(value);

/** How a key that is given is written. */
function inputForm(options, isPublic) {
  const { format, type, passphrase } = options;
  if (format !== undefined && format !== "pem" && format !== "der") throw wrongOption("options.format", format);
  const isPem = format !== "der";
  const kind = kindOf(type, { isNeeded: !isPem, isPublic, name: "options.type" });
  if (passphrase !== undefined && !isTextOrBytes(passphrase)) {
    throw wrongOption("options.passphrase", passphrase);
  }
  return { isPem, kind, passphrase };
}

/** How a key is to be written. `prefix` is the option that says so. */
function outputForm(options, keyType, isPublic, prefix) {
  checkRecord(options, "options");
  const { format, type, cipher, passphrase } = options;
  if (format !== "pem" && format !== "der") throw wrongOption(named(prefix, "format"), format);
  const kind = kindOf(type, { isNeeded: true, keyType, isPublic, name: named(prefix, "type") });
  const form = { isPem: format === "pem", kind, cipher: undefined, passphrase: undefined };
  if (isPublic) return form;
  const isLocked = cipher !== undefined && cipher !== null;
  if (!isLocked && passphrase !== undefined) throw wrongOption(named(prefix, "cipher"), cipher);
  if (!isLocked) return form;
  if (typeof cipher !== "string") throw wrongOption(named(prefix, "cipher"), cipher);
  if (!form.isPem && (kind === "pkcs1" || kind === "sec1")) throw incompatible(kind, "does not support encryption");
  if (!isTextOrBytes(passphrase)) throw wrongOption(named(prefix, "passphrase"), passphrase);
  const info = require("internal/crypto_cipher").getCipherInfo(cipher);
  if (info === undefined) throw make("ERR_CRYPTO_UNKNOWN_CIPHER");
  return { ...form, cipher, passphrase };
}

function written(key, isPublic, { isPem, kind, cipher, passphrase }) {
  const bytes = asBuffer(checked(binding.write(key, isPublic, isPem, kind, cipher, passphrase ?? ""),
    "Failed to encode the key"));
  return isPem ? bytes.toString("latin1") : bytes;
}

function read(bytes, { isPem, kind, passphrase }, wantsPublic) {
  const key = checked(binding.read(bytes, isPem, kind ?? "", wantsPublic, passphrase),
    `Failed to read ${wantsPublic ? "asymmetric" : "private"} key`);
  if (key === "passphrase") throw make("ERR_MISSING_PASSPHRASE");
  return key;
}

/** A key that is given as JSON. */
function readJson(jwk, isPrivate) {
  const { der, kind, wrong } = require("internal/crypto_jwk").fileOf(jwk, isPrivate);
  const handle = binding.read(der, false, kind, !isPrivate);
  if (Array.isArray(handle)) throw make("ERR_CRYPTO_INVALID_JWK", wrong);
  return { handle, isPrivate };
}

// --- KeyObject

class KeyObject {
  constructor(type, handle, given) {
    if (!["secret", "public", "private"].includes(type)) throw make("ERR_INVALID_ARG_VALUE", "type", type);
    if (handle === null || typeof handle !== "object" || given !== token) {
      throw make("ERR_INVALID_ARG_TYPE", "handle", "object", handle);
    }
    this[kKeyType] = type;
  }
  get type() { return this[kKeyType]; }
  static from(key) {
    if (!isCryptoKey(key)) throw make("ERR_INVALID_ARG_TYPE", "key", "CryptoKey", key);
    return objectOf(key);
  }
  equals(other) {
    if (!(other instanceof KeyObject)) throw make("ERR_INVALID_ARG_TYPE", "otherKeyObject", "KeyObject", other);
    return other.type === this.type && hasSameKey(this, other);
  }
}
Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, { value: "KeyObject", configurable: true });

let bytesOfSecret, handleOf;

class SecretKeyObject extends KeyObject {
  #bytes;
  constructor(bytes) {
    super("secret", bytes, token);
    this.#bytes = bytes;
  }
  static { bytesOfSecret = (object) => object.#bytes; }
  get symmetricKeySize() { return this.#bytes.length; }
  export(options) {
    if (options !== undefined) {
      checkRecord(options, "options");
      const { format } = options;
      if (format !== undefined && format !== "buffer" && format !== "jwk") {
        throw make("ERR_INVALID_ARG_VALUE", "options.format", format, "must be one of: undefined, 'buffer', 'jwk'");
      }
      if (format === "jwk") return { kty: "oct", k: this.#bytes.toString("base64url") };
    }
    return Buffer.from(this.#bytes);
  }
}

function detailsOf([, size, exponent, curve, digest, mgf1, saltLength, q], type) {
  if (type === "ec") return { namedCurve: curve };
  if (type === "dsa") return { modulusLength: size, divisorLength: BigInt(`0x${q}`).toString(2).length };
  const details = { modulusLength: size, publicExponent: BigInt(`0x${exponent}`) };
  if ([digest, mgf1, saltLength].every((part) => part === undefined)) return details;
  const small = (name) => name.toLowerCase().replace(/^sha2-/, "sha");
  return { ...details, hashAlgorithm: small(digest ?? "sha1"), mgf1HashAlgorithm: small(mgf1 ?? "sha1"),
    saltLength: saltLength ?? 20 };
}

const hasDetails = ["rsa", "rsa-pss", "dsa", "ec"];

class AsymmetricKeyObject extends KeyObject {
  #handle;
  constructor(type, handle) {
    super(type, handle, token);
    this.#handle = handle;
  }
  static { handleOf = (object) => object.#handle; }
  get asymmetricKeyType() { return this[kType] ||= binding.describe(this.#handle)[0]; }
  get asymmetricKeyDetails() {
    if (!hasDetails.includes(this.asymmetricKeyType)) return {};
    return { ...(this[kDetails] ||= detailsOf(binding.describe(this.#handle), this.asymmetricKeyType)) };
  }
}

/** A key as crypto_jwk.js looks at it. */
function viewOf(object) {
  const handle = handleOf(object), isPrivate = object.type === "private";
  return {
    isPrivate,
    type: object.asymmetricKeyType,
    curve: binding.describe(handle)[3],
    write: (kind) => written(handle, !isPrivate, { isPem: false, kind }),
    publicSpki: () => written(handle, true, { isPem: false, kind: "spki" }),
    raw: (isPublic) => checked(binding.raw(handle, isPublic), "Failed to get the key"),
  };
}

class PublicKeyObject extends AsymmetricKeyObject {
  constructor(handle) { super("public", handle); }
  export(options) {
    if (options && options.format === "jwk") return require("internal/crypto_jwk").jsonOf(viewOf(this));
    return written(handleOf(this), true, outputForm(options, this.asymmetricKeyType, true));
  }
}

class PrivateKeyObject extends AsymmetricKeyObject {
  constructor(handle) { super("private", handle); }
  export(options) {
    if (options && options.format === "jwk") {
      if (options.passphrase !== undefined) throw incompatible("jwk", "does not support encryption");
      return require("internal/crypto_jwk").jsonOf(viewOf(this));
    }
    return written(handleOf(this), false, outputForm(options, this.asymmetricKeyType, false));
  }
}

function hasSameKey(a, b) {
  if (a.type !== "secret") return binding.equal(handleOf(a), handleOf(b));
  const [one, other] = [bytesOfSecret(a), bytesOfSecret(b)];
  return one.length === other.length && internalBinding("crypto").equal(one, other);
}

// --- What stands for a key

const wrongType = (object, expected) => make("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", object.type, expected);

function checkedObject(object, use) {
  const { type } = object;
  if (use === "private" && type !== "private") throw wrongType(object, "private");
  if (use === "any" && type === "secret") throw wrongType(object, "private or public");
  if (use === "new public" && type !== "private") throw wrongType(object, "private");
  return { handle: handleOf(object), isPrivate: type === "private" };
}

/** What is in an object's "key". */
function keyIn(options, use) {
  const { key, format } = options;
  const isPublic = use === "private" || use === "new private" ? false : undefined;
  if (use !== "new private") {
    if (key instanceof KeyObject) return checkedObject(key, use);
    if (isCryptoKey(key)) return checkedObject(objectOf(key), use);
  }
  if (format === "jwk") return readJson(key, isPublic === false);
  if (!isTextOrBytes(key)) {
    throw make("ERR_INVALID_ARG_TYPE", "key.key", use === "new private" ? textTypes : keyTypes, key);
  }
  const wantsPublic = isPublic === undefined;
  const bytes = typeof key === "string" ? takeBytes(key, "key", options.encoding) : key;
  return { handle: read(bytes, inputForm(options, isPublic), wantsPublic), isPrivate: !wantsPublic };
}

/**
 * The key that an argument stands for, { handle, isPrivate }. `use` is "private" or "any" of a key that is used,
 * "new private" or "new public" of one that a KeyObject is made of.
 */
function prepare(key, use) {
  const isNew = use === "new private";
  if (!isNew && key instanceof KeyObject) return checkedObject(key, use);
  if (!isNew && isCryptoKey(key)) return checkedObject(objectOf(key), use);
  if (isTextOrBytes(key)) {
    const wantsPublic = use === "any" || use === "new public";
    return { handle: read(key, { isPem: true }, wantsPublic), isPrivate: !wantsPublic };
  }
  if (key !== null && typeof key === "object" && !(key instanceof KeyObject)) return keyIn(key, use);
  throw make("ERR_INVALID_ARG_TYPE", "key", isNew ? textTypes : keyTypes, key);
}

/** The bytes of what stands for a secret key. */
function secretBytes(key, encoding) {
  if (isCryptoKey(key)) return secretBytes(objectOf(key));
  if (key instanceof KeyObject) {
    if (key.type !== "secret") throw wrongType(key, "secret");
    return bytesOfSecret(key);
  }
  return takeBytes(key, "key", encoding, keyTypes);
}

function createSecretKey(key, encoding) {
  const bytes = typeof key === "string" ? Buffer.from(key, encoding) : takeBytes(key, "key", undefined, byteTypes);
  return new SecretKeyObject(Buffer.from(bytes));
}

const createPrivateKey = (key) => {
  if (key instanceof KeyObject || key !== null && typeof key === "object" && key.key instanceof KeyObject) {
    throw make("ERR_INVALID_ARG_TYPE", "key", textTypes, key instanceof KeyObject ? key : key.key);
  }
  return new PrivateKeyObject(prepare(key, "new private").handle);
};
const createPublicKey = (key) => new PublicKeyObject(prepare(key, "new public").handle);

module.exports = { KeyObject, PublicKeyObject, PrivateKeyObject, createSecretKey, createPrivateKey, createPublicKey,
  prepare, secretBytes, handleOf: (object) => handleOf(object), outputForm, viewOf, isCryptoKey, objectOf };
