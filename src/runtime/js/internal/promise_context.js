// Stores of AsyncLocalStorage follow promises.
//
// The engine tells nothing of its promises, but it asks a promise for its `then` in the moment of `await`, unless the
// promise is as the engine made it. So while a storage is in use, `Promise.prototype.then` is a getter and
// `constructor`
// another function: what `await` is given is called with the awaiting function's store around it. The function itself
// goes on in a job of its own, which stands in the queue between two of ours: one sets the store, one puts the old one
// back.
//
// What is awaited and is no promise becomes one, as the bundler writes `await kept(value)`.
"use strict";

const { context } = require("internal/ticks");
const NativePromise = Promise;
const nativeThen = Promise.prototype.then;
const settled = NativePromise.resolve();
const nativeCode = /\[native code\]/;

/** Runs `job` when the jobs that are in the queue now are done. */
function later(job) {
  nativeThen.call(settled, job);
}

// The functions that the engine gives to the `then` of what is awaited only resolve another promise, whose reaction is
// the next job.
function isEngines(callback) {
  return typeof callback === "function" && callback.name === "" &&
    nativeCode.test(Function.prototype.toString.call(callback));
}

function follow() {
  if (Object.getOwnPropertyDescriptor(NativePromise.prototype, "then").get !== undefined) return;

  const inStore = (store, callback) => typeof callback !== "function" ? callback
    : (value) => context.run(store, callback, [value]);

  // For a function of the engine: the store is there in the job that it starts.
  const aroundJob = (store, callback) => (value) => {
    let before;
    later(() => {
      before = context.current;
      context.current = store;
    });
    // `finally` has functions of the engine, too, which call the program's at once.
    const result = context.run(store, callback, [value]);
    later(() => { context.current = before; });
    return result;
  };

  function thenIn(store) {
    return function then(onFulfilled, onRejected) {
      if (isEngines(onFulfilled)) {
        return nativeThen.call(this, aroundJob(store, onFulfilled), aroundJob(store, onRejected));
      }
      return nativeThen.call(this, inStore(store, onFulfilled), inStore(store, onRejected));
    };
  }

  const Other = standIn();
  Object.defineProperty(NativePromise.prototype, "constructor", { value: Other, writable: true, configurable: true });
  Object.defineProperty(globalThis, "Promise", { value: Other, writable: true, configurable: true });
  Object.defineProperty(NativePromise.prototype, "then", {
    get() {
      return context.current === undefined ? nativeThen : thenIn(context.current);
    },
    set(value) {
      Object.defineProperty(this, "then", { value, writable: true, configurable: true, enumerable: true });
    },
    configurable: true, enumerable: false,
  });
}

/** A promise of what is awaited. What has a `then` of its own is asked in the store, too. */
function promiseOf(value) {
  if (value instanceof NativePromise) return value;
  const isObject = typeof value === "object" && value !== null || typeof value === "function";
  if (!isObject) return NativePromise.resolve(value);
  return new NativePromise((resolve, reject) => {
    const { then } = value, store = context.current;
    if (typeof then !== "function") return resolve(value);
    later(() => {
      try {
        context.run(store, then.bind(value), [resolve, reject]);
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** Another constructor of the same promises, so that the engine does not take the short way for them. */
function standIn() {
  const Other = function (executor) {
    return Reflect.construct(NativePromise, [executor], new.target || NativePromise);
  };
  Object.setPrototypeOf(Other, NativePromise);
  Object.defineProperties(Other, {
    name: { value: "Promise", configurable: true },
    length: { value: 1, configurable: true },
    prototype: { value: NativePromise.prototype, writable: false },
    [Symbol.species]: { value: NativePromise },
  });
  return Other;
}

module.exports = { follow, promiseOf };
