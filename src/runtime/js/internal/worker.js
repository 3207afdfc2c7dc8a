// Worker of worker_threads: a thread is a process of its own here, which runs the same program. It shares nothing with
// this one but what they say to each other (worker_channel.js).
"use strict";
/* global internalBinding */
const EventEmitter = require("events");
const fs = require("fs");
const path = require("path");
const { Readable, Writable } = require("stream");
const spawning = internalBinding("spawn");
const tcp = internalBinding("tcp");
const { flags } = internalBinding("process");
const { make, withCode } = require("internal/errors");
const { systemError } = require("internal/system_error");
const { checkRecord } = require("internal/validators");
const { transferList } = require("internal/message_channel");
const { Channel, kinds } = require("internal/worker_channel");
const own = require("internal/worker_state");
const { natives } = require;

const DATA = 0, END = 1, ERROR = 2; // what a pipe tells
const CHANNEL_FD = 3, SIGKILL = 9, FAILED = 1;
const THREADS_OF_EACH = 1000; // so that ids of workers of workers differ
const PARENT_PARITY = 0;

const running = new Set();
let started = 0;

/** Where the program ends, those that run end with it. */
process.endWorkers = () => { for (const worker of running) worker.kill(); };
Object.defineProperty(process, "endWorkers", { enumerable: false });

// --- What is run

function scriptOf(filename, { eval: isEval }) {
  if (isEval) {
    if (typeof filename === "string") return temporary(filename, ".cjs");
    throw make("ERR_INVALID_ARG_VALUE", "options.eval", isEval, "must be false when 'filename' is not a string");
  }
  if (filename instanceof URL) {
    if (filename.protocol === "data:") return temporary(textOf(filename.href), ".mjs");
    return { file: require("url").fileURLToPath(filename) };
  }
  if (typeof filename !== "string") throw make("ERR_INVALID_ARG_TYPE", "filename", ["string", "URL"], filename);
  if (path.isAbsolute(filename) || /^\.\.?[\\/]/.test(filename)) return { file: path.resolve(filename) };
  throw make("ERR_WORKER_PATH", filename);
}

function textOf(url) {
  const [, encoding, text] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(url) ?? [];
  return encoding ? Buffer.from(text, "base64").toString() : decodeURIComponent(text ?? "");
}

/** Code that is no file becomes one, until the worker has read it. */
function temporary(text, extension) {
  const folder = fs.mkdtempSync(path.join(require("os").tmpdir(), "cbundle-worker-"));
  const file = path.join(folder, `worker${extension}`);
  fs.writeFileSync(file, text);
  return { file, folder };
}

const isThere = (file) => ["", ".js", ".json", ".mjs", ".cjs"].some((extension) => fs.existsSync(file + extension));

function environmentOf({ env }) {
  if (env === undefined || env === null || env === own.SHARE_ENV) return process.env;
  if (typeof env === "object") return env;
  throw make("ERR_INVALID_ARG_TYPE", "options.env",
    ["object", "undefined", "null", "worker_threads.SHARE_ENV"], env);
}

// --- The worker

class Worker extends EventEmitter {
  #channel; #pipe; #errors; #handle = null; #port; #options;
  #said = ""; // before it ran: why it could not be built
  #open = 0; // what has not come to its end: the process and its pipes
  #isOnline = false; #exitCode = 0; #ending = [];

  constructor(filename, options = {}) {
    super();
    checkRecord(options);
    for (const name of ["argv", "execArgv"]) {
      if (options[name] && !Array.isArray(options[name])) {
        throw make("ERR_INVALID_ARG_TYPE", `options.${name}`, "Array", options[name]);
      }
    }
    this.#options = options;
    const env = environmentOf(options), script = scriptOf(filename, options);
    this.threadId = own.threadId * THREADS_OF_EACH + ++started;
    this.resourceLimits = { ...options.resourceLimits };
    this.performance = { eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }) };
    this.#makeStreams();
    this.#channel = new Channel((bytes) => this.#write(bytes), PARENT_PARITY,
      (kind, value) => this.#take(kind, value));
    this.#port = this.#channel.open(0);
    this.#port.on("message", (value) => this.emit("message", value));
    this.#port.on("messageerror", (value) => this.emit("messageerror", value));
    this.#port.unref(); // the process itself is what keeps this one alive
    if (isThere(script.file)) this.#start(script, env);
    else this.#fail(withCode(Error, "MODULE_NOT_FOUND", `Cannot find module '${script.file}'`));
  }

  #makeStreams() {
    const { stdin, stdout, stderr } = this.#options;
    const say = (value) => this.#channel.send(kinds.INPUT, 0, value);
    this.stdin = !stdin ? null : new Writable({
      write(chunk, encoding, done) { say(new Uint8Array(chunk)), done(); },
      final(done) { say(null), done(); },
    });
    this.stdout = new Readable({ read() {} });
    this.stderr = new Readable({ read() {} });
    if (!stdout) this.stdout.on("data", (chunk) => process.stdout.write(chunk));
    if (!stderr) this.stderr.on("data", (chunk) => process.stderr.write(chunk));
  }
  #start({ file, folder }, env) {
    natives.noteFile(file);
    this.#pipe = tcp.pipe((event, value) => this.#told(event, value), true);
    this.#errors = tcp.pipe((event, value) => this.#toldError(event, value));
    const given = { ...env, CBUNDLE_WORKER_FD: CHANNEL_FD };
    const list = Object.keys(given).filter((name) => given[name] !== undefined).map((name) => `${name}=${given[name]}`);
    const program = process.execPath;
    const handle = spawning.spawn(program, [program, "run", ...flags(), file], list, undefined,
      [undefined, 1, this.#errors, this.#pipe], (code, signal) => this.#exited(code, signal),
      [spawning.UV_PROCESS_DETACHED, 0, 0]);
    if (typeof handle === "number") {
      tcp.close(this.#pipe);
      tcp.close(this.#errors);
      return this.#fail(make("ERR_WORKER_INIT_FAILED", systemError(handle, `spawn ${program}`).message));
    }
    this.#handle = handle;
    this.#open = 3;
    running.add(this);
    this.#channel.descriptor = tcp.descriptor(this.#pipe);
    tcp.readStart(this.#pipe);
    tcp.readStart(this.#errors);
    return this.#sayStart(file, folder);
  }
  #sayStart(file, folder) {
    const { workerData, argv = [], execArgv = process.execArgv, stdin, name = "", transferList: list } = this.#options;
    this.#channel.send(kinds.START, 0, {
      workerData, argv: argv.map(String), execArgv: execArgv.map(String), threadId: this.threadId, name, file, folder,
      hasInput: Boolean(stdin), environmentData: own.environmentData, resourceLimits: this.resourceLimits,
      pid: process.pid, ppid: process.ppid,
    }, transferList(list));
  }
  #write(bytes) {
    if (this.#handle !== null) tcp.write(this.#pipe, bytes, () => {});
  }

  // --- What it says
  #told(event, value) {
    if (event === DATA) {
      this.#channel.receive(value);
    } else if (event === END || event === ERROR) {
      tcp.close(this.#pipe);
      this.#close();
    }
  }
  #toldError(event, value) {
    if (event === DATA) {
      const bytes = Buffer.from(value);
      if (this.#isOnline) this.stderr.push(bytes);
      else this.#said += bytes.toString();
    } else if (event === END || event === ERROR) {
      tcp.close(this.#errors);
      this.#close();
    }
  }
  #take(kind, value) {
    if (kind === kinds.OUTPUT) {
      const [descriptor, bytes] = value;
      setImmediate(() => (descriptor === 1 ? this.stdout : this.stderr).push(Buffer.from(bytes)));
    } else if (kind === kinds.ONLINE) {
      this.#isOnline = true;
      if (this.#said !== "") this.stderr.push(this.#said);
      setImmediate(() => this.emit("online"));
    } else if (kind === kinds.ERROR) {
      setImmediate(() => this.emit("error", require("internal/worker_errors").read(value)));
    }
  }

  // --- Its end
  #fail(error) {
    this.#exitCode = FAILED;
    process.nextTick(() => {
      this.emit("error", error);
      this.#finish();
    });
  }
  #exited(code, signal) {
    this.#exitCode = signal ? FAILED : code;
    running.delete(this);
    spawning.close(this.#handle);
    this.#handle = null;
    this.#close();
  }
  #close() {
    if (--this.#open > 0) return;
    this.#channel.end();
    if (!this.#isOnline && this.#exitCode !== 0 && this.#ending.length === 0) {
      setImmediate(() => this.emit("error", new SyntaxError(this.#said.trim())));
    }
    setImmediate(() => this.#finish());
  }
  #finish() {
    this.threadId = -1;
    this.stdout.push(null);
    this.stderr.push(null);
    this.emit("exit", this.#exitCode);
    for (const resolve of this.#ending.splice(0)) resolve(this.#exitCode);
    this.removeAllListeners();
  }
  kill() { if (this.#handle !== null) spawning.kill(this.#handle, SIGKILL); }

  postMessage(...given) { this.#port.postMessage(...given); }
  terminate() {
    if (this.#open === 0) return Promise.resolve();
    this.kill();
    return new Promise((resolve) => { this.#ending.push(resolve); });
  }
  ref() { this.#eachHandle(spawning.ref, tcp.ref); }
  unref() { this.#eachHandle(spawning.unref, tcp.unref); }
  #eachHandle(ofProcess, ofPipe) {
    if (this.#handle === null) return;
    ofProcess(this.#handle);
    for (const pipe of [this.#pipe, this.#errors]) ofPipe(pipe);
  }
  getHeapSnapshot() {
    return Promise.reject(make("ERR_UNSUPPORTED_MODULE", "worker.getHeapSnapshot",
      "the engine has no snapshots of its heap"));
  }
  [Symbol.asyncDispose]() { return this.terminate(); }
}
Object.defineProperty(Worker.prototype, "kill", { enumerable: false });

module.exports = { Worker };
