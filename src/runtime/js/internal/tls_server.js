// tls.Server: a server of `net` whose connections are encrypted.
"use strict";
const net = require("net");
const { make } = require("internal/errors");
const { TLSSocket, hide } = require("internal/tls_socket");
const { SecureContext, createSecureContext, protocolBytes, refuse } = require("internal/tls_context");

const HANDSHAKE_TIME = 120_000;

/** Whether a name of addContext, with a star for one part or more, stands for a host. */
function nameForm(name) {
  const text = name.replace(/([.^$+?\-\\[\]{}])/g, "\\$1").replaceAll("*", "[^.]*");
  return new RegExp(`^${text}$`, "i");
}

/** The SNICallback of a script, as a function that gives a context at once. */
function chooserOf(server) {
  return (name) => {
    const { callback, names } = server.contextsByName;
    if (callback) return called(server, callback, name);
    const found = names.findLast(({ form }) => form.test(name));
    return found === undefined ? undefined : found.context.for(server.use());
  };
}

let hasWarned = false;

function warnOfLateness() {
  if (hasWarned) return;
  hasWarned = true;
  process.emitWarning("An SNICallback of TLS must call back before it returns; clients are refused until it does.");
}

let refusing;

/** A context without a certificate, with which no handshake ends well. */
function refusingContext() {
  return (refusing ??= new SecureContext()).for({ isServer: true });
}

/** What the callback chooses before it returns; undefined for the server's own context. */
function called(server, callback, name) {
  let answer;
  try {
    callback.call(server, name, (error, context) => { answer ??= { error, context }; });
    if (answer === undefined) warnOfLateness();
    if (answer === undefined || answer.error) return refusingContext();
    const { context } = answer;
    if (context === undefined || context === null) return undefined;
    return context instanceof SecureContext ? context.for(server.use()) : refusingContext();
  } catch (error) {
    process.nextTick(() => { throw error; });
    return refusingContext();
  }
}

function checkServerOptions(options) {
  if (options === null || typeof options !== "object") {
    throw make("ERR_INVALID_ARG_TYPE", "options", "Object", options);
  }
  const { SNICallback: callback, ALPNCallback: chooses, pskCallback } = options;
  if (callback !== undefined && callback !== null && typeof callback !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "options.SNICallback", "function", callback);
  }
  if (chooses) throw refuse("ALPNCallback", "name the protocols with \"ALPNProtocols\"");
  if (pskCallback) throw refuse("pskCallback", "keys are not shared beforehand");
}

/** What servers of TLS and of HTTPS have in common: their contexts. */
const secured = {
  setUp(server, options) {
    checkServerOptions(options);
    hide(server, "contextsByName", { callback: options.SNICallback, names: [] });
    hide(server, "handshakeTime", options.handshakeTimeout || HANDSHAKE_TIME);
    server.requestCert = options.requestCert === true;
    server.rejectUnauthorized = options.rejectUnauthorized !== false;
    if (options.ALPNProtocols) server.ALPNProtocols = protocolBytes(options.ALPNProtocols);
    server.setSecureContext(options);
  },
  methods: {
    /** What chooses by names goes with OpenSSL's part: the server holds that, too, so that it stays. */
    setSecureContext(options) {
      const secureContext = options.secureContext || new SecureContext(options);
      hide(this, "ofOpenSsl", secureContext.for({ ...this.use(), choose: chooserOf(this) }));
      hide(this, "secureContext", secureContext);
    },
    addContext(name, context) {
      if (!name) throw make("ERR_TLS_REQUIRED_SERVER_NAME");
      const made = context instanceof SecureContext ? context : createSecureContext({ ...context, isServer: true });
      this.contextsByName.names.push({ form: nameForm(name), context: made });
    },
    use() {
      return { isServer: true, protocols: this.ALPNProtocols, asksCertificate: this.requestCert };
    },
    getTicketKeys() { throw refuse("ticketKeys", "they are OpenSSL's own"); },
    setTicketKeys() { throw refuse("ticketKeys", "they are OpenSSL's own"); },
  },
};

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  if (typeof options === "function") {
    listener = options;
    options = {};
  }
  options = options === undefined || options === null ? {} : options;
  secured.setUp(this, options);
  net.Server.call(this, options, (carrier) => { secure(this, carrier); });
  if (listener) this.on("secureConnection", listener);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);
for (const [name, value] of Object.entries(secured.methods)) hide(Server.prototype, name, value);

/** A connection has come: it is told of once it is secure. */
function secure(server, carrier) {
  const socket = new TLSSocket(carrier, {
    isServer: true, server, secureContext: server.secureContext, ofOpenSsl: server.ofOpenSsl,
    requestCert: server.requestCert, rejectUnauthorized: server.rejectUnauthorized,
    ALPNProtocols: server.ALPNProtocols, pauseOnConnect: server.pauseOnConnect,
  });
  const giveUp = () => { socket.destroy(make("ERR_TLS_HANDSHAKE_TIMEOUT")); };
  const tooLate = setTimeout(giveUp, server.handshakeTime).unref();
  const onFailure = (error) => { server.emit("tlsClientError", error, socket); };
  socket.on("error", onFailure);
  socket.once("close", () => { clearTimeout(tooLate); });
  socket.once("secure", () => {
    clearTimeout(tooLate);
    if (server.requestCert) socket.judge();
    socket.secureConnecting = false;
    socket.removeListener("error", onFailure);
    server.emit("secureConnection", socket);
  });
}

function createServer(options, listener) {
  return new Server(options, listener);
}

module.exports = { Server, createServer, secured };
