// Node's `dgram`: sockets of UDP.
"use strict";
/* global internalBinding */
const binding = internalBinding("dgram");
const { context } = require("internal/ticks");
const EventEmitter = require("events");
const { make } = require("internal/errors");
const { connectionError, streamError } = require("internal/system_error");
const { checkNumber, checkText, checkFunction } = require("internal/validators");

const UNBOUND = 0, BINDING = 1, BOUND = 2;
const DISCONNECTED = 0, CONNECTING = 1, CONNECTED = 2;
const bytesWords = ["Buffer", "TypedArray", "DataView", "string"];

function checkPort(port, name, mayBeZero = true) {
  const isNumber = typeof port === "number" || (typeof port === "string" && port.trim() !== "");
  if (isNumber && Number(port) === Number(port) >>> 0 && Number(port) <= 0xffff && (mayBeZero || Number(port) !== 0)) {
    return port | 0;
  }
  throw make("ERR_SOCKET_BAD_PORT", name, port, mayBeZero);
}

function errorOf(status, syscall, address, port) {
  const error = connectionError(status, syscall, address, port);
  if (syscall === "bind") error.message = `bind ${error.code}${address ? ` ${address}${port ? `:${port}` : ""}` : ""}`;
  return error;
}

const addressOf = ([address, family, port]) => ({ address, family, port });

class Socket extends EventEmitter {
  constructor(type, listener) {
    super();
    const options = type !== null && typeof type === "object" ? type : { type };
    if (options.type !== "udp4" && options.type !== "udp6") throw make("ERR_SOCKET_BAD_TYPE");
    if (options.lookup !== undefined) checkFunction(options.lookup, "lookup");
    this.type = options.type;
    const hidden = { options, lookup: options.lookup, bindState: UNBOUND, connectState: DISCONNECTED, queue: null,
      isClosed: false, handle: null };
    for (const [name, value] of Object.entries(hidden)) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: false });
    }
    this.handle = binding.udp(context.bind((...what) => this.told(...what)));
    if (typeof listener === "function") this.on("message", listener);
    const { signal } = options;
    if (signal === undefined) return;
    require("internal/validators").checkSignal(signal);
    const onAbort = () => { if (!this.isClosed) this.close(); };
    if (signal.aborted) process.nextTick(onAbort);
    else signal.addEventListener("abort", onAbort, { once: true });
  }
  told(bytes, address, family, port) {
    if (typeof bytes === "number") return this.emit("error", streamError(bytes, "recvmsg"));
    const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.emit("message", message, { address, family, port, size: message.length });
  }
  checkRunning() {
    if (this.isClosed) throw make("ERR_SOCKET_DGRAM_NOT_RUNNING");
  }
  // --- Its own address
  find(host, callback) {
    const isFour = this.type === "udp4";
    const lookup = this.lookup || require("dns").lookup;
    lookup(host || (isFour ? "127.0.0.1" : "::1"), isFour ? 4 : 6, callback);
  }
  bind(...args) {
    this.checkRunning();
    if (this.bindState !== UNBOUND) throw make("ERR_SOCKET_ALREADY_BOUND");
    const [first, second] = args, callback = args.at(-1);
    const isOptions = first !== null && typeof first === "object";
    const { port, address, fd } = isOptions ? first
      : { port: typeof first === "function" ? 0 : first, address: typeof second === "function" ? "" : second };
    if (fd !== undefined) throw make("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "dgram.bind with a descriptor");
    this.bindState = BINDING;
    if (typeof callback === "function") this.once("listening", callback);
    const host = address || (this.type === "udp4" ? "0.0.0.0" : "::");
    this.find(host, (error, ip) => {
      if (this.isClosed) return;
      const status = error ? 0 : binding.bind(this.handle, ip, checkPort(port || 0, "Port"), this.options.reuseAddr,
        this.options.ipv6Only);
      if (error || status < 0) {
        this.bindState = UNBOUND;
        return this.emit("error", error || errorOf(status, "bind", ip, port));
      }
      this.listening();
    });
    return this;
  }
  listening() {
    this.bindState = BOUND;
    binding.receive(this.handle);
    const { recvBufferSize, sendBufferSize } = this.options;
    if (recvBufferSize) this.setRecvBufferSize(recvBufferSize);
    if (sendBufferSize) this.setSendBufferSize(sendBufferSize);
    const { queue } = this;
    this.queue = null;
    this.emit("listening");
    for (const run of queue || []) run();
  }
  /** Does something as soon as the socket is bound. */
  whenBound(run) {
    if (this.bindState === UNBOUND) this.bind({ port: 0, exclusive: true });
    if (this.bindState === BOUND) return run();
    (this.queue ||= []).push(run);
  }
  address() {
    this.checkRunning();
    return this.named(binding.sockname(this.handle), "getsockname");
  }
  named(found, syscall) {
    if (typeof found === "number") throw streamError(found, syscall);
    return addressOf(found);
  }
  // --- The other side
  connect(port, address, callback) {
    port = checkPort(port, "Port", false);
    if (typeof address === "function") [address, callback] = ["", address];
    this.checkRunning();
    if (this.connectState !== DISCONNECTED) throw make("ERR_SOCKET_DGRAM_IS_CONNECTED");
    this.connectState = CONNECTING;
    if (callback !== undefined) this.once("connect", callback);
    this.whenBound(() => this.find(address, (error, ip) => {
      if (this.isClosed) return;
      const status = error ? 0 : binding.connect(this.handle, ip, port);
      if (!error && status === 0) {
        this.connectState = CONNECTED;
        return process.nextTick(() => this.emit("connect"));
      }
      this.connectState = DISCONNECTED;
      const failure = error || errorOf(status, "connect", address, port);
      process.nextTick(() => {
        if (callback !== undefined) {
          this.removeListener("connect", callback);
          callback(failure);
        } else this.emit("error", failure);
      });
    }));
  }
  disconnect() {
    if (this.connectState !== CONNECTED) throw make("ERR_SOCKET_DGRAM_NOT_CONNECTED");
    const status = binding.connect(this.handle);
    if (status < 0) throw streamError(status, "connect");
    this.connectState = DISCONNECTED;
  }
  remoteAddress() {
    this.checkRunning();
    if (this.connectState !== CONNECTED) throw make("ERR_SOCKET_DGRAM_NOT_CONNECTED");
    return this.named(binding.peername(this.handle), "getpeername");
  }
  // --- Sending
  send(buffer, offset, length, port, address, callback) {
    const isConnected = this.connectState === CONNECTED;
    if (isConnected) {
      if (typeof length === "number") {
        buffer = sliced(buffer, offset, length);
        if (typeof port === "function") [callback, port] = [port, null];
      } else callback = offset;
      if (port || address) throw make("ERR_SOCKET_DGRAM_IS_CONNECTED");
    } else if (address || (port && typeof port !== "function")) buffer = sliced(buffer, offset, length);
    else [callback, port, address] = [port, offset, length];
    const bytes = joined(buffer);
    if (!isConnected) port = checkPort(port, "Port", false);
    if (typeof callback !== "function") callback = undefined;
    if (typeof address === "function") [callback, address] = [address, undefined];
    else if (address !== undefined && address !== null && !isConnected) checkText(address, "address");
    this.checkRunning();
    this.whenBound(() => {
      if (isConnected) this.sendTo(bytes, [], callback);
      else this.find(address, (error, ip) => this.sendTo(bytes, [ip, port], callback, error));
    });
  }
  sendTo(bytes, to, callback, error) {
    const fail = (failure) => process.nextTick(() => {
      if (callback) callback(failure);
      else this.emit("error", failure);
    });
    if (error) return fail(error);
    if (this.isClosed) return;
    const status = binding.send(this.handle, bytes, context.bind((late) => {
      if (callback) callback(late < 0 ? errorOf(late, "send", ...to) : null, bytes.length);
    }), ...to);
    if (status < 0) {
      if (callback) fail(errorOf(status, "send", ...to));
    } else if (status > 0 && callback) process.nextTick(callback, null, bytes.length);
  }
  // --- The end
  close(callback) {
    if (typeof callback === "function") this.on("close", callback);
    if (this.queue !== null) {
      this.queue.push(() => this.close());
      return this;
    }
    this.checkRunning();
    this.isClosed = true;
    binding.close(this.handle);
    process.nextTick(() => this.emit("close"));
    return this;
  }
  ref() {
    binding.ref(this.handle);
    return this;
  }
  unref() {
    binding.unref(this.handle);
    return this;
  }
  // --- Options
  set(name, value, syscall) {
    this.checkRunning();
    const status = binding.set(this.handle, name, value);
    if (status < 0) throw streamError(status, syscall);
    return value;
  }
  setBroadcast(is) { this.set("broadcast", is ? 1 : 0, "setBroadcast"); }
  setTTL(ttl) {
    checkNumber(ttl, "ttl");
    return this.set("ttl", ttl, "setTTL");
  }
  setMulticastTTL(ttl) {
    checkNumber(ttl, "ttl");
    return this.set("multicastTtl", ttl, "setMulticastTTL");
  }
  setMulticastLoopback(is) {
    this.set("multicastLoopback", is ? 1 : 0, "setMulticastLoopback");
    return is;
  }
  setMulticastInterface(address) {
    checkText(address, "interfaceAddress");
    this.checkRunning();
    const status = binding.setInterface(this.handle, address);
    if (status < 0) throw streamError(status, "setMulticastInterface");
  }
  member(name, joins, group, local, source) {
    if (!group) throw make("ERR_MISSING_ARGS", "multicastAddress");
    this.checkRunning();
    const status = binding.member(this.handle, joins, group, local, source);
    if (status < 0) throw streamError(status, name);
  }
  addMembership(group, local) { this.member("addMembership", true, group, local); }
  dropMembership(group, local) { this.member("dropMembership", false, group, local); }
  addSourceSpecificMembership(source, group, local) {
    checkText(source, "sourceAddress");
    this.member("addSourceSpecificMembership", true, group, local, source);
  }
  dropSourceSpecificMembership(source, group, local) {
    checkText(source, "sourceAddress");
    this.member("dropSourceSpecificMembership", false, group, local, source);
  }
  bufferSize(isReceiving, size = 0) {
    const status = binding.bufferSize(this.handle, isReceiving, size);
    if (status >= 0) return status;
    const error = streamError(status, isReceiving ? "uv_recv_buffer_size" : "uv_send_buffer_size");
    error.message = `Could not get or set buffer size: ${error.message}`;
    throw error;
  }
  getRecvBufferSize() { return this.bufferSize(true); }
  getSendBufferSize() { return this.bufferSize(false); }
  setRecvBufferSize(size) { this.bufferSize(true, size); }
  setSendBufferSize(size) { this.bufferSize(false, size); }
  getSendQueueSize() { return binding.waiting(this.handle)[0]; }
  getSendQueueCount() { return binding.waiting(this.handle)[1]; }
  async [Symbol.asyncDispose]() {
    if (!this.isClosed) await new Promise((resolve) => { this.close(resolve); });
  }
}

function sliced(buffer, offset, length) {
  if (typeof buffer === "string") buffer = Buffer.from(buffer);
  else if (!ArrayBuffer.isView(buffer)) throw make("ERR_INVALID_ARG_TYPE", "buffer", bytesWords, buffer);
  offset >>>= 0;
  length >>>= 0;
  if (offset > buffer.byteLength) throw make("ERR_BUFFER_OUT_OF_BOUNDS", "offset");
  if (offset + length > buffer.byteLength) throw make("ERR_BUFFER_OUT_OF_BOUNDS", "length");
  return Buffer.from(buffer.buffer, buffer.byteOffset + offset, length);
}

/** One datagram of what may be several pieces. */
function joined(given) {
  const bytesOf = (one) => typeof one === "string" ? Buffer.from(one)
    : ArrayBuffer.isView(one) ? Buffer.from(one.buffer, one.byteOffset, one.byteLength) : undefined;
  if (!Array.isArray(given)) {
    const bytes = bytesOf(given);
    if (bytes === undefined) throw make("ERR_INVALID_ARG_TYPE", "buffer", bytesWords, given);
    return bytes;
  }
  const all = given.map(bytesOf);
  if (all.includes(undefined)) throw make("ERR_INVALID_ARG_TYPE", "buffer list arguments", bytesWords, given);
  return Buffer.concat(all);
}

/** Called without `new` by some. */
function SocketFunction(...args) { return Reflect.construct(Socket, args, new.target || SocketFunction); }
Object.setPrototypeOf(SocketFunction, Socket);
SocketFunction.prototype = Socket.prototype;
SocketFunction.prototype.constructor = SocketFunction;
Object.defineProperty(SocketFunction, "name", { value: "Socket" });

module.exports = { Socket: SocketFunction, createSocket: (type, listener) => new SocketFunction(type, listener) };
