// Streams of other things: Readable.from and Duplex.from.
"use strict";
const { make, AbortError } = require("internal/errors");
const { destroyer } = require("internal/stream_destroy");
const state = require("internal/stream_state");

/** A Readable of what an iterable gives. */
function from(Readable, iterable, options) {
  if (typeof iterable === "string" || iterable instanceof Uint8Array) {
    return new Readable({
      objectMode: true, ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }
  if (!state.isIterable(iterable)) throw make("ERR_INVALID_ARG_TYPE", "iterable", ["Iterable"], iterable);
  const isAsync = state.isIterable(iterable, true);
  const iterator = isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  const readable = new Readable({ objectMode: true, highWaterMark: 1, ...options });
  let reading = false;
  readable._read = function () {
    if (reading) return;
    reading = true;
    next();
  };
  readable._destroy = function (error, callback) {
    close(error).then(() => process.nextTick(callback, error),
      (failure) => process.nextTick(callback, failure || error));
  };

  async function close(error) {
    if (error !== undefined && error !== null && typeof iterator.throw === "function") {
      const { value, done } = await iterator.throw(error);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === "function") {
      const { value } = await iterator.return();
      await value;
    }
  }

  async function next() {
    while (true) {
      try {
        const { value, done } = isAsync ? await iterator.next() : iterator.next();
        if (done) {
          readable.push(null);
          return;
        }
        const chunk = value && typeof value.then === "function" ? await value : value;
        if (chunk === null) {
          reading = false;
          throw make("ERR_STREAM_NULL_VALUES");
        }
        if (readable.push(chunk)) continue;
        reading = false;
        return;
      } catch (error) {
        readable.destroy(error);
        return;
      }
    }
  }

  return readable;
}

function fromPromise(promise) {
  const { Duplex } = require("internal/stream_duplex");
  return new Duplex({
    objectMode: true, writable: false,
    read() {
      promise.then((value) => {
        if (value !== null && value !== undefined) this.push(value);
        this.push(null);
      }, (error) => this.destroy(error));
    },
  });
}

// Chunks that are written, as an async iterable for the function.
function writeSide() {
  let wake, waiting = new Promise((resolve) => { wake = resolve; });
  const controller = new (require("internal/abort_controller").AbortController)();
  const { signal } = controller;
  const value = (async function* () {
    while (true) {
      const current = waiting;
      waiting = null;
      const { chunk, done, callback } = await current;
      process.nextTick(callback);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      waiting = new Promise((resolve) => { wake = resolve; });
      yield chunk;
    }
  })();
  return {
    value, signal, abort: (error) => controller.abort(error),
    write: (chunk, callback) => {
      const resolve = wake;
      wake = null;
      resolve({ chunk, done: false, callback });
    },
    final: (callback) => {
      const resolve = wake;
      wake = null;
      resolve({ done: true, callback });
    },
  };
}

function fromFunction(body) {
  const { Duplex } = require("internal/stream_duplex");
  const { Readable } = require("internal/stream_readable");
  const side = writeSide();
  const result = body(side.value, { signal: side.signal });
  if (state.isIterable(result)) {
    const readable = from(Readable, result, { objectMode: true });
    return joined(readable, new (require("internal/stream_writable").Writable)({
      objectMode: true,
      write: (chunk, encoding, callback) => side.write(chunk, callback),
      final: (callback) => side.final(callback),
    }));
  }
  if (typeof result?.then !== "function") {
    throw make("ERR_INVALID_RETURN_VALUE", "Iterable, AsyncIterable or AsyncFunction", "body", result);
  }
  const duplex = new Duplex({
    objectMode: true, readable: false,
    write: (chunk, encoding, callback) => side.write(chunk, callback),
    final(callback) {
      side.final(async () => {
        try {
          const value = await result;
          if (value !== null && value !== undefined) throw make("ERR_INVALID_RETURN_VALUE", "nully", "body", value);
          process.nextTick(callback, null);
        } catch (error) {
          process.nextTick(callback, error);
        }
      });
    },
    destroy(error, callback) {
      side.abort(error);
      callback(error);
    },
  });
  result.then(undefined, (error) => destroyer(duplex, error));
  return duplex;
}

/** A Duplex whose halves are two streams. */
function joined(readable, writable) {
  const { Duplex } = require("internal/stream_duplex");
  const { finished } = require("internal/stream_end");
  let onDrain = null, onFinish = null, onReadable = null, onClose = null;
  const canRead = Boolean(state.isReadable(readable)), canWrite = Boolean(state.isWritable(writable));
  const duplex = new Duplex({
    readableObjectMode: Boolean(readable?.readableObjectMode),
    writableObjectMode: Boolean(writable?.writableObjectMode),
    readable: canRead, writable: canWrite,
  });
  const closed = (error) => {
    const callback = onClose;
    onClose = null;
    if (callback) callback(error);
    else if (error) duplex.destroy(error);
  };
  if (canWrite) {
    finished(writable, (error) => {
      if (error) destroyer(readable, error);
      closed(error);
    });
    duplex._write = (chunk, encoding, callback) => {
      if (writable.write(chunk, encoding)) callback();
      else onDrain = callback;
    };
    duplex._final = (callback) => {
      writable.end();
      onFinish = callback;
    };
    writable.on("drain", () => {
      const callback = onDrain;
      onDrain = null;
      if (callback) callback();
    });
    writable.on("finish", () => {
      const callback = onFinish;
      onFinish = null;
      if (callback) callback();
    });
  }
  if (canRead) {
    finished(readable, (error) => {
      if (error) destroyer(readable, error);
      closed(error);
    });
    readable.on("readable", () => {
      const callback = onReadable;
      onReadable = null;
      if (callback) callback();
    });
    readable.on("end", () => duplex.push(null));
    duplex._read = () => {
      while (true) {
        const chunk = readable.read();
        if (chunk === null) {
          onReadable = duplex._read;
          return;
        }
        if (!duplex.push(chunk)) return;
      }
    };
  }
  duplex._destroy = (error, callback) => {
    const reason = !error && onClose !== null ? new AbortError() : error;
    onReadable = onDrain = onFinish = null;
    destroyer(writable, reason);
    destroyer(readable, reason);
    callback(reason);
  };
  return duplex;
}

/** A Duplex of a stream, an iterable, a promise, a function or a pair. */
function duplexFrom(body, name = "body") {
  const { Duplex } = require("internal/stream_duplex");
  const { Readable } = require("internal/stream_readable");
  if (body instanceof Duplex) return body;
  if (state.isNode(body)) {
    const isReadable = state.isReadableNode(body), isWritable = state.isWritableNode(body);
    if (isReadable || isWritable) return joined(isReadable ? body : undefined, isWritable ? body : undefined);
  }
  if (state.isReadableWeb(body)) return joined(Readable.fromWeb(body));
  if (state.isWritableWeb(body)) return joined(undefined, require("internal/stream_writable").Writable.fromWeb(body));
  if (typeof body === "function") return fromFunction(body);
  if (body && typeof body.arrayBuffer === "function" && typeof body.stream === "function") {
    return duplexFrom(body.arrayBuffer());
  }
  if (state.isIterable(body)) {
    const readable = from(Readable, body, { objectMode: true, writable: false });
    return joined(readable);
  }
  if (body !== null && typeof body === "object" && (body.readable || body.writable)) {
    const half = (value) => value && (state.isNode(value) ? value : duplexFrom(value));
    return joined(half(body.readable), half(body.writable));
  }
  if (typeof body?.then === "function") return fromPromise(body);
  throw make("ERR_INVALID_ARG_TYPE", name, ["Blob", "ReadableStream", "WritableStream", "Stream", "Iterable",
    "AsyncIterable", "Function", "{ readable, writable } pair", "Promise"], body);
}

module.exports = { from, duplexFrom, joined };
