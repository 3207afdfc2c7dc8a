// tls.TLSSocket: plain bytes for the script, over any stream that carries the encrypted ones.
"use strict";
/* global internalBinding */
const binding = internalBinding("tls");
const net = require("net");
const { make } = require("internal/errors");
const { resetError } = require("internal/system_error");
const { createSecureContext, protocolBytes, problemError } = require("internal/tls_context");

// What binding.describe gives, by its place.
const PROTOCOL = 0, ALPN = 1, NAME = 2, CIPHER = 3, STANDARD = 4, VERSION = 5, VERIFY_CODE = 6, VERIFY_TEXT = 7,
  RESUMED = 8;
const EPROTO = -71;
const PIECE = 256 * 1024; // that is encrypted at once

function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
}

/** `carrier` has the encrypted bytes; without one, `connect` makes it. */
function TLSSocket(carrier, options = {}) {
  if (!(this instanceof TLSSocket)) return new TLSSocket(carrier, options);
  const isOwn = carrier === undefined || carrier === null;
  net.Socket.call(this, { manualStart: true, highWaterMark: options.highWaterMark, signal: options.signal,
    allowHalfOpen: isOwn ? options.allowHalfOpen : Boolean(carrier.allowHalfOpen),
    pauseOnCreate: options.pauseOnConnect });
  this._tlsOptions = options;
  this._secureEstablished = false;
  this._controlReleased = false;
  this.secureConnecting = true;
  this.servername = null;
  this.alpnProtocol = null;
  this.authorized = false;
  this.authorizationError = null;
  this.encrypted = true;
  this.server = options.server;
  this._requestCert = options.requestCert || !options.isServer;
  this._rejectUnauthorized = Boolean(options.rejectUnauthorized);
  hide(this, "ssl", null); // as long as there is a connection
  hide(this, "facts", null);
  hide(this, "carrier", isOwn ? new net.Socket() : carrier);
  hide(this, "heldWrites", []); // until the handshake is done
  hide(this, "sentCallback", null); // of what the carrier has not taken yet
  hide(this, "isCarrierClosed", false);
  this._handle = handleOf(this.carrier);
  listen(this, this.carrier);
  if (options.stream !== undefined) return adopt(this, options.stream);
  if (!isOwn && carrier.connecting) {
    this.connecting = true;
    carrier.once("connect", () => connected(this));
  } else if (!isOwn) process.nextTick(() => { begin(this); });
}
Object.setPrototypeOf(TLSSocket.prototype, net.Socket.prototype);
Object.setPrototypeOf(TLSSocket, net.Socket);
const { prototype } = TLSSocket;

// --- The carrier

/** What packages look at of Node's own handle. */
function handleOf(carrier) {
  let wrap = carrier instanceof net.Socket ? carrier : undefined;
  return {
    get _parentWrap() { return wrap ??= new (require("internal/stream_socket").JSStreamSocket)(carrier); },
  };
}

function listen(socket, carrier) {
  carrier.allowHalfOpen = true; // it ends when this socket does
  carrier.on("error", (error) => { socket.destroy(error); });
  carrier.on("end", () => { onCarrierEnd(socket); });
  carrier.on("close", () => {
    socket.isCarrierClosed = true;
    onCarrierClose(socket);
  });
  carrier.on("lookup", (...parts) => { socket.emit("lookup", ...parts); });
}

function connected(socket) {
  if (socket.destroyed) return;
  socket.connecting = false;
  socket.emit("connect");
  socket.emit("ready");
  begin(socket);
}

prototype.connect = function (...args) {
  const [options, callback] = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  if (callback) this.once("connect", callback);
  this.connecting = true;
  this.carrier.connect({ ...options, timeout: undefined });
  this._host = this.carrier._host;
  this.carrier.once("connect", () => connected(this));
  return this;
};

function onCarrierEnd(socket) {
  if (socket.destroyed) return;
  if (!socket._secureEstablished) {
    if (socket._tlsOptions.isServer) return void socket.destroy(resetError());
    socket.once("end", () => { socket.destroy(early(socket)); });
  }
  if (!socket.readableEnded && !socket._readableState.ended) endReading(socket);
}

function onCarrierClose(socket) {
  if (socket.destroyed) return;
  if (!socket._secureEstablished) {
    return void socket.destroy(socket._tlsOptions.isServer ? resetError() : early(socket));
  }
  if (socket.readableEnded || socket.readableLength === 0) return void socket.destroy();
  endReading(socket); // what has come is there for whoever reads it later
  socket.once("end", () => { socket.destroy(); });
}

function early(socket) {
  const error = resetError("Client network socket disconnected before secure TLS connection was established");
  const { path, host, port, localAddress } = socket.wanted || {};
  return Object.assign(error, { path, host, port, localAddress });
}

// --- The stream of OpenSSL

function contextOf(options) {
  if (options.ofOpenSsl) return options.ofOpenSsl;
  const protocols = options.ALPNProtocols === undefined || options.ALPNProtocols === null ? undefined
    : protocolBytes(options.ALPNProtocols);
  const context = options.secureContext || createSecureContext({ ...options, isServer: Boolean(options.isServer) });
  return context.for({
    isServer: Boolean(options.isServer), protocols: protocols && protocols.length > 0 ? protocols : undefined,
    asksCertificate: Boolean(options.isServer && options.requestCert),
  });
}

function begin(socket) {
  if (socket.destroyed || socket.ssl !== null) return;
  if (socket.carrier.destroyed) return onCarrierClose(socket);
  const options = socket._tlsOptions;
  try {
    const isVerified = Boolean(options.isServer && options.requestCert && options.rejectUnauthorized);
    socket.ssl = binding.stream(contextOf(options), options.servername || undefined, isVerified);
  } catch (error) {
    return void socket.destroy(error);
  }
  const { carrier } = socket;
  carrier.on("data", (bytes) => { receive(socket, bytes); });
  send(socket, null);
  if (carrier.readableEnded) onCarrierEnd(socket);
}

/** A stream whose handshake somebody else has done. */
function adopt(socket, stream) {
  socket.ssl = stream;
  socket.secureConnecting = false;
  agreed(socket);
  socket.carrier.on("data", (bytes) => { receive(socket, bytes); });
  send(socket, null);
  process.nextTick(() => { if (!socket.destroyed) deliver(socket); });
}

/** What is encrypted goes to the carrier; `callback` when it has been taken. */
function send(socket, callback) {
  const bytes = binding.output(socket.ssl);
  if (bytes === undefined || socket.carrier.destroyed) return void (callback && process.nextTick(callback, null));
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (callback === null) return void socket.carrier.write(buffer);
  socket.sentCallback = callback;
  socket.carrier.write(buffer, (error) => {
    if (socket.sentCallback !== callback) return;
    socket.sentCallback = null;
    callback(error);
  });
}

function receive(socket, bytes) {
  const { ssl } = socket;
  if (socket.destroyed || ssl === null) return;
  if (socket.timer !== null) socket.timer.refresh();
  binding.receive(ssl, bytes);
  if (!socket._secureEstablished && binding.isOpen(ssl)) established(socket);
  if (!socket.destroyed) deliver(socket);
}

/** Plain bytes out of what has come. */
function deliver(socket) {
  const { ssl } = socket;
  let chunk;
  while ((chunk = binding.read(ssl))) {
    socket.read_ += chunk.length;
    const takesMore = socket.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    if (socket.destroyed) return;
    if (!takesMore) socket.carrier.pause();
  }
  const problem = binding.problem(ssl);
  if (problem !== undefined) return fail(socket, problem);
  send(socket, null);
  if (chunk === null) endReading(socket);
}

function endReading(socket) {
  if (socket._readableState.ended) return;
  socket.push(null);
  if (socket.readableFlowing !== false || socket.readableLength === 0) socket.read(0);
}

/** The connection is broken: the other side is told, as far as it can be. */
function fail(socket, problem) {
  const { carrier, sentCallback } = socket;
  const bytes = binding.output(socket.ssl);
  if (bytes !== undefined && !carrier.destroyed) carrier.write(Buffer.from(bytes));
  const error = problemError(problem);
  const isWriting = sentCallback !== null || socket.heldWrites.length > 0;
  socket.destroy(isWriting && !socket._tlsOptions.isServer ? writeError(error) : error);
}

function writeError({ message }) {
  const error = new Error(`write EPROTO ${message}\n`);
  return Object.assign(error, { errno: EPROTO, code: "EPROTO", syscall: "write" });
}

/** The handshake is done: what it has come to is known. */
function agreed(socket) {
  socket._secureEstablished = true;
  const facts = socket.facts = socket.describe();
  socket.alpnProtocol = facts[ALPN] || false;
  const options = socket._tlsOptions;
  socket.servername = options.isServer ? facts[NAME] || false : options.servername || false;
}

function established(socket) {
  agreed(socket);
  socket.emit("secure");
  if (socket.destroyed) return;
  send(socket, null);
  const held = socket.heldWrites;
  socket.heldWrites = [];
  for (const write of held) write();
}

// Where the facts come from; sockets of servers of HTTPS have another place.
hide(prototype, "describe", function () { return this.ssl ? binding.describe(this.ssl) : undefined; });
hide(prototype, "certificateAt", function (index) {
  return this.ssl ? binding.certificate(this.ssl, index) : undefined;
});

/** Of a server that has asked for a certificate: whether it is right. */
hide(prototype, "judge", function () {
  const problem = this.verifyProblem();
  this.authorized = problem === null;
  this.authorizationError = problem === null ? null : problem.code;
});

/** The error of the other side's certificate, or null. */
hide(prototype, "verifyProblem", function () {
  const { facts } = this;
  if (facts[VERIFY_CODE] === "") return null;
  const error = new Error(facts[VERIFY_TEXT]);
  error.code = facts[VERIFY_CODE];
  return error;
});

// --- A stream for the script

prototype._read = function () {
  if (this.ssl !== null && !this.carrier.destroyed) this.carrier.resume();
};

prototype._write = function (chunk, encoding, callback) {
  if (this.destroyed) return callback(make("ERR_STREAM_DESTROYED", "write"));
  if (!this._secureEstablished) return void this.heldWrites.push(() => { this._write(chunk, encoding, callback); });
  const isText = typeof chunk === "string";
  const bytes = isText ? Buffer.from(chunk, encoding) : chunk;
  if (this.timer !== null) this.timer.refresh();
  this.written += bytes.length;
  writePiece(this, bytes, callback);
};

/** One piece after the other, so that a large write is not encrypted in memory as a whole. */
function writePiece(socket, bytes, callback) {
  binding.write(socket.ssl, bytes.length > PIECE ? bytes.subarray(0, PIECE) : bytes);
  const problem = binding.problem(socket.ssl);
  if (problem !== undefined) return callback(problemError(problem));
  if (bytes.length <= PIECE) return send(socket, callback);
  send(socket, (error) => {
    if (error || socket.destroyed) return callback(error || null);
    writePiece(socket, bytes.subarray(PIECE), callback);
  });
}

prototype._writev = function (chunks, callback) {
  const all = chunks.map(({ chunk, encoding }) => typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk);
  this._write(Buffer.concat(all), "buffer", callback);
};

prototype._final = function (callback) {
  if (!this._secureEstablished) return void this.heldWrites.push(() => { this._final(callback); });
  binding.shutdown(this.ssl);
  send(this, null);
  this.carrier.end(() => { callback(); });
};

prototype._destroy = function (error, callback) {
  const { carrier } = this;
  this.connecting = false;
  if (this.timer !== null) clearTimeout(this.timer);
  this.timer = null;
  this._handle = null;
  this._sockname = carrier._sockname;
  const held = this.sentCallback;
  this.sentCallback = null;
  this.heldWrites = [];
  if (held !== null) held(error || make("ERR_STREAM_DESTROYED", "write"));
  const tell = () => {
    if (this.ssl !== null) binding.release(this.ssl);
    this.ssl = null;
    this.emit("close", Boolean(error));
  };
  if (this.isCarrierClosed) process.nextTick(tell);
  else carrier.once("close", tell);
  if (this.resetAndClosing && carrier.resetAndDestroy) carrier.resetAndDestroy();
  else carrier.destroy();
  callback(error);
};

// --- What is the carrier's

for (const name of ["setNoDelay", "setKeepAlive", "ref", "unref"]) {
  prototype[name] = function (...args) {
    if (typeof this.carrier[name] === "function") this.carrier[name](...args);
    return this;
  };
}
prototype._getpeername = function () { return this.carrier._getpeername ? this.carrier._getpeername() : {}; };
prototype._getsockname = function () { return this.carrier._getsockname ? this.carrier._getsockname() : {}; };
prototype.address = function () { return this.carrier.address ? this.carrier.address() : {}; };
prototype.pause = function () { return require("stream").Duplex.prototype.pause.call(this); };
for (const [name, get] of Object.entries({
  pending() { return this.connecting; },
  bufferSize() { return this.ssl ? this.writableLength : undefined; },
})) Object.defineProperty(prototype, name, { get, configurable: true, enumerable: true });

// --- What was agreed on

prototype.getProtocol = function () {
  const facts = this.describe();
  return facts === undefined ? null : facts[PROTOCOL];
};

prototype.getCipher = function () {
  if (!this.facts) return undefined;
  return { name: this.facts[CIPHER], standardName: this.facts[STANDARD], version: this.facts[VERSION] };
};

prototype.getPeerCertificate = function (isDetailed = false) {
  if (this.destroyed) return null;
  const raws = [];
  const most = isDetailed ? 32 : 1;
  for (let raw; raws.length < most && (raw = this.certificateAt(raws.length)) !== undefined;) raws.push(raw);
  if (raws.length === 0) return {};
  const { certificateOf, chainOf } = require("internal/x509");
  try {
    return isDetailed ? chainOf(raws) : certificateOf(raws[0]);
  } catch {
    return {}; // what cannot be read is about no host
  }
};

prototype.getCertificate = function () { return this.ssl ? {} : null; };
prototype.getSession = function () { return this.ssl ? undefined : null; };
prototype.setSession = function () {};
prototype.getTLSTicket = function () { return undefined; };
prototype.isSessionReused = function () { return Boolean(this.facts && this.facts[RESUMED]); };
prototype.getEphemeralKeyInfo = function () { return this._tlsOptions.isServer ? null : {}; };
prototype.getFinished = function () { return undefined; };
prototype.getPeerFinished = function () { return undefined; };
prototype.disableRenegotiation = function () {};
prototype.setMaxSendFragment = function () { return true; };
prototype.enableTrace = function () {};

/** The name that the server is to be asked for; before the handshake. */
prototype.setServername = function (name) {
  if (typeof name !== "string") throw make("ERR_INVALID_ARG_TYPE", "name", "string", name);
  if (this._tlsOptions.isServer) throw make("ERR_TLS_SNI_FROM_SERVER");
  this._tlsOptions.servername = name;
};

prototype._releaseControl = function () {
  if (this._controlReleased) return false;
  this._controlReleased = true;
  return true;
};

module.exports = { TLSSocket, agreed, hide };
