// How streams begin (`_construct`) and end (`destroy`), and in which order `error` and `close` are told.
"use strict";
const { make, AbortError, aggregateTwoErrors } = require("internal/errors");
const { isDestroyed, isFinished, isServerRequest, isRequest, kDestroyed } = require("internal/stream_state");

const kDestroy = Symbol("kDestroy");
const kConstruct = Symbol("kConstruct");

function keepError(error, w, r) {
  if (!error) return;
  if (w && !w.errored) w.errored = error;
  if (r && !r.errored) r.errored = error;
}

/** `destroy` of all streams. */
function destroy(error, callback) {
  const r = this._readableState, w = this._writableState;
  if (w && w.destroyed || r && r.destroyed) {
    if (typeof callback === "function") callback();
    return this;
  }
  keepError(error, w, r);
  if (w) w.destroyed = true;
  if (r) r.destroyed = true;
  const state = w || r;
  if (!state.constructed) {
    this.once(kDestroy, function (other) { end(this, aggregateTwoErrors(other, error), callback); });
  } else {
    end(this, error, callback);
  }
  return this;
}

function end(stream, error, callback) {
  let called = false;
  const ended = (failure) => {
    if (called) return;
    called = true;
    const r = stream._readableState, w = stream._writableState;
    keepError(failure, w, r);
    if (w) w.closed = true;
    if (r) r.closed = true;
    if (typeof callback === "function") callback(failure);
    if (failure) process.nextTick(tellErrorAndClose, stream, failure);
    else process.nextTick(tellClose, stream);
  };
  try {
    stream._destroy(error || null, ended);
  } catch (failure) {
    ended(failure);
  }
}

function tellErrorAndClose(stream, error) {
  tellError(stream, error);
  tellClose(stream);
}

function tellClose(stream) {
  const r = stream._readableState, w = stream._writableState;
  if (w) w.closeEmitted = true;
  if (r) r.closeEmitted = true;
  if (w && w.emitClose || r && r.emitClose) stream.emit("close");
}

function tellError(stream, error) {
  const r = stream._readableState, w = stream._writableState;
  if (w && w.errorEmitted || r && r.errorEmitted) return;
  if (w) w.errorEmitted = true;
  if (r) r.errorEmitted = true;
  stream.emit("error", error);
}

/** A stream fails: it is destroyed, unless its owner asked for that not to happen. */
function errorOrDestroy(stream, error, sync) {
  const r = stream._readableState, w = stream._writableState;
  if (w && w.destroyed || r && r.destroyed) return;
  if (r && r.autoDestroy || w && w.autoDestroy) {
    stream.destroy(error);
  } else if (error) {
    keepError(error, w, r);
    if (sync) process.nextTick(tellError, stream, error);
    else tellError(stream, error);
  }
}

function undestroyState(state) {
  state.constructed = true;
  state.closed = false;
  state.closeEmitted = false;
  state.destroyed = false;
  state.errored = null;
  state.errorEmitted = false;
}

function undestroy() {
  const r = this._readableState, w = this._writableState;
  if (r) {
    undestroyState(r);
    r.reading = false;
    r.ended = r.readable === false;
    r.endEmitted = r.readable === false;
  }
  if (w) {
    undestroyState(w);
    w.finalCalled = false;
    w.prefinished = false;
    w.ended = w.ending = w.finished = w.writable === false;
  }
}

/** Calls `_construct`, if there is one, before anything is read or written; then `callback`. */
function construct(stream, callback) {
  if (typeof stream._construct !== "function") return;
  const r = stream._readableState, w = stream._writableState;
  if (r) r.constructed = false;
  if (w) w.constructed = false;
  stream.once(kConstruct, callback);
  if (stream.listenerCount(kConstruct) > 1) return;
  process.nextTick(runConstruct, stream);
}

function runConstruct(stream) {
  let called = false;
  const constructed = (error) => {
    if (called) return errorOrDestroy(stream, error ?? make("ERR_MULTIPLE_CALLBACK"));
    called = true;
    const r = stream._readableState, w = stream._writableState;
    const state = w || r;
    if (r) r.constructed = true;
    if (w) w.constructed = true;
    if (state.destroyed) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else stream.emit(kConstruct);
    return undefined;
  };
  try {
    stream._construct((error) => process.nextTick(constructed, error));
  } catch (error) {
    process.nextTick(constructed, error);
  }
}

/** Ends any kind of stream. */
function destroyer(stream, error) {
  if (!stream || isDestroyed(stream)) return;
  const reason = !error && !isFinished(stream) ? new AbortError() : error;
  if (isServerRequest(stream)) {
    stream.socket = null;
    stream.destroy(reason);
  } else if (isRequest(stream)) {
    stream.abort();
  } else if (isRequest(stream.req)) {
    stream.req.abort();
  } else if (typeof stream.destroy === "function") {
    stream.destroy(reason);
  } else if (typeof stream.close === "function") {
    stream.close();
  }
  if (!stream.destroyed) stream[kDestroyed] = true;
}

module.exports = { destroy, undestroy, errorOrDestroy, construct, destroyer };
