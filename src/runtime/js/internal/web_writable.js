// WritableStream of the web, with its writer and controller.
"use strict";
const { make, withCode } = require("internal/errors");
const { kState, deferred, rejected, resolved, settle, fail, Queue, methodOf,
  promiseMethod, markOf, sizeOf, wrongState, wrongThis } = require("internal/web_queue");
const { tag } = require("internal/web_class");

const illegal = Symbol("illegal");
const customInspect = Symbol.for("nodejs.util.inspect.custom");
const closeMark = Symbol("close");

class WritableStream {
  constructor(sink = {}, strategy = {}) {
    if (sink === illegal) {
      initialize(this);
      return;
    }
    if (sink !== null && sink !== undefined && sink.type !== undefined) {
      throw withCode(RangeError, "ERR_INVALID_ARG_VALUE", make("ERR_INVALID_ARG_VALUE", "type", sink.type).message);
    }
    initialize(this);
    setUp(this, {
      start: methodOf(sink, "start"), write: promiseMethod(sink, "write"), close: promiseMethod(sink, "close"),
      abort: promiseMethod(sink, "abort"),
    }, markOf(strategy, 1), sizeOf(strategy));
  }
  get locked() {
    if (!isStream(this)) throw wrongThis("WritableStream");
    return this[kState].writer !== undefined;
  }
  abort(reason = undefined) {
    if (!isStream(this)) return Promise.reject(wrongThis("WritableStream"));
    if (this.locked) return Promise.reject(wrongState("WritableStream is locked"));
    return abort(this, reason);
  }
  close() {
    if (!isStream(this)) return Promise.reject(wrongThis("WritableStream"));
    if (this.locked) return Promise.reject(wrongState("WritableStream is locked"));
    if (isClosing(this)) return Promise.reject(wrongState("Failure closing WritableStream"));
    return close(this);
  }
  getWriter() {
    if (!isStream(this)) throw wrongThis("WritableStream");
    return new WritableStreamDefaultWriter(this);
  }
  [customInspect](depth, options, inspect) {
    return `WritableStream ${inspect({ locked: this.locked, state: this[kState].state }, options)}`;
  }
}
tag(WritableStream, "locked", "abort", "close", "getWriter");

const isStream = (value) => value instanceof WritableStream && value[kState] !== undefined;

function initialize(stream) {
  stream[kState] = {
    state: "writable", error: undefined, writer: undefined, controller: undefined, requests: [], inFlight: undefined,
    closeRequest: undefined, inFlightClose: undefined, pendingAbort: undefined, backpressure: false,
  };
}

function makeWritable(algorithms, mark, size) {
  const stream = new WritableStream(illegal);
  setUp(stream, algorithms, mark, size);
  return stream;
}

const isClosing = (stream) => stream[kState].closeRequest !== undefined || stream[kState].inFlightClose !== undefined;

function abort(stream, reason) {
  const own = stream[kState];
  if (own.state === "closed" || own.state === "errored") return Promise.resolve();
  own.controller[kState].abortController.abort(reason);
  if (own.state === "closed" || own.state === "errored") return Promise.resolve();
  if (own.pendingAbort !== undefined) return own.pendingAbort.pair.promise;
  const wasErroring = own.state === "erroring";
  const pair = deferred();
  own.pendingAbort = { pair, reason: wasErroring ? undefined : reason, wasErroring };
  if (!wasErroring) startErroring(stream, reason);
  return pair.promise;
}

function close(stream) {
  const own = stream[kState];
  if (own.state === "closed" || own.state === "errored") return Promise.reject(wrongState("WritableStream is closed"));
  const pair = deferred();
  own.closeRequest = pair;
  if (own.writer !== undefined && own.backpressure && own.state === "writable") settle(own.writer[kState].ready);
  own.controller[kState].queue.push(closeMark, 0);
  advance(own.controller);
  return pair.promise;
}

function startErroring(stream, reason) {
  const own = stream[kState];
  own.state = "erroring";
  own.error = reason;
  if (own.writer !== undefined) rejectReady(own.writer, reason);
  if (own.inFlight === undefined && own.inFlightClose === undefined && own.controller[kState].started) {
    finishErroring(stream);
  }
}

function finishErroring(stream) {
  const own = stream[kState];
  own.state = "errored";
  own.controller[kState].queue.reset();
  const { requests } = own;
  own.requests = [];
  for (const pair of requests) fail(pair, own.error);
  const pending = own.pendingAbort;
  if (pending === undefined) return rejectClosed(stream);
  own.pendingAbort = undefined;
  if (pending.wasErroring) {
    fail(pending.pair, own.error);
    return rejectClosed(stream);
  }
  const algorithm = own.controller[kState].abort;
  clear(own.controller[kState]);
  algorithm(pending.reason).then(() => {
    settle(pending.pair);
    rejectClosed(stream);
  }, (reason) => {
    fail(pending.pair, reason);
    rejectClosed(stream);
  });
  return undefined;
}

function rejectClosed(stream) {
  const own = stream[kState];
  if (own.closeRequest !== undefined) {
    fail(own.closeRequest, own.error);
    own.closeRequest = undefined;
  }
  if (own.writer !== undefined) fail(own.writer[kState].closed, own.error);
}

function rejectReady(writer, reason) {
  const own = writer[kState];
  if (own.ready.isPending) fail(own.ready, reason);
  else own.ready = rejected(reason);
}

function dealWithRejection(stream, reason) {
  if (stream[kState].state === "writable") startErroring(stream, reason);
  else finishErroring(stream);
}

function updateBackpressure(stream, backpressure) {
  const own = stream[kState];
  if (own.writer !== undefined && backpressure !== own.backpressure) {
    if (backpressure) own.writer[kState].ready = deferred();
    else settle(own.writer[kState].ready);
  }
  own.backpressure = backpressure;
}

// ---- the writer ----

class WritableStreamDefaultWriter {
  constructor(stream) {
    if (!isStream(stream)) throw make("ERR_INVALID_ARG_TYPE", "stream", "WritableStream", stream);
    const own = stream[kState];
    if (own.writer !== undefined) throw wrongState("WritableStream is locked");
    own.writer = this;
    let ready = resolved(), closed = deferred();
    if (own.state === "writable") {
      if (!isClosing(stream) && own.backpressure) ready = deferred();
    } else if (own.state === "erroring") {
      ready = rejected(own.error);
    } else if (own.state === "closed") {
      closed = resolved();
    } else {
      ready = rejected(own.error);
      closed = rejected(own.error);
    }
    this[kState] = { stream, ready, closed };
  }
  get closed() { return this[kState].closed.promise; }
  get ready() { return this[kState].ready.promise; }
  get desiredSize() {
    const { stream } = this[kState];
    if (stream === undefined) throw wrongState("Writer is not bound to a WritableStream");
    const { state, controller } = stream[kState];
    if (state === "errored" || state === "erroring") return null;
    return state === "closed" ? 0 : desiredSize(controller[kState]);
  }
  abort(reason = undefined) {
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(wrongState("Writer is not bound to a WritableStream"));
    return abort(stream, reason);
  }
  close() {
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(wrongState("Writer is not bound to a WritableStream"));
    if (isClosing(stream)) return Promise.reject(wrongState("Failure to close WritableStream"));
    return close(stream);
  }
  releaseLock() {
    const own = this[kState];
    const { stream } = own;
    if (stream === undefined) return;
    const reason = wrongState("Writer has been released");
    rejectReady(this, reason);
    if (own.closed.isPending) fail(own.closed, reason);
    else own.closed = rejected(reason);
    stream[kState].writer = undefined;
    own.stream = undefined;
  }
  write(chunk = undefined) {
    if (this[kState].stream === undefined) return Promise.reject(wrongState("Writer is not bound to a WritableStream"));
    return write(this, chunk);
  }
}
tag(WritableStreamDefaultWriter, "closed", "ready", "desiredSize", "abort", "close", "releaseLock", "write");

function write(writer, chunk) {
  const { stream } = writer[kState];
  const own = stream[kState];
  const { controller } = own;
  const size = chunkSize(controller, chunk);
  if (stream !== writer[kState].stream) return Promise.reject(wrongState("Mismatched WritableStreams"));
  if (own.state === "errored") return Promise.reject(own.error);
  if (isClosing(stream) || own.state === "closed") return Promise.reject(wrongState("WritableStream is closed"));
  if (own.state === "erroring") return Promise.reject(own.error);
  const pair = deferred();
  own.requests.push(pair);
  try {
    controller[kState].queue.push(chunk, size);
    if (!isClosing(stream) && own.state === "writable") {
      updateBackpressure(stream, desiredSize(controller[kState]) <= 0);
    }
    advance(controller);
  } catch (reason) {
    errorIfNeeded(controller, reason);
  }
  return pair.promise;
}

function chunkSize(controller, chunk) {
  const { size } = controller[kState];
  if (size === undefined) return 1;
  try {
    return size(chunk);
  } catch (reason) {
    errorIfNeeded(controller, reason);
    return 1;
  }
}

// ---- the controller ----

class WritableStreamDefaultController {
  constructor(key) {
    if (key !== illegal) throw make("ERR_ILLEGAL_CONSTRUCTOR");
  }
  get signal() { return this[kState].abortController.signal; }
  error(reason = undefined) { errorIfNeeded(this, reason); }
}
tag(WritableStreamDefaultController, "signal", "error");

const desiredSize = (own) => own.mark - own.queue.total;

function setUp(stream, algorithms, mark, size) {
  const controller = new WritableStreamDefaultController(illegal);
  const { AbortController } = require("internal/abort_controller");
  const own = controller[kState] = {
    stream, queue: new Queue(), mark, size, write: algorithms.write, close: algorithms.close, abort: algorithms.abort,
    started: false, abortController: new AbortController(),
  };
  stream[kState].controller = controller;
  updateBackpressure(stream, desiredSize(own) <= 0);
  const begun = algorithms.start === undefined ? undefined : algorithms.start(controller);
  Promise.resolve(begun).then(() => {
    own.started = true;
    advance(controller);
  }, (reason) => {
    own.started = true;
    dealWithRejection(stream, reason);
  });
}

function clear(own) {
  own.write = own.close = own.abort = own.size = undefined;
}

function errorIfNeeded(controller, reason) {
  const { stream } = controller[kState];
  if (stream[kState].state !== "writable") return;
  clearKeepingAbort(controller[kState]);
  startErroring(stream, reason);
}

function clearKeepingAbort(own) {
  own.write = own.close = own.size = undefined;
  own.abort ??= () => Promise.resolve();
}

function advance(controller) {
  const own = controller[kState];
  const { stream } = own;
  const state = stream[kState];
  if (!own.started || state.inFlight !== undefined) return;
  if (state.state === "erroring") {
    finishErroring(stream);
    return;
  }
  if (own.queue.length === 0) return;
  const value = own.queue.peek();
  if (value === closeMark) processClose(controller);
  else processWrite(controller, value);
}

function processClose(controller) {
  const own = controller[kState];
  const state = own.stream[kState];
  state.inFlightClose = state.closeRequest;
  state.closeRequest = undefined;
  own.queue.shift();
  const result = own.close();
  clear(own);
  result.then(() => {
    settle(state.inFlightClose);
    state.inFlightClose = undefined;
    if (state.state === "erroring") {
      state.error = undefined;
      if (state.pendingAbort !== undefined) settle(state.pendingAbort.pair);
      state.pendingAbort = undefined;
    }
    state.state = "closed";
    if (state.writer !== undefined) settle(state.writer[kState].closed);
  }, (reason) => {
    fail(state.inFlightClose, reason);
    state.inFlightClose = undefined;
    if (state.pendingAbort !== undefined) fail(state.pendingAbort.pair, reason);
    state.pendingAbort = undefined;
    dealWithRejection(own.stream, reason);
  });
}

function processWrite(controller, chunk) {
  const own = controller[kState];
  const { stream } = own;
  const state = stream[kState];
  state.inFlight = state.requests.shift();
  own.write(chunk, controller).then(() => {
    settle(state.inFlight);
    state.inFlight = undefined;
    own.queue.shift();
    if (!isClosing(stream) && state.state === "writable") updateBackpressure(stream, desiredSize(own) <= 0);
    advance(controller);
  }, (reason) => {
    if (state.state === "writable") clearKeepingAbort(own);
    fail(state.inFlight, reason);
    state.inFlight = undefined;
    dealWithRejection(stream, reason);
  });
}

module.exports = {
  WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController, makeWritable,
  isClosing, abort, close, errorIfNeeded,
};
