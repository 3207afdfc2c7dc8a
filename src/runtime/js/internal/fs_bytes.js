// Reading and writing descriptors: fs.read and fs.write in their forms, whole files, and pieces.
"use strict";
/* global internalBinding */
const binding = internalBinding("fs");
const { context } = require("internal/ticks");
const { make, AbortError } = require("internal/errors");
const { systemError, laterError } = require("internal/system_error");
const { fdOf } = require("internal/fs_values");
const { checkInteger } = require("internal/validators");

const isFailure = (result) => typeof result === "number" && result < 0;

function checkView(buffer, name = "buffer") {
  if (!ArrayBuffer.isView(buffer)) throw make("ERR_INVALID_ARG_TYPE", name, ["Buffer", "TypedArray", "DataView"],
    buffer);
}

function checkRange(offset, length, size) {
  if (!Number.isInteger(offset)) throw make("ERR_OUT_OF_RANGE", "offset", "an integer", offset);
  if (offset < 0) throw make("ERR_OUT_OF_RANGE", "offset", `>= 0 && <= ${Number.MAX_SAFE_INTEGER}`, offset);
  if (length < 0) throw make("ERR_OUT_OF_RANGE", "length", ">= 0", length);
  if (length > size - offset) throw make("ERR_OUT_OF_RANGE", "length", `<= ${size - offset}`, length);
}

const placeOf = (position) => typeof position === "bigint" ? Number(position)
  : typeof position === "number" && position >= 0 ? position : null;

/** Where to read: a number or a bigint; -1 is where the file is read next, and so is nothing. */
function readingPlace(position) {
  if (position === undefined || position === null) return null;
  if (typeof position === "number") checkInteger(position, "position", -1);
  else if (typeof position !== "bigint") {
    throw make("ERR_INVALID_ARG_TYPE", "position", ["bigint", "integer"], position);
  }
  return placeOf(position);
}

/** (buffer, offset, length, position), or (buffer, {offset, …}), or ({buffer, …}) → one object. */
function readArguments(buffer, offset, length, position) {
  if (buffer === undefined || buffer === null || (!ArrayBuffer.isView(buffer) && typeof buffer === "object")) {
    ({ buffer = Buffer.alloc(16384), offset, length, position } = buffer || {});
  } else if (offset !== null && typeof offset === "object") ({ offset, length, position } = offset);
  checkView(buffer);
  offset = offset === undefined || offset === null ? 0 : offset;
  if (length === undefined || length === null) length = buffer.byteLength - offset;
  checkRange(offset, length, buffer.byteLength);
  return { buffer, offset, length, position: readingPlace(position) };
}

/** As readArguments; a string is written in its encoding. */
function writeArguments(buffer, offset, length, position) {
  if (typeof buffer === "string") {
    const encoding = typeof length === "string" ? length : "utf8";
    const bytes = Buffer.from(buffer, encoding);
    return { buffer: bytes, offset: 0, length: bytes.length, position: placeOf(offset) };
  }
  if (!ArrayBuffer.isView(buffer)) {
    throw make("ERR_INVALID_ARG_TYPE", "buffer", ["string", "Buffer", "TypedArray", "DataView"], buffer);
  }
  if (offset !== null && typeof offset === "object") ({ offset, length, position } = offset);
  offset = offset === undefined || offset === null ? 0 : offset;
  if (typeof length !== "number") length = buffer.byteLength - offset;
  checkRange(offset, length, buffer.byteLength);
  return { buffer, offset, length, position: placeOf(position) };
}

function nowOf(name) {
  return (fd, { buffer, offset, length, position }) => {
    const result = binding[name](undefined, fdOf(fd), buffer, offset, length, position);
    if (isFailure(result)) throw systemError(result, name);
    return result;
  };
}

function laterOf(name) {
  return (fd, { buffer, offset, length, position }, done) => {
    if (length === 0) return process.nextTick(done, null, 0);
    const started = binding[name](context.bind((result) => {
      if (isFailure(result)) done(laterError(result, name));
      else done(null, result);
    }), fdOf(fd), buffer, offset, length, position);
    if (isFailure(started)) process.nextTick(done, laterError(started, name));
  };
}

const readNow = nowOf("read"), writeNow = nowOf("write");
const readLater = laterOf("read"), writeLater = laterOf("write");

// --- Whole files

const PIECE = 512 * 1024, FIRST_PIECE = 64 * 1024;

function joined(pieces, encoding) {
  const bytes = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  return encoding && encoding !== "buffer" ? bytes.toString(encoding) : bytes;
}

function readAllNow(fd, size, encoding) {
  const pieces = [];
  for (let total = 0; ;) {
    const known = size > total;
    const piece = Buffer.allocUnsafeSlow(known ? size - total : FIRST_PIECE);
    const count = readNow(fd, { buffer: piece, offset: 0, length: piece.length, position: null });
    if (count > 0) pieces.push(count === piece.length ? piece : piece.subarray(0, count));
    total += count;
    if (count === 0 || (size > 0 && total === size)) break;
  }
  return joined(pieces.length === 0 ? [Buffer.alloc(0)] : pieces, encoding);
}

function aborted(signal) {
  return signal && signal.aborted ? new AbortError(undefined, { cause: signal.reason }) : null;
}

function readAllLater(fd, size, { encoding, signal }, done) {
  const pieces = [];
  let total = 0;
  (function next() {
    const error = aborted(signal);
    if (error) return done(error);
    const wanted = size > total ? Math.min(PIECE, size - total) : FIRST_PIECE;
    const piece = Buffer.allocUnsafeSlow(wanted);
    readLater(fd, { buffer: piece, offset: 0, length: wanted, position: null }, (failure, count) => {
      if (failure) return done(failure);
      if (count > 0) pieces.push(count === wanted ? piece : piece.subarray(0, count));
      total += count;
      if (count > 0 && (size === 0 || total < size)) return next();
      let value;
      try {
        value = joined(pieces.length === 0 ? [Buffer.alloc(0)] : pieces, encoding);
      } catch (thrown) {
        return done(thrown);
      }
      done(null, value);
    });
  })();
}

/** What is to be written as bytes. */
function bytesOf(data, encoding) {
  if (typeof data === "string") return Buffer.from(data, encoding || "utf8");
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  throw make("ERR_INVALID_ARG_TYPE", "data", ["string", "Buffer", "TypedArray", "DataView"], data);
}

function writeAllNow(fd, bytes) {
  for (let at = 0; at < bytes.length;) {
    at += writeNow(fd, { buffer: bytes, offset: at, length: bytes.length - at, position: null });
  }
}

function writeAllLater(fd, bytes, signal, done) {
  let at = 0;
  (function next() {
    const error = aborted(signal);
    if (error) return done(error);
    if (at === bytes.length) return done(null);
    const length = Math.min(PIECE, bytes.length - at);
    writeLater(fd, { buffer: bytes, offset: at, length, position: null }, (failure, count) => {
      if (failure) return done(failure);
      at += count;
      next();
    });
  })();
}

module.exports = { readArguments, writeArguments, readNow, writeNow, readLater, writeLater, readAllNow, readAllLater,
  writeAllNow, writeAllLater, bytesOf, aborted };
