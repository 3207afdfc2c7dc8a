// Node's `console`. What it writes goes straight to the descriptor until somebody asks for process.stdout itself.
"use strict";
const binding = internalBinding("process");
const process = require("process");
const { make } = require("internal/errors");

const format = (...args) => require("internal/inspect").formatWithOptions(...args);
const GROUP = 2;

/** What `console.log` does with one text, unless there is a stream. */
function direct(descriptor, name) {
  return {
    get isTTY() { return binding.streamKind(descriptor) === "tty"; },
    write(text) {
      if (process.streamMade(name)) process[name].write(text);
      else binding.write(descriptor, text);
    },
  };
}

class Console {
  constructor(options, stderr, ignoreErrors) {
    if (!options || typeof options.write === "function") options = { stdout: options, stderr, ignoreErrors };
    const { stdout, stderr: errors = stdout, colorMode = "auto", inspectOptions, groupIndentation = GROUP } = options;
    for (const [name, stream] of [["stdout", stdout], ["stderr", errors]]) {
      if (!stream || typeof stream.write !== "function") throw make("ERR_CONSOLE_WRITABLE_STREAM", name);
    }
    setUp(this, { stdout, stderr: errors, colorMode, inspectOptions, groupIndentation });
  }
}

function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
}

/** Makes `target` a console: its methods are its own, so that they work without it. */
function setUp(target, { stdout, stderr, colorMode, inspectOptions, groupIndentation }) {
  const counts = new Map(), timers = new Map();
  let indent = "";

  function optionsFor(stream) {
    const colors = colorMode === "auto" ? hasColors(stream) : colorMode;
    return { ...inspectOptions, colors: inspectOptions && inspectOptions.colors !== undefined ? inspectOptions.colors
      : colors };
  }
  function put(stream, text) {
    if (indent !== "") text = indent + text.replaceAll("\n", `\n${indent}`);
    try {
      stream.write(`${text}\n`);
    } catch (error) {
      if (error instanceof RangeError) throw error;
    }
  }
  function text(stream, args) {
    if (args.length === 1 && typeof args[0] === "string") return args[0];
    if (args.length === 0) return "";
    return format(optionsFor(stream), ...args);
  }
  const log = (...args) => put(stdout, text(stdout, args));
  const error = (...args) => put(stderr, text(stderr, args));
  const elapsed = (label) => showTime(performance.now() - timers.get(label));
  const methods = {
    log, info: log, debug: log, dirxml: log,
    error, warn: error,
    trace(...args) {
      const trace = { name: "Trace", message: text(stderr, args) };
      Error.captureStackTrace(trace, methods.trace);
      error(trace.stack);
    },
    dir(value, options) {
      put(stdout, require("internal/inspect").inspect(value, { customInspect: false, ...optionsFor(stdout), ...options }));
    },
    assert(condition, ...args) {
      if (condition) return;
      if (typeof args[0] === "string") args[0] = `Assertion failed: ${args[0]}`;
      else args.unshift("Assertion failed");
      error(...args);
    },
    count(label = "default") {
      label = `${label}`;
      const count = (counts.get(label) || 0) + 1;
      counts.set(label, count);
      log(`${label}: ${count}`);
    },
    countReset(label = "default") {
      if (!counts.delete(`${label}`)) process.emitWarning(`Count for '${label}' does not exist`);
    },
    group(...args) {
      if (args.length > 0) log(...args);
      indent += " ".repeat(groupIndentation);
    },
    groupEnd() { indent = indent.slice(0, Math.max(0, indent.length - groupIndentation)); },
    time(label = "default") {
      label = `${label}`;
      if (timers.has(label)) return process.emitWarning(`Label '${label}' already exists for console.time()`);
      timers.set(label, performance.now());
    },
    timeEnd(label = "default") {
      label = `${label}`;
      if (!timers.has(label)) return process.emitWarning(`No such label '${label}' for console.timeEnd()`);
      log("%s: %s", label, elapsed(label));
      timers.delete(label);
    },
    timeLog(label = "default", ...args) {
      label = `${label}`;
      if (!timers.has(label)) return process.emitWarning(`No such label '${label}' for console.timeLog()`);
      log("%s: %s", label, elapsed(label), ...args);
    },
    table(data, columns) {
      if (data === null || typeof data !== "object") return log(data);
      log(require("internal/console_table").table(data, columns));
    },
    clear() {
      if (stdout.isTTY && process.env.TERM !== "dumb") stdout.write("\u001b[1;1H\u001b[0J");
    },
    profile() {}, profileEnd() {}, timeStamp() {},
  };
  methods.groupCollapsed = methods.group;
  for (const name of Object.keys(methods)) {
    Object.defineProperty(methods[name], "name", { value: name, configurable: true });
    hide(target, name, methods[name]);
    Object.defineProperty(target, name, { enumerable: true });
  }
  hide(target, "_stdout", stdout);
  hide(target, "_stderr", stderr);
}

function hasColors(stream) {
  if (!stream.isTTY) return false;
  if (process.env.NO_COLOR !== undefined || process.env.TERM === "dumb") return false;
  return true;
}

/** "1.234s", "12.345ms" */
function showTime(ms) {
  const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE;
  const two = (number) => String(number).padStart(2, "0");
  if (ms >= HOUR) {
    const seconds = Math.floor(ms / SECOND);
    return `${Math.floor(ms / HOUR)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)} (h:mm:ss)`;
  }
  if (ms >= MINUTE) {
    return `${Math.floor(ms / MINUTE)}:${((ms % MINUTE) / SECOND).toFixed(3).padStart(6, "0")} (m:ss.mmm)`;
  }
  if (ms >= SECOND) return `${(ms / SECOND).toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}

const console = {};
setUp(console, {
  stdout: direct(1, "stdout"), stderr: direct(2, "stderr"), colorMode: "auto", groupIndentation: GROUP,
});
for (const [name, stream] of [["_stdout", "stdout"], ["_stderr", "stderr"]]) {
  Object.defineProperty(console, name, { get: () => process[stream], enumerable: false, configurable: true });
}
hide(console, "Console", Console);
Object.defineProperty(console, Symbol.toStringTag, { value: "console", configurable: true });
hide(console, "context", () => console);

module.exports = console;
