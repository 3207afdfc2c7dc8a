// Stream: the class above all others, with the `pipe` of old.
"use strict";
const EventEmitter = require("events");

function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

Stream.prototype.pipe = function pipe(target, options) {
  const source = this;
  const onData = (chunk) => {
    if (target.writable && target.write(chunk) === false && source.pause) source.pause();
  };
  const onDrain = () => {
    if (source.readable && source.resume) source.resume();
  };
  let ended = false;
  const onEnd = () => {
    if (ended) return;
    ended = true;
    target.end();
  };
  const onClose = () => {
    if (ended) return;
    ended = true;
    if (typeof target.destroy === "function") target.destroy();
  };
  const onError = function (error) {
    cleanUp();
    if (EventEmitter.listenerCount(this, "error") === 0) this.emit("error", error);
  };
  const cleanUp = () => {
    source.removeListener("data", onData);
    target.removeListener("drain", onDrain);
    source.removeListener("end", onEnd);
    source.removeListener("close", onClose);
    source.removeListener("error", onError);
    target.removeListener("error", onError);
    source.removeListener("end", cleanUp);
    source.removeListener("close", cleanUp);
    target.removeListener("close", cleanUp);
  };
  source.on("data", onData);
  target.on("drain", onDrain);
  if (!target._isStdio && (!options || options.end !== false)) {
    source.on("end", onEnd);
    source.on("close", onClose);
  }
  prependListener(source, "error", onError);
  prependListener(target, "error", onError);
  source.on("end", cleanUp);
  source.on("close", cleanUp);
  target.on("close", cleanUp);
  target.emit("pipe", source);
  return target;
};

Stream.prototype.eventNames = function eventNames() {
  return EventEmitter.prototype.eventNames.call(this).filter((name) => this.listenerCount(name) > 0);
};

/** Listens before all others, also to emitters that are not ours. */
function prependListener(emitter, event, listener) {
  if (typeof emitter.prependListener === "function") return emitter.prependListener(event, listener);
  if (!emitter._events || !emitter._events[event]) emitter.on(event, listener);
  else if (Array.isArray(emitter._events[event])) emitter._events[event].unshift(listener);
  else emitter._events[event] = [listener, emitter._events[event]];
  return undefined;
}

module.exports = { Stream, prependListener };
