// Between Node's streams and the web's: toWeb and fromWeb.
"use strict";
const { make, AbortError } = require("internal/errors");
const { checkObject } = require("internal/validators");
const { finished } = require("internal/stream_end");
const { destroyer } = require("internal/stream_destroy");
const state = require("internal/stream_state");

const sizeOfChunk = (chunk) => chunk.byteLength ?? chunk.length;

const plainBytes = (chunk) => chunk instanceof Uint8Array && chunk.constructor !== Uint8Array
  ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength) : chunk;

/** A ReadableStream of a Readable. */
function readableToWeb(readable, options = {}) {
  const { ReadableStream } = require("internal/web_streams");
  if (!state.isReadableNode(readable)) {
    throw make("ERR_INVALID_ARG_TYPE", "streamReadable", "stream.Readable", readable);
  }
  if (state.isDestroyed(readable) || !state.isReadable(readable)) {
    const closed = new ReadableStream();
    closed.cancel();
    return closed;
  }
  const isObjects = readable.readableObjectMode;
  let controller, isOver = false;
  readable.pause();
  const stop = finished(readable, { writable: false }, (error) => {
    if (isOver) return;
    isOver = true;
    stop();
    readable.on("error", () => {});
    const failure = error?.code === "ERR_STREAM_PREMATURE_CLOSE" ? new AbortError(undefined, { cause: error }) : error;
    if (failure) controller.error(failure);
    else controller.close();
  });
  readable.on("data", (chunk) => {
    if (isOver) return;
    controller.enqueue(isObjects ? chunk : plainBytes(chunk));
    if (controller.desiredSize <= 0) readable.pause();
  });
  return new ReadableStream({
    start(own) { controller = own; readable.pause(); },
    pull() { readable.resume(); },
    cancel(reason) {
      isOver = true;
      destroyer(readable, reason ?? null);
    },
  }, options?.strategy ||
    { highWaterMark: readable.readableHighWaterMark, size: isObjects ? undefined : sizeOfChunk });
}

/** A Readable of a ReadableStream. */
function readableFromWeb(stream, options = {}) {
  if (!state.isReadableWeb(stream)) throw make("ERR_INVALID_ARG_TYPE", "readableStream", "ReadableStream", stream);
  const { Readable } = require("internal/stream_readable");
  const reader = stream.getReader();
  let isClosed = false;
  const readable = new Readable({
    ...options,
    read() {
      reader.read().then(({ value, done }) => this.push(done ? null : value), (error) => destroyer(this, error));
    },
    destroy(error, callback) {
      const done = () => process.nextTick(callback, error);
      if (isClosed) return done();
      reader.cancel(error).then(done, done);
      return undefined;
    },
  });
  reader.closed.then(() => { isClosed = true; }, (error) => {
    isClosed = true;
    destroyer(readable, error);
  });
  return readable;
}

/** A WritableStream of a Writable. */
function writableToWeb(writable) {
  const { WritableStream } = require("internal/web_streams");
  if (!state.isWritableNode(writable)) {
    throw make("ERR_INVALID_ARG_TYPE", "streamWritable", "stream.Writable", writable);
  }
  let controller, isOver = false, wake = null, endDone = null;
  finished(writable, { readable: false }, (error) => {
    isOver = true;
    writable.on("error", () => {});
    const failure = error?.code === "ERR_STREAM_PREMATURE_CLOSE" ? new AbortError(undefined, { cause: error }) : error;
    if (wake !== null) {
      if (failure) wake.reject(failure);
      else wake.resolve();
      wake = null;
    }
    if (endDone !== null) {
      if (failure) endDone.reject(failure);
      else endDone.resolve();
    } else if (failure) {
      controller.error(failure);
    } else {
      controller.error(new AbortError());
    }
  });
  writable.on("drain", () => {
    if (wake !== null) wake.resolve();
    wake = null;
  });
  return new WritableStream({
    start(own) { controller = own; },
    write(chunk) {
      if (!writable.writableNeedDrain && writable.write(chunk)) return undefined;
      if (!writable.writableNeedDrain) return undefined;
      return new Promise((resolve, reject) => { wake = { resolve, reject }; });
    },
    abort(reason) { destroyer(writable, reason); },
    close() {
      if (isOver) return undefined;
      return new Promise((resolve, reject) => {
        endDone = { resolve, reject };
        writable.end();
      });
    },
  }, { highWaterMark: writable.writableHighWaterMark });
}

/** A Writable of a WritableStream. */
function writableFromWeb(stream, options = {}) {
  if (!state.isWritableWeb(stream)) throw make("ERR_INVALID_ARG_TYPE", "writableStream", "WritableStream", stream);
  const { Writable } = require("internal/stream_writable");
  const writer = stream.getWriter();
  let isClosed = false;
  const writable = new Writable({
    ...options,
    write(chunk, encoding, callback) { forward(writer, chunk, callback); },
    final(callback) {
      if (isClosed) return callback();
      writer.close().then(() => callback(), callback);
      return undefined;
    },
    destroy(error, callback) {
      const done = () => process.nextTick(callback, error);
      if (isClosed) return done();
      if (error) writer.abort(error).then(done, done);
      else writer.close().then(done, done);
      return undefined;
    },
  });
  writer.closed.then(() => { isClosed = true; }, (error) => {
    isClosed = true;
    destroyer(writable, error);
  });
  return writable;
}

function forward(writer, chunk, callback) {
  writer.ready.then(() => writer.write(chunk)).then(() => callback(), callback);
}

function duplexToWeb(duplex) {
  return { readable: readableToWeb(duplex), writable: writableToWeb(duplex) };
}

function duplexFromWeb(pair, options = {}) {
  const { joined } = require("internal/stream_from");
  checkObject(pair, "pair");
  return joined(readableFromWeb(pair.readable, options), writableFromWeb(pair.writable, options));
}

module.exports = { readableToWeb, readableFromWeb, writableToWeb, writableFromWeb, duplexToWeb, duplexFromWeb };
