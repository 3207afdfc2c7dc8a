// Texts to bytes and back, in all of Node's encodings. Native code does what is long, where there is any.
"use strict";
/* global internalBinding */

const native = internalBinding("text") ?? {};
// A call into native code costs about as much as this many characters in JavaScript.
const nativeFrom = 48;
const piece = 8192;
const charsOf = String.fromCharCode;

// ---- UTF-8 ----

/** How many bytes a text has as UTF-8; a lone surrogate counts as U+FFFD. */
function utf8Length(text) {
  let size = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) {
      size++;
      continue;
    }
    size += 2;
    if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
  }
  return size;
}

// The code point at `i`; lone surrogates are U+FFFD.
function pointAt(text, i) {
  const code = text.charCodeAt(i);
  if ((code & 0xf800) !== 0xd800) return code;
  if (code < 0xdc00 && i + 1 < text.length) {
    const low = text.charCodeAt(i + 1);
    if ((low & 0xfc00) === 0xdc00) return 0x10000 + (code - 0xd800) * 0x400 + (low - 0xdc00);
  }
  return 0xfffd;
}

/** Writes whole characters while they fit before `end`. Gives [characters read, bytes written] in `result`. */
function writeUtf8(text, bytes, start, end, result = undefined) {
  let at = start, i = 0;
  const size = text.length;
  for (; i < size; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      if (at >= end) break;
      bytes[at++] = code;
    } else if (code < 0x800) {
      if (at + 2 > end) break;
      bytes[at++] = 0xc0 | code >> 6;
      bytes[at++] = 0x80 | code & 63;
    } else {
      const point = pointAt(text, i);
      if (point < 0x10000) {
        if (at + 3 > end) break;
        bytes[at++] = 0xe0 | point >> 12;
      } else {
        if (at + 4 > end) break;
        bytes[at++] = 0xf0 | point >> 18;
        bytes[at++] = 0x80 | point >> 12 & 63;
        i++;
      }
      bytes[at++] = 0x80 | point >> 6 & 63;
      bytes[at++] = 0x80 | point & 63;
    }
  }
  if (result !== undefined) {
    result[0] = i;
    result[1] = at - start;
  }
  return at - start;
}

function encodeUtf8(text) {
  if (text.length >= nativeFrom && native.encodeUtf8 !== undefined) return native.encodeUtf8(text);
  const bytes = new Uint8Array(utf8Length(text));
  writeUtf8(text, bytes, 0, bytes.length);
  return bytes;
}

const chars = Array.from({ length: 256 }, (_, code) => charsOf(code));

function charsOfRange(bytes, start, end) {
  if (end - start <= nativeFrom) {
    let text = "";
    for (let i = start; i < end; i++) text += chars[bytes[i]];
    return text;
  }
  if (end - start <= piece) return charsOf.apply(null, bytes.subarray(start, end));
  let text = "";
  for (let i = start; i < end; i += piece) text += charsOf.apply(null, bytes.subarray(i, Math.min(i + piece, end)));
  return text;
}

function asciiEnd(bytes, start, end) {
  let i = start;
  while (i < end && bytes[i] < 0x80) i++;
  return i;
}

/**
 * How many bytes of the character at `i` are well-formed, as `count`, or `-count` if the character ends there (too soon
 * or wrong): the "maximal subpart" that becomes one U+FFFD.
 */
function sequenceAt(bytes, i, end) {
  const lead = bytes[i];
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return -1;
  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let least = 0x80, most = 0xbf;
  if (lead === 0xe0) least = 0xa0;
  else if (lead === 0xed) most = 0x9f;
  else if (lead === 0xf0) least = 0x90;
  else if (lead === 0xf4) most = 0x8f;
  for (let k = 1; k < size; k++) {
    if (i + k >= end || bytes[i + k] < least || bytes[i + k] > most) return -k;
    least = 0x80;
    most = 0xbf;
  }
  return size;
}

function decodePoints(bytes, start, end) {
  let text = "", units = [], i = start;
  while (i < end) {
    const lead = bytes[i];
    if (lead < 0x80) {
      units.push(lead);
      i++;
    } else {
      const size = sequenceAt(bytes, i, end);
      if (size < 0) {
        units.push(0xfffd);
        i -= size;
      } else {
        if (size === 2) units.push((lead & 31) << 6 | bytes[i + 1] & 63);
        else if (size === 3) units.push((lead & 15) << 12 | (bytes[i + 1] & 63) << 6 | bytes[i + 2] & 63);
        else pushPair(units, (lead & 7) << 18 | (bytes[i + 1] & 63) << 12 | low12(bytes, i + 2));
        i += size;
      }
    }
    if (units.length >= piece) {
      text += charsOf.apply(null, units);
      units = [];
    }
  }
  return text + charsOf.apply(null, units);
}

const low12 = (bytes, i) => (bytes[i] & 63) << 6 | bytes[i + 1] & 63;

function pushPair(units, point) {
  units.push(0xd800 + (point - 0x10000 >> 10), 0xdc00 + (point & 0x3ff));
}

function decodeUtf8(bytes, start = 0, end = bytes.length) {
  if (end - start >= nativeFrom && native.decodeUtf8 !== undefined) return native.decodeUtf8(bytes, start, end, false);
  const plain = asciiEnd(bytes, start, end);
  if (plain === end) return charsOfRange(bytes, start, end);
  return charsOfRange(bytes, start, plain) + decodePoints(bytes, plain, end);
}

function isUtf8(bytes) {
  for (let i = 0; i < bytes.length;) {
    const size = sequenceAt(bytes, i, bytes.length);
    if (size < 0) return false;
    i += size;
  }
  return true;
}

const isAscii = (bytes) => asciiEnd(bytes, 0, bytes.length) === bytes.length;

// ---- one byte per character ----

function writeLatin1(text, bytes, start, end) {
  const size = Math.min(text.length, end - start);
  for (let i = 0; i < size; i++) bytes[start + i] = text.charCodeAt(i);
  return size;
}

function decodeLatin1(bytes, start = 0, end = bytes.length) {
  if (end - start >= nativeFrom && native.decodeLatin1 !== undefined) return native.decodeLatin1(bytes, start, end);
  return charsOfRange(bytes, start, end);
}

function decodeAscii(bytes, start = 0, end = bytes.length) {
  if (asciiEnd(bytes, start, end) === end) return charsOfRange(bytes, start, end);
  const plain = new Uint8Array(end - start);
  for (let i = start; i < end; i++) plain[i - start] = bytes[i] & 0x7f;
  return charsOfRange(plain, 0, plain.length);
}

// ---- UTF-16, little end first ----

function writeUtf16(text, bytes, start, end) {
  const size = Math.min(text.length, end - start >> 1);
  for (let i = 0, at = start; i < size; i++) {
    const code = text.charCodeAt(i);
    bytes[at++] = code;
    bytes[at++] = code >> 8;
  }
  return size * 2;
}

function decodeUtf16(bytes, start = 0, end = bytes.length) {
  let text = "";
  for (let i = start; i + 1 < end;) {
    const units = [];
    for (const stop = Math.min(i + 2 * piece, end); i + 1 < stop; i += 2) units.push(bytes[i] | bytes[i + 1] << 8);
    text += charsOf.apply(null, units);
  }
  return text;
}

// ---- hexadecimal ----

const hexDigits = "0123456789abcdef";
const hexPairs = Array.from({ length: 256 }, (_, i) => hexDigits[i >> 4] + hexDigits[i & 15]);
const hasNativeBase = typeof Uint8Array.prototype.toHex === "function" &&
  typeof Uint8Array.prototype.toBase64 === "function";
const plainView = (bytes, start, end) => new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);

function hexValue(code) {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

// Ends at the first pair that is none.
function writeHex(text, bytes, start, end) {
  const size = Math.min(text.length >> 1, end - start);
  for (let i = 0; i < size; i++) {
    const high = hexValue(text.charCodeAt(2 * i)), low = hexValue(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return i;
    bytes[start + i] = high << 4 | low;
  }
  return size;
}

function decodeHex(bytes, start = 0, end = bytes.length) {
  if (hasNativeBase) return plainView(bytes, start, end).toHex();
  let text = "";
  for (let i = start; i < end; i++) text += hexPairs[bytes[i]];
  return text;
}

// ---- base64 ----

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const alphabet = `${letters}+/`;
const urlAlphabet = `${letters}-_`;
const base64Values = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) base64Values[alphabet.charCodeAt(i)] = base64Values[urlAlphabet.charCodeAt(i)] = i;

/** At most so many bytes are in a text of base64. */
function base64Length(text) {
  let size = text.length;
  if (size > 0 && text.charCodeAt(size - 1) === 61) size--;
  if (size > 1 && text.charCodeAt(size - 1) === 61) size--;
  return size * 3 >>> 2;
}

const hasNativeReader = typeof Uint8Array.prototype.setFromBase64 === "function";

// The engine's reader is quicker, but takes well-formed texts only: -1 for others.
function writeStrictBase64(text, bytes, start, end) {
  try {
    const alphabet = /[-_]/.test(text) ? "base64url" : "base64";
    return plainView(bytes, start, end).setFromBase64(text, { alphabet }).written;
  } catch {
    return -1;
  }
}

// Reads both alphabets, passes over what is in neither, and ends at "=".
function writeBase64(text, bytes, start, end) {
  if (hasNativeReader && text.length > 64) {
    const size = writeStrictBase64(text, bytes, start, end);
    if (size >= 0) return size;
  }
  let at = start, held = 0, bits = 0;
  for (let i = 0; i < text.length && at < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 61) break;
    const value = code < 128 ? base64Values[code] : -1;
    if (value < 0) continue;
    held = held << 6 | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return at - start;
}

function decodeBase64With(bytes, start, end, digits, pads) {
  let text = "", i = start;
  for (; i + 2 < end; i += 3) {
    const group = bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2];
    text += digits[group >> 18] + digits[group >> 12 & 63] + digits[group >> 6 & 63] + digits[group & 63];
  }
  if (end - i === 1) {
    text += digits[bytes[i] >> 2] + digits[(bytes[i] & 3) << 4] + (pads ? "==" : "");
  } else if (end - i === 2) {
    const group = bytes[i] << 8 | bytes[i + 1];
    text += digits[group >> 10] + digits[group >> 4 & 63] + digits[(group & 15) << 2] + (pads ? "=" : "");
  }
  return text;
}

function decodeBase64(bytes, start = 0, end = bytes.length) {
  if (hasNativeBase) return plainView(bytes, start, end).toBase64();
  return decodeBase64With(bytes, start, end, alphabet, true);
}

function decodeBase64Url(bytes, start = 0, end = bytes.length) {
  if (hasNativeBase) return plainView(bytes, start, end).toBase64({ alphabet: "base64url", omitPadding: true });
  return decodeBase64With(bytes, start, end, urlAlphabet, false);
}

// ---- by name ----

// length(text): how many bytes (for base64: at most); write(text, bytes, start, end): how many were written;
// decode(bytes, start, end): the text.
const utf8 = { name: "utf8", length: utf8Length, write: writeUtf8, decode: decodeUtf8 };
const utf16 = { name: "utf16le", length: (text) => text.length * 2, write: writeUtf16, decode: decodeUtf16 };
const latin1 = { name: "latin1", length: (text) => text.length, write: writeLatin1, decode: decodeLatin1 };
const ascii = { name: "ascii", length: (text) => text.length, write: writeLatin1, decode: decodeAscii };
const hex = { name: "hex", length: (text) => text.length >>> 1, write: writeHex, decode: decodeHex };
const base64 = { name: "base64", length: base64Length, write: writeBase64, decode: decodeBase64 };
const base64url = { name: "base64url", length: base64Length, write: writeBase64, decode: decodeBase64Url };

const byName = {
  __proto__: null, utf8, "utf-8": utf8, utf16le: utf16, "utf-16le": utf16, ucs2: utf16, "ucs-2": utf16,
  latin1, binary: latin1, ascii, hex, base64, base64url,
};

/** The encoding of a name in any case, or undefined. */
function encodingNamed(name) {
  if (typeof name !== "string") return undefined;
  return byName[name] || byName[name.toLowerCase()];
}

/** Node's own name of an encoding; "utf8" for none, undefined for one that is unknown. */
function normalizeEncoding(name) {
  if (name === undefined || name === null || name === "") return "utf8";
  return encodingNamed(name)?.name;
}

/** The bytes of a text, as a plain array of its own. */
function encode(text, encoding) {
  if (encoding === utf8) return encodeUtf8(text);
  const bytes = new Uint8Array(encoding.length(text));
  const size = encoding.write(text, bytes, 0, bytes.length);
  return size === bytes.length ? bytes : bytes.subarray(0, size);
}

module.exports = {
  utf8, latin1, utf16, base64, encodingNamed, normalizeEncoding, encode, encodeUtf8, decodeUtf8, decodeLatin1,
  decodeUtf16,
  writeUtf8, utf8Length, isUtf8, isAscii, sequenceAt, hexPairs,
};
