// New keys: pairs of a public and a private one, and secrets.
"use strict";
/* global internalBinding */
const binding = internalBinding("keys");
const { context } = require("internal/ticks");
const { make } = require("internal/errors");
const { checkFunction, checkRecord, checkText } = require("internal/validators");
const { PublicKeyObject, PrivateKeyObject, createSecretKey, outputForm } = require("internal/crypto_keys");

const MOST = 2 ** 31 - 1;
const wrongOption = (name, value, why) => make("ERR_INVALID_ARG_VALUE", name, value, why);

function checkInteger(value, name, least, most) {
  if (typeof value !== "number") throw make("ERR_INVALID_ARG_TYPE", name, "number", value);
  if (!Number.isInteger(value)) throw make("ERR_OUT_OF_RANGE", name, "an integer", value);
  if (value < least || value > most) throw make("ERR_OUT_OF_RANGE", name, `>= ${least} && <= ${most}`, value);
}
const checkUint32 = (value, name) => checkInteger(value, name, 0, 2 ** 32 - 1);

// --- What OpenSSL is told: [its name of the type, its settings]

function rsaSettings(options) {
  const { modulusLength, publicExponent = 0x10001 } = options;
  checkUint32(modulusLength, "options.modulusLength");
  checkUint32(publicExponent, "options.publicExponent");
  return ["bits", modulusLength, "e", publicExponent];
}

function digestOption(name, option) {
  checkText(name, option);
  if (internalBinding("crypto").sizeOf(name) < 0) throw make("ERR_CRYPTO_INVALID_DIGEST", name);
  return name;
}

function pssSettings(options) {
  const settings = rsaSettings(options);
  const { hashAlgorithm = options.hash, mgf1HashAlgorithm = options.mgf1Hash, saltLength } = options;
  if (saltLength !== undefined) checkInteger(saltLength, "options.saltLength", 0, MOST);
  if (hashAlgorithm !== undefined) settings.push("digest", digestOption(hashAlgorithm, "options.hashAlgorithm"));
  const mgf1 = mgf1HashAlgorithm ?? hashAlgorithm;
  if (mgf1 !== undefined) settings.push("mgf1-digest", digestOption(mgf1, "options.mgf1HashAlgorithm"));
  const ownSize = hashAlgorithm === undefined ? undefined : internalBinding("crypto").sizeOf(hashAlgorithm);
  const size = saltLength ?? ownSize;
  if (size !== undefined) settings.push("saltlen", size);
  return settings;
}

function ecSettings(options) {
  const { namedCurve, paramEncoding } = options;
  checkText(namedCurve, "options.namedCurve");
  if (paramEncoding !== undefined && paramEncoding !== null && !["named", "explicit"].includes(paramEncoding)) {
    throw wrongOption("options.paramEncoding", paramEncoding);
  }
  if (!internalBinding("curves").has(namedCurve)) throw make("ERR_CRYPTO_INVALID_CURVE");
  return ["group", namedCurve, "encoding", paramEncoding === "explicit" ? "explicit" : "named_curve"];
}

const kinds = {
  __proto__: null,
  "rsa": ["RSA", rsaSettings], "rsa-pss": ["RSA-PSS", pssSettings], "ec": ["EC", ecSettings],
  "ed25519": ["ED25519"], "ed448": ["ED448"], "x25519": ["X25519"], "x448": ["X448"],
};

function settingsOf(type, options) {
  checkText(type, "type");
  if (type === "dsa" || type === "dh") {
    throw make("ERR_UNSUPPORTED_MODULE", `crypto.generateKeyPair("${type}")`, "there are RSA and elliptic curves");
  }
  const kind = kinds[type];
  if (kind === undefined) throw make("ERR_INVALID_ARG_VALUE", "type", type, "must be a supported key type");
  const [name, settings] = kind;
  if (settings === undefined) return [name, []];
  checkRecord(options, "options");
  return [name, settings(options)];
}

// --- Pairs

/** How one of the two is to be given: undefined is as a KeyObject. */
function formOf(options, name, type, isPublic) {
  const encoding = options && options[name];
  if (encoding === undefined || encoding === null) return undefined;
  if (typeof encoding !== "object") throw wrongOption(`options.${name}`, encoding);
  if (encoding.format === "jwk") return "jwk";
  outputForm(encoding, type, isPublic, name);
  return encoding;
}

function shownAs(object, form) {
  if (form === undefined) return object;
  return object.export(form === "jwk" ? { format: "jwk" } : form);
}

/** What makes a pair of OpenSSL's key. */
function pairMaker(type, options) {
  const forPublic = formOf(options, "publicKeyEncoding", type, true);
  const forPrivate = formOf(options, "privateKeyEncoding", type, false);
  return (key) => {
    if (Array.isArray(key)) throw new Error(key[0] ?? "Key generation job failed");
    return { publicKey: shownAs(new PublicKeyObject(key), forPublic),
      privateKey: shownAs(new PrivateKeyObject(key), forPrivate) };
  };
}

function generateKeyPairSync(type, options) {
  const [name, settings] = settingsOf(type, options);
  const pair = pairMaker(type, options);
  return pair(binding.generate(name, settings));
}

function generateKeyPair(type, options, callback) {
  if (typeof options === "function") [options, callback] = [undefined, options];
  checkFunction(callback);
  const [name, settings] = settingsOf(type, options);
  const pair = pairMaker(type, options);
  binding.generate(name, settings, context.bind((key) => {
    let made;
    try {
      made = pair(key);
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, made.publicKey, made.privateKey);
  }));
}
Object.defineProperty(generateKeyPair, Symbol.for("nodejs.util.promisify.custom"), {
  value: (type, options) => new Promise((resolve, reject) => {
    generateKeyPair(type, options, (error, publicKey, privateKey) => {
      if (error) reject(error);
      else resolve({ publicKey, privateKey });
    });
  }),
});

// --- Secrets

function secretSize(type, options) {
  checkText(type, "type");
  checkRecord(options, "options");
  const { length } = options;
  if (type === "hmac") {
    checkInteger(length, "options.length", 8, MOST);
  } else if (type === "aes") {
    if (![128, 192, 256].includes(length)) {
      throw wrongOption("options.length", length, "must be one of: 128, 192, 256");
    }
  } else throw make("ERR_INVALID_ARG_VALUE", "type", type, "must be a supported key type");
  return Math.floor(length / 8);
}

const newSecret = (size) => createSecretKey(require("crypto").randomBytes(size));
const generateKeySync = (type, options) => newSecret(secretSize(type, options));

function generateKey(type, options, callback) {
  if (typeof options === "function") [options, callback] = [undefined, options];
  checkFunction(callback);
  const size = secretSize(type, options);
  setImmediate(() => callback(null, newSecret(size)));
}

module.exports = { generateKeyPair, generateKeyPairSync, generateKey, generateKeySync };
