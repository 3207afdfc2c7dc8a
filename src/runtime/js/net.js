// Node's `net`: connections and servers over TCP and over sockets that have a path.
"use strict";
/* global internalBinding */
const binding = internalBinding("tcp");
const EventEmitter = require("events");
const { Duplex } = require("stream");
const { make } = require("internal/errors");
const { context } = require("internal/ticks");
const systemErrors = require.later("internal/system_error");
const { checkBoolean, checkDuration, checkFunction, checkInteger } = require("internal/validators");
const ip = require.later("internal/ip");

// What C tells of a handle.
const DATA = 0, END = 1, ERROR = 2, CONNECTION = 3, CONNECTED = 4;
const BACKLOG = 511;

// --- Connections

function addressOf(parts) {
  return parts === undefined ? {} : { address: parts[0], family: parts[1], port: parts[2] };
}

/** A connection; it may have to be made yet. */
function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  if (typeof options === "number") options = { fd: options };
  else options = { ...options };
  Duplex.call(this, {
    allowHalfOpen: Boolean(options.allowHalfOpen), emitClose: false, autoDestroy: true, decodeStrings: false,
    highWaterMark: options.highWaterMark, signal: options.signal,
    readable: options.readable !== false, writable: options.writable !== false,
  });
  this.connecting = false;
  this._hadError = false;
  this._host = null;
  this._handle = null;
  this._parent = null;
  this._server = null;
  this.timeout = undefined;
  hide(this, "timer", null);
  hide(this, "isReading", false);
  hide(this, "pendingWrite", null);
  hide(this, "read_", 0);
  hide(this, "written", 0);
  hide(this, "pauseOnCreate", Boolean(options.pauseOnCreate));
  this.on("end", onReadEnd);
  if (options.handle) attach(this, options.handle);
  else if (options.fd !== undefined) openDescriptor(this, options.fd);
  if (options.handle && options.pauseOnCreate) Duplex.prototype.pause.call(this);
  if (options.onread !== undefined && options.onread !== null) hide(this, "onread", options.onread);
  if (this._handle && !options.manualStart && !options.pauseOnCreate && options.readable !== false) this.read(0);
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
}

function attach(socket, handle) {
  socket._handle = handle;
}

/** A listener for a handle whose socket comes later: `owner.socket`. */
function listenerFor(owner) {
  return context.bind((event, value) => { if (owner.socket !== null) onEvent(owner.socket, event, value); });
}

function newHandle(socket, isPipe) {
  const owner = { socket };
  return isPipe ? binding.pipe(listenerFor(owner)) : binding.tcp(listenerFor(owner));
}

function openDescriptor(socket, descriptor) {
  checkInteger(descriptor, "fd", 0, 2 ** 31 - 1);
  const kind = internalBinding("process").streamKind(descriptor);
  const handle = newHandle(socket, kind !== "tcp");
  const error = binding.open(handle, descriptor);
  if (error < 0) throw systemErrors().streamError(error, "open");
  attach(socket, handle);
}

function onEvent(socket, event, value) {
  if (socket.destroyed) return;
  refreshTimer(socket);
  if (event === DATA) {
    socket.read_ += value.length;
    if (socket.onread) return onOwnBuffer(socket, value);
    if (!socket.push(Buffer.from(value.buffer, value.byteOffset, value.length))) {
      socket.isReading = false;
      binding.readStop(socket._handle);
    }
  } else if (event === END) {
    socket.push(null);
    socket.read(0);
  } else if (event === ERROR) {
    socket.destroy(systemErrors().streamError(value, "read"));
  } else if (event === CONNECTED) {
    afterConnect(socket, value);
  }
}

function onOwnBuffer(socket, bytes) {
  const { buffer, callback } = socket.onread;
  for (let at = 0; at < bytes.length;) {
    const target = typeof buffer === "function" ? buffer() : buffer;
    const count = Math.min(target.length, bytes.length - at);
    target.set(bytes.subarray(at, at + count));
    at += count;
    if (callback(count, target) === false) {
      socket.isReading = false;
      binding.readStop(socket._handle);
    }
  }
}

function onReadEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterEnd;
}

function writeAfterEnd(chunk, encoding, callback) {
  if (typeof encoding === "function") callback = encoding;
  const error = new Error("This socket has been ended by the other party");
  error.code = "EPIPE";
  if (typeof callback === "function") process.nextTick(callback, error);
  this.destroy(error);
  return false;
}

Socket.prototype._read = function () {
  if (this.connecting || !this._handle) {
    this.once("connect", () => this._read());
  } else if (!this.isReading) {
    this.isReading = true;
    const error = binding.readStart(this._handle);
    if (error < 0) this.destroy(systemErrors().streamError(error, "read"));
  }
};

Socket.prototype._write = function (chunk, encoding, callback) {
  if (this.connecting) {
    this.pendingWrite = [chunk, encoding, callback];
    this.once("connect", function () {
      this.pendingWrite = null;
      this._write(chunk, encoding, callback);
    });
    this.once("close", () => { if (this.pendingWrite) callback(make("ERR_SOCKET_CLOSED_BEFORE_CONNECTION")); });
    return;
  }
  if (!this._handle) return callback(make("ERR_SOCKET_CLOSED"));
  refreshTimer(this);
  const isText = typeof chunk === "string";
  const bytes = isText && encoding !== "utf8" && encoding !== "utf-8" ? Buffer.from(chunk, encoding) : chunk;
  this.written += isText ? Buffer.byteLength(chunk, encoding) : chunk.length;
  const waiting = binding.write(this._handle, bytes, context.bind((status) => {
    refreshTimer(this);
    callback(status < 0 ? systemErrors().streamError(status, "write") : null);
  }));
  if (waiting < 0) callback(systemErrors().streamError(waiting, "write"));
  else if (waiting === 0) callback(null);
};

Socket.prototype._writev = function (chunks, callback) {
  const all = chunks.map(({ chunk, encoding }) => typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk);
  this._write(Buffer.concat(all), "buffer", callback);
};

Socket.prototype._final = function (callback) {
  if (this.connecting) return void this.once("connect", () => this._final(callback));
  if (!this._handle) return callback();
  const error = binding.shutdown(this._handle, context.bind(() => callback()));
  if (error < 0) callback(error === -107 ? null : systemErrors().streamError(error, "shutdown"));
};

Socket.prototype._destroy = function (error, callback) {
  this.connecting = false;
  clearTimer(this);
  if (this._handle) {
    const handle = this._handle;
    this._handle = null;
    this._sockname = this._sockname || addressOf(binding.sockname(handle));
    const hadError = Boolean(error);
    const close = this.resetAndClosing ? binding.reset : binding.close;
    close(handle, context.bind(() => this.emit("close", hadError)));
    callback(error);
  } else {
    callback(error);
    process.nextTick(() => this.emit("close", Boolean(error)));
  }
  if (this._server) {
    this._server._connections--;
    this._server._emitCloseIfDrained();
    this._server = null;
  }
};

// --- Making a connection

function tellFailedAttempt(socket, status) {
  const { path, host, port } = socket.wanted;
  if (path || socket.listenerCount("connectionAttemptFailed") === 0) return;
  const error = systemErrors().connectionError(status, "connect", host, port);
  socket.emit("connectionAttemptFailed", host, port, ip().isIP(host), error);
}

function afterConnect(socket, status) {
  if (!socket.connecting) return;
  socket.connecting = false;
  if (status < 0) {
    tellFailedAttempt(socket, status);
    if (socket.tryNext && socket.tryNext(status)) return;
    const { path, host, port } = socket.wanted;
    return socket.destroy(systemErrors().connectionError(status, "connect", path || host, path ? undefined : port));
  }
  if (socket.allReadable !== false && !socket.isPaused()) socket.read(0);
  socket.emit("connect");
  socket.emit("ready");
}

/** (port, host, callback), (path, callback), (options, callback) → [options, callback] */
function normalizeArgs(args) {
  let options = {};
  const [first] = args;
  if (typeof first === "object" && first !== null) options = first;
  else if (typeof first === "string" && !(Number(first) >= 0)) options.path = first;
  else if (args.length > 0) {
    options.port = first;
    if (args.length > 1 && typeof args[1] === "string") options.host = args[1];
  }
  const callback = args.at(-1);
  return [options, typeof callback === "function" ? callback : null];
}

function checkPort(port, name = "Port") {
  const number = typeof port === "string" && port.trim() !== "" ? Number(port) : port;
  if ((typeof port !== "number" && typeof port !== "string") || !(number >= 0 && number <= 65535)
    || !Number.isInteger(number)) {
    throw make("ERR_SOCKET_BAD_PORT", name, port);
  }
  return number;
}

Socket.prototype.connect = function (...args) {
  const [options, callback] = Array.isArray(args[0]) ? args[0] : normalizeArgs(args);
  if (callback) this.once("connect", callback);
  if (this.destroyed || this._handle) reset(this);
  this.connecting = true;
  this.wanted = options;
  if (options.path) {
    if (typeof options.path !== "string") throw make("ERR_INVALID_ARG_TYPE", "options.path", "string", options.path);
    attach(this, newHandle(this, true));
    binding.connect(this._handle, options.path);
    return this;
  }
  if (options.port === undefined) throw make("ERR_MISSING_ARGS", ["options", "port", "path"]);
  const port = checkPort(options.port);
  const { localAddress, lookup } = options;
  if (localAddress && !ip().isIP(localAddress)) throw make("ERR_INVALID_IP_ADDRESS", localAddress);
  if (lookup !== undefined) checkFunction(lookup, "options.lookup");
  const host = options.host || "localhost";
  if (options.timeout) this.setTimeout(options.timeout);
  const family = ip().isIP(host);
  if (family) process.nextTick(() => { if (this.connecting) open(this, host, port); });
  else resolveAndOpen(this, host, port, options);
  return this;
};

function reset(socket) {
  socket._handle = null;
  socket._undestroy();
  socket._sockname = null;
  delete socket.write;
}

function open(socket, address, port) {
  attach(socket, newHandle(socket, false));
  socket.wanted = { ...socket.wanted, host: address, port };
  const { localAddress, localPort } = socket.wanted;
  let error = 0, syscall = "connect";
  if (localAddress || localPort) {
    const any = ip().isIP(address) === 6 ? "::" : "0.0.0.0";
    error = binding.bind(socket._handle, localAddress || any, localPort || 0);
    syscall = "bind";
  }
  if (error === 0) {
    syscall = "connect";
    socket.emit("connectionAttempt", address, port, ip().isIP(address));
    error = binding.connect(socket._handle, address, port);
  }
  if (error < 0) socket.destroy(systemErrors().connectionError(error, syscall, address, port));
}

function resolveAndOpen(socket, host, port, options) {
  const lookup = options.lookup || require("dns").lookup;
  socket._host = host;
  const wanted = { family: options.family || 0, hints: options.hints || 0, all: true };
  lookup(host, wanted, (error, found, family) => {
    if (error) socket.emit("lookup", error, undefined, undefined, host);
    if (!socket.connecting) return;
    if (error) return socket.destroy(error);
    const addresses = Array.isArray(found) ? found : [{ address: found, family }];
    for (const one of addresses) socket.emit("lookup", null, one.address, one.family, host);
    openFirst(socket, addresses, port);
  });
}

/** One address after the other, until one answers. */
function openFirst(socket, addresses, port) {
  const errors = [];
  let next = 0;
  socket.tryNext = (status) => {
    errors.push(systemErrors().connectionError(status, "connect", addresses[next - 1].address, port));
    if (next === addresses.length) {
      if (errors.length === 1) return false;
      const error = new AggregateError(errors);
      error.code = errors[0].code;
      socket.destroy(error);
      return true;
    }
    binding.close(socket._handle);
    socket.connecting = true;
    open(socket, addresses[next++].address, port);
    return true;
  };
  open(socket, addresses[next++].address, port);
}

// --- Time

function clearTimer(socket) {
  if (socket.timer !== null) clearTimeout(socket.timer);
  socket.timer = null;
}

function refreshTimer(socket) {
  if (socket.timer !== null) socket.timer.refresh();
}

Socket.prototype.setTimeout = function (milliseconds, callback) {
  if (this.destroyed) return this;
  checkDuration(milliseconds, "msecs");
  if (callback !== undefined) checkFunction(callback, "callback");
  this.timeout = milliseconds;
  clearTimer(this);
  if (milliseconds === 0) {
    if (callback) this.removeListener("timeout", callback);
  } else {
    this.timer = setTimeout(() => this.emit("timeout"), milliseconds).unref();
    if (callback) this.once("timeout", callback);
  }
  return this;
};

// --- What else a connection can do

Socket.prototype.setNoDelay = function (is = true) {
  if (this._handle) binding.setNoDelay(this._handle, Boolean(is));
  else this.once("connect", () => this.setNoDelay(is));
  return this;
};

Socket.prototype.setKeepAlive = function (is = false, after = 0) {
  if (this._handle) binding.setKeepAlive(this._handle, Boolean(is), Math.floor(after / 1000));
  else this.once("connect", () => this.setKeepAlive(is, after));
  return this;
};

Socket.prototype.ref = function () {
  if (this._handle) binding.ref(this._handle);
  else this.once("connect", this.ref);
  return this;
};

Socket.prototype.unref = function () {
  if (this._handle) binding.unref(this._handle);
  else this.once("connect", this.unref);
  return this;
};

Socket.prototype.address = function () {
  return this._handle ? addressOf(binding.sockname(this._handle)) : {};
};

Socket.prototype.destroySoon = function () {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once("finish", this.destroy);
};

Socket.prototype.resetAndDestroy = function () {
  this.resetAndClosing = true;
  return this.destroy();
};

Socket.prototype.pause = function () {
  if (this.isReading && this._handle && !this.connecting && this.onread) {
    this.isReading = false;
    binding.readStop(this._handle);
  }
  return Duplex.prototype.pause.call(this);
};

Socket.prototype._getpeername = function () {
  if (!this._handle || this.connecting) return this._peername || {};
  if (!this._peername) this._peername = addressOf(binding.peername(this._handle));
  return this._peername;
};

Socket.prototype._getsockname = function () {
  if (!this._handle) return this._sockname || {};
  if (!this._sockname) this._sockname = addressOf(binding.sockname(this._handle));
  return this._sockname;
};

function getter(name, get) {
  Object.defineProperty(Socket.prototype, name, { get, configurable: true, enumerable: true });
}
getter("remoteAddress", function () { return this._getpeername().address; });
getter("remoteFamily", function () { return this._getpeername().family; });
getter("remotePort", function () { return this._getpeername().port; });
getter("localAddress", function () { return this._getsockname().address; });
getter("localPort", function () { return this._getsockname().port; });
getter("localFamily", function () { return this._getsockname().family; });
getter("bytesRead", function () { return this.read_; });
getter("bytesWritten", function () { return this.written + (this.writableLength || 0); });
getter("_bytesDispatched", function () { return this.written; });
getter("pending", function () { return !this._handle || this.connecting; });
getter("bufferSize", function () { return this._handle ? this.writableLength : undefined; });
getter("readyState", function () {
  if (this.connecting) return "opening";
  if (this.readable && this.writable) return "open";
  if (this.readable) return "readOnly";
  return this.writable ? "writeOnly" : "closed";
});

// --- Servers

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  EventEmitter.call(this);
  if (typeof options === "function") {
    listener = options;
    options = {};
  }
  if (options !== undefined && options !== null && typeof options !== "object") {
    throw make("ERR_INVALID_ARG_TYPE", "options", "Object", options);
  }
  options = { ...options };
  if (typeof listener === "function") this.on("connection", listener);
  this._connections = 0;
  this._handle = null;
  hide(this, "isUnref", false);
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = Boolean(options.pauseOnConnect);
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = options.keepAliveInitialDelay || 0;
  this.highWaterMark = options.highWaterMark;
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

/** How a server listens: over a handle of the loop. Servers of HTTP have another one. */
const plainListening = {
  open(server, { path, host, port, backlog, ipv6Only, fd, isPipe = path !== undefined }) {
    const store = context.current;
    const onConnection = (event, status) => {
      if (event === CONNECTION) accept(server, handle, isPipe, status, store);
    };
    const handle = isPipe ? binding.pipe(onConnection) : binding.tcp(onConnection);
    let error;
    if (fd !== undefined) error = binding.open(handle, fd);
    else if (isPipe) error = binding.bind(handle, path);
    else error = binding.bind(handle, host, port, ipv6Only);
    if (error === 0) error = binding.listen(handle, backlog);
    if (error === 0) return handle;
    binding.close(handle);
    return error;
  },
  address: (handle) => binding.sockname(handle),
  close: (handle, callback) => binding.close(handle, callback && context.bind(callback)),
  ref: (handle) => binding.ref(handle),
  unref: (handle) => binding.unref(handle),
};
Server.prototype._listening = plainListening;

function endsOf(handle) {
  const local = addressOf(binding.sockname(handle)), remote = addressOf(binding.peername(handle));
  return {
    localAddress: local.address, localPort: local.port, localFamily: local.family,
    remoteAddress: remote.address, remotePort: remote.port, remoteFamily: remote.family,
  };
}

/** `store` is what AsyncLocalStorage kept when the server was told to listen: that of the event, not of what is told of
 *  the connection. */
function accept(server, handle, isPipe, status, store) {
  if (status < 0) return server.emit("error", systemErrors().streamError(status, "accept"));
  const owner = { socket: null };
  const peer = isPipe ? binding.pipe(listenerFor(owner)) : binding.tcp(listenerFor(owner));
  if (binding.accept(handle, peer) < 0) return binding.close(peer);
  if (server.maxConnections !== undefined && server._connections >= server.maxConnections) {
    server.emit("drop", isPipe ? undefined : endsOf(peer));
    return binding.close(peer);
  }
  const socket = new Socket({ handle: peer, allowHalfOpen: server.allowHalfOpen,
    pauseOnCreate: server.pauseOnConnect, manualStart: true, highWaterMark: server.highWaterMark });
  owner.socket = socket;
  if (server.noDelay) socket.setNoDelay(true);
  if (server.keepAlive) socket.setKeepAlive(true, server.keepAliveInitialDelay);
  server._connections++;
  socket.server = server;
  socket._server = server;
  context.run(store, () => server.emit("connection", socket), []);
  if (!server.pauseOnConnect) socket.read(0);
}

Server.prototype.listen = function (...args) {
  const [options, callback] = normalizeArgs(args);
  if (this._handle) throw make("ERR_SERVER_ALREADY_LISTEN");
  if (callback) this.once("listening", callback);
  let { port, path, host, backlog, exclusive, ipv6Only = false, signal, fd } = options;
  if (typeof args[0] !== "object" || args[0] === null) {
    const number = args.slice(1).find((value) => typeof value === "number");
    if (number !== undefined) backlog = number;
  }
  if (signal) {
    if (signal.aborted) this.close();
    else signal.addEventListener("abort", () => this.close(), { once: true });
  }
  if (path !== undefined && path !== null) {
    if (typeof path !== "string") throw make("ERR_INVALID_ARG_TYPE", "options.path", "string", path);
  } else if (typeof fd !== "number") {
    if (args.length > 0 && port === undefined && typeof args[0] === "object" && args[0] !== null &&
      !("port" in options)) {
      const error = make("ERR_INVALID_ARG_VALUE", "options", options, 'must have the property "port" or "path"');
      throw error;
    }
    port = port === undefined || port === null ? 0 : checkPort(port, "options.port");
  }
  const { readableAll, writableAll } = options;
  const wanted = { exclusive, readableAll, writableAll, path: path === null ? undefined : path, port,
    backlog: backlog || BACKLOG, ipv6Only, fd };
  if (wanted.path === undefined && fd === undefined && host) listenAt(this, host, wanted);
  else listenNow(this, wanted);
  return this;
};

function listenAt(server, host, wanted) {
  if (ip().isIP(host)) return listenNow(server, { ...wanted, host });
  require("dns").lookup(host, (error, address) => {
    if (error) return server.emit("error", error);
    listenNow(server, { ...wanted, host: address });
  });
}

/** Lets other users of the machine read from and write to a socket at a path. */
function openToAll({ path, readableAll, writableAll }) {
  const fs = require("fs");
  fs.chmodSync(path, fs.statSync(path).mode | (readableAll ? 0o444 : 0) | (writableAll ? 0o222 : 0));
}

/** Without a host, all addresses of both families, where there are two. */
function listenNow(server, wanted) {
  // A worker of a cluster shares what it listens to with the others.
  const isShared = Server.askPrimary !== null && !wanted.exclusive && wanted.fd === undefined;
  if (!isShared) return listened(server, wanted, tryToListen(server, wanted));
  Server.askPrimary(server, wanted, (descriptor) => {
    const isGiven = descriptor >= 0;
    const result = isGiven ? server._listening.open(server, { fd: descriptor, isPipe: wanted.path !== undefined,
      backlog: wanted.backlog }) : descriptor;
    listened(server, wanted, result, "bind");
  });
}

function tryToListen(server, wanted) {
  const { path, fd, host } = wanted;
  if (path !== undefined || fd !== undefined || host !== undefined) return server._listening.open(server, wanted);
  const result = server._listening.open(server, { ...wanted, host: "::" });
  const hasNoV6 = typeof result === "number" && ["EAFNOSUPPORT", "EINVAL", "EADDRNOTAVAIL"]
    .includes(internalBinding("process").errorName(result));
  return hasNoV6 ? server._listening.open(server, { ...wanted, host: "0.0.0.0" }) : result;
}

function listened(server, wanted, result, syscall = "listen") {
  if (typeof result === "number") {
    const error = systemErrors().connectionError(result, syscall, wanted.path || wanted.host || "::",
      wanted.path ? -1 : wanted.port);
    return void process.nextTick(() => server.emit("error", error));
  }
  if (wanted.path !== undefined && (wanted.readableAll || wanted.writableAll)) openToAll(wanted);
  server._handle = result;
  server._path = wanted.path;
  if (server.isUnref) server._listening.unref(result);
  process.nextTick(() => { if (server._handle) server.emit("listening"); });
}

Server.prototype.address = function () {
  if (!this._handle) return null;
  if (this._path !== undefined) return this._path;
  const { address, family, port } = addressOf(this._listening.address(this._handle));
  return { address, family, port };
};

Server.prototype.close = function (callback) {
  if (typeof callback === "function") {
    if (this._handle) this.once("close", callback);
    else this.once("close", () => callback(make("ERR_SERVER_NOT_RUNNING")));
  }
  if (this._handle) {
    this._listening.close(this._handle);
    this._handle = null;
  }
  this._emitCloseIfDrained();
  return this;
};

Server.prototype._emitCloseIfDrained = function () {
  if (this._handle || this._connections > 0) return;
  process.nextTick(() => this.emit("close"));
};

Server.prototype[Symbol.asyncDispose] = async function () {
  if (!this._handle) return;
  await new Promise((resolve, reject) => { this.close((error) => error ? reject(error) : resolve()); });
};

/** What an async listener threw, where rejections are captured. */
Server.prototype[Symbol.for("nodejs.rejection")] = function (error, name, socket) {
  if (name === "connection") socket.destroy(error);
  else this.emit("error", error);
};

Server.prototype.getConnections = function (callback) {
  process.nextTick(callback, null, this._connections);
  return this;
};

Server.prototype.ref = function () {
  this.isUnref = false;
  if (this._handle) this._listening.ref(this._handle);
  return this;
};

Server.prototype.unref = function () {
  this.isUnref = true;
  if (this._handle) this._listening.unref(this._handle);
  return this;
};

Object.defineProperty(Server.prototype, "listening", {
  get() { return Boolean(this._handle); }, configurable: true, enumerable: true,
});

function connect(...args) {
  const normalized = normalizeArgs(args);
  return new Socket(normalized[0]).connect(normalized);
}

/** A socket of an open descriptor, for connections that another protocol takes over. */
function socketOfDescriptor(descriptor) {
  const owner = { socket: null };
  const handle = binding.tcp(listenerFor(owner));
  binding.open(handle, descriptor);
  owner.socket = new Socket({ handle, allowHalfOpen: true, manualStart: true });
  return owner.socket;
}
hide(Server, "askPrimary", null);
hide(Socket, "ofDescriptor", socketOfDescriptor);
hide(Socket, "listenerFor", listenerFor);

let autoSelectFamily = true, autoSelectFamilyTimeout = 250;

module.exports = {
  Socket, Stream: Socket, Server, connect, createConnection: connect,
  isIP: (text) => ip().isIP(text),
  isIPv4: (text) => ip().isIPv4(text),
  isIPv6: (text) => ip().isIPv6(text),
  createServer: (options, listener) => new Server(options, listener),
  _normalizeArgs: normalizeArgs,
  getDefaultAutoSelectFamily: () => autoSelectFamily,
  setDefaultAutoSelectFamily: (is) => {
    checkBoolean(is, "value");
    autoSelectFamily = is;
  },
  getDefaultAutoSelectFamilyAttemptTimeout: () => autoSelectFamilyTimeout,
  setDefaultAutoSelectFamilyAttemptTimeout: (time) => {
    checkInteger(time, "value", 1);
    autoSelectFamilyTimeout = Math.max(10, time);
  },
  get BlockList() { return require("internal/block_list").BlockList; },
  get SocketAddress() { return require("internal/block_list").SocketAddress; },
};
