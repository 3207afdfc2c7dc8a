// http.Server and http.ServerResponse. C calls once for each request; an answer that is given in one piece goes back
// in one call.
"use strict";
/* global internalBinding */
const binding = internalBinding("http");
const net = require("net");
const { make } = require("internal/errors");
const { context } = require("internal/ticks");
const { checkBoolean, checkDuration, checkInteger } = require("internal/validators");
const systemErrors = require.later("internal/system_error");
const { STATUS_CODES, validateHeaderName, hasWrongChar } = require("internal/http_names");
const { IncomingMessage, isStream } = require("internal/http_incoming");
const { OutgoingMessage, headerLines, linesOf, HIGH_WATER_MARK } = require("internal/http_outgoing");
const { socketOf, existing, closed, onTimeout, expire, betweenRequests } = require("internal/http_socket");

// Bits of what C tells of a request (binding_http.c); what is above them is the connection's number.
const KEEPS_ALIVE = 1, HAS_BODY = 2, IS_1_0 = 4, EXPECTS_CONTINUE = 8, EXPECTS_OTHER = 16, IS_SURPLUS = 64;
const REQUEST_BITS = 128;
// Bits of an answer.
const CHUNKED = 1, NO_DATE = 4, NO_CONNECTION = 8, IS_LAST = 16;
const GONE = -1; // the number of an exchange that C has forgotten

const responses = []; // by the number of the exchange

// --- Responses

/** `request` is an IncomingMessage; others give an object with a method. */
function ServerResponse(request, options) {
  OutgoingMessage.call(this);
  this.req = request;
  this.exchange = GONE;
  this.connectionKey = GONE;
  this.server = null;
  this.statusCode = 200;
  this.statusMessage = undefined;
  this.headLines = undefined; // once the head is decided
  this.isChunked = false;
  this.hasBegun = false;
  this.sendDate = true;
  this._sent100 = false;
  this._expect_continue = false;
  if (request.method === "HEAD") this._hasBody = false;
  if (options !== undefined && options.highWaterMark) this.waterMark = options.highWaterMark;
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);
const { prototype } = ServerResponse;

Object.defineProperty(prototype, "socket", {
  get() {
    if (this.ownSocket === null && this.connectionKey !== GONE) {
      this.ownSocket = socketOf(this.connectionKey, this.server);
      this.ownSocket._httpMessage = this;
    }
    return this.ownSocket;
  },
  set(socket) { this.ownSocket = socket; },
  configurable: true, enumerable: true,
});

prototype.assignSocket = function (socket) {
  if (socket._httpMessage) throw make("ERR_HTTP_SOCKET_ASSIGNED");
  socket._httpMessage = this;
  this.ownSocket = socket;
};
prototype.detachSocket = function (socket) {
  socket._httpMessage = null;
  this.ownSocket = null;
};

function decideStatus(response, status, reason) {
  const original = status;
  status |= 0;
  if (status < 100 || status > 999) throw make("ERR_HTTP_INVALID_STATUS_CODE", original);
  if (typeof reason === "string") response.statusMessage = reason;
  else response.statusMessage ||= STATUS_CODES[status] || "unknown";
  response.statusCode = status;
  if (hasWrongChar(response.statusMessage)) throw make("ERR_INVALID_CHAR", "statusMessage");
}

/** Headers given with writeHead, where none were set before: they keep their case and order. */
function linesOfGiven(response, given) {
  let lines = "";
  const add = (name, value) => {
    validateHeaderName(name);
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined) throw make("ERR_HTTP_INVALID_HEADER_VALUE", one, name);
      if (hasWrongChar(one)) throw make("ERR_INVALID_CHAR", "header content", name);
    }
    if (name.length === 14 && name.toLowerCase() === "content-length") response.hasLength = true;
    lines += linesOf(name, value);
  };
  if (!Array.isArray(given)) for (const name of Object.keys(given)) add(name, given[name]);
  else if (given.length > 0 && Array.isArray(given[0])) for (const [name, value] of given) add(name, value);
  else {
    if (given.length % 2 !== 0) throw make("ERR_INVALID_ARG_VALUE", "headers", given);
    for (let i = 0; i < given.length; i += 2) add(given[i], given[i + 1]);
  }
  return lines === "" ? undefined : lines;
}

function mergeGiven(response, given) {
  if (!Array.isArray(given)) {
    for (const name of Object.keys(given)) if (name) response.setHeader(name, given[name]);
    return;
  }
  const flat = given.length > 0 && Array.isArray(given[0]) ? given.flat(1) : given;
  if (flat.length % 2 !== 0) throw make("ERR_INVALID_ARG_VALUE", "headers", given);
  for (let i = 0; i < flat.length; i += 2) response.removeHeader(flat[i]);
  for (let i = 0; i < flat.length; i += 2) if (flat[i]) response.appendHeader(flat[i], flat[i + 1]);
}

prototype.writeHead = function (status, reason, headers) {
  if (this._header) throw make("ERR_HTTP_HEADERS_SENT", "write");
  if (typeof reason !== "string") headers ??= reason;
  decideStatus(this, status, reason);
  if (headers && this.outHeaders !== null) {
    mergeGiven(this, headers);
    headers = undefined;
  }
  this.headLines = headers ? linesOfGiven(this, headers) : headerLines(this.outHeaders);
  this.isChunked = !this.finished || hasTrailers(this); // a head before the body knows no length
  this._header = "decided";
  const code = this.statusCode;
  if (code === 204 || code === 304 || (code >= 100 && code <= 199)) this._hasBody = false;
  return this;
};
prototype.writeHeader = prototype.writeHead;

prototype._implicitHeader = function () { this.writeHead(this.statusCode); };

function bitsOf(response) {
  let bits = response.isChunked && !response._removedTE ? CHUNKED : 0;
  if (!response.sendDate) bits |= NO_DATE;
  if (response._removedConnection) bits |= NO_CONNECTION;
  if (!response.shouldKeepAlive) bits |= IS_LAST;
  return bits;
}

/** The head goes before the first piece of the body. */
function begin(response) {
  if (response.hasBegun) return;
  response.hasBegun = true;
  response._headerSent = true;
  const { statusCode, statusMessage, headLines } = response;
  binding.begin(response.exchange, statusCode, statusMessage, headLines, bitsOf(response));
}

prototype.sendHead = function () {
  if (this.exchange === GONE) return;
  begin(this);
  binding.flush(this.exchange);
};

prototype.sendChunk = function (bytes) {
  if (this.exchange === GONE) return 0;
  begin(this);
  const waiting = binding.write(this.exchange, bytes);
  if (bytes.length < HIGH_WATER_MARK || waiting >= HIGH_WATER_MARK) return waiting;
  // So much at once is over the mark, even if the system has taken all of it by now.
  process.nextTick(onDrain, this.exchange);
  return bytes.length;
};

// Of an answer in one piece that announces none, Node sends none.
const hasTrailers = (response) => response.outTrailers !== "" &&
  (response._header !== null || response.hasHeader("trailer"));

prototype.sendEnd = function (bytes) {
  const { exchange } = this;
  if (exchange === GONE) return void process.nextTick(afterEnd, this);
  const isRead = this.req.source === null || this.req.complete;
  const trailers = hasTrailers(this) ? this.outTrailers : undefined;
  let isDone;
  if (this.hasBegun) {
    if (bytes !== undefined && this._hasBody) binding.write(exchange, bytes);
    isDone = binding.end(exchange, trailers, isRead);
  } else if (trailers !== undefined) {
    if (!this._header) this._implicitHeader();
    begin(this);
    if (bytes !== undefined && this._hasBody) binding.write(exchange, bytes);
    isDone = binding.end(exchange, trailers, isRead);
  } else {
    if (this._header === null) this._implicitHeader();
    this.hasBegun = true;
    this._headerSent = true;
    isDone = binding.respond(exchange, this.statusCode, this.statusMessage, this.headLines, bitsOf(this), bytes,
      isRead);
  }
  if (isDone) {
    this.exchange = GONE;
    responses[exchange] = undefined;
    process.nextTick(afterEnd, this);
  } else if (!isRead && !this.req._consumed) {
    this.req._dump();
  }
};

function afterEnd(response) {
  if (response.hasFinished) return;
  response.hasFinished = true;
  betweenRequests(response.connectionKey);
  const request = response.req;
  if (response._events !== undefined) {
    response.emit("prefinish");
    response.emit("finish");
  }
  if (response.server !== null && !request._consumed && request._dump) request._dump();
  close(response);
}

function close(response) {
  if (response.isClosed) return;
  response.isClosed = true;
  response.destroyed = true;
  if (response.ownSocket !== null && response.ownSocket._httpMessage === response) {
    response.ownSocket._httpMessage = null;
  }
  if (response._events !== undefined) response.emit("close");
  const request = response.req;
  if (request._events !== undefined && isStream(request) === false) request.emit("close");
}

prototype.waiting = function () { return this.exchange === GONE ? 0 : binding.pending(this.exchange); };

prototype.destroy = function (error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this.errorThrown = error || null;
  if (error && this.listenerCount("error") > 0) process.nextTick(() => this.emit("error", error));
  if (this.exchange !== GONE) binding.abort(this.exchange);
  else if (this.ownSocket !== null) this.ownSocket.destroy(error);
  return this;
};

prototype.setTimeout = function (milliseconds, callback) {
  checkDuration(milliseconds, "msecs");
  if (callback) this.on("timeout", callback);
  this.socket?.setTimeout(milliseconds);
  return this;
};

// --- What comes before the answer

prototype.writeContinue = function (callback) {
  if (this.exchange !== GONE) binding.inform(this.exchange, 100, "");
  this._sent100 = true;
  if (callback) process.nextTick(callback);
};
prototype.writeProcessing = function (callback) {
  if (this.exchange !== GONE) binding.inform(this.exchange, 102, "");
  if (callback) process.nextTick(callback);
};
prototype.writeInformation = function (status, headers) {
  let lines = "";
  for (const [name, value] of Object.entries(headers || {})) lines += linesOf(name, value);
  if (this.exchange !== GONE) binding.inform(this.exchange, status, lines);
};
const linkForm = /^<[^>]*>(?:\s*;\s*[^;"\s]+(?:=(?:"[^"]*"|[^;"\s]*))?)*$/;

function checkLink(link) {
  if (linkForm.test(link)) return;
  throw make("ERR_INVALID_ARG_VALUE", "hints", link,
    "must be an array or string of format \"</styles.css>; rel=preload; as=style\"");
}

prototype.writeEarlyHints = function (hints, callback) {
  if (hints === null || typeof hints !== "object") throw make("ERR_INVALID_ARG_TYPE", "hints", "Object", hints);
  const { link, ...others } = hints;
  if (link === null || link === undefined) return;
  const value = [link].flat().join(", ");
  if (value === "") return;
  for (const one of [link].flat()) checkLink(one);
  let lines = linesOf("Link", value);
  for (const [name, text] of Object.entries(others)) lines += linesOf(name, text);
  if (this.exchange !== GONE) binding.inform(this.exchange, 103, lines);
  if (callback) process.nextTick(callback);
};

// --- What C tells

/** Where the body of a server's request comes from. */
class Source {
  constructor(exchange) {
    this.exchange = exchange;
    this.isPaused = false;
  }
  resume() {
    if (!this.isPaused || this.exchange === GONE) return;
    this.isPaused = false;
    binding.resume(this.exchange);
  }
  abandon() {
    if (this.exchange !== GONE) binding.abort(this.exchange);
  }
}

function requestOf(server, method, url, head, flags, key) {
  const request = new server.IncomingMessageClass(undefined);
  request.method = method;
  request.url = url;
  request.headText = head;
  request.upgrade = false;
  request.connectionKey = key;
  request.httpServer = server;
  if (flags & IS_1_0) request.minor = 0;
  return request;
}

function onRequest(server, exchange, method, url, head, flags) {
  const bits = flags % REQUEST_BITS, key = (flags - bits) / REQUEST_BITS;
  const request = requestOf(server, method, url, head, bits, key);
  const response = new server.ServerResponseClass(request, server.options);
  response.exchange = exchange;
  response.connectionKey = key;
  response.server = server;
  if (bits & HAS_BODY) request.source = new Source(exchange);
  request.res = response;
  if ((bits & KEEPS_ALIVE) === 0) response.shouldKeepAlive = false;
  responses[exchange] = response;
  if (server.stores !== undefined) context.run(server.stores, tellRequest, [server, request, response, bits]);
  else tellRequest(server, request, response, bits);
  if (request.source === null) request.complete = true; // its end is read behind its head
}

function tellRequest(server, request, response, bits) {
  if (bits & IS_SURPLUS) onSurplus(server, request, response);
  else if (bits & (EXPECTS_CONTINUE | EXPECTS_OTHER)) onExpectation(server, request, response, bits);
  else server.emit("request", request, response);
}

/** The connection has had as many requests as it may have. */
function onSurplus(server, request, response) {
  server.emit("dropRequest", request, request.socket);
  response.writeHead(503);
  response.end();
}

function onExpectation(server, request, response, bits) {
  if (bits & EXPECTS_CONTINUE) {
    response._expect_continue = true;
    if (server.emit("checkContinue", request, response)) return;
    response.writeContinue();
    server.emit("request", request, response);
  } else if (!server.emit("checkExpectation", request, response)) {
    response.writeHead(417);
    response.end();
  }
}

function onBody(exchange, bytes) {
  const { req: request } = responses[exchange];
  if (!request.take(bytes) && request.source !== null && !request.source.isPaused) {
    request.source.isPaused = true;
    binding.pause(exchange);
  }
}

function onBodyEnd(exchange, trailers) {
  const { req: request } = responses[exchange];
  request.takeEnd(trailers);
}

function onDrain(exchange) {
  const response = responses[exchange];
  if (response === undefined || response.needsDrain !== true) return;
  response.needsDrain = false;
  if (!response.finished) response.emit("drain");
}

function release(exchange) {
  const response = responses[exchange];
  responses[exchange] = undefined;
  if (response === undefined) return undefined;
  response.exchange = GONE;
  if (response.req.source !== null) response.req.source.exchange = GONE;
  return response;
}

function onDone(exchange) {
  const response = release(exchange);
  if (response !== undefined) afterEnd(response);
}

function onAbort(exchange) {
  const response = release(exchange);
  if (response === undefined) return;
  const request = response.req;
  const isLost = !request.complete || !response.finished || !response.hasFinished;
  if (isLost && !(request.source === null && response.finished)) abortRequest(request);
  response.destroyed = true;
  response.hasFinished = response.hasFinished || false;
  close(response);
}

/** The client has gone. */
function abortRequest(request) {
  request.isLost = true;
  if (request._events === undefined && !isStream(request)) request.aborted = true;
  else request.destroy(systemErrors().resetError("aborted"));
}

function takesUpgrade(server, method) {
  return server.listenerCount(method === "CONNECT" ? "connect" : "upgrade") > 0;
}

function onUpgrade(server, exchange, method, url, head, flags, rest) {
  const bits = flags % REQUEST_BITS;
  const request = requestOf(server, method, url, head, bits, GONE);
  request.upgrade = true;
  request.complete = true;
  const [descriptor, stream] = binding.detach(exchange);
  const carrier = net.Socket.ofDescriptor(descriptor);
  const socket = stream === undefined ? carrier : require("internal/https_socket").detached(carrier, stream, server);
  socket.server = server;
  request.ownSocket = socket;
  const first = Buffer.from(rest.buffer, rest.byteOffset, rest.length);
  const name = method === "CONNECT" ? "connect" : "upgrade";
  context.run(server.stores, () => server.emit(name, request, socket, first), []);
  if (!socket.destroyed && !socket.isPaused()) socket.read(0);
}

function onOpen(server, key) {
  const socket = socketOf(key, server);
  if (server.time > 0) socket.setTimeout(server.time);
  server.emit("connection", socket);
}

/** A connection has waited long enough for a request. */
function onIdle(server, key) {
  const socket = existing(key);
  if (socket === undefined && server.listenerCount("timeout") === 0) return binding.close(key);
  expire(socketOf(key, server));
}

/** The answer that a connection is about, if any. */
function responseOn(key) {
  return responses.find((response) => response !== undefined && response.connectionKey === key);
}

/** Whether more of a request is to come. */
const isComing = (request) => request.source !== null && !request.complete;

onTimeout((socket) => {
  const response = responseOn(socket.key);
  const request = response === undefined ? undefined : response.req;
  const byRequest = request !== undefined && isComing(request) && request.emit("timeout", socket);
  const byResponse = response !== undefined && response.emit("timeout", socket);
  const byServer = socket.server.emit("timeout", socket);
  if (!byRequest && !byResponse && !byServer) socket.destroy();
});

function onSecure(server, key) {
  const socket = socketOf(key, server);
  socket.agreed();
  server.emit("secureConnection", socket);
}

/** A connection ends whose handshake has not come to an end. */
function onInsecure(server, key, problem) {
  const error = problem === undefined
    ? systemErrors().resetError() : require("internal/tls_context").problemError(problem);
  server.emit("tlsClientError", error, socketOf(key, server));
}

function onClose(server, key) {
  closed(key);
  context.run(server.stores, () => server._emitCloseIfDrained(), []);
}

function onClientError(server, key, [, code, reason, packet, parsed]) {
  const socket = socketOf(key, server);
  const text = code.startsWith("HPE_") ? `Parse Error: ${reason}` : reason;
  const error = new Error(text);
  error.code = code;
  if (code.startsWith("HPE_")) {
    error.bytesParsed = parsed;
    error.reason = reason;
    error.rawPacket = Buffer.from(packet);
  }
  return server.emit("clientError", error, socket);
}

/** Whether the script answers errors of clients itself. */
function clientError(server, key, details) {
  try {
    return server.listenerCount("clientError") > 0 && onClientError(server, key, details);
  } catch (error) {
    process.nextTick(() => { throw error; });
    return true;
  }
}

binding.setup([onRequest, onBody, onBodyEnd, onDrain, onDone, onAbort, takesUpgrade, onUpgrade, onOpen, onClose,
  clientError, onSecure, onInsecure, onIdle]);

// --- Servers

const listening = {
  open(server, { path, host, port, backlog, ipv6Only, fd }) {
    const error = path === undefined ? binding.listen(server.native, host, port, backlog, ipv6Only, fd)
      : binding.listen(server.native, path, -1, backlog);
    return error < 0 ? error : server.native;
  },
  address: (native) => binding.address(native),
  close: (native) => binding.stop(native),
  ref: (native) => binding.keepLoop(native, true),
  unref: (native) => binding.keepLoop(native, false),
};

function limitsOf(options) {
  const limit = (name, otherwise) => {
    if (options[name] === undefined) return otherwise;
    checkInteger(options[name], name, 0);
    return options[name];
  };
  const requestTimeout = limit("requestTimeout", 300_000);
  const headersTimeout = limit("headersTimeout", Math.min(60_000, requestTimeout));
  if (requestTimeout > 0 && headersTimeout > requestTimeout) {
    throw make("ERR_OUT_OF_RANGE", "headersTimeout", "<= requestTimeout", options.headersTimeout);
  }
  limit("connectionsCheckingInterval");
  limit("maxHeaderSize");
  if (options.insecureHTTPParser !== undefined) checkBoolean(options.insecureHTTPParser, "options.insecureHTTPParser");
  return { headersTimeout, requestTimeout, keepAliveTimeout: limit("keepAliveTimeout", 5000), maxConnections: 0,
    maxRequestsPerSocket: 0 };
}

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  if (typeof options === "function") {
    listener = options;
    options = {};
  } else if (options === undefined || options === null) options = {};
  else if (typeof options !== "object") throw make("ERR_INVALID_ARG_TYPE", "options", "object", options);
  net.Server.call(this, { allowHalfOpen: true });
  this.options = options;
  const hidden = (name, value) => Object.defineProperty(this, name, { value, writable: true });
  hidden("IncomingMessageClass", options.IncomingMessage || IncomingMessage);
  hidden("ServerResponseClass", options.ServerResponse || ServerResponse);
  hidden("limits", limitsOf(options));
  hidden("time", 0);
  hidden("stores", undefined);
  hidden("native", binding.server(this));
  this.maxHeadersCount = null;
  this.httpAllowHalfOpen = false;
  if (listener) this.on("request", listener);
  this.on("newListener", (name) => {
    if (name === "connection" || name === "secureConnection") tellLimits(this, true);
  });
  tellLimits(this);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);
Server.prototype._listening = listening;

function tellsOf(server) {
  return server.time > 0 || server.listenerCount("connection") > 0 || server.listenerCount("secureConnection") > 0;
}

function tellLimits(server, tellsConnections = tellsOf(server)) {
  const { headersTimeout, requestTimeout, keepAliveTimeout, maxConnections, maxRequestsPerSocket } = server.limits;
  const { maxHeaderSize = 16 * 1024, requireHostHeader = true } = server.options;
  binding.setOptions(server.native, headersTimeout, requestTimeout, keepAliveTimeout, maxHeaderSize,
    maxConnections || 0, maxRequestsPerSocket > 0 ? maxRequestsPerSocket : 0, requireHostHeader, tellsConnections);
}

for (const name of ["headersTimeout", "requestTimeout", "keepAliveTimeout", "maxConnections",
  "maxRequestsPerSocket"]) {
  Object.defineProperty(Server.prototype, name, {
    get() { return this.limits[name]; },
    set(value) {
      this.limits[name] = value;
      tellLimits(this);
    },
    configurable: true, enumerable: true,
  });
}

/** For connections that come from now on. */
Object.defineProperty(Server.prototype, "timeout", {
  get() { return this.time; },
  set(milliseconds) {
    this.time = milliseconds;
    tellLimits(this);
  },
  configurable: true, enumerable: true,
});

Server.prototype.setTimeout = function (milliseconds, callback) {
  this.timeout = milliseconds;
  if (callback) this.on("timeout", callback);
  return this;
};

Server.prototype.close = function (callback) {
  binding.closeConnections(this.native, 1);
  if (!this._handle) this.hasClosed = false; // who asks once more is told that it doesn't run
  return net.Server.prototype.close.call(this, callback);
};
Server.prototype.closeAllConnections = function () { binding.closeConnections(this.native, 2); };
Server.prototype.closeIdleConnections = function () { binding.closeConnections(this.native, 0); };

Server.prototype.getConnections = function (callback) {
  process.nextTick(callback, null, binding.connectionCount(this.native));
  return this;
};

Server.prototype._emitCloseIfDrained = function () {
  if (this._handle || this.hasClosed || binding.connectionCount(this.native) > 0) return;
  if (!this.wasListening) {
    process.nextTick(() => this.emit("close"));
    return;
  }
  this.hasClosed = true;
  process.nextTick(() => this.emit("close"));
};

Server.prototype.listen = function (...args) {
  this.stores = context.current; // what AsyncLocalStorage keeps, for all requests
  this.hasClosed = false;
  this.wasListening = true;
  return net.Server.prototype.listen.apply(this, args);
};

/** What an async listener threw, where rejections are captured: the client is told of it. */
const rejection = Symbol.for("nodejs.rejection");
Server.prototype[rejection] = function (error, name, ...values) {
  if (name !== "request") return net.Server.prototype[rejection].call(this, error, name, ...values);
  const response = values[1];
  if (response.headersSent || response.writableEnded) return void response.destroy();
  for (const header of response.getHeaderNames()) response.removeHeader(header);
  response.statusCode = 500;
  response.end(STATUS_CODES[500]);
};

module.exports = { Server, ServerResponse, existing };
