// ECDH: a secret of two who know each other's point on a curve.
"use strict";
/* global internalBinding */
const binding = internalBinding("curves");
const { make } = require("internal/errors");
const { checkText } = require("internal/validators");
const { distinct, encoded, takeBytes } = require("internal/crypto_values");
const { POINT_CONVERSION_COMPRESSED, POINT_CONVERSION_UNCOMPRESSED, POINT_CONVERSION_HYBRID } =
  require("internal/crypto_constants");

const forms = { __proto__: null, compressed: POINT_CONVERSION_COMPRESSED, uncompressed: POINT_CONVERSION_UNCOMPRESSED,
  hybrid: POINT_CONVERSION_HYBRID };

function formOf(format) {
  if (!format) return POINT_CONVERSION_UNCOMPRESSED;
  if (forms[format] === undefined) throw make("ERR_CRYPTO_ECDH_INVALID_FORMAT", format);
  return forms[format];
}

const failed = (what) => make("ERR_CRYPTO_OPERATION_FAILED", what);
const wrongKey = () => make("ERR_CRYPTO_INVALID_KEYTYPE", "Private key is not valid for specified curve.");

class ECDH {
  #curve;
  #private;
  #public; // not compressed
  constructor(curve) {
    checkText(curve, "curve");
    this.#curve = binding.names().find((name) => name === curve);
    if (this.#curve === undefined) throw make("ERR_CRYPTO_INVALID_CURVE");
  }
  generateKeys(encoding, format) {
    this.#private = binding.random(this.#curve);
    this.#public = binding.multiply(this.#curve, this.#private);
    return this.getPublicKey(encoding, format);
  }
  computeSecret(key, inputEncoding, outputEncoding) {
    const point = takeBytes(key, "key", inputEncoding);
    if (this.#private === undefined || !this.#isPair()) throw make("ERR_CRYPTO_INVALID_KEYPAIR");
    if (binding.convert(this.#curve, point, POINT_CONVERSION_COMPRESSED) === undefined) {
      throw make("ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY");
    }
    const product = binding.multiply(this.#curve, this.#private, point);
    if (product === undefined) throw failed("Failed to compute ECDH key");
    return encoded(product.slice(1, 1 + (product.length - 1) / 2), outputEncoding);
  }
  #isPair() {
    const own = binding.multiply(this.#curve, this.#private);
    return own !== undefined && this.#public !== undefined && Buffer.compare(own, this.#public) === 0;
  }
  getPublicKey(encoding, format) {
    const form = formOf(format);
    if (this.#public === undefined) throw failed("Failed to get ECDH public key");
    return encoded(binding.convert(this.#curve, this.#public, form), encoding);
  }
  getPrivateKey(encoding) {
    if (this.#private === undefined) throw failed("Failed to get ECDH private key");
    const first = this.#private.findIndex((byte) => byte !== 0);
    return encoded(this.#private.slice(first), encoding);
  }
  setPrivateKey(key, encoding) {
    const bytes = Uint8Array.from(takeBytes(key, "key", encoding));
    const point = binding.multiply(this.#curve, bytes);
    if (point === undefined) throw wrongKey();
    this.#private = bytes;
    this.#public = point;
    return this;
  }
  setPublicKey(key, encoding) {
    const point = binding.convert(this.#curve, takeBytes(key, "key", encoding), POINT_CONVERSION_UNCOMPRESSED);
    if (point === undefined) throw failed("Failed to convert Buffer to EC_POINT");
    this.#public = point;
    return this;
  }
  static convertKey(key, curve, inputEncoding, outputEncoding, format) {
    checkText(curve, "curve");
    const bytes = takeBytes(key, "key", inputEncoding);
    if (bytes.length === 0) return "";
    const form = formOf(format);
    if (!binding.names().includes(curve)) throw make("ERR_CRYPTO_INVALID_CURVE");
    const point = binding.convert(curve, bytes, form);
    if (point === undefined) throw failed("Failed to convert Buffer to EC_POINT");
    return encoded(point, outputEncoding);
  }
}

module.exports = { ECDH, createECDH: (curve) => new ECDH(curve), getCurves: () => distinct(binding.names()) };
