// Headers of fetch.
"use strict";
const { tag, iterateEntries, needArguments } = require("internal/web_class");

const customInspect = Symbol.for("nodejs.util.inspect.custom");
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const badValue = /[\0\r\n]|[^\0-\xff]/;
const ends = /^[\t\n\r ]+|[\t\n\r ]+$/g;

function checkedName(name, method) {
  const text = `${name}`;
  if (!token.test(text)) throw new TypeError(`Headers.${method}: "${text}" is an invalid header name.`);
  return text;
}

function checkedValue(value, method) {
  const text = `${value}`;
  const wide = text.search(/[^\0-\xff]/);
  if (wide >= 0) {
    throw new TypeError(`Cannot convert argument to a ByteString because the character at index ${wide} has a ` +
      `value of ${text.charCodeAt(wide)} which is greater than 255.`);
  }
  const trimmed = /^[^\t\n\r ](?:[^\t\n\r]*[^\t\n\r ])?$/.test(text) ? text : text.replace(ends, "");
  if (badValue.test(trimmed)) throw new TypeError(`Headers.${method}: ${trimmed} is an invalid header value.`);
  return trimmed;
}

let mapOf, spellingOf, cookiesOf, setGuard;

class Headers {
  // Lower-case name → value; cookies stand alone, as they cannot be joined.
  #map = new Map();
  #spellings = null; // lower-case name → how it was first written, where that differs
  #cookies = [];
  #immutable = false;
  #sorted = null;

  static {
    mapOf = (headers) => headers.#map;
    spellingOf = (headers, key) => headers.#spellings?.get(key) ?? key;
    cookiesOf = (headers) => headers.#cookies;
    setGuard = (headers, immutable) => { headers.#immutable = immutable; };
  }

  constructor(init = undefined) {
    if (init === undefined) return;
    if (init === null || typeof init !== "object" && typeof init !== "function") {
      throw new TypeError("Headers constructor: Argument 1 could not be converted to one of: " +
        "sequence<sequence<ByteString>>, record<ByteString, ByteString>.");
    }
    if (#map in init && init[Symbol.iterator] === Headers.prototype[Symbol.iterator]) {
      this.#map = new Map(init.#map);
      this.#spellings = init.#spellings && new Map(init.#spellings);
      this.#cookies = init.#cookies.slice();
    } else if (typeof init[Symbol.iterator] === "function") {
      for (const pair of init) {
        const parts = [...pair];
        if (parts.length !== 2) {
          throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${parts.length}.`);
        }
        this.#add(checkedName(parts[0], "append"), checkedValue(parts[1], "append"));
      }
    } else {
      for (const key of Reflect.ownKeys(init)) {
        if (Reflect.getOwnPropertyDescriptor(init, key)?.enumerable !== true) continue;
        this.#add(checkedName(key, "append"), checkedValue(init[key], "append"));
      }
    }
  }

  #add(name, value) {
    const key = name.toLowerCase();
    this.#sorted = null;
    if (key === "set-cookie") {
      if (this.#cookies.length === 0) this.#spell(key, name);
      this.#cookies.push(value);
      return;
    }
    const present = this.#map.get(key);
    if (present === undefined) this.#spell(key, name);
    this.#map.set(key, present === undefined ? value : `${present}${key === "cookie" ? "; " : ", "}${value}`);
  }

  #spell(key, name) {
    if (name !== key) (this.#spellings ??= new Map()).set(key, name);
    else if (this.#spellings !== null) this.#spellings.delete(key);
  }

  #checkGuard() {
    if (this.#immutable) throw new TypeError("immutable");
  }

  append(name, value) {
    needArguments("Headers.append", arguments.length, 2);
    const key = checkedName(name, "append"), text = checkedValue(value, "append");
    this.#checkGuard();
    this.#add(key, text);
  }

  delete(name) {
    needArguments("Headers.delete", arguments.length, 1);
    const key = checkedName(name, "delete").toLowerCase();
    this.#checkGuard();
    this.#sorted = null;
    if (key === "set-cookie") this.#cookies = [];
    else this.#map.delete(key);
  }

  get(name) {
    needArguments("Headers.get", arguments.length, 1);
    const key = checkedName(name, "get").toLowerCase();
    if (key === "set-cookie") return this.#cookies.length === 0 ? null : this.#cookies.join(", ");
    const value = this.#map.get(key);
    return value === undefined ? null : value;
  }

  has(name) {
    needArguments("Headers.has", arguments.length, 1);
    const key = checkedName(name, "has").toLowerCase();
    return key === "set-cookie" ? this.#cookies.length > 0 : this.#map.has(key);
  }

  set(name, value) {
    needArguments("Headers.set", arguments.length, 2);
    const spelled = checkedName(name, "set"), key = spelled.toLowerCase(), text = checkedValue(value, "set");
    this.#checkGuard();
    this.#sorted = null;
    if (key === "set-cookie") this.#cookies = [text];
    else {
      if (!this.#map.has(key)) this.#spell(key, spelled);
      this.#map.set(key, text);
    }
  }

  getSetCookie() { return this.#cookies.slice(); }

  // By name, as iterating shows them.
  #entries() {
    if (this.#sorted !== null) return this.#sorted;
    const list = [...this.#map];
    for (const cookie of this.#cookies) list.push(["set-cookie", cookie]);
    list.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
    this.#sorted = list;
    return list;
  }

  forEach(callback, self = undefined) {
    if (typeof callback !== "function") {
      throw new TypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.");
    }
    for (const [name, value] of this) callback.call(self, value, name, this);
  }

  * entries() {
    for (let i = 0; i < this.#entries().length; i++) yield [...this.#entries()[i]];
  }
  * keys() {
    for (let i = 0; i < this.#entries().length; i++) yield this.#entries()[i][0];
  }
  * values() {
    for (let i = 0; i < this.#entries().length; i++) yield this.#entries()[i][1];
  }

  [customInspect](depth, options, inspect) {
    const shown = {};
    for (const [key, value] of this.#map) shown[this.#spellings?.get(key) ?? key] = value;
    if (this.#cookies.length > 0) shown[this.#spellings?.get("set-cookie") ?? "set-cookie"] = this.#cookies.join(", ");
    return `Headers ${inspect(shown, options)}`;
  }
}

tag(Headers, "append", "delete", "get", "has", "set", "getSetCookie", "forEach", "entries", "keys", "values");
iterateEntries(Headers);

module.exports = { Headers, mapOf, spellingOf, cookiesOf, setGuard };
