// Numbers in a Buffer: readInt32LE and the like. Offsets and values are checked with Node's errors.
"use strict";
const { make } = require("internal/errors");
const { checkNumber } = require("internal/validators");

const doubles = new Float64Array(1);
const doubleBytes = new Uint8Array(doubles.buffer);
const floats = new Float32Array(1);
const floatBytes = new Uint8Array(floats.buffer);

function wrongOffset(offset, most) {
  if (typeof offset !== "number") return make("ERR_INVALID_ARG_TYPE", "offset", "number", offset);
  if (Math.floor(offset) !== offset) return make("ERR_OUT_OF_RANGE", "offset", "an integer", offset);
  if (most < 0) return make("ERR_BUFFER_OUT_OF_BOUNDS");
  return make("ERR_OUT_OF_RANGE", "offset", `>= 0 and <= ${most}`, offset);
}

// `size` bytes must be there at `offset`.
function check(buffer, offset, size) {
  const most = buffer.length - size;
  if (typeof offset !== "number" || !(offset >= 0 && offset <= most) || Math.floor(offset) !== offset) {
    throw wrongOffset(offset, most);
  }
}

function wrongValue(value, least, most, size) {
  const n = typeof least === "bigint" ? "n" : "";
  const bits = size * 8;
  let range;
  if (size <= 4) range = `>= ${least}${n} and <= ${most}${n}`;
  else if (Number(least) === 0) range = `>= 0${n} and < 2${n} ** ${bits}${n}`;
  else range = `>= -(2${n} ** ${bits - 1}${n}) and < 2${n} ** ${bits - 1}${n}`;
  return make("ERR_OUT_OF_RANGE", "value", range, value);
}

function checkValue(value, least, most, size) {
  if (value > most || value < least) throw wrongValue(value, least, most, size);
}

function checkByteLength(size) {
  checkNumber(size, "byteLength");
  if (Math.floor(size) !== size) throw make("ERR_OUT_OF_RANGE", "byteLength", "an integer", size);
  if (size < 1 || size > 6) throw make("ERR_OUT_OF_RANGE", "byteLength", ">= 1 and <= 6", size);
}

function needOffset(offset) {
  if (offset === undefined) throw make("ERR_INVALID_ARG_TYPE", "offset", "number", offset);
}

function readLE(buffer, offset, size) {
  let value = 0, unit = 1;
  for (let i = 0; i < size; i++, unit *= 256) value += buffer[offset + i] * unit;
  return value;
}

function readBE(buffer, offset, size) {
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + buffer[offset + i];
  return value;
}

const signed = (value, size) => value >= 2 ** (8 * size - 1) ? value - 2 ** (8 * size) : value;

function putLE(buffer, value, offset, size) {
  if (size <= 4) {
    let bits = value >>> 0;
    for (let i = 0; i < size; i++, bits >>>= 8) buffer[offset + i] = bits;
    return offset + size;
  }
  let rest = value < 0 ? value + 2 ** (8 * size) : value;
  for (let i = 0; i < size; i++) {
    buffer[offset + i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return offset + size;
}

function putBE(buffer, value, offset, size) {
  if (size <= 4) {
    let bits = value >>> 0;
    for (let i = size - 1; i >= 0; i--, bits >>>= 8) buffer[offset + i] = bits;
    return offset + size;
  }
  let rest = value < 0 ? value + 2 ** (8 * size) : value;
  for (let i = size - 1; i >= 0; i--) {
    buffer[offset + i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return offset + size;
}

const mostUnsigned = [0, 0xff, 0xffff, 0xffffff, 0xffffffff, 0xffffffffff, 0xffffffffffff];
const mostSigned = [0, 0x7f, 0x7fff, 0x7fffff, 0x7fffffff, 0x7fffffffff, 0x7fffffffffff];

function writeInteger(buffer, value, offset, size, isSigned, put) {
  const number = +value;
  if (size === 1) checkNumber(offset, "offset");
  const most = isSigned ? mostSigned[size] : mostUnsigned[size];
  checkValue(number, isSigned ? -most - 1 : 0, most, size);
  check(buffer, offset, size);
  return put(buffer, size <= 4 ? number : Math.trunc(number) || 0, offset, size);
}

function writeBig(buffer, value, offset, isSigned, little) {
  const most = isSigned ? 0x7fffffffffffffffn : 0xffffffffffffffffn;
  checkValue(value, isSigned ? -0x8000000000000000n : 0n, most, 8);
  check(buffer, offset, 8);
  new DataView(buffer.buffer, buffer.byteOffset + offset, 8).setBigUint64(0, BigInt.asUintN(64, value), little);
  return offset + 8;
}

function readBig(buffer, offset, isSigned, little) {
  check(buffer, offset, 8);
  const view = new DataView(buffer.buffer, buffer.byteOffset + offset, 8);
  return isSigned ? view.getBigInt64(0, little) : view.getBigUint64(0, little);
}

function readFloating(buffer, offset, numbers, bytes, little) {
  const size = bytes.length;
  check(buffer, offset, size);
  for (let i = 0; i < size; i++) bytes[i] = buffer[offset + (little ? i : size - 1 - i)];
  return numbers[0];
}

function writeFloating(buffer, value, offset, numbers, bytes, little) {
  const size = bytes.length;
  check(buffer, offset, size);
  numbers[0] = +value;
  for (let i = 0; i < size; i++) buffer[offset + (little ? i : size - 1 - i)] = bytes[i];
  return offset + size;
}

const readers = {
  readUInt8(offset = 0) {
    check(this, offset, 1);
    return this[offset];
  },
  readUInt16LE(offset = 0) {
    check(this, offset, 2);
    return this[offset] | this[offset + 1] << 8;
  },
  readUInt16BE(offset = 0) {
    check(this, offset, 2);
    return this[offset] << 8 | this[offset + 1];
  },
  readUInt32LE(offset = 0) {
    check(this, offset, 4);
    return (this[offset] | this[offset + 1] << 8 | this[offset + 2] << 16) + this[offset + 3] * 0x1000000;
  },
  readUInt32BE(offset = 0) {
    check(this, offset, 4);
    return this[offset] * 0x1000000 + (this[offset + 1] << 16 | this[offset + 2] << 8 | this[offset + 3]);
  },
  readInt8(offset = 0) {
    check(this, offset, 1);
    return this[offset] << 24 >> 24;
  },
  readInt16LE(offset = 0) {
    check(this, offset, 2);
    return (this[offset] | this[offset + 1] << 8) << 16 >> 16;
  },
  readInt16BE(offset = 0) {
    check(this, offset, 2);
    return (this[offset] << 8 | this[offset + 1]) << 16 >> 16;
  },
  readInt32LE(offset = 0) {
    check(this, offset, 4);
    return this[offset] | this[offset + 1] << 8 | this[offset + 2] << 16 | this[offset + 3] << 24;
  },
  readInt32BE(offset = 0) {
    check(this, offset, 4);
    return this[offset] << 24 | this[offset + 1] << 16 | this[offset + 2] << 8 | this[offset + 3];
  },
  readUIntLE(offset, byteLength) {
    needOffset(offset);
    checkByteLength(byteLength);
    check(this, offset, byteLength);
    return readLE(this, offset, byteLength);
  },
  readUIntBE(offset, byteLength) {
    needOffset(offset);
    checkByteLength(byteLength);
    check(this, offset, byteLength);
    return readBE(this, offset, byteLength);
  },
  readIntLE(offset, byteLength) {
    needOffset(offset);
    checkByteLength(byteLength);
    check(this, offset, byteLength);
    return signed(readLE(this, offset, byteLength), byteLength);
  },
  readIntBE(offset, byteLength) {
    needOffset(offset);
    checkByteLength(byteLength);
    check(this, offset, byteLength);
    return signed(readBE(this, offset, byteLength), byteLength);
  },
  readBigUInt64LE(offset = 0) { return readBig(this, offset, false, true); },
  readBigUInt64BE(offset = 0) { return readBig(this, offset, false, false); },
  readBigInt64LE(offset = 0) { return readBig(this, offset, true, true); },
  readBigInt64BE(offset = 0) { return readBig(this, offset, true, false); },
  readFloatLE(offset = 0) { return readFloating(this, offset, floats, floatBytes, true); },
  readFloatBE(offset = 0) { return readFloating(this, offset, floats, floatBytes, false); },
  readDoubleLE(offset = 0) { return readFloating(this, offset, doubles, doubleBytes, true); },
  readDoubleBE(offset = 0) { return readFloating(this, offset, doubles, doubleBytes, false); },
};

function writeSized(buffer, value, offset, byteLength, isSigned, put) {
  checkByteLength(byteLength);
  return writeInteger(buffer, value, offset, byteLength, isSigned, put);
}

const writers = {
  writeUInt8(value, offset = 0) { return writeInteger(this, value, offset, 1, false, putLE); },
  writeUInt16LE(value, offset = 0) { return writeInteger(this, value, offset, 2, false, putLE); },
  writeUInt16BE(value, offset = 0) { return writeInteger(this, value, offset, 2, false, putBE); },
  writeUInt32LE(value, offset = 0) { return writeInteger(this, value, offset, 4, false, putLE); },
  writeUInt32BE(value, offset = 0) { return writeInteger(this, value, offset, 4, false, putBE); },
  writeInt8(value, offset = 0) { return writeInteger(this, value, offset, 1, true, putLE); },
  writeInt16LE(value, offset = 0) { return writeInteger(this, value, offset, 2, true, putLE); },
  writeInt16BE(value, offset = 0) { return writeInteger(this, value, offset, 2, true, putBE); },
  writeInt32LE(value, offset = 0) { return writeInteger(this, value, offset, 4, true, putLE); },
  writeInt32BE(value, offset = 0) { return writeInteger(this, value, offset, 4, true, putBE); },
  writeUIntLE(value, offset, byteLength) { return writeSized(this, value, offset, byteLength, false, putLE); },
  writeUIntBE(value, offset, byteLength) { return writeSized(this, value, offset, byteLength, false, putBE); },
  writeIntLE(value, offset, byteLength) { return writeSized(this, value, offset, byteLength, true, putLE); },
  writeIntBE(value, offset, byteLength) { return writeSized(this, value, offset, byteLength, true, putBE); },
  writeBigUInt64LE(value, offset = 0) { return writeBig(this, value, offset, false, true); },
  writeBigUInt64BE(value, offset = 0) { return writeBig(this, value, offset, false, false); },
  writeBigInt64LE(value, offset = 0) { return writeBig(this, value, offset, true, true); },
  writeBigInt64BE(value, offset = 0) { return writeBig(this, value, offset, true, false); },
  writeFloatLE(value, offset = 0) { return writeFloating(this, value, offset, floats, floatBytes, true); },
  writeFloatBE(value, offset = 0) { return writeFloating(this, value, offset, floats, floatBytes, false); },
  writeDoubleLE(value, offset = 0) { return writeFloating(this, value, offset, doubles, doubleBytes, true); },
  writeDoubleBE(value, offset = 0) { return writeFloating(this, value, offset, doubles, doubleBytes, false); },
};

/** Adds the methods, and those of the names with "Uint" for "UInt". */
function addNumbers(prototype) {
  for (const [name, method] of [...Object.entries(readers), ...Object.entries(writers)]) {
    prototype[name] = method;
    if (name.includes("UInt")) prototype[name.replace("UInt", "Uint")] = method;
  }
}

module.exports = { addNumbers };
