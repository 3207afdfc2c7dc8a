// ReadableStream of the web, with its readers and the controller of plain chunks; bytes are in web_bytes.js.
"use strict";
const { make } = require("internal/errors");
const { checkObject } = require("internal/validators");
const { kState, deferred, rejected, resolved, settle, fail, Queue, methodOf,
  promiseMethod, markOf, sizeOf, wrongState, wrongThis } = require("internal/web_queue");
const { tag } = require("internal/web_class");

const illegal = Symbol("illegal");
const customInspect = Symbol.for("nodejs.util.inspect.custom");

// ---- the stream ----

function newState() {
  return { state: "readable", reader: undefined, error: undefined, disturbed: false, controller: undefined };
}

class ReadableStream {
  constructor(source = {}, strategy = {}) {
    if (source === illegal) {
      this[kState] = newState();
      return;
    }
    checkObject(source, "source");
    this[kState] = newState();
    const { type } = source;
    if (type !== undefined && `${type}` === "bytes") {
      if (strategy?.size !== undefined) throw make("ERR_INVALID_ARG_VALUE", "strategy.size", strategy.size);
      require("internal/web_bytes").setUp(this, source, markOf(strategy, 0));
    } else {
      if (type !== undefined) throw make("ERR_INVALID_ARG_VALUE", "source.type", type);
      setUp(this, {
        start: methodOf(source, "start"), pull: promiseMethod(source, "pull"), cancel: promiseMethod(source, "cancel"),
      }, markOf(strategy, 1), sizeOf(strategy));
    }
  }

  static from(iterable) {
    const isAsync = typeof iterable?.[Symbol.asyncIterator] === "function";
    if (!isAsync && typeof iterable?.[Symbol.iterator] !== "function") {
      throw make("ERR_ARG_NOT_ITERABLE", "iterable");
    }
    const iterator = isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
    return makeReadable(undefined, async (controller) => {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(isAsync ? value : await value);
    }, async (reason) => { await iterator.return?.(reason); }, 0);
  }

  get locked() {
    if (!isStream(this)) throw wrongThis("ReadableStream");
    return this[kState].reader !== undefined;
  }

  cancel(reason = undefined) {
    if (!isStream(this)) return Promise.reject(wrongThis("ReadableStream"));
    if (this[kState].reader !== undefined) return Promise.reject(wrongState("ReadableStream is locked"));
    return cancel(this, reason);
  }

  getReader(options = {}) {
    if (!isStream(this)) throw wrongThis("ReadableStream");
    const mode = options?.mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== "byob") throw make("ERR_INVALID_ARG_VALUE", "options.mode", mode);
    return new (require("internal/web_bytes").ReadableStreamBYOBReader)(this);
  }

  pipeThrough(transform, options = {}) {
    if (!isStream(this)) throw wrongThis("ReadableStream");
    const { readable, writable } = transform;
    if (!isStream(readable)) throw make("ERR_INVALID_ARG_TYPE", "transform.readable", "ReadableStream", readable);
    if (this.locked) throw wrongState("The ReadableStream is locked");
    if (writable.locked) throw wrongState("The WritableStream is locked");
    require("internal/web_pipe").pipeTo(this, writable, options).catch(() => {});
    return readable;
  }

  async pipeTo(target, options = {}) {
    if (!isStream(this)) throw wrongThis("ReadableStream");
    if (target?.[kState] === undefined || typeof target.getWriter !== "function") {
      throw make("ERR_INVALID_ARG_TYPE", "destination", "WritableStream", target);
    }
    if (this.locked) throw wrongState("The ReadableStream is locked");
    if (target.locked) throw wrongState("The WritableStream is locked");
    return require("internal/web_pipe").pipeTo(this, target, options);
  }

  tee() {
    if (!isStream(this)) throw wrongThis("ReadableStream");
    return require("internal/web_pipe").tee(this);
  }

  values(options = {}) {
    if (!isStream(this)) throw wrongThis("ReadableStream");
    return iterate(this, Boolean(options?.preventCancel));
  }

  [Symbol.asyncIterator](options) { return this.values(options); }

  // What isReadable(), isErrored() and isDisturbed() of Node's streams ask of a stream that is none of theirs.
  get [Symbol.for("nodejs.stream.readable")]() { return this[kState].state === "readable"; }
  get [Symbol.for("nodejs.stream.errored")]() { return this[kState].state === "errored"; }
  get [Symbol.for("nodejs.stream.disturbed")]() { return this[kState].disturbed; }

  [customInspect](depth, options, inspect) {
    const { state, controller } = this[kState];
    const shown = { locked: this.locked, state, supportsBYOB: Boolean(controller && controller[kState].isBytes) };
    return `ReadableStream ${inspect(shown, options)}`;
  }
}
tag(ReadableStream, "locked", "cancel", "getReader", "pipeThrough", "pipeTo", "tee", "values");

const isStream = (value) => value instanceof ReadableStream && value[kState] !== undefined;

/** A stream of ours. */
function makeReadable(start, pull, cancelAlgorithm, mark = 1, size = () => 1) {
  const stream = new ReadableStream(illegal);
  setUp(stream, { start, pull: pull || (() => Promise.resolve()), cancel: cancelAlgorithm ||
    (() => Promise.resolve()) },
    mark, size);
  return stream;
}

function cancel(stream, reason) {
  const state = stream[kState];
  state.disturbed = true;
  if (state.state === "closed") return Promise.resolve();
  if (state.state === "errored") return Promise.reject(state.error);
  close(stream);
  const { reader } = state;
  if (reader !== undefined && reader[kState].intoRequests !== undefined) {
    const requests = reader[kState].intoRequests;
    reader[kState].intoRequests = [];
    for (const request of requests) request.close(undefined);
  }
  return state.controller[kState].cancelSteps(reason).then(() => undefined);
}

function close(stream) {
  const state = stream[kState];
  state.state = "closed";
  const { reader } = state;
  if (reader === undefined) return;
  settle(reader[kState].closed);
  const { requests } = reader[kState];
  if (requests === undefined) return;
  reader[kState].requests = [];
  for (const request of requests) request.close();
}

function error(stream, reason) {
  const state = stream[kState];
  state.state = "errored";
  state.error = reason;
  const { reader } = state;
  if (reader === undefined) return;
  fail(reader[kState].closed, reason);
  failRequests(reader, reason);
}

function failRequests(reader, reason) {
  const own = reader[kState];
  for (const name of ["requests", "intoRequests"]) {
    if (own[name] === undefined) continue;
    const requests = own[name];
    own[name] = [];
    for (const request of requests) request.error(reason);
  }
}

const waiting = (stream) => {
  const { reader } = stream[kState];
  return reader === undefined || reader[kState].requests === undefined ? 0 : reader[kState].requests.length;
};

/** Gives a chunk, or the end, to who has waited longest. */
function fulfill(stream, chunk, done) {
  const request = stream[kState].reader[kState].requests.shift();
  if (done) request.close();
  else request.chunk(chunk);
}

// ---- readers ----

/** What both readers are at first. */
function attach(reader, stream) {
  if (!isStream(stream)) throw make("ERR_INVALID_ARG_TYPE", "stream", "ReadableStream", stream);
  const state = stream[kState];
  if (state.reader !== undefined) throw wrongState("ReadableStream is locked");
  state.reader = reader;
  let closed;
  if (state.state === "readable") closed = deferred();
  else closed = state.state === "closed" ? resolved() : rejected(state.error);
  reader[kState] = { stream, closed, requests: undefined, intoRequests: undefined };
}

function release(reader) {
  const own = reader[kState];
  const { stream } = own;
  if (stream === undefined) return;
  const reason = wrongState("Releasing reader");
  if (stream[kState].state === "readable" && own.closed.isPending) fail(own.closed, reason);
  else own.closed = rejected(reason);
  stream[kState].controller[kState].releaseSteps();
  stream[kState].reader = undefined;
  own.stream = undefined;
  failRequests(reader, wrongState("Reader released"));
}

function cancelReader(reader, reason) {
  const { stream } = reader[kState];
  if (stream === undefined) return Promise.reject(wrongState("The reader is not attached to a stream"));
  return cancel(stream, reason);
}

/** Asks for a chunk; `request` has chunk(value), close() and error(reason). */
function read(reader, request) {
  const { stream } = reader[kState];
  const state = stream[kState];
  state.disturbed = true;
  if (state.state === "closed") request.close();
  else if (state.state === "errored") request.error(state.error);
  else state.controller[kState].pullSteps(request);
}

class ReadableStreamDefaultReader {
  constructor(stream) {
    attach(this, stream);
    this[kState].requests = [];
  }
  read() {
    if (this?.[kState]?.requests === undefined) return Promise.reject(wrongThis("ReadableStreamDefaultReader"));
    if (this[kState].stream === undefined) {
      return Promise.reject(wrongState("The reader is not attached to a stream"));
    }
    return new Promise((resolve, reject) => {
      read(this, {
        chunk: (value) => resolve({ value, done: false }), close: () => resolve({ value: undefined, done: true }),
        error: reject,
      });
    });
  }
  releaseLock() { release(this); }
  cancel(reason = undefined) { return cancelReader(this, reason); }
  get closed() { return this[kState].closed.promise; }
}
tag(ReadableStreamDefaultReader, "read", "releaseLock", "cancel", "closed");

// ---- the controller ----

class ReadableStreamDefaultController {
  constructor(key) {
    if (key !== illegal) throw make("ERR_ILLEGAL_CONSTRUCTOR");
  }
  get desiredSize() { return desiredSize(this[kState]); }
  close() {
    if (!canEnqueue(this[kState])) throw wrongState("Controller is already closed");
    closeController(this);
  }
  enqueue(chunk = undefined) {
    if (!canEnqueue(this[kState])) throw wrongState("Controller is already closed");
    enqueue(this, chunk);
  }
  error(reason = undefined) { errorController(this, reason); }
}
tag(ReadableStreamDefaultController, "desiredSize", "close", "enqueue", "error");

function desiredSize(own) {
  const { state } = own.stream[kState];
  if (state === "errored") return null;
  return state === "closed" ? 0 : own.mark - own.queue.total;
}

const canEnqueue = (own) => !own.closeRequested && own.stream[kState].state === "readable";

function setUp(stream, algorithms, mark, size) {
  const controller = new ReadableStreamDefaultController(illegal);
  const own = controller[kState] = {
    stream, queue: new Queue(), mark, size, pull: algorithms.pull, cancel: algorithms.cancel, closeRequested: false,
    pulling: false, pullAgain: false, started: false, isBytes: false,
    cancelSteps(reason) {
      own.queue.reset();
      const result = own.cancel(reason);
      clear(own);
      return result;
    },
    pullSteps(request) {
      if (own.queue.length > 0) {
        const chunk = own.queue.shift();
        if (own.closeRequested && own.queue.length === 0) {
          clear(own);
          close(stream);
        } else {
          maybePull(controller);
        }
        request.chunk(chunk);
      } else {
        stream[kState].reader[kState].requests.push(request);
        maybePull(controller);
      }
    },
    releaseSteps() {},
  };
  stream[kState].controller = controller;
  const begun = algorithms.start === undefined ? undefined : algorithms.start(controller);
  Promise.resolve(begun).then(() => {
    own.started = true;
    maybePull(controller);
  }, (reason) => errorController(controller, reason));
}

function clear(own) {
  own.pull = own.cancel = own.size = undefined;
}

function shouldPull(own) {
  const { stream } = own;
  if (!canEnqueue(own) || !own.started) return false;
  if (stream[kState].reader !== undefined && waiting(stream) > 0) return true;
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

function enqueue(controller, chunk) {
  const own = controller[kState];
  if (own.stream[kState].reader !== undefined && waiting(own.stream) > 0) {
    fulfill(own.stream, chunk, false);
  } else {
    try {
      own.queue.push(chunk, own.size(chunk));
    } catch (reason) {
      errorController(controller, reason);
      throw reason;
    }
  }
  maybePull(controller);
}

function closeController(controller) {
  const own = controller[kState];
  if (!canEnqueue(own)) return;
  own.closeRequested = true;
  if (own.queue.length > 0) return;
  clear(own);
  close(own.stream);
}

function errorController(controller, reason) {
  const own = controller[kState];
  if (own.stream[kState].state !== "readable") return;
  own.queue.reset();
  clear(own);
  error(own.stream, reason);
}

// ---- iteration ----

const asyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () { yield 0; }.prototype));

function iterate(stream, preventCancel) {
  const reader = new ReadableStreamDefaultReader(stream);
  let isDone = false, last = Promise.resolve();
  const after = (step) => {
    last = last.then(step, step);
    return last;
  };
  const nextStep = async () => {
    if (isDone) return { value: undefined, done: true };
    try {
      const result = await reader.read();
      if (result.done) {
        isDone = true;
        reader.releaseLock();
      }
      return result;
    } catch (reason) {
      isDone = true;
      reader.releaseLock();
      throw reason;
    }
  };
  return Object.setPrototypeOf({
    next: () => after(nextStep),
    return: (value) => after(async () => {
      if (!isDone) {
        isDone = true;
        if (preventCancel) {
          reader.releaseLock();
        } else {
          const result = reader.cancel(value);
          reader.releaseLock();
          await result;
        }
      }
      return { value, done: true };
    }),
  }, asyncIteratorPrototype);
}

module.exports = {
  ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController, makeReadable,
  isReadableStream: isStream,
  illegal, attach, release, cancelReader, cancel, close, error, waiting, fulfill, read, errorController,
};
