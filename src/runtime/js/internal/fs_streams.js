// fs.ReadStream and fs.WriteStream.
"use strict";
const { Readable, Writable } = require("stream");
const { make } = require("internal/errors");
const { callLater } = require("internal/fs_calls");
const { readLater, writeLater } = require("internal/fs_bytes");
const { pathOf, optionsOf } = require("internal/fs_values");

const HIGH_WATER_MARK = 64 * 1024;

function checkPlace(value, name) {
  if (value === undefined) return;
  if (typeof value !== "number") throw make("ERR_INVALID_ARG_TYPE", name, "number", value);
  if (!Number.isInteger(value) && value !== Infinity) throw make("ERR_OUT_OF_RANGE", name, "an integer", value);
  if (value < 0) throw make("ERR_OUT_OF_RANGE", name, `>= 0 && <= ${2 ** 53 - 1}`, value);
}

/** Opens the file unless a descriptor was given. */
function prepare(stream, path, options, flags) {
  const { fd, autoClose = true, emitClose = true } = options;
  stream.fd = fd === undefined || fd === null ? null : typeof fd === "object" ? fd.fd : fd;
  if (typeof fd === "object" && fd !== null) {
    Object.defineProperty(stream, "fileHandle", { value: fd });
    fd.on("close", () => stream.destroy());
  }
  stream.path = stream.fd === null ? pathOf(path) : undefined;
  stream.flags = options.flags === undefined ? flags : options.flags;
  stream.mode = options.mode === undefined ? 0o666 : options.mode;
  stream.autoClose = autoClose;
  stream.emitsClose = emitClose;
  stream.bytesDone = 0;
}

function construct(callback) {
  if (this.fd !== null) return void callback();
  callLater("open", [this.path, this.flags, this.mode], (error, fd) => {
    if (error) return callback(error);
    this.fd = fd;
    callback();
    this.emit("open", fd);
    this.emit("ready");
  });
}

function destroy(error, callback) {
  if (this.isBusy) {
    this.once("idle", () => destroy.call(this, error, callback));
    return;
  }
  const { fd } = this;
  if (fd === null || this.fd === undefined) return void callback(error);
  this.fd = null;
  if (this.fileHandle !== undefined) {
    this.fileHandle.close().then(() => callback(error), callback);
    return;
  }
  callLater("close", [fd], (closing) => callback(error || closing));
}

function idle(stream) {
  stream.isBusy = false;
  if (stream.destroyed) stream.emit("idle");
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = { highWaterMark: HIGH_WATER_MARK, ...optionsOf(options, {}) };
  const { start, end = Infinity } = options;
  checkPlace(start, "start");
  checkPlace(end, "end");
  if (start !== undefined && start > end) throw make("ERR_OUT_OF_RANGE", "start", `<= "end" (here: ${end})`, start);
  prepare(this, path, options, "r");
  this.start = start;
  this.end = end;
  this.pos = start;
  const { autoClose: autoDestroy = true, emitClose = true, encoding, signal, highWaterMark } = options;
  Readable.call(this, { highWaterMark, autoDestroy, emitClose, signal });
  if (encoding && encoding !== "buffer") this.setEncoding(encoding);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

ReadStream.prototype._construct = construct;
ReadStream.prototype._destroy = destroy;
ReadStream.prototype._read = function (size) {
  const left = this.end === Infinity ? size : this.end - (this.start || 0) + 1 - this.bytesDone;
  const wanted = Math.min(size, left);
  if (wanted <= 0) return void this.push(null);
  const buffer = Buffer.allocUnsafeSlow(wanted);
  this.isBusy = true;
  readLater(this.fd, { buffer, offset: 0, length: wanted, position: this.pos ?? null }, (error, count) => {
    idle(this);
    if (this.destroyed) return;
    if (error) return void this.destroy(error);
    if (count === 0) return void this.push(null);
    this.bytesDone += count;
    if (this.pos !== undefined) this.pos += count;
    this.push(count === wanted ? buffer : buffer.subarray(0, count));
  });
};
ReadStream.prototype.close = function (callback) {
  if (callback) require("stream").finished(this, () => callback());
  this.destroy();
};
Object.defineProperty(ReadStream.prototype, "bytesRead", { get() { return this.bytesDone; }, configurable: true });

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = optionsOf(options, {});
  const { start } = options;
  checkPlace(start, "start");
  prepare(this, path, options, "w");
  this.start = start;
  this.pos = start;
  const { autoClose: autoDestroy = true, emitClose = true, signal, highWaterMark } = options;
  Writable.call(this, { decodeStrings: true, highWaterMark, autoDestroy, emitClose, signal });
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

WriteStream.prototype._construct = construct;
WriteStream.prototype._destroy = destroy;

function writeAll(stream, buffer, callback) {
  let at = 0;
  stream.isBusy = true;
  (function next() {
    const wanted = { buffer, offset: at, length: buffer.length - at, position: stream.pos ?? null };
    writeLater(stream.fd, wanted, (error, count) => {
      if (error || stream.destroyed) {
        idle(stream);
        return callback(error || make("ERR_STREAM_DESTROYED", "write"));
      }
      at += count;
      stream.bytesDone += count;
      if (stream.pos !== undefined) stream.pos += count;
      if (at < buffer.length) return next();
      idle(stream);
      callback(null);
    });
  })();
}

WriteStream.prototype._write = function (buffer, encoding, callback) { writeAll(this, buffer, callback); };
WriteStream.prototype._writev = function (chunks, callback) {
  writeAll(this, Buffer.concat(chunks.map(({ chunk }) => chunk)), callback);
};
WriteStream.prototype.close = function (callback) {
  if (callback) {
    if (this.closed) return void process.nextTick(callback);
    this.on("close", callback);
  }
  if (!this.autoClose) this.on("finish", this.destroy);
  this.end();
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;
Object.defineProperty(WriteStream.prototype, "bytesWritten", { get() { return this.bytesDone; }, configurable: true });
for (const Kind of [ReadStream, WriteStream]) {
  Object.defineProperty(Kind.prototype, "pending", { get() { return this.fd === null; }, configurable: true });
}

module.exports = { ReadStream, WriteStream };
