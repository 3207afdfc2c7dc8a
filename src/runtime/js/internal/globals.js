// The globals of Node. Those that take time to make are made when they are first asked for.
"use strict";
const { queueMicrotask } = require("internal/ticks");
const timers = require("timers");

function define(name, value, enumerable = false) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable });
}

/** A global that `make` makes when it is first read. */
function defineLater(name, make, enumerable = false) {
  Object.defineProperty(globalThis, name, {
    get() {
      const value = make();
      define(name, value, enumerable);
      return value;
    },
    set(value) { define(name, value, enumerable); },
    configurable: true,
    enumerable,
  });
}

/** `names` are members of a module. Those that it lacks are no globals. */
function defineFrom(id, names) {
  if (!require.has(id)) return;
  for (const name of names) defineLater(name, () => require(id)[name]);
}

define("global", globalThis, true);
define("process", require("process"));
define("queueMicrotask", queueMicrotask, true);
for (const name of ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"]) {
  define(name, timers[name], true);
}
defineLater("console", () => require("console"));
defineLater("Buffer", () => require("buffer").Buffer);
defineFrom("buffer", ["atob", "btoa", "Blob", "File"]);
defineFrom("url", ["URL", "URLSearchParams"]);
defineFrom("internal/text_encoding", ["TextEncoder", "TextDecoder"]);
defineFrom("internal/abort_controller", ["AbortController", "AbortSignal"]);
defineFrom("internal/event_target", ["EventTarget", "Event", "CustomEvent"]);
defineLater("DOMException", () => require("internal/dom_exception").DOMException);
defineLater("performance", () => require("perf_hooks").performance, true);
defineFrom("perf_hooks", ["PerformanceEntry", "PerformanceMark", "PerformanceMeasure", "PerformanceObserver",
  "PerformanceObserverEntryList"]);
defineLater("crypto", () => require("crypto").webcrypto, true);
for (const name of ["Crypto", "SubtleCrypto"]) defineLater(name, () => require("internal/crypto_web")[name]);
defineLater("CryptoKey", () => require("internal/crypto_web_key").CryptoKey);
defineLater("structuredClone", () => require("internal/structured_clone").structuredClone, true);
defineLater("fetch", () => require("internal/fetch").fetch, true);
defineFrom("internal/fetch", ["Headers", "Request", "Response", "FormData"]);
defineFrom("internal/web_streams", ["ReadableStream", "WritableStream", "TransformStream",
  "ByteLengthQueuingStrategy", "CountQueuingStrategy", "ReadableStreamDefaultReader", "ReadableStreamBYOBReader",
  "ReadableStreamDefaultController", "ReadableByteStreamController", "ReadableStreamBYOBRequest",
  "WritableStreamDefaultWriter", "WritableStreamDefaultController", "TransformStreamDefaultController",
  "TextDecoderStream", "TextEncoderStream", "CompressionStream", "DecompressionStream"]);
defineFrom("internal/message_channel", ["MessageChannel", "MessagePort", "MessageEvent"]);
defineFrom("internal/broadcast_channel", ["BroadcastChannel"]);

// The engine's own, which others stand before once they are asked for.
const { SharedArrayBuffer: Memory, WebAssembly: Wasm } = globalThis;
defineLater("SharedArrayBuffer", () => require("internal/shared_memory").makeClass(Memory));
if (Wasm !== undefined) defineLater("WebAssembly", () => require("internal/web_assembly").install(Wasm));
