// Running the script: its module object, uncaught errors and rejections, and the end of the process.
"use strict";
/* global internalBinding */
const ticks = require("internal/ticks");
const natives = require.natives;
const binding = internalBinding("process");
const process = require("process");
const sourceMap = require.later("internal/source_map");
const errorStack = require("internal/error_stack");

const FAILED = 1, HANDLER_FAILED = 7;

let mapPlace;
errorStack.setPlaceMapper((...place) => {
  mapPlace ??= sourceMap().placeMapper(process.argv[1]);
  return mapPlace(...place);
});

function write(text) {
  binding.write(2, text);
}

const isError = (value) => value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";

/** The line of the source that threw, as Node shows it above the stack; empty where it isn't known. */
function sourceLine(error, origin) {
  const stack = errorStack.v8Stack(error);
  const found = /^ {4}at (?:.*\()?(?:file:\/\/)?(\/.*?):(\d+):(\d+)\)?$/m.exec(String(stack));
  if (found === null) return "";
  const line = sourceMap().lineOf(found[1], Number(found[2]));
  if (line === undefined) return "";
  const before = line.slice(0, Math.max(0, Number(found[3]) - 1));
  const thrown = origin === "unhandledRejection" ? null : /\bthrow\s+$/.exec(before);
  return `${found[1]}:${found[2]}\n${line}\n${" ".repeat(thrown === null ? before.length : thrown.index)}^\n\n`;
}

/** An error in Node's form: stack, other properties, causes. */
function describe(error) {
  const { inspect } = require("internal/inspect");
  if (!isError(error)) return inspect(error);
  return inspect(error);
}

function showFatal(error, origin) {
  const end = `\n\nNode.js ${process.version}\n`;
  if (isError(error)) {
    write(`${headOf(error, origin)}${describe(error)}${end}`);
  } else {
    const hint = "(Use `node --trace-uncaught ...` to show where the exception was thrown)";
    write(`Uncaught:\n${describe(error)}\n${hint}${end}`);
  }
}

/** The lines above the error: the source where it was thrown, or the statement of Node that throws such an error. */
function headOf(error, origin) {
  errorStack.fixStack(error);
  const isEmitted = require("internal/emitted_errors").addPlace(error);
  const indent = " ".repeat(6);
  if (isEmitted) return `node:events:497\n${indent}throw er; // Unhandled 'error' event\n${indent}^\n\n`;
  if (error.code === "ERR_UNHANDLED_REJECTION") {
    return `node:internal/process/promises:389\n${indent}new UnhandledPromiseRejection(reason);\n${indent}^\n\n`;
  }
  return sourceLine(error, origin);
}

let isFailing = false, hasExited = false;

/** An error that nobody caught: the script's handlers, else the end. */
function onFatal(error, origin) {
  if (hasExited) return;
  if (isFailing) return process.reallyExit(HANDLER_FAILED);
  if (process.hasUncaughtExceptionCaptureCallback()) {
    process.captureUncaught(error);
    return;
  }
  isFailing = true;
  let isHandled = false, next = error;
  try {
    process.emit("uncaughtExceptionMonitor", error, origin);
    isHandled = process.emit("uncaughtException", error, origin);
  } catch (thrown) {
    next = thrown;
  }
  isFailing = false;
  if (isHandled && next === error) return;
  try {
    if (process.tellFatal !== undefined) process.tellFatal(next); // a worker's is its parent's business
    else showFatal(next, origin);
  } catch {
    write(`${String(error && error.stack || error)}\n`);
  }
  process.exitCode = next === error ? FAILED : HANDLER_FAILED;
  endProcess(process.exitCode);
}

/** Where somebody listens: who asks the promise for its `then` after all handles it late. */
function watchForHandler(promise) {
  if (process.listenerCount("rejectionHandled") === 0) return;
  Object.defineProperty(promise, "then", {
    value(...handlers) {
      delete promise.then;
      const next = promise.then(...handlers);
      queueMicrotask(() => process.nextTick(() => process.emit("rejectionHandled", promise)));
      return next;
    },
    configurable: true, writable: true, enumerable: false,
  });
}

function onRejection(promise, reason) {
  if (process.emit("unhandledRejection", reason, promise)) return watchForHandler(promise);
  const isLikeError = reason !== null && typeof reason === "object" && Object.hasOwn(reason, "stack");
  onFatal(isLikeError ? reason : require("internal/errors").unhandledRejection(reason), "unhandledRejection");
}

/** "exit" is told once; then the process ends with `code`, whatever goes on. */
function endProcess(code) {
  if (!hasExited) {
    hasExited = true;
    process._exiting = true;
    process.exitCode = code;
    try {
      process.emit("exit", process.exitCode || 0);
    } catch (error) {
      showFatal(error, "uncaughtException");
      process.exitCode = FAILED;
    }
  }
  if (process.endWorkers !== undefined) process.endWorkers();
  process.reallyExit(process.exitCode || 0);
}

process.endProcess = endProcess;
ticks.setFatalHandler(onFatal);
ticks.setRejectionHandler(onRejection);

function beforeExit() {
  if (!hasExited) process.emit("beforeExit", process.exitCode || 0);
}

/** "exit", when there is nothing left to do. Gives the exit code. */
function exit() {
  if (!hasExited) {
    hasExited = true;
    process._exiting = true;
    try {
      process.emit("exit", process.exitCode || 0);
    } catch (error) {
      showFatal(error, "uncaughtException");
      return FAILED;
    }
  }
  if (process.endWorkers !== undefined) process.endWorkers();
  if (isAwaiting && process.exitCode === undefined) {
    write("Warning: Detected unsettled top-level await: nothing is left that could end the wait\n");
    return UNSETTLED;
  }
  return process.exitCode || 0;
}

const UNSETTLED = 13;
let isAwaiting = false;

/** A script with top-level await gives a promise of its end. */
function awaitScript(promise, module) {
  isAwaiting = true;
  const end = () => { isAwaiting = false; };
  promise.then(() => { end(); module.loaded = true; },
    (error) => { end(); onFatal(error, "unhandledRejection"); });
}

/** A child that was made with a channel to its parent finds it by its environment, and takes it out of there. */
function openChannel() {
  const { CBUNDLE_WORKER_FD: worker } = process.env;
  if (worker !== undefined) {
    delete process.env.CBUNDLE_WORKER_FD;
    require("internal/worker_child").start(Number(worker));
  }
  const { NODE_CHANNEL_FD: descriptor, NODE_CHANNEL_SERIALIZATION_MODE: mode } = process.env;
  if (descriptor === undefined) return;
  delete process.env.NODE_CHANNEL_FD;
  delete process.env.NODE_CHANNEL_SERIALIZATION_MODE;
  require("internal/ipc").openOwn(Number(descriptor), mode);
  if (process.env.NODE_UNIQUE_ID !== undefined) require("internal/cluster_child").start();
}

function runScript() {
  openChannel();
  const { Module, setMain, callBody } = require("internal/user_modules");
  const path = process.argv[1];
  const module = new Module(path);
  module.id = ".";
  setMain(module);
  const url = `file://${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`;
  const given = callBody(natives.compileScript(), module, url);
  if (natives.scriptReturnsPromise()) awaitScript(given, module);
  else module.loaded = true;
}

module.exports = { beforeExit, exit, runScript };
