// Writable: where data goes to.
"use strict";
const EventEmitter = require("events");
const { make } = require("internal/errors");
const { Stream } = require("internal/stream_legacy");
const { destroy, undestroy, errorOrDestroy, construct } = require("internal/stream_destroy");
const { markOf } = require("internal/stream_state");
const buffers = require.later("buffer");

const nop = () => {};
const none = [];

/** All that is known of a Writable: plain fields, made without a closure. */
function WritableState(options, stream, isDuplex) {
  const objectMode = Boolean(options && (options.objectMode || isDuplex && options.writableObjectMode));
  this.objectMode = objectMode;
  this.highWaterMark = markOf(options, "writableHighWaterMark", isDuplex, objectMode);
  this.finalCalled = false;
  this.needDrain = false;
  this.ending = false;
  this.ended = false;
  this.finished = false;
  this.destroyed = false;
  this.decodeStrings = !options || options.decodeStrings !== false;
  this.defaultEncoding = options && options.defaultEncoding || "utf8";
  this.length = 0;
  this.writing = false;
  this.corked = 0;
  this.sync = true;
  this.bufferProcessing = false;
  // Made with the first write.
  this.onwrite = null;
  this.writecb = null;
  this.writelen = 0;
  this.afterWriteTickInfo = null;
  this.buffered = none;
  this.bufferedIndex = 0;
  this.allBuffers = true;
  this.allNoop = true;
  this.pendingcb = 0;
  this.constructed = true;
  this.prefinished = false;
  this.errorEmitted = false;
  this.emitClose = !options || options.emitClose !== false;
  this.autoDestroy = !options || options.autoDestroy !== false;
  this.errored = null;
  this.closed = false;
  this.closeEmitted = false;
  this.onFinished = none;
  this.writable = true;
}

WritableState.prototype.getBuffer = function getBuffer() {
  return this.buffered.slice(this.bufferedIndex);
};
Object.defineProperty(WritableState.prototype, "bufferedRequestCount", {
  get() { return this.buffered.length - this.bufferedIndex; },
  configurable: true,
});

function takeOptions(stream, options) {
  if (typeof options.write === "function") stream._write = options.write;
  if (typeof options.writev === "function") stream._writev = options.writev;
  if (typeof options.destroy === "function") stream._destroy = options.destroy;
  if (typeof options.final === "function") stream._final = options.final;
  if (typeof options.construct === "function") stream._construct = options.construct;
  if (options.signal) require("internal/stream_end").addAbortSignal(options.signal, stream);
}

let Duplex;

function Writable(options) {
  Duplex ??= require("internal/stream_duplex").Duplex;
  const isDuplex = this instanceof Duplex;
  if (!isDuplex && !Function.prototype[Symbol.hasInstance].call(Writable, this)) return new Writable(options);
  this._writableState = new WritableState(options, this, isDuplex);
  if (options) takeOptions(this, options);
  EventEmitter.call(this, options);
  if (typeof this._construct === "function") construct(this, constructed);
  return undefined;
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
Writable.WritableState = WritableState;

function constructed() {
  const state = this._writableState;
  if (!state.writing) clearBuffer(this, state);
  finishMaybe(this, state);
}

// A Duplex inherits from Readable alone, and is a Writable, too.
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(value) {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    return this === Writable && Boolean(value) && value._writableState instanceof WritableState;
  },
});

Writable.prototype.pipe = function pipe() {
  errorOrDestroy(this, make("ERR_STREAM_CANNOT_PIPE"));
};

// ---- write ----

function checked(state, chunk, encoding) {
  if (chunk === null) throw make("ERR_STREAM_NULL_VALUES");
  if (state.objectMode) return chunk;
  if (typeof chunk === "string") return state.decodeStrings ? buffers().Buffer.from(chunk, encoding) : chunk;
  if (chunk instanceof buffers().Buffer) return chunk;
  if (ArrayBuffer.isView(chunk)) return buffers().Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw make("ERR_INVALID_ARG_TYPE", "chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
}

function checkEncoding(name) {
  if (!buffers().Buffer.isEncoding(name)) throw make("ERR_UNKNOWN_ENCODING", name);
}

function write(stream, chunk, givenEncoding, givenCallback) {
  const state = stream._writableState;
  let encoding = givenEncoding, callback = givenCallback;
  if (typeof encoding === "function") {
    callback = encoding;
    encoding = state.defaultEncoding;
  } else {
    if (!encoding) encoding = state.objectMode ? encoding : state.defaultEncoding;
    else if (encoding !== "buffer") checkEncoding(encoding);
    if (typeof callback !== "function") callback = nop;
  }
  const held = checked(state, chunk, encoding);
  if (!state.objectMode && typeof held !== "string") encoding = "buffer";
  let error;
  if (state.ending) error = make("ERR_STREAM_WRITE_AFTER_END");
  else if (state.destroyed) error = make("ERR_STREAM_DESTROYED", "write");
  if (error !== undefined) {
    process.nextTick(callback, error);
    errorOrDestroy(stream, error, true);
    return error;
  }
  state.pendingcb++;
  return writeOrBuffer(stream, state, held, encoding, callback);
}

Writable.prototype.write = function (chunk, encoding, callback) {
  return write(this, chunk, encoding, callback) === true;
};

Writable.prototype.cork = function cork() {
  this._writableState.corked++;
};

Writable.prototype.uncork = function uncork() {
  const state = this._writableState;
  if (state.corked === 0) return;
  state.corked--;
  if (!state.writing) clearBuffer(this, state);
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  const name = typeof encoding === "string" ? encoding.toLowerCase() : encoding;
  checkEncoding(name);
  this._writableState.defaultEncoding = name;
  return this;
};

function writeOrBuffer(stream, state, chunk, encoding, callback) {
  const size = state.objectMode ? 1 : chunk.length;
  state.length += size;
  const hasRoom = state.length < state.highWaterMark;
  if (!hasRoom) state.needDrain = true;
  if (state.writing || state.corked > 0 || state.errored || !state.constructed) {
    if (state.buffered === none) state.buffered = [];
    state.buffered.push({ chunk, encoding, callback });
    if (state.allBuffers && encoding !== "buffer") state.allBuffers = false;
    if (state.allNoop && callback !== nop) state.allNoop = false;
  } else {
    state.writelen = size;
    state.writecb = callback;
    state.writing = true;
    state.sync = true;
    stream._write(chunk, encoding, onWriteOf(stream, state));
    state.sync = false;
  }
  return hasRoom && !state.errored && !state.destroyed;
}

function onWriteOf(stream, state) {
  if (state.onwrite === null) state.onwrite = (error) => onWrite(stream, error);
  return state.onwrite;
}

function doWrite(stream, state, many, size, chunk, encoding, callback) {
  state.writelen = size;
  state.writecb = callback;
  state.writing = true;
  state.sync = true;
  const done = onWriteOf(stream, state);
  if (state.destroyed) done(make("ERR_STREAM_DESTROYED", "write"));
  else if (many) stream._writev(chunk, done);
  else stream._write(chunk, encoding, done);
  state.sync = false;
}

function onWrite(stream, error) {
  const state = stream._writableState;
  const { sync, writecb } = state;
  if (typeof writecb !== "function") {
    errorOrDestroy(stream, make("ERR_MULTIPLE_CALLBACK"));
    return;
  }
  state.writing = false;
  state.writecb = null;
  state.length -= state.writelen;
  state.writelen = 0;
  if (error) {
    if (!state.errored) state.errored = error;
    if (stream._readableState && !stream._readableState.errored) stream._readableState.errored = error;
    if (sync) process.nextTick(failWrite, stream, state, error, writecb);
    else failWrite(stream, state, error, writecb);
    return;
  }
  if (state.buffered.length > state.bufferedIndex) clearBuffer(stream, state);
  if (!sync) {
    afterWrite(stream, state, 1, writecb);
  } else if (writecb === nop && !state.needDrain && !state.destroyed) {
    // Nobody waits to hear of it.
    state.pendingcb--;
    if (state.ending) finishMaybe(stream, state, true);
  } else if (state.afterWriteTickInfo !== null && state.afterWriteTickInfo.callback === writecb) {
    // Many writes of one tick that end at once are told of together.
    state.afterWriteTickInfo.count++;
  } else {
    state.afterWriteTickInfo = { count: 1, callback: writecb, stream, state };
    process.nextTick(afterWriteTick, state.afterWriteTickInfo);
  }
}

function failWrite(stream, state, error, callback) {
  state.pendingcb--;
  callback(error);
  failBuffered(state);
  errorOrDestroy(stream, error);
}

function afterWriteTick({ stream, state, count, callback }) {
  state.afterWriteTickInfo = null;
  afterWrite(stream, state, count, callback);
}

function afterWrite(stream, state, count, callback) {
  if (state.needDrain && !state.ending && !stream.destroyed && state.length === 0) {
    state.needDrain = false;
    stream.emit("drain");
  }
  for (let i = count; i > 0; i--) {
    state.pendingcb--;
    callback(null);
  }
  if (state.destroyed) failBuffered(state);
  if (state.ending) finishMaybe(stream, state, true);
}

// What waits will not be written any more.
function failBuffered(state) {
  if (state.writing) return;
  for (let i = state.bufferedIndex; i < state.buffered.length; i++) {
    const { chunk, callback } = state.buffered[i];
    state.length -= state.objectMode ? 1 : chunk.length;
    callback(state.errored ?? make("ERR_STREAM_DESTROYED", "write"));
  }
  callFinished(state, () => state.errored ?? make("ERR_STREAM_DESTROYED", "end"));
  resetBuffer(state);
}

function callFinished(state, errorOf) {
  const callbacks = state.onFinished;
  if (callbacks.length === 0) return;
  state.onFinished = none;
  for (const callback of callbacks) {
    if (errorOf === undefined) callback();
    else callback(errorOf());
  }
}

function resetBuffer(state) {
  state.buffered = none;
  state.bufferedIndex = 0;
  state.allBuffers = true;
  state.allNoop = true;
}

function clearBuffer(stream, state) {
  if (state.corked > 0 || state.bufferProcessing || state.destroyed || !state.constructed) return;
  const { buffered, bufferedIndex } = state;
  const count = buffered.length - bufferedIndex;
  if (count === 0) return;
  state.bufferProcessing = true;
  if (count > 1 && stream._writev) writeMany(stream, state, buffered, bufferedIndex);
  else writeOneByOne(stream, state, buffered, bufferedIndex);
  state.bufferProcessing = false;
}

function writeMany(stream, state, buffered, start) {
  state.pendingcb -= buffered.length - start - 1;
  const callback = state.allNoop ? nop : (error) => {
    for (let i = start; i < buffered.length; i++) buffered[i].callback(error);
  };
  const chunks = start === 0 ? buffered : buffered.slice(start);
  chunks.allBuffers = state.allBuffers;
  doWrite(stream, state, true, state.length, chunks, "", callback);
  resetBuffer(state);
}

function writeOneByOne(stream, state, buffered, start) {
  let i = start;
  do {
    const { chunk, encoding, callback } = buffered[i];
    buffered[i++] = null;
    doWrite(stream, state, false, state.objectMode ? 1 : chunk.length, chunk, encoding, callback);
  } while (i < buffered.length && !state.writing);
  if (i === buffered.length) {
    resetBuffer(state);
  } else if (i > 256) {
    buffered.splice(0, i);
    state.bufferedIndex = 0;
  } else {
    state.bufferedIndex = i;
  }
}

Writable.prototype._write = function _write(chunk, encoding, callback) {
  if (!this._writev) throw make("ERR_METHOD_NOT_IMPLEMENTED", "_write()");
  this._writev([{ chunk, encoding }], callback);
};
Writable.prototype._writev = null;

// ---- end ----

Writable.prototype.end = function end(chunk, encoding, callback) {
  const state = this._writableState;
  let last = chunk, name = encoding, done = callback;
  if (typeof last === "function") {
    done = last;
    last = name = null;
  } else if (typeof name === "function") {
    done = name;
    name = null;
  }
  let error;
  if (last !== null && last !== undefined) {
    const result = write(this, last, name);
    if (result instanceof Error) error = result;
  }
  if (state.corked > 0) {
    state.corked = 1;
    this.uncork();
  }
  if (error !== undefined) {
    // It was told of when it was written.
  } else if (!state.errored && !state.ending) {
    state.ending = true;
    finishMaybe(this, state, true);
    state.ended = true;
  } else if (state.finished) {
    error = make("ERR_STREAM_ALREADY_FINISHED", "end");
  } else if (state.destroyed) {
    error = make("ERR_STREAM_DESTROYED", "end");
  }
  if (typeof done === "function") {
    if (error) process.nextTick(done, error);
    else if (state.finished) process.nextTick(done);
    else if (state.errored) process.nextTick(done, state.errored);
    else if (state.onFinished === none) state.onFinished = [done];
    else state.onFinished.push(done);
  }
  return this;
};

function needsFinish(state) {
  return state.ending && !state.destroyed && state.constructed && state.length === 0 && !state.errored &&
    state.buffered.length === 0 && !state.finished && !state.writing && !state.errorEmitted && !state.closeEmitted;
}

function callFinal(stream, state) {
  let called = false;
  const finished = (error) => {
    if (called) return errorOrDestroy(stream, error ?? make("ERR_MULTIPLE_CALLBACK"));
    called = true;
    state.pendingcb--;
    if (error) {
      callFinished(state, () => error);
      errorOrDestroy(stream, error, state.sync);
    } else if (needsFinish(state)) {
      state.prefinished = true;
      stream.emit("prefinish");
      state.pendingcb++;
      process.nextTick(finish, stream, state);
    }
    return undefined;
  };
  state.sync = true;
  state.pendingcb++;
  try {
    stream._final(finished);
  } catch (error) {
    finished(error);
  }
  state.sync = false;
}

function prefinish(stream, state) {
  if (state.prefinished || state.finalCalled) return;
  if (typeof stream._final === "function" && !state.destroyed) {
    state.finalCalled = true;
    callFinal(stream, state);
  } else {
    state.prefinished = true;
    stream.emit("prefinish");
  }
}

function finishMaybe(stream, state, sync) {
  if (!needsFinish(state)) return;
  prefinish(stream, state);
  if (state.pendingcb !== 0) return;
  if (sync) {
    state.pendingcb++;
    process.nextTick(finishLater, stream, state);
  } else if (needsFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function finishLater(stream, state) {
  if (needsFinish(state)) finish(stream, state);
  else state.pendingcb--;
}

function finish(stream, state) {
  state.pendingcb--;
  state.finished = true;
  callFinished(state);
  stream.emit("finish");
  if (!state.autoDestroy) return;
  const r = stream._readableState;
  if (!r || r.autoDestroy && (r.endEmitted || r.readable === false)) stream.destroy();
}

Writable.prototype.destroy = function (error, callback) {
  const state = this._writableState;
  if (!state.destroyed && (state.bufferedIndex < state.buffered.length || state.onFinished.length > 0)) {
    process.nextTick(failBuffered, state);
  }
  destroy.call(this, error, callback);
  return this;
};
Writable.prototype._undestroy = undestroy;
Writable.prototype._destroy = function _destroy(error, callback) { callback(error); };
Writable.prototype[EventEmitter.captureRejectionSymbol] = function (error) { this.destroy(error); };

/** Getters by name, for Duplex to take. */
const properties = {
  closed: { get() { return this._writableState ? this._writableState.closed : false; } },
  destroyed: {
    get() { return this._writableState ? this._writableState.destroyed : false; },
    set(value) { if (this._writableState) this._writableState.destroyed = value; },
  },
  writable: {
    get() {
      const w = this._writableState;
      return Boolean(w) && w.writable !== false && !w.destroyed && !w.errored && !w.ending && !w.ended;
    },
    set(value) { if (this._writableState) this._writableState.writable = Boolean(value); },
  },
  writableFinished: { get() { return this._writableState ? this._writableState.finished : false; } },
  writableObjectMode: { get() { return this._writableState ? this._writableState.objectMode : false; } },
  writableBuffer: { get() { return this._writableState && this._writableState.getBuffer(); } },
  writableEnded: { get() { return this._writableState ? this._writableState.ending : false; } },
  writableNeedDrain: {
    get() {
      const w = this._writableState;
      return Boolean(w) && !w.destroyed && !w.ending && w.needDrain;
    },
  },
  writableHighWaterMark: { get() { return this._writableState && this._writableState.highWaterMark; } },
  writableCorked: { get() { return this._writableState ? this._writableState.corked : 0; } },
  writableLength: { get() { return this._writableState && this._writableState.length; } },
  errored: { get() { return this._writableState ? this._writableState.errored : null; } },
  writableAborted: {
    get() {
      const w = this._writableState;
      return Boolean(w.writable !== false && (w.destroyed || w.errored) && !w.finished);
    },
  },
};
for (const descriptor of Object.values(properties)) {
  descriptor.enumerable = false;
  descriptor.configurable = true;
}
Object.defineProperties(Writable.prototype, properties);

Writable.fromWeb = (stream, options) => require("internal/stream_web_adapters").writableFromWeb(stream, options);
Writable.toWeb = (stream) => require("internal/stream_web_adapters").writableToWeb(stream);

module.exports = { Writable, WritableState, properties, takeOptions, constructed };
