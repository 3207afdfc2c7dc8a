// Node's `console`: texts to process.stdout and process.stderr.
"use strict";
const { make } = require("internal/errors");
const inspecting = require.later("internal/inspect"), formatting = require.later("internal/format");

const kState = Symbol("kState");
const groupStep = 2;

function isStream(value) {
  return value !== null && typeof value === "object" && typeof value.write === "function";
}

function optionsOf(stdout, stderr, ignoreErrors) {
  if (stdout === undefined || isStream(stdout)) return { stdout, stderr, ignoreErrors };
  return stdout || {};
}

function checkColors(mode) {
  if (mode === undefined || mode === "auto" || typeof mode === "boolean") return;
  throw make("ERR_INVALID_ARG_VALUE", "colorMode", mode, "must be one of: 'auto', true, false");
}

/** A console; called with or without `new`. */
function Console(stdout, stderr, ignoreErrors = true) {
  if (!new.target) return Reflect.construct(Console, [stdout, stderr, ignoreErrors]);
  const options = optionsOf(stdout, stderr, ignoreErrors);
  if (!isStream(options.stdout)) throw make("ERR_CONSOLE_WRITABLE_STREAM", "stdout");
  const errors = options.stderr === undefined ? options.stdout : options.stderr;
  if (!isStream(errors)) throw make("ERR_CONSOLE_WRITABLE_STREAM", "stderr");
  checkColors(options.colorMode);
  bind(this, {
    out: () => options.stdout, err: () => errors, colorMode: options.colorMode ?? "auto",
    inspectOptions: options.inspectOptions, ignoreErrors: options.ignoreErrors ?? true,
    groupIndentation: options.groupIndentation,
  });
  Object.defineProperty(this, "_stdout", { value: options.stdout, writable: true, configurable: true });
  Object.defineProperty(this, "_stderr", { value: errors, writable: true, configurable: true });
  return this;
}

// Each console has bound methods, so that `const { log } = console` works.
function bind(target, state) {
  const full = { ...state, indent: "", counts: new Map(), timers: new Map(),
    step: state.groupIndentation ?? groupStep };
  Object.defineProperty(target, kState, { value: full, configurable: true });
  for (const name of Object.keys(methods)) {
    const own = target[name];
    const method = typeof own === "function" && own !== methods[name] ? own : methods[name];
    Object.defineProperty(target, name,
      { value: named(method.bind(target), name), writable: true, configurable: true, enumerable: true });
  }
}

function named(method, name) {
  return Object.defineProperty(method, "name", { value: name, configurable: true });
}

function inspectOptionsOf(state, stream) {
  const { colorMode } = state;
  const colors = colorMode === "auto"
    ? Boolean(stream.isTTY) && (typeof stream.getColorDepth !== "function" || stream.getColorDepth() > 2) : colorMode;
  if (state.inspectOptions !== undefined) {
    return state.inspectOptions.colors === undefined ? { ...state.inspectOptions, colors } : state.inspectOptions;
  }
  return colors ? { colors: true } : undefined;
}

const ignoreError = () => {};

function write(state, stream, text) {
  let shown = text;
  if (state.indent !== "") shown = state.indent + shown.replaceAll("\n", `\n${state.indent}`);
  shown += "\n";
  if (!state.ignoreErrors) return void stream.write(shown);
  // Who reads us may be gone; a program does not end for that.
  const listens = typeof stream.once === "function" && typeof stream.listenerCount === "function" &&
    stream.listenerCount("error") === 0;
  if (listens) stream.once("error", ignoreError);
  try {
    stream.write(shown, ignoreError);
  } catch (error) {
    if (error instanceof RangeError && /stack/i.test(error.message)) throw error;
  } finally {
    if (listens) stream.removeListener("error", ignoreError);
  }
  return undefined;
}

function print(state, isError, values) {
  const stream = isError ? state.err() : state.out();
  if (values.length === 1 && typeof values[0] === "string") write(state, stream, values[0]);
  else write(state, stream, formatting().formatWithOptions(inspectOptionsOf(state, stream), ...values));
}

function duration(milliseconds) {
  if (milliseconds < 1000) return `${Number(milliseconds.toFixed(3))}ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(3)}s`;
  const whole = Math.floor(milliseconds / 1000);
  const two = (value) => String(value).padStart(2, "0");
  const rest = (milliseconds % 1000 / 1000).toFixed(3).slice(1);
  const minutes = Math.floor(whole / 60) % 60, hours = Math.floor(whole / 3600);
  if (hours > 0) return `${hours}:${two(minutes)}:${two(whole % 60)} (h:mm:ss)`;
  return `${minutes}:${two(whole % 60)}${rest} (m:ss.mmm)`;
}

const now = () => typeof performance === "object" ? performance.now() : Date.now();

function spent(target, name, label) {
  const start = target[kState].timers.get(label);
  if (start === undefined) {
    process.emitWarning(`No such label '${label}' for console.${name}()`);
    return undefined;
  }
  return duration(now() - start);
}

const methods = {
  log(...values) { print(this[kState], false, values); },
  warn(...values) { print(this[kState], true, values); },
  dir(value, options) {
    const state = this[kState];
    const stream = state.out();
    const all = { customInspect: false, ...inspectOptionsOf(state, stream), ...options };
    write(state, stream, inspecting().inspect(value, all));
  },
  time(label = "default") {
    const name = `${label}`;
    const { timers } = this[kState];
    if (timers.has(name)) return process.emitWarning(`Label '${name}' already exists for console.time()`);
    timers.set(name, now());
    return undefined;
  },
  timeEnd(label = "default") {
    const name = `${label}`;
    const text = spent(this, "timeEnd", name);
    if (text === undefined) return;
    this.log("%s: %s", name, text);
    this[kState].timers.delete(name);
  },
  timeLog(label = "default", ...values) {
    const text = spent(this, "timeLog", `${label}`);
    if (text === undefined) return;
    this.log("%s: %s", `${label}`, text, ...values);
  },
  trace(...values) {
    const state = this[kState];
    const error = new Error(formatting().formatWithOptions(inspectOptionsOf(state, state.err()), ...values));
    error.name = "Trace";
    const { framesOf } = require("internal/error_stack");
    const message = error.message === "" ? "Trace" : `Trace: ${error.message}`;
    this.error(`${message}${framesOf(error).replace(/^\n {4}at [^\n]*/, "")}`);
  },
  assert(test, ...values) {
    if (test) return;
    if (values.length === 0) this.warn("Assertion failed");
    else this.warn(`Assertion failed: ${values[0]}`, ...values.slice(1));
  },
  clear() {
    const stream = this[kState].out();
    if (stream.isTTY && process.env.TERM !== "dumb") stream.write("\u001b[1;1H\u001b[0J");
  },
  count(label = "default") {
    const name = `${label}`;
    const { counts } = this[kState];
    const count = (counts.get(name) || 0) + 1;
    counts.set(name, count);
    this.log(`${name}: ${count}`);
  },
  countReset(label = "default") {
    const name = `${label}`;
    if (!this[kState].counts.has(name)) process.emitWarning(`Count for '${name}' does not exist`);
    else this[kState].counts.delete(name);
  },
  group(...values) {
    if (values.length > 0) this.log(...values);
    this[kState].indent += " ".repeat(this[kState].step);
  },
  groupEnd() {
    const state = this[kState];
    state.indent = state.indent.slice(0, Math.max(0, state.indent.length - state.step));
  },
  table(data, properties) {
    if (data === null || typeof data !== "object") return this.log(data);
    if (properties !== undefined && !Array.isArray(properties)) {
      throw make("ERR_INVALID_ARG_TYPE", "properties", "Array", properties);
    }
    return this.log(require("internal/console_table").table(data, properties));
  },
};
methods.debug = methods.log;
methods.info = methods.log;
methods.dirxml = function dirxml(...values) { this.log(...values); };
methods.error = methods.warn;
methods.groupCollapsed = methods.group;

for (const [name, method] of Object.entries(methods)) {
  Object.defineProperty(Console.prototype, name, { value: method, writable: true, configurable: true,
    enumerable: true });
}

const shared = Object.create({});
bind(shared, {
  out: () => process.stdout, err: () => process.stderr, colorMode: "auto", inspectOptions: undefined,
  ignoreErrors: true,
  groupIndentation: undefined,
});
for (const name of ["profile", "profileEnd", "timeStamp", "context"]) shared[name] = () => {};
shared.Console = Console;
Object.defineProperty(shared, Symbol.toStringTag, { value: "console", configurable: true });
Object.defineProperty(shared, "_stdout", { get: () => process.stdout, configurable: true });
Object.defineProperty(shared, "_stderr", { get: () => process.stderr, configurable: true });
Object.defineProperty(Console, Symbol.hasInstance, { value: (value) => value?.[kState] !== undefined });

module.exports = shared;
