// http.OutgoingMessage: headers and body of what is sent. Where the bytes go, ServerResponse and ClientRequest know.
"use strict";
const Stream = require("stream");
const { make } = require("internal/errors");
const { validateHeaderName, validateHeaderValue } = require("internal/http_names");

const HIGH_WATER_MARK = 16 * 1024;

function OutgoingMessage() {
  this._events = undefined;
  this._eventsCount = 0;
  this.outHeaders = null; // lower case → [name, value]
  this.outTrailers = "";
  this._header = null; // true text or mark once the head is decided
  this._headerSent = false;
  this.finished = false;
  this.destroyed = false;
  this.hasFinished = false;
  this.isClosed = false;
  this.errorThrown = null;
  this.sendDate = false;
  this.shouldKeepAlive = true;
  this._hasBody = true;
  this.ownSocket = null;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);
const { prototype } = OutgoingMessage;

Object.assign(prototype, {
  _last: false, chunkedEncoding: false, useChunkedEncodingByDefault: true, maxRequestsOnConnectionReached: false,
  _defaultKeepAlive: true, _removedConnection: false, _removedContentLength: false, _removedTE: false,
  strictContentLength: false, _contentLength: null, _trailer: "", _keepAliveTimeout: 0, writable: true,
});

function getter(name, get, set) {
  Object.defineProperty(prototype, name, { get, set, configurable: true, enumerable: true });
}
getter("headersSent", function () { return Boolean(this._header); });
getter("writableEnded", function () { return this.finished; });
getter("writableFinished", function () { return this.hasFinished; });
getter("writableObjectMode", () => false);
getter("writableHighWaterMark", () => HIGH_WATER_MARK);
getter("writableLength", function () { return this.waiting(); });
getter("writableCorked", () => 0);
getter("writableNeedDrain", function () { return !this.destroyed && !this.finished && this.needsDrain === true; });
getter("_closed", function () { return this.isClosed; });
getter("closed", function () { return this.isClosed; });
getter("errored", function () { return this.errorThrown; });
getter("connection", function () { return this.socket; }, function (socket) { this.socket = socket; });
getter("_headers", function () { return this.getHeaders(); });

// --- Headers

function checkOpen(message, action) {
  if (message._header) throw make("ERR_HTTP_HEADERS_SENT", action);
}

prototype.setHeader = function (name, value) {
  checkOpen(this, "set");
  validateHeaderName(name);
  checkValue(name, value);
  if (this.outHeaders === null) this.outHeaders = { __proto__: null };
  this.outHeaders[name.toLowerCase()] = [name, value];
  return this;
};

function checkValue(name, value) {
  if (Array.isArray(value)) for (const one of value) validateHeaderValue(name, one);
  else validateHeaderValue(name, value);
}

prototype.setHeaders = function (headers) {
  checkOpen(this, "set");
  if (!headers || Array.isArray(headers) || typeof headers.keys !== "function" || typeof headers.get !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "headers", ["Headers", "Map"], headers);
  }
  const cookies = [];
  for (const [name, value] of headers) {
    if (name === "set-cookie") cookies.push(...[value].flat());
    else this.setHeader(name, value);
  }
  if (cookies.length > 0) this.setHeader("set-cookie", cookies);
  return this;
};

prototype.appendHeader = function (name, value) {
  checkOpen(this, "append");
  validateHeaderName(name);
  checkValue(name, value);
  const before = this.outHeaders === null ? undefined : this.outHeaders[name.toLowerCase()];
  if (before === undefined) {
    if (this.outHeaders === null) this.outHeaders = { __proto__: null };
    this.outHeaders[name.toLowerCase()] = [name, value];
  } else {
    before[1] = [before[1], value].flat();
  }
  return this;
};

function checkName(name) {
  if (typeof name !== "string") throw make("ERR_INVALID_ARG_TYPE", "name", "string", name);
}

prototype.getHeader = function (name) {
  checkName(name);
  if (this.outHeaders === null) return undefined;
  const entry = this.outHeaders[name.toLowerCase()];
  return entry && entry[1];
};

prototype.hasHeader = function (name) {
  checkName(name);
  return this.outHeaders !== null && this.outHeaders[name.toLowerCase()] !== undefined;
};

prototype.removeHeader = function (name) {
  checkName(name);
  checkOpen(this, "remove");
  const key = name.toLowerCase();
  if (key === "date") this.sendDate = false;
  if (key === "connection") this._removedConnection = true;
  if (key === "content-length") this._removedContentLength = true;
  if (key === "transfer-encoding") this._removedTE = true;
  if (this.outHeaders !== null) delete this.outHeaders[key];
};

prototype.getHeaderNames = function () { return this.outHeaders === null ? [] : Object.keys(this.outHeaders); };
prototype.getRawHeaderNames = function () {
  return this.outHeaders === null ? [] : Object.values(this.outHeaders).map(([name]) => name);
};
prototype.getHeaders = function () {
  const headers = { __proto__: null };
  if (this.outHeaders !== null) for (const key in this.outHeaders) headers[key] = this.outHeaders[key][1];
  return headers;
};

function line(name, value) {
  return `${name}: ${value}\r\n`;
}

function linesOf(name, value) {
  if (!Array.isArray(value)) return line(name, value);
  if (value.length > 1 && name.toLowerCase() === "cookie") return line(name, value.join("; "));
  let text = "";
  for (const one of value) text += line(name, one);
  return text;
}

/** The headers as lines; undefined for none. */
function headerLines(headers) {
  if (headers === null) return undefined;
  let text = "";
  for (const key in headers) text += linesOf(headers[key][0], headers[key][1]);
  return text === "" ? undefined : text;
}

prototype.addTrailers = function (headers) {
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
  for (const [name, value] of pairs) {
    validateHeaderName(name, "Trailer name");
    checkValueOfTrailer(name, value);
    this.outTrailers += linesOf(name, value);
  }
};

function checkValueOfTrailer(name, value) {
  if (require("internal/http_names").hasWrongChar(value)) throw make("ERR_INVALID_CHAR", "trailer content", name);
}

// --- Body

function checkChunk(chunk) {
  if (chunk === null) throw make("ERR_STREAM_NULL_VALUES");
  if (typeof chunk !== "string" && !(chunk instanceof Uint8Array)) {
    throw make("ERR_INVALID_ARG_TYPE", "chunk", ["string", "Buffer", "Uint8Array"], chunk);
  }
}

const isUtf8 = (encoding) => encoding === undefined || encoding === null || encoding === "utf8" || encoding === "utf-8";
const bytesOf = (chunk, encoding) => typeof chunk === "string" && !isUtf8(encoding) ? Buffer.from(chunk, encoding) :
  chunk;

function fail(message, error, callback) {
  if (typeof callback === "function") process.nextTick(callback, error);
  if (message.destroyed || message.hasFinished) return;
  process.nextTick(() => {
    message.errorThrown = error;
    message.emit("error", error);
  });
}

prototype.write = function (chunk, encoding, callback) {
  if (typeof encoding === "function") {
    callback = encoding;
    encoding = undefined;
  }
  checkChunk(chunk);
  if (this.finished) {
    fail(this, make("ERR_STREAM_WRITE_AFTER_END"), callback);
    return false;
  }
  if (this.destroyed) {
    fail(this, make("ERR_STREAM_DESTROYED", "write"), callback);
    return false;
  }
  if (!this._header) this._implicitHeader();
  if (!this._hasBody) {
    if (typeof callback === "function") process.nextTick(callback);
    return true;
  }
  const waiting = this.sendChunk(bytesOf(chunk, encoding));
  if (typeof callback === "function") process.nextTick(callback);
  const goesOn = waiting < HIGH_WATER_MARK;
  if (!goesOn) this.needsDrain = true;
  return goesOn;
};

prototype.end = function (chunk, encoding, callback) {
  if (typeof chunk === "function") {
    callback = chunk;
    chunk = encoding = undefined;
  } else if (typeof encoding === "function") {
    callback = encoding;
    encoding = undefined;
  }
  if (chunk !== undefined && chunk !== null) {
    checkChunk(chunk);
    if (this.finished) {
      fail(this, make("ERR_STREAM_WRITE_AFTER_END"), callback);
      return this;
    }
    chunk = bytesOf(chunk, encoding);
  } else {
    if (this.finished) {
      if (typeof callback === "function") {
        if (this.hasFinished) process.nextTick(callback, make("ERR_STREAM_ALREADY_FINISHED", "end"));
        else this.once("finish", callback);
      }
      return this;
    }
    chunk = undefined;
  }
  if (typeof callback === "function") this.once("finish", callback);
  this.finished = true;
  this.sendEnd(chunk);
  return this;
};

prototype._implicitHeader = function () {
  this.destroy(make("ERR_METHOD_NOT_IMPLEMENTED", "_implicitHeader()"));
};
prototype.flushHeaders = function () {
  if (!this._header) this._implicitHeader();
  this.sendHead();
};
prototype.flush = prototype.flushHeaders;
prototype._send = function (data, encoding, callback) { return this.write(data, encoding, callback); };
prototype._renderHeaders = function () { return this.getHeaders(); };
prototype.cork = function () {};
prototype.uncork = function () {};
prototype.pipe = function () { this.emit("error", make("ERR_STREAM_CANNOT_PIPE")); };
prototype.waiting = () => 0;
prototype[Symbol.for("nodejs.rejection")] = function (error) { this.destroy(error); };

module.exports = { OutgoingMessage, headerLines, linesOf, HIGH_WATER_MARK };
