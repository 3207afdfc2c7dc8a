// What fetch() says when a request can't be made or breaks off: the names, codes and sentences that programs compare.
"use strict";

/** What fetch() rejects with. */
function failed(cause) {
  return new TypeError("fetch failed", { cause });
}

class SocketError extends Error {
  constructor(message, socket) {
    super(message);
    this.name = "SocketError";
    this.code = "UND_ERR_SOCKET";
    this.socket = socket && {
      localAddress: socket.localAddress, localPort: socket.localPort, remoteAddress: socket.remoteAddress,
      remotePort: socket.remotePort, remoteFamily: socket.remoteFamily, timeout: socket.timeout,
      bytesWritten: socket.bytesWritten, bytesRead: socket.bytesRead,
    };
  }
}

class HTTPParserError extends Error {
  constructor({ code, reason }) {
    super(`Response does not match the HTTP/1.1 protocol${reason === undefined ? "" : ` (${reason})`}`);
    this.name = "HTTPParserError";
    this.code = code;
  }
}

/** The error that ended a connection, as fetch() tells it. */
function ofConnection(error, socket) {
  const { code, syscall } = error;
  if (typeof code === "string" && code.startsWith("HPE_")) return new HTTPParserError(error);
  if (code !== "ECONNRESET" || syscall !== undefined) return error;
  return socket?.errored ?? new SocketError("other side closed", socket); // http calls it a hang-up
}

// Ports of other protocols, to which the standard lets nobody send.
const badPorts = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

function checkPort(url) {
  if (url.port !== "" && badPorts.has(Number(url.port))) throw failed(new Error("bad port"));
}

// These are Node's own sentences, dots included: fetch() has no file: there.
const ofScheme = { about: "about scheme is not supported", file: "not implemented... yet..." };
const schemeError = (scheme) => failed(new Error(ofScheme[scheme] ?? "unknown scheme"));

module.exports = { failed, ofConnection, checkPort, schemeError };
