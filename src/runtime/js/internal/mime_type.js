// MIMEType and MIMEParams of `util`.
"use strict";
const { make } = require("internal/errors");

const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const quotable = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

function checkPart(kind, text, whole) {
  if (text === "" || notToken.test(text)) throw make("ERR_INVALID_MIME_SYNTAX", kind, whole);
}

class MIMEParams {
  #values = new Map();
  delete(name) { this.#values.delete(name); }
  get(name) { return this.#values.has(`${name}`) ? this.#values.get(`${name}`) : null; }
  has(name) { return this.#values.has(`${name}`); }
  set(name, value) {
    checkPart("parameter name", `${name}`, `${name}`);
    if (!quotable.test(`${value}`)) throw make("ERR_INVALID_MIME_SYNTAX", "parameter value", `${value}`);
    this.#values.set(`${name}`, `${value}`);
  }
  entries() { return this.#values.entries(); }
  keys() { return this.#values.keys(); }
  values() { return this.#values.values(); }
  [Symbol.iterator]() { return this.#values.entries(); }
  toString() {
    return [...this.#values].map(([name, value]) =>
      `${name}=${value === "" || notToken.test(value) ? `"${value.replace(/["\\]/g, "\\$&")}"` : value}`).join(";");
  }
  toJSON() { return this.toString(); }
}

function readParams(text, params) {
  for (const [, name, quoted, plain] of text.matchAll(/;\s*([^;=]+)(?:=(?:"((?:\\.|[^"\\])*)"?[^;]*|([^;]*)))?/g)) {
    const key = name.trim().toLowerCase();
    const value = quoted === undefined ? (plain ?? "").trim() : quoted.replace(/\\(.)/g, "$1");
    if (key === "" || notToken.test(key) || !quotable.test(value) || quoted === undefined && value === "") continue;
    if (!params.has(key)) params.set(key, value);
  }
}

class MIMEType {
  #type; #subtype; #params = new MIMEParams();
  constructor(input) {
    const text = `${input}`.trim();
    const slash = text.indexOf("/");
    const type = slash < 0 ? text : text.slice(0, slash);
    if (slash < 0 || type === "" || notToken.test(type)) throw make("ERR_INVALID_MIME_SYNTAX", "type", text);
    const semicolon = text.indexOf(";", slash);
    const subtype = text.slice(slash + 1, semicolon < 0 ? undefined : semicolon).trimEnd();
    checkPart("subtype", subtype, text);
    this.#type = type.toLowerCase();
    this.#subtype = subtype.toLowerCase();
    if (semicolon >= 0) readParams(text.slice(semicolon), this.#params);
  }
  get type() { return this.#type; }
  set type(value) {
    checkPart("type", `${value}`, `${value}`);
    this.#type = `${value}`.toLowerCase();
  }
  get subtype() { return this.#subtype; }
  set subtype(value) {
    checkPart("subtype", `${value}`, `${value}`);
    this.#subtype = `${value}`.toLowerCase();
  }
  get essence() { return `${this.#type}/${this.#subtype}`; }
  get params() { return this.#params; }
  toString() {
    const params = this.#params.toString();
    return params === "" ? this.essence : `${this.essence};${params}`;
  }
  toJSON() { return this.toString(); }
}

module.exports = { MIMEType, MIMEParams };
