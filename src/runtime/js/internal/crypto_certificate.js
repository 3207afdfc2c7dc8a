// X509Certificate: a certificate's fields, and whom it is for.
"use strict";
/* global internalBinding */
const binding = internalBinding("certificates");
const { make } = require("internal/errors");
const { checkRecord, checkText } = require("internal/validators");
const { asBuffer, checked, views } = require("internal/crypto_values");
const { KeyObject, PublicKeyObject, handleOf } = require("internal/crypto_keys");
const { certificateOf } = require("internal/x509");

// OpenSSL's flags of X509_check_host.
const ALWAYS_SUBJECT = 1, NO_WILDCARDS = 2, NO_PARTIAL_WILDCARDS = 4, MULTI_LABEL = 8, SINGLE_LABEL = 16,
  NEVER_SUBJECT = 32;
const subjects = { __proto__: null, default: 0, always: ALWAYS_SUBJECT, never: NEVER_SUBJECT };

function flagOption(options, name, otherwise) {
  const value = options[name] ?? otherwise;
  if (typeof value !== "boolean") throw make("ERR_INVALID_ARG_TYPE", `options.${name}`, "boolean", value);
  return value;
}

function flagsOf(options = {}) {
  checkRecord(options, "options");
  const { subject = "default" } = options;
  const wildcards = flagOption(options, "wildcards", true);
  const partialWildcards = flagOption(options, "partialWildcards", true);
  const multiLabelWildcards = flagOption(options, "multiLabelWildcards", false);
  const singleLabelSubdomains = flagOption(options, "singleLabelSubdomains", false);
  checkText(subject, "options.subject");
  if (subjects[subject] === undefined) throw make("ERR_INVALID_ARG_VALUE", "options.subject", subject);
  return subjects[subject] | (wildcards ? 0 : NO_WILDCARDS) | (partialWildcards ? 0 : NO_PARTIAL_WILDCARDS)
    | (multiLabelWildcards ? MULTI_LABEL : 0) | (singleLabelSubdomains ? SINGLE_LABEL : 0);
}

const wrong = (message) => Object.assign(new TypeError(message), { code: "ERR_INVALID_ARG_VALUE" });

class X509Certificate {
  #handle;
  #fields;
  #key;
  constructor(buffer) {
    if (typeof buffer !== "string" && !ArrayBuffer.isView(buffer)) {
      throw make("ERR_INVALID_ARG_TYPE", "buffer", views, buffer);
    }
    this.#handle = checked(binding.read(buffer), "Failed to parse the certificate");
  }
  get #legacy() { return this.#fields ??= certificateOf(binding.der(this.#handle)); }
  get subject() { return asBuffer(binding.name(this.#handle, false)).toString() || undefined; }
  get subjectAltName() { return this.#legacy.subjectaltname; }
  get issuer() { return asBuffer(binding.name(this.#handle, true)).toString() || undefined; }
  get issuerCertificate() { return undefined; }
  get infoAccess() {
    const { infoAccess } = this.#legacy;
    return infoAccess && Object.entries(infoAccess).flatMap(([key, places]) => places.map((one) => `${key}:${one}`))
      .join("\n");
  }
  get validFrom() { return this.#legacy.valid_from; }
  get validTo() { return this.#legacy.valid_to; }
  get fingerprint() { return this.#legacy.fingerprint; }
  get fingerprint256() { return this.#legacy.fingerprint256; }
  get fingerprint512() { return this.#legacy.fingerprint512; }
  get keyUsage() { return this.#legacy.ext_key_usage; }
  get serialNumber() { return this.#legacy.serialNumber; }
  get raw() { return asBuffer(binding.der(this.#handle)); }
  get publicKey() { return this.#key ??= new PublicKeyObject(checked(binding.key(this.#handle))); }
  get ca() { return binding.isAuthority(this.#handle); }
  toString() {
    const lines = this.raw.toString("base64").match(/.{1,64}/g).join("\n");
    return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
  }
  toJSON() { return this.toString(); }
  toLegacyObject() { return certificateOf(binding.der(this.#handle)); }
  checkHost(name, options) {
    checkText(name, "name");
    const found = binding.checkHost(this.#handle, name, flagsOf(options));
    if (found === null) throw wrong("Invalid name");
    return found;
  }
  checkEmail(email, options) {
    checkText(email, "email");
    const status = binding.checkEmail(this.#handle, email, flagsOf(options));
    if (status < -1) throw wrong("Invalid name");
    return status === 1 ? email : undefined;
  }
  checkIP(ip, options) {
    checkText(ip, "ip");
    const status = binding.checkIp(this.#handle, ip, flagsOf(options));
    if (status < -1) throw wrong("Invalid IP");
    return status === 1 ? ip : undefined;
  }
  checkIssued(other) {
    if (!(other instanceof X509Certificate)) throw make("ERR_INVALID_ARG_TYPE", "otherCert", "X509Certificate", other);
    return binding.isIssuedBy(this.#handle, other.#handle);
  }
  #keyOf(key, type) {
    if (!(key instanceof KeyObject)) throw make("ERR_INVALID_ARG_TYPE", "pkey", "KeyObject", key);
    if (key.type !== type) throw make("ERR_INVALID_ARG_VALUE", "pkey", key);
    return handleOf(key);
  }
  checkPrivateKey(key) { return binding.hasKey(this.#handle, this.#keyOf(key, "private")); }
  verify(key) { return binding.isSignedWith(this.#handle, this.#keyOf(key, "public")); }
  [Symbol.for("nodejs.util.inspect.custom")](depth, options) {
    if (depth < 0) return this;
    const { subject, subjectAltName, issuer, infoAccess, validFrom, validTo, fingerprint, fingerprint256,
      fingerprint512, keyUsage, serialNumber } = this;
    const fields = { subject, subjectAltName, issuer, infoAccess, validFrom, validTo, fingerprint, fingerprint256,
      fingerprint512, keyUsage, serialNumber };
    const { inspect } = require("internal/inspect");
    const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `X509Certificate ${inspect(fields, inner)}`;
  }
}

module.exports = { X509Certificate };
