// TextEncoder and TextDecoder: UTF-8, UTF-16 and latin1 (windows-1252), with streaming, `fatal` and `ignoreBOM`.
"use strict";
const { tag } = require("internal/web_class");
const { make } = require("internal/errors");
const { checkText } = require("internal/validators");
const { encodeUtf8, writeUtf8, decodeUtf8, decodeUtf16, sequenceAt, isUtf8 } = require("internal/encodings");

const customInspect = Symbol.for("nodejs.util.inspect.custom");
const labels = {
  "utf-8": ["unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "utf-8", "utf8", "x-unicode20utf8"],
  "utf-16le": ["csunicode", "iso-10646-ucs-2", "ucs-2", "unicode", "unicodefeff", "utf-16", "utf-16le"],
  "utf-16be": ["unicodefffe", "utf-16be"],
  "windows-1252": ["ansi_x3.4-1968", "ascii", "cp1252", "cp819", "csisolatin1", "ibm819", "iso-8859-1", "iso-ir-100",
    "iso8859-1", "iso88591", "iso_8859-1", "iso_8859-1:1987", "l1", "latin1", "us-ascii", "windows-1252", "x-cp1252"],
};
const byLabel = new Map(Object.entries(labels).flatMap(([name, all]) => all.map((label) => [label, name])));
// What windows-1252 has in the place of the control characters 0x80 to 0x9f.
const windows1252 = "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f" +
  "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";

class TextEncoder {
  get encoding() { return "utf-8"; }
  encode(input = "") { return encodeUtf8(`${input}`); }
  encodeInto(source, target) {
    checkText(source, "src");
    if (!(target instanceof Uint8Array)) throw make("ERR_INVALID_ARG_TYPE", "dest", "Uint8Array", target);
    const result = [0, 0];
    writeUtf8(source, target, 0, target.length, result);
    return { read: result[0], written: result[1] };
  }
  [customInspect](depth, options, inspect) {
    return depth < 0 ? this : inspect({ encoding: this.encoding, __proto__: { constructor: TextEncoder } }, options);
  }
}

function bytesOf(input) {
  if (input instanceof Uint8Array) return input;
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (input instanceof ArrayBuffer || isShared(input)) return new Uint8Array(input);
  throw make("ERR_INVALID_ARG_TYPE", "list", ["SharedArrayBuffer", "ArrayBuffer", "ArrayBufferView"], input);
}

const isShared = (value) => typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer;

// How many bytes at the end begin a character that is not whole yet.
function openEnd(bytes) {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const place = bytes.length - back;
    const byte = bytes[place];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return -sequenceAt(bytes, place, bytes.length) === back ? back : 0;
  }
  return 0;
}

function joined(first, second) {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function decodeWindows1252(bytes) {
  let text = "";
  for (const byte of bytes) text += byte >= 0x80 && byte < 0xa0 ? windows1252[byte - 0x80] : String.fromCharCode(byte);
  return text;
}

const swapped = (bytes) => {
  const result = new Uint8Array(bytes.length);
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    result[i] = bytes[i + 1];
    result[i + 1] = bytes[i];
  }
  return result;
};

const none = new Uint8Array(0);
const lonely = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

class TextDecoder {
  #encoding; #fatal; #ignoreBom; #held = none; #atStart = true;

  [customInspect](depth, options, inspect) {
    if (depth < 0) return this;
    const { encoding, fatal, ignoreBOM } = this;
    return `TextDecoder ${inspect({ encoding, fatal, ignoreBOM }, options)}`;
  }

  constructor(label = "utf-8", options = undefined) {
    const name = byLabel.get(`${label}`.trim().toLowerCase());
    if (name === undefined) throw make("ERR_ENCODING_NOT_SUPPORTED", label);
    if (options !== undefined && options !== null && typeof options !== "object" && typeof options !== "function") {
      throw make("ERR_INVALID_ARG_TYPE", "options", "Object", options);
    }
    this.#encoding = name;
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBom = Boolean(options?.ignoreBOM);
  }
  get encoding() { return this.#encoding; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBom; }

  decode(input = none, options = undefined) {
    const stream = Boolean(options?.stream);
    let bytes = bytesOf(input);
    if (this.#held.length > 0) bytes = joined(this.#held, bytes);
    this.#held = none;
    const text = this.#textOf(bytes, stream);
    const start = this.#atStart;
    if (text !== "") this.#atStart = false;
    if (!stream) this.#atStart = true;
    return start && !this.#ignoreBom && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  #textOf(bytes, stream) {
    if (this.#encoding === "windows-1252") return decodeWindows1252(bytes);
    return this.#encoding === "utf-8" ? this.#utf8(bytes, stream) : this.#utf16(bytes, stream);
  }

  #utf8(bytes, stream) {
    const open = stream ? openEnd(bytes) : 0;
    const whole = open > 0 ? bytes.subarray(0, bytes.length - open) : bytes;
    if (open > 0) this.#held = bytes.slice(bytes.length - open);
    if (this.#fatal && !isUtf8(whole)) this.#refuse();
    return decodeUtf8(whole, 0, whole.length);
  }

  #utf16(bytes, stream) {
    let size = bytes.length & ~1;
    const high = this.#encoding === "utf-16le" ? 1 : 0;
    if (stream && size >= 2 && (bytes[size - 2 + high] & 0xfc) === 0xd8) size -= 2;
    const rest = bytes.subarray(size);
    let text = decodeUtf16(high ? bytes.subarray(0, size) : swapped(bytes.subarray(0, size)));
    if (stream) this.#held = rest.slice();
    const lone = text.search(lonely) >= 0;
    // A half character before half a unit is one error.
    const endsOpen = (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;
    if (this.#fatal && (lone || !stream && rest.length > 0)) this.#refuse();
    if (lone) text = text.replace(lonely, "\ufffd");
    return !stream && rest.length > 0 && !endsOpen ? `${text}\ufffd` : text;
  }

  #refuse() {
    this.#held = none;
    this.#atStart = true;
    throw make("ERR_ENCODING_INVALID_ENCODED_DATA", this.#encoding);
  }
}

for (const Class of [TextEncoder, TextDecoder]) {
  tag(Class, ...Object.getOwnPropertyNames(Class.prototype).filter((key) => key !== "constructor"));
}

module.exports = { TextEncoder, TextDecoder };
