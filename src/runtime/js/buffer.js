// Node's `buffer`: Buffer, an Uint8Array that reads and writes texts and numbers.
"use strict";
const { make } = require("internal/errors");
const { checkInteger, checkNumber, checkText } = require("internal/validators");
const encodings = require("internal/encodings");
const { encodingNamed, utf8, hexPairs } = encodings;

const customInspect = Symbol.for("nodejs.util.inspect.custom");
const kMaxLength = 2 ** 32;
const kStringMaxLength = 2 ** 29 - 24;
const constants = { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength };
let inspectMaxBytes = 50;

class FastBuffer extends Uint8Array {
  constructor(source, start, length) { super(source, start, length); }
}

const isShared = (value) => Object.prototype.toString.call(value) === "[object SharedArrayBuffer]"
  && value instanceof SharedArrayBuffer;
const isAnyArrayBuffer = (value) => value instanceof ArrayBuffer || isShared(value);

/** The old constructor, deprecated in favour of Buffer.from and Buffer.alloc, but called by many. */
function Buffer(value, encoding, length) {
  if (typeof value === "number") {
    if (typeof encoding === "string") throw make("ERR_INVALID_ARG_TYPE", "string", "string", value);
    return Buffer.alloc(value);
  }
  return Buffer.from(value, encoding, length);
}
Buffer.prototype = FastBuffer.prototype;
Object.setPrototypeOf(Buffer, Uint8Array);
Object.defineProperty(Buffer.prototype, "constructor", { value: Buffer, writable: true, configurable: true });
Object.defineProperty(Buffer, Symbol.species, { configurable: true, get: () => FastBuffer });
Buffer.poolSize = 8192;

// ---- making buffers ----

function checkSize(size) {
  checkNumber(size, "size");
  if (!(size >= 0 && size <= kMaxLength)) throw make("ERR_OUT_OF_RANGE", "size", `>= 0 && <= ${kMaxLength}`, size);
}

function viewOf(bytes) {
  return new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.length);
}

function encodingOr(name) {
  const encoding = encodingNamed(name);
  if (encoding === undefined) throw make("ERR_UNKNOWN_ENCODING", name);
  return encoding;
}

function fromText(text, name) {
  const encoding = typeof name === "string" && name !== "" ? encodingOr(name) : utf8;
  if (encoding === utf8) {
    if (text.length >= 64) return viewOf(encodings.encodeUtf8(text));
    const buffer = new FastBuffer(encodings.utf8Length(text));
    encodings.writeUtf8(text, buffer, 0, buffer.length);
    return buffer;
  }
  const buffer = new FastBuffer(encoding.length(text));
  const size = encoding.write(text, buffer, 0, buffer.length);
  return size === buffer.length ? buffer : new FastBuffer(buffer.buffer, 0, size);
}

function fromArrayBuffer(memory, offset, length) {
  const start = offset === undefined ? 0 : Number(offset) || 0;
  const most = memory.byteLength - start;
  if (most < 0) throw make("ERR_BUFFER_OUT_OF_BOUNDS", "offset");
  if (length === undefined) return new FastBuffer(memory, start, most);
  const size = Number(length);
  if (!(size > 0)) return new FastBuffer(memory, start, 0);
  if (size > most) throw make("ERR_BUFFER_OUT_OF_BOUNDS", "length");
  return new FastBuffer(memory, start, size);
}

function fromList(list) {
  const size = list.length;
  if (!(size > 0)) return new FastBuffer(0);
  if (size > kMaxLength) throw make("ERR_OUT_OF_RANGE", "size", `>= 0 && <= ${kMaxLength}`, size);
  if (list instanceof Uint8Array) {
    const copy = new FastBuffer(size);
    copy.set(list);
    return copy;
  }
  const buffer = new FastBuffer(Math.trunc(size));
  for (let i = 0; i < buffer.length; i++) buffer[i] = list[i];
  return buffer;
}

function fromObject(value) {
  if (value.length !== undefined || isAnyArrayBuffer(value.buffer)) {
    return typeof value.length === "number" ? fromList(value) : new FastBuffer(0);
  }
  if (value.type === "Buffer" && Array.isArray(value.data)) return fromList(value.data);
  return undefined;
}

const fromKinds = ["string", "Buffer", "ArrayBuffer", "Array", "Array-like Object"];

function wrongFirst(value) {
  const error = make("ERR_INVALID_ARG_TYPE", "first argument", fromKinds.slice(0, 4), value);
  const message = error.message.replace("Buffer, ArrayBuffer, or Array",
    "Buffer, ArrayBuffer, or Array or an Array-like Object");
  error.stack = error.stack.replace(error.message, () => message);
  error.message = message;
  Object.defineProperty(error, "message", { enumerable: false });
  return error;
}

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === "string") return fromText(value, encodingOrOffset);
  if (typeof value === "object" && value !== null) {
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const plain = typeof value.valueOf === "function" && value.valueOf();
    if (plain !== null && plain !== undefined && plain !== value &&
        (typeof plain === "string" || typeof plain === "object")) {
      return from(plain, encodingOrOffset, length);
    }
    const buffer = fromObject(value);
    if (buffer !== undefined) return buffer;
    if (typeof value[Symbol.toPrimitive] === "function") {
      const primitive = value[Symbol.toPrimitive]("string");
      if (typeof primitive === "string") return fromText(primitive, encodingOrOffset);
    }
  }
  throw wrongFirst(value);
};

Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  if (!ArrayBuffer.isView(view) || view instanceof DataView) {
    throw make("ERR_INVALID_ARG_TYPE", "view", ["TypedArray"], view);
  }
  if (offset !== undefined) checkInteger(offset, "offset");
  if (length !== undefined) checkInteger(length, "length");
  const start = offset || 0;
  if (start >= view.length) return new FastBuffer(0);
  const part = view.slice(start, length === undefined ? view.length : start + length);
  return fromList(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
};

Buffer.of = function of(...bytes) {
  return fromList(bytes);
};

Buffer.alloc = function alloc(size, fill, encoding) {
  checkSize(size);
  const buffer = new FastBuffer(size);
  if (fill === undefined || fill === 0 || size === 0) return buffer;
  if (encoding !== undefined) checkText(encoding, "encoding");
  return buffer.fill(fill, encoding);
};

Buffer.allocUnsafe = function allocUnsafe(size) {
  checkSize(size);
  return new FastBuffer(size);
};
Buffer.allocUnsafeSlow = Buffer.allocUnsafe;

function SlowBuffer(size) {
  checkSize(size);
  return new FastBuffer(size);
}
Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(SlowBuffer, Uint8Array);

// ---- asking about buffers ----

Buffer.isBuffer = function isBuffer(value) {
  return value instanceof Buffer;
};

Buffer.isEncoding = function isEncoding(name) {
  return typeof name === "string" && name !== "" && encodingNamed(name) !== undefined;
};

Buffer.byteLength = function byteLength(value, encoding) {
  if (typeof value !== "string") {
    if (ArrayBuffer.isView(value) || isAnyArrayBuffer(value)) return value.byteLength;
    throw make("ERR_INVALID_ARG_TYPE", "string", ["string", "Buffer", "ArrayBuffer"], value);
  }
  return (encodingNamed(encoding) || utf8).length(value);
};

function compareBytes(a, b) {
  const size = Math.min(a.length, b.length);
  for (let i = 0; i < size; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
}

function checkBytes(value, name) {
  if (!(value instanceof Uint8Array)) throw make("ERR_INVALID_ARG_TYPE", name, ["Buffer", "Uint8Array"], value);
}

Buffer.compare = function compare(a, b) {
  checkBytes(a, "buf1");
  checkBytes(b, "buf2");
  return a === b ? 0 : compareBytes(a, b);
};

Buffer.concat = function concat(list, length) {
  if (!Array.isArray(list)) throw make("ERR_INVALID_ARG_TYPE", "list", "Array", list);
  if (list.length === 0) return new FastBuffer(0);
  let size = 0;
  if (length === undefined) {
    for (let i = 0; i < list.length; i++) if (list[i].length) size += list[i].length;
  } else {
    checkInteger(length, "length", 0, kMaxLength);
    size = length;
  }
  const buffer = new FastBuffer(size);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    checkBytes(list[i], `list[${i}]`);
    const rest = size - at;
    buffer.set(list[i].length > rest ? list[i].subarray(0, rest) : list[i], at);
    at = Math.min(size, at + list[i].length);
  }
  return buffer;
};

// ---- texts ----

Buffer.prototype.toString = function toString(encoding, start, end) {
  if (arguments.length === 0) return encodings.decodeUtf8(this, 0, this.length);
  const size = this.length;
  let from = 0, to = size;
  if (start > 0) {
    if (start >= size) return "";
    from = Math.trunc(start) || 0;
  }
  if (end !== undefined && !(end > size)) to = Math.trunc(end) || 0;
  if (to <= from) return "";
  if (encoding === undefined) return encodings.decodeUtf8(this, from, to);
  return encodingOr(`${encoding}`).decode(this, from, to);
};
Buffer.prototype.toLocaleString = Buffer.prototype.toString;

Buffer.prototype.write = function write(text, offset, length, encoding) {
  checkText(text, "argument");
  // Without a place the encoding is not looked at, as in Node.
  if (offset === undefined) return utf8.write(text, this, 0, this.length);
  let start = 0, size = this.length, name = encoding;
  if (typeof offset === "string" && length === undefined) {
    name = offset;
  } else {
    checkInteger(offset, "offset", 0, this.length);
    start = offset;
    size = this.length - start;
    if (typeof length === "string") {
      name = length;
    } else if (length !== undefined) {
      checkInteger(length, "length", 0, this.length);
      size = Math.min(size, length);
    }
  }
  return (name ? encodingOr(name) : utf8).write(text, this, start, start + size);
};

for (const [prefix, name] of [["ascii", "ascii"], ["base64", "base64"], ["base64url", "base64url"],
  ["latin1", "latin1"],
  ["hex", "hex"], ["ucs2", "ucs2"], ["utf8", "utf8"]]) {
  const encoding = encodingNamed(name);
  Buffer.prototype[`${prefix}Slice`] = function (start = 0, end = this.length) {
    return encoding.decode(this, start, Math.max(start, Math.min(end, this.length)));
  };
  Buffer.prototype[`${prefix}Write`] = function (text, offset = 0, length = this.length - offset) {
    checkText(text, "argument");
    if (offset < 0 || offset > this.length) throw make("ERR_BUFFER_OUT_OF_BOUNDS", "offset");
    return encoding.write(text, this, offset, Math.min(this.length, offset + length));
  };
}

Buffer.prototype.toJSON = function toJSON() {
  return { type: "Buffer", data: Array.from(this) };
};

Buffer.prototype[customInspect] = function inspect(depth, options) {
  const shown = Math.min(inspectMaxBytes, this.length);
  const rest = this.length - shown;
  const words = [];
  for (let i = 0; i < shown; i++) words.push(hexPairs[this[i]]);
  let text = words.join(" ");
  if (rest > 0) text += ` ... ${rest} more byte${rest > 1 ? "s" : ""}`;
  if (options) {
    const extras = { __proto__: null };
    let any = false;
    for (const key of Object.getOwnPropertyNames(this)) {
      if (/^\d+$/.test(key)) continue;
      if (!options.showHidden && !Object.prototype.propertyIsEnumerable.call(this, key)) continue;
      extras[key] = this[key];
      any = true;
    }
    if (any) {
      if (text !== "") text += ", ";
      const all = require("internal/inspect").inspect(extras, { ...options, breakLength: Infinity, compact: true });
      text += all.slice(27, -2);
    }
  }
  const name = this.constructor === Buffer ? "Buffer" : this.constructor.name;
  return `<${name}${text === "" ? " " : ` ${text}`}>`.replace(/ >$/, " >");
};
Buffer.prototype.inspect = Buffer.prototype[customInspect];

// ---- bytes ----

Buffer.prototype.equals = function equals(other) {
  checkBytes(other, "otherBuffer");
  if (this === other) return true;
  return this.length === other.length && compareBytes(this, other) === 0;
};

function rangePlace(value, name, most, fallback) {
  if (value === undefined) return fallback;
  checkInteger(value, name, 0, most);
  return value;
}

Buffer.prototype.compare = function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
  checkBytes(target, "target");
  if (arguments.length === 1) return compareBytes(this, target);
  const max = kMaxLength;
  const from = rangePlace(targetStart, "targetStart", max, 0);
  const to = rangePlace(targetEnd, "targetEnd", target.length, target.length);
  const ownFrom = rangePlace(sourceStart, "sourceStart", max, 0);
  const ownTo = rangePlace(sourceEnd, "sourceEnd", this.length, this.length);
  if (ownFrom >= ownTo) return from >= to ? 0 : -1;
  if (from >= to) return 1;
  return compareBytes(this.subarray(ownFrom, ownTo), target.subarray(from, to));
};

function copyPlace(value, name, fallback) {
  if (value === undefined) return fallback;
  const number = Math.trunc(+value) || 0;
  if (number < 0) throw make("ERR_OUT_OF_RANGE", name, ">= 0", number);
  return number;
}

Buffer.prototype.copy = function copy(target, targetStart, sourceStart, sourceEnd) {
  checkBytes(target, "target");
  const at = copyPlace(targetStart, "targetStart", 0);
  const from = Math.trunc(+sourceStart) || 0;
  if (from < 0 || from > this.length) throw make("ERR_OUT_OF_RANGE", "sourceStart", `>= 0 && <= ${this.length}`, from);
  const to = Math.min(copyPlace(sourceEnd, "sourceEnd", this.length), this.length);
  if (at >= target.length || from >= to) return 0;
  const size = Math.min(to - from, target.length - at);
  target.set(from === 0 && size === this.length ? this : this.subarray(from, from + size), at);
  return size;
};

function slicePlace(value, size, fallback) {
  if (value === undefined) return fallback;
  const number = Math.trunc(+value) || 0;
  return number < 0 ? Math.max(0, number + size) : Math.min(number, size);
}

Buffer.prototype.subarray = function subarray(start, end) {
  const from = slicePlace(start, this.length, 0);
  const to = slicePlace(end, this.length, this.length);
  return new FastBuffer(this.buffer, this.byteOffset + from, Math.max(0, to - from));
};
Buffer.prototype.slice = function slice(start, end) {
  return this.subarray(start, end);
};

function swapper(size) {
  return function () {
    if (this.length % size !== 0) throw make("ERR_INVALID_BUFFER_SIZE", `${size * 8}-bits`);
    for (let i = 0; i < this.length; i += size) new Uint8Array(this.buffer, this.byteOffset + i, size).reverse();
    return this;
  };
}
Buffer.prototype.swap16 = swapper(2);
Buffer.prototype.swap32 = swapper(4);
Buffer.prototype.swap64 = swapper(8);

Object.defineProperty(Buffer.prototype, "parent", {
  enumerable: true,
  get() { return this instanceof Buffer ? this.buffer : undefined; },
});
Object.defineProperty(Buffer.prototype, "offset", {
  enumerable: true,
  get() { return this instanceof Buffer ? this.byteOffset : undefined; },
});

require("internal/buffer_numbers").addNumbers(Buffer.prototype);
require("internal/buffer_search").addSearch(Buffer.prototype);

// ---- the rest of the module ----

const strictAscii = (bytes) => Array.from(bytes, (byte) => byte < 128 ? String.fromCharCode(byte) : "\ufffd").join("");

function untranscoded(code, errno) {
  return Object.assign(new Error(`Unable to transcode Buffer [${code}]`), { code, errno });
}

function transcode(source, from, to) {
  checkBytes(source, "source");
  if (source.length === 0) return new FastBuffer(0);
  const input = encodingNamed(from), output = encodingNamed(to);
  const known = [encodings.utf8, encodings.utf16, encodings.latin1, encodingNamed("ascii")];
  if (!known.includes(input) || !known.includes(output)) {
    throw untranscoded("U_ILLEGAL_ARGUMENT_ERROR", 1);
  }
  const isAscii = input === encodingNamed("ascii");
  const isWide = output === encodings.utf16;
  if (isWide && input === utf8 && !encodings.isUtf8(source)) throw untranscoded("U_INVALID_CHAR_FOUND", 10);
  let text = isAscii && !isWide ? strictAscii(source)
    : (isAscii ? encodings.latin1 : input).decode(source, 0, source.length);
  if (isWide) text = text.toWellFormed();
  if (output === encodings.utf8 || output === encodings.utf16) return fromText(text, output.name);
  const most = output === encodings.latin1 ? 0xff : 0x7f;
  return fromList(Array.from(text, (char) => char.codePointAt(0) > most ? 63 : char.charCodeAt(0)));
}

function badCharacter(message) {
  const { DOMException } = require("internal/dom_exception");
  return new DOMException(message, "InvalidCharacterError");
}

function btoa(input) {
  if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "input");
  const text = `${input}`;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) throw badCharacter("Invalid character");
  return fromText(text, "latin1").toString("base64");
}

function atob(input) {
  if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "input");
  let text = `${input}`.replace(/[\t\n\f\r ]/g, "");
  if (text.length % 4 === 0) text = text.replace(/={1,2}$/, "");
  if (/[^A-Za-z0-9+/]/.test(text)) throw badCharacter("Invalid character");
  if (text.length % 4 === 1) throw badCharacter("The string to be decoded is not correctly encoded.");
  return fromText(text, "base64").toString("latin1");
}

function bytesArgument(input) {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (isAnyArrayBuffer(input)) return new Uint8Array(input);
  throw make("ERR_INVALID_ARG_TYPE", "input", ["TypedArray", "Buffer"], input);
}

function resolveObjectURL(url) {
  return require("internal/blob").resolveObjectUrl(`${url}`);
}

module.exports = {
  Buffer, SlowBuffer, transcode, btoa, atob, kMaxLength, kStringMaxLength, constants, resolveObjectURL,
  isUtf8: (input) => encodings.isUtf8(bytesArgument(input)),
  isAscii: (input) => encodings.isAscii(bytesArgument(input)),
  get Blob() { return require("internal/blob").Blob; },
  get File() { return require("internal/blob").File; },
  get INSPECT_MAX_BYTES() { return inspectMaxBytes; },
  set INSPECT_MAX_BYTES(value) {
    checkNumber(value, "INSPECT_MAX_BYTES");
    if (!(value >= 0)) throw make("ERR_OUT_OF_RANGE", "INSPECT_MAX_BYTES", ">= 0", value);
    inspectMaxBytes = value;
  },
};
