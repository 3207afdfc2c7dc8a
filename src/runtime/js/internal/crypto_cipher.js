// Ciphers of `crypto`, with what may be asked of one when.
"use strict";
/* global internalBinding */
const binding = internalBinding("cipher");
const { Transform } = require("stream");
const { StringDecoder } = require("string_decoder");
const { make } = require("internal/errors");
const { checkRecord, checkText } = require("internal/validators");
const { asBuffer, checkEncoding, checked, distinct, isForBuffers, takeBytes, views } =
  require("internal/crypto_values");

// OpenSSL's numbers of modes.
const modes = { 0: "stream", 1: "ecb", 2: "cbc", 3: "cfb", 4: "ofb", 5: "ctr", 6: "gcm", 7: "ccm", 0x10001: "xts",
  0x10002: "wrap", 0x10003: "ocb" };
const CHACHA = 1018, TAG_SIZE = 16, MOST_BYTES = 2 ** 31 - 1;

function infoOf(name, keyLength = 0, ivLength = 0) {
  const info = binding.info(name, keyLength, ivLength);
  if (info === undefined) return undefined;
  const [shortName, nid, mode, blockSize, ownIvLength, ownKeyLength, isAuthenticating] = info;
  return { name: shortName.toLowerCase(), nid, mode: modes[mode], blockSize, ivLength: ownIvLength,
    keyLength: ownKeyLength, isAuthenticating };
}

const isTagSize = (size) => size === 4 || size === 8 || size >= 12 && size <= 16;

function tagError(size) {
  return make("ERR_CRYPTO_INVALID_AUTH_TAG", `Invalid authentication tag length: ${size}`);
}

/** How long an option wants the tag to be, or undefined. */
function tagOption(options) {
  const size = options && options.authTagLength;
  if (size === undefined || size === null) return undefined;
  if (size >>> 0 !== size || size > MOST_BYTES) throw make("ERR_INVALID_ARG_VALUE", "options.authTagLength", size);
  return size;
}

/** The length that is agreed on before the first byte; of GCM only what the caller says. */
function tagSizeOf(name, info, size, ivLength) {
  if (!info.isAuthenticating) return undefined;
  if (info.mode === "gcm") {
    if (size !== undefined && !isTagSize(size)) throw tagError(size);
    return size;
  }
  if (size !== undefined) return size;
  if (info.nid === CHACHA) return TAG_SIZE;
  if (infoOf(name, 0, ivLength) === undefined) throw make("ERR_CRYPTO_INVALID_IV");
  throw make("ERR_CRYPTO_INVALID_AUTH_TAG", `authTagLength required for ${name}`);
}

function checkIv(info, iv) {
  const size = iv === null ? 0 : iv.length;
  const isFixed = !info.isAuthenticating && size > 0;
  if (size === 0 && info.ivLength !== 0 || isFixed && size !== info.ivLength || info.nid === CHACHA && size > 12) {
    throw make("ERR_CRYPTO_INVALID_IV");
  }
}

function wrongStart(what, tagSize) {
  if (what === "iv") return make("ERR_CRYPTO_INVALID_IV");
  if (what === "tag") return tagError(tagSize);
  if (what === "key") return make("ERR_CRYPTO_INVALID_KEYLEN");
  return make("ERR_CRYPTO_UNKNOWN_CIPHER");
}

const unsupportedState = () => new Error("Trying to add data in unsupported state");

/** OpenSSL's cipher, with what it has been told. */
class State {
  constructor(name, key, iv, encrypts, wantedTag) {
    const info = infoOf(name);
    if (info === undefined) throw make("ERR_CRYPTO_UNKNOWN_CIPHER");
    checkIv(info, iv);
    this.info = info;
    this.encrypts = encrypts;
    this.tagSize = tagSizeOf(name, info, wantedTag, iv === null ? 0 : iv.length);
    this.tag = undefined; // of what is encrypted, when it has ended; or what the caller expects
    this.isTagKnown = false;
    this.hasFailed = false; // CCM finds out early, and tells at the end
    this.mostBytes = MOST_BYTES;
    if (info.mode === "ccm" && iv.length >= 12) this.mostBytes = iv.length === 12 ? 2 ** 24 - 1 : 2 ** 16 - 1;
    const early = info.mode === "gcm" || this.tagSize === undefined ? -1 : this.tagSize;
    const made = checked(binding.cipher(name, key, iv === null ? new Uint8Array(0) : iv, encrypts, early),
      "Failed to initialize cipher");
    if (typeof made === "string") throw wrongStart(made, this.tagSize);
    this.cipher = made;
  }
  get isOpen() { return this.cipher !== undefined; }
  passTag() {
    if (this.encrypts || this.isTagKnown || this.tag === undefined) return;
    this.isTagKnown = true;
    binding.setTag(this.cipher, this.tag);
  }
  update(data) {
    const { info } = this;
    if (!this.isOpen) throw unsupportedState();
    if (info.mode === "ccm" && data.length > this.mostBytes) throw make("ERR_CRYPTO_INVALID_MESSAGELEN");
    this.passTag();
    const out = binding.update(this.cipher, data);
    if (!Array.isArray(out)) return out;
    if (this.encrypts || info.mode !== "ccm") throw unsupportedState();
    this.hasFailed = true;
    return new Uint8Array(0);
  }
  final() {
    const { info, cipher } = this;
    if (!this.isOpen) throw make("ERR_CRYPTO_INVALID_STATE");
    this.passTag();
    const out = this.#last();
    if (!Array.isArray(out) && info.isAuthenticating && this.encrypts) {
      this.tagSize ??= TAG_SIZE;
      this.tag = checked(binding.tag(cipher, this.tagSize));
    }
    this.cipher = undefined;
    return checked(out, info.isAuthenticating ? "Unsupported state or unable to authenticate data"
      : "Unsupported state");
  }
  #last() {
    const { info, encrypts } = this;
    if (!encrypts && info.mode === "ccm") return this.hasFailed ? [] : new Uint8Array(0);
    if (!encrypts && info.nid === CHACHA && !this.isTagKnown) return [];
    return binding.final(this.cipher);
  }
  authenticate(bytes, textLength) {
    if (!this.isOpen || !this.info.isAuthenticating) return false;
    if (this.info.mode === "ccm") {
      if (textLength === undefined) {
        throw Object.assign(new TypeError("options.plaintextLength required for CCM mode with AAD"),
          { code: "ERR_MISSING_ARGS" });
      }
      if (textLength > this.mostBytes) throw make("ERR_CRYPTO_INVALID_MESSAGELEN");
      this.passTag();
      if (!binding.setLength(this.cipher, textLength)) return false;
    }
    return binding.authenticate(this.cipher, bytes);
  }
  expectTag(bytes) {
    const { info } = this;
    if (!this.isOpen || !info.isAuthenticating || this.encrypts || this.tag !== undefined) return false;
    const isGood = info.mode === "gcm"
      ? isTagSize(bytes.length) && (this.tagSize === undefined || this.tagSize === bytes.length)
      : this.tagSize === bytes.length;
    if (!isGood) throw tagError(bytes.length);
    this.tag = Buffer.from(bytes);
    return true;
  }
}

// --- Node's classes

const must = (isGood, operation) => {
  if (!isGood) throw make("ERR_CRYPTO_INVALID_STATE", operation);
};

class Cipher extends Transform {
  #state;
  #decoder;
  constructor(name, key, iv, options, encrypts) {
    checkText(name, "cipher");
    const encoding = options && options.encoding;
    if (encoding !== undefined && encoding !== null) checkText(encoding, "options.encoding");
    const { secretBytes } = require("internal/crypto_keys");
    const keyBytes = secretBytes(key, encoding || undefined);
    const ivBytes = iv === null ? null : takeBytes(iv, "iv");
    const state = new State(name, keyBytes, ivBytes, encrypts, tagOption(options));
    super(options);
    this.#state = state;
  }
  #text(bytes, encoding, isLast) {
    if (isForBuffers(encoding)) return asBuffer(bytes);
    this.#decoder ??= new StringDecoder(encoding);
    if (this.#decoder.encoding !== new StringDecoder(encoding).encoding) {
      throw make("ERR_INTERNAL_ASSERTION", "Cannot change encoding");
    }
    return isLast ? this.#decoder.end(asBuffer(bytes)) : this.#decoder.write(asBuffer(bytes));
  }
  update(data, inputEncoding, outputEncoding) {
    if (typeof data === "string") checkEncoding(data, inputEncoding);
    else if (!ArrayBuffer.isView(data)) throw make("ERR_INVALID_ARG_TYPE", "data", views, data);
    return this.#text(this.#state.update(takeBytes(data, "data", inputEncoding)), outputEncoding, false);
  }
  final(outputEncoding) {
    return this.#text(this.#state.final(), outputEncoding, true);
  }
  setAutoPadding(isOn = true) {
    must(this.#state.isOpen && binding.setPadding(this.#state.cipher, Boolean(isOn)), "setAutoPadding");
    return this;
  }
  setAAD(bytes, options) {
    const encoding = options && options.encoding;
    const length = options && options.plaintextLength;
    if (length !== undefined && length !== null && length >>> 0 !== length) {
      throw make("ERR_INVALID_ARG_VALUE", "options.plaintextLength", length);
    }
    must(this.#state.authenticate(takeBytes(bytes, "aadbuf", encoding), length ?? undefined), "setAAD");
    return this;
  }
  /** For those that encrypt. */
  static tagOf(cipher) {
    const state = cipher.#state;
    must(!state.isOpen && state.encrypts && state.tag !== undefined, "getAuthTag");
    return Buffer.from(state.tag);
  }
  /** For those that decrypt. */
  static expectTag(cipher, tag, encoding) {
    must(cipher.#state.expectTag(takeBytes(tag, "buffer", encoding)), "setAuthTag");
    return cipher;
  }
  _transform(chunk, encoding, callback) {
    this.push(this.update(chunk, encoding));
    callback();
  }
  _flush(callback) {
    try {
      this.push(this.final());
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }
}
const { tagOf, expectTag } = Cipher;
delete Cipher.tagOf;
delete Cipher.expectTag;

class Cipheriv extends Cipher {
  constructor(name, key, iv, options) { super(name, key, iv, options, true); }
  getAuthTag() { return tagOf(this); }
}

class Decipheriv extends Cipher {
  constructor(name, key, iv, options) { super(name, key, iv, options, false); }
  setAuthTag(tag, encoding) { return expectTag(this, tag, encoding); }
}

function checkInt32(value, name) {
  if (typeof value !== "number") throw make("ERR_INVALID_ARG_TYPE", name, "number", value);
  if (!Number.isInteger(value)) throw make("ERR_OUT_OF_RANGE", name, "an integer", value);
  if (value !== (value | 0)) throw make("ERR_OUT_OF_RANGE", name, ">= -2147483648 && <= 2147483647", value);
}

function getCipherInfo(nameOrNid, options) {
  if (typeof nameOrNid !== "string" && typeof nameOrNid !== "number") {
    throw make("ERR_INVALID_ARG_TYPE", "nameOrNid", ["string", "number"], nameOrNid);
  }
  if (typeof nameOrNid === "number") checkInt32(nameOrNid, "nameOrNid");
  if (options !== undefined) checkRecord(options, "options");
  const { keyLength, ivLength } = options || {};
  if (keyLength !== undefined) checkInt32(keyLength, "options.keyLength");
  if (ivLength !== undefined) checkInt32(ivLength, "options.ivLength");
  const info = infoOf(nameOrNid, keyLength, ivLength);
  if (info === undefined) return undefined;
  const shown = { mode: info.mode, name: info.name, nid: info.nid };
  if (info.mode !== "stream") shown.blockSize = info.blockSize;
  if (info.ivLength !== 0) shown.ivLength = info.ivLength;
  shown.keyLength = info.keyLength;
  return shown;
}

module.exports = {
  Cipheriv, Decipheriv, getCipherInfo, getCiphers: () => distinct(binding.names()),
  createCipheriv: (name, key, iv, options) => new Cipheriv(name, key, iv, options),
  createDecipheriv: (name, key, iv, options) => new Decipheriv(name, key, iv, options),
};
