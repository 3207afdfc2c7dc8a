// TransformStream, and those that are one: text encoders and decoders, compression.
"use strict";
const { make } = require("internal/errors");
const { kState, deferred, settle, methodOf, promiseMethod, markOf,
  sizeOf, wrongState } = require("internal/web_queue");
const { tag } = require("internal/web_class");
const readable = require("internal/web_readable");
const writable = require("internal/web_writable");

const illegal = Symbol("illegal");

const customInspect = Symbol.for("nodejs.util.inspect.custom");

class TransformStream {
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    if (transformer?.readableType !== undefined) {
      throw make("ERR_INVALID_ARG_VALUE", "transformer.readableType", transformer.readableType);
    }
    if (transformer?.writableType !== undefined) {
      throw make("ERR_INVALID_ARG_VALUE", "transformer.writableType", transformer.writableType);
    }
    const begin = deferred();
    const controller = new TransformStreamDefaultController(illegal);
    const own = this[kState] = { backpressure: true, change: deferred(), controller, readable: undefined,
      writable: undefined };
    controller[kState] = {
      stream: this, flush: promiseMethod(transformer, "flush"), cancel: promiseMethod(transformer, "cancel"),
      transform: promiseMethod(transformer, "transform", async (chunk) => enqueue(controller, chunk)),
    };
    const start = methodOf(transformer, "start");
    own.writable = writable.makeWritable({
      start: () => begin.promise, write: (chunk) => sinkWrite(this, chunk), close: () => sinkClose(this),
      abort: (reason) => sinkAbort(this, reason),
    }, markOf(writableStrategy, 1), sizeOf(writableStrategy));
    own.readable = readable.makeReadable(() => begin.promise, () => sourcePull(this),
      (reason) => sourceCancel(this, reason),
      markOf(readableStrategy, 0), sizeOf(readableStrategy));
    settle(begin, start === undefined ? undefined : start(controller));
  }

  [customInspect](depth, options, inspect) {
    const { readable: reads, writable: writes, backpressure } = this[kState];
    return `TransformStream ${inspect({ readable: reads, writable: writes, backpressure }, options)}`;
  }
  get readable() { return this[kState].readable; }
  get writable() { return this[kState].writable; }
}
tag(TransformStream, "readable", "writable");

class TransformStreamDefaultController {
  constructor(key) {
    if (key !== illegal) throw make("ERR_ILLEGAL_CONSTRUCTOR");
  }
  get desiredSize() { return this[kState].stream[kState].readable[kState].controller.desiredSize; }
  enqueue(chunk = undefined) { enqueue(this, chunk); }
  error(reason = undefined) { errorStream(this[kState].stream, reason); }
  terminate() {
    const { stream } = this[kState];
    const { controller } = stream[kState].readable[kState];
    if (stream[kState].readable[kState].state === "readable" && !controller[kState].closeRequested) controller.close();
    errorWritable(stream, wrongState("TransformStream terminated"));
  }
}
tag(TransformStreamDefaultController, "desiredSize", "enqueue", "error", "terminate");

function setBackpressure(stream, backpressure) {
  const own = stream[kState];
  settle(own.change);
  own.change = deferred();
  own.backpressure = backpressure;
}

function enqueue(controller, chunk) {
  const { stream } = controller[kState];
  const own = stream[kState];
  const source = own.readable[kState].controller;
  try {
    source.enqueue(chunk);
  } catch (reason) {
    errorWritable(stream, reason);
    throw own.readable[kState].state === "errored" ? own.readable[kState].error : reason;
  }
  const isWaiting = own.readable[kState].reader !== undefined && readable.waiting(own.readable) > 0;
  const backpressure = !isWaiting && source.desiredSize <= 0;
  if (backpressure !== own.backpressure) setBackpressure(stream, true);
}

function errorStream(stream, reason) {
  readable.errorController(stream[kState].readable[kState].controller, reason);
  errorWritable(stream, reason);
}

function errorWritable(stream, reason) {
  const own = stream[kState];
  writable.errorIfNeeded(own.writable[kState].controller, reason);
  if (own.backpressure) setBackpressure(stream, false);
}

async function sinkWrite(stream, chunk) {
  const own = stream[kState];
  if (own.backpressure) {
    await own.change.promise;
    const { state, error } = own.writable[kState];
    if (state === "erroring") throw error;
  }
  try {
    await own.controller[kState].transform(chunk, own.controller);
  } catch (reason) {
    errorStream(stream, reason);
    throw reason;
  }
}

async function sinkAbort(stream, reason) {
  const own = stream[kState];
  try {
    await own.controller[kState].cancel(reason);
  } finally {
    readable.errorController(own.readable[kState].controller, reason);
  }
}

async function sinkClose(stream) {
  const own = stream[kState];
  const source = own.readable[kState].controller;
  try {
    await own.controller[kState].flush(own.controller);
  } catch (reason) {
    errorStream(stream, reason);
    throw reason;
  }
  if (own.readable[kState].state === "errored") throw own.readable[kState].error;
  if (own.readable[kState].state === "readable" && !source[kState].closeRequested) source.close();
}

function sourcePull(stream) {
  setBackpressure(stream, false);
  return stream[kState].change.promise;
}

async function sourceCancel(stream, reason) {
  const own = stream[kState];
  await own.controller[kState].cancel(reason);
  errorWritable(stream, reason);
}

// ---- of texts ----

class TextEncoderStream {
  #transform;
  constructor() {
    const { TextEncoder } = require("internal/text_encoding");
    const encoder = new TextEncoder();
    // A surrogate at the end of a chunk waits for its other half.
    let held = "";
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        let text = held + `${chunk}`;
        held = "";
        const last = text.charCodeAt(text.length - 1);
        if (last >= 0xd800 && last < 0xdc00) {
          held = text.at(-1);
          text = text.slice(0, -1);
        }
        if (text !== "") controller.enqueue(encoder.encode(text));
      },
      flush(controller) { if (held !== "") controller.enqueue(encoder.encode(held)); },
    });
  }
  get encoding() { return "utf-8"; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}
tag(TextEncoderStream, "encoding", "readable", "writable");

class TextDecoderStream {
  #transform; #decoder;
  constructor(encoding = "utf-8", options = {}) {
    const { TextDecoder } = require("internal/text_encoding");
    const decoder = this.#decoder = new TextDecoder(encoding, options);
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        const text = decoder.decode(chunk, { stream: true });
        if (text !== "") controller.enqueue(text);
      },
      flush(controller) {
        const text = decoder.decode();
        if (text !== "") controller.enqueue(text);
      },
    });
  }
  get encoding() { return this.#decoder.encoding; }
  get fatal() { return this.#decoder.fatal; }
  get ignoreBOM() { return this.#decoder.ignoreBOM; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}
tag(TextDecoderStream, "encoding", "fatal", "ignoreBOM", "readable", "writable");

// ---- of zlib ----

function zlibStream(format, names) {
  const name = names[format];
  if (name === undefined) {
    throw make("ERR_INVALID_ARG_VALUE", "format", format);
  }
  return require("internal/stream_web_adapters").duplexToWeb(require("zlib")[name]());
}

class CompressionStream {
  #pair;
  constructor(format) {
    this.#pair = zlibStream(format, { deflate: "createDeflate", "deflate-raw": "createDeflateRaw",
      gzip: "createGzip" });
  }
  get readable() { return this.#pair.readable; }
  get writable() { return this.#pair.writable; }
}
tag(CompressionStream, "readable", "writable");

class DecompressionStream {
  #pair;
  constructor(format) {
    this.#pair = zlibStream(format, { deflate: "createInflate", "deflate-raw": "createInflateRaw",
      gzip: "createGunzip" });
  }
  get readable() { return this.#pair.readable; }
  get writable() { return this.#pair.writable; }
}
tag(DecompressionStream, "readable", "writable");

module.exports = {
  TransformStream, TransformStreamDefaultController, TextEncoderStream, TextDecoderStream, CompressionStream,
  DecompressionStream,
};
