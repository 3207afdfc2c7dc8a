// What streams share: their default sizes, and questions about any object that may be a stream.
"use strict";
const { make } = require("internal/errors");
const { checkInteger } = require("internal/validators");

let bytesMark = 16 * 1024;
let objectsMark = 16;

const defaultMark = (objectMode) => objectMode ? objectsMark : bytesMark;

function setDefaultMark(objectMode, value) {
  checkInteger(value, "value");
  if (objectMode) objectsMark = value;
  else bytesMark = value;
}

/** The high-water mark that options ask for; `key` is the one of a Duplex's half. */
function markOf(options, key, isDuplex, objectMode) {
  if (options === undefined || options === null) return defaultMark(objectMode);
  let name = "highWaterMark", mark = options.highWaterMark;
  if ((mark === undefined || mark === null) && isDuplex) {
    name = key;
    mark = options[key];
  }
  if (mark === undefined || mark === null) return defaultMark(objectMode);
  if (!Number.isInteger(mark) || mark < 0) {
    throw make("ERR_INVALID_ARG_VALUE", isDuplex ? `options.${name}` : "options.highWaterMark", mark);
  }
  return Math.floor(mark);
}

const isObject = (value) => value !== null && typeof value === "object";

/** `strict`: with what an object needs that we pipe. */
function isReadableNode(value, strict = false) {
  return Boolean(value && typeof value.pipe === "function" && typeof value.on === "function" &&
    (!strict || typeof value.pause === "function" && typeof value.resume === "function") &&
    (!value._writableState || value._readableState?.readable !== false) &&
    (!value._writableState || value._readableState));
}

function isWritableNode(value) {
  return Boolean(value && typeof value.write === "function" && typeof value.on === "function" &&
    (!value._readableState || value._writableState?.writable !== false));
}

function isNode(value) {
  return Boolean(value && (value._readableState || value._writableState ||
    typeof value.write === "function" && typeof value.on === "function" ||
    typeof value.pipe === "function" && typeof value.on === "function"));
}

const isReadableWeb = (value) => Boolean(value && !isNode(value) && typeof value.pipeThrough === "function" &&
  typeof value.getReader === "function" && typeof value.cancel === "function");
const isWritableWeb = (value) => Boolean(value && !isNode(value) && typeof value.getWriter === "function" &&
  typeof value.abort === "function");
const isTransformWeb = (value) => Boolean(value && !isNode(value) && isObject(value.readable) &&
  isObject(value.writable));
const isWeb = (value) => isReadableWeb(value) || isWritableWeb(value) || isTransformWeb(value);

function isIterable(value, isAsync) {
  if (value === null || value === undefined) return false;
  if (isAsync === true) return typeof value[Symbol.asyncIterator] === "function";
  if (isAsync === false) return typeof value[Symbol.iterator] === "function";
  return typeof value[Symbol.asyncIterator] === "function" || typeof value[Symbol.iterator] === "function";
}

const kDestroyed = Symbol("kDestroyed");

function isDestroyed(stream) {
  if (!isNode(stream)) return null;
  const state = stream._writableState || stream._readableState;
  return Boolean(stream.destroyed || stream[kDestroyed] || state?.destroyed);
}

function isWritableEnded(stream) {
  if (!isWritableNode(stream)) return null;
  if (stream.writableEnded === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  return typeof state?.ended === "boolean" ? state.ended : null;
}

function isWritableFinished(stream, strict) {
  if (!isWritableNode(stream)) return null;
  if (stream.writableFinished === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  if (typeof state?.finished !== "boolean") return null;
  return state.finished || strict === false && state.ended === true && state.length === 0;
}

function isReadableFinished(stream, strict) {
  if (!isReadableNode(stream)) return null;
  const state = stream._readableState;
  if (state?.errored) return false;
  if (typeof state?.endEmitted !== "boolean") return null;
  return state.endEmitted || strict === false && state.ended === true && state.length === 0;
}

function isReadable(stream) {
  if (stream && stream[Symbol.for("nodejs.stream.readable")] !== undefined) {
    return stream[Symbol.for("nodejs.stream.readable")];
  }
  if (typeof stream?.readable !== "boolean") return null;
  if (isDestroyed(stream)) return false;
  return isReadableNode(stream) && stream.readable && !isReadableFinished(stream);
}

function isWritable(stream) {
  if (stream && stream[Symbol.for("nodejs.stream.writable")] !== undefined) {
    return stream[Symbol.for("nodejs.stream.writable")];
  }
  if (typeof stream?.writable !== "boolean") return null;
  if (isDestroyed(stream)) return false;
  return isWritableNode(stream) && stream.writable && !isWritableEnded(stream);
}

function isFinished(stream, options) {
  if (!isNode(stream)) return null;
  if (isDestroyed(stream)) return true;
  if (options?.readable !== false && isReadable(stream)) return false;
  return !(options?.writable !== false && isWritable(stream));
}

function readableError(stream) {
  if (!isNode(stream)) return null;
  return stream.readableErrored ?? stream._readableState?.errored ?? null;
}

function writableError(stream) {
  if (!isNode(stream)) return null;
  return stream.writableErrored ?? stream._writableState?.errored ?? null;
}

function isClosed(stream) {
  if (!isNode(stream)) return null;
  if (typeof stream.closed === "boolean") return stream.closed;
  const w = stream._writableState, r = stream._readableState;
  if (typeof w?.closed === "boolean" || typeof r?.closed === "boolean") return Boolean(w?.closed || r?.closed);
  if (typeof stream._closed === "boolean" && isOutgoing(stream)) return stream._closed;
  return null;
}

const isOutgoing = (stream) => typeof stream._closed === "boolean" && typeof stream._defaultKeepAlive === "boolean" &&
  typeof stream._removedConnection === "boolean" && typeof stream._removedContLen === "boolean";
const isServerResponse = (stream) => typeof stream._sent100 === "boolean" && isOutgoing(stream);
const isServerRequest = (stream) => typeof stream._consuming === "boolean" && typeof stream._dumped === "boolean" &&
  stream.req?.upgradeOrConnect === undefined;
const isRequest = (stream) => Boolean(stream && stream.setHeader && typeof stream.abort === "function");

function willEmitClose(stream) {
  if (!isNode(stream)) return null;
  const state = stream._writableState || stream._readableState;
  if (!state) return isServerResponse(stream);
  return Boolean(state.autoDestroy && state.emitClose && state.closed === false);
}

function isDisturbed(stream) {
  return Boolean(stream && (stream[Symbol.for("nodejs.stream.disturbed")] ??
    (stream.readableDidRead || stream.readableAborted)));
}

function isErrored(stream) {
  return Boolean(stream && (stream[Symbol.for("nodejs.stream.errored")] ?? stream.readableErrored ??
    stream.writableErrored ?? stream._readableState?.errorEmitted ?? stream._writableState?.errorEmitted ??
    stream._readableState?.errored ?? stream._writableState?.errored));
}

module.exports = {
  defaultMark, setDefaultMark, markOf, isReadableNode, isWritableNode, isNode, isReadableWeb, isWritableWeb,
  isTransformWeb,
  isWeb, isIterable, kDestroyed, isDestroyed, isWritableFinished, isReadableFinished, isReadable, isWritable,
  isFinished,
  readableError, writableError, isClosed, isServerRequest, isRequest, willEmitClose, isDisturbed, isErrored,
};
