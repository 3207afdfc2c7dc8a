// Modules of Node that are not here: requiring one is no error, as packages do so in passing; using it is.
"use strict";
const { make } = require("internal/errors");

/** What each of them would have to be, or what there is in its place. */
const reasons = {
  domain: "errors that nobody catches are told by process.on(\"uncaughtException\")",
  http2: "http and https speak HTTP/1.1",
  inspector: "there is no debugger",
  "inspector/promises": "there is no debugger",
  repl: "there is no prompt",
  trace_events: "events are not traced",
  wasi: "WebAssembly has no system interface",
};

function refusal(name) {
  return make("ERR_UNSUPPORTED_MODULE", name, reasons[name]);
}

/** What others look at without using the module. */
const harmless = {
  domain: { active: null, _stack: [] },
  http2: { constants: {}, sensitiveHeaders: Symbol("sensitiveHeaders") },
  inspector: { url() {}, get console() { return console; } },
  repl: { get builtinModules() { return require("internal/user_modules").publicNames; },
    REPL_MODE_SLOPPY: Symbol("repl-sloppy"), REPL_MODE_STRICT: Symbol("repl-strict") },
  trace_events: { getEnabledCategories() {} },
};

/** Functions and classes that say that the module is not supported. Names that Node lacks, too, are not there. */
const members = {
  domain: ["Domain", "create", "createDomain"],
  http2: ["connect", "createServer", "createSecureServer", "getDefaultSettings", "getPackedSettings",
    "getUnpackedSettings", "performServerHandshake", "Http2ServerRequest", "Http2ServerResponse"],
  inspector: ["open", "close", "waitForDebugger", "Session"],
  repl: ["start", "writer", "REPLServer", "Recoverable"],
  trace_events: ["createTracing"],
  wasi: ["WASI"],
};

const stubs = new Map();

/** What stands for a module that is not supported: it can be imported. */
function stub(name) {
  let module = stubs.get(name);
  if (module !== undefined) return module;
  const kind = name.replace("/promises", "");
  module = Object.defineProperties({}, Object.getOwnPropertyDescriptors(harmless[kind] || {}));
  for (const key of members[kind]) module[key] = { [key]: function () { throw refusal(name); } }[key];
  stubs.set(name, module);
  return module;
}

module.exports = { stub };
