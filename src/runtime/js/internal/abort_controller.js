// AbortController and AbortSignal.
"use strict";
const { tag } = require("internal/web_class");
const { make } = require("internal/errors");
const { checkInteger } = require("internal/validators");
const { Event, EventTarget, defineHandler, trusted } = require("internal/event_target");
const { DOMException } = require("internal/dom_exception");

const kAborted = Symbol("kAborted");
const kReason = Symbol("kReason");
const kSources = Symbol("kSources");
const kDependents = Symbol("kDependents");
const kTimer = Symbol("kTimer");
const customInspect = Symbol.for("nodejs.util.inspect.custom");
let mayConstruct = false;

class AbortSignal extends EventTarget {
  constructor() {
    if (!mayConstruct) throw make("ERR_ILLEGAL_CONSTRUCTOR");
    super();
    const hidden = { writable: true, enumerable: false };
    Object.defineProperties(this, {
      [kAborted]: { ...hidden, value: false }, [kReason]: { ...hidden, value: undefined },
      [kSources]: { ...hidden, value: null }, [kDependents]: { ...hidden, value: null },
      [kTimer]: { ...hidden, value: null },
    });
  }
  get aborted() { return this[kAborted]; }
  get reason() { return this[kReason]; }
  throwIfAborted() { if (this[kAborted]) throw this[kReason]; }
  [customInspect](depth, options, inspect) {
    if (depth < 0) return options.stylize("[AbortSignal]", "special");
    return `AbortSignal ${inspect({ aborted: this[kAborted] }, options)}`;
  }

  static abort(reason = new DOMException("This operation was aborted", "AbortError")) {
    const signal = makeSignal();
    signal[kAborted] = true;
    signal[kReason] = reason;
    return signal;
  }

  static timeout(delay) {
    checkInteger(delay, "delay", 0, 2 ** 32 - 1);
    const signal = makeSignal();
    const end = () => abort(signal, new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    signal[kTimer] = setTimeout(end, delay);
    signal[kTimer]?.unref?.();
    return signal;
  }

  static any(signals) {
    const result = makeSignal();
    const list = [...signals];
    list.forEach((signal, index) => {
      if (!(signal instanceof AbortSignal)) {
        throw make("ERR_INVALID_ARG_TYPE", `signals[${index}]`, "AbortSignal", signal);
      }
    });
    const done = list.find((signal) => signal[kAborted]);
    if (done !== undefined) {
      result[kAborted] = true;
      result[kReason] = done[kReason];
      return result;
    }
    // A signal that depends on others depends on what those depend on, so that there are no chains.
    const sources = new Set(list.flatMap((signal) => signal[kSources] === null ? [signal] : [...signal[kSources]]));
    result[kSources] = sources;
    for (const source of sources) (source[kDependents] ??= new Set()).add(result);
    return result;
  }
}

function makeSignal() {
  mayConstruct = true;
  try {
    return new AbortSignal();
  } finally {
    mayConstruct = false;
  }
}

function abort(signal, reason) {
  if (signal[kAborted]) return;
  const all = [signal];
  for (const dependent of signal[kDependents] || []) if (!dependent[kAborted]) all.push(dependent);
  signal[kDependents] = null;
  for (const one of all) {
    one[kAborted] = true;
    one[kReason] = reason;
  }
  for (const one of all) one.dispatchEvent(trusted(new Event("abort")));
}

class AbortController {
  #signal;
  get signal() { return this.#signal ??= makeSignal(); }
  abort(reason = new DOMException("This operation was aborted", "AbortError")) { abort(this.signal, reason); }
  [customInspect](depth, options, inspect) {
    if (depth < 0) return options.stylize("[AbortController]", "special");
    return `AbortController ${inspect({ signal: this.signal }, options)}`;
  }
}

defineHandler(AbortSignal.prototype, "abort");
tag(AbortSignal, "aborted", "reason", "throwIfAborted");
tag(AbortController, "signal", "abort");

module.exports = { AbortController, AbortSignal };
