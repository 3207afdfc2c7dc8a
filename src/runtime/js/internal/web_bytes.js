// Streams of bytes of the web: their controller, and readers that bring their own memory.
"use strict";
const { make } = require("internal/errors");
const { kState, methodOf, promiseMethod, wrongState } = require("internal/web_queue");
const { tag } = require("internal/web_class");
const readable = require("internal/web_readable");

const { illegal } = readable;

function viewOf(memory, start, size, Class) {
  const unit = Class.BYTES_PER_ELEMENT || 1;
  return new Class(memory, start, size / unit);
}

const transfer = (memory) => typeof memory.transfer === "function" ? memory.transfer() : memory;

class ReadableStreamBYOBRequest {
  constructor(key, controller, view) {
    if (key !== illegal) throw make("ERR_ILLEGAL_CONSTRUCTOR");
    this[kState] = { controller, view };
  }
  get view() { return this[kState].view; }
  respond(written) {
    const { controller, view } = this[kState];
    if (controller === undefined) throw wrongState("This BYOB request has been invalidated");
    if (view.byteLength === 0) throw wrongState("Viewed ArrayBuffer is detached");
    respond(controller, Number(written));
  }
  respondWithNewView(view) {
    const { controller } = this[kState];
    if (controller === undefined) throw wrongState("This BYOB request has been invalidated");
    if (!ArrayBuffer.isView(view)) {
      throw make("ERR_INVALID_ARG_TYPE", "view", ["Buffer", "TypedArray", "DataView"], view);
    }
    const first = controller[kState].pending[0];
    first.memory = view.buffer;
    first.start = view.byteOffset - first.filled;
    respond(controller, view.byteLength);
  }
}
tag(ReadableStreamBYOBRequest, "view", "respond", "respondWithNewView");

class ReadableByteStreamController {
  constructor(key) {
    if (key !== illegal) throw make("ERR_ILLEGAL_CONSTRUCTOR");
  }
  get byobRequest() {
    const own = this[kState];
    if (own.request === null && own.pending.length > 0) {
      const { memory, start, filled, size } = own.pending[0];
      own.request = new ReadableStreamBYOBRequest(illegal, this, new Uint8Array(memory, start + filled, size - filled));
    }
    return own.request;
  }
  get desiredSize() { return desiredSize(this[kState]); }
  close() {
    const own = this[kState];
    if (own.closeRequested) throw wrongState("Controller is already closed");
    if (own.stream[kState].state !== "readable") throw wrongState("ReadableStream is already closed");
    close(this);
  }
  enqueue(chunk) {
    const own = this[kState];
    if (!ArrayBuffer.isView(chunk)) {
      throw make("ERR_INVALID_ARG_TYPE", "chunk", ["Buffer", "TypedArray", "DataView"], chunk);
    }
    if (chunk.byteLength === 0) throw wrongState("chunk ArrayBuffer is zero-length or detached");
    if (own.closeRequested) throw wrongState("Controller is already closed");
    if (own.stream[kState].state !== "readable") throw wrongState("ReadableStream is already closed");
    enqueue(this, chunk);
  }
  error(reason = undefined) { errorController(this, reason); }
}
tag(ReadableByteStreamController, "byobRequest", "desiredSize", "close", "enqueue", "error");

function desiredSize(own) {
  const { state } = own.stream[kState];
  if (state === "errored") return null;
  return state === "closed" ? 0 : own.mark - own.total;
}

function setUp(stream, source, mark) {
  const auto = source.autoAllocateChunkSize;
  if (auto === 0) throw make("ERR_INVALID_ARG_VALUE", "source.autoAllocateChunkSize", auto);
  const start = methodOf(source, "start");
  const controller = new ReadableByteStreamController(illegal);
  const own = controller[kState] = {
    stream, queue: [], total: 0, mark, auto, pull: promiseMethod(source, "pull"),
    cancel: promiseMethod(source, "cancel"),
    closeRequested: false, pulling: false, pullAgain: false, started: false, pending: [], request: null, isBytes: true,
    cancelSteps(reason) {
      own.pending = [];
      own.queue = [];
      own.total = 0;
      return own.cancel(reason);
    },
    pullSteps(request) { pullSteps(controller, request); },
    releaseSteps() {
      if (own.pending.length > 0) own.pending = [{ ...own.pending[0], kind: "none" }];
    },
  };
  stream[kState].controller = controller;
  Promise.resolve(start === undefined ? undefined : start(controller)).then(() => {
    own.started = true;
    maybePull(controller);
  }, (reason) => errorController(controller, reason));
}

function shouldPull(own) {
  const { stream } = own;
  if (stream[kState].state !== "readable" || own.closeRequested || !own.started) return false;
  const { reader } = stream[kState];
  if (reader !== undefined && (readable.waiting(stream) > 0 || reader[kState].intoRequests?.length > 0)) return true;
  return desiredSize(own) > 0;
}

function maybePull(controller) {
  const own = controller[kState];
  if (!shouldPull(own)) return;
  if (own.pulling) {
    own.pullAgain = true;
    return;
  }
  own.pulling = true;
  own.pull(controller).then(() => {
    own.pulling = false;
    if (!own.pullAgain) return;
    own.pullAgain = false;
    maybePull(controller);
  }, (reason) => errorController(controller, reason));
}

function pullSteps(controller, request) {
  const own = controller[kState];
  if (own.total > 0) {
    const { memory, start, size } = own.queue.shift();
    own.total -= size;
    afterTaking(controller);
    request.chunk(new Uint8Array(memory, start, size));
    return;
  }
  if (own.auto !== undefined) {
    own.pending.push({
      memory: new ArrayBuffer(own.auto), start: 0, size: own.auto, filled: 0, least: 1, Class: Uint8Array,
      kind: "default",
    });
  }
  own.stream[kState].reader[kState].requests.push(request);
  maybePull(controller);
}

function afterTaking(controller) {
  const own = controller[kState];
  if (own.total === 0 && own.closeRequested) readable.close(own.stream);
  else maybePull(controller);
}

function invalidate(own) {
  if (own.request === null) return;
  own.request[kState] = { controller: undefined, view: null };
  own.request = null;
}

function enqueue(controller, chunk) {
  const own = controller[kState];
  const { stream } = own;
  const memory = transfer(chunk.buffer.slice(chunk.byteOffset, chunk.byteOffset + chunk.byteLength));
  invalidate(own);
  const { reader } = stream[kState];
  if (reader !== undefined && reader[kState].requests !== undefined && readable.waiting(stream) > 0) {
    if (own.pending.length > 0) own.pending.shift();
    readable.fulfill(stream, new Uint8Array(memory), false);
  } else {
    own.queue.push({ memory, start: 0, size: memory.byteLength });
    own.total += memory.byteLength;
    if (reader !== undefined && reader[kState].intoRequests !== undefined) fillPending(controller);
  }
  maybePull(controller);
}

// Moves queued bytes into memory that waits; whether it is full enough.
function fill(own, into) {
  const unit = into.Class.BYTES_PER_ELEMENT || 1;
  while (own.total > 0 && into.filled < into.size) {
    const first = own.queue[0];
    const size = Math.min(first.size, into.size - into.filled);
    new Uint8Array(into.memory, into.start + into.filled, size).set(new Uint8Array(first.memory, first.start, size));
    if (size === first.size) {
      own.queue.shift();
    } else {
      first.start += size;
      first.size -= size;
    }
    own.total -= size;
    into.filled += size;
  }
  return into.filled >= into.least && into.filled % unit === 0;
}

function fillPending(controller) {
  const own = controller[kState];
  while (own.pending.length > 0 && own.total > 0) {
    if (!fill(own, own.pending[0])) return;
    commit(own.stream, own.pending.shift());
  }
}

function commit(stream, into) {
  const state = stream[kState];
  const done = state.state === "closed";
  const view = viewOf(into.memory, into.start, into.filled, into.Class);
  if (into.kind === "default") {
    readable.fulfill(stream, view, done);
    return;
  }
  const request = state.reader[kState].intoRequests.shift();
  if (done) request.close(view);
  else request.chunk(view);
}

function readInto(reader, view, least, request) {
  const { stream } = reader[kState];
  const state = stream[kState];
  state.disturbed = true;
  if (state.state === "errored") return request.error(state.error);
  const controller = state.controller;
  const own = controller[kState];
  const Class = view instanceof DataView ? DataView : view.constructor;
  const { byteOffset: start, byteLength: size } = view; // a view of memory that has moved tells nothing
  const into = {
    memory: transfer(view.buffer), start, size, filled: 0, Class, kind: "byob",
    least: least * (Class.BYTES_PER_ELEMENT || 1),
  };
  if (state.state === "closed") return request.close(viewOf(into.memory, into.start, 0, Class));
  if (own.pending.length === 0 && own.total > 0) {
    if (fill(own, into)) {
      afterTaking(controller);
      return request.chunk(viewOf(into.memory, into.start, into.filled, Class));
    }
    if (own.closeRequested) {
      const reason = wrongState("Insufficient bytes to fill elements in the given buffer");
      errorController(controller, reason);
      return request.error(reason);
    }
  }
  own.pending.push(into);
  reader[kState].intoRequests.push(request);
  maybePull(controller);
  return undefined;
}

function respond(controller, written) {
  const own = controller[kState];
  const first = own.pending[0];
  const { state } = own.stream[kState];
  if (state === "closed") {
    if (written !== 0) throw make("ERR_INVALID_ARG_VALUE", "bytesWritten", written);
  } else {
    if (written === 0) throw make("ERR_INVALID_ARG_VALUE", "bytesWritten", written);
    if (first.filled + written > first.size) throw make("ERR_INVALID_ARG_VALUE", "bytesWritten", written);
  }
  invalidate(own);
  if (state === "closed") {
    while (own.stream[kState].reader?.[kState].intoRequests?.length > 0) commit(own.stream, own.pending.shift());
  } else {
    respondReadable(controller, own, first, written);
  }
  maybePull(controller);
}

function respondReadable(controller, own, first, written) {
  first.filled += written;
  if (first.kind === "none") {
    own.pending.shift();
    own.queue.push({ memory: first.memory, start: first.start, size: first.filled });
    own.total += first.filled;
    return fillPending(controller);
  }
  if (first.filled < first.least) return undefined;
  own.pending.shift();
  // What is no whole element goes back into the queue.
  const rest = first.filled % (first.Class.BYTES_PER_ELEMENT || 1);
  if (rest > 0) {
    const end = first.start + first.filled;
    own.queue.push({ memory: first.memory.slice(end - rest, end), start: 0, size: rest });
    own.total += rest;
    first.filled -= rest;
  }
  commit(own.stream, first);
  return fillPending(controller);
}

function close(controller) {
  const own = controller[kState];
  if (own.total > 0) {
    own.closeRequested = true;
    return;
  }
  const first = own.pending[0];
  if (first !== undefined && first.filled % (first.Class.BYTES_PER_ELEMENT || 1) !== 0) {
    const reason = wrongState("Partial read");
    errorController(controller, reason);
    throw reason;
  }
  readable.close(own.stream);
}

function errorController(controller, reason) {
  const own = controller[kState];
  if (own.stream[kState].state !== "readable") return;
  invalidate(own);
  own.pending = [];
  own.queue = [];
  own.total = 0;
  readable.error(own.stream, reason);
}

class ReadableStreamBYOBReader {
  constructor(stream) {
    if (readable.isReadableStream(stream) && !stream[kState].controller?.[kState].isBytes) {
      throw make("ERR_INVALID_ARG_VALUE", "reader", stream, "must be a byte stream");
    }
    readable.attach(this, stream);
    this[kState].intoRequests = [];
  }
  read(view, options = {}) {
    if (!ArrayBuffer.isView(view)) {
      return Promise.reject(make("ERR_INVALID_ARG_TYPE", "view", ["Buffer", "TypedArray", "DataView"], view));
    }
    if (view.byteLength === 0) return Promise.reject(wrongState("View is zero-length"));
    if (this[kState].stream === undefined) {
      return Promise.reject(wrongState("The reader is not attached to a stream"));
    }
    return new Promise((resolve, reject) => {
      readInto(this, view, options?.min ?? 1, {
        chunk: (value) => resolve({ value, done: false }), close: (value) => resolve({ value, done: true }),
        error: reject,
      });
    });
  }
  releaseLock() { readable.release(this); }
  cancel(reason = undefined) { return readable.cancelReader(this, reason); }
  get closed() { return this[kState].closed.promise; }
}
tag(ReadableStreamBYOBReader, "read", "releaseLock", "cancel", "closed");

module.exports = { setUp, ReadableByteStreamController, ReadableStreamBYOBRequest, ReadableStreamBYOBReader };
