// URL.
"use strict";
const { tag, show } = require("internal/web_class");
const { make } = require("internal/errors");
const { parse, write, writePath, percentEncode, isSpecial, parsePort, portColon, startPath, authorityEnd, sets } =
  require("internal/url_parser");
const { parseHost } = require("internal/url_host");
const { URLSearchParams, paramsOf, setQuery } = require("internal/url_search_params");

const customInspect = Symbol.for("nodejs.util.inspect.custom");

function invalid(input, base) {
  const error = new TypeError("Invalid URL");
  error.code = "ERR_INVALID_URL";
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}

const text = (value) => `${value}`.toWellFormed();
const tabsAndLines = /[\t\n\r]/g;
const hasNoCredentials = (url) => url.host === null || url.host === "" || url.scheme === "file:";

// Servers resolve all their URLs against the same base.
let lastBase = { text: "", url: undefined };

function parseBase(base) {
  if (lastBase.text !== base) lastBase = { text: base, url: parse(base) };
  return lastBase.url;
}

let recordOf;

class URL {
  #url;
  #href = null;
  #params = null;

  static {
    recordOf = (value) => #url in value ? value.#url : undefined;
  }

  static canParse(input, base = undefined) {
    if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "url");
    const start = base === undefined ? undefined : parse(text(base));
    return (base === undefined || start !== undefined) && parse(text(input), start) !== undefined;
  }

  static parse(input, base = undefined) {
    if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "url");
    return URL.canParse(input, base) ? new URL(input, base) : null;
  }

  static createObjectURL(blob) {
    return require("internal/blob").createObjectUrl(blob);
  }

  static revokeObjectURL(url) {
    require("internal/blob").revokeObjectUrl(`${url}`);
  }

  constructor(input, base = undefined) {
    if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "url");
    const address = text(input);
    let start;
    if (base !== undefined) {
      const from = text(base);
      start = parseBase(from);
      if (start === undefined) throw invalid(address, from);
    }
    const url = parse(address, start);
    if (url === undefined) throw invalid(address, base === undefined ? undefined : text(base));
    this.#url = url;
  }

  #changed() {
    this.#href = null;
  }

  #setQuery(query) {
    this.#url.query = query;
    this.#changed();
    if (this.#params !== null) setQuery(this.#params, query === null ? "" : query, this.#updated);
  }

  // What the parameters call when they were changed; made with them.
  #updated = null;

  get href() {
    return this.#href ??= write(this.#url);
  }
  set href(value) {
    const input = text(value);
    const url = parse(input);
    if (url === undefined) throw invalid(input);
    this.#url = url;
    this.#setQuery(url.query);
  }

  get origin() {
    const url = this.#url;
    if (url.scheme === "blob:") {
      const inner = parse(writePath(url));
      return inner !== undefined && (inner.scheme === "http:" || inner.scheme === "https:") ? originOf(inner) : "null";
    }
    return isSpecial(url.scheme) && url.scheme !== "file:" ? originOf(url) : "null";
  }

  get protocol() { return this.#url.scheme; }
  set protocol(value) {
    const found = /^([a-zA-Z][a-zA-Z0-9+.-]*)(?::|$)/.exec(text(value).replace(tabsAndLines, ""));
    if (found === null) return;
    const scheme = `${found[1].toLowerCase()}:`;
    const url = this.#url;
    if (isSpecial(scheme) !== isSpecial(url.scheme)) return;
    if (scheme === "file:" && (url.username !== "" || url.password !== "" || url.port !== null)) return;
    if (url.scheme === "file:" && url.host === "") return;
    url.scheme = scheme;
    if (url.port !== null) url.port = parsePort(String(url.port), scheme);
    this.#changed();
  }

  get username() { return this.#url.username; }
  set username(value) {
    if (hasNoCredentials(this.#url)) return;
    this.#url.username = percentEncode(text(value), sets.USERINFO);
    this.#changed();
  }

  get password() { return this.#url.password; }
  set password(value) {
    if (hasNoCredentials(this.#url)) return;
    this.#url.password = percentEncode(text(value), sets.USERINFO);
    this.#changed();
  }

  get host() {
    const { host, port } = this.#url;
    if (host === null) return "";
    return port === null ? host : `${host}:${port}`;
  }
  set host(value) {
    if (setHost(this.#url, text(value).replace(tabsAndLines, ""), true)) this.#changed();
  }

  get hostname() { return this.#url.host === null ? "" : this.#url.host; }
  set hostname(value) {
    if (setHost(this.#url, text(value).replace(tabsAndLines, ""), false)) this.#changed();
  }

  get port() { return this.#url.port === null ? "" : `${this.#url.port}`; }
  set port(value) {
    const url = this.#url;
    if (hasNoCredentials(url)) return;
    const given = text(value).replace(tabsAndLines, "");
    const digits = /^[0-9]*/.exec(given)[0];
    if (given !== "" && digits === "") return;
    const port = parsePort(digits, url.scheme);
    if (port === undefined) return;
    url.port = port;
    this.#changed();
  }

  get pathname() { return writePath(this.#url); }
  set pathname(value) {
    const url = this.#url;
    if (url.isOpaque) return;
    url.path = [];
    const path = text(value).replace(tabsAndLines, "").replaceAll("?", "%3F").replaceAll("#", "%23");
    startPath(url, path, 0);
    if (url.path.length === 0 && url.host === null) url.path.push("");
    this.#changed();
  }

  get search() { return this.#url.query === null || this.#url.query === "" ? "" : `?${this.#url.query}`; }
  set search(value) {
    const given = text(value);
    const query = (given[0] === "?" ? given.slice(1) : given).replace(tabsAndLines, "");
    const set = isSpecial(this.#url.scheme) ? sets.SPECIAL_QUERY : sets.QUERY;
    this.#setQuery(given === "" ? null : percentEncode(query, set));
  }

  get searchParams() {
    if (this.#params === null) {
      this.#updated = (query) => {
        this.#url.query = query === "" ? null : query;
        this.#changed();
      };
      this.#params = paramsOf(this.#url.query === null ? "" : this.#url.query, this.#updated);
    }
    return this.#params;
  }

  get hash() { return this.#url.fragment === null || this.#url.fragment === "" ? "" : `#${this.#url.fragment}`; }
  set hash(value) {
    const given = text(value);
    const fragment = (given[0] === "#" ? given.slice(1) : given).replace(tabsAndLines, "");
    this.#url.fragment = given === "" ? null : percentEncode(fragment, sets.FRAGMENT);
    this.#changed();
  }

  toString() { return this.href; }
  toJSON() { return this.href; }

  [customInspect](depth, options, inspect) {
    if (typeof depth === "number" && depth < 0) return this;
    const shown = {};
    for (const key of shownKeys) shown[key] = this[key];
    return `${this.constructor.name} ${inspect(shown, options)}`;
  }
}

const shownKeys = ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname",
  "search",
  "searchParams", "hash"];

function originOf(url) {
  return `${url.scheme}//${url.host}${url.port === null ? "" : `:${url.port}`}`;
}

function setHost(url, value, withPort) {
  if (url.isOpaque) return false;
  const special = isSpecial(url.scheme);
  const given = value.slice(0, authorityEnd(value, 0, special));
  if (url.scheme === "file:") {
    const host = given === "" ? "" : parseHost(given, true);
    if (host === undefined || given !== "" && portColon(given) >= 0) return false;
    url.host = host === "localhost" ? "" : host;
    return true;
  }
  const colon = portColon(given);
  if (!withPort && colon >= 0) return false;
  const name = colon < 0 ? given : given.slice(0, colon);
  if (name === "" && (special || colon >= 0 || url.username !== "" || url.password !== "" || url.port !== null)) {
    return false;
  }
  const host = name === "" ? "" : parseHost(name, special);
  if (host === undefined) return false;
  url.host = host;
  if (colon >= 0) {
    const port = /^[0-9]+/.exec(given.slice(colon + 1));
    const number = port === null ? undefined : parsePort(port[0], url.scheme);
    if (number !== undefined) url.port = number;
  }
  return true;
}

tag(URL, ...shownKeys, "toString", "toJSON");
show(URL, "canParse", "createObjectURL", "revokeObjectURL");

const isUrl = (value) => value !== null && typeof value === "object" && recordOf(value) !== undefined;

module.exports = { URL, URLSearchParams, isUrl };
