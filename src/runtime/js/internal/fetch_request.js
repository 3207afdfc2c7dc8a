// Request of fetch.
"use strict";
const { tag } = require("internal/web_class");
const { Headers } = require("internal/fetch_headers");
const { kBody, extract, addBody, cloneBody, isUsed } = require("internal/fetch_body");
const customInspect = Symbol.for("nodejs.util.inspect.custom");

const normalMethods = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]);
const forbiddenMethods = new Set(["CONNECT", "TRACE", "TRACK"]);
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const choices = {
  redirect: ["follow", "manual", "error"], credentials: ["omit", "same-origin", "include"],
  mode: ["navigate", "same-origin", "no-cors", "cors"],
  cache: ["default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"],
};
const defaults = {
  method: "GET", redirect: "follow", credentials: "same-origin", mode: "cors", cache: "default", integrity: "",
  keepalive: false, referrer: "about:client", referrerPolicy: "", destination: "", duplex: "half",
};

function urlOf(input) {
  const { URL } = require("internal/url_class");
  let url;
  try {
    url = new URL(input);
  } catch (error) {
    throw new TypeError(`Failed to parse URL from ${input}`, { cause: error });
  }
  if (url.username || url.password) {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
  }
  return url.href;
}

function methodOf(value) {
  const method = `${value}`;
  const upper = method.toUpperCase();
  if (!token.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  if (forbiddenMethods.has(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
  return normalMethods.has(upper) ? upper : method;
}

class Request {
  #state;
  #url;
  #headers = null;
  #headersInit;
  #signal = null;
  #givenSignal;

  constructor(input, init = {}) {
    if (arguments.length === 0) throw new TypeError("Request constructor: 1 argument required, but 0 found.");
    const options = init === undefined || init === null ? {} : init;
    const isCopy = input !== null && typeof input === "object" && #state in input;
    this.#url = isCopy ? input.#url : urlOf(`${input}`);
    const state = this.#state = isCopy ? { ...input.#state } : { ...defaults };
    for (const name of ["redirect", "credentials", "mode", "cache", "integrity", "keepalive", "referrer",
      "referrerPolicy"]) {
      if (options[name] === undefined) continue;
      const value = name === "keepalive" ? Boolean(options[name]) : `${options[name]}`;
      if (choices[name] !== undefined && !choices[name].includes(value)) {
        throw new TypeError(`Request constructor: ${value} is not an accepted type. Expected one of ${
          choices[name].join(", ")}.`);
      }
      if (name === "mode" && value === "navigate") {
        throw new TypeError("Request constructor: invalid request mode navigate.");
      }
      state[name] = value;
    }
    if (options.method !== undefined) state.method = methodOf(options.method);
    this.#givenSignal = options.signal === undefined ? isCopy ? input.signal : undefined : options.signal;
    if (this.#givenSignal !== undefined && this.#givenSignal !== null && !("aborted" in Object(this.#givenSignal))) {
      throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
    }
    this.#headersInit = options.headers === undefined ? isCopy ? input.headers : undefined : options.headers;
    if (this.#headersInit !== undefined) this.#headers = new Headers(this.#headersInit);
    this.#setBody(isCopy ? input : undefined, options);
  }

  #setBody(copied, options) {
    const given = options.body;
    const inherited = copied === undefined ? null : copied[kBody];
    this[kBody] = null;
    if ((given !== undefined && given !== null || inherited !== null) &&
        (this.#state.method === "GET" || this.#state.method === "HEAD")) {
      throw new TypeError("Request with GET/HEAD method cannot have body.");
    }
    if (given !== undefined && given !== null) {
      const body = extract(given);
      if (body.stream !== null && options.duplex === undefined) {
        throw new TypeError("RequestInit: duplex option is required when sending a body.");
      }
      this[kBody] = body;
      if (body.type !== null && !this.headers.has("content-type")) this.headers.append("content-type", body.type);
    } else if (inherited !== null) {
      if (isUsed(inherited)) {
        throw new TypeError("Cannot construct a Request with a Request object that has already been used.");
      }
      this[kBody] = { ...inherited };
      inherited.isUsed = true;
    }
  }

  get method() { return this.#state.method; }
  get url() { return this.#url; }
  get headers() { return this.#headers ??= new Headers(); }
  get signal() {
    if (this.#signal === null) {
      const { AbortController, AbortSignal } = require("internal/abort_controller");
      this.#signal = this.#givenSignal ? AbortSignal.any([this.#givenSignal]) : new AbortController().signal;
    }
    return this.#signal;
  }
  get redirect() { return this.#state.redirect; }
  get credentials() { return this.#state.credentials; }
  get mode() { return this.#state.mode; }
  get cache() { return this.#state.cache; }
  get integrity() { return this.#state.integrity; }
  get keepalive() { return this.#state.keepalive; }
  get referrer() { return this.#state.referrer; }
  get referrerPolicy() { return this.#state.referrerPolicy; }
  get destination() { return this.#state.destination; }
  get duplex() { return this.#state.duplex; }
  get isReloadNavigation() { return false; }
  get isHistoryNavigation() { return false; }

  clone() {
    if (this.bodyUsed || this[kBody]?.stream?.locked) throw new TypeError("unusable");
    const copy = new Request(this.#url, { headers: this.headers, signal: this.signal });
    copy.#state = { ...this.#state };
    copy[kBody] = cloneBody(this[kBody]);
    return copy;
  }

  [customInspect](depth, options, inspect) {
    const shown = {};
    for (const name of names) shown[name] = this[name];
    return `Request ${inspect(shown, options)}`;
  }
}

const names = ["method", "url", "headers", "destination", "referrer", "referrerPolicy", "mode", "credentials", "cache",
  "redirect", "integrity", "keepalive", "isReloadNavigation", "isHistoryNavigation", "signal"];
addBody(Request);
tag(Request, ...names, "clone", "duplex");

module.exports = { Request };
