// What crypto.subtle is told of an algorithm: its name in whatever case, and what each operation needs to know.
"use strict";
const { isBytes } = require("internal/crypto_values");

const digests = ["SHA-1", "SHA-256", "SHA-384", "SHA-512"];

// The dictionaries of the standard: members in the order of their names, "!" if there must be one.
const dictionaries = {
  __proto__: null,
  HmacImportParams: ["!hash", "length"], HmacKeyGenParams: ["!hash", "length"],
  RsaHashedImportParams: ["!hash"], RsaHashedKeyGenParams: ["!modulusLength", "!publicExponent", "!hash"],
  EcKeyImportParams: ["!namedCurve"], EcKeyGenParams: ["!namedCurve"],
  AesKeyGenParams: ["!length"], AesDerivedKeyParams: ["!length"],
  AesGcmParams: ["additionalData", "!iv", "tagLength"], AesCbcParams: ["!iv"], AesCtrParams: ["!counter", "!length"],
  RsaOaepParams: ["label"], RsaPssParams: ["!saltLength"], EcdsaParams: ["!hash"],
  Pbkdf2Params: ["!hash", "!iterations", "!salt"], HkdfParams: ["!hash", "!info", "!salt"],
  EcdhKeyDeriveParams: ["!public"], Ed448Params: ["context"],
};

const rsa = ["RSASSA-PKCS1-v1_5", "RSA-PSS", "RSA-OAEP"], ec = ["ECDSA", "ECDH"];
const aes = ["AES-CTR", "AES-CBC", "AES-GCM", "AES-KW"], raw = ["Ed25519", "Ed448", "X25519", "X448"];

const each = (names, dictionary = null) => Object.fromEntries(names.map((name) => [name, dictionary]));

// Operation → algorithm → its dictionary.
const operations = {
  __proto__: null,
  digest: each(digests),
  generateKey: { ...each(rsa, "RsaHashedKeyGenParams"), ...each(ec, "EcKeyGenParams"), ...each(raw),
    ...each(aes, "AesKeyGenParams"), HMAC: "HmacKeyGenParams" },
  importKey: { ...each(rsa, "RsaHashedImportParams"), ...each(ec, "EcKeyImportParams"), ...each(raw), ...each(aes),
    HMAC: "HmacImportParams", ...each(["HKDF", "PBKDF2"]) },
  exportKey: each([...rsa, ...ec, ...raw, ...aes, "HMAC"]),
  sign: { "RSASSA-PKCS1-v1_5": null, "RSA-PSS": "RsaPssParams", ECDSA: "EcdsaParams", Ed25519: null,
    Ed448: "Ed448Params", HMAC: null },
  encrypt: { "RSA-OAEP": "RsaOaepParams", "AES-CBC": "AesCbcParams", "AES-GCM": "AesGcmParams",
    "AES-CTR": "AesCtrParams" },
  deriveBits: { HKDF: "HkdfParams", PBKDF2: "Pbkdf2Params", ECDH: "EcdhKeyDeriveParams", X25519: "EcdhKeyDeriveParams",
    X448: "EcdhKeyDeriveParams" },
  wrapKey: { "AES-KW": null },
  "get key length": { ...each(aes, "AesDerivedKeyParams"), HMAC: "HmacImportParams", ...each(["HKDF", "PBKDF2"]) },
};
operations.verify = operations.sign;
operations.decrypt = operations.encrypt;
operations.unwrapKey = operations.wrapKey;

const unrecognized = () => new DOMException("Unrecognized algorithm name", "NotSupportedError");

// Members that are bytes, which are copied: the caller may change them while we work.
const byteMembers = ["iv", "counter", "additionalData", "label", "salt", "info", "context"];
const numberMembers = ["length", "tagLength", "saltLength", "iterations", "modulusLength"];

const isKey = (value) => require("internal/crypto_web_key").isCryptoKey(value);

function memberOf(name, value, dictionary) {
  const place = `Failed to normalize algorithm: '${name}' of '${dictionary}' (passed algorithm)`;
  if (name === "hash") return normalize(value, "digest");
  if (name === "public" && !isKey(value)) {
    throw withCode("ERR_INVALID_ARG_TYPE", `${place} is not of type CryptoKey.`);
  }
  if (byteMembers.includes(name)) {
    if (isBytes(value)) return Uint8Array.from(Buffer.from(value.buffer || value, value.byteOffset, value.byteLength));
    throw withCode("ERR_INVALID_ARG_TYPE",
      `${place} is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
  }
  if (!numberMembers.includes(name)) return value;
  const number = Number(value);
  if (Number.isFinite(number)) return Math.trunc(number);
  throw withCode("ERR_INVALID_ARG_TYPE", `${place} is not a finite floating-point value.`);
}

const withCode = (code, message) => Object.assign(new TypeError(message), { code });

function missing(name, dictionary) {
  return withCode("ERR_MISSING_OPTION", "Failed to normalize algorithm: passed algorithm can not be converted to " +
    `'${dictionary}' because '${name}' is required in '${dictionary}'.`);
}

/** The algorithm with the name as the standard writes it, and with those members that the operation looks at. */
function normalize(algorithm, operation) {
  if (typeof algorithm !== "object" || algorithm === null) return normalize({ name: `${algorithm}` }, operation);
  if (algorithm.name === undefined) {
    throw missing("name", "Algorithm");
  }
  const wanted = String(algorithm.name).toLowerCase();
  const known = operations[operation];
  const name = Object.keys(known).find((one) => one.toLowerCase() === wanted);
  if (name === undefined) throw unrecognized();
  const normalized = { name };
  for (const member of known[name] === null ? [] : dictionaries[known[name]]) {
    const plain = member.replace("!", "");
    const value = algorithm[plain];
    if (value !== undefined) normalized[plain] = memberOf(plain, value, known[name]);
    else if (plain !== member) throw missing(plain, known[name]);
  }
  return normalized;
}

/** Name of a hash for OpenSSL, and bits of its block. */
const hashName = ({ name }) => name.replace("-", "").toLowerCase();
const blockBits = ({ name }) => name === "SHA-1" || name === "SHA-256" ? 512 : 1024;

module.exports = { normalize, hashName, blockBits, withCode, rsa, ec, aes, raw };
