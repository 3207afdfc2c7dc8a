// v8.Deserializer: the values that bytes of V8's format hold.
"use strict";
const types = require("util/types");
const { withCode } = require("internal/errors");
const { tags, VERSION, viewLetters, viewNumbers, errorLetters, regexpFlags } = require("internal/serialized_tags");

const nameByTag = Object.fromEntries(Object.entries(tags).map(([name, tag]) => [tag, name]));
const nameByLetter = (letters, letter) => Object.keys(letters).find((name) => letters[name] === letter);
const unreadable = () => new Error("Unable to deserialize cloned data.");

class Deserializer {
  #bytes;
  #at = 0;
  #version = 0;
  #values = [];
  #moved = new Map();

  constructor(buffer) {
    if (!ArrayBuffer.isView(buffer)) {
      throw withCode(TypeError, "ERR_INVALID_ARG_TYPE", "buffer must be a TypedArray or a DataView");
    }
    this.buffer = buffer;
    this.#bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }
  readHeader() {
    if (this.#bytes[this.#at] === 0xff) {
      this.#at++;
      this.#version = this.readUint32();
    }
    if (this.#version === 0 || this.#version > VERSION) {
      throw new Error("Unable to deserialize cloned data due to invalid or unsupported version.");
    }
    return true;
  }
  readValue() {
    const value = this.#read();
    if (value === this.#hole) throw unreadable();
    return value;
  }
  getWireFormatVersion() { return this.#version; }
  transferArrayBuffer(id, buffer) { this.#moved.set(id, buffer); }
  readUint32() {
    const start = this.#at;
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) { // most are small numbers
      const byte = this.#byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    this.#at = start;
    return Number(BigInt.asUintN(32, this.#varint()));
  }
  readUint64() {
    const value = this.#varint();
    return [Number(value >> 32n), Number(value & 0xffffffffn)];
  }
  readDouble() { return this.#take(8).readDoubleLE(0); }
  readRawBytes(length) { return this.#take(length); }

  #hole = Symbol("hole");
  #take(length) {
    if (length > this.#bytes.length - this.#at) throw unreadable();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
  #byte() {
    if (this.#at >= this.#bytes.length) throw unreadable();
    return this.#bytes[this.#at++];
  }
  #varint() {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
  /** The next tag, behind what fills the gaps before wide strings. */
  #tag() {
    let tag;
    do tag = this.#byte(); while (tag === 0);
    return tag;
  }
  #ends(end) {
    let at = this.#at;
    while (this.#bytes[at] === 0) at++;
    if (this.#bytes[at] !== end) return false;
    this.#at = at + 1;
    return true;
  }
  #keep(value, id = this.#values.push(undefined) - 1) {
    this.#values[id] = value;
    return value;
  }
  #copy(length) {
    return new Uint8Array(this.#take(length)).slice().buffer;
  }

  #read() {
    const kind = nameByTag[this.#tag()];
    switch (kind) {
      case "undefined": return undefined;
      case "null": return null;
      case "true": return true;
      case "false": return false;
      case "hole": return this.#hole;
      case "integer": {
        const value = this.readUint32();
        return value >>> 1 ^ -(value & 1);
      }
      case "number": return this.readDouble();
      case "bigint": return this.#bigint();
      case "latin": case "wide": case "utf8": return this.#text(kind);
      case "seen": {
        const id = this.readUint32();
        if (id >= this.#values.length) throw unreadable();
        return this.#viewed(this.#values[id]);
      }
      default: return this.#object(kind);
    }
  }
  #text(kind) {
    return this.#take(this.readUint32()).toString({ latin: "latin1", wide: "utf16le", utf8: "utf8" }[kind]);
  }
  #string() {
    const kind = nameByTag[this.#tag()];
    if (kind !== "latin" && kind !== "wide" && kind !== "utf8") throw unreadable();
    return this.#text(kind);
  }
  #bigint() {
    const field = this.readUint32(), bytes = this.#take(field >>> 1);
    let value = 0n;
    for (let i = bytes.length - 1; i >= 0; i--) value = value << 8n | BigInt(bytes[i]);
    return field & 1 ? -value : value;
  }
  #object(kind) {
    switch (kind) {
      case "object": return this.#members(this.#keep({}), tags.objectEnd);
      case "dense": return this.#dense();
      case "sparse": return this.#sparse();
      case "date": return this.#keep(new Date(this.readDouble()));
      case "trueObject": case "falseObject": return this.#keep(Object(kind === "trueObject"));
      case "numberObject": return this.#keep(Object(this.readDouble()));
      case "bigintObject": return this.#keep(Object(this.#bigint()));
      case "stringObject": return this.#keep(Object(this.#string()));
      case "regexp": {
        const source = this.#string(), bits = this.readUint32();
        return this.#keep(new RegExp(source, regexpFlags.filter((flag, i) => bits >> i & 1).join("")));
      }
      case "map": return this.#map(this.#keep(new Map()));
      case "set": return this.#set(this.#keep(new Set()));
      case "buffer": return this.#viewed(this.#keep(this.#copy(this.readUint32())));
      case "moved": return this.#viewed(this.#keep(this.#moved.get(this.readUint32())));
      case "error": return this.#error();
      case "host": {
        const id = this.#values.push(undefined) - 1;
        return this.#viewed(this.#keep(this._readHostObject(), id));
      }
      default: throw unreadable();
    }
  }
  #members(value, end) {
    while (!this.#ends(end)) {
      const key = this.#read();
      Object.defineProperty(value, key, { value: this.#read(), writable: true, enumerable: true, configurable: true });
    }
    this.readUint32();
    return value;
  }
  #dense() {
    const length = this.readUint32();
    if (length > this.#bytes.length - this.#at) throw unreadable();
    const list = this.#keep(new Array(length));
    for (let i = 0; i < length; i++) {
      const value = this.#read();
      if (value !== this.#hole) list[i] = value;
    }
    this.#members(list, tags.denseEnd);
    this.readUint32();
    return list;
  }
  #sparse() {
    const list = this.#keep([]);
    list.length = this.readUint32();
    this.#members(list, tags.sparseEnd);
    this.readUint32();
    return list;
  }
  #map(map) {
    while (!this.#ends(tags.mapEnd)) {
      const key = this.#read();
      map.set(key, this.#read());
    }
    this.readUint32();
    return map;
  }
  #set(set) {
    while (!this.#ends(tags.setEnd)) set.add(this.#read());
    this.readUint32();
    return set;
  }
  /** A buffer, or the view that follows it. */
  #viewed(buffer) {
    if (!types.isAnyArrayBuffer(buffer) || !this.#ends(tags.view)) return buffer;
    const letter = this.#byte();
    const name = nameByLetter(viewLetters, String.fromCharCode(letter));
    if (name === undefined) throw unreadable();
    const start = this.readUint32(), size = this.readUint32();
    if (this.#version >= 14) this.readUint32();
    const Class = globalThis[name];
    return this.#keep(new Class(buffer, start, size / (Class.BYTES_PER_ELEMENT ?? 1)));
  }
  #error() {
    const id = this.#values.push(undefined) - 1;
    let name = "Error", message, stack;
    for (;;) {
      const letter = String.fromCharCode(this.#byte());
      if (letter === ".") break;
      if (letter === "m") message = this.#string();
      else if (letter === "s") stack = this.#string();
      else name = nameByLetter(errorLetters, letter) ?? name;
    }
    const error = new globalThis[name](message);
    if (stack !== undefined) {
      Object.defineProperty(error, "stack", { value: stack, writable: true, configurable: true, enumerable: false });
    }
    return this.#keep(error, id);
  }
}

class DefaultDeserializer extends Deserializer {
  _readHostObject() {
    const name = viewNumbers[this.readUint32()], size = this.readUint32();
    if (name === undefined) throw unreadable();
    const bytes = Buffer.from(this.readRawBytes(size));
    if (name === "Buffer") return bytes;
    const Class = globalThis[name];
    const memory = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + size);
    return new Class(memory, 0, size / (Class.BYTES_PER_ELEMENT ?? 1));
  }
}

module.exports = { Deserializer, DefaultDeserializer };
