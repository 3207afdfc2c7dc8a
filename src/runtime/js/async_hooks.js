// Node's `async_hooks`: AsyncLocalStorage and AsyncResource. A store follows callbacks, timers and ticks, and promises
// as far as promise_context.js says.
"use strict";
const { context } = require("internal/ticks");
const { checkText } = require("internal/validators");
const { follow } = require("internal/promise_context");

/** Promises are followed from the first store on, as that costs something. */
function runIn(stores, callback, values) {
  follow();
  return context.run(stores, callback, values);
}

class AsyncLocalStorage {
  #default;
  #name;
  constructor(options = {}) {
    this.#default = options.defaultValue;
    this.#name = options.name || "";
  }
  get name() { return this.#name; }
  run(store, callback, ...values) {
    const stores = new Map(context.current);
    stores.set(this, store);
    return runIn(stores, callback, values);
  }
  exit(callback, ...values) {
    const stores = new Map(context.current);
    stores.delete(this);
    return context.run(stores, callback, values);
  }
  enterWith(store) {
    const stores = new Map(context.current);
    stores.set(this, store);
    follow();
    context.current = stores;
  }
  getStore() {
    const stores = context.current;
    return stores !== undefined && stores.has(this) ? stores.get(this) : this.#default;
  }
  disable() {
    if (context.current === undefined) return;
    context.current = new Map(context.current);
    context.current.delete(this);
  }
  static bind(callback) { return AsyncResource.bind(callback); }
  static snapshot() {
    const stores = context.current;
    return (callback, ...values) => context.run(stores, callback, values);
  }
}

let nextId = 2;
// What runs now, as far as resources of the program tell.
let running = { id: 1, trigger: 0, resource: {} };

class AsyncResource {
  #stores = context.current;
  #id = nextId++;
  #trigger;
  constructor(type, options = {}) {
    checkText(type, "type");
    this.#trigger = typeof options === "number" ? options : options.triggerAsyncId ?? running.id;
  }
  runInAsyncScope(callback, self, ...values) {
    const before = running;
    running = { id: this.#id, trigger: this.#trigger, resource: this };
    try {
      return context.run(this.#stores, callback.bind(self), values);
    } finally {
      running = before;
    }
  }
  bind(callback, self) {
    const resource = this;
    const bound = function (...values) { return resource.runInAsyncScope(callback, self === undefined ? this : self,
      ...values); };
    Object.defineProperty(bound, "length", { value: callback.length, configurable: true });
    return bound;
  }
  static bind(callback, type, self) { return new AsyncResource(type || callback.name ||
    "bound-anonymous-fn").bind(callback, self); }
  emitDestroy() { return this; }
  asyncId() { return this.#id; }
  triggerAsyncId() { return this.#trigger; }
}

module.exports = {
  AsyncLocalStorage, AsyncResource,
  createHook: () => ({ enable() { return this; }, disable() { return this; } }),
  executionAsyncId: () => running.id, triggerAsyncId: () => running.trigger,
  executionAsyncResource: () => running.resource,
  asyncWrapProviders: Object.freeze({ __proto__: null }),
};
