// Response of fetch.
"use strict";
const { tag, show } = require("internal/web_class");
const { Headers, setGuard } = require("internal/fetch_headers");
const { kBody, extract, addBody, cloneBody } = require("internal/fetch_body");
const customInspect = Symbol.for("nodejs.util.inspect.custom");

const bodyless = new Set([101, 103, 204, 205, 304]);
const redirects = new Set([301, 302, 303, 307, 308]);
const badReason = /[^\t\x20-\x7e\x80-\xff]/;

function statusOf(value) {
  const status = Math.trunc(Number(value)) & 0xffff;
  if (!(status >= 200 && status <= 599)) {
    throw new RangeError("init[\"status\"] must be in the range of 200 to 599, inclusive.");
  }
  return status;
}

class Response {
  #status = 200;
  #statusText = "";
  #headers = null;
  #type = "default";
  #url = "";
  #redirected = false;

  static error() {
    const response = new Response();
    response.#type = "error";
    response.#status = 0;
    setGuard(response.headers, true);
    return response;
  }

  static redirect(url, status = 302) {
    let location;
    try {
      location = new (require("internal/url_class").URL)(`${url}`).href;
    } catch (error) {
      throw new TypeError(`Failed to parse URL from ${url}`, { cause: error });
    }
    if (!redirects.has(Number(status))) throw new RangeError(`Invalid status code ${status}`);
    const response = new Response(null, { status, headers: { location } });
    setGuard(response.headers, true);
    return response;
  }

  static json(data, init = {}) {
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError("Value is not JSON serializable");
    const headers = new Headers(init?.headers);
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
    return new Response(text, { ...init, headers });
  }

  /** A response that came over the network. */
  static fromNetwork({ status, statusText, headers, body, url, redirected, type = "basic" }) {
    const response = new Response();
    response.#status = status;
    response.#statusText = statusText;
    response.#headers = headers;
    response.#url = url;
    response.#redirected = redirected;
    response.#type = type;
    response[kBody] = body === null ? null : { source: null, stream: body, type: null, length: null };
    return response;
  }

  constructor(body = null, init = {}) {
    const options = init === undefined || init === null ? {} : init;
    if (options.status !== undefined) this.#status = statusOf(options.status);
    if (options.statusText !== undefined) {
      const text = `${options.statusText}`;
      if (badReason.test(text)) throw new TypeError("Invalid statusText");
      this.#statusText = text;
    }
    if (options.headers !== undefined) this.#headers = new Headers(options.headers);
    this[kBody] = null;
    if (body === null || body === undefined) return;
    if (bodyless.has(this.#status)) {
      throw new TypeError(`Response constructor: Invalid response status code ${this.#status}`);
    }
    const own = this[kBody] = extract(body);
    if (own.type !== null && !this.headers.has("content-type")) this.headers.append("content-type", own.type);
  }

  get type() { return this.#type; }
  get url() { return this.#url; }
  get redirected() { return this.#redirected; }
  get status() { return this.#status; }
  get ok() { return this.#status >= 200 && this.#status <= 299; }
  get statusText() { return this.#statusText; }
  get headers() { return this.#headers ??= new Headers(); }

  clone() {
    if (this.bodyUsed || this[kBody]?.stream?.locked) {
      throw new TypeError("Response.clone: Body has already been consumed.");
    }
    const copy = new Response();
    copy.#status = this.#status;
    copy.#statusText = this.#statusText;
    copy.#headers = this.#headers === null ? null : new Headers(this.#headers);
    copy.#type = this.#type;
    copy.#url = this.#url;
    copy.#redirected = this.#redirected;
    copy[kBody] = cloneBody(this[kBody]);
    return copy;
  }

  [customInspect](depth, options, inspect) {
    const shown = {};
    for (const name of names) shown[name] = this[name];
    return `Response ${inspect(shown, options)}`;
  }
}

const names = ["status", "statusText", "headers", "body", "bodyUsed", "ok", "redirected", "type", "url"];
addBody(Response);
tag(Response, ...names, "clone");
show(Response, "error", "redirect", "json");
const { fromNetwork } = Response;
delete Response.fromNetwork;

module.exports = { Response, fromNetwork, bodyless, redirects };
