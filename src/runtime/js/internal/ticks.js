// What runs between two turns of the loop: process.nextTick, and what becomes of errors that nobody caught.
"use strict";

// [0]: whether ticks wait; C looks at it.
const tickInfo = new Float64Array(1);
let queue = [];
let spare = [];
let fatal = null;

/** `handler(error, origin)` takes errors that a callback threw; it returns whether to go on. */
function setFatalHandler(handler) {
  fatal = handler;
}

/** C calls every function through this one. */
function dispatch(callback, a, b, c, d, e, f, g) {
  // What a callback entered is no matter of the next one.
  const before = context.current;
  context.current = undefined;
  try {
    callback(a, b, c, d, e, f, g);
  } catch (error) {
    fatal(error, "uncaughtException");
  }
  context.current = before;
  if (tickInfo[0] !== 0) runTicks();
}

function runTicks() {
  while (queue.length > 0) {
    const now = queue;
    queue = spare;
    spare = now;
    for (let i = 0; i < now.length; i++) {
      const { callback, args } = now[i];
      try {
        if (args === undefined) callback();
        else callback(...args);
      } catch (error) {
        fatal(error, "uncaughtException");
      }
    }
    now.length = 0;
  }
  tickInfo[0] = 0;
}

/** process.nextTick */
function nextTick(callback, ...args) {
  if (typeof callback !== "function") require("internal/validators").checkFunction(callback);
  queue.push({ callback: context.bind(callback), args: args.length === 0 ? undefined : args });
  tickInfo[0] = 1;
}

/** What AsyncLocalStorage keeps: a map from storages to their values, or undefined. */
const context = {
  current: undefined,
  /** A callback that will be called with the store of now. */
  bind(callback) {
    const store = context.current;
    return store === undefined ? callback : (...values) => context.run(store, callback, values);
  },
  run(store, callback, values) {
    const before = context.current;
    context.current = store;
    try {
      return callback(...values);
    } finally {
      context.current = before;
    }
  },
};

/** queueMicrotask */
function queueMicrotask(callback) {
  if (typeof callback !== "function") require("internal/validators").checkFunction(callback);
  Promise.resolve().then(() => {
    try {
      callback();
    } catch (error) {
      fatal(error, "uncaughtException");
    }
  });
}

let onRejection = null;

/** `handler(promise, reason)` */
function setRejectionHandler(handler) {
  onRejection = handler;
}

/** The engine calls this for promises that were rejected and have no handler when all jobs are done. */
function rejected(promise, reason) {
  try {
    onRejection(promise, reason);
  } catch (error) {
    fatal(error, "uncaughtException");
  }
  if (tickInfo[0] !== 0) runTicks();
}

module.exports = {
  tickInfo, dispatch, runTicks, nextTick, queueMicrotask, context,
  setFatalHandler, setRejectionHandler, rejected,
};
