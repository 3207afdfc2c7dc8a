// Node's `events`: EventEmitter, and `once`, `on` and the others that wait for events of emitters and EventTargets.
"use strict";
const { make, AbortError } = require("internal/errors");
const { checkFunction, checkNumber, checkObject, checkSignal } = require("internal/validators");
const { fixStack } = require("internal/error_stack");

const inspect = (value, options) => require("internal/inspect").inspect(value, options);
const captureSymbol = Symbol.for("nodejs.rejection");
const errorMonitor = Symbol("events.errorMonitor");
const kCapture = Symbol("kCapture");
const kShapeMode = Symbol("shapeMode"); // of no use here: what is shown of an emitter has it in Node
const kMaxTargetListeners = Symbol("events.maxEventTargetListeners");
const kMaxTargetListenersWarned = Symbol("events.maxEventTargetListenersWarned");
let defaultMaxListeners = 10;
let captureDefault = false;

/** Who tells its listeners of events. Called without `new` by classes of the old style. */
function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

function noEvents() {
  return { __proto__: null };
}

EventEmitter.init = function (options) {
  const events = this._events;
  if (events === undefined || events === Object.getPrototypeOf(this)._events) {
    this._events = noEvents();
    this._eventsCount = 0;
  }
  if (this._maxListeners === undefined) this._maxListeners = undefined;
  this[kShapeMode] = false;
  if (options !== undefined && options !== null && options.captureRejections) {
    if (typeof options.captureRejections !== "boolean") {
      throw make("ERR_INVALID_ARG_TYPE", "options.captureRejections", "boolean", options.captureRejections);
    }
    this[kCapture] = true;
  } else this[kCapture] = captureDefault;
};

const checkListener = (listener) => checkFunction(listener, "listener");

function checkCount(value, name) {
  checkNumber(value, name);
  if (!(value >= 0)) throw make("ERR_OUT_OF_RANGE", name, ">= 0", value);
}

const maxOf = (emitter) => emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;

EventEmitter.prototype.setMaxListeners = function setMaxListeners(count) {
  checkCount(count, "setMaxListeners");
  this._maxListeners = count;
  return this;
};

EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
  return maxOf(this);
};

// An error that nobody listens to is thrown.
function throwUnhandled(emitter, values) {
  const error = values.length > 0 ? values[0] : undefined;
  if (error instanceof Error) {
    require("internal/emitted_errors").note(error, emitter, EventEmitter.prototype.emit);
    throw error;
  }
  let text;
  try {
    text = inspect(error);
  } catch {
    text = error;
  }
  const thrown = make("ERR_UNHANDLED_ERROR", text);
  thrown.context = error;
  throw thrown;
}

function emitError(emitter, events, values) {
  fixStack(values[0]);
  if (events !== undefined && events[errorMonitor] !== undefined) emitter.emit(errorMonitor, ...values);
  if (events === undefined || events.error === undefined) throwUnhandled(emitter, values);
}

function callAll(list, emitter, values) {
  switch (values.length) {
    case 0: for (let i = 0; i < list.length; i++) list[i].call(emitter); break;
    case 1: {
      const first = values[0];
      for (let i = 0; i < list.length; i++) list[i].call(emitter, first);
      break;
    }
    default: for (let i = 0; i < list.length; i++) list[i].apply(emitter, values);
  }
}

const capturing = (emitter) => emitter[kCapture] === undefined ? captureDefault : emitter[kCapture];

function emitCapturing(emitter, handler, type, values) {
  const list = typeof handler === "function" ? [handler] : handler.slice();
  for (const listener of list) {
    const result = listener.apply(emitter, values);
    if (result !== undefined && result !== null) catchRejection(emitter, result, type, values);
  }
}

function catchRejection(emitter, promise, type, values) {
  if (typeof promise.then !== "function") return;
  try {
    promise.then(undefined, (error) => process.nextTick(emitRejection, emitter, error, type, values));
  } catch (error) {
    emitter.emit("error", error);
  }
}

function emitRejection(emitter, error, type, values) {
  if (typeof emitter[captureSymbol] === "function") {
    emitter[captureSymbol](error, type, ...values);
    return;
  }
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit("error", error);
  } finally {
    emitter[kCapture] = before;
  }
}

EventEmitter.prototype.emit = function emit(type, ...values) {
  const events = this._events;
  if (type === "error") emitError(this, events, values);
  if (events === undefined) return false;
  const handler = events[type];
  if (handler === undefined) return false;
  if (capturing(this) === true) {
    emitCapturing(this, handler, type, values);
  } else if (typeof handler === "function") {
    switch (values.length) {
      case 0: handler.call(this); break;
      case 1: handler.call(this, values[0]); break;
      case 2: handler.call(this, values[0], values[1]); break;
      default: handler.apply(this, values);
    }
  } else {
    callAll(handler.slice(), this, values);
  }
  return true;
};

function warnOfMany(emitter, type, list) {
  list.warned = true;
  const message = "Possible EventEmitter memory leak detected. " +
    `${list.length} ${String(type)} listeners added to ${inspect(emitter, { depth: -1 })}. ` +
    `MaxListeners is ${maxOf(emitter)}. Use emitter.setMaxListeners() to increase limit`;
  const warning = new Error(message);
  warning.name = "MaxListenersExceededWarning";
  warning.emitter = emitter;
  warning.type = type;
  warning.count = list.length;
  process.emitWarning(warning);
}

function add(emitter, type, listener, first) {
  checkListener(listener);
  let events = emitter._events;
  if (events === undefined) {
    events = emitter._events = noEvents();
    emitter._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    emitter.emit("newListener", type, listener.listener === undefined ? listener : listener.listener);
    events = emitter._events;
  }
  const present = events[type];
  if (present === undefined) {
    events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  let list = present;
  if (typeof present === "function") list = events[type] = first ? [listener, present] : [present, listener];
  else if (first) list.unshift(listener);
  else list.push(listener);
  const most = maxOf(emitter);
  if (most > 0 && list.length > most && !list.warned) warnOfMany(emitter, type, list);
  return emitter;
}

EventEmitter.prototype.addListener = function addListener(type, listener) {
  return add(this, type, listener, false);
};
EventEmitter.prototype.on = EventEmitter.prototype.addListener;

EventEmitter.prototype.prependListener = function prependListener(type, listener) {
  return add(this, type, listener, true);
};

// A listener that goes when it is called; `listener` tells removeListener and listeners() whom it stands for.
function onceWrapper(emitter, type, listener) {
  let fired = false;
  const wrapper = function (...values) {
    if (fired) return undefined;
    fired = true;
    emitter.removeListener(type, wrapper);
    return listener.apply(emitter, values);
  };
  wrapper.listener = listener;
  return wrapper;
}

EventEmitter.prototype.once = function once(type, listener) {
  checkListener(listener);
  return this.on(type, onceWrapper(this, type, listener));
};

EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener);
  return this.prependListener(type, onceWrapper(this, type, listener));
};

function drop(emitter, events, type) {
  if (--emitter._eventsCount === 0) emitter._events = noEvents();
  else delete events[type];
}

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  if (events === undefined) return this;
  const list = events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    drop(this, events, type);
    if (events.removeListener !== undefined) this.emit("removeListener", type, list.listener || listener);
  } else if (typeof list !== "function") {
    let place = list.length - 1;
    while (place >= 0 && list[place] !== listener && list[place].listener !== listener) place--;
    if (place < 0) return this;
    if (place === 0) list.shift();
    else list.splice(place, 1);
    if (list.length === 1) events[type] = list[0];
    if (events.removeListener !== undefined) this.emit("removeListener", type, listener);
  }
  return this;
};
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

function removeAllSilently(emitter, events, whole, type) {
  if (whole) {
    emitter._events = noEvents();
    emitter._eventsCount = 0;
  } else if (events[type] !== undefined) {
    drop(emitter, events, type);
  }
}

EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  if (events.removeListener === undefined) {
    removeAllSilently(this, events, arguments.length === 0, type);
    return this;
  }
  if (arguments.length === 0) {
    for (const key of Reflect.ownKeys(events)) if (key !== "removeListener") this.removeAllListeners(key);
    this.removeAllListeners("removeListener");
    this._events = noEvents();
    this._eventsCount = 0;
    return this;
  }
  const listeners = events[type];
  if (typeof listeners === "function") this.removeListener(type, listeners);
  else if (listeners !== undefined) for (const one of listeners.slice().reverse()) this.removeListener(type, one);
  return this;
};

function listed(emitter, type, original) {
  const events = emitter._events;
  const found = events === undefined ? undefined : events[type];
  if (found === undefined) return [];
  const list = typeof found === "function" ? [found] : found.slice();
  return original ? list.map((one) => one.listener || one) : list;
}

EventEmitter.prototype.listeners = function listeners(type) {
  return listed(this, type, true);
};

EventEmitter.prototype.rawListeners = function rawListeners(type) {
  return listed(this, type, false);
};

function countOf(emitter, type, listener) {
  const events = emitter._events;
  const found = events === undefined ? undefined : events[type];
  if (found === undefined) return 0;
  if (listener === undefined || listener === null) return typeof found === "function" ? 1 : found.length;
  return listed(emitter, type, false).filter((one) => one === listener || one.listener === listener).length;
}

EventEmitter.prototype.listenerCount = function listenerCount(type, listener) {
  return countOf(this, type, listener);
};

EventEmitter.prototype.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};

// ---- functions beside the class ----

function isTarget(value) {
  return value !== null && typeof value === "object" && typeof value.addEventListener === "function";
}

function wrongEmitter(emitter) {
  return make("ERR_INVALID_ARG_TYPE", "emitter", "EventEmitter", emitter);
}

function listen(emitter, name, listener, flags) {
  if (typeof emitter.on === "function") {
    if (flags && flags.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (typeof emitter.addEventListener === "function") {
    emitter.addEventListener(name, listener, flags);
  } else {
    throw wrongEmitter(emitter);
  }
}

function unlisten(emitter, name, listener) {
  if (typeof emitter.removeListener === "function") emitter.removeListener(name, listener);
  else if (typeof emitter.removeEventListener === "function") emitter.removeEventListener(name, listener);
  else throw wrongEmitter(emitter);
}

function signalOf(options) {
  if (options === undefined || options === null) return undefined;
  checkObject(options);
  const { signal } = options;
  if (signal !== undefined) checkSignal(signal);
  return signal;
}

const aborted = (signal) => new AbortError(undefined, { cause: signal.reason });

/** A promise of the next event `name`: the values that it brings. */
async function once(emitter, name, options) {
  const signal = signalOf(options);
  if (signal !== undefined && signal.aborted) throw aborted(signal);
  return new Promise((resolve, reject) => {
    const failed = (error) => {
      unlisten(emitter, name, arrived);
      forget();
      reject(error);
    };
    const arrived = (...values) => {
      if (typeof emitter.removeListener === "function") emitter.removeListener("error", failed);
      forget();
      resolve(values);
    };
    const stop = () => {
      unlisten(emitter, name, arrived);
      if (typeof emitter.removeListener === "function") emitter.removeListener("error", failed);
      reject(aborted(signal));
    };
    const forget = () => {
      if (signal !== undefined) signal.removeEventListener("abort", stop);
    };
    listen(emitter, name, arrived, { once: true });
    if (name !== "error" && typeof emitter.once === "function") emitter.once("error", failed);
    if (signal !== undefined) signal.addEventListener("abort", stop, { once: true });
  });
}

// What `on` gives: events wait in a queue until somebody asks for them, and who asks first waits for events.
class EventIterator {
  #emitter; #name; #options; #signal;
  #events = []; #start = 0; #waiting = [];
  #error = null; #finished = false; #paused = false;
  #closers = [];
  #arrive; #fail; #stop; #close;

  constructor(emitter, name, options, signal) {
    this.#emitter = emitter;
    this.#name = name;
    this.#options = options;
    this.#signal = signal;
    this.#arrive = (...values) => this.#arrived(values);
    this.#fail = (error) => this.#failed(error);
    this.#stop = () => this.#failed(aborted(signal));
    this.#close = () => { this.#end(); };
    listen(emitter, name, this.#arrive);
    if (name !== "error" && typeof emitter.on === "function") emitter.on("error", this.#fail);
    for (const closer of options.close || []) {
      listen(emitter, closer, this.#close);
      this.#closers.push(closer);
    }
    if (signal !== undefined) signal.addEventListener("abort", this.#stop, { once: true });
  }

  #arrived(values) {
    if (this.#waiting.length > 0) {
      this.#waiting.shift().resolve({ value: values, done: false });
      return;
    }
    this.#events.push(values);
    const most = this.#options.highWaterMark;
    if (!this.#paused && most !== undefined && this.#events.length - this.#start > most) {
      this.#paused = true;
      this.#emitter.pause();
    }
  }

  #failed(error) {
    if (this.#waiting.length > 0) this.#waiting.shift().reject(error);
    else this.#error = error;
    this.#end();
  }

  #end() {
    this.#finished = true;
    unlisten(this.#emitter, this.#name, this.#arrive);
    if (typeof this.#emitter.removeListener === "function") this.#emitter.removeListener("error", this.#fail);
    for (const closer of this.#closers) unlisten(this.#emitter, closer, this.#close);
    if (this.#signal !== undefined) this.#signal.removeEventListener("abort", this.#stop);
    for (const one of this.#waiting) one.resolve({ value: undefined, done: true });
    this.#waiting = [];
    return Promise.resolve({ value: undefined, done: true });
  }

  #take() {
    const value = this.#events[this.#start];
    this.#events[this.#start++] = undefined;
    if (this.#start > 1024 && this.#start * 2 > this.#events.length) {
      this.#events = this.#events.slice(this.#start);
      this.#start = 0;
    }
    const least = this.#options.lowWaterMark;
    if (this.#paused && this.#events.length - this.#start < (least === undefined ? 1 : least)) {
      this.#paused = false;
      this.#emitter.resume();
    }
    return value;
  }

  next() {
    if (this.#start < this.#events.length) return Promise.resolve({ value: this.#take(), done: false });
    if (this.#error !== null) {
      const failure = Promise.reject(this.#error);
      this.#error = null;
      return failure;
    }
    if (this.#finished) return this.#end();
    return new Promise((resolve, reject) => { this.#waiting.push({ resolve, reject }); });
  }

  return() {
    return this.#end();
  }

  throw(error) {
    if (!(error instanceof Error)) throw make("ERR_INVALID_ARG_TYPE", "EventEmitter.AsyncIterator", "Error", error);
    this.#failed(error);
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

/** An endless iterator over the events `name`: each gives the array of values that it brings. */
function on(emitter, name, options = {}) {
  const signal = signalOf(options);
  if (signal !== undefined && signal.aborted) throw aborted(signal);
  return new EventIterator(emitter, name, options, signal);
}

function getEventListeners(emitter, type) {
  if (typeof emitter.listeners === "function") return emitter.listeners(type);
  if (isTarget(emitter)) return require("internal/event_target").listenersOf(emitter, type);
  throw make("ERR_INVALID_ARG_TYPE", "emitter", ["EventEmitter", "EventTarget"], emitter);
}

function getMaxListeners(emitter) {
  if (typeof emitter.getMaxListeners === "function") return maxOf(emitter);
  if (isTarget(emitter)) return emitter[kMaxTargetListeners] ?? defaultMaxListeners;
  throw make("ERR_INVALID_ARG_TYPE", "emitter", ["EventEmitter", "EventTarget"], emitter);
}

function setMaxListeners(count = defaultMaxListeners, ...targets) {
  checkCount(count, "setMaxListeners");
  if (targets.length === 0) defaultMaxListeners = count;
  for (const target of targets) {
    if (isTarget(target)) {
      target[kMaxTargetListeners] = count;
      target[kMaxTargetListenersWarned] = false;
    } else if (typeof target.setMaxListeners === "function") {
      target.setMaxListeners(count);
    } else {
      throw make("ERR_INVALID_ARG_TYPE", "eventTargets", ["EventEmitter", "EventTarget"], target);
    }
  }
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw make("ERR_INVALID_ARG_TYPE", "signal", "AbortSignal", signal);
  signalOf({ signal });
  checkListener(listener);
  let remove = () => {};
  if (signal.aborted) {
    queueMicrotask(() => listener());
  } else {
    signal.addEventListener("abort", listener, { once: true });
    remove = () => signal.removeEventListener("abort", listener);
  }
  return { __proto__: null, [Symbol.dispose]: remove };
}

function makeAsyncResourceClass() {
  const { AsyncResource } = require("async_hooks");
  class EventEmitterReferencingAsyncResource extends AsyncResource {
    #emitter;
    constructor(emitter, type, options) {
      super(type, options);
      this.#emitter = emitter;
    }
    get eventEmitter() { return this.#emitter; }
  }
  return class EventEmitterAsyncResource extends EventEmitter {
    #resource;
    constructor(options = undefined) {
      const name = typeof options === "string" ? options : options && options.name || new.target.name;
      super(typeof options === "string" ? undefined : options);
      this.#resource = new EventEmitterReferencingAsyncResource(this, name, options);
    }
    emit(event, ...values) {
      return this.#resource.runInAsyncScope(super.emit, this, event, ...values);
    }
    emitDestroy() { this.#resource.emitDestroy(); }
    get asyncId() { return this.#resource.asyncId(); }
    get triggerAsyncId() { return this.#resource.triggerAsyncId(); }
    get asyncResource() { return this.#resource; }
  };
}

let asyncResourceClass;
Object.assign(EventEmitter, { addAbortListener, once, on, getEventListeners, getMaxListeners });
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = captureSymbol;
EventEmitter.errorMonitor = errorMonitor;
EventEmitter.setMaxListeners = setMaxListeners;
EventEmitter.listenerCount = (emitter, type) =>
  typeof emitter.listenerCount === "function" ? emitter.listenerCount(type) : countOf(emitter, type);
Object.defineProperties(EventEmitter, {
  captureRejections: {
    get: () => captureDefault,
    set(value) {
      if (typeof value !== "boolean") {
        throw make("ERR_INVALID_ARG_TYPE", "EventEmitter.captureRejections", "boolean", value);
      }
      captureDefault = value;
    },
    configurable: false, enumerable: true,
  },
  defaultMaxListeners: {
    get: () => defaultMaxListeners,
    set(value) {
      checkCount(value, "defaultMaxListeners");
      defaultMaxListeners = value;
    },
    configurable: false, enumerable: true,
  },
  EventEmitterAsyncResource: {
    get: () => asyncResourceClass ??= makeAsyncResourceClass(),
    configurable: true, enumerable: true,
  },
});

module.exports = EventEmitter;
