// Duplex, Transform and PassThrough: streams that are read and written.
"use strict";
const EventEmitter = require("events");
const { make } = require("internal/errors");
const { construct } = require("internal/stream_destroy");

function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  this._readableState = new ReadableState(options, this, true);
  this._writableState = new WritableState(options, this, true);
  EventEmitter.call(this, options);
  this.allowHalfOpen = true;
  if (options) takeOptions(this, options);
  if (typeof this._construct === "function") {
    construct(this, readableConstructed);
    construct(this, writableConstructed);
  }
  return undefined;
}

module.exports = { Duplex };
const { Readable, ReadableState, takeOptions: takeReadable, constructed: readableConstructed } =
  require("internal/stream_readable");
const { Writable, WritableState, properties, takeOptions: takeWritable, constructed: writableConstructed } =
  require("internal/stream_writable");

function takeOptions(stream, options) {
  stream.allowHalfOpen = options.allowHalfOpen !== false;
  const { signal } = options;
  takeReadable(stream, signal ? { ...options, signal: undefined } : options);
  takeWritable(stream, options);
  if (options.readable === false) {
    const r = stream._readableState;
    r.readable = false;
    r.ended = r.endEmitted = true;
  }
  if (options.writable === false) {
    const w = stream._writableState;
    w.writable = false;
    w.ending = w.ended = w.finished = true;
  }
}

Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
for (const name of ["write", "cork", "uncork", "setDefaultEncoding", "_write", "_writev", "end", "destroy"]) {
  Duplex.prototype[name] = Writable.prototype[name];
}
const { closed, errored, destroyed, ...others } = properties;
void closed;
void errored;
void destroyed;
Object.defineProperties(Duplex.prototype, others);
Object.defineProperty(Duplex.prototype, "destroyed", {
  get() {
    const r = this._readableState, w = this._writableState;
    return r !== undefined && w !== undefined && r.destroyed && w.destroyed;
  },
  set(value) {
    if (!this._readableState || !this._writableState) return;
    this._readableState.destroyed = value;
    this._writableState.destroyed = value;
  },
  enumerable: false, configurable: true,
});

Duplex.from = (body) => require("internal/stream_from").duplexFrom(body);
Duplex.fromWeb = (pair, options) => require("internal/stream_web_adapters").duplexFromWeb(pair, options);
Duplex.toWeb = (duplex) => require("internal/stream_web_adapters").duplexToWeb(duplex);

// ---- Transform ----

const kCallback = Symbol("kCallback");

function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  const mark = options ? options.readableHighWaterMark : undefined;
  if (mark === 0) {
    Duplex.call(this, {
      ...options, highWaterMark: null, readableHighWaterMark: mark,
      writableHighWaterMark: options.writableHighWaterMark || 0,
    });
  } else {
    Duplex.call(this, options);
  }
  // What is written comes out when it is read, so that nothing is read before somebody asks.
  this._readableState.sync = false;
  this[kCallback] = null;
  if (options) {
    if (typeof options.transform === "function") this._transform = options.transform;
    if (typeof options.flush === "function") this._flush = options.flush;
  }
  this.on("prefinish", onPrefinish);
  return undefined;
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

function final(callback) {
  if (typeof this._flush !== "function" || this.destroyed) {
    this.push(null);
    if (callback) callback();
    return;
  }
  this._flush((error, data) => {
    if (error) {
      if (callback) callback(error);
      else this.destroy(error);
      return;
    }
    if (data !== null && data !== undefined) this.push(data);
    this.push(null);
    if (callback) callback();
  });
}

// A class with its own _final is flushed behind that.
function onPrefinish() {
  if (this._final !== final) final.call(this);
}

Transform.prototype._final = final;

Transform.prototype._transform = function _transform() {
  throw make("ERR_METHOD_NOT_IMPLEMENTED", "_transform()");
};

Transform.prototype._write = function _write(chunk, encoding, callback) {
  const r = this._readableState, w = this._writableState;
  const before = r.length;
  this._transform(chunk, encoding, (error, value) => {
    if (error) {
      callback(error);
      return;
    }
    if (value !== null && value !== undefined) this.push(value);
    if (w.ended || before === r.length || r.length < r.highWaterMark) callback();
    else this[kCallback] = callback;
  });
};

Transform.prototype._read = function _read() {
  if (!this[kCallback]) return;
  const callback = this[kCallback];
  this[kCallback] = null;
  callback();
};

// ---- PassThrough ----

function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
  return undefined;
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);

PassThrough.prototype._transform = function _transform(chunk, encoding, callback) {
  callback(null, chunk);
};

// ---- two ends of one wire ----

const kOther = Symbol("kOther");
const kWaiting = Symbol("kWaiting");

class DuplexSide extends Duplex {
  constructor(options) {
    super(options);
    this[kWaiting] = null;
    this[kOther] = null;
  }
  _read() {
    const callback = this[kWaiting];
    if (!callback) return;
    this[kWaiting] = null;
    callback();
  }
  _write(chunk, encoding, callback) {
    if (chunk.length === 0) {
      process.nextTick(callback);
    } else {
      this[kOther].push(chunk);
      this[kOther][kWaiting] = callback;
    }
  }
  _final(callback) {
    this[kOther].on("end", callback);
    this[kOther].push(null);
  }
}

function duplexPair(options) {
  const first = new DuplexSide(options), second = new DuplexSide(options);
  first[kOther] = second;
  second[kOther] = first;
  return [first, second];
}

Object.assign(module.exports, { Transform, PassThrough, duplexPair });
