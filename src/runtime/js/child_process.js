// Node's `child_process`: spawn, exec, execFile, and the forms that wait.
"use strict";
/* global internalBinding */
const binding = internalBinding("spawn");
const tcp = internalBinding("tcp");
const { context } = require("internal/ticks");
const EventEmitter = require("events");
const net = require("net");
const { make, AbortError } = require("internal/errors");
const { checkBoolean, checkRecord, checkText } = require("internal/validators");
const { systemError } = require("internal/system_error");
const { signals } = require("os").constants;

const signalNames = Object.fromEntries(Object.entries(signals).reverse().map(([name, number]) => [number, name]));
const nameOfSignal = (number) => number === 0 ? null : signalNames[number];

function numberOfSignal(signal) {
  if (typeof signal === "number") return signal;
  const number = signals[String(signal).toUpperCase()];
  if (number === undefined) throw make("ERR_UNKNOWN_SIGNAL", signal);
  return number;
}

/** Environment as NAME=value. */
function environmentOf(env) {
  const given = env || process.env;
  return Object.keys(given).filter((name) => given[name] !== undefined).map((name) => `${name}=${given[name]}`);
}

/** (file, args, options), (file, options) → [args, options] */
function argumentsOf(args, options) {
  if (options !== undefined && options !== null) checkRecord(options);
  if (Array.isArray(args)) return [args.map(String), { ...options }];
  if (args !== undefined && args !== null && typeof args !== "object") {
    throw make("ERR_INVALID_ARG_TYPE", "args", "object", args);
  }
  return [[], { ...args, ...options }];
}

/** The system's texts end at a null byte. */
function checkNoNull(text, name) {
  if (!`${text}`.includes("\0")) return;
  throw make("ERR_INVALID_ARG_VALUE", name, text, "must be a string without null bytes");
}

function checkWhere({ cwd, detached, uid, gid, shell, argv0 }) {
  if (cwd !== undefined && cwd !== null && typeof cwd !== "string" && !(cwd instanceof URL) && !Buffer.isBuffer(cwd)) {
    throw make("ERR_INVALID_ARG_TYPE", "options.cwd", ["string", "Buffer", "URL"], cwd);
  }
  if (detached !== undefined && detached !== null) checkBoolean(detached, "options.detached");
  for (const [name, id] of [["uid", uid], ["gid", gid]]) {
    if (id === undefined || id === null || id === (id | 0)) continue;
    throw make("ERR_INVALID_ARG_TYPE", `options.${name}`, "int32", id);
  }
  if (shell !== undefined && shell !== null && typeof shell !== "boolean" && typeof shell !== "string") {
    throw make("ERR_INVALID_ARG_TYPE", "options.shell", ["boolean", "string"], shell);
  }
  if (argv0 !== undefined && argv0 !== null) checkText(argv0, "options.argv0");
}

function checkEnd({ timeout, killSignal }) {
  if (timeout !== undefined && timeout !== null && !(Number.isInteger(timeout) && timeout >= 0)) {
    throw make("ERR_OUT_OF_RANGE", "timeout", "an unsigned integer", timeout);
  }
  if (killSignal !== undefined && killSignal !== null) numberOfSignal(killSignal);
}

function commandOf(file, args, options) {
  checkText(file, "file");
  checkNoNull(file, "file");
  args.forEach((arg, i) => checkNoNull(arg, `args[${i}]`));
  if (file === "") throw make("ERR_INVALID_ARG_VALUE", "file", file, "cannot be empty");
  checkWhere(options);
  checkEnd(options);
  if (!options.shell) return [file, [options.argv0 || file, ...args]];
  const shell = typeof options.shell === "string" ? options.shell : "/bin/sh";
  return [shell, [shell, "-c", [file, ...args].join(" ")]];
}

function folderOf(cwd) {
  if (cwd === undefined || cwd === null) return undefined;
  if (Buffer.isBuffer(cwd)) return cwd.toString();
  return typeof cwd === "string" ? cwd : require("url").fileURLToPath(cwd);
}

function flagsOf(options) {
  let flags = options.detached ? binding.UV_PROCESS_DETACHED : 0;
  if (options.uid !== undefined) flags |= binding.UV_PROCESS_SETUID;
  if (options.gid !== undefined) flags |= binding.UV_PROCESS_SETGID;
  return [flags, options.uid || 0, options.gid || 0];
}

/** "pipe", "inherit", descriptors and streams, for each of the child's. */
function stdioOf(stdio = "pipe", isWaiting = false) {
  const list = Array.isArray(stdio) ? [...stdio] : [stdio, stdio, stdio];
  while (list.length < 3) list.push("pipe");
  const channels = list.filter((one) => one === "ipc").length;
  if (channels > 0 && isWaiting) throw make("ERR_IPC_SYNC_FORK");
  if (channels > 1) throw make("ERR_IPC_ONE_PIPE");
  return list.map((one, i) => {
    if (one === undefined || one === null) return i < 3 ? "pipe" : "ignore";
    if (one === "inherit") return i;
    if (typeof one === "number" || one === "pipe" || one === "ipc" || one === "ignore" || one === "overlapped") {
      return one === "overlapped" ? "pipe" : one;
    }
    if (typeof one === "object" && typeof one.fd === "number") return one.fd;
    if (typeof one === "object" && one._handle) return tcp.descriptor(one._handle);
    throw make("ERR_INVALID_ARG_VALUE", "stdio", one);
  });
}

/** A channel, and how the child finds it. */
function channelFor(child, options, env, descriptor) {
  const mode = options.serialization ?? "json";
  require("internal/ipc_codecs").checkMode(mode);
  env.push(`NODE_CHANNEL_FD=${descriptor}`, `NODE_CHANNEL_SERIALIZATION_MODE=${mode}`);
  return require("internal/ipc").channelTo(child, mode, () => child.maybeClose());
}

class ChildProcess extends EventEmitter {
  constructor() {
    super();
    this.connected = false;
    this.exitCode = null;
    this.signalCode = null;
    this.killed = false;
    this.spawnfile = null;
    this.spawnargs = [];
    this.pid = undefined;
    this.stdin = this.stdout = this.stderr = null;
    this.stdio = [];
    Object.defineProperty(this, "open", { value: 1, writable: true });
    Object.defineProperty(this, "handle", { value: null, writable: true });
  }
  spawn(file, args, options) {
    const [program, all] = commandOf(file, args, options);
    const stdio = stdioOf(options.stdio), owners = [];
    let channel = null;
    const env = environmentOf(options.env);
    const handles = stdio.map((one, i) => {
      if (one === "ipc") {
        channel = channelFor(this, options, env, i);
        return channel.pipe;
      }
      if (one !== "pipe") return one === "ignore" ? undefined : one;
      const owner = { socket: null };
      owners.push(owner);
      owner.handle = tcp.pipe(net.Socket.listenerFor(owner));
      return owner.handle;
    });
    this.spawnfile = program;
    this.spawnargs = all;
    const handle = binding.spawn(program, all, env, folderOf(options.cwd), handles,
      context.bind((code, signal) => this.exited(code, signal)), flagsOf(options));
    if (typeof handle === "number") {
      if (channel !== null) tcp.close(channel.pipe);
      return this.failed(handle, program, all, stdio, owners);
    }
    this.handle = handle;
    this.pid = handle.pid;
    this.connect(stdio, owners);
    if (channel !== null) {
      this.open++;
      channel.start(channel.pipe);
    }
    process.nextTick(() => this.emit("spawn"));
  }
  connect(stdio, owners) {
    let next = 0;
    this.stdio = stdio.map((one, i) => {
      if (one !== "pipe") return null;
      const owner = owners[next++];
      const socket = new net.Socket({ handle: owner.handle, readable: i !== 0, writable: i === 0 || i > 2,
        manualStart: i === 0 });
      owner.socket = socket;
      this.open++;
      socket.on("close", () => this.maybeClose());
      return socket;
    });
    [this.stdin, this.stdout, this.stderr] = this.stdio;
  }
  failed(status, program, all, stdio, owners) {
    for (const { handle } of owners) tcp.close(handle);
    const error = systemError(status, `spawn ${program}`);
    error.message = `spawn ${program} ${error.code}`;
    error.path = program;
    error.spawnargs = all.slice(1);
    this.stdio = stdio.map((one, i) => one === "pipe" ? this.deadStream(i) : null);
    [this.stdin, this.stdout, this.stderr] = this.stdio;
    process.nextTick(() => {
      this.exitCode = status;
      if (this.stdin) this.stdin.destroy();
      this.emit("error", error);
      this.end();
    });
  }
  /** What stands for a stream of a child that there is not. */
  deadStream(index) {
    const { Readable, Writable } = require("stream");
    const stream = index === 0 ? new Writable({ write: (chunk, encoding, done) => done() }) :
      new Readable({ read() { this.push(null); } });
    this.open++;
    return stream.on("close", () => this.maybeClose());
  }
  exited(code, signal) {
    if (signal) this.signalCode = nameOfSignal(signal);
    else this.exitCode = code;
    if (this.stdin) this.stdin.destroy();
    binding.close(this.handle);
    this.handle = null;
    this.emit("exit", this.exitCode, this.signalCode);
    this.end();
  }
  end() {
    // What nobody reads must not keep "close" from coming.
    process.nextTick(() => {
      for (const stream of this.stdio) if (stream && stream.readable &&
        !stream._readableState.readableListening) stream.resume();
    });
    this.maybeClose();
  }
  maybeClose() {
    if (--this.open === 0) this.emit("close", this.exitCode, this.signalCode);
  }
  kill(signal = "SIGTERM") {
    const number = signal === 0 ? 0 : numberOfSignal(signal);
    if (this.handle === null) return false;
    const error = binding.kill(this.handle, number);
    if (error !== 0) return false;
    this.killed = true;
    return true;
  }
  ref() {
    if (this.handle !== null) binding.ref(this.handle);
  }
  unref() {
    if (this.handle !== null) binding.unref(this.handle);
  }
  [Symbol.dispose]() { this.kill(); }
}

function spawn(file, args, options) {
  [args, options] = argumentsOf(args, options);
  const child = new ChildProcess();
  child.spawn(file, args, options);
  const { signal, timeout, killSignal = "SIGTERM" } = options;
  if (timeout > 0) {
    const timer = setTimeout(() => child.kill(killSignal), timeout);
    child.once("exit", () => clearTimeout(timer));
  }
  if (signal) {
    const onAbort = () => {
      if (child.kill(killSignal)) child.emit("error", new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal.aborted) process.nextTick(onAbort);
    else {
      signal.addEventListener("abort", onAbort, { once: true });
      child.once("exit", () => signal.removeEventListener("abort", onAbort));
    }
  }
  return child;
}

const MOST = 1024 * 1024;

/** Gathers what a child says, up to `maxBuffer`. */
function gather(child, stream, options, name, onTooMuch) {
  const { encoding = "utf8", maxBuffer = MOST } = options;
  const pieces = [];
  let size = 0;
  if (stream) {
    stream.on("data", (piece) => {
      if (size > maxBuffer) return;
      size += piece.length;
      if (size <= maxBuffer) return pieces.push(piece);
      pieces.push(piece.subarray(0, piece.length - (size - maxBuffer)));
      onTooMuch(make("ERR_CHILD_PROCESS_STDIO_MAXBUFFER", name));
    });
  }
  return () => {
    const bytes = Buffer.concat(pieces);
    return encoding && encoding !== "buffer" && Buffer.isEncoding(encoding) ? bytes.toString(encoding) : bytes;
  };
}

function execFile(file, args, options, callback) {
  if (typeof args === "function") [args, options, callback] = [[], {}, args];
  else if (typeof options === "function") [options, callback] = [undefined, options];
  [args, options] = argumentsOf(args, options);
  const child = spawn(file, args, { ...options, timeout: 0 });
  let failure = null, timer;
  const stop = (error) => {
    failure ||= error;
    end();
  };
  // What it still says is of no interest; who goes on writing learns that nobody reads.
  const end = () => {
    if (child.stdout) child.stdout.destroy();
    if (child.stderr) child.stderr.destroy();
    child.kill(options.killSignal || "SIGTERM");
  };
  const out = gather(child, child.stdout, options, "stdout", stop);
  const errors = gather(child, child.stderr, options, "stderr", stop);
  let hasTimedOut = false;
  if (options.timeout > 0) {
    timer = setTimeout(() => {
      hasTimedOut = true;
      end();
    }, options.timeout);
  }
  child.on("error", (error) => { failure = error; });
  child.on("close", (code, signal) => {
    clearTimeout(timer);
    if (!callback) return;
    const stdout = out(), stderr = errors();
    if (failure === null && code === 0 && signal === null) return callback(null, stdout, stderr);
    const cmd = [file, ...args].join(" ");
    if (failure === null) {
      failure = new Error(`Command failed: ${cmd}\n${stderr}`);
      failure.code = code;
      failure.killed = child.killed || hasTimedOut;
      failure.signal = signal;
    }
    failure.cmd = cmd;
    callback(failure, stdout, stderr);
  });
  return child;
}

function exec(command, options, callback) {
  if (typeof options === "function") [options, callback] = [{}, options];
  checkText(command, "command");
  const shell = options && typeof options.shell === "string" ? options.shell : true;
  return execFile(command, [], { ...options, shell }, callback);
}

for (const run of [exec, execFile]) {
  Object.defineProperty(run, Symbol.for("nodejs.util.promisify.custom"), { value: (...args) => {
    let child;
    const promise = new Promise((resolve, reject) => {
      child = run(...args, (error, stdout, stderr) => {
        if (error === null) return resolve({ stdout, stderr });
        error.stdout = stdout;
        error.stderr = stderr;
        reject(error);
      });
    });
    promise.child = child;
    return promise;
  } });
}

// --- Waiting

function spawnSync(file, args, options) {
  [args, options] = argumentsOf(args, options);
  const [program, all] = commandOf(file, args, options);
  const stdio = stdioOf(options.stdio, true).slice(0, 3).map((one) => one === "pipe" ? true : one === "ignore" ?
    undefined : one);
  const { timeout = 0, maxBuffer = MOST, killSignal = "SIGTERM", encoding } = options;
  const input = typeof options.input === "string" ? Buffer.from(options.input) : options.input;
  const [error, status, signal, stdout, stderr, pid, timedOut, tooLong] = binding.spawnSync(program, all,
    environmentOf(options.env), folderOf(options.cwd), stdio, input,
    [...flagsOf(options), timeout, maxBuffer, numberOfSignal(killSignal)]);
  const shown = (bytes, i) => {
    if (stdio[i] !== true) return null;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return encoding && encoding !== "buffer" ? buffer.toString(encoding) : buffer;
  };
  const output = error < 0 ? null : [null, shown(stdout, 1), shown(stderr, 2)];
  const result = { status: signal || error < 0 ? null : status, signal: nameOfSignal(signal), output,
    pid: error < 0 ? 0 : pid, stdout: output && output[1], stderr: output && output[2] };
  const { ETIMEDOUT, ENOBUFS } = internalBinding("process").errorNumbers();
  const problem = error < 0 ? error : timedOut ? ETIMEDOUT : tooLong ? ENOBUFS : 0;
  if (problem) {
    result.error = systemError(problem, `spawnSync ${program}`);
    result.error.message = `spawnSync ${program} ${result.error.code}`;
    result.error.path = program;
    result.error.spawnargs = all.slice(1);
  }
  return result;
}

function outputOrThrow(result, command, options) {
  const inherits = options.stdio === undefined;
  if (inherits && result.stderr && result.stderr.length > 0) process.stderr.write(result.stderr);
  if (result.error) throw Object.assign(result.error, { ...result, error: undefined });
  if (result.status === 0) return result.stdout;
  let message = `Command failed: ${command}`;
  if (result.stderr && result.stderr.length > 0) message += `\n${result.stderr.toString()}`;
  throw Object.assign(new Error(message), result);
}

function execFileSync(file, args, options) {
  [args, options] = argumentsOf(args, options);
  return outputOrThrow(spawnSync(file, args, options), [file, ...args].join(" "), options);
}

function execSync(command, options = {}) {
  checkText(command, "command");
  const shell = typeof options.shell === "string" ? options.shell : true;
  return outputOrThrow(spawnSync(command, [], { ...options, shell }), command, options);
}

/** What runs a script: the program that runs this one, or whichever the script names. */
function runnerOf(options, path, args) {
  const { execPath = process.execPath, execArgv = process.execArgv } = options;
  if (execPath !== process.execPath) return [execPath, [...execArgv, path, ...args]];
  const { flags } = internalBinding("process");
  return [execPath, ["run", ...flags(), path, ...args.length > 0 ? ["--", ...args] : []]];
}

function fork(path, args, options) {
  path = path instanceof URL ? require("url").fileURLToPath(path) : path;
  if (typeof path !== "string") throw make("ERR_INVALID_ARG_TYPE", "modulePath", ["string", "Buffer", "URL"], path);
  [args, options] = argumentsOf(args, options);
  if (typeof options.stdio === "string") options.stdio = [options.stdio, options.stdio, options.stdio, "ipc"];
  else if (!Array.isArray(options.stdio)) {
    const stream = options.silent ? "pipe" : "inherit";
    options.stdio = [stream, stream, stream, "ipc"];
  } else if (!options.stdio.includes("ipc")) throw make("ERR_CHILD_PROCESS_IPC_REQUIRED", "options.stdio");
  const [program, all] = runnerOf(options, path, args);
  return spawn(program, all, { ...options, shell: false });
}

module.exports = { ChildProcess, spawn, exec, execFile, fork, spawnSync, execFileSync, execSync };
