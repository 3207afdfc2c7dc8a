// Errors of `crypto`: rows of the table of internal/errors.
"use strict";

module.exports = {
  __proto__: null,
  ERR_CRYPTO_ECDH_INVALID_FORMAT: [TypeError, "Invalid ECDH format: %s"],
  ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY: [Error, "Public key is not valid for specified curve"],
  ERR_CRYPTO_HASH_FINALIZED: [Error, "Digest already called"],
  ERR_CRYPTO_INCOMPATIBLE_KEY: [Error, "Incompatible %s: %s"],
  ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS: [Error, "The selected key encoding %s %s."],
  ERR_CRYPTO_INVALID_AUTH_TAG: [TypeError, "%s"],
  ERR_CRYPTO_INVALID_CURVE: [TypeError, "Invalid EC curve name"],
  ERR_CRYPTO_INVALID_DIGEST: [TypeError, (name) => name === undefined ? "Invalid digest" : `Invalid digest: ${name}`],
  ERR_CRYPTO_INVALID_IV: [TypeError, "Invalid initialization vector"],
  ERR_CRYPTO_INVALID_JWK: [TypeError, (what = "data") => `Invalid JWK ${what}`],
  ERR_CRYPTO_UNKNOWN_DH_GROUP: [Error, "Unknown DH group"],
  ERR_CRYPTO_INVALID_KEYLEN: [RangeError, "Invalid key length"],
  ERR_CRYPTO_INVALID_KEYPAIR: [RangeError, "Invalid key pair"],
  ERR_CRYPTO_INVALID_KEYTYPE: [RangeError, (message = "Invalid key type") => message],
  ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE: [TypeError, "Invalid key object type %s, expected %s."],
  ERR_CRYPTO_INVALID_MESSAGELEN: [RangeError, "Invalid message length"],
  ERR_CRYPTO_INVALID_SCRYPT_PARAMS: [RangeError, "Invalid scrypt params%s"],
  ERR_CRYPTO_INVALID_STATE: [Error,
    (operation) => operation === undefined ? "Invalid state" : `Invalid state for operation ${operation}`],
  ERR_CRYPTO_JWK_UNSUPPORTED_CURVE: [Error, "Unsupported JWK EC curve: %s."],
  ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE: [Error, "Unsupported JWK Key Type."],
  ERR_CRYPTO_OPERATION_FAILED: [Error, "%s"],
  ERR_CRYPTO_SCRYPT_INVALID_PARAMETER: [Error, "Invalid scrypt parameter"],
  ERR_CRYPTO_SIGN_KEY_REQUIRED: [Error, "No key provided to sign"],
  ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH: [RangeError, "Input buffers must have the same byte length"],
  ERR_CRYPTO_UNKNOWN_CIPHER: [Error, "Unknown cipher"],
  ERR_CRYPTO_UNSUPPORTED_OPERATION: [Error, "Unsupported crypto operation"],
  ERR_INTERNAL_ASSERTION: [Error, (message) => `${message}\nThis is caused by either a bug in Node.js or incorrect ` +
    "usage of Node.js internals.\nPlease open an issue with this stack trace at " +
    "https://github.com/nodejs/node/issues\n"],
  ERR_MISSING_PASSPHRASE: [TypeError, "Passphrase required for encrypted key"],
};
