// Keys made of passwords and of other keys.
"use strict";
/* global internalBinding */
const binding = internalBinding("crypto");
const { context } = require("internal/ticks");
const { make } = require("internal/errors");
const { checkFunction, checkText } = require("internal/validators");
const { asBuffer, isBytes, takeBytes } = require("internal/crypto_values");

const MOST = 2 ** 31 - 1, MOST_UNSIGNED = 2 ** 32 - 1;

function checkInteger(value, name, least, most) {
  if (typeof value !== "number") throw make("ERR_INVALID_ARG_TYPE", name, "number", value);
  if (!Number.isInteger(value)) throw make("ERR_OUT_OF_RANGE", name, "an integer", value);
  if (value < least || value > most) throw make("ERR_OUT_OF_RANGE", name, `>= ${least} && <= ${most}`, value);
}

function checkDigest(digest) {
  if (binding.sizeOf(digest) < 0) throw make("ERR_CRYPTO_INVALID_DIGEST", digest);
}

const failed = () => new Error("Deriving bits failed");

/** The bytes that C derived, if it could. */
function derived(bytes) {
  if (bytes === undefined) throw failed();
  return asBuffer(bytes);
}

/** What tells a callback of them. */
const teller = (callback) => context.bind((bytes) => {
  if (bytes === undefined) callback(failed());
  else callback(null, asBuffer(bytes));
});

// --- PBKDF2

function pbkdf2Input(password, salt, iterations, size, digest) {
  checkText(digest, "digest");
  const input = [takeBytes(password, "password"), takeBytes(salt, "salt"), size, digest, [iterations, 0, 0, 0]];
  checkInteger(iterations, "iterations", 1, MOST);
  checkInteger(size, "keylen", 0, MOST);
  return input;
}

function pbkdf2(password, salt, iterations, size, digest, callback) {
  if (typeof digest === "function") [digest, callback] = [undefined, digest];
  const input = pbkdf2Input(password, salt, iterations, size, digest);
  checkFunction(callback);
  checkDigest(digest);
  binding.derive(...input, teller(callback));
}

function pbkdf2Sync(...given) {
  const input = pbkdf2Input(...given);
  checkDigest(input[3]);
  return derived(binding.derive(...input));
}

// --- scrypt

// Each number with its long name, and what it is without one.
const scryptOptions = [["N", "cost", 16384], ["r", "blockSize", 8], ["p", "parallelization", 1]];

function scryptNumbers(options) {
  const numbers = scryptOptions.map(([name, long, otherwise]) => {
    const value = options[name], other = options[long];
    if (value !== undefined) checkInteger(value, name, 0, MOST_UNSIGNED);
    if (other !== undefined) {
      if (value !== undefined) throw make("ERR_CRYPTO_SCRYPT_INVALID_PARAMETER");
      checkInteger(other, long, 0, MOST_UNSIGNED);
    }
    return (value ?? other) || otherwise;
  });
  const { maxmem } = options;
  if (maxmem !== undefined) checkInteger(maxmem, "maxmem", 0, Number.MAX_SAFE_INTEGER);
  return [...numbers, maxmem || 32 * 1024 * 1024];
}

function scryptInput(password, salt, size, options) {
  const [secret, seed] = [takeBytes(password, "password"), takeBytes(salt, "salt")];
  checkInteger(size, "keylen", 0, MOST);
  return [secret, seed, size, undefined, scryptNumbers(options || {})];
}

function checkScrypt(numbers) {
  const wrong = binding.checkScrypt(numbers);
  if (wrong === undefined) return;
  throw make("ERR_CRYPTO_INVALID_SCRYPT_PARAMS", wrong[0] === undefined ? "" : `: ${wrong[0]}`);
}

function scrypt(password, salt, size, options, callback) {
  if (typeof options === "function") [options, callback] = [undefined, options];
  const input = scryptInput(password, salt, size, options);
  checkFunction(callback);
  checkScrypt(input[4]);
  binding.derive(...input, teller(callback));
}

function scryptSync(password, salt, size, options) {
  const input = scryptInput(password, salt, size, options);
  checkScrypt(input[4]);
  return derived(binding.derive(...input));
}

// --- HKDF

function hmacOf(digest, key, ...parts) {
  const hmac = binding.hmac(digest, key);
  if (Array.isArray(hmac)) throw failed();
  for (const part of parts) binding.update(hmac, part);
  return asBuffer(binding.digest(hmac, 0));
}

const rawTypes = ["ArrayBuffer", "TypedArray", "DataView", "Buffer"];

function hkdfInput(digest, key, salt, info, size) {
  checkText(digest, "digest");
  const input = { digest, key, size };
  if (typeof key === "string" || isBytes(key)) input.key = takeBytes(key, "ikm");
  else {
    const { KeyObject, isCryptoKey, secretBytes } = require("internal/crypto_keys");
    if (!(key instanceof KeyObject) && !isCryptoKey(key)) {
      throw make("ERR_INVALID_ARG_TYPE", "ikm", ["string", "SecretKeyObject", ...rawTypes], key);
    }
    input.key = secretBytes(key);
  }
  input.salt = takeBytes(salt, "salt", undefined, ["string", ...rawTypes]);
  input.info = takeBytes(info, "info", undefined, ["string", ...rawTypes]);
  checkInteger(size, "length", 0, 2 ** 32);
  if (input.info.length > 1024) {
    throw make("ERR_OUT_OF_RANGE", "info", "must not contain more than 1024 bytes", input.info.length);
  }
  return input;
}

function checkExpansion({ digest, size }) {
  checkDigest(digest);
  if (size > 255 * binding.sizeOf(digest)) throw make("ERR_CRYPTO_INVALID_KEYLEN");
}

function expand({ digest, key, salt, info, size }) {
  const length = binding.sizeOf(digest);
  const secret = hmacOf(digest, salt.length === 0 ? Buffer.alloc(length) : salt, key);
  const bytes = new Uint8Array(size);
  let last = Buffer.alloc(0);
  for (let at = 0, i = 1; at < size; at += length, i++) {
    last = hmacOf(digest, secret, last, info, Buffer.from([i]));
    bytes.set(last.subarray(0, size - at), at);
  }
  return bytes.buffer;
}

function hkdfSync(...given) {
  const input = hkdfInput(...given);
  checkExpansion(input);
  return expand(input);
}

function hkdf(digest, key, salt, info, size, callback) {
  const input = hkdfInput(digest, key, salt, info, size);
  checkFunction(callback);
  checkExpansion(input);
  const bytes = expand(input);
  setImmediate(callback, null, bytes);
}

module.exports = { pbkdf2, pbkdf2Sync, scrypt, scryptSync, hkdf, hkdfSync };
