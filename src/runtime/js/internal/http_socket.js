// The socket of a request, as a server's script sees it. The connection itself is HTTP's own; this tells of it and
// ends it.
"use strict";
/* global internalBinding */
const binding = internalBinding("http");
const net = require("net");

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
  if (this.timer !== null) clearTimeout(this.timer);
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

module.exports = { HttpSocket, socketOf, existing, closed };
