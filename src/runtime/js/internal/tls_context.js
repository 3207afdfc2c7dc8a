// Secure contexts: certificate, key, authorities and the like, checked once and shared by connections.
"use strict";
/* global internalBinding */
const binding = internalBinding("tls");
const { make } = require("internal/errors");
const { defaultCipherList } = require("internal/crypto_constants");
const { extraAuthorities } = require("internal/tls_authorities");

const defaults = { ciphers: defaultCipherList, minVersion: "TLSv1.2", maxVersion: "TLSv1.3" };
const versions = { __proto__: null, "TLSv1": 0x301, "TLSv1.1": 0x302, "TLSv1.2": 0x303, "TLSv1.3": 0x304 };

// --- What goes wrong

/** An error of OpenSSL: [code, text, library, reason]. */
function problemError([code, text, library, reason]) {
  if (code === "ERR_TLS_NOT_AVAILABLE") return make("ERR_TLS_NOT_AVAILABLE", binding.package);
  const error = new Error(text);
  error.library = library;
  error.reason = reason;
  error.code = code.replace("ERR_OSSL_DECODER_", "ERR_OSSL_");
  return error;
}

function refuse(option, why) {
  return make("ERR_TLS_OPTION_NOT_SUPPORTED", option, why);
}

// --- Options

const isBytes = (value) => ArrayBuffer.isView(value);

/** The PEM of an option: a text or bytes, or several. */
function pemOf(value, name) {
  if (value === undefined || value === null || value === false || value === "") return undefined;
  if (Array.isArray(value)) {
    return value.map((one) => pemOf(one, name)).filter((one) => one !== undefined).join("\n") || undefined;
  }
  if (typeof value === "string") return value;
  if (isBytes(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("latin1");
  throw make("ERR_INVALID_ARG_TYPE", `options.${name}`, ["string", "Buffer", "TypedArray", "DataView"], value);
}

/** [PEM, passphrase] of a key, which may be an object with both. */
function keyOf(value, passphrase) {
  if (Array.isArray(value) && value.length > 1) throw refuse("key", "there can be one, with its certificate");
  const one = Array.isArray(value) ? value[0] : value;
  const isPair = one !== null && typeof one === "object" && one.pem !== undefined;
  const pem = isPair ? pemOf(one.pem, "key.pem") : pemOf(one, "key");
  return [pem, isPair && one.passphrase !== undefined ? one.passphrase : passphrase];
}

/** The number of a protocol's version; 0 where none is named. */
function versionOf(value, otherwise, which) {
  const name = value === undefined || value === null ? otherwise : value;
  const number = versions[name];
  if (number === undefined) throw make("ERR_TLS_INVALID_PROTOCOL_VERSION", name, which);
  return number;
}

const ofOneVersion = /^(?:TLS|SSLv23)?_?(?:TLSv1_?(?<minor>[0-3])?)?_?(?:client_|server_)?method$/;

/** The least and the most version that the options allow. */
function rangeOf({ minVersion, maxVersion, secureProtocol }) {
  if (secureProtocol === undefined || secureProtocol === null) {
    const least = versionOf(minVersion, defaults.minVersion, "minimum");
    return [least, versionOf(maxVersion, defaults.maxVersion, "maximum")];
  }
  if (minVersion || maxVersion) {
    throw make("ERR_TLS_PROTOCOL_VERSION_CONFLICT", minVersion || maxVersion, secureProtocol);
  }
  const found = ofOneVersion.exec(secureProtocol);
  if (!found) throw make("ERR_TLS_INVALID_PROTOCOL_METHOD", `Unknown method: ${secureProtocol}`);
  const isAny = /^(?:TLS|SSLv23)_/.test(secureProtocol);
  if (isAny) return [versions.TLSv1, versionOf(undefined, defaults.maxVersion, "maximum")];
  const number = 0x301 + Number(found.groups.minor || 0);
  return [number, number];
}

/** ["a", "b"] or bytes → the names as they go over the wire. */
function protocolBytes(protocols) {
  if (isBytes(protocols)) return Buffer.from(protocols.buffer, protocols.byteOffset, protocols.byteLength);
  if (!Array.isArray(protocols)) throw new TypeError("Must give a Buffer as first argument");
  return Buffer.concat(protocols.map((name, i) => {
    const bytes = Buffer.from(`${name}`);
    if (bytes.length > 255) {
      throw make("ERR_OUT_OF_RANGE", `The byte length of the protocol at index ${i} exceeds the maximum length.`,
        "<= 255", bytes.length, true);
    }
    return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  }));
}

function checkOptions({ pfx, ciphers, passphrase, crl }) {
  if (pfx) throw refuse("pfx", "give the certificate and its key as PEM, with \"cert\" and \"key\"");
  if (crl) throw refuse("crl", "lists of revoked certificates are not looked at");
  if (ciphers !== undefined && ciphers !== null && typeof ciphers !== "string") {
    throw make("ERR_INVALID_ARG_TYPE", "options.ciphers", "string", ciphers);
  }
  if (passphrase !== undefined && passphrase !== null && typeof passphrase !== "string") {
    throw make("ERR_INVALID_ARG_TYPE", "options.passphrase", "string", passphrase);
  }
}

// --- Contexts

/** What options say of a connection's certificates and ciphers; OpenSSL's own part is made for each use. */
class SecureContext {
  #settings;
  #made = new Map();
  constructor(options = {}) {
    checkOptions(options);
    const [key, passphrase] = keyOf(options.key, options.passphrase);
    const [least, most] = rangeOf(options);
    const authorities = options.ca === undefined || options.ca === null ? extraAuthorities() : pemOf(options.ca, "ca");
    this.#settings = [undefined, pemOf(options.cert, "cert"), key, passphrase, authorities, undefined,
      options.ciphers || defaults.ciphers, least, most, undefined];
  }
  /** OpenSSL's part, for a server or a client, with the bytes of ALPN's protocols. */
  for({ isServer = false, protocols = undefined, asksCertificate = false, choose = undefined } = {}) {
    const name = `${isServer} ${asksCertificate} ${protocols === undefined ? "" : protocols.toString("latin1")}`;
    const known = choose === undefined ? this.#made.get(name) : undefined;
    if (known !== undefined) return known;
    const settings = this.#settings.slice();
    settings[0] = isServer;
    settings[5] = protocols;
    settings[9] = asksCertificate;
    const native = binding.context(settings);
    if (Array.isArray(native)) throw problemError(native);
    if (choose !== undefined) binding.choose(native, choose);
    else this.#made.set(name, native);
    return native;
  }
  /** What tells contexts apart. */
  get sameness() { return JSON.stringify(this.#settings); }
}
Object.defineProperty(SecureContext.prototype, "context", { get() { return this; }, configurable: true });

function createSecureContext(options = {}) {
  const context = new SecureContext(options === null ? {} : options);
  context.for({ isServer: Boolean(options && options.isServer) });
  return context;
}

const KEPT = 8;
const recent = []; // contexts of clients, the newest last

/** The context of a client: one for all that ask for the same. */
function clientContext(options) {
  if (options.secureContext) return options.secureContext;
  const context = new SecureContext(options);
  const { sameness } = context;
  const known = recent.findIndex((one) => one.sameness === sameness);
  const [kept] = known < 0 ? [{ sameness, context }] : recent.splice(known, 1);
  kept.context.for();
  recent.push(kept);
  if (recent.length > KEPT) recent.shift();
  return kept.context;
}

module.exports = { SecureContext, createSecureContext, clientContext, protocolBytes, problemError, refuse, defaults };
