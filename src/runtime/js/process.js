// Node's `process`.
"use strict";
/* global internalBinding */
const binding = internalBinding("process");
const ticks = require("internal/ticks");
const EventEmitter = require("events");
const { make } = require("internal/errors");
const { checkInteger, checkObject, checkText } = require("internal/validators");

const NODE_VERSION = "20.19.0"; // whose behaviour this is

function process() {}
const self = Object.create(Object.create(EventEmitter.prototype, {
  constructor: { value: process, writable: true, configurable: true },
}));
Object.defineProperty(process, "name", { value: "process" });
EventEmitter.call(self);

// --- What does not change

const versions = {
  node: NODE_VERSION, cbundle: binding.ownVersion, uv: binding.uvVersion, modules: "115", v8: "11.3.244.8-node.26",
  zlib: "1.3.1", llhttp: "8.1.2", openssl: "3.0.16", unicode: "15.1",
};
self.version = `v${NODE_VERSION}`;
self.versions = Object.freeze(versions);
self.arch = binding.arch;
self.platform = binding.platform;
self.release = Object.freeze({ name: "node", lts: "Iron" });
self.pid = binding.pid;
self.ppid = binding.ppid;
self.argv = binding.arguments();
self.execPath = self.argv[0];
self.argv0 = self.argv[0];
self.execArgv = [];
self.title = "node";
self.config = { target_defaults: {}, variables: {} };
self.features = { inspector: false, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true,
  tls_ocsp: false, tls: true, cached_builtins: true, require_module: true, typescript: false };
self.allowedNodeEnvironmentFlags = new Set();
self.moduleLoadList = [];
self.report = undefined;
self.debugPort = 9229;

// --- The environment

const environment = binding.environment();
// For util.debuglog: what the program writes there later changes nothing.
Object.defineProperty(self, "debugSections", { value: environment.NODE_DEBUG ?? "" });
self.env = new Proxy(environment, {
  set(target, name, value) {
    if (typeof name === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
    target[name] = `${value}`;
    binding.setEnvironment(name, target[name]);
    return true;
  },
  defineProperty(target, name, descriptor) {
    const { configurable, writable, enumerable } = descriptor;
    if (!("value" in descriptor)) {
      throw make("ERR_INVALID_OBJECT_DEFINE_PROPERTY", "does not accept an accessor(getter/setter) descriptor");
    }
    if (!configurable || !writable || !enumerable) {
      throw make("ERR_INVALID_OBJECT_DEFINE_PROPERTY",
        "only accepts a configurable, writable, and enumerable data descriptor");
    }
    target[name] = `${descriptor.value}`;
    binding.setEnvironment(name, target[name]);
    return true;
  },
  deleteProperty(target, name) {
    if (typeof name === "string") {
      delete target[name];
      binding.setEnvironment(name, undefined);
    }
    return true;
  },
});

// --- Its end

function checkExitCode(code) {
  if (code === undefined || code === null) return;
  const isNumeric = typeof code === "string" && code !== "" && Number.isInteger(Number(code));
  checkInteger(isNumeric ? Number(code) : code, "code", -(2 ** 53) + 1);
}

let exitCode;
Object.defineProperty(self, "exitCode", {
  get: () => exitCode,
  set(code) {
    checkExitCode(code);
    exitCode = code;
  },
  enumerable: true, configurable: false,
});

self.reallyExit = (code) => binding.exit((code || 0) & 255);
self.exit = function exit(code) {
  if (code !== undefined) self.exitCode = code;
  self.endProcess(self.exitCode);
};
self.abort = () => {
  self.kill(self.pid, "SIGABRT");
};

// --- Time, memory, place

const times = new Float64Array(2);
self.hrtime = function hrtime(before) {
  binding.hrtime(times);
  if (before === undefined) return [times[0], times[1]];
  if (!Array.isArray(before)) throw make("ERR_INVALID_ARG_TYPE", "time", "Array", before);
  if (before.length !== 2) throw make("ERR_OUT_OF_RANGE", "time", 2, before.length);
  let seconds = times[0] - before[0], nanoseconds = times[1] - before[1];
  if (nanoseconds < 0) {
    seconds--;
    nanoseconds += 1e9;
  }
  return [seconds, nanoseconds];
};
self.hrtime.bigint = () => {
  binding.hrtime(times);
  return BigInt(times[0]) * 1000000000n + BigInt(times[1]);
};
self.uptime = () => binding.hrtime(times) / 1000;
self.memoryUsage = function memoryUsage() {
  return { ...binding.memoryUsage(), arrayBuffers: 0 };
};
self.memoryUsage.rss = () => binding.memoryUsage().rss;

const NO_LIMIT = 2 ** 64;

/** How much memory the system's group of the process may have; what is more than there is is no limit. */
self.constrainedMemory = function constrainedMemory() {
  const { readFileSync } = require("fs");
  for (const file of ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]) {
    try {
      const limit = Number(readFileSync(file, "utf8"));
      if (limit <= require("os").totalmem()) return limit;
    } catch {
      continue;
    }
  }
  return NO_LIMIT;
};
self.availableMemory = function availableMemory() {
  const limit = self.constrainedMemory();
  return limit === NO_LIMIT ? require("os").freemem() : Math.max(0, limit - self.memoryUsage.rss());
};
self.resourceUsage = () => {
  const [user, system, most, minor, major, reads, writes, voluntary, involuntary] = binding.resourceUsage();
  return { userCPUTime: user, systemCPUTime: system, maxRSS: most, sharedMemorySize: 0, unsharedDataSize: 0,
    unsharedStackSize: 0, minorPageFault: minor, majorPageFault: major, swappedOut: 0, fsRead: reads, fsWrite: writes,
    ipcSent: 0, ipcReceived: 0, signalsCount: 0, voluntaryContextSwitches: voluntary,
    involuntaryContextSwitches: involuntary };
};
self.cpuUsage = function cpuUsage(before) {
  const [user, system] = binding.resourceUsage();
  if (before) {
    checkObject(before, "prevValue");
    for (const name of ["user", "system"]) {
      const value = before[name];
      if (typeof value !== "number") throw make("ERR_INVALID_ARG_TYPE", `prevValue.${name}`, "number", value);
      if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) continue;
      throw make("ERR_INVALID_ARG_VALUE", `prevValue.${name}`, value);
    }
  }
  return before ? { user: user - before.user, system: system - before.system } : { user, system };
};
self.cwd = function cwd() {
  const folder = binding.cwd();
  if (typeof folder === "number") throw require("internal/system_error").systemError(folder, "uv_cwd");
  return folder;
};
self.chdir = function chdir(folder) {
  if (typeof folder !== "string") throw make("ERR_INVALID_ARG_TYPE", "directory", "string", folder);
  const error = binding.chdir(folder);
  if (error < 0) throw require("internal/system_error").systemError(error, "chdir", self.cwd(), folder);
};
self.umask = (mask) => {
  if (mask === undefined) return binding.umask(mask);
  return binding.umask(require("internal/fs_values").modeOf(mask, undefined, "mask"));
};
// A user or a group: its number, or its name.
["setuid", "seteuid", "setgid", "setegid"].forEach((name, i) => {
  self[name] = (id) => {
    if (typeof id !== "number" && typeof id !== "string") {
      throw require("internal/errors").make("ERR_INVALID_ARG_TYPE", "id", ["number", "string"], id);
    }
    const error = binding.setId(i, id);
    if (error === undefined) {
      throw require("internal/errors").make("ERR_UNKNOWN_CREDENTIAL", i < 2 ? "User" : "Group", id);
    }
    if (error < 0) throw require("internal/system_error").streamError(error, name);
  };
});
["getuid", "geteuid", "getgid", "getegid"].forEach((name, i) => { self[name] = () => binding.ids()[i]; });
self.getgroups = () => [binding.ids()[2]];

// --- Ticks and errors

self.nextTick = ticks.nextTick;
let capture = null;
self.setUncaughtExceptionCaptureCallback = (callback) => {
  if (callback !== null && typeof callback !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "fn", ["Function", "null"], callback);
  }
  if (callback !== null && capture !== null) throw make("ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET");
  capture = callback;
};
self.hasUncaughtExceptionCaptureCallback = () => capture !== null;
Object.defineProperty(self, "captureUncaught", { value: (error) => capture(error) });

// --- Warnings

const onceWarned = new Set();
self.emitWarning = function emitWarning(warning, type, code, above) {
  let detail;
  if (type !== null && typeof type === "object") ({ type, code, detail } = type);
  else if (typeof type === "function") type = undefined;
  if (typeof code === "function") code = undefined;
  if (type) checkText(type, "type");
  if (code !== undefined) checkText(code, "code");
  if (typeof warning === "string") {
    const name = String(type || "Warning"), text = warning;
    warning = new Error(text);
    warning.name = name;
    if (code !== undefined) warning.code = code;
    if (detail !== undefined) warning.detail = detail;
    Error.captureStackTrace(warning, above || self.emitWarning);
  } else if (!(warning instanceof Error)) {
    throw make("ERR_INVALID_ARG_TYPE", "warning", ["Error", "string"], warning);
  }
  if (warning.name === "DeprecationWarning" && self.noDeprecation) return;
  self.nextTick(() => {
    if (!self.emit("warning", warning) || self.listenerCount("warning") === 0) showWarning(warning);
    else showWarning(warning);
  });
};

let hasHinted = false;
function showWarning(warning) {
  if (self.noProcessWarnings || self.env.NODE_NO_WARNINGS === "1") return;
  const isDeprecation = warning.name === "DeprecationWarning";
  const code = warning.code ? `[${warning.code}] ` : "";
  let text = `(node:${self.pid}) ${code}${warning.name}: ${warning.message}`;
  if (typeof warning.detail === "string") text += `\n${warning.detail}`;
  text += "\n";
  if (!hasHinted) {
    hasHinted = true;
    const flag = isDeprecation ? "--trace-deprecation" : "--trace-warnings";
    text += `(Use \`node ${flag} ...\` to show where the warning was created)\n`;
  }
  binding.write(2, text);
}
self.deprecate = (text, code) => {
  if (onceWarned.has(code || text)) return;
  onceWarned.add(code || text);
  self.emitWarning(text, "DeprecationWarning", code);
};

// --- Signals

const watched = new Map();
const signalNumber = (name) => name.startsWith("SIG") ? require("os").constants.signals[name] : undefined;

function watchSignal(name) {
  const number = signalNumber(name);
  if (number === undefined || watched.has(name)) return;
  const handle = binding.signal(number, ticks.context.bind(() => self.emit(name, name, number)));
  if (typeof handle === "number") throw require("internal/system_error").streamError(handle, "uv_signal_start");
  watched.set(name, handle);
}

function unwatchSignal(name) {
  if (!watched.has(name) || self.listenerCount(name) > 0) return;
  binding.close(watched.get(name));
  watched.delete(name);
}

self.on("newListener", (name) => { if (typeof name === "string") watchSignal(name); });
self.on("removeListener", (name) => { if (typeof name === "string") unwatchSignal(name); });
self.kill = function kill(pid, signal = "SIGTERM") {
  if (pid != (pid | 0)) throw make("ERR_INVALID_ARG_TYPE", "pid", "number", pid);
  const number = typeof signal === "number" ? signal : signalNumber(String(signal));
  if (number === undefined) throw make("ERR_UNKNOWN_SIGNAL", signal);
  const error = binding.kill(pid, number);
  if (error < 0) throw require("internal/system_error").streamError(error, "kill");
  return true;
};

// --- Standard streams

const made = new Set();
Object.defineProperty(self, "streamMade", { value: (name) => made.has(name) });
for (const [descriptor, name] of ["stdin", "stdout", "stderr"].entries()) {
  let stream;
  Object.defineProperty(self, name, {
    get() {
      if (stream === undefined) {
        stream = require("internal/standard_streams").make(descriptor);
        made.add(name);
      }
      return stream;
    },
    set(value) {
      stream = value;
      made.add(name);
    },
    enumerable: true, configurable: true,
  });
}

// --- What others look for

self.binding = (name) => require("internal/old_bindings").bindingOf(`${name}`);
self.getBuiltinModule = (id) => {
  const { publicNames, requireBuiltin } = require("internal/user_modules");
  const name = String(id).replace(/^node:/, "");
  return publicNames.includes(name) ? requireBuiltin(name) : undefined;
};
self.getActiveResourcesInfo = () => [];
self.setSourceMapsEnabled = () => {};
self.sourceMapsEnabled = false;
self.dlopen = function dlopen(module, path) {
  throw make("ERR_DLOPEN_FAILED", path);
};
self.openStdin = () => self.stdin.resume();
self.loadEnvFile = (path = ".env") => {
  const text = require("fs").readFileSync(path, "utf8");
  for (const [name, value] of Object.entries(require("util").parseEnv(text))) {
    if (self.env[name] === undefined) self.env[name] = value;
  }
};
Object.defineProperty(self, Symbol.toStringTag, { value: "process", configurable: true });

module.exports = self;
