// stream.finished: tells when a stream has ended, in whatever way; and addAbortSignal.
"use strict";
const { make, AbortError } = require("internal/errors");
const { checkFunction, checkObject, checkSignal } = require("internal/validators");
const state = require("internal/stream_state");

const nop = () => {};

function onlyOnce(callback) {
  let called = false;
  return function (...values) {
    if (called) return;
    called = true;
    callback.apply(this, values);
  };
}

// What watches one stream: which of its halves count, and whether they have ended.
class Watch {
  constructor(stream, options, callback) {
    this.stream = stream;
    this.callback = callback;
    this.readable = options.readable ?? state.isReadableNode(stream);
    this.writable = options.writable ?? state.isWritableNode(stream);
    this.willClose = state.willEmitClose(stream) && state.isReadableNode(stream) === this.readable &&
      state.isWritableNode(stream) === this.writable;
    this.writeDone = state.isWritableFinished(stream, false);
    this.readDone = state.isReadableFinished(stream, false);
    this.closed = state.isClosed(stream);
    this.listeners = [];
    this.onFinish = () => this.finished();
    this.onEnd = () => this.ended();
    this.onClose = () => this.close();
    this.onLegacyFinish = () => { if (!stream.writable) this.finished(); };
    this.onRequest = () => stream.req.on("finish", this.onFinish);
  }

  on(event, listener) {
    this.stream.on(event, listener);
    this.listeners.push([event, listener]);
  }

  finished() {
    this.writeDone = true;
    if (this.stream.destroyed) this.willClose = false;
    if (this.willClose && (!this.stream.readable || this.readable)) return;
    if (!this.readable || this.readDone) this.callback.call(this.stream);
  }

  ended() {
    this.readDone = true;
    if (this.stream.destroyed) this.willClose = false;
    if (this.willClose && (!this.stream.writable || this.writable)) return;
    if (!this.writable || this.writeDone) this.callback.call(this.stream);
  }

  close() {
    const { stream } = this;
    this.closed = true;
    const error = state.writableError(stream) || state.readableError(stream);
    if (error && typeof error !== "boolean") return this.callback.call(stream, error);
    if (this.readable && !this.readDone && state.isReadableNode(stream, true) &&
        !state.isReadableFinished(stream, false)) {
      return this.callback.call(stream, make("ERR_STREAM_PREMATURE_CLOSE"));
    }
    if (this.writable && !this.writeDone && !state.isWritableFinished(stream, false)) {
      return this.callback.call(stream, make("ERR_STREAM_PREMATURE_CLOSE"));
    }
    return this.callback.call(stream);
  }

  // A stream that had closed before we came.
  wasClosed() {
    this.closed = true;
    const error = state.writableError(this.stream) || state.readableError(this.stream);
    if (error && typeof error !== "boolean") this.callback.call(this.stream, error);
    else this.callback.call(this.stream);
  }

  listen(options) {
    const { stream } = this;
    if (state.isRequest(stream)) {
      this.on("complete", this.onFinish);
      if (!this.willClose) this.on("abort", this.onClose);
      if (stream.req) this.onRequest();
      else this.on("request", this.onRequest);
    } else if (this.writable && !stream._writableState) {
      this.on("end", this.onLegacyFinish);
      this.on("close", this.onLegacyFinish);
    }
    if (!this.willClose && typeof stream.aborted === "boolean") this.on("aborted", this.onClose);
    this.on("end", this.onEnd);
    this.on("finish", this.onFinish);
    if (options.error !== false) this.on("error", (error) => this.callback.call(stream, error));
    this.on("close", this.onClose);
  }

  // What is over already is told of in the next tick.
  checkPast() {
    const { stream } = this;
    const w = stream._writableState, r = stream._readableState;
    const later = () => process.nextTick(() => this.wasClosed());
    if (this.closed) process.nextTick(this.onClose);
    else if (w?.errorEmitted || r?.errorEmitted) {
      if (!this.willClose) later();
    } else if (!this.readable && (!this.willClose || state.isReadable(stream)) &&
        (this.writeDone || state.isWritable(stream) === false)) later();
    else if (!this.writable && (!this.willClose || state.isWritable(stream)) &&
        (this.readDone || state.isReadable(stream) === false)) later();
    else if (r && stream.req && stream.aborted) later();
  }

  stop() {
    this.callback = nop;
    for (const [event, listener] of this.listeners) this.stream.removeListener(event, listener);
    if (this.stream.req && typeof this.stream.req.removeListener === "function") {
      this.stream.req.removeListener("finish", this.onFinish);
    }
    this.listeners = [];
  }
}

function finishedWeb(stream, options, callback) {
  let stopped = false;
  const done = (error) => { if (!stopped) process.nextTick(() => callback.call(stream, error)); };
  const promise = stream[Symbol.for("nodejs.webstream.isClosedPromise")] ||
    require("stream/web").closedPromiseOf(stream);
  promise.then(() => done(), done);
  if (options.signal) abortWith(options.signal, () => { stopped = true; }, callback, stream);
  return () => { stopped = true; };
}

function abortWith(signal, stop, callback, stream) {
  const abort = () => {
    stop();
    callback.call(stream, new AbortError(undefined, { cause: signal.reason }));
  };
  if (signal.aborted) process.nextTick(abort);
  else signal.addEventListener("abort", abort, { once: true });
  return () => signal.removeEventListener("abort", abort);
}

/** Calls `callback` when the stream has ended or failed; gives a function that stops watching. */
function finished(stream, options, callback) {
  let settings = options, done = callback;
  if (callback === undefined && typeof options === "function") {
    done = options;
    settings = {};
  } else if (options === undefined || options === null) {
    settings = {};
  } else {
    checkObject(options);
  }
  checkFunction(done);
  if (settings.signal !== undefined) checkSignal(settings.signal);
  const once = onlyOnce(done);
  if (state.isReadableWeb(stream) || state.isWritableWeb(stream)) return finishedWeb(stream, settings, once);
  if (!state.isNode(stream)) {
    throw make("ERR_INVALID_ARG_TYPE", "stream", ["ReadableStream", "WritableStream", "Stream"], stream);
  }
  let forget = nop;
  const watch = new Watch(stream, settings, function (...values) {
    forget();
    once.apply(this, values);
  });
  watch.listen(settings);
  watch.checkPast();
  if (settings.signal && !watch.closed) {
    forget = abortWith(settings.signal, () => watch.stop(), once, stream);
  }
  return () => watch.stop();
}

function addAbortSignal(signal, stream) {
  checkSignal(signal, "signal");
  if (!state.isNode(stream) && !state.isWeb(stream)) {
    throw make("ERR_INVALID_ARG_TYPE", "stream", ["ReadableStream", "WritableStream", "Stream"], stream);
  }
  const abort = state.isNode(stream)
    ? () => stream.destroy(new AbortError(undefined, { cause: signal.reason }))
    : () => require("stream/web").abortStream(stream, new AbortError(undefined, { cause: signal.reason }));
  if (signal.aborted) {
    abort();
  } else {
    signal.addEventListener("abort", abort, { once: true });
    finished(stream, () => signal.removeEventListener("abort", abort));
  }
  return stream;
}

module.exports = { finished, addAbortSignal, onlyOnce };
