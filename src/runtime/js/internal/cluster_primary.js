// cluster in the primary: it makes workers, and the sockets that they share. A socket is bound here once for all who
// ask for its address; each worker listens to it, and the system gives a connection to one of them.
"use strict";
/* global internalBinding */
const tcp = internalBinding("tcp");
const EventEmitter = require("events");
const { Worker, Talk, isOurs, CMD } = require("internal/cluster_worker");

const cluster = new EventEmitter();
const shared = new Map(); // by what was asked for: { handle, errno, workers }
const talk = new Talk();
let nextId = 0;

const SCHED_NONE = 1, SCHED_RR = 2;
Object.assign(cluster, { isWorker: false, isMaster: true, isPrimary: true, Worker, workers: {}, settings: {},
  SCHED_NONE, SCHED_RR, schedulingPolicy: SCHED_NONE });

cluster.setupPrimary = function (options) {
  cluster.settings = { args: process.argv.slice(2), exec: process.argv[1], execArgv: process.execArgv, silent: false,
    ...cluster.settings, ...options };
  process.nextTick(() => cluster.emit("setup", cluster.settings));
};
cluster.setupMaster = cluster.setupPrimary;

cluster.fork = function (env) {
  cluster.setupPrimary();
  const id = ++nextId;
  const { exec, args, cwd, silent, stdio, uid, gid, execArgv, serialization } = cluster.settings;
  const child = require("child_process").fork(exec, args, { cwd, silent, stdio, uid, gid, execArgv, serialization,
    env: { ...process.env, ...env, NODE_UNIQUE_ID: `${id}` } });
  const worker = new Worker({ id, process: child });
  worker.on("message", function (message, handle) { cluster.emit("message", this, message, handle); });
  child.on("internalMessage", (message, handle) => { if (isOurs(message)) onMessage(worker, message, handle); });
  child.once("exit", (code, signal) => onExit(worker, code, signal));
  child.once("disconnect", () => onDisconnect(worker));
  process.nextTick(() => cluster.emit("fork", worker));
  cluster.workers[id] = worker;
  return worker;
};

function forget(worker) {
  delete cluster.workers[worker.id];
  if (Object.keys(cluster.workers).length === 0) cluster.emit("gone");
}

function onExit(worker, code, signal) {
  if (!worker.isConnected()) letGo(worker);
  worker.exitedAfterDisconnect = Boolean(worker.exitedAfterDisconnect);
  worker.state = "dead";
  worker.emit("exit", code, signal);
  cluster.emit("exit", worker, code, signal);
  if (!worker.isConnected()) forget(worker);
}

function onDisconnect(worker) {
  letGo(worker);
  worker.exitedAfterDisconnect = Boolean(worker.exitedAfterDisconnect);
  worker.state = "disconnected";
  worker.emit("disconnect");
  cluster.emit("disconnect", worker);
  forget(worker);
}

/** Sockets that no worker has any more are closed. */
function letGo(worker, only) {
  for (const [key, { handle, workers }] of shared) {
    if (only !== undefined && key !== only) continue;
    workers.delete(worker);
    if (workers.size > 0) continue;
    shared.delete(key);
    if (handle !== null) tcp.close(handle);
  }
}

function onMessage(worker, message, handle) {
  if (talk.take(message, handle)) return;
  if (message.act === "online") {
    worker.state = "online";
    worker.emit("online");
    cluster.emit("online", worker);
  } else if (message.act === "queryServer") give(worker, message);
  else if (message.act === "listening") {
    const { addressType, address, port, fd } = message;
    const info = { addressType, address, port, fd };
    worker.state = "listening";
    worker.emit("listening", info);
    cluster.emit("listening", worker, info);
  } else if (message.act === "exitedAfterDisconnect") {
    worker.exitedAfterDisconnect = true;
    worker.process._send({ cmd: CMD, ack: message.seq });
  } else if (message.act === "close") letGo(worker, message.key);
}

function bind({ address, port, addressType, flags }) {
  const isPath = addressType === -1;
  const handle = isPath ? tcp.pipe(() => {}) : tcp.tcp(() => {});
  let errno = isPath ? tcp.bind(handle, address) : tcp.bind(handle, address ?? "::", port, flags);
  if (errno < 0 && address === null) errno = tcp.bind(handle, "0.0.0.0", port);
  // Where another process listens, the system says so only when one listens, too.
  if (errno === 0) errno = tcp.listenForOthers(handle, 511);
  if (errno === 0) return { handle, errno, workers: new Set() };
  tcp.close(handle);
  return { handle: null, errno, workers: new Set() };
}

function give(worker, message) {
  if (worker.exitedAfterDisconnect) return;
  const { key } = message;
  let one = shared.get(key);
  if (one === undefined) shared.set(key, one = bind(message));
  one.workers.add(worker);
  const answer = { cmd: CMD, ack: message.seq, errno: one.errno, hasHandle: one.handle !== null };
  worker.process._send(answer, one.handle ?? undefined);
  if (one.handle === null) shared.delete(key);
}

Worker.prototype.disconnect = function () {
  this.exitedAfterDisconnect = true;
  talk.ask(this.process, { act: "disconnect" });
  letGo(this);
  forget(this);
  return this;
};

Worker.prototype.destroy = function (signal) {
  this.process.kill(signal || "SIGTERM");
};

cluster.disconnect = function (callback) {
  const workers = Object.values(cluster.workers);
  if (typeof callback === "function") cluster.once("gone", callback);
  if (workers.length === 0) process.nextTick(() => cluster.emit("gone"));
  for (const worker of workers) if (worker.isConnected()) worker.disconnect();
};

module.exports = cluster;
