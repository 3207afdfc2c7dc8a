// Events of the web: Event, CustomEvent, EventTarget.
"use strict";
const { tag } = require("internal/web_class");
const { make } = require("internal/errors");

const kTarget = Symbol("kTarget");
const kDispatching = Symbol("kDispatching");
const kStop = Symbol("kStop");
const kPassive = Symbol("kPassive");
const kListeners = Symbol("kListeners");
const kHandlers = Symbol("kHandlers");
const kTrusted = Symbol("kTrusted");
const customInspect = Symbol.for("nodejs.util.inspect.custom");

class Event {
  #type; #bubbles = false; #cancelable = false; #composed = false; #prevented = false; #propagates = true;
  #time = typeof performance === "object" ? performance.now() : Date.now();

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "type");
    if (options !== undefined && options !== null && typeof options !== "object" && typeof options !== "function") {
      throw make("ERR_INVALID_ARG_TYPE", "options", "Object", options);
    }
    if (options) {
      this.#bubbles = Boolean(options.bubbles);
      this.#cancelable = Boolean(options.cancelable);
      this.#composed = Boolean(options.composed);
    }
    this.#type = `${type}`;
    this[kTarget] = null;
    this[kDispatching] = false;
    this[kStop] = false;
    this[kPassive] = false;
    this[kTrusted] = false;
    for (const key of hidden) Object.defineProperty(this, key, { enumerable: false });
  }
  initEvent(type, bubbles = false, cancelable = false) {
    if (this[kDispatching]) return;
    this.#type = `${type}`;
    this.#bubbles = Boolean(bubbles);
    this.#cancelable = Boolean(cancelable);
  }
  stopImmediatePropagation() {
    this[kStop] = true;
    this.#propagates = false;
  }
  preventDefault() { if (this.#cancelable && !this[kPassive]) this.#prevented = true; }
  stopPropagation() { this.#propagates = false; }
  composedPath() { return this[kDispatching] ? [this[kTarget]] : []; }
  get isTrusted() { return this[kTrusted]; }
  get type() { return this.#type; }
  get target() { return this[kTarget]; }
  get currentTarget() { return this[kDispatching] ? this[kTarget] : null; }
  get srcElement() { return this[kTarget]; }
  get cancelable() { return this.#cancelable; }
  get defaultPrevented() { return this.#cancelable && this.#prevented; }
  get timeStamp() { return this.#time; }
  get returnValue() { return !this.#cancelable || !this.#prevented; }
  get bubbles() { return this.#bubbles; }
  get composed() { return this.#composed; }
  get eventPhase() { return this[kDispatching] ? 2 : 0; }
  get cancelBubble() { return !this.#propagates; }
  set cancelBubble(value) { if (value) this.#propagates = false; }

  [customInspect](depth, options, inspect) {
    const name = this.constructor.name;
    if (depth < 0) return name;
    const shown = {
      type: this.#type, defaultPrevented: this.defaultPrevented, cancelable: this.#cancelable, timeStamp: this.#time,
    };
    return `${name} ${inspect(shown, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}

const hidden = [kTarget, kDispatching, kStop, kPassive, kTrusted];
const phases = { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 };
for (const [name, value] of Object.entries(phases)) {
  Object.defineProperty(Event, name, { value, enumerable: true });
  Object.defineProperty(Event.prototype, name, { value, enumerable: true });
}
for (const name of Object.getOwnPropertyNames(Event.prototype)) {
  const found = Object.getOwnPropertyDescriptor(Event.prototype, name);
  if (name !== "constructor" && found.configurable) Object.defineProperty(Event.prototype, name, { enumerable: true });
}
tag(Event);

class CustomEvent extends Event {
  #detail;
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "type");
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() { return this.#detail; }
}
tag(CustomEvent, "detail");

const captureOf = (options) => typeof options === "boolean" ? options : Boolean(options?.capture);

function checkTarget(target) {
  if (target === null || target === undefined || target[kListeners] === undefined) {
    throw make("ERR_INVALID_THIS", "EventTarget");
  }
}

// Listeners are called by dispatch; what they throw is reported as an uncaught exception, and the others still run.
function report(error) {
  process.nextTick(() => { throw error; });
}

function call(listener, target, event) {
  const { callback } = listener;
  const result = typeof callback === "function" ? callback.call(target, event) : callback.handleEvent(event);
  if (result !== undefined && result !== null && typeof result.then === "function") {
    result.then(undefined, report);
  }
}

function dispatch(target, event) {
  const list = target[kListeners].get(event.type);
  event[kTarget] = target;
  if (list === undefined) return;
  event[kDispatching] = true;
  for (const listener of list.slice()) {
    if (listener.removed) continue;
    if (listener.once) remove(target, event.type, listener);
    event[kPassive] = listener.passive;
    try {
      call(listener, target, event);
    } catch (error) {
      report(error);
    }
    event[kPassive] = false;
    if (event[kStop]) break;
  }
  event[kDispatching] = false;
}

function remove(target, type, listener) {
  const list = target[kListeners].get(type);
  const place = list.indexOf(listener);
  if (place < 0) return;
  listener.removed = true;
  list.splice(place, 1);
  if (list.length === 0) target[kListeners].delete(type);
  if (listener.signal) listener.signal.removeEventListener("abort", listener.stop);
  if (target[kOnCount] !== undefined) target[kOnCount](type, list.length);
}

function checkCallback(callback) {
  if (typeof callback === "function" || callback !== null && typeof callback === "object") return true;
  if (callback === null || callback === undefined) return false;
  throw make("ERR_INVALID_ARG_TYPE", "listener", "EventListener", callback);
}

// Each list warns once of a leak, as those of an EventEmitter do.
function warnOfMany(target, type, list) {
  if (list.warned || list.length < 2) return;
  const max = require("events").getMaxListeners(target);
  if (max === 0 || list.length <= max) return;
  list.warned = true;
  const shown = require("internal/inspect").inspect(target, { depth: -1 });
  const warning = new Error(`Possible EventTarget memory leak detected. ${list.length} ${type} listeners added to `
    + `${shown}. MaxListeners is ${max}. Use events.setMaxListeners() to increase limit`);
  warning.name = "MaxListenersExceededWarning";
  warning.target = target;
  warning.type = type;
  warning.count = list.length;
  process.emitWarning(warning);
}

class EventTarget {
  constructor() {
    Object.defineProperty(this, kListeners, { value: new Map() });
  }

  addEventListener(type, callback, options = undefined) {
    checkTarget(this);
    if (arguments.length < 2) throw make("ERR_MISSING_ARGS", "type", "listener");
    const flags = options !== null && typeof options === "object" ? options : {};
    const signal = flags.signal;
    if (signal !== undefined && !(signal && typeof signal.addEventListener === "function")) {
      throw make("ERR_INVALID_ARG_TYPE", "options.signal", "AbortSignal", signal);
    }
    if (!checkCallback(callback)) {
      const warning = new Error(`addEventListener called with ${callback} which has no effect.`);
      warning.name = "AddEventListenerArgumentTypeWarning";
      warning.target = this;
      warning.type = type;
      process.emitWarning(warning);
      return;
    }
    if (signal && signal.aborted) return;
    const name = `${type}`, capture = captureOf(options);
    let list = this[kListeners].get(name);
    if (list === undefined) this[kListeners].set(name, list = []);
    if (list.some((one) => one.callback === callback && one.capture === capture)) return;
    const listener = {
      callback, capture, once: Boolean(flags.once), passive: Boolean(flags.passive), signal, stop: undefined,
      removed: false,
    };
    if (signal) {
      listener.stop = () => remove(this, name, listener);
      signal.addEventListener("abort", listener.stop, { once: true });
    }
    list.push(listener);
    warnOfMany(this, name, list);
    if (this[kOnCount] !== undefined) this[kOnCount](name, list.length);
  }

  removeEventListener(type, callback, options = undefined) {
    checkTarget(this);
    if (arguments.length < 2) throw make("ERR_MISSING_ARGS", "type", "listener");
    if (!checkCallback(callback)) return;
    const name = `${type}`, capture = captureOf(options);
    const list = this[kListeners].get(name);
    const found = list && list.find((one) => one.callback === callback && one.capture === capture);
    if (!found) return;
    remove(this, name, found);
  }

  dispatchEvent(event) {
    checkTarget(this);
    if (arguments.length < 1) throw make("ERR_MISSING_ARGS", "event");
    if (!(event instanceof Event)) throw make("ERR_INVALID_ARG_TYPE", "event", "Event", event);
    if (event[kDispatching]) throw make("ERR_EVENT_RECURSION", event.type);
    dispatch(this, event);
    return event.defaultPrevented !== true;
  }

  [customInspect](depth) {
    return depth < 0 ? this.constructor.name : `${this.constructor.name} {}`;
  }
}
// Told of how many listen to an event: a MessagePort keeps the process alive by it.
const kOnCount = Symbol("kOnCount");
tag(EventTarget, "addEventListener", "removeEventListener", "dispatchEvent");

const isHandler = (value) => typeof value === "function" || (typeof value === "object" && value !== null);

/** Gives `prototype` a property like `onabort`, which holds one listener. */
function defineHandler(prototype, type) {
  Object.defineProperty(prototype, `on${type}`, {
    get() {
      return this[kHandlers]?.get(type)?.handler ?? null;
    },
    set(value) {
      const handlers = this[kHandlers] ??= new Map();
      const present = handlers.get(type);
      if (!isHandler(value)) {
        if (present !== undefined) this.removeEventListener(type, present);
        handlers.delete(type);
        return;
      }
      if (present !== undefined) {
        present.handler = value;
        return;
      }
      const wrapper = {
        handler: value,
        handleEvent: (event) => typeof wrapper.handler === "function" ? wrapper.handler.call(this, event) : undefined,
      };
      handlers.set(type, wrapper);
      this.addEventListener(type, wrapper);
    },
    configurable: true, enumerable: true,
  });
  if (!(kHandlers in prototype)) Object.defineProperty(prototype, kHandlers, { value: undefined, writable: true });
}

/** The callbacks that listen to `type`. */
function listenersOf(target, type) {
  const list = target[kListeners] && target[kListeners].get(`${type}`);
  return list === undefined ? [] : list.map((one) => one.callback);
}

/** The types that are listened to. */
const typesOf = (target) => [...target[kListeners].keys()];

function trusted(event) {
  event[kTrusted] = true;
  return event;
}

module.exports = { Event, CustomEvent, EventTarget, defineHandler, listenersOf, typesOf, trusted, kOnCount };
