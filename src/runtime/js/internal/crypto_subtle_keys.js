// Keys of crypto.subtle: made, taken from outside, and given away.
"use strict";
const { blockBits, rsa, ec, aes, raw } = require("internal/crypto_algorithms");
const { takeBytes } = require("internal/crypto_values");
const keys = require("internal/crypto_keys");
const { makeKey, keyObjectOf } = require("internal/crypto_web_key");

const fail = (message, name, cause) => cause === undefined ? new DOMException(message, name)
  : new DOMException(message, { name, cause });
const syntax = (message) => fail(message, "SyntaxError");
const dataError = (message, cause) => fail(message, "DataError", cause);
const unsupported = (message) => fail(message, "NotSupportedError");

// --- What a key may be used for

const boxUses = ["encrypt", "decrypt", "wrapKey", "unwrapKey"], deriveUses = ["deriveKey", "deriveBits"];

/** [uses of a public key, uses of a private one] */
function pairUses(name) {
  if (name === "RSA-OAEP") return [["encrypt", "wrapKey"], ["decrypt", "unwrapKey"]];
  if (name === "ECDH" || name.startsWith("X")) return [[], deriveUses];
  return [["verify"], ["sign"]];
}

function secretUses(name) {
  if (name === "HMAC") return ["sign", "verify"];
  if (name === "AES-KW") return ["wrapKey", "unwrapKey"];
  return aes.includes(name) ? boxUses : deriveUses;
}

// As Node has the articles: others for new keys than for those that are taken in.
function shownName(name, isNew) {
  if (name === "HMAC") return "an HMAC";
  if (aes.includes(name)) return "an AES";
  if (rsa.includes(name)) return isNew ? "a RSA" : `an ${name}`;
  return isNew ? `an ${name}` : `a ${name}`;
}

function checkUses(name, uses, allowed, isNew = false) {
  if (uses.some((use) => !allowed.includes(use))) {
    throw syntax(`Unsupported key usage for ${shownName(name, isNew)} key`);
  }
}

const among = (uses, allowed) => allowed.filter((use) => uses.includes(use));

// --- New ones

function newSecret(algorithm, isExtractable, uses) {
  const { name } = algorithm;
  let { length } = algorithm;
  if (name !== "HMAC" && ![128, 192, 256].includes(length)) {
    throw fail("AES key length must be 128, 192, or 256 bits", "OperationError");
  }
  checkUses(name, uses, secretUses(name), true);
  if (name === "HMAC") {
    length ??= blockBits(algorithm.hash);
    if (length === 0) throw fail("Zero-length key is not supported", "OperationError");
  }
  const object = keys.createSecretKey(require("crypto").randomBytes(Math.floor(length / 8)));
  const about = name === "HMAC" ? { name, length, hash: { name: algorithm.hash.name } } : { name, length };
  return makeKey(object, about, isExtractable, [...new Set(uses)]);
}

function exponentOf(bytes) {
  const number = ArrayBuffer.isView(bytes) ? [...bytes].reduce((sum, byte) => sum * 256 + byte, 0) : NaN;
  if (!(number <= 4294967295)) {
    throw fail("The publicExponent must be equivalent to an unsigned 32-bit value", "OperationError");
  }
  return number;
}

const curveNames = ["P-256", "P-384", "P-521"];

function checkCurve(namedCurve) {
  if (!curveNames.includes(namedCurve)) throw unsupported("Unrecognized namedCurve");
}

/** [type, options] for generateKeyPair, and what CryptoKey tells of the algorithm. */
function pairWish(algorithm) {
  const { name, namedCurve, modulusLength, publicExponent, hash } = algorithm;
  if (ec.includes(name)) {
    return { type: "ec", options: { namedCurve }, about: { name, namedCurve } };
  }
  if (raw.includes(name)) return { type: name.toLowerCase(), options: undefined, about: { name } };
  const exponent = exponentOf(publicExponent);
  return { type: "rsa", options: { modulusLength, publicExponent: exponent },
    about: { name, modulusLength, publicExponent: new Uint8Array(publicExponent), hash: { name: hash.name } } };
}

async function newPair(algorithm, isExtractable, uses) {
  const { name } = algorithm, [forPublic, forPrivate] = pairUses(name);
  if (ec.includes(name)) checkCurve(algorithm.namedCurve);
  checkUses(name, uses, [...forPublic, ...forPrivate], true);
  const { type, options, about } = pairWish(algorithm);
  const { generateKeyPair } = require("internal/crypto_generate");
  const pair = await new Promise((resolve, reject) => {
    generateKeyPair(type, options, (error, publicKey, privateKey) => {
      if (error) reject(fail("The operation failed for an operation-specific reason", "OperationError", error));
      else resolve({ publicKey, privateKey });
    });
  });
  const publicKey = makeKey(pair.publicKey, about, true, among(uses, forPublic));
  const privateKey = makeKey(pair.privateKey, about, isExtractable, among(uses, forPrivate));
  return raw.includes(name) ? { __proto__: null, privateKey, publicKey } : { __proto__: null, publicKey, privateKey };
}

async function generate(algorithm, isExtractable, uses) {
  const isSecret = algorithm.name === "HMAC" || aes.includes(algorithm.name);
  const made = isSecret ? newSecret(algorithm, isExtractable, uses) : await newPair(algorithm, isExtractable, uses);
  if ((isSecret ? made : made.privateKey).usages.length === 0) {
    throw syntax("Usages cannot be empty when creating a key.");
  }
  return made;
}

// --- From outside

const digestNumbers = { "SHA-1": "1", "SHA-256": "256", "SHA-384": "384", "SHA-512": "512" };

/** What "alg" of JSON says of an algorithm, or undefined where it says nothing. */
function joseName({ name, hash, length }) {
  const number = hash && digestNumbers[hash.name];
  if (name === "HMAC") return `HS${number}`;
  if (name === "RSASSA-PKCS1-v1_5") return `RS${number}`;
  if (name === "RSA-PSS") return `PS${number}`;
  if (name === "RSA-OAEP") return number === "1" ? "RSA-OAEP" : `RSA-OAEP-${number}`;
  if (name.startsWith("Ed")) return name;
  return aes.includes(name) ? `A${length}${name.slice(4)}` : undefined;
}

const isEnc = (name) => name === "RSA-OAEP" || aes.includes(name) || name === "ECDH" || name.startsWith("X");

function checkKty(jwk, kty) {
  if (jwk === null || typeof jwk !== "object" || !jwk.kty) throw dataError("Invalid keyData");
  if (jwk.kty !== kty) throw dataError("Invalid JWK \"kty\" Parameter");
}

function checkJson(jwk, { name }, isExtractable, uses) {
  if (uses.length > 0 && jwk.use !== undefined && jwk.use !== (isEnc(name) ? "enc" : "sig")) {
    throw dataError("Invalid JWK \"use\" Parameter");
  }
  if (jwk.key_ops !== undefined && Array.isArray(jwk.key_ops)) {
    if (new Set(jwk.key_ops).size !== jwk.key_ops.length) throw dataError("Duplicate key operation");
    if (uses.some((use) => !jwk.key_ops.includes(use))) throw dataError("Key operations and usage mismatch");
  }
  if (jwk.ext !== undefined && jwk.ext === false && isExtractable) {
    throw dataError("JWK \"ext\" Parameter and extractable mismatch");
  }
}

const otherAlgorithm = () => dataError("JWK \"alg\" does not match the requested algorithm");
const curveJose = { "P-256": "ES256", "P-384": "ES384", "P-521": "ES512" };

function checkJose(jwk, algorithm) {
  if (jwk.alg !== undefined && jwk.alg !== joseName(algorithm)) throw otherAlgorithm();
}

function secretBytesOf(format, data, algorithm, isExtractable, uses) {
  if (format === "raw") return Buffer.from(takeBytes(data, "keyData"));
  if (format !== "jwk") throw unsupported(`Unable to import ${algorithm.name} key with format ${format}`);
  checkKty(data, "oct");
  checkJson(data, algorithm, isExtractable, uses);
  return Buffer.from(`${data.k}`, "base64url");
}

function importSecret(format, data, algorithm, isExtractable, uses) {
  const { name, hash } = algorithm;
  checkUses(name, uses, secretUses(name));
  const bytes = secretBytesOf(format, data, algorithm, isExtractable, uses);
  const length = bytes.length * 8;
  if (name === "HMAC" && format === "raw") {
    if (length === 0) throw dataError("Zero-length key is not supported");
    if (algorithm.length !== undefined && algorithm.length !== length) throw dataError("Invalid key length");
  } else if (name !== "HMAC" && ![128, 192, 256].includes(length)) throw dataError("Invalid key length");
  if (format === "jwk") checkJose(data, { ...algorithm, length });
  const about = name === "HMAC" ? { name, hash: { name: hash.name }, length } : { name, length };
  return makeKey(keys.createSecretKey(bytes), about, isExtractable, uses);
}

function importPassword(format, data, { name }, isExtractable, uses) {
  if (isExtractable) throw syntax(`${name} keys are not extractable`);
  checkUses(name, uses, deriveUses);
  if (format !== "raw") throw unsupported(`Unable to import ${name} key with format ${format}`);
  return makeKey(keys.createSecretKey(Buffer.from(takeBytes(data, "keyData"))), { name }, isExtractable, uses);
}

/** An uncompressed or compressed point, or the bytes of a curve's own kind. */
function importRaw(data, { name, namedCurve }) {
  const { rawFile, curveFile, curves } = require("internal/crypto_jwk");
  const bytes = takeBytes(data, "keyData");
  if (raw.includes(name)) {
    const { size } = { Ed25519: { size: 32 }, X25519: { size: 32 }, Ed448: { size: 57 }, X448: { size: 56 } }[name];
    if (bytes.length !== size) throw dataError(`${name} raw keys must be exactly ${size}-bytes`);
    return keys.createPublicKey({ key: rawFile(name, bytes, false).der, format: "der", type: "spki" });
  }
  const { ECDH } = require("internal/crypto_ecdh");
  const point = ECDH.convertKey(bytes, curves[namedCurve].name);
  return keys.createPublicKey({ key: curveFile(namedCurve, point).der, format: "der", type: "spki" });
}

const isRawKind = (name) => raw.includes(name) || ec.includes(name);

function readPair(format, data, algorithm) {
  const { name } = algorithm;
  if (format === "raw" && isRawKind(name)) return importRaw(data, algorithm);
  if (format === "spki" || format === "pkcs8") {
    const options = { key: takeBytes(data, "keyData"), format: "der", type: format };
    return format === "spki" ? keys.createPublicKey(options) : keys.createPrivateKey(options);
  }
  if (format !== "jwk") throw unsupported(`Unable to import ${name} key with format ${format}`);
  const options = { key: data, format: "jwk" };
  return data.d === undefined ? keys.createPublicKey(options) : keys.createPrivateKey(options);
}

function ktyOf(name) {
  if (ec.includes(name)) return "EC";
  return raw.includes(name) ? "OKP" : "RSA";
}

function checkPairJson(jwk, algorithm, isExtractable, uses) {
  const { name, namedCurve } = algorithm;
  checkKty(jwk, ktyOf(name));
  if (ec.includes(name) && jwk.crv !== namedCurve) {
    throw dataError("JWK \"crv\" does not match the requested algorithm");
  }
  if (raw.includes(name) && jwk.crv !== name) throw dataError("JWK \"crv\" Parameter and algorithm name mismatch");
  checkJson(jwk, algorithm, isExtractable, uses);
  if (name.startsWith("Ed") && jwk.alg !== undefined && jwk.alg !== name && jwk.alg !== "EdDSA") {
    throw otherAlgorithm();
  }
  if (name === "ECDSA" && jwk.alg !== undefined && jwk.alg !== curveJose[namedCurve]) throw otherAlgorithm();
  // One for another use of RSA will do, if it has that hash.
  const isSame = rsa.some((one) => jwk.alg === joseName({ name: one, hash: algorithm.hash }));
  if (rsa.includes(name) && jwk.alg !== undefined && !isSame) throw otherAlgorithm();
}

function aboutPair(object, { name, namedCurve, hash }) {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = object;
  const wanted = ec.includes(name) ? "ec" : raw.includes(name) ? name.toLowerCase() : "rsa";
  if (type !== wanted) throw dataError("Invalid key type");
  if (raw.includes(name)) return { name };
  if (ec.includes(name)) {
    const { curves } = require("internal/crypto_jwk");
    if (details.namedCurve !== curves[namedCurve].name) throw dataError("Named curve mismatch");
    return { name, namedCurve };
  }
  const digits = details.publicExponent.toString(16);
  const publicExponent = new Uint8Array(Buffer.from(digits.padStart(digits.length + digits.length % 2, "0"), "hex"));
  return { name, modulusLength: details.modulusLength, publicExponent, hash: { name: hash.name } };
}

function importPair(format, data, algorithm, isExtractable, uses) {
  const { name, namedCurve } = algorithm;
  if (ec.includes(name)) checkCurve(namedCurve);
  if (format === "jwk" && (data === null || typeof data !== "object" || !data.kty)) throw dataError("Invalid keyData");
  const [forPublic, forPrivate] = pairUses(name);
  const isPrivate = format === "pkcs8" || format === "jwk" && data.d !== undefined;
  if (format === "jwk") checkPairJson(data, algorithm, isExtractable, uses);
  checkUses(name, uses, isPrivate ? forPrivate : forPublic);
  let object;
  try {
    object = readPair(format, data, algorithm);
  } catch (error) {
    if (error instanceof DOMException) throw error;
    throw dataError("Invalid keyData", error);
  }
  return makeKey(object, aboutPair(object, algorithm), isExtractable, uses);
}

function importKey(format, data, algorithm, isExtractable, uses) {
  const { name } = algorithm;
  const isSecret = name === "HMAC" || aes.includes(name), isPassword = name === "PBKDF2" || name === "HKDF";
  const take = isSecret ? importSecret : isPassword ? importPassword : importPair;
  const key = take(format, data, algorithm, isExtractable, uses);
  if (key.type !== "public" && key.usages.length === 0) {
    throw syntax(`Usages cannot be empty when importing a ${key.type} key.`);
  }
  return key;
}

// --- To outside

const bufferOf = (bytes) => Uint8Array.from(bytes).buffer;

function exportRaw(key, object) {
  const { name } = key.algorithm;
  if (key.type === "secret" && (name === "HMAC" || aes.includes(name))) return bufferOf(object.export());
  if (key.type !== "public" || !isRawKind(name)) return undefined;
  const { pointOf } = require("internal/crypto_jwk");
  return bufferOf(pointOf(object.export({ type: "spki", format: "der" })));
}

function exportJson(key, object) {
  const json = { key_ops: key.usages, ext: key.extractable, ...object.export({ format: "jwk" }) };
  const alg = joseName(key.algorithm);
  if (alg !== undefined) json.alg = alg;
  return json;
}

function exportKey(format, key) {
  const object = keyObjectOf(key), { name } = key.algorithm;
  let out;
  if (format === "jwk") out = exportJson(key, object);
  else if (format === "raw") out = exportRaw(key, object);
  else if (key.type === (format === "spki" ? "public" : "private")) {
    out = bufferOf(object.export({ type: format, format: "der" }));
  }
  if (out !== undefined) return out;
  throw fail(`Unable to export a ${format === "spki" ? "raw" : format} ${name} ${key.type} key`, "InvalidAccessError");
}

module.exports = { generate, importKey, exportKey, fail, bufferOf };
