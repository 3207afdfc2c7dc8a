// Node's `querystring`: "a=1&b=2" to an object and back.
"use strict";
const { make } = require("internal/errors");
const { hexPairs } = require("internal/encodings");

// Which characters stay as they are: letters, digits, and -_.!~*'().
const isPlain = new Uint8Array(128);
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()") {
  isPlain[char.charCodeAt(0)] = 1;
}
const percents = hexPairs.map((pair) => `%${pair.toUpperCase()}`);

function pointBytes(point) {
  if (point < 0x800) return percents[0xc0 | point >> 6] + percents[0x80 | point & 63];
  if (point < 0x10000) {
    return percents[0xe0 | point >> 12] + percents[0x80 | point >> 6 & 63] + percents[0x80 | point & 63];
  }
  return percents[0xf0 | point >> 18] + percents[0x80 | point >> 12 & 63] + percents[0x80 | point >> 6 & 63] +
    percents[0x80 | point & 63];
}

function encode(text) {
  let out = "", start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      if (isPlain[code] === 1) continue;
      out += text.slice(start, i) + percents[code];
      start = i + 1;
      continue;
    }
    out += text.slice(start, i);
    let point = code;
    if (code >= 0xd800 && code <= 0xdfff) {
      if (++i >= text.length) throw make("ERR_INVALID_URI");
      point = 0x10000 + ((code & 0x3ff) << 10 | text.charCodeAt(i) & 0x3ff);
    }
    out += pointBytes(point);
    start = i + 1;
  }
  return start === 0 ? text : out + text.slice(start);
}

function escape(value) {
  let text = value;
  if (typeof text !== "string") text = typeof text === "object" ? String(text) : `${text}`;
  return encode(text);
}

const hexValue = (code) => {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
};

function unescapeBuffer(text, decodeSpaces) {
  const { Buffer } = require("buffer");
  const out = Buffer.allocUnsafe(text.length);
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 43 && decodeSpaces) {
      out[size++] = 32;
      continue;
    }
    if (code === 37 && i + 2 < text.length) {
      const high = hexValue(text.charCodeAt(i + 1)), low = hexValue(text.charCodeAt(i + 2));
      if (high >= 0 && low >= 0) {
        out[size++] = high << 4 | low;
        i += 2;
        continue;
      }
    }
    out[size++] = code;
  }
  return out.slice(0, size);
}

function unescape(text, decodeSpaces) {
  try {
    return decodeURIComponent(text);
  } catch {
    return unescapeBuffer(text, decodeSpaces).toString();
  }
}

function primitive(value) {
  switch (typeof value) {
    case "string": return value;
    case "number": return Number.isFinite(value) ? `${value}` : "";
    case "bigint": return `${value}`;
    case "boolean": return value ? "true" : "false";
    default: return "";
  }
}

function encoded(value, encodeWith) {
  const text = primitive(value);
  if (text === "") return "";
  return typeof value === "string" || text.includes("e+") || encodeWith !== escape ? encodeWith(text) : text;
}

function stringify(object, separator, equals, options) {
  const join = separator || "&", is = equals || "=";
  let encodeWith = querystring.escape;
  if (options && typeof options.encodeURIComponent === "function") encodeWith = options.encodeURIComponent;
  if (object === null || typeof object !== "object") return "";
  let fields = "";
  for (const key of Object.keys(object)) {
    const value = object[key];
    const start = encodeWith(primitive(key)) + is;
    if (Array.isArray(value)) {
      for (const one of value) {
        if (fields !== "") fields += join;
        fields += start + encoded(one, encodeWith);
      }
    } else {
      if (fields !== "") fields += join;
      fields += start + encoded(value, encodeWith);
    }
  }
  return fields;
}

function decoded(text, decodeWith) {
  try {
    return decodeWith(text);
  } catch {
    return querystring.unescape(text, true);
  }
}

function addField(object, key, value) {
  const present = object[key];
  if (present === undefined) object[key] = value;
  else if (Array.isArray(present)) present.push(value);
  else object[key] = [present, value];
}

const hasEscape = /%[0-9a-fA-F]{2}/;

function parse(text, separator, equals, options) {
  const object = { __proto__: null };
  if (typeof text !== "string" || text.length === 0) return object;
  const join = separator ? `${separator}` : "&", is = equals ? `${equals}` : "=";
  let most = 1000;
  if (options && typeof options.maxKeys === "number") most = options.maxKeys > 0 ? options.maxKeys : Infinity;
  let decodeWith = querystring.unescape;
  if (options && typeof options.decodeURIComponent === "function") decodeWith = options.decodeURIComponent;
  const isCustom = decodeWith !== unescape;
  const read = (raw) => {
    if (raw === "") return "";
    const spaced = raw.includes("+") ? raw.replaceAll("+", isCustom ? "%20" : " ") : raw;
    return isCustom || hasEscape.test(spaced) ? decoded(spaced, decodeWith) : spaced;
  };
  let start = 0, count = 0;
  while (start <= text.length && count < most) {
    let end = text.indexOf(join, start);
    if (end < 0) end = text.length;
    if (end > start) {
      const part = text.slice(start, end);
      const sign = part.indexOf(is);
      const key = sign < 0 ? part : part.slice(0, sign);
      const value = sign < 0 ? "" : part.slice(sign + is.length);
      addField(object, read(key), read(value));
    }
    count++;
    start = end + join.length;
  }
  return object;
}

const querystring = { unescapeBuffer, unescape, escape, stringify, encode: stringify, parse, decode: parse };
module.exports = querystring;
