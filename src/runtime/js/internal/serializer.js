// v8.Serializer: values as bytes, as V8 writes them.
"use strict";
const types = require("util/types");
const { tags, VERSION, viewLetters, viewNumbers, errorLetters, regexpFlags } = require("internal/serialized_tags");

const isIndex = (key) => /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
const isInteger = (value) => value === (value | 0) && !Object.is(value, -0);

function nameOf(value) {
  if (typeof value === "function" || typeof value === "symbol") return String(value);
  return `#<${value.constructor?.name ?? "Object"}>`;
}

const uncloneable = (value) => types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value)
  || types.isSharedArrayBuffer(value) || value instanceof WeakRef || types.isGeneratorObject(value);

const classOf = (view) => types.isTypedArray(view) ? view[Symbol.toStringTag] : "DataView";

/** A method: whether an object is written by _writeHostObject, though it is no view. */
const kWrites = Symbol("kWrites");

class Serializer {
  #bytes = Buffer.allocUnsafeSlow(256);
  #size = 0;
  #ids = new Map();
  #moved = new Map();
  #viewsAreHosts = false;

  writeHeader() {
    this.#put(0xff);
    this.#put(VERSION);
  }
  writeValue(value) {
    this.#write(value);
    return true;
  }
  releaseBuffer() {
    const written = this.#bytes.subarray(0, this.#size);
    this.#bytes = Buffer.allocUnsafeSlow(256);
    this.#size = 0;
    return written;
  }
  transferArrayBuffer(id, buffer) { this.#moved.set(buffer, id); }
  writeUint32(value) { this.#varint(value); }
  writeUint64(high, low) { this.#varint(BigInt(high >>> 0) << 32n | BigInt(low >>> 0)); }
  writeDouble(value) {
    this.#reserve(8);
    this.#bytes.writeDoubleLE(value, this.#size);
    this.#size += 8;
  }
  writeRawBytes(source) {
    const bytes = ArrayBuffer.isView(source) ? Buffer.from(source.buffer, source.byteOffset, source.byteLength)
      : Buffer.from(source);
    this.#reserve(bytes.length);
    bytes.copy(this.#bytes, this.#size);
    this.#size += bytes.length;
  }
  _setTreatArrayBufferViewsAsHostObjects(is) { this.#viewsAreHosts = Boolean(is); }

  #reserve(count) {
    if (this.#size + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#size + count));
    this.#bytes.copy(larger, 0, 0, this.#size);
    this.#bytes = larger;
  }
  #put(byte) {
    this.#reserve(1);
    this.#bytes[this.#size++] = byte;
  }
  #varint(value) {
    let rest = value;
    for (; rest < 2 ** 31; rest = rest >>> 7) { // most are small numbers
      if (typeof rest === "bigint") break;
      if (rest < 0x80) return this.#put(rest);
      this.#put(rest & 0x7f | 0x80);
    }
    return this.#largeVarint(BigInt(rest));
  }
  #largeVarint(value) {
    let rest = value;
    while (rest >= 0x80n) {
      this.#put(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.#put(Number(rest));
  }
  #fail(value) {
    const FailureClass = this._getDataCloneError ?? Error;
    throw new FailureClass(`${nameOf(value)} could not be cloned.`);
  }

  #write(value) {
    switch (typeof value) {
      case "undefined": return this.#put(tags.undefined);
      case "boolean": return this.#put(value ? tags.true : tags.false);
      case "number": return this.#number(value);
      case "bigint": return this.#put(tags.bigint), this.#bigint(value);
      case "string": return this.#string(value);
      case "object": return value === null ? this.#put(tags.null) : this.#object(value);
      default: return this.#fail(value);
    }
  }
  #number(value) {
    if (!isInteger(value)) {
      this.#put(tags.number);
      return this.writeDouble(value);
    }
    this.#put(tags.integer);
    return this.#varint((value << 1 ^ value >> 31) >>> 0);
  }
  #bigint(value) {
    const isNegative = value < 0n;
    let rest = isNegative ? -value : value;
    const words = [];
    for (; rest > 0n; rest >>= 64n) words.push(BigInt.asUintN(64, rest));
    this.#varint(words.length * 8 * 2 + (isNegative ? 1 : 0));
    this.writeRawBytes(new BigUint64Array(words));
  }
  #string(text) {
    if (/^[\0-\xff]*$/.test(text)) {
      this.#put(tags.latin);
      this.#varint(text.length);
      this.#reserve(text.length);
      this.#size += this.#bytes.write(text, this.#size, "latin1");
      return;
    }
    const bytes = Buffer.from(text, "utf16le");
    let length = 1;
    for (let rest = bytes.length; rest >= 0x80; rest = Math.floor(rest / 0x80)) length++;
    if ((this.#size + 1 + length) % 2 !== 0) this.#put(0); // its units stand at even places
    this.#put(tags.wide);
    this.#varint(bytes.length);
    return this.writeRawBytes(bytes);
  }

  #object(value) {
    if (ArrayBuffer.isView(value) && !this.#ids.has(value) && !this.#viewsAreHosts) this.#object(value.buffer);
    const id = this.#ids.get(value);
    if (id !== undefined) {
      if (types.isArrayBuffer(value) && this.#moved.has(value)) return;
      this.#put(tags.seen);
      return this.#varint(id);
    }
    this.#ids.set(value, this.#ids.size);
    if (Array.isArray(value)) return this.#array(value);
    if (this[kWrites]?.(value)) return this.#put(tags.host), this._writeHostObject(value);
    if (typeof value === "function" || uncloneable(value)) return this.#fail(value);
    if (ArrayBuffer.isView(value)) return this.#view(value);
    if (types.isArrayBuffer(value)) return this.#buffer(value);
    return this.#special(value) ?? this.#plain(value);
  }
  /** What is neither an array nor bytes nor plain. Gives true where it is one. */
  #special(value) {
    if (types.isDate(value)) this.#put(tags.date), this.writeDouble(value.getTime());
    else if (types.isMap(value)) this.#entries(tags.map, [...value].flat(), tags.mapEnd);
    else if (types.isSet(value)) this.#entries(tags.set, [...value], tags.setEnd);
    else if (types.isRegExp(value)) this.#regexp(value);
    else if (types.isNativeError(value)) this.#error(value);
    else if (types.isBoxedPrimitive(value)) this.#boxed(value.valueOf(), value);
    else return undefined;
    return true;
  }
  #entries(begin, all, end) {
    this.#put(begin);
    for (const one of all) this.#write(one);
    this.#put(end);
    this.#varint(all.length);
  }
  #regexp({ source, flags }) {
    this.#put(tags.regexp);
    this.#string(source);
    this.#varint([...flags].reduce((bits, flag) => bits | 1 << regexpFlags.indexOf(flag), 0));
  }
  #error(error) {
    const letter = (text) => this.#put(text.charCodeAt(0));
    this.#put(tags.error);
    if (Object.hasOwn(errorLetters, error.name)) letter(errorLetters[error.name]);
    if (Object.hasOwn(error, "message")) letter("m"), this.#string(String(error.message));
    if (typeof error.stack === "string") letter("s"), this.#string(error.stack);
    letter(".");
  }
  #boxed(inner, value) {
    if (typeof inner === "boolean") return this.#put(inner ? tags.trueObject : tags.falseObject);
    if (typeof inner === "number") return this.#put(tags.numberObject), this.writeDouble(inner);
    if (typeof inner === "bigint") return this.#put(tags.bigintObject), this.#bigint(inner);
    if (typeof inner === "string") return this.#put(tags.stringObject), this.#string(inner);
    return this.#fail(value);
  }
  #buffer(buffer) {
    if (this.#moved.has(buffer)) {
      this.#put(tags.moved);
      return this.#varint(this.#moved.get(buffer));
    }
    this.#put(tags.buffer);
    this.#varint(buffer.byteLength);
    return this.writeRawBytes(new Uint8Array(buffer));
  }
  #view(view) {
    if (this.#viewsAreHosts) {
      this.#put(tags.host);
      return this._writeHostObject(view);
    }
    this.#put(tags.view);
    this.#put(viewLetters[classOf(view)].charCodeAt(0));
    for (const number of [view.byteOffset, view.byteLength, 0]) this.#varint(number);
    return undefined;
  }
  #members(value, keys) {
    for (const key of keys) {
      if (isIndex(key)) this.#number(Number(key));
      else this.#string(key);
      this.#write(value[key]);
    }
    return keys.length;
  }
  #plain(value) {
    this.#put(tags.object);
    const count = this.#members(value, Object.keys(value));
    this.#put(tags.objectEnd);
    this.#varint(count);
  }
  #array(list) {
    const { length } = list, keys = Object.keys(list);
    const isDense = keys.length >= length && (length === 0 || keys[length - 1] === `${length - 1}`);
    this.#put(isDense ? tags.dense : tags.sparse);
    this.#varint(length);
    if (isDense) for (let i = 0; i < length; i++) this.#write(list[i]);
    const count = this.#members(list, isDense ? keys.slice(length) : keys);
    this.#put(isDense ? tags.denseEnd : tags.sparseEnd);
    this.#varint(count);
    this.#varint(length);
  }
}

class DefaultSerializer extends Serializer {
  constructor() {
    super();
    this._setTreatArrayBufferViewsAsHostObjects(true);
  }
  _writeHostObject(view) {
    this.writeUint32(viewNumbers.indexOf(Buffer.isBuffer(view) ? "Buffer" : classOf(view)));
    this.writeUint32(view.byteLength);
    this.writeRawBytes(view);
  }
}

module.exports = { Serializer, DefaultSerializer, kWrites };
