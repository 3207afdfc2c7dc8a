// What crypto.subtle does with keys, on top of what `crypto` does.
"use strict";
const { hashName, blockBits } = require("internal/crypto_algorithms");
const cipher = require("internal/crypto_cipher");
const signatures = require("internal/crypto_signatures");
const { keyObjectOf } = require("internal/crypto_web_key");
const { fail, bufferOf } = require("internal/crypto_subtle_keys");
const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PKCS1_OAEP_PADDING } = require("internal/crypto_constants");

const operationError = (message, cause) => fail(message, "OperationError", cause);
const accessError = (message) => fail(message, "InvalidAccessError");

/** Does what OpenSSL may refuse for reasons that are nobody's business. */
function attempt(work) {
  try {
    return work();
  } catch (error) {
    if (error instanceof DOMException) throw error;
    throw operationError("The operation failed for an operation-specific reason", error);
  }
}

// --- Signatures

function checkType(key, type) {
  if (key.type !== type) throw accessError(`Key must be a ${type} key`);
}

/** [digest, options] for `sign` and `verify` of crypto. */
function signatureWay({ name, hash, saltLength }, key) {
  if (name === "ECDSA") return [hashName(hash), { dsaEncoding: "ieee-p1363" }];
  if (name === "RSA-PSS") return [hashName(key.algorithm.hash), { padding: RSA_PKCS1_PSS_PADDING, saltLength }];
  if (name === "RSASSA-PKCS1-v1_5") return [hashName(key.algorithm.hash), { padding: RSA_PKCS1_PADDING }];
  return [null, {}];
}

const macOf = (key, data) =>
  require("crypto").createHmac(hashName(key.algorithm.hash), keyObjectOf(key)).update(data).digest();

function sign(algorithm, key, data) {
  if (algorithm.name === "HMAC") return bufferOf(macOf(key, data));
  checkType(key, "private");
  const [digest, options] = signatureWay(algorithm, key);
  return bufferOf(attempt(() => signatures.sign(digest, data, { key: keyObjectOf(key), ...options })));
}

function verify(algorithm, key, signature, data) {
  if (algorithm.name === "HMAC") {
    const mac = macOf(key, data);
    return mac.length === signature.length && require("crypto").timingSafeEqual(mac, signature);
  }
  checkType(key, "public");
  const [digest, options] = signatureWay(algorithm, key);
  return attempt(() => signatures.verify(digest, data, { key: keyObjectOf(key), ...options }, signature));
}

// --- Encryption

const tagLengths = [32, 64, 96, 104, 112, 120, 128];

function gcm({ iv, additionalData, tagLength = 128 }, key, data, encrypts) {
  if (!tagLengths.includes(tagLength)) throw operationError(`${tagLength} is not a valid AES-GCM tag length`);
  const size = tagLength / 8;
  if (!encrypts && data.length < size) throw operationError("The provided data is too small.");
  return attempt(() => {
    const make = encrypts ? cipher.createCipheriv : cipher.createDecipheriv;
    const one = make(`aes-${key.algorithm.length}-gcm`, keyObjectOf(key), iv, { authTagLength: size });
    if (additionalData !== undefined && additionalData.length > 0) one.setAAD(additionalData);
    if (!encrypts) one.setAuthTag(data.subarray(data.length - size));
    const text = one.update(encrypts ? data : data.subarray(0, data.length - size));
    return Buffer.concat([text, one.final(), encrypts ? one.getAuthTag() : Buffer.alloc(0)]);
  });
}

function run(name, key, iv, data, encrypts) {
  const make = encrypts ? cipher.createCipheriv : cipher.createDecipheriv;
  const one = make(`aes-${key.algorithm.length}-${name}`, keyObjectOf(key), iv);
  return Buffer.concat([one.update(data), one.final()]);
}

function cbc({ iv }, key, data, encrypts) {
  if (iv.length !== 16) throw operationError("algorithm.iv must contain exactly 16 bytes");
  return attempt(() => run("cbc", key, iv, data, encrypts));
}

/** Only the last `length` bits of the counter count; the others stay as they are when those begin anew. */
function ctr({ counter, length }, key, data) {
  if (counter.length !== 16) throw operationError("algorithm.counter must contain exactly 16 bytes");
  if (length === 0 || length > 128) throw operationError("AES-CTR algorithm.length must be between 1 and 128");
  const all = BigInt(`0x${Buffer.from(counter).toString("hex")}`), span = 1n << BigInt(length);
  const blocks = BigInt(Math.ceil(data.length / 16)), left = span - all % span;
  if (blocks > span) throw operationError("The operation failed for an operation-specific reason");
  if (blocks <= left) return attempt(() => run("ctr", key, counter, data, true));
  const at = Number(left) * 16;
  const next = Buffer.from((all - all % span).toString(16).padStart(32, "0"), "hex");
  return attempt(() => Buffer.concat([run("ctr", key, counter, data.subarray(0, at), true),
    run("ctr", key, next, data.subarray(at), true)]));
}

function oaep({ label }, key, data, encrypts) {
  checkType(key, encrypts ? "public" : "private");
  const options = { key: keyObjectOf(key), padding: RSA_PKCS1_OAEP_PADDING, oaepHash: hashName(key.algorithm.hash),
    oaepLabel: label };
  return attempt(() => (encrypts ? signatures.publicEncrypt : signatures.privateDecrypt)(options, data));
}

const ciphers = { "AES-GCM": gcm, "AES-CBC": cbc, "AES-CTR": ctr, "RSA-OAEP": oaep };

const WRAP_IV = Buffer.alloc(8, 0xa6);

/** Of a key that is wrapped in another. */
function wrap(key, data, encrypts) {
  return attempt(() => {
    const make = encrypts ? cipher.createCipheriv : cipher.createDecipheriv;
    const one = make(`aes${key.algorithm.length}-wrap`, keyObjectOf(key), WRAP_IV);
    return Buffer.concat([one.update(data), one.final()]);
  });
}

const recode = (algorithm, key, data, encrypts) => bufferOf(algorithm.name === "AES-KW" ? wrap(key, data, encrypts)
  : ciphers[algorithm.name](algorithm, key, data, encrypts));

// --- Derivation

function checkLength(length) {
  if (length === null) throw operationError("length cannot be null");
  if (length % 8 !== 0) throw operationError("length must be a multiple of 8");
}

const promised = (work) => new Promise((resolve, reject) => {
  work((error, bytes) => {
    if (error) reject(operationError("The operation failed for an operation-specific reason", error));
    else resolve(bytes instanceof ArrayBuffer ? bytes : bufferOf(bytes));
  });
});

function pbkdf2({ hash, salt, iterations }, key, length) {
  if (iterations === 0) throw operationError("iterations cannot be zero");
  checkLength(length);
  if (length === 0) return new ArrayBuffer(0);
  const { pbkdf2: derive } = require("internal/crypto_derive");
  return promised((done) => derive(keyObjectOf(key).export(), salt, iterations, length / 8, hashName(hash), done));
}

function hkdf({ hash, salt, info }, key, length) {
  checkLength(length);
  if (length === 0) return new ArrayBuffer(0);
  const { hkdf: derive } = require("internal/crypto_derive");
  return promised((done) => attempt(() => derive(hashName(hash), keyObjectOf(key), salt, info, length / 8, done)));
}

function agree({ public: other, name }, key, length) {
  if (other.type !== "public") throw accessError("algorithm.public must be a public key");
  if (key.type !== "private") throw accessError("baseKey must be a private key");
  if (other.algorithm.name !== name) throw accessError("The public and private keys must be of the same type");
  if (other.algorithm.namedCurve !== key.algorithm.namedCurve) throw accessError("Named curve mismatch");
  const sides = { privateKey: keyObjectOf(key), publicKey: keyObjectOf(other) };
  const secret = attempt(() => signatures.diffieHellman(sides));
  if (length === null) return bufferOf(secret);
  const size = Math.ceil(length / 8);
  if (size > secret.length) throw operationError("derived bit length is too small");
  const bits = Uint8Array.from(secret.subarray(0, size));
  if (length % 8 !== 0) bits[size - 1] &= 0xff << (8 - length % 8);
  return bits.buffer;
}

const derivations = { PBKDF2: pbkdf2, HKDF: hkdf, ECDH: agree, X25519: agree, X448: agree };

const derive = (algorithm, key, length) => derivations[algorithm.name](algorithm, key, length);

/** Bits of a key that is derived; null is as many as there are. */
function lengthOf({ name, length, hash }) {
  if (name === "HKDF" || name === "PBKDF2") return null;
  if (name === "HMAC") {
    if (length === 0) throw fail("Invalid key length", "OperationError");
    return length ?? blockBits(hash);
  }
  if (![128, 192, 256].includes(length)) throw operationError("Invalid key length");
  return length;
}

module.exports = { sign, verify, recode, derive, lengthOf, accessError };
