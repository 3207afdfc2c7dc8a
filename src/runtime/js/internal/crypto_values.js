// What the parts of `crypto` share: bytes that they are given and give, and errors of OpenSSL.
"use strict";
const { make } = require("internal/errors");

const isBytes = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
const views = ["string", "Buffer", "TypedArray", "DataView"];
const allBytes = ["string", "ArrayBuffer", "Buffer", "TypedArray", "DataView"];

const asBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The bytes of a text or of what already has bytes, as a Buffer on the same memory. */
function takeBytes(value, name, encoding, expected = allBytes) {
  if (typeof value === "string") return Buffer.from(value, encoding === "buffer" ? "utf8" : encoding);
  if (ArrayBuffer.isView(value)) return asBuffer(value);
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return Buffer.from(value);
  throw make("ERR_INVALID_ARG_TYPE", name, expected, value);
}

const isForBuffers = (encoding) => encoding === undefined || encoding === null || encoding === "buffer";

/** Bytes of C's as a Buffer, or as a text in an encoding. */
function encoded(bytes, encoding) {
  const buffer = asBuffer(bytes);
  return isForBuffers(encoding) || encoding === "" ? buffer : buffer.toString(encoding);
}

/** Throws where a text can't be in that encoding. */
function checkEncoding(text, encoding) {
  if (`${encoding}`.toLowerCase() === "hex" && text.length % 2 !== 0) {
    throw make("ERR_INVALID_ARG_VALUE", "encoding", encoding, `is invalid for data of length ${text.length}`);
  }
}

/** The error of what openssl_problem.h tells; `fallback` is its text if OpenSSL has none. */
function problemError([text, library, reason, prefix, others], fallback) {
  const error = new Error(text === undefined ? fallback : text);
  if (text === undefined) return error;
  if (others.length > 0) error.opensslErrorStack = others.reverse();
  if (library !== undefined) error.library = library;
  if (reason === undefined) return error;
  error.reason = reason;
  error.code = `ERR_OSSL_${prefix}${reason.toUpperCase().replaceAll(" ", "_")}`;
  return error;
}

/** What C gave, unless it is a problem, which is thrown. */
function checked(result, fallback) {
  if (Array.isArray(result)) throw problemError(result, fallback);
  return result;
}

/** Names without those that differ in nothing but case, of which the one in small letters stays; sorted. */
function distinct(names) {
  const found = new Map();
  for (const name of names) {
    const key = name.toLowerCase();
    if (!found.has(key) || name === key) found.set(key, name);
  }
  return [...found.values()].sort();
}

module.exports = { isBytes, asBuffer, takeBytes, encoded, isForBuffers, checkEncoding, problemError, checked, distinct,
  views, allBytes };
