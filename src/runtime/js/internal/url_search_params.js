// URLSearchParams: the names and values of a query.
"use strict";
const { tag, iterateEntries } = require("internal/web_class");
const { make } = require("internal/errors");
const { checkFunction } = require("internal/validators");
const { decodeUtf8, encodeUtf8, hexPairs } = require("internal/encodings");
const { hexByte } = require("internal/url_host");

const customInspect = Symbol.for("nodejs.util.inspect.custom");
const percents = hexPairs.map((pair) => `%${pair.toUpperCase()}`);

// ---- application/x-www-form-urlencoded ----

function decode(text) {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  const bytes = encodeUtf8(spaced);
  let size = 0;
  for (let i = 0; i < bytes.length; i++) {
    const value = bytes[i] === 37 && i + 2 < bytes.length ? hexByte(bytes[i + 1], bytes[i + 2]) : -1;
    bytes[size++] = value < 0 ? bytes[i] : value;
    if (value >= 0) i += 2;
  }
  return decodeUtf8(bytes, 0, size);
}

/** name, value, name, value … */
function parse(text) {
  const list = [];
  if (text === "") return list;
  for (const part of text.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    list.push(decode(equals < 0 ? part : part.slice(0, equals)), equals < 0 ? "" : decode(part.slice(equals + 1)));
  }
  return list;
}

const plain = /^[A-Za-z0-9*\-._]*$/;

function encode(text) {
  if (plain.test(text)) return text;
  let out = "";
  for (const byte of encodeUtf8(text)) {
    if (byte === 32) out += "+";
    else if (byte < 128 && plain.test(String.fromCharCode(byte))) out += String.fromCharCode(byte);
    else out += percents[byte];
  }
  return out;
}

function write(list) {
  let text = "";
  for (let i = 0; i < list.length; i += 2) text += `${i > 0 ? "&" : ""}${encode(list[i])}=${encode(list[i + 1])}`;
  return text;
}

// ---- the class ----

const wellFormed = (value) => `${value}`.toWellFormed();

function listOfPairs(init) {
  const list = [];
  for (const pair of init) {
    if (pair === null || typeof pair !== "object" && typeof pair !== "function" ||
        typeof pair[Symbol.iterator] !== "function") {
      throw make("ERR_INVALID_TUPLE", "Each query pair", "[name, value]");
    }
    const parts = [...pair];
    if (parts.length !== 2) throw make("ERR_INVALID_TUPLE", "Each query pair", "[name, value]");
    list.push(wellFormed(parts[0]), wellFormed(parts[1]));
  }
  return list;
}

function listOfObject(init) {
  const known = new Map();
  for (const key of Reflect.ownKeys(init)) {
    const found = Reflect.getOwnPropertyDescriptor(init, key);
    if (found === undefined || !found.enumerable) continue;
    known.set(wellFormed(key), wellFormed(init[key]));
  }
  return [...known].flat();
}

let listOf, setOwner;

class URLSearchParams {
  #list = [];
  // Told when the list changes: the URL whose query this is.
  #owner = null;

  static {
    listOf = (params) => params.#list;
    setOwner = (params, owner, list) => {
      params.#owner = owner;
      params.#list = list;
    };
  }

  constructor(init = undefined) {
    if (init === undefined || init === null) return;
    if (typeof init === "object" || typeof init === "function") {
      const method = init[Symbol.iterator];
      if (method === this[Symbol.iterator] && #list in init) {
        this.#list = init.#list.slice();
      } else if (method !== undefined && method !== null) {
        if (typeof method !== "function") throw make("ERR_ARG_NOT_ITERABLE", "Query pairs");
        this.#list = listOfPairs(init);
      } else {
        this.#list = listOfObject(init);
      }
      return;
    }
    const text = wellFormed(init);
    this.#list = parse(text[0] === "?" ? text.slice(1) : text);
  }

  #changed() {
    if (this.#owner !== null) this.#owner(write(this.#list));
  }

  get size() { return this.#list.length / 2; }

  append(name, value) {
    if (!(#list in this)) throw make("ERR_INVALID_THIS", "URLSearchParams");
    if (arguments.length < 2) throw make("ERR_MISSING_ARGS", "name", "value");
    this.#list.push(wellFormed(name), wellFormed(value));
    this.#changed();
  }

  delete(name, value = undefined) {
    if (!(#list in this)) throw make("ERR_INVALID_THIS", "URLSearchParams");
    if (arguments.length < 1) throw make("ERR_MISSING_ARGS", "name");
    const key = wellFormed(name), only = value === undefined ? undefined : wellFormed(value);
    const list = this.#list;
    let size = 0;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === key && (only === undefined || list[i + 1] === only)) continue;
      list[size++] = list[i];
      list[size++] = list[i + 1];
    }
    list.length = size;
    this.#changed();
  }

  get(name) {
    if (!(#list in this)) throw make("ERR_INVALID_THIS", "URLSearchParams");
    if (arguments.length < 1) throw make("ERR_MISSING_ARGS", "name");
    const key = wellFormed(name), list = this.#list;
    for (let i = 0; i < list.length; i += 2) if (list[i] === key) return list[i + 1];
    return null;
  }

  getAll(name) {
    if (!(#list in this)) throw make("ERR_INVALID_THIS", "URLSearchParams");
    if (arguments.length < 1) throw make("ERR_MISSING_ARGS", "name");
    const key = wellFormed(name), list = this.#list, values = [];
    for (let i = 0; i < list.length; i += 2) if (list[i] === key) values.push(list[i + 1]);
    return values;
  }

  has(name, value = undefined) {
    if (!(#list in this)) throw make("ERR_INVALID_THIS", "URLSearchParams");
    if (arguments.length < 1) throw make("ERR_MISSING_ARGS", "name");
    const key = wellFormed(name), only = value === undefined ? undefined : wellFormed(value);
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === key && (only === undefined || list[i + 1] === only)) return true;
    }
    return false;
  }

  set(name, value) {
    if (!(#list in this)) throw make("ERR_INVALID_THIS", "URLSearchParams");
    if (arguments.length < 2) throw make("ERR_MISSING_ARGS", "name", "value");
    const key = wellFormed(name), text = wellFormed(value), list = this.#list;
    let size = 0, isSet = false;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === key && isSet) continue;
      const isIt = list[i] === key;
      list[size++] = list[i];
      list[size++] = isIt ? text : list[i + 1];
      isSet ||= isIt;
    }
    list.length = size;
    if (!isSet) list.push(key, text);
    this.#changed();
  }

  sort() {
    const pairs = [];
    for (let i = 0; i < this.#list.length; i += 2) pairs.push([this.#list[i], this.#list[i + 1]]);
    pairs.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
    this.#list.splice(0, this.#list.length, ...pairs.flat());
    this.#changed();
  }

  forEach(callback, thisValue = undefined) {
    checkFunction(callback);
    for (let i = 0; i < this.#list.length; i += 2) callback.call(thisValue, this.#list[i + 1], this.#list[i], this);
  }

  entries() {
    if (!(#list in this)) throw make("ERR_INVALID_THIS", "URLSearchParams");
    return iterator(this, "entries");
  }
  keys() {
    if (!(#list in this)) throw make("ERR_INVALID_THIS", "URLSearchParams");
    return iterator(this, "keys");
  }
  values() {
    if (!(#list in this)) throw make("ERR_INVALID_THIS", "URLSearchParams");
    return iterator(this, "values");
  }
  toString() {
    if (!(#list in this)) throw make("ERR_INVALID_THIS", "URLSearchParams");
    return write(this.#list);
  }

  [customInspect](depth, options, inspect) {
    const parts = [];
    for (let i = 0; i < this.#list.length; i += 2) {
      parts.push(`${inspect(this.#list[i], options)} => ${inspect(this.#list[i + 1], options)}`);
    }
    if (parts.length === 0) return "URLSearchParams {}";
    const size = parts.reduce((total, part) => total + part.length + 2, 0);
    if (size > (options.breakLength ?? 80)) return `URLSearchParams {\n  ${parts.join(",\n  ")} }`;
    return `URLSearchParams { ${parts.join(", ")} }`;
  }
}

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
const kState = Symbol("kState");
const paramsIterator = Object.create(iteratorPrototype, {
  next: {
    value() {
      const state = this?.[kState];
      if (state === undefined) throw make("ERR_INVALID_THIS", "URLSearchParamsIterator");
      const list = listOf(state.params);
      if (state.index >= list.length) return { value: undefined, done: true };
      const name = list[state.index], value = list[state.index + 1];
      state.index += 2;
      return { value: state.kind === "entries" ? [name, value] : state.kind === "keys" ? name : value, done: false };
    },
    writable: true, configurable: true, enumerable: true,
  },
  [Symbol.toStringTag]: { value: "URLSearchParams Iterator", configurable: true },
  [customInspect]: {
    value(depth, options, inspect) {
      const { params, kind, index } = this[kState];
      const list = listOf(params), rest = [];
      for (let i = index; i < list.length; i += 2) {
        rest.push(kind === "entries" ? [list[i], list[i + 1]] : kind === "keys" ? list[i] : list[i + 1]);
      }
      const text = inspect(rest, options);
      return `URLSearchParams Iterator { ${rest.length > 0 ? text.slice(2, -2) : ""} }`;
    },
  },
});

function iterator(params, kind) {
  return Object.create(paramsIterator, { [kState]: { value: { params, kind, index: 0 } } });
}

tag(URLSearchParams, "append", "delete", "get", "getAll", "has", "set", "sort", "toString", "forEach", "keys", "values",
  "entries", "size");
iterateEntries(URLSearchParams);

/** The parameters of a URL's query; `changed` is told its new text. */
function paramsOf(query, changed) {
  const params = new URLSearchParams();
  setOwner(params, changed, parse(query));
  return params;
}

/** The URL's query was set. */
function setQuery(params, query, changed) {
  setOwner(params, changed, parse(query));
}

module.exports = { URLSearchParams, paramsOf, setQuery, parseForm: parse };
