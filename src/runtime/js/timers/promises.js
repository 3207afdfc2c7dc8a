// Node's `timers/promises`.
"use strict";
const timers = require("timers");
const { make, AbortError } = require("internal/errors");

function checkOptions(options) {
  if (options === null || typeof options !== "object") throw make("ERR_INVALID_ARG_TYPE", "options", "Object", options);
  const { signal, ref } = options;
  if (signal !== undefined && (signal === null || typeof signal !== "object" || !("aborted" in signal))) {
    throw make("ERR_INVALID_ARG_TYPE", "options.signal", "AbortSignal", signal);
  }
  if (ref !== undefined && typeof ref !== "boolean") throw make("ERR_INVALID_ARG_TYPE", "options.ref", "boolean", ref);
}

const aborted = (signal) => new AbortError(undefined, { cause: signal.reason });

/** Waits for what `start(callback)` makes, unless `signal` ends it. */
function wait(start, clear, value, options) {
  try {
    checkOptions(options);
  } catch (error) {
    return Promise.reject(error);
  }
  const { signal, ref = true } = options;
  if (signal && signal.aborted) return Promise.reject(aborted(signal));
  return new Promise((resolve, reject) => {
    const timer = start(() => {
      if (signal) signal.removeEventListener("abort", onAbort);
      resolve(value);
    });
    if (!ref) timer.unref();
    function onAbort() {
      clear(timer);
      reject(aborted(signal));
    }
    if (signal) signal.addEventListener("abort", onAbort, { once: true });
  });
}

function setTimeout(after, value, options = {}) {
  return wait((callback) => timers.setTimeout(callback, after), timers.clearTimeout, value, options);
}

function setImmediate(value, options = {}) {
  return wait((callback) => timers.setImmediate(callback), timers.clearImmediate, value, options);
}

async function* setInterval(after, value, options = {}) {
  checkOptions(options);
  const { signal, ref = true } = options;
  if (signal && signal.aborted) throw aborted(signal);
  let missed = 0, wake = null;
  const timer = timers.setInterval(() => {
    missed++;
    if (wake !== null) wake();
  }, after);
  if (!ref) timer.unref();
  const onAbort = () => { if (wake !== null) wake(); };
  if (signal) signal.addEventListener("abort", onAbort, { once: true });
  try {
    for (;;) {
      if (signal && signal.aborted) throw aborted(signal);
      if (missed === 0) await new Promise((resolve) => { wake = resolve; });
      wake = null;
      for (; missed > 0; missed--) yield value;
    }
  } finally {
    timers.clearInterval(timer);
    if (signal) signal.removeEventListener("abort", onAbort);
  }
}

module.exports = {
  setTimeout, setImmediate, setInterval,
  scheduler: { wait: (after, options) => setTimeout(after, undefined, options), yield: () => setImmediate() },
};
