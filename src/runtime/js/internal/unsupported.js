// Modules of Node that are not here: requiring one is no error, as packages do so in passing; using it is.
"use strict";
const { make } = require("internal/errors");

/** What each of them would have to be. */
const reasons = {
  http2: "the server speaks HTTP/1.1",
  inspector: "there is no debugger",
  "inspector/promises": "there is no debugger",
  repl: "there is no prompt",
  trace_events: "events are not traced",
  wasi: "WebAssembly has no system interface",
  worker_threads: "the server has one thread",
};

function refusal(name) {
  return make("ERR_UNSUPPORTED_MODULE", name, reasons[name] || "it is missing");
}

/** What passes for the parts that others look at without using them. */
const harmless = {
  worker_threads: { isMainThread: true, parentPort: null, workerData: null, threadId: 0, resourceLimits: {},
    get MessageChannel() { return require("internal/message_channel").MessageChannel; },
    get MessagePort() { return require("internal/message_channel").MessagePort; },
    get BroadcastChannel() { return require("internal/message_channel").BroadcastChannel; },
    SHARE_ENV: Symbol.for("nodejs.worker_threads.SHARE_ENV") },
  http2: { constants: {} },
};

/** Functions and classes that others import by name. */
const members = {
  http2: ["Http2ServerRequest", "Http2ServerResponse", "createServer", "createSecureServer",
    "connect", "getDefaultSettings", "performServerHandshake"],
  inspector: ["open", "close", "url", "Session"],
  repl: ["start", "REPLServer"],
  wasi: ["WASI"],
  worker_threads: ["Worker", "markAsUntransferable",
    "moveMessagePortToContext", "receiveMessageOnPort", "setEnvironmentData", "getEnvironmentData"],
};

function member(name) {
  return function unsupported() {
    throw refusal(name);
  };
}

const stubs = new Map();

/** An object whose functions say that the module is not supported. */
function stub(name) {
  let proxy = stubs.get(name);
  if (proxy !== undefined) return proxy;
  const known = Object.defineProperties({}, Object.getOwnPropertyDescriptors(harmless[name] || {}));
  for (const key of members[name] || []) known[key] = member(name);
  proxy = new Proxy(known, {
    get(target, key) {
      if (key in target || typeof key === "symbol" || key === "then" || key === "__esModule") return target[key];
      if (key === "default") return proxy;
      return target[key] = member(name);
    },
    has: () => true,
  });
  stubs.set(name, proxy);
  return proxy;
}

module.exports = { stub, refusal };
