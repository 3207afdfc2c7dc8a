// Node's `tls`.
"use strict";
const context = require("internal/tls_context");
const { checkServerIdentity } = require("internal/tls_names");
const { TLSSocket } = require("internal/tls_socket");
const { Server, createServer } = require("internal/tls_server");
const { connect } = require("internal/tls_client");

// Of TLS 1.2 and 1.3, as OpenSSL names them.
const ciphers = ["aes128-gcm-sha256", "aes128-sha", "aes128-sha256", "aes256-gcm-sha384", "aes256-sha", "aes256-sha256",
  "dhe-rsa-aes128-gcm-sha256", "dhe-rsa-aes128-sha", "dhe-rsa-aes128-sha256", "dhe-rsa-aes256-gcm-sha384",
  "dhe-rsa-aes256-sha", "dhe-rsa-aes256-sha256", "dhe-rsa-chacha20-poly1305", "ecdhe-ecdsa-aes128-gcm-sha256",
  "ecdhe-ecdsa-aes128-sha", "ecdhe-ecdsa-aes128-sha256", "ecdhe-ecdsa-aes256-gcm-sha384", "ecdhe-ecdsa-aes256-sha",
  "ecdhe-ecdsa-aes256-sha384", "ecdhe-ecdsa-chacha20-poly1305", "ecdhe-rsa-aes128-gcm-sha256", "ecdhe-rsa-aes128-sha",
  "ecdhe-rsa-aes128-sha256", "ecdhe-rsa-aes256-gcm-sha384", "ecdhe-rsa-aes256-sha", "ecdhe-rsa-aes256-sha384",
  "ecdhe-rsa-chacha20-poly1305", "tls_aes_128_ccm_8_sha256", "tls_aes_128_ccm_sha256", "tls_aes_128_gcm_sha256",
  "tls_aes_256_gcm_sha384", "tls_chacha20_poly1305_sha256"];

let roots;

module.exports = {
  CLIENT_RENEG_LIMIT: 3,
  CLIENT_RENEG_WINDOW: 600,
  get DEFAULT_CIPHERS() { return context.defaults.ciphers; },
  set DEFAULT_CIPHERS(names) { context.defaults.ciphers = names; },
  DEFAULT_ECDH_CURVE: "auto",
  get DEFAULT_MIN_VERSION() { return context.defaults.minVersion; },
  set DEFAULT_MIN_VERSION(version) { context.defaults.minVersion = version; },
  get DEFAULT_MAX_VERSION() { return context.defaults.maxVersion; },
  set DEFAULT_MAX_VERSION(version) { context.defaults.maxVersion = version; },
  getCiphers: () => ciphers.slice(),
  get rootCertificates() { return roots ??= require("internal/tls_authorities").rootCertificates(); },
  convertALPNProtocols(protocols, out) { out.ALPNProtocols = context.protocolBytes(protocols); },
  checkServerIdentity,
  createSecureContext: context.createSecureContext,
  SecureContext: context.SecureContext,
  TLSSocket, Server, createServer, connect,
};
