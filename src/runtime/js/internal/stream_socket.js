// A socket over any duplex stream, as Node makes one for TLS over what is no socket. Packages take its class
// from `new tls.TLSSocket(stream)._handle._parentWrap`.
"use strict";
const net = require("net");

class JSStreamSocket extends net.Socket {
  constructor(stream) {
    super({ manualStart: true, allowHalfOpen: true });
    this.stream = stream;
    stream.pause();
    stream.on("data", (chunk) => { if (!this.push(chunk)) stream.pause(); });
    stream.on("end", () => { this.push(null); });
    stream.on("error", (error) => { this.destroy(error); });
    stream.on("close", () => { this.destroy(); });
  }
  _read() { this.stream.resume(); }
  _write(chunk, encoding, callback) { this.stream.write(chunk, encoding, callback); }
  _final(callback) { this.stream.end(callback); }
  _destroy(error, callback) {
    this.stream.destroy();
    super._destroy(error, callback);
  }
}

module.exports = { JSStreamSocket };
