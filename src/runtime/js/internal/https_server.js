// https.Server: a server of HTTP whose connections are encrypted; C does it.
"use strict";
/* global internalBinding */
const binding = internalBinding("http");
const http = require("internal/http_server");
const { secured } = require("internal/tls_server");
const { hide } = require("internal/tls_socket");

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
for (const [name, value] of Object.entries(secured.methods)) hide(Server.prototype, name, value);

/** Connections that come from now on have these certificates. */
hide(Server.prototype, "setSecureContext", function (options) {
  secured.methods.setSecureContext.call(this, options);
  binding.setTls(this.native, this.ofOpenSsl, this.requestCert && this.rejectUnauthorized);
});

module.exports = { Server };
