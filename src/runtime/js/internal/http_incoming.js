// http.IncomingMessage: a request that a server got, or the response to one. What it is made of is taken apart when
// somebody asks.
"use strict";
const { Readable } = require("stream");

function hide(prototype, name, descriptor) {
  Object.defineProperty(prototype, name, { configurable: true, enumerable: false, ...descriptor });
}

/** Made with the socket alone by others; servers fill in the rest. */
function IncomingMessage(socket) {
  this._events = undefined;
  this._eventsCount = 0;
  this.method = null;
  this.url = "";
  this.statusCode = null;
  this.statusMessage = null;
  this.complete = false;
  this.aborted = false;
  this.upgrade = null;
  this.headText = "";
  this.madeHeaders = null;
  this.madeRaw = null;
  this.trailerText = "";
  this.minor = 1;
  this.source = null; // where the body comes from
  this.ownSocket = socket;
  this.connectionKey = -1; // of servers
  this.httpServer = null;
  this.isLost = false; // the client of a server has gone
  this._consumed = false;
  this._dumped = false;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);
const { prototype } = IncomingMessage;

// A request without a body is mostly never read: it becomes a stream when one of its parts is asked for.
hide(prototype, "_readableState", {
  get() {
    if (this === prototype) return undefined;
    beStream(this);
    return this._readableState;
  },
  set(value) {
    Object.defineProperty(this, "_readableState", { value, writable: true, configurable: true, enumerable: true });
  },
});

function beStream(message) {
  const { _events, _eventsCount, _maxListeners } = message;
  Readable.call(message, { autoDestroy: true, emitClose: true });
  message._readableState.readingMore = true; // nothing is read ahead until somebody reads
  if (_events !== undefined) {
    message._events = _events;
    message._eventsCount = _eventsCount;
    message._maxListeners = _maxListeners;
  }
}

const isStream = (message) => Object.hasOwn(message, "_readableState");

prototype._read = function () {
  if (!this._consumed) {
    this._consumed = true;
    this._readableState.readingMore = false;
  }
  if (this.source !== null) this.source.resume(this);
  else if (!this.complete || !this._readableState.ended) this.push(null);
};

prototype._destroy = function (error, callback) {
  if (!this.readableEnded || !this.complete) {
    this.aborted = true;
    this.emit("aborted");
    if (this.source !== null && !this.complete) this.source.abandon(this, error);
    else if (!this.isLost && this.socket && !this.socket.destroyed) this.socket.destroy(error);
  }
  process.nextTick(callback, error && this.listenerCount("error") > 0 ? error : null);
};

/** What comes is thrown away: nobody will read it. */
prototype._dump = function () {
  if (this._dumped) return;
  this._dumped = true;
  this._consumed = true;
  if (this.source !== null && !this.complete) this.source.resume(this);
  if (isStream(this) && !this.readableEnded) this.resume();
};

/** Bytes of the body. False: wait for `_read`. */
hide(prototype, "take", { value(bytes) {
  if (this._dumped) return true;
  return this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
} });

hide(prototype, "takeEnd", { value(trailers) {
  this.complete = true;
  this.trailerText = trailers;
  if (isStream(this) || !this._dumped) this.push(null);
} });

prototype.setTimeout = function (milliseconds, callback) {
  if (callback) this.on("timeout", callback);
  if (this.socket) this.socket.setTimeout(milliseconds);
  return this;
};

// --- Headers

const once = new Set(["content-type", "content-length", "user-agent", "referer", "host", "authorization",
  "proxy-authorization", "if-modified-since", "if-unmodified-since", "from", "location", "max-forwards", "retry-after",
  "etag", "last-modified", "server", "age", "expires"]);

/** One more header: joined with others of its name as Node does. */
function addHeader(headers, name, value) {
  const key = name.toLowerCase();
  const before = headers[key];
  if (key === "set-cookie") {
    if (before === undefined) headers[key] = [value];
    else before.push(value);
  } else if (before === undefined) headers[key] = value;
  else if (!once.has(key)) headers[key] = key === "cookie" ? `${before}; ${value}` : `${before}, ${value}`;
}

const MOST_PARTS = 2000; // names and values

/** Those beyond the most that there may be are left out. */
function gather(raw, most) {
  const headers = {}, parts = typeof most === "number" ? most * 2 : MOST_PARTS;
  const count = parts > 0 ? Math.min(raw.length, parts) : raw.length;
  for (let i = 0; i < count; i += 2) addHeader(headers, raw[i], raw[i + 1]);
  return headers;
}

function gatherDistinct(raw) {
  const headers = { __proto__: null };
  for (let i = 0; i < raw.length; i += 2) {
    const key = raw[i].toLowerCase();
    if (headers[key] === undefined) headers[key] = [raw[i + 1]];
    else headers[key].push(raw[i + 1]);
  }
  return headers;
}

const split = (text) => text === "" ? [] : text.split("\n");

function lazy(name, get, set) {
  Object.defineProperty(prototype, name, { get, set, configurable: true, enumerable: true });
}

lazy("rawHeaders", function () { return this.madeRaw === null ? this.madeRaw = split(this.headText) : this.madeRaw; },
  function (raw) { this.madeRaw = raw; });
lazy("headers", function () {
  if (this.madeHeaders === null) {
    this.madeHeaders = gather(this.rawHeaders, (this.httpServer ?? this.req)?.maxHeadersCount);
  }
  return this.madeHeaders;
}, function (headers) { this.madeHeaders = headers; });
lazy("headersDistinct", function () { return this.distinct ??= gatherDistinct(this.rawHeaders); },
  function (headers) { this.distinct = headers; });
lazy("rawTrailers", function () { return split(this.trailerText); }, () => {});
lazy("trailers", function () { return this.madeTrailers ??= gather(this.rawTrailers); },
  function (trailers) { this.madeTrailers = trailers; });
lazy("trailersDistinct", function () { return gatherDistinct(this.rawTrailers); }, () => {});
lazy("httpVersionMajor", () => 1, () => {});
lazy("httpVersionMinor", function () { return this.minor; }, function (minor) { this.minor = minor; });
lazy("httpVersion", function () { return `1.${this.minor}`; },
  function (version) { this.minor = Number(String(version).split(".")[1]); });
lazy("socket", function () {
  if (this.ownSocket === undefined && this.connectionKey !== -1) {
    this.ownSocket = require("internal/http_socket").socketOf(this.connectionKey, this.httpServer);
  }
  return this.ownSocket;
}, function (socket) { this.ownSocket = socket; });
lazy("connection", function () { return this.socket; }, function (socket) { this.socket = socket; });

prototype._addHeaderLine = function (name, value, headers) { addHeader(headers, name, value); };
prototype._addHeaderLines = function (raw) {
  this.madeRaw = raw;
  this.madeHeaders = null;
};

module.exports = { IncomingMessage, isStream };
