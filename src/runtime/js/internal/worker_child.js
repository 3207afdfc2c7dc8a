// In a worker: what its parent has said of it, and what differs from a program of its own.
"use strict";
/* global internalBinding */
const fs = require("fs");
const { Readable, Writable } = require("stream");
const tcp = internalBinding("tcp");
const binding = internalBinding("process");
const { make } = require("internal/errors");
const { Channel, kinds, PIECE } = require("internal/worker_channel");
const state = require("internal/worker_state");

const DATA = 0, FAILED = 1, CHILD_PARITY = 1;
/** What is about all threads of a process is the first one's business. */
const ofMainThread = ["abort", "chdir", "setuid", "seteuid", "setgid", "setegid", "setgroups", "initgroups"];

let channel, input = null, given;

const hide = (object, name, value) =>
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });

/** The first frame is there before the script runs; others may come with it. */
function readStart(descriptor) {
  const piece = Buffer.alloc(PIECE);
  while (given === undefined) {
    const count = fs.readSync(descriptor, piece, 0, PIECE, null);
    if (count === 0) process.reallyExit(FAILED);
    channel.receive(piece.subarray(0, count));
  }
}

/** Becomes a worker; the descriptor leads to who has started it. */
function start(descriptor) {
  binding.dieWithParent();
  // Writing waits until all is written: so nothing is lost where the script ends.
  channel = new Channel((bytes) => binding.write(descriptor, bytes), CHILD_PARITY, take);
  state.parentPort = channel.open(0);
  readStart(descriptor);
  channel.send(kinds.ONLINE, 0);
  const handle = tcp.pipe((event, value) => {
    if (event !== DATA) return process.reallyExit(FAILED); // nobody is there any more
    return channel.receive(value);
  }, true);
  tcp.open(handle, descriptor);
  channel.descriptor = descriptor;
  tcp.readStart(handle);
  tcp.unref(handle);
}

function take(kind, value) {
  if (kind === kinds.START) become(value);
  else if (kind === kinds.INPUT) input?.push(value === null ? null : Buffer.from(value));
}

function become(said) {
  given = said;
  const { workerData, threadId, resourceLimits, environmentData } = given;
  Object.assign(state, { isMainThread: false, workerData, threadId, resourceLimits, environmentData });
  changeProcess(given);
}

function changeProcess({ argv, execArgv, file, folder, hasInput, pid, ppid }) {
  Object.assign(process, { pid, ppid, execArgv });
  process.argv = [process.execPath, file, ...argv];
  if (folder !== undefined) fs.rmSync(folder, { recursive: true, force: true });
  for (const name of ofMainThread) {
    process[name] = () => { throw make("ERR_WORKER_UNSUPPORTED_OPERATION", `process.${name}()`); };
  }
  hide(process, "tellFatal", (error) =>
    require("internal/worker_errors").write(error, (value) => channel.send(kinds.ERROR, 0, value)));
  process.stdout = output(1);
  process.stderr = output(2);
  process.stdin = input = new Readable({ read() {} });
  if (!hasInput) input.push(null);
}

function output(descriptor) {
  return new Writable({
    decodeStrings: true,
    write(chunk, encoding, done) {
      channel.send(kinds.OUTPUT, 0, [descriptor, new Uint8Array(chunk)]);
      done();
    },
  });
}

module.exports = { start };
