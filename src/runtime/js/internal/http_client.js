// http.ClientRequest: a request to another server, and its response.
"use strict";
const { make } = require("internal/errors");
const { context } = require("internal/ticks");
const { checkBoolean, checkDuration, checkInteger, checkSignal } = require("internal/validators");
const { resetError } = require("internal/system_error");
const { IncomingMessage } = require("internal/http_incoming");
const { OutgoingMessage, headerLines, linesOf, HIGH_WATER_MARK } = require("internal/http_outgoing");
const { isToken } = require("internal/http_names");
const { ResponseParser } = require("internal/http_response_parser");
const { Agent, globalAgent } = require("internal/http_agent");

const bodiless = new Set(["GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "CONNECT"]);
const wrongInPath = /[^\u0021-\u00ff]/;

/** (url, options, callback), (options, callback) → [options, callback] */
function argumentsOf(input, options, callback) {
  if (typeof input === "string") input = new URL(input);
  if (input !== null && typeof input === "object" && typeof input.searchParams === "object" && input.href) {
    input = require("url").urlToHttpOptions(input);
  } else {
    callback = options;
    options = input;
    input = null;
  }
  if (typeof options === "function") [options, callback] = [{}, options];
  return [{ ...input, ...options }, callback];
}

function agentOf(options, defaultAgent) {
  const { agent } = options;
  if (agent === false) return new defaultAgent.constructor();
  if (agent === null || agent === undefined) return typeof options.createConnection === "function" ? null :
    defaultAgent;
  if (typeof agent.addRequest !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "options.agent", ["Agent-like Object", "undefined", "false"], agent);
  }
  return agent;
}

function hostHeader(host, port, defaultPort) {
  const isV6 = host.includes(":") && host[0] !== "[";
  const name = isV6 ? `[${host}]` : host;
  return port && Number(port) !== defaultPort ? `${name}:${port}` : name;
}

function checkHost(host, name) {
  if (host === undefined || host === null || typeof host === "string") return;
  throw make("ERR_INVALID_ARG_TYPE", `options.${name}`, ["string", "undefined", "null"], host);
}

function checkOptions({ hostname, host, method, insecureHTTPParser, maxHeaderSize, joinDuplicateHeaders, timeout,
  signal }) {
  checkHost(hostname, "hostname");
  checkHost(host, "host");
  if (method !== undefined && method !== null && typeof method !== "string") {
    throw make("ERR_INVALID_ARG_TYPE", "options.method", "string", method);
  }
  if (insecureHTTPParser !== undefined) checkBoolean(insecureHTTPParser, "options.insecureHTTPParser");
  if (maxHeaderSize !== undefined) checkInteger(maxHeaderSize, "maxHeaderSize");
  if (joinDuplicateHeaders !== undefined) checkBoolean(joinDuplicateHeaders, "options.joinDuplicateHeaders");
  if (timeout !== undefined) checkDuration(timeout, "timeout");
  if (signal) checkSignal(signal, "signal");
}

function ClientRequest(input, given, callback) {
  OutgoingMessage.call(this);
  const [options, onResponse] = argumentsOf(input, given, callback);
  const defaultAgent = options._defaultAgent || globalAgent();
  const agent = agentOf(options, defaultAgent);
  this.agent = agent === null ? undefined : agent;
  const protocol = options.protocol || defaultAgent.protocol || "http:";
  const expected = (agent && agent.protocol) || defaultAgent.protocol || "http:";
  if (protocol !== expected) throw make("ERR_INVALID_PROTOCOL", protocol, expected);
  if (options.path) {
    const path = String(options.path);
    if (wrongInPath.test(path)) {
      const error = new TypeError("Request path contains unescaped characters");
      error.code = "ERR_UNESCAPED_CHARACTERS";
      throw error;
    }
  }
  checkOptions(options);
  const defaultPort = options.defaultPort || (agent && agent.defaultPort) || 80;
  const port = options.port = options.port || defaultPort;
  const host = options.host = options.hostname || options.host || "localhost";
  this.method = (options.method === undefined || options.method === null ? "GET" :
    String(options.method)).toUpperCase();
  if (!isToken(this.method)) throw make("ERR_INVALID_HTTP_TOKEN", "Method", this.method);
  this.path = options.path || "/";
  this.host = host;
  this.protocol = protocol;
  this.useChunkedEncodingByDefault = !bodiless.has(this.method);
  this.aborted = false;
  this.timeoutCb = null;
  this.upgradeOrConnect = false;
  this.res = null;
  this.maxHeadersCount = null;
  this.reusedSocket = false;
  this.waitingWrites = []; // until there is a socket
  this.options = options;
  this.timeout = options.timeout;
  this.stores = context.current; // what AsyncLocalStorage keeps
  if (onResponse) this.once("response", onResponse);
  setHeaders(this, options, hostHeader(host, port, defaultPort));
  if (this.hasHeader("expect")) this.flushHeaders(); // the body waits for the answer to them
  if (options.signal) abortBy(this, options.signal);
  if (agent) agent.addRequest(this, options);
  else openAlone(this, options);
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);
const { prototype } = ClientRequest;

function setHeaders(request, { headers, auth, setHost = true }, host) {
  if (Array.isArray(headers)) {
    for (let i = 0; i < headers.length; i += 2) request.appendHeader(headers[i], headers[i + 1]);
  } else if (headers) {
    for (const name of Object.keys(headers)) request.setHeader(name, headers[name]);
  }
  if (setHost && !request.hasHeader("host")) {
    const others = request.outHeaders;
    request.outHeaders = null;
    request.setHeader("Host", host);
    // The host comes last in Node, too, where headers were given.
    request.outHeaders = { __proto__: null, ...others, ...request.outHeaders };
  }
  if (auth && !request.hasHeader("authorization")) {
    request.setHeader("Authorization", `Basic ${Buffer.from(auth).toString("base64")}`);
  }
}

function abortBy(request, signal) {
  const onAbort = () => {
    const { AbortError } = require("internal/errors");
    request.destroy(new AbortError(undefined, { cause: signal.reason }));
  };
  if (signal.aborted) return void process.nextTick(onAbort);
  signal.addEventListener("abort", onAbort, { once: true });
  request.once("close", () => signal.removeEventListener("abort", onAbort));
}

function openAlone(request, options) {
  request.shouldKeepAlive = false;
  const connect = options.createConnection || require("net").connect;
  const path = options.socketPath ? { path: options.socketPath } : { path: undefined };
  const socket = connect({ ...options, ...path }, (error, made) => {
    if (error) request.destroy(error);
    else if (made && !request.ownSocket) request.onSocket(made);
  });
  if (socket) request.onSocket(socket);
}

Object.defineProperty(prototype, "socket", {
  get() { return this.ownSocket; }, set(socket) { this.ownSocket = socket; }, configurable: true, enumerable: true,
});

// --- Sending

prototype._implicitHeader = function () {
  let lines = `${this.method} ${this.path} HTTP/1.1\r\n${headerLines(this.outHeaders) || ""}`;
  const has = (name) => this.outHeaders !== null && this.outHeaders[name] !== undefined;
  const connection = has("connection") ? String(this.outHeaders.connection[1]) : null;
  if (connection === null) {
    const keeps = this.agent ? this.agent.keepAlive || false : this.shouldKeepAlive;
    this.shouldKeepAlive = Boolean(keeps);
    if (has("upgrade")) lines += "";
    else lines += linesOf("Connection", this.shouldKeepAlive ? "keep-alive" : "close");
  } else {
    this.shouldKeepAlive = !/close/i.test(connection) && Boolean(this.agent && this.agent.keepAlive);
  }
  if (has("transfer-encoding")) {
    this.chunkedEncoding = /chunked/i.test(String(this.outHeaders["transfer-encoding"][1]));
  } else if (!has("content-length") && !has("expect") || has("expect") && !has("content-length")) {
    if (this.knownLength !== undefined) {
      if (this.knownLength > 0 || this.useChunkedEncodingByDefault) lines += linesOf("Content-Length",
        this.knownLength);
    } else if (this.useChunkedEncodingByDefault || this.hasBodyNow) {
      this.chunkedEncoding = true;
      lines += linesOf("Transfer-Encoding", "chunked");
    }
  }
  this._header = `${lines}\r\n`;
};

/** Bytes go to the socket, once it is there. */
function put(request, data, callback) {
  const { ownSocket } = request;
  if (ownSocket && ownSocket._httpMessage === request) return ownSocket.write(data, "latin1", callback);
  request.waitingWrites.push([data, callback]);
  return true;
}

prototype.sendHead = function () {
  if (this._headerSent) return;
  this._headerSent = true;
  put(this, this._header);
};

prototype.sendChunk = function (bytes) {
  const size = typeof bytes === "string" ? Buffer.byteLength(bytes) : bytes.length;
  if (size === 0) return 0;
  if (!this._headerSent && !this.chunkedEncoding && !this.useChunkedEncodingByDefault &&
    !this.hasHeader("content-length")) {
    this.hasBodyNow = true;
    this._header = null;
    this._implicitHeader();
  }
  this.sendHead();
  const buffer = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
  if (this.chunkedEncoding) {
    put(this, Buffer.concat([Buffer.from(`${size.toString(16)}\r\n`), buffer, Buffer.from("\r\n")]));
  } else put(this, buffer);
  const waiting = this.ownSocket ? this.ownSocket.writableLength : this.waitingWrites.length * 1024;
  if (waiting >= HIGH_WATER_MARK && this.ownSocket) this.ownSocket.once("drain", () => this.onDrain());
  return waiting;
};

Object.defineProperty(prototype, "onDrain", { value() {
  if (!this.needsDrain || this.finished) return;
  this.needsDrain = false;
  this.emit("drain");
} });

prototype.sendEnd = function (bytes) {
  if (!this._header) {
    this.knownLength = bytes === undefined ? 0 : typeof bytes === "string" ? Buffer.byteLength(bytes) : bytes.length;
    this._implicitHeader();
  }
  if (bytes !== undefined && bytes.length > 0) {
    this.sendHead();
    const buffer = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
    if (this.chunkedEncoding) {
      put(this, Buffer.concat([Buffer.from(`${buffer.length.toString(16)}\r\n`), buffer, Buffer.from("\r\n")]));
    } else put(this, buffer);
  }
  this.sendHead();
  if (this.chunkedEncoding) put(this, `0\r\n${this.outTrailers}\r\n`);
  put(this, "", () => afterSent(this));
};

function afterSent(request) {
  if (request.hasFinished) return;
  request.hasFinished = true;
  request.emit("prefinish");
  request.emit("finish");
  maybeDone(request);
}

// --- The connection

prototype.onSocket = function (socket, error) {
  context.run(this.stores, process.nextTick, [() => {
    if (this.destroyed || error) {
      if (socket && !this.agent) socket.destroy();
      else if (socket) socket.emit("free");
      if (error) this.destroy(error);
      return;
    }
    useSocket(this, socket);
  }]);
};

function useSocket(request, socket) {
  request.ownSocket = socket;
  socket._httpMessage = request;
  let client = socket.httpClient;
  if (client === undefined) {
    client = { parser: null, socket };
    Object.defineProperty(socket, "httpClient", { value: client, enumerable: false });
    client.parser = new ResponseParser({
      onHead: (head) => onHead(socket, head),
      onBody: (bytes) => onBody(socket, bytes),
      onEnd: (trailers) => onEnd(socket, trailers),
    });
    socket.on("data", (bytes) => told(socket, onData, bytes));
    socket.on("end", () => told(socket, onSocketEnd));
    socket.on("close", () => told(socket, onSocketClose));
    socket.on("error", (error) => told(socket, onSocketError, error));
    socket.on("drain", () => told(socket, onSocketDrain));
  }
  client.parser.start(request.method);
  request.parser = client.parser;
  request.emit("socket", socket);
  if (request.timeout) setIdleLimit(request, request.timeout);
  for (const [data, callback] of request.waitingWrites) put(request, data, callback);
  request.waitingWrites = [];
}

/** A connection serves many requests: what is told of one belongs to the stores of that one. */
function told(socket, tell, value) {
  const stores = socket._httpMessage?.stores;
  if (stores === context.current) tell(socket, value);
  else context.run(stores, tell, [socket, value]);
}

function onSocketDrain(socket) {
  socket._httpMessage?.onDrain();
}

function onData(socket, bytes) {
  const request = socket._httpMessage;
  if (!request || socket.isDetached) return;
  const rest = socket.httpClient.parser.execute(bytes);
  if (rest instanceof Error) {
    rest.rawPacket = bytes;
    request.failure = rest;
    socket.destroy();
    failRequest(request, rest);
  } else if (rest !== null) {
    if (request.upgradeOrConnect) upgraded(request, socket, rest);
    else socket.destroy();
  } else if (request.upgradeOrConnect && !socket.isDetached) {
    upgraded(request, socket, Buffer.alloc(0));
  }
}

function onHead(socket, head) {
  const request = socket._httpMessage;
  if (head.isInformation) {
    if (head.status === 100) request.emit("continue");
    const response = responseOf(socket, head);
    request.emit("information", { statusCode: head.status, statusMessage: head.reason, httpVersion: `1.${head.minor}`,
      httpVersionMajor: 1, httpVersionMinor: head.minor, headers: response.headers, rawHeaders: head.raw });
    return;
  }
  const response = responseOf(socket, head);
  request.res = response;
  response.req = request;
  socket.keepsAlive = head.keepsAlive;
  const hint = /(?:^|,)\s*timeout=(\d+)/i.exec(response.headers["keep-alive"] || "");
  socket.keepAliveHint = hint === null ? undefined : Number(hint[1]);
  if (head.isUpgrade) {
    request.upgradeOrConnect = true;
    response.upgrade = true;
    return;
  }
  response.source = {
    resume() { socket.resume(); },
    abandon(message, error) { socket.destroy(error); },
  };
  if (!request.emit("response", response)) response._dump();
}

function responseOf(socket, head) {
  const response = new IncomingMessage(socket);
  response.statusCode = head.status;
  response.statusMessage = head.reason;
  response.madeRaw = head.raw;
  response.minor = head.minor;
  response.upgrade = false;
  return response;
}

function onBody(socket, bytes) {
  const { res: response } = socket._httpMessage;
  if (!response.take(bytes)) socket.pause();
}

function onEnd(socket, trailers) {
  const request = socket._httpMessage, { res: response } = request;
  response.trailerText = trailers.join("\n");
  response.source = null;
  response.takeEnd(response.trailerText);
  maybeDone(request);
}

function upgraded(request, socket, head) {
  socket.isDetached = true;
  const name = request.method === "CONNECT" ? "connect" : "upgrade";
  for (const event of ["data", "end", "close", "error", "drain"]) socket.removeAllListeners(event);
  socket._httpMessage = null;
  socket.emit("agentRemove");
  request.isClosed = true;
  if (request.listenerCount(name) > 0) request.emit(name, request.res, socket, head);
  else socket.destroy();
  request.emit("close");
}

/** Request and response are through: the connection is for the next one. */
function maybeDone(request) {
  const { res: response, ownSocket: socket } = request;
  if (!response || !response.complete || !request.hasFinished || request.isClosed || request.upgradeOrConnect) return;
  request.isClosed = true;
  const isKept = request.shouldKeepAlive && socket.keepsAlive && !socket.destroyed;
  if (request.timeoutListener) socket.removeListener("timeout", request.timeoutListener);
  const finish = () => {
    socket._httpMessage = null;
    if (isKept && request.agent) socket.emit("free");
    else socket.destroySoon ? socket.destroySoon() : socket.destroy();
    request.destroyed = true;
    process.nextTick(() => request.emit("close"));
  };
  if (response._dumped || response.readableEnded) return finish();
  socket.resume();
  response.once("close", finish);
}

function onSocketEnd(socket) {
  const request = socket._httpMessage;
  if (!request) return socket.destroy();
  const error = socket.httpClient.parser.finish(); // of a response that begins, which its body tells
  if (error && !request.res) failRequest(request, resetError());
  if (error) socket.destroy();
}

function onSocketClose(socket) {
  const request = socket._httpMessage;
  if (!request) return;
  socket.httpClient.parser.finish();
  socket._httpMessage = null;
  const { res: response } = request;
  if (response) {
    if (!response.complete) {
      response.source = null;
      response.destroy(resetError("aborted"));
    }
    if (!request.isClosed) {
      request.isClosed = true;
      request.destroyed = true;
      request.emit("close");
    }
    return;
  }
  if (!request.isFailed) failRequest(request, resetError());
  if (!request.isClosed) {
    request.isClosed = true;
    process.nextTick(() => request.emit("close"));
  }
}

function onSocketError(socket, error) {
  const request = socket._httpMessage;
  if (request) failRequest(request, error);
}

function failRequest(request, error) {
  if (request.isFailed) return;
  request.isFailed = true;
  request.destroyed = true;
  request.errorThrown = error;
  request.emit("error", error);
}

prototype.destroy = function (error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  if (this.res) this.res._dump();
  this.errorThrown = error || null;
  const socket = this.ownSocket;
  if (socket) {
    this.isFailed = true;
    socket.destroy(error);
    if (error || !this.res) process.nextTick(() => this.emit("error", error || resetError()));
    return this;
  }
  process.nextTick(() => {
    this.isFailed = true;
    this.emit("error", error || resetError());
    this.isClosed = true;
    this.emit("close");
  });
  return this;
};

prototype.abort = function () {
  if (this.aborted) return;
  this.aborted = true;
  process.nextTick(() => this.emit("abort"));
  this.destroy();
};

function setIdleLimit(request, milliseconds) {
  const socket = request.ownSocket;
  request.timeoutListener ||= () => request.emit("timeout");
  socket.removeListener("timeout", request.timeoutListener);
  socket.on("timeout", request.timeoutListener);
  socket.setTimeout(milliseconds);
}

prototype.setTimeout = function (milliseconds, callback) {
  this.timeout = milliseconds;
  if (callback) this.once("timeout", callback);
  if (this.ownSocket) setIdleLimit(this, milliseconds);
  return this;
};

prototype.setNoDelay = function (is) {
  if (this.ownSocket) this.ownSocket.setNoDelay(is);
  else this.once("socket", (socket) => socket.setNoDelay(is));
};
prototype.setSocketKeepAlive = function (is, delay) {
  if (this.ownSocket) this.ownSocket.setKeepAlive(is, delay);
  else this.once("socket", (socket) => socket.setKeepAlive(is, delay));
};
prototype.clearTimeout = function (callback) { this.setTimeout(0, callback); };
prototype.onResponseData = null;

function request(input, options, callback) {
  return new ClientRequest(input, options, callback);
}

function get(input, options, callback) {
  const sent = request(input, options, callback);
  sent.end();
  return sent;
}

module.exports = { ClientRequest, request, get, Agent };
