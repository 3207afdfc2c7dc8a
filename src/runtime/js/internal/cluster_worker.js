// The class of cluster.Worker, and what primary and workers say to each other.
"use strict";
const EventEmitter = require("events");

const CMD = "NODE_CLUSTER";

class Worker extends EventEmitter {
  constructor({ id, state, process: own }) {
    super();
    this.exitedAfterDisconnect = undefined;
    this.state = state || "none";
    this.id = id | 0;
    this.process = own;
    own.on("error", (code, signal) => this.emit("error", code, signal));
    own.on("message", (message, handle) => this.emit("message", message, handle));
  }
  send(...args) { return this.process.send(...args); }
  isDead() { return this.process.exitCode !== null && this.process.exitCode !== undefined
    || Boolean(this.process.signalCode); }
  isConnected() { return this.process.connected; }
  kill(...args) { return this.destroy(...args); }
}

function WorkerFunction(options = {}) { return Reflect.construct(Worker, [options], new.target || WorkerFunction); }
Object.setPrototypeOf(WorkerFunction, Worker);
WorkerFunction.prototype = Worker.prototype;
WorkerFunction.prototype.constructor = WorkerFunction;
Object.defineProperty(WorkerFunction, "name", { value: "Worker" });

/** Questions that the other side answers, by their numbers. */
class Talk {
  constructor() {
    this.next = 0;
    this.answers = new Map();
  }
  ask(target, message, sent, onAnswer) {
    const seq = this.next++;
    if (onAnswer) this.answers.set(seq, onAnswer);
    return target._send({ cmd: CMD, seq, ...message }, sent);
  }
  /** Takes an answer to the one who asked. False: it is none. */
  take(message, handle) {
    if (message.ack === undefined) return false;
    const onAnswer = this.answers.get(message.ack);
    this.answers.delete(message.ack);
    if (onAnswer) onAnswer(message, handle);
    return true;
  }
}

const isOurs = (message) => message.cmd === CMD;

module.exports = { Worker: WorkerFunction, Talk, isOurs, CMD };
