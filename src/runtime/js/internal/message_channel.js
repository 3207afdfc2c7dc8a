// MessageChannel, MessagePort, BroadcastChannel and MessageEvent within one thread: messages are cloned and come later.
"use strict";
const { tag } = require("internal/web_class");
const { make } = require("internal/errors");
const { Event, EventTarget, defineHandler } = require("internal/event_target");
const { structuredClone } = require("internal/structured_clone");

class MessageEvent extends Event {
  #data; #origin; #lastEventId; #source; #ports;
  constructor(type, init = undefined) {
    super(type, init);
    this.#data = init?.data ?? null;
    this.#origin = init?.origin ?? "";
    this.#lastEventId = init?.lastEventId ?? "";
    this.#source = init?.source ?? null;
    this.#ports = init?.ports ?? [];
  }
  get data() { return this.#data; }
  get origin() { return this.#origin; }
  get lastEventId() { return this.#lastEventId; }
  get source() { return this.#source; }
  get ports() { return this.#ports; }
}

let mayConstruct = false;
let connect;

class MessagePort extends EventTarget {
  #other = null; #waiting = []; #started = false; #closed = false; #scheduled = false; #wrappers = new Map();

  static {
    connect = (a, b) => {
      a.#other = b;
      b.#other = a;
    };
  }

  constructor() {
    if (!mayConstruct) throw make("ERR_CONSTRUCT_CALL_INVALID");
    super();
  }

  postMessage(value, transfer = undefined) {
    if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "message");
    const list = Array.isArray(transfer) ? transfer : transfer?.transfer;
    const ports = (list || []).filter((one) => one instanceof MessagePort);
    const data = structuredClone(value, { transfer: (list || []).filter((one) => !(one instanceof MessagePort)) });
    if (this.#closed || this.#other === null || this.#other.#closed) return;
    this.#other.#waiting.push({ data, ports });
    this.#other.#deliver();
  }

  // Each message is a task of its own.
  #deliver() {
    if (!this.#started || this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#closed) return;
      const message = this.#waiting.shift();
      this.#deliver();
      this.dispatchEvent(new MessageEvent("message", message));
    });
  }

  start() {
    this.#started = true;
    this.#deliver();
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    const other = this.#other;
    setImmediate(() => {
      this.dispatchEvent(new Event("close"));
      if (other !== null) other.close();
    });
  }

  ref() {}
  unref() {}
  hasRef() { return false; }

  addEventListener(type, ...values) {
    super.addEventListener(type, ...values);
    if (type === "message") this.start();
  }

  // As with emitters of Node: the listener gets the data.
  on(type, listener) {
    const wrapper = (event) => type === "message" ? listener.call(this, event.data) : listener.call(this, event);
    this.#wrappers.set(listener, wrapper);
    this.addEventListener(type, wrapper);
    return this;
  }

  once(type, listener) {
    const once = (value) => {
      this.off(type, once);
      listener.call(this, value);
    };
    return this.on(type, once);
  }

  off(type, listener) {
    const wrapper = this.#wrappers.get(listener);
    if (wrapper !== undefined) this.removeEventListener(type, wrapper);
    this.#wrappers.delete(listener);
    return this;
  }
}
MessagePort.prototype.addListener = MessagePort.prototype.on;
MessagePort.prototype.removeListener = MessagePort.prototype.off;
for (const type of ["message", "messageerror", "close"]) defineHandler(MessagePort.prototype, type);

class MessageChannel {
  constructor() {
    mayConstruct = true;
    try {
      this.port1 = new MessagePort();
      this.port2 = new MessagePort();
    } finally {
      mayConstruct = false;
    }
    connect(this.port1, this.port2);
  }
}

const channels = new Map();

class BroadcastChannel extends EventTarget {
  #name; #closed = false;
  constructor(name) {
    if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "name");
    super();
    this.#name = `${name}`;
    if (!channels.has(this.#name)) channels.set(this.#name, new Set());
    channels.get(this.#name).add(this);
  }
  get name() { return this.#name; }
  postMessage(value) {
    const { DOMException } = require("internal/dom_exception");
    if (this.#closed) throw new DOMException("BroadcastChannel is closed.", "InvalidStateError");
    for (const other of channels.get(this.#name)) {
      if (other === this) continue;
      const data = structuredClone(value);
      setImmediate(() => { if (!other.#closed) other.dispatchEvent(new MessageEvent("message", { data })); });
    }
  }
  close() {
    this.#closed = true;
    channels.get(this.#name).delete(this);
  }
  ref() { return this; }
  unref() { return this; }
}
for (const type of ["message", "messageerror"]) defineHandler(BroadcastChannel.prototype, type);

for (const Class of [MessageEvent, MessagePort, BroadcastChannel]) tag(Class);

module.exports = { MessageChannel, MessagePort, BroadcastChannel, MessageEvent };
