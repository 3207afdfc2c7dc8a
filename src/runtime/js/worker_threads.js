// Node's `worker_threads`. A worker is a process here: messages are copied, and memory can't be shared.
"use strict";
const state = require("internal/worker_state");
const { make, withCode } = require("internal/errors");
const { MessageChannel, MessagePort, next } = require("internal/message_channel");
const { fixed } = require("internal/structured_clone");

function receiveMessageOnPort(port) {
  if (!(port instanceof MessagePort)) {
    throw withCode(TypeError, "ERR_INVALID_ARG_TYPE", "The \"port\" argument must be a MessagePort instance");
  }
  let message = next(port);
  if (message === undefined) {
    require("internal/worker_channel").receiveAll();
    message = next(port);
  }
  return message === undefined ? undefined : { message: message.data };
}

const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";

function markAsUntransferable(value) {
  if (isObject(value)) fixed.add(value);
}

function setEnvironmentData(key, value) {
  if (value === undefined) state.environmentData.delete(key);
  else state.environmentData.set(key, value);
}

function unsupported(name, reason) {
  return { [name]() { throw make("ERR_UNSUPPORTED_MODULE", `worker_threads.${name}`, reason); } }[name];
}

module.exports = {
  isMainThread: state.isMainThread, MessagePort, MessageChannel, markAsUntransferable,
  moveMessagePortToContext: unsupported("moveMessagePortToContext", "a port belongs to the context of its script"),
  receiveMessageOnPort, resourceLimits: state.resourceLimits,
  postMessageToThread: unsupported("postMessageToThread", "a thread knows its parent, and those that it has started"),
  threadId: state.threadId, SHARE_ENV: state.SHARE_ENV,
  get Worker() { return require("internal/worker").Worker; },
  parentPort: state.parentPort, workerData: state.workerData,
  get BroadcastChannel() { return require("internal/broadcast_channel").BroadcastChannel; },
  setEnvironmentData, getEnvironmentData: (key) => state.environmentData.get(key),
};
