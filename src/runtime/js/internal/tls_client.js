// tls.connect: a connection whose other side must show a certificate that is right.
"use strict";
const net = require("net");
const { make } = require("internal/errors");
const { isIP } = require("internal/ip");
const { TLSSocket, hide } = require("internal/tls_socket");
const { clientContext, protocolBytes, refuse } = require("internal/tls_context");

let hasWarned = false;

/** Whether the environment says that any certificate will do. */
function allowsUnauthorized() {
  const allows = process.env.NODE_TLS_REJECT_UNAUTHORIZED === "0";
  if (allows && !hasWarned) {
    hasWarned = true;
    process.emitWarning("Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections " +
      "and HTTPS requests insecure by disabling certificate verification.");
  }
  return allows;
}

/** (port, host, options, callback), (options, callback) → [options, callback] */
function argumentsOf(args) {
  const [options, callback] = net._normalizeArgs(args);
  const more = args.slice(1).find((one) => one !== null && typeof one === "object");
  return [{ ...options, ...more }, callback];
}

let hasWarnedOfAddress = false;

function warnOfAddress(name) {
  if (hasWarnedOfAddress || !isIP(name)) return;
  hasWarnedOfAddress = true;
  process.emitWarning("Setting the TLS ServerName to an IP address is not permitted by RFC 6066. " +
    "This will be ignored in a future version.", "DeprecationWarning", "DEP0123");
}

/** The error of the server's certificate, if there is one. */
function problemOf(socket, options, host) {
  const wrong = socket.verifyProblem();
  if (wrong !== null || socket.isSessionReused()) return wrong;
  return options.checkServerIdentity(host, socket.getPeerCertificate(true)) || null;
}

function onSecure(socket, options) {
  const { servername, host, socket: carrier } = options;
  const name = servername || host || (carrier && carrier._host) || "localhost";
  const problem = problemOf(socket, options, name);
  if (problem !== null) {
    socket.authorized = false;
    socket.authorizationError = problem.code || problem.message;
    if (options.rejectUnauthorized) return socket.destroy(problem);
  } else socket.authorized = true;
  socket.secureConnecting = false;
  socket.emit("secureConnect");
}

function connect(...args) {
  const [given, callback] = argumentsOf(args);
  const { checkServerIdentity } = require("tls"); // which a script may have replaced
  const options = { rejectUnauthorized: !allowsUnauthorized(), checkServerIdentity, ...given };
  if (typeof options.checkServerIdentity !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "options.checkServerIdentity", "function", options.checkServerIdentity);
  }
  if (options.pskCallback) throw refuse("pskCallback", "keys are not shared beforehand");
  const secureContext = clientContext(options);
  const protocols = options.ALPNProtocols;
  const socket = new TLSSocket(options.socket, {
    secureContext, isServer: false, requestCert: true, rejectUnauthorized: options.rejectUnauthorized !== false,
    ALPNProtocols: protocols === undefined || protocols === null ? undefined : protocolBytes(protocols),
    allowHalfOpen: options.socket ? options.socket.allowHalfOpen : Boolean(options.allowHalfOpen),
    highWaterMark: options.highWaterMark, signal: options.signal,
  });
  const { host, port, path, localAddress } = options;
  hide(socket, "wanted", { host, port, path, localAddress });
  options.rejectUnauthorized = options.rejectUnauthorized !== false;
  if (options.servername) {
    warnOfAddress(options.servername);
    socket.setServername(options.servername);
  }
  if (callback) socket.once("secureConnect", callback);
  socket.on("secure", () => { onSecure(socket, options); });
  if (!options.socket) {
    if (options.timeout) socket.setTimeout(options.timeout);
    socket.connect(options);
  }
  return socket;
}

module.exports = { connect };
