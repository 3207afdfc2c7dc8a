// Readable: where data comes from. Flowing (`data`), paused (`readable` and `read()`), piped or iterated.
"use strict";
const EventEmitter = require("events");
const { make, aggregateTwoErrors } = require("internal/errors");
const { checkObject } = require("internal/validators");
const { Stream, prependListener } = require("internal/stream_legacy");
const { destroy, undestroy, errorOrDestroy, construct, destroyer } = require("internal/stream_destroy");
const { markOf } = require("internal/stream_state");
const buffers = require.later("buffer");

const nop = () => {};
// A list that nothing was put into yet.
const none = [];

/** All that is known of a Readable: plain fields, made without a closure. */
function ReadableState(options, stream, isDuplex) {
  const objectMode = Boolean(options && (options.objectMode || isDuplex && options.readableObjectMode));
  this.objectMode = objectMode;
  this.highWaterMark = markOf(options, "readableHighWaterMark", isDuplex, objectMode);
  // Chunks from `start` on wait; those before are gone.
  this.buffer = none;
  this.start = 0;
  this.length = 0;
  this.pipes = none;
  this.flowing = null;
  this.ended = false;
  this.endEmitted = false;
  this.reading = false;
  this.constructed = true;
  this.sync = true;
  this.needReadable = false;
  this.emittedReadable = false;
  this.readableListening = false;
  this.resumeScheduled = false;
  this.paused = null;
  this.errorEmitted = false;
  this.emitClose = !options || options.emitClose !== false;
  this.autoDestroy = !options || options.autoDestroy !== false;
  this.destroyed = false;
  this.errored = null;
  this.closed = false;
  this.closeEmitted = false;
  this.defaultEncoding = options && options.defaultEncoding || "utf8";
  this.awaitDrainWriters = null;
  this.multiAwaitDrain = false;
  this.readingMore = false;
  this.dataEmitted = false;
  this.decoder = null;
  this.encoding = null;
  this.readable = true;
  if (options && options.encoding) {
    const { StringDecoder } = require("string_decoder");
    this.decoder = new StringDecoder(options.encoding);
    this.encoding = options.encoding;
  }
}

/** What both constructors do with options; for a Duplex's halves, too. */
function takeOptions(stream, options) {
  if (typeof options.read === "function") stream._read = options.read;
  if (typeof options.destroy === "function") stream._destroy = options.destroy;
  if (typeof options.construct === "function") stream._construct = options.construct;
  if (options.signal) require("internal/stream_end").addAbortSignal(options.signal, stream);
}

let Duplex;

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  Duplex ??= require("internal/stream_duplex").Duplex;
  const isDuplex = this instanceof Duplex;
  this._readableState = new ReadableState(options, this, isDuplex);
  if (options) takeOptions(this, options);
  EventEmitter.call(this, options);
  if (typeof this._construct === "function") construct(this, constructed);
  return undefined;
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);
Readable.ReadableState = ReadableState;

function constructed() {
  if (this._readableState.needReadable) maybeReadMore(this, this._readableState);
}

Readable.prototype.destroy = destroy;
Readable.prototype._undestroy = undestroy;
Readable.prototype._destroy = function _destroy(error, callback) { callback(error); };
Readable.prototype[EventEmitter.captureRejectionSymbol] = function (error) { this.destroy(error); };
if (Symbol.asyncDispose) {
  Readable.prototype[Symbol.asyncDispose] = function () {
    const error = this.readableEnded ? null : new (require("internal/errors").AbortError)();
    if (!this.destroyed) this.destroy(error);
    return new Promise((resolve, reject) => {
      require("internal/stream_end").finished(this, (failure) => {
        if (failure && failure !== error) reject(failure);
        else resolve(null);
      });
    });
  };
}

// ---- data comes in ----

Readable.prototype.push = function push(chunk, encoding) {
  return addChunkOf(this, chunk, encoding, false);
};

Readable.prototype.unshift = function unshift(chunk, encoding) {
  return addChunkOf(this, chunk, encoding, true);
};

// A text or array of bytes as what the stream holds: a Buffer, or a text if it has an encoding.
function asHeld(state, chunk, encoding, atFront) {
  if (typeof chunk === "string") {
    const given = encoding || state.defaultEncoding;
    if (state.encoding === given) return { held: chunk, isText: true };
    const bytes = buffers().Buffer.from(chunk, given);
    if (atFront && state.encoding) return { held: bytes.toString(state.encoding), isText: true };
    return { held: bytes, isText: false };
  }
  if (ArrayBuffer.isView(chunk)) return { held: asBuffer(chunk), isText: false };
  return undefined;
}

const asBuffer = (bytes) => bytes instanceof buffers().Buffer ? bytes
  : buffers().Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function addChunkOf(stream, chunk, encoding, atFront) {
  const state = stream._readableState;
  let held = chunk, isText = Boolean(encoding);
  if (chunk === null || chunk === undefined && !state.objectMode) {
    state.reading = false;
    if (chunk === null || chunk === undefined) onEnd(stream, state);
    return false;
  }
  if (!state.objectMode) {
    if (chunk instanceof buffers().Buffer) {
      isText = false;
    } else {
      const found = asHeld(state, chunk, encoding, atFront);
      if (found === undefined) {
        errorOrDestroy(stream, make("ERR_INVALID_ARG_TYPE", "chunk", ["string", "Buffer", "TypedArray", "DataView"],
          chunk));
        return false;
      }
      ({ held, isText } = found);
    }
  }
  if (state.objectMode || held && held.length > 0) {
    if (addHeld(stream, state, held, isText, atFront) === false) return false;
  } else if (!atFront) {
    state.reading = false;
    maybeReadMore(stream, state);
  }
  return !state.ended && (state.length < state.highWaterMark || state.length === 0);
}

function addHeld(stream, state, held, isText, atFront) {
  if (atFront) {
    if (state.endEmitted) errorOrDestroy(stream, make("ERR_STREAM_UNSHIFT_AFTER_END_EVENT"));
    else if (state.destroyed || state.errored) return false;
    else addChunk(stream, state, held, true);
    return true;
  }
  if (state.ended) {
    errorOrDestroy(stream, make("ERR_STREAM_PUSH_AFTER_EOF"));
    return true;
  }
  if (state.destroyed || state.errored) return false;
  state.reading = false;
  if (state.decoder !== null && !isText) {
    const text = state.decoder.write(held);
    if (state.objectMode || text.length !== 0) addChunk(stream, state, text, false);
    else maybeReadMore(stream, state);
  } else {
    addChunk(stream, state, held, false);
  }
  return true;
}

function forgetDrains(state) {
  if (state.multiAwaitDrain) state.awaitDrainWriters.clear();
  else state.awaitDrainWriters = null;
}

function addChunk(stream, state, chunk, atFront) {
  if (state.flowing && state.length === 0 && !state.sync && stream.listenerCount("data") > 0) {
    forgetDrains(state);
    state.dataEmitted = true;
    stream.emit("data", chunk);
  } else {
    state.length += state.objectMode ? 1 : chunk.length;
    if (atFront) putFirst(state, chunk);
    else if (state.buffer === none) state.buffer = [chunk];
    else state.buffer.push(chunk);
    if (state.needReadable) emitReadable(stream);
  }
  maybeReadMore(stream, state);
}

function putFirst(state, chunk) {
  if (state.start > 0) state.buffer[--state.start] = chunk;
  else if (state.buffer === none) state.buffer = [chunk];
  else state.buffer.unshift(chunk);
}

function onEnd(stream, state) {
  if (state.ended) return;
  if (state.decoder !== null) {
    const text = state.decoder.end();
    if (text && text.length > 0) {
      if (state.buffer === none) state.buffer = [text];
      else state.buffer.push(text);
      state.length += state.objectMode ? 1 : text.length;
    }
  }
  state.ended = true;
  if (state.sync) {
    emitReadable(stream);
  } else {
    state.needReadable = false;
    state.emittedReadable = true;
    emitReadableNow(stream);
  }
}

function emitReadable(stream) {
  const state = stream._readableState;
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  process.nextTick(emitReadableNow, stream);
}

function emitReadableNow(stream) {
  const state = stream._readableState;
  if (!state.destroyed && !state.errored && (state.length > 0 || state.ended)) {
    stream.emit("readable");
    state.emittedReadable = false;
  }
  state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
  flow(stream);
}

function maybeReadMore(stream, state) {
  if (state.readingMore || !state.constructed) return;
  state.readingMore = true;
  process.nextTick(readMore, stream, state);
}

function readMore(stream, state) {
  while (!state.reading && !state.ended &&
      (state.length < state.highWaterMark || state.flowing && state.length === 0)) {
    const before = state.length;
    stream.read(0);
    if (before === state.length) break;
  }
  state.readingMore = false;
}

// ---- data goes out ----

Readable.prototype.isPaused = function isPaused() {
  return this._readableState.paused === true || this._readableState.flowing === false;
};

Readable.prototype.setEncoding = function setEncoding(encoding) {
  const { StringDecoder } = require("string_decoder");
  const decoder = new StringDecoder(encoding);
  const state = this._readableState;
  state.decoder = decoder;
  state.encoding = decoder.encoding;
  let text = "";
  for (let i = state.start; i < state.buffer.length; i++) text += decoder.write(state.buffer[i]);
  state.buffer = text === "" ? none : [text];
  state.start = 0;
  state.length = text.length;
  return this;
};

const mostMark = 0x40000000;

function raisedMark(wanted) {
  if (wanted > mostMark) throw make("ERR_OUT_OF_RANGE", "size", "<= 1GiB", wanted);
  return 2 ** Math.ceil(Math.log2(wanted));
}

function howMuch(wanted, state) {
  if (wanted <= 0 || state.length === 0 && state.ended) return 0;
  if (state.objectMode) return 1;
  if (Number.isNaN(wanted)) {
    return state.flowing && state.length > 0 ? state.buffer[state.start].length : state.length;
  }
  if (wanted <= state.length) return wanted;
  return state.ended ? state.length : 0;
}

Readable.prototype.read = function read(size) {
  let wanted = size;
  if (wanted === undefined) wanted = NaN;
  else if (!Number.isInteger(wanted)) wanted = Number.parseInt(wanted, 10);
  const state = this._readableState;
  const original = wanted;
  if (wanted > state.highWaterMark) state.highWaterMark = raisedMark(wanted);
  if (wanted !== 0) state.emittedReadable = false;
  if (wanted === 0 && state.needReadable &&
      ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || state.ended)) {
    if (state.length === 0 && state.ended) endReadable(this);
    else emitReadable(this);
    return null;
  }
  wanted = howMuch(wanted, state);
  if (wanted === 0 && state.ended) {
    if (state.length === 0) endReadable(this);
    return null;
  }
  if (mustAsk(state, wanted)) {
    ask(this, state);
    if (!state.reading) wanted = howMuch(original, state);
  }
  return take(this, state, wanted, original);
};

function mustAsk(state, wanted) {
  if (state.ended || state.reading || state.destroyed || state.errored || !state.constructed) return false;
  return state.needReadable || state.length === 0 || state.length - wanted < state.highWaterMark;
}

function ask(stream, state) {
  state.reading = true;
  state.sync = true;
  if (state.length === 0) state.needReadable = true;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    errorOrDestroy(stream, error);
  }
  state.sync = false;
}

function take(stream, state, wanted, original) {
  const chunk = wanted > 0 ? fromBuffer(wanted, state) : null;
  let taken = wanted;
  if (chunk === null) {
    state.needReadable = state.length <= state.highWaterMark;
    taken = 0;
  } else {
    state.length -= wanted;
    forgetDrains(state);
  }
  if (state.length === 0) {
    if (!state.ended) state.needReadable = true;
    if (original !== taken && state.ended) endReadable(stream);
  }
  if (chunk !== null && !state.errorEmitted && !state.closeEmitted) {
    state.dataEmitted = true;
    stream.emit("data", chunk);
  }
  return chunk;
}

function shift(state) {
  const chunk = state.buffer[state.start];
  state.buffer[state.start++] = undefined;
  if (state.start === state.buffer.length) {
    state.buffer = none;
    state.start = 0;
  } else if (state.start > 1024) {
    state.buffer.splice(0, state.start);
    state.start = 0;
  }
  return chunk;
}

function fromBuffer(wanted, state) {
  if (state.length === 0) return null;
  if (state.objectMode) return shift(state);
  const { buffer, start } = state;
  if (!wanted || wanted >= state.length) {
    const count = buffer.length - start;
    let all;
    if (state.decoder) all = buffer.slice(start).join("");
    else if (count === 1) all = buffer[start];
    else all = buffers().Buffer.concat(buffer.slice(start), state.length);
    state.buffer = none;
    state.start = 0;
    return all;
  }
  return somePart(wanted, state);
}

function somePart(wanted, state) {
  const first = state.buffer[state.start];
  if (wanted === first.length) return shift(state);
  if (wanted < first.length) {
    state.buffer[state.start] = first.slice(wanted);
    return first.slice(0, wanted);
  }
  const parts = [];
  let rest = wanted;
  while (rest > 0) {
    const part = state.buffer[state.start];
    if (part.length > rest) {
      parts.push(part.slice(0, rest));
      state.buffer[state.start] = part.slice(rest);
      rest = 0;
    } else {
      parts.push(shift(state));
      rest -= part.length;
    }
  }
  return state.decoder ? parts.join("") : buffers().Buffer.concat(parts, wanted);
}

Readable.prototype._read = function _read() {
  throw make("ERR_METHOD_NOT_IMPLEMENTED", "_read()");
};

function endReadable(stream) {
  const state = stream._readableState;
  if (state.endEmitted) return;
  state.ended = true;
  process.nextTick(endReadableNow, state, stream);
}

function endReadableNow(state, stream) {
  if (state.errored || state.closeEmitted || state.endEmitted || state.length !== 0) return;
  state.endEmitted = true;
  stream.emit("end");
  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(endWritable, stream);
  } else if (state.autoDestroy) {
    const w = stream._writableState;
    if (!w || w.autoDestroy && (w.finished || w.writable === false)) stream.destroy();
  }
}

function endWritable(stream) {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

// ---- flowing and paused ----

Readable.prototype.on = function on(event, listener) {
  const result = EventEmitter.prototype.on.call(this, event, listener);
  const state = this._readableState;
  if (event === "data") {
    state.readableListening = this.listenerCount("readable") > 0;
    if (state.flowing !== false) this.resume();
  } else if (event === "readable" && !state.endEmitted && !state.readableListening) {
    state.readableListening = state.needReadable = true;
    state.flowing = false;
    state.emittedReadable = false;
    if (state.length > 0) emitReadable(this);
    else if (!state.reading) process.nextTick(readNothing, this);
  }
  return result;
};
Readable.prototype.addListener = Readable.prototype.on;

function readNothing(stream) {
  stream.read(0);
}

Readable.prototype.removeListener = function removeListener(event, listener) {
  const result = EventEmitter.prototype.removeListener.call(this, event, listener);
  if (event === "readable") process.nextTick(updateListening, this);
  return result;
};
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function removeAllListeners(...events) {
  const result = EventEmitter.prototype.removeAllListeners.apply(this, events);
  if (events[0] === "readable" || events.length === 0 || events[0] === undefined) {
    process.nextTick(updateListening, this);
  }
  return result;
};

function updateListening(stream) {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount("readable") > 0;
  if (state.resumeScheduled && state.paused === false) state.flowing = true;
  else if (stream.listenerCount("data") > 0) stream.resume();
  else if (!state.readableListening) state.flowing = null;
}

Readable.prototype.resume = function resume() {
  const state = this._readableState;
  if (!state.flowing) {
    state.flowing = !state.readableListening;
    if (!state.resumeScheduled) {
      state.resumeScheduled = true;
      process.nextTick(resumeNow, this, state);
    }
  }
  state.paused = false;
  return this;
};

function resumeNow(stream, state) {
  if (!state.reading) stream.read(0);
  state.resumeScheduled = false;
  stream.emit("resume");
  flow(stream);
  if (state.flowing && !state.reading) stream.read(0);
}

Readable.prototype.pause = function pause() {
  const state = this._readableState;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit("pause");
  }
  state.paused = true;
  return this;
};

function flow(stream) {
  const state = stream._readableState;
  while (state.flowing && stream.read() !== null);
}

// ---- pipes ----

// What one pipe needs to know, with its listeners as methods of it.
class Pipe {
  constructor(source, target) {
    this.source = source;
    this.target = target;
    this.cleanedUp = false;
    this.drains = null;
    this.onData = (chunk) => { if (target.write(chunk) === false) this.pause(); };
    this.onError = (error) => this.failed(error);
    this.onClose = () => {
      target.removeListener("finish", this.onFinish);
      source.unpipe(target);
    };
    this.onFinish = () => {
      target.removeListener("close", this.onClose);
      source.unpipe(target);
    };
    this.onUnpipe = (readable, info) => {
      if (readable !== source || !info || info.hasUnpiped) return;
      info.hasUnpiped = true;
      this.cleanUp();
    };
    this.onEnd = () => target.end();
  }

  pause() {
    const { source, target } = this;
    const state = source._readableState;
    if (!this.cleanedUp) {
      if (state.pipes.length === 1 && state.pipes[0] === target) {
        state.awaitDrainWriters = target;
        state.multiAwaitDrain = false;
      } else if (state.pipes.length > 1 && state.pipes.includes(target)) {
        state.awaitDrainWriters.add(target);
      }
      source.pause();
    }
    if (this.drains === null) {
      this.drains = () => drained(source, target);
      target.on("drain", this.drains);
    }
  }

  failed(error) {
    const { source, target } = this;
    source.unpipe(target);
    target.removeListener("error", this.onError);
    if (target.listenerCount("error") > 0) return;
    const state = target._writableState || target._readableState;
    if (state && !state.errorEmitted) errorOrDestroy(target, error);
    else target.emit("error", error);
  }

  cleanUp() {
    const { source, target } = this;
    target.removeListener("close", this.onClose);
    target.removeListener("finish", this.onFinish);
    if (this.drains !== null) target.removeListener("drain", this.drains);
    target.removeListener("error", this.onError);
    target.removeListener("unpipe", this.onUnpipe);
    source.removeListener("end", this.onEnd);
    source.removeListener("end", this.onUnpipeEnd);
    source.removeListener("data", this.onData);
    this.cleanedUp = true;
    const waiting = source._readableState.awaitDrainWriters;
    if (this.drains !== null && waiting && (!target._writableState || target._writableState.needDrain)) this.drains();
  }
}

function drained(source, target) {
  const state = source._readableState;
  if (state.awaitDrainWriters === target) state.awaitDrainWriters = null;
  else if (state.multiAwaitDrain) state.awaitDrainWriters.delete(target);
  const none = !state.awaitDrainWriters || state.awaitDrainWriters.size === 0;
  if (none && source.listenerCount("data") > 0) source.resume();
}

Readable.prototype.pipe = function pipe(target, options) {
  const source = this;
  const state = this._readableState;
  if (state.pipes.length === 1 && !state.multiAwaitDrain) {
    state.multiAwaitDrain = true;
    state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
  }
  if (state.pipes === none) state.pipes = [target];
  else state.pipes.push(target);
  const doEnd = (!options || options.end !== false) && target !== process.stdout && target !== process.stderr;
  const link = new Pipe(source, target);
  link.onUnpipeEnd = () => source.unpipe(target);
  const atEnd = doEnd ? link.onEnd : link.onUnpipeEnd;
  if (state.endEmitted) process.nextTick(atEnd);
  else source.once("end", atEnd);
  target.on("unpipe", link.onUnpipe);
  source.on("data", link.onData);
  prependListener(target, "error", link.onError);
  target.once("close", link.onClose);
  target.once("finish", link.onFinish);
  target.emit("pipe", source);
  if (target.writableNeedDrain === true) link.pause();
  else if (!state.flowing) source.resume();
  return target;
};

Readable.prototype.unpipe = function unpipe(target) {
  const state = this._readableState;
  if (state.pipes.length === 0) return this;
  const info = { hasUnpiped: false };
  if (!target) {
    const targets = state.pipes;
    state.pipes = none;
    this.pause();
    for (const one of targets) one.emit("unpipe", this, { hasUnpiped: false });
    return this;
  }
  const place = state.pipes.indexOf(target);
  if (place < 0) return this;
  state.pipes.splice(place, 1);
  if (state.pipes.length === 0) this.pause();
  target.emit("unpipe", this, info);
  return this;
};

// ---- others ----

/** Wraps a stream of the first generation of Node. */
Readable.prototype.wrap = function wrap(old) {
  let paused = false;
  old.on("data", (chunk) => {
    if (!this.push(chunk) && old.pause) {
      paused = true;
      old.pause();
    }
  });
  old.on("end", () => this.push(null));
  old.on("error", (error) => errorOrDestroy(this, error));
  old.on("close", () => destroyer(this));
  old.on("destroy", () => destroyer(this));
  this._read = () => {
    if (paused && old.resume) {
      paused = false;
      old.resume();
    }
  };
  for (const key of Object.keys(old)) {
    if (this[key] === undefined && typeof old[key] === "function") this[key] = old[key].bind(old);
  }
  return this;
};

Readable.prototype[Symbol.asyncIterator] = function () {
  return iterate(this);
};

Readable.prototype.iterator = function iterator(options) {
  if (options !== undefined) checkObject(options);
  return iterate(this, options);
};

async function* iterate(source, options) {
  const stream = typeof source.read === "function" ? source : new Readable({ objectMode: true }).wrap(source);
  let wake = nop, failure;
  const next = function (resolve) {
    if (this === stream) {
      wake();
      wake = nop;
    } else {
      wake = resolve;
    }
  };
  stream.on("readable", next);
  const cleanUp = require("internal/stream_end").finished(stream, { writable: false }, (error) => {
    failure = error ? aggregateTwoErrors(failure, error) : null;
    wake();
    wake = nop;
  });
  try {
    while (true) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (failure) throw failure;
      else if (failure === null) return;
      else await new Promise(next);
    }
  } catch (error) {
    failure = aggregateTwoErrors(failure, error);
    throw failure;
  } finally {
    if ((failure || options?.destroyOnReturn !== false) &&
        (failure === undefined || stream._readableState.autoDestroy)) {
      destroyer(stream, null);
    } else {
      stream.off("readable", next);
      cleanUp();
    }
  }
}

function property(name, get, set) {
  Object.defineProperty(Readable.prototype, name, { get, set, enumerable: false, configurable: true });
}

property("readable", function () {
  const r = this._readableState;
  return Boolean(r) && r.readable !== false && !r.destroyed && !r.errorEmitted && !r.endEmitted;
}, function (value) {
  if (this._readableState) this._readableState.readable = Boolean(value);
});
property("readableDidRead", function () { return this._readableState.dataEmitted; });
property("readableAborted", function () {
  const r = this._readableState;
  return Boolean(r.readable !== false && (r.destroyed || r.errored) && !r.endEmitted);
});
property("readableHighWaterMark", function () { return this._readableState.highWaterMark; });
property("readableBuffer", function () {
  const r = this._readableState;
  return r && (r.start === 0 ? r.buffer : r.buffer.slice(r.start));
});
property("readableFlowing", function () { return this._readableState.flowing; },
  function (value) { if (this._readableState) this._readableState.flowing = value; });
property("readableLength", function () { return this._readableState.length; });
property("readableObjectMode", function () { return this._readableState ? this._readableState.objectMode : false; });
property("readableEncoding", function () { return this._readableState ? this._readableState.encoding : null; });
property("errored", function () { return this._readableState ? this._readableState.errored : null; });
property("closed", function () { return this._readableState ? this._readableState.closed : false; });
property("destroyed", function () { return this._readableState ? this._readableState.destroyed : false; },
  function (value) { if (this._readableState) this._readableState.destroyed = value; });
property("readableEnded", function () { return this._readableState ? this._readableState.endEmitted : false; });

Object.defineProperties(ReadableState.prototype, {
  pipesCount: { get() { return this.pipes.length; }, configurable: true },
});

Readable._fromList = fromBuffer;
Readable.from = (iterable, options) => require("internal/stream_from").from(Readable, iterable, options);
Readable.fromWeb = (stream, options) => require("internal/stream_web_adapters").readableFromWeb(stream, options);
Readable.toWeb = (stream, options) => require("internal/stream_web_adapters").readableToWeb(stream, options);
Readable.wrap = (source, options) => new Readable({
  objectMode: source.readableObjectMode ?? source.objectMode ?? true,
  ...options,
  destroy(error, callback) {
    destroyer(source, error);
    callback(error);
  },
}).wrap(source);

for (const name of ["asIndexedPairs", "drop", "filter", "flatMap", "map", "take", "compose"]) {
  Object.defineProperty(Readable.prototype, name, {
    value(...values) { return require("internal/stream_operators").derived(this, name, values); },
    enumerable: false, configurable: true, writable: true,
  });
}
for (const name of ["every", "forEach", "reduce", "toArray", "some", "find"]) {
  Object.defineProperty(Readable.prototype, name, {
    value(...values) { return require("internal/stream_operators").collected(this, name, values); },
    enumerable: false, configurable: true, writable: true,
  });
}

module.exports = { Readable, ReadableState, asBuffer, takeOptions, constructed };
