// All classes of the web's streams.
"use strict";
const { kState, ByteLengthQueuingStrategy, CountQueuingStrategy } = require("internal/web_queue");
const { ReadableStream, ReadableStreamDefaultReader,
  ReadableStreamDefaultController } = require("internal/web_readable");
const { ReadableByteStreamController, ReadableStreamBYOBRequest,
  ReadableStreamBYOBReader } = require("internal/web_bytes");
const { WritableStream, WritableStreamDefaultWriter,
  WritableStreamDefaultController } = require("internal/web_writable");
const transform = require("internal/web_transform");

/** A promise of a stream's end, for stream.finished. */
function closedPromiseOf(stream) {
  const own = stream[kState];
  if (own.state === "closed") return Promise.resolve();
  if (own.state === "errored") return Promise.reject(own.error);
  const holder = own.reader || own.writer;
  if (holder !== undefined) return holder[kState].closed.promise;
  const reader = stream instanceof ReadableStream ? stream.getReader() : stream.getWriter();
  const { closed } = reader;
  reader.releaseLock();
  return closed.catch(() => new Promise(() => {}));
}

/** Ends a stream with an error. */
function abortStream(stream, error) {
  const { controller } = stream[kState];
  controller.error(error);
}

module.exports = {
  ReadableStream, ReadableStreamDefaultReader, ReadableStreamBYOBReader, ReadableStreamBYOBRequest,
  ReadableByteStreamController, ReadableStreamDefaultController, ...transform, WritableStream,
  WritableStreamDefaultWriter, WritableStreamDefaultController, ByteLengthQueuingStrategy, CountQueuingStrategy,
};
Object.defineProperties(module.exports, {
  closedPromiseOf: { value: closedPromiseOf }, abortStream: { value: abortStream },
});
