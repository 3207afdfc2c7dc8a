// The channel between a process and a child that was made with "ipc" or `fork`. Messages of the runtime's own have a
// "cmd" that begins with "NODE_".
"use strict";
/* global internalBinding */
const tcp = internalBinding("tcp");
const { make } = require("internal/errors");
const { streamError } = require("internal/system_error");
const { codecOf } = require("internal/ipc_codecs");

const DATA = 0, END = 1, ERROR = 2;
const INTERNAL = "NODE_";

const isInternal = (message) => typeof message === "object" && message !== null && typeof message.cmd === "string"
  && message.cmd.startsWith(INTERNAL);

/** What `process.channel` and `child.channel` are. */
class Control {
  constructor(handle) {
    Object.defineProperties(this, {
      handle: { value: handle, writable: true }, uses: { value: 0, writable: true }, isForced: { value: false,
        writable: true },
    });
  }
  get fd() { return this.handle === null ? undefined : tcp.descriptor(this.handle); }
  ref() {
    this.isForced = true;
    if (this.handle !== null) tcp.ref(this.handle);
  }
  unref() {
    this.isForced = true;
    if (this.handle !== null) tcp.unref(this.handle);
  }
  hasRef() { return this.handle !== null && tcp.hasRef(this.handle); }
  /** In a child, the channel keeps the process alive as long as somebody listens to it. */
  use(change) {
    this.uses += change;
    if (this.isForced || this.handle === null) return;
    if (this.uses > 0) tcp.ref(this.handle);
    else tcp.unref(this.handle);
  }
}

function checkMessage(message) {
  if (message === undefined) throw make("ERR_MISSING_ARGS", "message");
  if (!["string", "object", "number", "boolean"].includes(typeof message)) {
    throw make("ERR_INVALID_ARG_TYPE", "message", ["string", "object", "number", "boolean"], message);
  }
}

/** Gives `target`, a child or the process itself, what it has to talk to the other side with. */
class Channel {
  constructor(target, mode, onEnd) {
    this.target = target;
    this.onEnd = onEnd;
    this.codec = codecOf(mode);
    this.waiting = null; // messages for whom nobody listens yet
    this.isOver = false;
    this.handles = []; // that have come with messages
  }
  start(handle) {
    const { target } = this;
    this.handle = handle;
    target.channel = new Control(handle);
    target.connected = true;
    const hidden = (name, value) => Object.defineProperty(target, name, { value, writable: true, configurable: true,
      enumerable: name === "send" || name === "disconnect" });
    hidden("send", (...args) => this.send(...args));
    hidden("_send", (message, sent) => this.write(message, sent));
    hidden("disconnect", () => this.disconnect());
    target.on("newListener", (name) => { if (name === "message") process.nextTick(() => this.tellWaiting()); });
    tcp.readStart(handle);
  }
  // --- What goes out
  send(message, sent, options, callback) {
    if (typeof sent === "function") [sent, callback] = [undefined, sent];
    else if (typeof options === "function") callback = options;
    checkMessage(message);
    if (sent) throw make("ERR_IPC_HANDLE_NOT_SUPPORTED");
    if (this.target.connected) return this.write(message, undefined, callback);
    const error = make("ERR_IPC_CHANNEL_CLOSED");
    if (typeof callback === "function") process.nextTick(callback, error);
    else process.nextTick(() => this.target.emit("error", error));
    return false;
  }
  write(message, sent, callback) {
    if (this.handle === null) return false;
    const bytes = this.codec.encode(message);
    const done = (status) => {
      const error = status < 0 ? streamError(status, "write") : null;
      if (typeof callback === "function") callback(error);
      else if (error !== null && !this.isOver) this.target.emit("error", error);
    };
    const waiting = sent === undefined ? tcp.write(this.handle, bytes, done)
      : tcp.writeHandle(this.handle, bytes, sent, done);
    if (waiting <= 0) process.nextTick(done, waiting);
    return waiting >= 0 && waiting < 64 * 1024;
  }
  // --- What comes in
  told(event, value) {
    if (this.isOver) return;
    if (event === DATA) this.read(Buffer.from(value.buffer, value.byteOffset, value.length));
    else if (event === END || event === ERROR) this.end();
  }
  read(bytes) {
    for (;;) {
      const handle = tcp.takeHandle(this.handle, () => {});
      if (handle === undefined) break;
      this.handles.push(handle);
    }
    for (const message of this.codec.decode(bytes)) this.take(message);
  }
  take(message) {
    const handle = isInternal(message) && message.hasHandle ? this.handles.shift() : undefined;
    if (isInternal(message)) return this.target.emit("internalMessage", message, handle);
    if (this.target.listenerCount("message") === 0) return (this.waiting ||= []).push(message);
    process.nextTick(() => this.target.emit("message", message, undefined));
  }
  tellWaiting() {
    const { waiting } = this;
    this.waiting = null;
    for (const message of waiting || []) this.target.emit("message", message, undefined);
  }
  // --- The end
  disconnect() {
    if (this.target.connected) return this.end();
    this.target.emit("error", make("ERR_IPC_DISCONNECTED"));
  }
  end() {
    if (this.isOver) return;
    this.isOver = true;
    this.target.connected = false;
    process.nextTick(() => {
      this.target.channel.handle = null;
      this.target.channel = null;
      tcp.close(this.handle);
      this.handle = null;
      this.target.emit("disconnect");
      this.onEnd();
    });
  }
}

/** A pipe for a child that is going to be made; it starts when the child is there. */
function channelTo(child, mode, onEnd) {
  const channel = new Channel(child, mode, onEnd);
  channel.pipe = tcp.pipe((event, value) => channel.told(event, value), true);
  return channel;
}

/** The other side, in a child that was given a descriptor. */
function openOwn(descriptor, mode) {
  const channel = new Channel(process, mode, () => {});
  const handle = tcp.pipe((event, value) => channel.told(event, value), true);
  if (tcp.open(handle, descriptor) < 0) return void tcp.close(handle);
  channel.start(handle);
  tcp.unref(handle);
  const counts = (name) => name === "message" || name === "disconnect";
  process.on("newListener", (name) => { if (counts(name)) process.channel?.use(1); });
  process.on("removeListener", (name) => { if (counts(name)) process.channel?.use(-1); });
}

module.exports = { channelTo, openOwn };
