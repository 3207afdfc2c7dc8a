// What is done with keys: signatures, encryption with RSA, and secrets that two share.
"use strict";
/* global internalBinding */
const binding = internalBinding("signatures");
const hashes = internalBinding("crypto");
const { Writable } = require("stream");
const { make } = require("internal/errors");
const { checkFunction, checkRecord, checkText } = require("internal/validators");
const { asBuffer, checkEncoding, checked, encoded, problemError, takeBytes, views } = require("internal/crypto_values");
const { KeyObject, prepare, handleOf, isCryptoKey, objectOf } = require("internal/crypto_keys");
const constants = require("internal/crypto_constants");

// --- Options that come with a key

function intOption(options, name) {
  const value = options && options[name];
  if (value === undefined || value === null) return undefined;
  if (value === (value | 0)) return value;
  throw make("ERR_INVALID_ARG_VALUE", `options.${name}`, value);
}

/** How a signature is made with a key that is an argument. */
function settingsOf(key) {
  const isObject = key !== null && typeof key === "object" && !(key instanceof KeyObject) && !isCryptoKey(key);
  const options = isObject ? key : {};
  const padding = intOption(options, "padding"), saltLength = intOption(options, "saltLength");
  const { dsaEncoding } = options;
  if (dsaEncoding !== undefined && dsaEncoding !== "der" && dsaEncoding !== "ieee-p1363") {
    throw make("ERR_INVALID_ARG_VALUE", "options.dsaEncoding", dsaEncoding);
  }
  // With that padding, and no length, any will do.
  const isAny = padding === constants.RSA_PKCS1_PSS_PADDING && saltLength === undefined;
  return { padding, saltLength: isAny ? constants.RSA_PSS_SALTLEN_AUTO : saltLength,
    isPair: dsaEncoding === "ieee-p1363" };
}

const signed = (handle, settings, result) => {
  checked(result, "Failed to sign");
  return asBuffer(settings.isPair ? binding.toPair(handle, result) : result);
};

/** The signature as OpenSSL reads it; undefined where it is none. */
const derOf = (handle, settings, signature) => settings.isPair ? binding.toDer(handle, signature) : signature;

// --- Streams

class Signer extends Writable {
  #hash;
  #algorithm;
  constructor(algorithm, options) {
    checkText(algorithm, "algorithm");
    super(options);
    this.#algorithm = algorithm;
    this.#hash = hashes.hash(algorithm);
    if (this.#hash === undefined) throw make("ERR_CRYPTO_INVALID_DIGEST");
  }
  #open() {
    if (this.#hash === undefined) {
      throw Object.assign(new Error("Not initialised"), { code: "ERR_CRYPTO_INVALID_STATE" });
    }
  }
  _write(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  }
  update(data, encoding) {
    if (typeof data === "string") checkEncoding(data, encoding);
    else if (!ArrayBuffer.isView(data)) throw make("ERR_INVALID_ARG_TYPE", "data", views, data);
    this.#open();
    hashes.update(this.#hash, takeBytes(data, "data", encoding));
    return this;
  }
  /** What a key is used for that signs what has been written so far. */
  static end(signer, handle, use) {
    signer.#open();
    const hash = signer.#hash, algorithm = signer.#algorithm;
    signer.#hash = undefined;
    const type = internalBinding("keys").describe(handle)[0];
    if (type === "ed25519" || type === "ed448") throw make("ERR_CRYPTO_UNSUPPORTED_OPERATION");
    return use(algorithm, hashes.digest(hash, 0));
  }
}
const { end } = Signer;
delete Signer.end;

class Sign extends Signer {
  sign(key, encoding) {
    if (!key) throw make("ERR_CRYPTO_SIGN_KEY_REQUIRED");
    const settings = settingsOf(key), { handle } = prepare(key, "private");
    const { padding, saltLength } = settings;
    const bytes = end(this, handle, (algorithm, hash) =>
      signed(handle, settings, binding.signHash(handle, algorithm, hash, padding, saltLength)));
    return encoded(bytes, encoding);
  }
}

class Verify extends Signer {
  verify(key, signature, encoding) {
    const settings = settingsOf(key), { handle } = prepare(key, "any");
    const { padding, saltLength } = settings;
    const bytes = takeBytes(signature, "signature", encoding);
    return end(this, handle, (algorithm, hash) => {
      const der = derOf(handle, settings, bytes);
      return der !== undefined &&
        checked(binding.verifyHash(handle, algorithm, hash, der, padding, saltLength), "Failed to verify");
    });
  }
}

// --- At once

function checkAlgorithm(algorithm) {
  if (algorithm === undefined || algorithm === null) return;
  checkText(algorithm, "algorithm");
  if (hashes.sizeOf(algorithm) < 0) throw make("ERR_CRYPTO_INVALID_DIGEST", algorithm);
}

/** With a callback the answer comes later, and so does what OpenSSL finds wrong. */
function answer(callback, work) {
  if (callback === undefined) return work();
  let result, failure = null;
  try {
    result = work();
  } catch (error) {
    failure = error;
  }
  setImmediate(() => failure === null ? callback(null, result) : callback(failure));
}

function sign(algorithm, data, key, callback) {
  if (callback !== undefined) checkFunction(callback);
  if (algorithm !== undefined && algorithm !== null) checkText(algorithm, "algorithm");
  const bytes = takeBytes(data, "data");
  if (!key) throw make("ERR_CRYPTO_SIGN_KEY_REQUIRED");
  const settings = settingsOf(key), { handle } = prepare(key, "private");
  checkAlgorithm(algorithm);
  return answer(callback, () => signed(handle, settings,
    binding.sign(handle, algorithm, bytes, settings.padding, settings.saltLength)));
}

function verify(algorithm, data, key, signature, callback) {
  if (callback !== undefined) checkFunction(callback);
  if (algorithm !== undefined && algorithm !== null) checkText(algorithm, "algorithm");
  const bytes = takeBytes(data, "data");
  const settings = settingsOf(key);
  if (!ArrayBuffer.isView(signature) && !(signature instanceof ArrayBuffer)) {
    throw make("ERR_INVALID_ARG_TYPE", "signature", ["Buffer", "TypedArray", "DataView"], signature);
  }
  const { handle } = prepare(key, "any");
  checkAlgorithm(algorithm);
  return answer(callback, () => {
    const der = derOf(handle, settings, takeBytes(signature, "signature"));
    return der !== undefined && checked(
      binding.verify(handle, algorithm, bytes, der, settings.padding, settings.saltLength), "Failed to verify");
  });
}

// --- Encryption with RSA

const { RSA_PKCS1_PADDING, RSA_PKCS1_OAEP_PADDING } = constants;

function recode(options, buffer, { operation, use, padding: usual }) {
  const { handle } = prepare(options, use);
  const padding = options.padding || usual;
  const { oaepHash, encoding } = options;
  let { oaepLabel } = options;
  if (oaepHash !== undefined) checkText(oaepHash, "key.oaepHash");
  if (oaepLabel !== undefined) oaepLabel = takeBytes(oaepLabel, "key.oaepLabel", encoding);
  const bytes = takeBytes(buffer, "buffer", encoding);
  if (operation === "privateDecrypt" && padding === RSA_PKCS1_PADDING && !binding.rejects(handle)) {
    throw Object.assign(new TypeError("RSA_PKCS1_PADDING is no longer supported for private decryption, " +
      "this can be reverted with --security-revert=CVE-2023-46809"), { code: "ERR_INVALID_ARG_VALUE" });
  }
  if (oaepHash !== undefined && hashes.sizeOf(oaepHash) < 0) {
    throw Object.assign(new Error("Invalid digest used"), { code: "ERR_OSSL_EVP_INVALID_DIGEST" });
  }
  const hash = oaepHash ?? (padding === RSA_PKCS1_OAEP_PADDING ? "sha1" : undefined);
  const out = binding[operation](handle, bytes, padding, hash, oaepLabel);
  return asBuffer(checked(out, "error:00000000:lib(0)::reason(0)"));
}

const recoder = (operation, use, padding) => (key, buffer) => recode(key, buffer, { operation, use, padding });

// --- Secrets that two share

const agreeing = ["dh", "ec", "x25519", "x448"];

function exchangeKey(options, name) {
  let key = options[name];
  if (isCryptoKey(key)) key = objectOf(key);
  if (!(key instanceof KeyObject)) throw make("ERR_INVALID_ARG_VALUE", `options.${name}`, key);
  return key;
}

function diffieHellman(options) {
  checkRecord(options, "options");
  const privateKey = exchangeKey(options, "privateKey"), publicKey = exchangeKey(options, "publicKey");
  if (privateKey.type !== "private") throw make("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", privateKey.type, "private");
  if (publicKey.type !== "public" && publicKey.type !== "private") {
    throw make("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", publicKey.type, "private or public");
  }
  const types = [privateKey.asymmetricKeyType, publicKey.asymmetricKeyType];
  if (types[0] !== types[1] || !agreeing.includes(types[0])) {
    throw make("ERR_CRYPTO_INCOMPATIBLE_KEY", "key types for Diffie-Hellman", types.join(" and "));
  }
  const secret = binding.secret(handleOf(privateKey), handleOf(publicKey));
  if (Array.isArray(secret)) throw problemError(secret, "diffieHellman failed");
  return asBuffer(secret);
}

module.exports = {
  Sign, Verify, sign, verify, diffieHellman,
  createSign: (algorithm, options) => new Sign(algorithm, options),
  createVerify: (algorithm, options) => new Verify(algorithm, options),
  publicEncrypt: recoder("publicEncrypt", "any", RSA_PKCS1_OAEP_PADDING),
  privateDecrypt: recoder("privateDecrypt", "private", RSA_PKCS1_OAEP_PADDING),
  privateEncrypt: recoder("privateEncrypt", "private", RSA_PKCS1_PADDING),
  publicDecrypt: recoder("publicDecrypt", "any", RSA_PKCS1_PADDING),
};
