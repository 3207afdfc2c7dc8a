// process.stdin, process.stdout and process.stderr. Writing waits until all is written, as Node does for files,
// terminals and pipes.
"use strict";
/* global internalBinding */
const binding = internalBinding("process");

function onWrite(descriptor) {
  return (chunk, encoding, callback) => {
    const error = binding.write(descriptor, typeof chunk === "string" && encoding !== "utf8" && encoding !== "utf-8"
      ? Buffer.from(chunk, encoding) : chunk);
    callback(error < 0 ? require("internal/system_error").streamError(error, "write") : null);
  };
}

function makeOutput(descriptor) {
  const kind = binding.streamKind(descriptor);
  const { Writable } = require("stream");
  const stream = kind === "tty" ? new (require("tty").WriteStream)(descriptor)
    : new Writable({ decodeStrings: false, write: onWrite(descriptor), emitClose: false, autoDestroy: false });
  stream.fd = descriptor;
  stream._type = kind === "file" ? "fs" : kind;
  stream._isStdio = true;
  stream.destroySoon = stream.destroy;
  stream._destroy = (error, callback) => callback(error);
  return stream;
}

function makeInput() {
  const kind = binding.streamKind(0);
  if (kind === "tty") return new (require("tty").ReadStream)(0);
  if (kind === "pipe" || kind === "tcp") {
    const stream = new (require("net").Socket)({ fd: 0, readable: true, writable: false, manualStart: true });
    stream.fd = 0;
    return stream;
  }
  const { Readable } = require("stream");
  if (kind === "file") return require("fs").createReadStream(null, { fd: 0, autoClose: false });
  const stream = new Readable({ read() {} });
  stream.push(null);
  stream.fd = 0;
  return stream;
}

const make = (descriptor) => descriptor === 0 ? makeInput() : makeOutput(descriptor);

module.exports = { make, onWrite };
