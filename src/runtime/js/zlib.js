// Node's `zlib`: streams, and functions for whole buffers, all over one kind of step.
"use strict";
/* global internalBinding */
const binding = internalBinding("zlib");
const { context } = require("internal/ticks");
const { Transform } = require("stream");
const { make } = require("internal/errors");
const util = require("util/types");

const constants = require("internal/zlib_constants");
const codes = { Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3,
  Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6 };
for (const [name, value] of Object.entries({ ...codes })) codes[value] = name;

// The numbers of binding_zlib.c.
const DEFLATE = 0, INFLATE = 1, GZIP = 2, GUNZIP = 3, DEFLATE_RAW = 4, INFLATE_RAW = 5, UNZIP = 6, BROTLI_COMPRESS = 7,
  BROTLI_DECOMPRESS = 8;
const { Z_FINISH, Z_NO_FLUSH, Z_STREAM_END, Z_BUF_ERROR, Z_NEED_DICT } = constants;
const CHUNK = 16 * 1024, MOST_OF_BROTLI = 9;
const isBrotli = (codec) => codec >= BROTLI_COMPRESS;
const decompresses = (codec) => [INFLATE, GUNZIP, INFLATE_RAW, UNZIP, BROTLI_DECOMPRESS].includes(codec);

function checkNumber(value, name, least, most, otherwise) {
  if (value === undefined || Number.isNaN(value)) return otherwise;
  if (typeof value !== "number") throw make("ERR_INVALID_ARG_TYPE", name, "number", value);
  if (value < least || value > most) throw make("ERR_OUT_OF_RANGE", name, `>= ${least} and <= ${most}`, value);
  return value;
}

function numbersOf(codec, options) {
  if (isBrotli(codec)) {
    return Object.entries(options.params || {}).flatMap(([key, value]) => {
      if (!(Number(key) >= 0 && Number(key) <= MOST_OF_BROTLI)) throw make("ERR_BROTLI_INVALID_PARAM", key);
      if (typeof value !== "number" && typeof value !== "boolean") {
        throw make("ERR_INVALID_ARG_TYPE", "options.params[key]", "number", value);
      }
      return [Number(key), Number(value)];
    });
  }
  const least = codec === GUNZIP || codec === INFLATE || codec === UNZIP ? 0 : codec === GZIP ? 9 : 8;
  let bits = checkNumber(options.windowBits, "options.windowBits", least, 15, 15);
  if (bits === 0) bits = 15;
  if (codec === DEFLATE_RAW && bits === 8) bits = 9;
  return [bits, checkNumber(options.level, "options.level", -1, 9, -1),
    checkNumber(options.memLevel, "options.memLevel", 1, 9, 8),
    checkNumber(options.strategy, "options.strategy", 0, 4, 0)];
}

function checkDictionary(dictionary) {
  if (dictionary === undefined || ArrayBuffer.isView(dictionary) || util.isAnyArrayBuffer(dictionary)) return;
  throw make("ERR_INVALID_ARG_TYPE", "options.dictionary", ["Buffer", "TypedArray", "DataView", "ArrayBuffer"],
    dictionary);
}

function coderOf(codec, options) {
  checkDictionary(options.dictionary);
  const coder = binding.coder(codec, numbersOf(codec, options), options.dictionary);
  if (coder === undefined) throw make("ERR_ZLIB_INITIALIZATION_FAILED");
  return coder;
}

const ERRORS_OF_BROTLI = -100;

/** Older libraries leave out what kind of error it is. */
function nameOfBrotli(number, name) {
  const text = name.replace(/^_?/, "_");
  if (text.startsWith("_ERROR")) return text;
  if (number <= -21 && number >= -30) return `_ERROR_ALLOC${text}`;
  return number >= -16 ? `_ERROR_FORMAT${text}` : `_ERROR${text}`;
}

function errorOf(status, message) {
  const isOfBrotli = status <= ERRORS_OF_BROTLI;
  const usual = { [Z_NEED_DICT]: "Missing dictionary", [Z_BUF_ERROR]: "unexpected end of file" };
  const error = new Error(isOfBrotli ? "Decompression failed" : status === -3 && !message ? "Bad dictionary"
    : usual[status] || message || "Zlib error");
  error.errno = isOfBrotli ? status - ERRORS_OF_BROTLI : status;
  error.code = isOfBrotli ? `ERR_${nameOfBrotli(status - ERRORS_OF_BROTLI, message || "BROTLI")}` : codes[status];
  return error;
}

/** A finished stream in which more follows may be another member (gzip). */
const startsMember = (codec, input, at) => at < input.length &&
  (codec === GUNZIP ? input[at] !== 0 : codec === UNZIP && input[at] === 0x1f);

/** An empty chunk that stands for a flush. */
function flushOf(kind) {
  return Object.assign(Buffer.alloc(0), { flushKind: kind });
}

class ZlibBase extends Transform {
  constructor(codec, options = {}) {
    const { chunkSize = CHUNK, flush, finishFlush, info, maxOutputLength } = options || {};
    if (chunkSize < 64) throw make("ERR_OUT_OF_RANGE", "options.chunkSize", ">= 64", chunkSize);
    super({ autoDestroy: true, ...options });
    const finish = isBrotli(codec) ? constants.BROTLI_OPERATION_FINISH : Z_FINISH;
    const hidden = { codec, coder: coderOf(codec, options || {}), chunkSize, isAtEnd: false,
      flushFlag: flush ?? Z_NO_FLUSH, finishFlag: finishFlush ?? finish, info, most: maxOutputLength ?? Infinity,
        produced: 0 };
    for (const [name, value] of Object.entries(hidden)) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: false });
    }
    this.bytesWritten = 0;
    this._handle = { close: () => { this._handle = null; } };
    this._defaultFlushFlag = this.flushFlag;
    this._finishFlushFlag = this.finishFlag;
  }
  _transform(chunk, encoding, callback) {
    if (chunk.flushKind !== undefined) return void this.feed(chunk, chunk.flushKind, callback);
    this.feed(chunk, this._writableState.ended && this.writableLength === chunk.length ? this.finishFlag :
      this.flushFlag,
      callback);
  }
  _flush(callback) {
    if (this.isAtEnd || (this.bytesWritten === 0 && decompresses(this.codec) && this.codec ===
      UNZIP)) return callback();
    this.feed(Buffer.alloc(0), this.finishFlag, callback);
  }
  /** All of `input`, in steps. */
  feed(input, flag, callback, at = 0) {
    if (this.isDone(input, at)) return callback();
    const output = Buffer.allocUnsafeSlow(this.chunkSize);
    binding.step(this.coder, flag, input, at, output, context.bind((result) => {
      if (this.destroyed) return callback();
      const after = this.afterStep(input, at, flag, output, result, (piece) => { this.push(piece); });
      if (after === true) this.feed(input, flag, callback, input.length - result[1]);
      else callback(after);
    }));
  }
  isDone(input, at) {
    if (!this.isAtEnd) return false;
    if (!startsMember(this.codec, input, at)) return true;
    binding.reset(this.coder);
    this.isAtEnd = false;
    return false;
  }
  /** `put` takes what a step has made. Gives true where there is more to do, and an error. */
  afterStep(input, at, flag, output, [status, left, free, message], put) {
    this.bytesWritten += input.length - at - left;
    const made = output.length - free;
    const isFailed = status < 0 && status !== Z_BUF_ERROR || status === Z_NEED_DICT;
    const isShort = (status === Z_BUF_ERROR || (isBrotli(this.codec) && status === 0)) && made === 0 && left === 0
      && flag === this.finishFlag && flag !== 0 && flag !== constants.Z_SYNC_FLUSH && decompresses(this.codec);
    if (isFailed || isShort) return errorOf(isShort ? Z_BUF_ERROR : status, message);
    if (made > 0) {
      this.produced += made;
      if (this.produced > this.most) return make("ERR_BUFFER_TOO_LARGE", this.most);
      put(output.subarray(0, made));
    }
    if (status === Z_STREAM_END) this.isAtEnd = true;
    if (free === 0 || (left > 0 && (made > 0 || this.isAtEnd))) return true;
    if (flag === this.finishFlag && flag !== 0 && decompresses(this.codec) && !this.isAtEnd && made > 0) return true;
    return undefined;
  }
  /** What packages call that compress without waiting, as Node's own functions do. */
  _processChunk(input, flag, callback) {
    if (typeof callback === "function") return void this.feed(input, flag, callback);
    const pieces = [];
    for (let at = 0; !this.isDone(input, at);) {
      const output = Buffer.allocUnsafeSlow(this.chunkSize);
      const result = binding.step(this.coder, flag, input, at, output);
      const after = this.afterStep(input, at, flag, output, result, (piece) => pieces.push(piece));
      if (after instanceof Error) throw after;
      if (after !== true) break;
      at = input.length - result[1];
    }
    return Buffer.concat(pieces);
  }
  flush(kind, callback) {
    if (typeof kind === "function") [kind, callback] = [undefined, kind];
    kind ??= isBrotli(this.codec) ? constants.BROTLI_OPERATION_FLUSH : constants.Z_FULL_FLUSH;
    if (this.writableFinished) {
      if (callback) process.nextTick(callback);
    } else if (this.writableEnded) {
      if (callback) this.once("end", callback);
    } else {
      this.write(flushOf(kind), "", callback); // in its turn behind what was written before
    }
  }
  close(callback) {
    if (callback) this.once("close", callback);
    this.destroy();
  }
  reset() { binding.reset(this.coder); }
  params(level, strategy, callback) {
    checkNumber(level, "level", -1, 9);
    checkNumber(strategy, "strategy", 0, 4);
    this.flush(constants.Z_SYNC_FLUSH, () => {
      binding.params(this.coder, level, strategy);
      if (callback) callback();
    });
  }
  get _closed() { return this.destroyed; }
  get bytesRead() { return this.bytesWritten; }
}

const kinds = { Deflate: DEFLATE, Inflate: INFLATE, Gzip: GZIP, Gunzip: GUNZIP, DeflateRaw: DEFLATE_RAW,
  InflateRaw: INFLATE_RAW, Unzip: UNZIP, BrotliCompress: BROTLI_COMPRESS, BrotliDecompress: BROTLI_DECOMPRESS };

function inputOf(buffer) {
  if (typeof buffer === "string") return Buffer.from(buffer);
  if (ArrayBuffer.isView(buffer)) return Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  if (buffer instanceof ArrayBuffer) return Buffer.from(buffer);
  throw make("ERR_INVALID_ARG_TYPE", "buffer", ["string", "Buffer", "TypedArray", "DataView", "ArrayBuffer"], buffer);
}

/** A whole buffer at once. */
function codeNow(codec, buffer, options = {}) {
  let input = inputOf(buffer);
  const coder = coderOf(codec, options), pieces = [];
  const finish = options.finishFlush ?? (isBrotli(codec) ? constants.BROTLI_OPERATION_FINISH : Z_FINISH);
  const most = options.maxOutputLength ?? Infinity;
  let total = 0, size = Math.max(options.chunkSize || CHUNK, Math.min(input.length * 2, 1 << 20));
  for (;;) {
    const output = Buffer.allocUnsafeSlow(size);
    const [status, left, free, message] = binding.step(coder, finish, input, 0, output);
    const made = output.length - free;
    if ((status < 0 && status !== Z_BUF_ERROR) || status === Z_NEED_DICT) throw errorOf(status, message);
    if (made > 0) pieces.push(output.subarray(0, made));
    total += made;
    if (total > most) throw make("ERR_BUFFER_TOO_LARGE", most);
    input = input.subarray(input.length - left);
    if (status === Z_STREAM_END && startsMember(codec, input, 0)) binding.reset(coder);
    else if (status === Z_STREAM_END || (free > 0 && left === 0 && !decompresses(codec))) break;
    else if (free > 0 && (made === 0 || left === 0)) {
      if (finish === Z_FINISH || isBrotli(codec)) throw errorOf(Z_BUF_ERROR);
      break;
    }
    size = Math.min(size * 2, 1 << 22);
  }
  return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
}

function codeLater(Kind, buffer, options, callback) {
  if (typeof options === "function") [options, callback] = [{}, options];
  if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", "callback", "function", callback);
  const input = inputOf(buffer), stream = new Kind(options), pieces = [];
  stream.on("data", (piece) => pieces.push(piece));
  stream.on("error", (error) => {
    pieces.length = 0;
    if (callback) callback(error);
    callback = null;
  });
  stream.on("end", () => {
    if (!callback) return;
    const coded = Buffer.concat(pieces);
    callback(null, options?.info ? { buffer: coded, engine: stream } : coded);
  });
  stream.end(input);
}

const zlib = module.exports;
for (const [name, codec] of Object.entries(kinds)) {
  const Kind = { [name]: function (options) {
    return Reflect.construct(ZlibBase, [codec, options], new.target || Kind);
  } }[name];
  Object.setPrototypeOf(Kind.prototype, ZlibBase.prototype);
  Object.setPrototypeOf(Kind, ZlibBase);
  const verb = name[0].toLowerCase() + name.slice(1);
  zlib[name] = Kind;
  zlib[`create${name}`] = (options) => new Kind(options);
  zlib[verb] = (buffer, options, callback) => codeLater(Kind, buffer, options, callback);
  zlib[`${verb}Sync`] = (buffer, options) => {
    const coded = codeNow(codec, buffer, options);
    return options?.info ? { buffer: coded, engine: new Kind(options) } : coded;
  };
}
zlib.crc32 = (data, start = 0) => {
  if (typeof data !== "string" && !ArrayBuffer.isView(data)) {
    throw make("ERR_INVALID_ARG_TYPE", "data", ["Buffer", "TypedArray", "DataView", "string"], data);
  }
  return binding.crc32(data, start);
};
zlib.constants = constants;
zlib.codes = Object.freeze(codes);
for (const [name, value] of Object.entries(constants)) {
  if (!name.startsWith("BROTLI")) Object.defineProperty(zlib, name, { value, enumerable: false });
}
