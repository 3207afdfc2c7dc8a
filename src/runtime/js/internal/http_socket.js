// The socket of a request, as a server's script sees it. The connection itself is HTTP's own; this tells of it and
// ends it.
"use strict";
/* global internalBinding */
const binding = internalBinding("http");
const timers = internalBinding("timers");
const net = require("net");
const { checkFunction } = require("internal/validators");

// What C says of a connection in the place of a time.
const IS_IDLE = -1, GONE = -2;

/** A connection by its number. A net.Socket for those who ask, without a handle. */
function HttpSocket(key, server) {
  net.Socket.call(this, { manualStart: true });
  Object.defineProperty(this, "key", { value: key, enumerable: false });
  this.server = server;
  this._httpMessage = null;
  this.parser = null;
  const found = binding.addresses(key);
  const named = (parts) => parts === undefined ? {} : { address: parts[0], family: parts[1], port: parts[2] };
  this._peername = named(found && found[0]);
  this._sockname = named(found && found[1]);
}
Object.setPrototypeOf(HttpSocket.prototype, net.Socket.prototype);

HttpSocket.prototype._read = function () {};
HttpSocket.prototype._write = function (chunk, encoding, callback) {
  binding.writeRaw(this.key, typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk);
  callback(null);
};
HttpSocket.prototype._writev = null;
HttpSocket.prototype._final = function (callback) {
  binding.endRaw(this.key);
  callback();
};
HttpSocket.prototype._destroy = function (error, callback) {
  stopTimer(this);
  binding.close(this.key);
  callback(error);
  if (!binding.isOpen(this.key)) process.nextTick(() => this.tellClose());
};
HttpSocket.prototype.tellClose = function () {
  if (this.hasTold) return;
  this.hasTold = true;
  this.emit("close", Boolean(this.errored));
};
for (const name of ["setNoDelay", "setKeepAlive", "ref", "unref"]) HttpSocket.prototype[name] = function () {
  return this; };
// --- Time

let tellTimeout; // the server's part
let timedCount = 0; // sockets with a timer

function stopTimer(socket) {
  if (socket.timer === null) return;
  timedCount--;
  clearTimeout(socket.timer);
  socket.timer = null;
}

function wait(socket, milliseconds) {
  socket.timer = setTimeout(onTimer, milliseconds, socket).unref();
}

/** C knows when something came or went; so a timer is not set anew each time, but may come too early. */
function onTimer(socket) {
  const quiet = binding.quiet(socket.key), now = timers.now();
  if (quiet === GONE) return stopTimer(socket);
  const since = Math.max(socket.timedFrom, now - quiet);
  const left = quiet === IS_IDLE ? socket.timeout : socket.timeout - (now - since);
  if (left >= 1) return wait(socket, left);
  const isNew = !socket.hasExpired || since > socket.timedFrom;
  socket.timedFrom = now;
  socket.hasExpired = true;
  wait(socket, socket.timeout);
  if (isNew) expire(socket);
}

/** The server hears of it first, which ends the connection if nobody else would. */
function expire(socket) {
  tellTimeout(socket);
  socket.emit("timeout");
}

HttpSocket.prototype.setTimeout = function (milliseconds, callback) {
  if (this.destroyed) return this;
  if (callback !== undefined) checkFunction(callback, "callback");
  this.timeout = milliseconds;
  stopTimer(this);
  if (milliseconds === 0) {
    if (callback) this.removeListener("timeout", callback);
    return this;
  }
  if (callback) this.once("timeout", callback);
  timedCount++;
  this.timedFrom = timers.now();
  this.hasExpired = false;
  wait(this, milliseconds);
  return this;
};

/** A request has been answered: the limit that its connection had for it is no more. */
function betweenRequests(key) {
  if (timedCount === 0) return;
  const socket = sockets.get(key);
  if (socket === undefined || socket.timer === null || !(socket.server?.keepAliveTimeout > 0)) return;
  socket.setTimeout(socket.server.timeout || 0);
}

HttpSocket.prototype.address = function () { return this._sockname; };
Object.defineProperty(HttpSocket.prototype, "pending", { get: () => false, configurable: true });
Object.defineProperty(HttpSocket.prototype, "readyState", {
  get() { return this.destroyed ? "closed" : "open"; }, configurable: true,
});

const sockets = new Map();

/** The socket of a connection: one, as long as the connection lives. */
function socketOf(key, server) {
  let socket = sockets.get(key);
  if (socket !== undefined) return socket;
  socket = server && server.secureContext ? new (require("internal/https_socket").HttpsSocket)(key, server)
    : new HttpSocket(key, server);
  if (binding.isOpen(key)) sockets.set(key, socket);
  else socket.destroyed = true;
  return socket;
}

function closed(key) {
  const socket = sockets.get(key);
  if (socket === undefined) return;
  sockets.delete(key);
  if (!socket.destroyed) socket.destroy();
  process.nextTick(() => socket.tellClose());
}

/** The socket if there is one already. */
const existing = (key) => sockets.get(key);

/** Sets what is done when nothing has happened on a connection for too long. */
function onTimeout(tell) { tellTimeout = tell; }

module.exports = { HttpSocket, socketOf, existing, closed, onTimeout, expire, betweenRequests };
