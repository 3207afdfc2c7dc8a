// https.Server: a server of HTTP whose connections are encrypted; C does it.
"use strict";
/* global internalBinding */
const binding = internalBinding("http");
const http = require("internal/http_server");
const { secured, chooserOf } = require("internal/tls_server");

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  if (typeof options === "function") {
    listener = options;
    options = {};
  }
  options = options === undefined || options === null ? {} : options;
  http.Server.call(this, options, listener);
  secured.setUp(this, { ...options, ALPNProtocols: options.ALPNProtocols ?? ["http/1.1"] });
  this.on("tlsClientError", (error, socket) => {
    socket.on("error", () => {}); // it has been told of
    if (!this.emit("clientError", error, socket)) socket.destroy(error);
  });
}
Object.setPrototypeOf(Server.prototype, http.Server.prototype);
Object.setPrototypeOf(Server, http.Server);
for (const [name, value] of Object.entries(secured.methods)) {
  Object.defineProperty(Server.prototype, name, { value, writable: true, configurable: true });
}

/** Connections that come from now on have these certificates. */
Object.defineProperty(Server.prototype, "setSecureContext", { value(options) {
  secured.methods.setSecureContext.call(this, options);
  const native = this.secureContext.for({ ...this.use(), choose: chooserOf(this) });
  binding.setTls(this.native, native, this.requestCert && this.rejectUnauthorized);
}, writable: true, configurable: true });

module.exports = { Server };
