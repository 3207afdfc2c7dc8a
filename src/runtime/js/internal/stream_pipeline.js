// stream.pipeline: streams, iterables and functions in a row; all end with the first that fails.
"use strict";
const { make, AbortError } = require("internal/errors");
const { checkFunction, checkSignal } = require("internal/validators");
const state = require("internal/stream_state");
const { destroyer } = require("internal/stream_destroy");
const { finished, onlyOnce } = require("internal/stream_end");

function asAsyncIterable(value) {
  if (state.isTransformWeb(value)) return asAsyncIterable(value.readable);
  if (state.isIterable(value)) return value;
  if (state.isReadableNode(value)) {
    const { Readable } = require("internal/stream_readable");
    return Readable.prototype[Symbol.asyncIterator].call(value);
  }
  throw make("ERR_INVALID_ARG_TYPE", "val", ["Readable", "Iterable", "AsyncIterable"], value);
}

async function pumpToNode(iterable, target, done, shouldEnd) {
  let error, resolveDrain = null;
  const resume = (failure) => {
    if (failure) error = failure;
    if (resolveDrain === null) return;
    const resolve = resolveDrain;
    resolveDrain = null;
    resolve();
  };
  const wait = () => new Promise((resolve, reject) => {
    if (error) reject(error);
    else resolveDrain = () => error ? reject(error) : resolve();
  });
  target.on("drain", resume);
  const stop = finished(target, { readable: false }, resume);
  try {
    if (target.writableNeedDrain) await wait();
    for await (const chunk of iterable) if (!target.write(chunk)) await wait();
    if (shouldEnd) {
      target.end();
      await wait();
    }
    done();
  } catch (failure) {
    done(error && error !== failure ? (failure.errors?.push(error), failure) : failure);
  } finally {
    stop();
    target.off("drain", resume);
  }
}

async function pumpToWeb(iterable, target, done, shouldEnd) {
  const writer = (state.isTransformWeb(target) ? target.writable : target).getWriter();
  try {
    for await (const chunk of iterable) {
      await writer.ready;
      writer.write(chunk).catch(() => {});
    }
    await writer.ready;
    if (shouldEnd) await writer.close();
    done();
  } catch (error) {
    try {
      await writer.abort(error);
      done(error);
    } catch (other) {
      done(other);
    }
  }
}

// One run of a pipeline.
class Run {
  constructor(streams, callback, options) {
    this.streams = streams;
    this.callback = callback;
    this.ends = options.end !== false;
    this.outer = options.signal;
    this.controller = new (require("internal/abort_controller").AbortController)();
    this.destroys = [];
    this.cleanUps = [];
    this.pending = 0;
    this.error = undefined;
    this.value = undefined;
    this.abort = () => this.finish(new AbortError(undefined, { cause: this.outer?.reason }), false);
    this.done = (error) => this.finish(error, --this.pending === 0);
  }

  finish(error, isFinal) {
    if (error && (!this.error || this.error.code === "ERR_STREAM_PREMATURE_CLOSE")) this.error = error;
    if (!this.error && !isFinal) return;
    while (this.destroys.length > 0) this.destroys.shift()(this.error);
    if (this.outer) this.outer.removeEventListener("abort", this.abort);
    this.controller.abort();
    if (!isFinal) return;
    if (!this.error) for (const cleanUp of this.cleanUps) cleanUp();
    process.nextTick(this.callback, this.error, this.value);
  }

  // Destroys the stream if the whole ends before it does.
  guard(stream, readable, writable) {
    let isOver = false;
    stream.on("close", () => { isOver = true; });
    const stop = finished(stream, { readable, writable }, (error) => { isOver = !error; });
    this.destroys.push((error) => {
      if (isOver) return;
      isOver = true;
      destroyer(stream, error || make("ERR_STREAM_DESTROYED", "pipe"));
    });
    return stop;
  }

  run() {
    if (this.outer) {
      checkSignal(this.outer);
      this.outer.addEventListener("abort", this.abort, { once: true });
      if (this.outer.aborted) {
        this.abort();
        process.nextTick(this.callback, this.error);
        return undefined;
      }
    }
    let flow;
    this.streams.forEach((stream, i) => {
      const isLast = i === this.streams.length - 1;
      const shouldEnd = !isLast || this.ends;
      if (shouldEnd && state.isNode(stream)) this.guardStage(stream, !isLast, i > 0, isLast);
      flow = this.join(flow, stream, i, isLast);
    });
    if (this.outer?.aborted) process.nextTick(this.abort);
    return flow;
  }

  guardStage(stream, readable, writable, isLast) {
    const stop = this.guard(stream, readable, writable);
    if (state.isReadable(stream) && isLast) this.cleanUps.push(stop);
    // Errors that come after all is over must not end the program.
    const onError = (error) => {
      if (error && error.name !== "AbortError" && error.code !== "ERR_STREAM_PREMATURE_CLOSE") this.done(error);
    };
    stream.on("error", onError);
    if (state.isReadable(stream) && isLast) this.cleanUps.push(() => stream.removeListener("error", onError));
  }

  join(flow, stream, i, isLast) {
    if (i === 0) return this.first(stream);
    if (typeof stream === "function") return this.through(flow, stream, i, isLast);
    if (state.isNode(stream)) return this.intoNode(flow, stream, isLast);
    if (state.isWeb(stream)) return this.intoWeb(flow, stream, isLast);
    return require("internal/stream_from").duplexFrom(stream);
  }

  first(stream) {
    if (typeof stream === "function") {
      const result = stream({ signal: this.controller.signal });
      if (!state.isIterable(result)) {
        throw make("ERR_INVALID_RETURN_VALUE", "Iterable, AsyncIterable or Stream", "source", result);
      }
      return result;
    }
    if (state.isIterable(stream) || state.isReadableNode(stream) || state.isTransformWeb(stream)) return stream;
    return require("internal/stream_from").duplexFrom(stream);
  }

  through(flow, stream, i, isLast) {
    const result = stream(asAsyncIterable(flow), { signal: this.controller.signal });
    if (!isLast) {
      if (!state.isIterable(result, true)) {
        throw make("ERR_INVALID_RETURN_VALUE", "AsyncIterable", `transform[${i - 1}]`, result);
      }
      return result;
    }
    const { PassThrough } = require("internal/stream_duplex");
    const end = new PassThrough({ objectMode: true });
    if (typeof result?.then === "function") {
      this.pending++;
      result.then((value) => {
        this.value = value;
        if (value !== null && value !== undefined) end.write(value);
        if (this.ends) end.end();
        process.nextTick(this.done);
      }, (error) => {
        end.destroy(error);
        process.nextTick(this.done, error);
      });
    } else if (state.isIterable(result, true)) {
      this.pending++;
      pumpToNode(result, end, this.done, this.ends);
    } else {
      throw make("ERR_INVALID_RETURN_VALUE", "AsyncIterable or Promise", "destination", result);
    }
    this.cleanUps.push(this.guard(end, false, true));
    return end;
  }

  intoNode(flow, stream, isLast) {
    const shouldEnd = !isLast || this.ends;
    if (state.isReadableNode(flow)) {
      this.pending += 2;
      const stop = pipe(flow, stream, this.done, shouldEnd);
      if (state.isReadable(stream) && isLast) this.cleanUps.push(stop);
    } else if (state.isTransformWeb(flow) || state.isReadableWeb(flow)) {
      this.pending++;
      pumpToNode(flow.readable || flow, stream, this.done, shouldEnd);
    } else if (state.isIterable(flow)) {
      this.pending++;
      pumpToNode(flow, stream, this.done, shouldEnd);
    } else {
      throw make("ERR_INVALID_ARG_TYPE", "val",
        ["Readable", "Iterable", "AsyncIterable", "ReadableStream", "TransformStream"], flow);
    }
    return stream;
  }

  intoWeb(flow, stream, isLast) {
    this.pending++;
    pumpToWeb(asAsyncIterable(flow), stream, this.done, !isLast || this.ends);
    return stream;
  }
}

function pipe(source, target, done, shouldEnd) {
  let ended = false;
  target.on("close", () => { if (!ended) done(make("ERR_STREAM_PREMATURE_CLOSE")); });
  source.pipe(target, { end: false });
  if (shouldEnd) {
    const end = () => {
      ended = true;
      target.end();
    };
    if (state.isReadableFinished(source)) process.nextTick(end);
    else source.once("end", end);
  } else {
    done();
  }
  finished(source, { readable: true, writable: false }, (error) => {
    const r = source._readableState;
    if (error && error.code === "ERR_STREAM_PREMATURE_CLOSE" && r?.ended && !r.errored && !r.errorEmitted) {
      // It closed with data that we have not read; it will still end.
      source.once("end", done).once("error", done);
    } else {
      done(error);
    }
  });
  return finished(target, { readable: false, writable: true }, done);
}

function run(streams, callback, options) {
  const list = streams.length === 1 && Array.isArray(streams[0]) ? streams[0] : streams;
  if (list.length < 2) throw make("ERR_MISSING_ARGS", "streams");
  return new Run(list, callback, options).run();
}

/** pipeline(...streams, callback) */
function pipeline(...values) {
  const callback = values.pop();
  checkFunction(callback, "streams[stream.length - 1]");
  return run(values, onlyOnce(callback), {});
}

/** pipeline(...streams, options) → promise */
function pipelinePromise(...values) {
  return new Promise((resolve, reject) => {
    const last = values.at(-1);
    let options = {};
    if (last && typeof last === "object" && !state.isNode(last) && !state.isIterable(last) && !state.isWeb(last)) {
      options = values.pop();
      if (options.signal !== undefined) checkSignal(options.signal);
    }
    run(values, (error, value) => error ? reject(error) : resolve(value), options);
  });
}

module.exports = { pipeline, pipelinePromise };
