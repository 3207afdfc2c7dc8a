// Node's `string_decoder`: bytes that come in pieces to text, without tearing characters apart.
"use strict";
const { make } = require("internal/errors");
const { encodingNamed, sequenceAt, utf8, utf16 } = require("internal/encodings");

const encodingOf = (name) => {
  const encoding = name === undefined || name === null || name === "" ? utf8 : encodingNamed(`${name}`);
  if (encoding === undefined) throw make("ERR_UNKNOWN_ENCODING", name);
  return encoding;
};

/** Bytes at the end of a text of UTF-8 that begin a character. */
function openUtf8(bytes, start) {
  const end = bytes.length;
  for (let back = 1; back <= 3 && end - back >= start; back++) {
    const byte = bytes[end - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return -sequenceAt(bytes, end - back, end) === back && back < 4 ? back : 0;
  }
  return 0;
}

// How many bytes the character has that begins with the held bytes.
const sizeOfLead = (byte) => byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;

function openUtf16(bytes, start) {
  const size = bytes.length - start;
  const odd = size & 1;
  const high = bytes.length - odd - 1;
  return size - odd >= 2 && (bytes[high] & 0xfc) === 0xd8 ? 2 + odd : odd;
}

function joined(held, bytes) {
  const all = new Uint8Array(held.length + bytes.length);
  all.set(held);
  all.set(bytes, held.length);
  return all;
}

const none = new Uint8Array(0);
const kHeld = Symbol("kHeld");
const kEncoding = Symbol("kEncoding");

function StringDecoder(encoding) {
  const found = encodingOf(encoding);
  this.encoding = found.name;
  this[kEncoding] = found;
  this[kHeld] = none;
}

function openOf(name, bytes) {
  switch (name) {
    case "utf8": return openUtf8(bytes, 0);
    case "utf16le": return openUtf16(bytes, 0);
    case "base64": case "base64url": return bytes.length % 3;
    default: return 0;
  }
}

StringDecoder.prototype.write = function write(chunk) {
  if (typeof chunk === "string") return chunk;
  if (!ArrayBuffer.isView(chunk)) {
    throw make("ERR_INVALID_ARG_TYPE", "buf", ["Buffer", "TypedArray", "DataView"], chunk);
  }
  let bytes = chunk instanceof Uint8Array ? chunk : new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (this[kHeld].length > 0) bytes = joined(this[kHeld], bytes);
  const open = openOf(this.encoding, bytes);
  this[kHeld] = open > 0 ? Uint8Array.prototype.slice.call(bytes, bytes.length - open) : none;
  const end = bytes.length - open;
  return end === 0 ? "" : this[kEncoding].decode(bytes, 0, end);
};

StringDecoder.prototype.end = function end(chunk) {
  const text = chunk === undefined ? "" : this.write(chunk);
  const held = this[kHeld];
  this[kHeld] = none;
  if (held.length === 0) return text;
  if (this[kEncoding] === utf16) return text + utf16.decode(held, 0, held.length & ~1);
  return text + this[kEncoding].decode(held, 0, held.length);
};

StringDecoder.prototype.text = function text(chunk, offset) {
  this[kHeld] = none;
  return this.write(chunk.subarray(offset));
};

Object.defineProperties(StringDecoder.prototype, {
  lastChar: {
    enumerable: true, configurable: true,
    get() {
      const last = require("buffer").Buffer.alloc(4);
      last.set(this[kHeld]);
      return last;
    },
  },
  lastNeed: {
    enumerable: true, configurable: true,
    get() {
      const held = this[kHeld];
      if (held.length === 0) return 0;
      if (this.encoding === "utf8") return sizeOfLead(held[0]) - held.length;
      if (this.encoding === "utf16le") return held.length % 2 === 1 ? 1 : 2;
      return 3 - held.length;
    },
  },
  lastTotal: {
    enumerable: true, configurable: true,
    get() { return this.lastNeed === 0 ? 0 : this.lastNeed + this[kHeld].length; },
  },
});

module.exports = { StringDecoder };
