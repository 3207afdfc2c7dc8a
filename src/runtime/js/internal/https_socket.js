// The socket of a request that came over TLS: that of HTTP, which can be asked about the encryption, too.
"use strict";
/* global internalBinding */
const binding = internalBinding("http");
const net = require("net");
const { HttpSocket } = require("internal/http_socket");
const { TLSSocket, agreed, hide } = require("internal/tls_socket");

/** A connection by its number. A TLSSocket for those who ask. */
function HttpsSocket(key, server) {
  HttpSocket.call(this, key, server);
  this._tlsOptions = { isServer: true, server };
  this._secureEstablished = false;
  this.secureConnecting = true;
  this.servername = null;
  this.alpnProtocol = null;
  this.authorized = false;
  this.authorizationError = null;
  this.encrypted = true;
  this.agreed();
}
Object.setPrototypeOf(HttpsSocket.prototype, TLSSocket.prototype);
Object.setPrototypeOf(HttpsSocket, TLSSocket);
Object.defineProperties(HttpsSocket.prototype, Object.getOwnPropertyDescriptors(HttpSocket.prototype));
const { prototype } = HttpsSocket;
Object.defineProperty(prototype, "constructor", { value: TLSSocket, enumerable: false });
for (const name of ["_getpeername", "_getsockname", "connect"]) {
  prototype[name] = net.Socket.prototype[name];
}

hide(prototype, "describe", function () { return binding.tlsFacts(this.key); });
hide(prototype, "certificateAt", function (index) { return binding.tlsCertificate(this.key, index); });

/** What the handshake has come to is taken over, if it is done. */
hide(prototype, "agreed", function () {
  if (this._secureEstablished || this.describe() === undefined) return;
  agreed(this);
  this.secureConnecting = false;
  if (this.server && this.server.requestCert) this.judge();
});

/** The socket of a connection that HTTP has left, over what carries it. */
function detached(carrier, stream, server) {
  const socket = new TLSSocket(carrier, { isServer: true, server, stream });
  if (server.requestCert) socket.judge();
  return socket;
}

module.exports = { HttpsSocket, detached };
