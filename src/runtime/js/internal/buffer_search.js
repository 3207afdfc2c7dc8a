// Finding and filling in a Buffer: indexOf, lastIndexOf, includes, fill.
"use strict";
const { make } = require("internal/errors");
const { checkInteger, checkText } = require("internal/validators");
const { encodingNamed, encode, utf8, utf16 } = require("internal/encodings");

function matchesAt(bytes, needle, place) {
  for (let i = 1; i < needle.length; i++) if (bytes[place + i] !== needle[i]) return false;
  return true;
}

function findForward(bytes, needle, start, step) {
  const last = bytes.length - needle.length;
  if (step === 1) {
    for (let i = start; i <= last; i++) {
      i = Uint8Array.prototype.indexOf.call(bytes, needle[0], i);
      if (i < 0 || i > last) return -1;
      if (matchesAt(bytes, needle, i)) return i;
    }
    return -1;
  }
  for (let i = start; i <= last; i += step) if (bytes[i] === needle[0] && matchesAt(bytes, needle, i)) return i;
  return -1;
}

function findBackward(bytes, needle, start, step) {
  for (let i = start; i >= 0; i -= step) if (bytes[i] === needle[0] && matchesAt(bytes, needle, i)) return i;
  return -1;
}

// Where a search begins: -1 is nowhere.
function startOf(offset, size, needle, forward) {
  let start = offset < 0 ? offset + size : offset;
  if (start < 0) {
    if (!forward) return -1;
    start = 0;
  }
  if (start > size - needle) {
    if (forward) return -1;
    start = size - needle;
  }
  return start;
}

function find(buffer, needle, offset, forward, wide) {
  const size = buffer.length;
  if (needle.length === 0) {
    const start = offset < 0 ? offset + size : offset;
    return Math.max(0, Math.min(start, size));
  }
  if (size === 0 || needle.length > size) return -1;
  const start = startOf(offset, size, needle.length, forward);
  if (start < 0) return -1;
  if (wide) {
    if (needle.length < 2 || size < 2) return -1;
    return forward ? findForward(buffer, needle, start & ~1, 2) : findBackward(buffer, needle, start & ~1, 2);
  }
  return forward ? findForward(buffer, needle, start, 1) : findBackward(buffer, needle, start, 1);
}

function indexOf(buffer, value, byteOffset, encoding, forward) {
  let offset = byteOffset, name = encoding;
  if (typeof offset === "string") {
    name = offset;
    offset = undefined;
  } else if (offset > 0x7fffffff) {
    offset = 0x7fffffff;
  } else if (offset < -0x80000000) {
    offset = -0x80000000;
  }
  offset = +offset;
  if (Number.isNaN(offset)) offset = forward ? 0 : buffer.length;
  offset = Math.trunc(offset);
  if (typeof value === "number") return find(buffer, [value & 255], offset, forward, false);
  const kind = name === undefined ? utf8 : encodingNamed(`${name}`);
  if (typeof value === "string") {
    if (kind === undefined) throw make("ERR_UNKNOWN_ENCODING", name);
    return find(buffer, encode(value, kind), offset, forward, kind === utf16);
  }
  if (value instanceof Uint8Array) return find(buffer, value, offset, forward, kind === utf16);
  throw make("ERR_INVALID_ARG_TYPE", "value", ["number", "string", "Buffer", "Uint8Array"], value);
}

function fillPlace(value, name, most) {
  checkInteger(value, name, 0, most);
  return value;
}

function patternOf(value, name) {
  if (typeof value !== "string") {
    if (value instanceof Uint8Array) return value;
    return [typeof value === "boolean" ? Number(value) : value & 255];
  }
  if (value.length === 0) return [0];
  return encode(value, encodingNamed(name) || utf8);
}

function fill(value, offset, end, encoding) {
  let from = offset, to = end, name = encoding;
  if (typeof value === "string") {
    if (from === undefined || typeof from === "string") {
      name = from;
      from = undefined;
      to = undefined;
    } else if (typeof to === "string") {
      name = to;
      to = undefined;
    }
    if (name !== undefined) checkText(name, "encoding");
    if (name && encodingNamed(name) === undefined) throw make("ERR_UNKNOWN_ENCODING", name);
  }
  const start = from === undefined ? 0 : fillPlace(from, "offset", 2 ** 32);
  const stop = to === undefined || from === undefined ? this.length : fillPlace(to, "end", this.length);
  if (start >= stop) return this;
  const pattern = patternOf(value, name);
  if (pattern.length === 0) throw make("ERR_INVALID_ARG_VALUE", "value", value);
  if (pattern.length === 1) return Uint8Array.prototype.fill.call(this, pattern[0], start, stop);
  const copy = pattern.buffer === this.buffer ? pattern.slice() : pattern;
  for (let i = start; i < stop; i++) this[i] = copy[(i - start) % copy.length];
  return this;
}

function addSearch(prototype) {
  prototype.indexOf = function (value, byteOffset, encoding) {
    return indexOf(this, value, byteOffset, encoding, true);
  };
  prototype.lastIndexOf = function (value, byteOffset, encoding) {
    return indexOf(this, value, byteOffset, encoding, false);
  };
  prototype.includes = function (value, byteOffset, encoding) {
    return this.indexOf(value, byteOffset, encoding) !== -1;
  };
  prototype.fill = fill;
}

module.exports = { addSearch };
