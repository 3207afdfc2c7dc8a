// An EventTarget that can be listened to as an emitter of Node's, too: MessagePort is one.
"use strict";
const events = require("events");
const { Event, EventTarget, listenersOf, typesOf } = require("internal/event_target");

/** An event that emit() makes of a value. */
class Emitted extends Event {
  constructor(type, value) {
    super(type);
    Object.defineProperty(this, "value", { value });
  }
}

/** A method: what a listener of Node's style gets of an event. */
const kValueOf = Symbol("kValueOf");

class NodeEventTarget extends EventTarget {
  #wrappers = new Map(); // listener → what stands for it, by types
  #most;

  [kValueOf](event) { return event instanceof Emitted ? event.value : event; }

  #add(type, listener, options) {
    require("internal/validators").checkFunction(listener, "listener");
    let byType = this.#wrappers.get(listener);
    if (byType === undefined) this.#wrappers.set(listener, byType = new Map());
    const key = `${type}`;
    if (byType.has(key)) return this;
    const wrapper = (event) => {
      if (options.once) byType.delete(key);
      return listener.call(this, this[kValueOf](event));
    };
    wrapper.listener = listener;
    byType.set(key, wrapper);
    this.addEventListener(type, wrapper, options);
    return this;
  }
  on(type, listener) { return this.#add(type, listener, {}); }
  addListener(type, listener) { return this.#add(type, listener, {}); }
  once(type, listener) { return this.#add(type, listener, { once: true }); }
  off(type, listener, options) {
    const byType = this.#wrappers.get(listener);
    const wrapper = byType?.get(`${type}`);
    byType?.delete(`${type}`);
    this.removeEventListener(type, wrapper ?? listener, options);
    return this;
  }
  removeListener(type, listener, options) { return this.off(type, listener, options); }
  emit(type, value) {
    const isHeard = this.listenerCount(type) > 0;
    if (isHeard) this.dispatchEvent(new Emitted(type, value));
    return isHeard;
  }
  listenerCount(type) { return listenersOf(this, type).length; }
  eventNames() { return typesOf(this); }
  removeAllListeners(type) {
    for (const one of type === undefined ? typesOf(this) : [`${type}`]) {
      for (const callback of listenersOf(this, one)) this.off(one, callback.listener ?? callback);
    }
    return this;
  }
  setMaxListeners(count) { events.setMaxListeners(this.#most = count, this); }
  getMaxListeners() { return this.#most ?? events.defaultMaxListeners; }
}

module.exports = { NodeEventTarget, kValueOf };
