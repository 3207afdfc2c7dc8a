// Node's `stream`.
"use strict";
const { Stream } = require("internal/stream_legacy");
const { Duplex, Transform, PassThrough, duplexPair } = require("internal/stream_duplex");
const { Readable } = require("internal/stream_readable");
const { Writable } = require("internal/stream_writable");
const { destroyer } = require("internal/stream_destroy");
const state = require("internal/stream_state");
const customPromisify = Symbol.for("nodejs.util.promisify.custom");

function finished(...values) {
  return require("internal/stream_end").finished(...values);
}

function pipeline(...values) {
  return require("internal/stream_pipeline").pipeline(...values);
}

const promisesOf = () => require("stream/promises");
Object.defineProperty(finished, customPromisify, { enumerable: true, get: () => promisesOf().finished });
Object.defineProperty(pipeline, customPromisify, { enumerable: true, get: () => promisesOf().pipeline });

Object.assign(Stream, {
  isDestroyed: state.isDestroyed, isDisturbed: state.isDisturbed, isErrored: state.isErrored,
  isReadable: state.isReadable,
  isWritable: state.isWritable,
  Readable, Writable, Duplex, Transform, PassThrough, duplexPair, pipeline,
  addAbortSignal: (signal, stream) => require("internal/stream_end").addAbortSignal(signal, stream),
  finished, destroy: destroyer,
  compose: (...streams) => require("internal/stream_compose").compose(...streams),
  setDefaultHighWaterMark: state.setDefaultMark, getDefaultHighWaterMark: state.defaultMark,
});
Object.defineProperty(Stream, "promises", { enumerable: true, configurable: true, get: promisesOf });
Stream.Stream = Stream;
Stream._isArrayBufferView = ArrayBuffer.isView;
Stream._isUint8Array = (value) => value instanceof Uint8Array;
Stream._uint8ArrayToBuffer = (bytes) => require("internal/stream_readable").asBuffer(bytes);

module.exports = Stream;
