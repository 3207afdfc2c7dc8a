// BroadcastChannel: what one of a name posts comes to all others of that name, here and in other threads.
"use strict";
const { tag } = require("internal/web_class");
const { make } = require("internal/errors");
const { EventTarget, defineHandler } = require("internal/event_target");
const { MessageEvent } = require("internal/message_channel");
const { keepAlive } = require("internal/keep_alive");
const { structuredClone } = require("internal/structured_clone");

const channels = new Map(); // name → those that are open
const links = new Set(); // to other threads: their post(name, value)

/** Tells the channels of this thread, and the threads that it has a link to. */
function spread(name, value, { except, from }) {
  for (const one of channels.get(name) ?? []) if (one !== except) one.receive(structuredClone(value));
  for (const link of links) if (link !== from) link.post(name, value);
}

class BroadcastChannel extends EventTarget {
  #name; #closed = false; #referenced = false;
  constructor(name) {
    if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "name");
    super();
    this.#name = `${name}`;
    if (!channels.has(this.#name)) channels.set(this.#name, new Set());
    channels.get(this.#name).add(this);
    this.ref();
  }
  get name() { return this.#name; }
  postMessage(value) {
    if (arguments.length === 0) throw make("ERR_MISSING_ARGS", "message");
    const { DOMException } = require("internal/dom_exception");
    if (this.#closed) throw new DOMException("BroadcastChannel is closed.", "InvalidStateError");
    spread(this.#name, value, { except: this });
  }
  receive(data) {
    setImmediate(() => { if (!this.#closed) this.dispatchEvent(new MessageEvent("message", { data })); });
  }
  close() {
    this.unref();
    this.#closed = true;
    channels.get(this.#name).delete(this);
  }
  ref() {
    if (!this.#closed && !this.#referenced) keepAlive(1);
    this.#referenced = !this.#closed;
    return this;
  }
  unref() {
    if (this.#referenced) keepAlive(-1);
    this.#referenced = false;
    return this;
  }
}
Object.defineProperty(BroadcastChannel.prototype, "receive",
  { enumerable: false, value: BroadcastChannel.prototype.receive });
for (const type of ["message", "messageerror"]) defineHandler(BroadcastChannel.prototype, type);
tag(BroadcastChannel);

module.exports = { BroadcastChannel, links, spread };
