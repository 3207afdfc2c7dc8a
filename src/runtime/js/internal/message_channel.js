// MessageChannel, MessagePort and MessageEvent. A channel has two ends; a port is who holds one of them, until it hands
// it on. An end may be held by another thread, too: then what comes to it is forwarded.
"use strict";
const { tag } = require("internal/web_class");
const { make, withCode } = require("internal/errors");
const { Event, defineHandler, kOnCount } = require("internal/event_target");
const { NodeEventTarget, kValueOf } = require("internal/node_event_target");
const { keepAlive } = require("internal/keep_alive");
const { cloneMoving, cannotClone, kMove } = require("internal/structured_clone");

class MessageEvent extends Event {
  #data; #origin; #lastEventId; #source; #ports;
  constructor(type, init = undefined) {
    super(type, init);
    this.#data = init !== undefined && "data" in init ? init.data : null;
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

class End {
  other = null;
  port = null;
  waiting = []; // messages that nobody has got yet
  due = 0; // tasks that will take one each
  isStarted = false;
  isClosed = false;
  forward = null; // (value, list): to who holds it elsewhere
  onClose = null;

  /** Takes a message as it was posted. */
  send(value, list) {
    if (this.isClosed) return;
    if (this.forward !== null) return void this.forward(value, list);
    const { data, moved } = cloneMoving(value, list);
    this.receive({ data, ports: moved.filter((one) => one instanceof MessagePort) });
  }
  receive(message) {
    if (this.isClosed) return;
    if (this.forward !== null) return void this.forward(message.data, message.ports);
    this.waiting.push(message);
    this.deliver();
  }
  // Each message is a task of its own.
  deliver() {
    if (!this.isStarted || this.port === null) return;
    for (; this.due < this.waiting.length; this.due++) setImmediate(() => this.deliverOne());
  }
  deliverOne() {
    this.due--;
    if (this.isClosed || !this.isStarted || this.port === null || this.waiting.length === 0) return;
    this.port.dispatchEvent(new MessageEvent("message", this.waiting.shift()));
  }
  /** From now on, messages go elsewhere; `onClose` is told when the other end is closed. */
  forwardTo(forward, onClose) {
    this.forward = forward;
    this.onClose = onClose;
    this.isStarted = false;
    for (const { data, ports } of this.waiting.splice(0)) forward(data, ports);
  }
  close() {
    if (this.isClosed) return;
    this.isClosed = true;
    setImmediate(() => {
      this.port?.dispatchEvent(new Event("close"));
      this.other.close();
    });
    this.port?.unref();
    this.onClose?.();
  }
}

/** The two ends of a new channel. */
function connect() {
  const [a, b] = [new End(), new End()];
  a.other = b;
  b.other = a;
  return [a, b];
}

let mayConstruct = false, hold, release, next;

class MessagePort extends NodeEventTarget {
  #end = null; #isReferenced = false;

  static {
    hold = (end) => {
      mayConstruct = true;
      try {
        const port = new MessagePort();
        port.#end = end;
        return end.port = port;
      } finally {
        mayConstruct = false;
      }
    };
    release = (port) => {
      const end = port.#end;
      if (end === null || end.isClosed) throw cannotClone("MessagePort in transfer list is already detached");
      port.unref();
      port.#end = end.port = null;
      end.isStarted = false;
      return end;
    };
    next = (port) => port.#end?.waiting.shift();
  }

  constructor() {
    if (!mayConstruct) throw make("ERR_CONSTRUCT_CALL_INVALID");
    super();
  }

  postMessage(value, transfer = undefined) {
    if (arguments.length === 0) {
      throw withCode(TypeError, "ERR_MISSING_ARGS", "Not enough arguments to MessagePort.postMessage");
    }
    const list = transferList(transfer);
    if (list.includes(this)) throw cannotClone("Transfer list contains source port");
    if (this.#end !== null && !this.#end.isClosed) this.#end.other.send(value, list);
    else cloneMoving(value, list);
  }
  start() {
    if (this.#end === null || this.#end.isClosed) return;
    this.#end.isStarted = true;
    this.#end.deliver();
  }
  close(callback = undefined) {
    if (typeof callback === "function") this.once("close", callback);
    this.#end?.close();
  }
  ref() {
    if (this.#isReferenced || this.#end === null || this.#end.isClosed) return;
    this.#isReferenced = true;
    keepAlive(1);
  }
  unref() {
    if (!this.#isReferenced) return;
    this.#isReferenced = false;
    keepAlive(-1);
  }
  hasRef() { return this.#isReferenced; }

  [kOnCount](type, count) {
    if (type !== "message") return;
    if (count === 0) return this.unref();
    this.ref();
    this.start();
  }
  [kMove]() { return hold(release(this)); }
  [kValueOf](event) { return event instanceof MessageEvent ? event.data : super[kValueOf](event); }
}
for (const type of ["message", "messageerror", "close"]) defineHandler(MessagePort.prototype, type);

/** The second argument of postMessage: a list, or an object with one. */
function transferList(transfer) {
  if (transfer === undefined || transfer === null) return [];
  if (typeof transfer[Symbol.iterator] === "function") return [...transfer];
  const list = transfer.transfer;
  if (list === undefined) return [];
  if (list === null || typeof list[Symbol.iterator] !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "options.transfer", "iterable", list);
  }
  return [...list];
}

class MessageChannel {
  constructor() {
    [this.port1, this.port2] = connect().map(hold);
  }
}

for (const Class of [MessageEvent, MessagePort]) tag(Class);

/** `hold(end)`: a port for it; `release(port)`: its end, which the port has no more; `next(port)`: what has come, or
 *  undefined. */
module.exports = { MessageChannel, MessagePort, MessageEvent, connect, hold, release, next, transferList };
