// http.Agent: connections that are kept for the next request to the same host.
"use strict";
const EventEmitter = require("events");
const net = require("net");
const { make } = require("internal/errors");
const { checkNumber } = require("internal/validators");

function checkLimits({ scheduling, maxTotalSockets }) {
  if (scheduling !== undefined && scheduling !== "fifo" && scheduling !== "lifo") {
    throw make("ERR_INVALID_ARG_VALUE", "scheduling", scheduling, "must be one of: 'fifo', 'lifo'");
  }
  if (maxTotalSockets === undefined) return;
  checkNumber(maxTotalSockets, "maxTotalSockets");
  if (!(maxTotalSockets >= 1)) throw make("ERR_OUT_OF_RANGE", "maxTotalSockets", ">= 1", maxTotalSockets);
}

class Agent extends EventEmitter {
  constructor(options) {
    super();
    this.defaultPort = 80;
    this.protocol = "http:";
    this.options = { __proto__: null, ...options };
    this.options.noDelay ??= true;
    this.options.path = null; // a URL's path is none of a socket
    checkLimits(this.options);
    this.requests = { __proto__: null };
    this.sockets = { __proto__: null };
    this.freeSockets = { __proto__: null };
    this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
    this.keepAlive = this.options.keepAlive || false;
    this.maxSockets = this.options.maxSockets || Infinity;
    this.maxFreeSockets = this.options.maxFreeSockets || 256;
    this.scheduling = this.options.scheduling || "lifo";
    this.maxTotalSockets = this.options.maxTotalSockets || Infinity;
    this.totalSocketCount = 0;
  }
  createConnection(options, callback) { return net.connect(options, callback); }
  getName(options = {}) {
    let name = `${options.host || "localhost"}:${options.port || ""}:${options.localAddress || ""}`;
    if (options.family === 4 || options.family === 6) name += `:${options.family}`;
    if (options.socketPath) name += `:${options.socketPath}`;
    return name;
  }
  addRequest(request, options) {
    options = { ...options, ...this.options, path: options.socketPath || null };
    const name = this.getName(options);
    const free = this.freeSockets[name];
    while (free && free.length > 0) {
      const socket = this.scheduling === "fifo" ? free.shift() : free.pop();
      if (free.length === 0) delete this.freeSockets[name];
      if (socket.destroyed || !socket.writable) continue;
      this.reuseSocket(socket, request);
      (this.sockets[name] ||= []).push(socket);
      return request.onSocket(socket);
    }
    const used = this.sockets[name] ? this.sockets[name].length : 0;
    if (used < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) this.open(request, options);
    else (this.requests[name] ||= []).push({ request, options });
  }
  open(request, options) {
    try {
      this.createSocket(request, options, (error, socket) => { request.onSocket(socket, error); });
    } catch (error) {
      process.nextTick(() => request.destroy(error));
    }
  }
  /** Some agents have their own, which comes back to this one when there is a connection. */
  createSocket(request, options, callback) {
    options = { ...options, ...this.options };
    const name = this.getName(options);
    let isMade = false;
    const onMade = (error, socket) => {
      if (isMade) return;
      isMade = true;
      if (error) return callback(error);
      this.take(socket, options, name);
      callback(null, socket);
    };
    const socket = this.createConnection({ ...options, path: options.socketPath || undefined }, onMade);
    if (socket) onMade(null, socket);
  }
  take(socket, options, name) {
    this.totalSocketCount++;
    (this.sockets[name] ||= []).push(socket);
    socket.setNoDelay?.(true);
    socket.on("close", () => this.forget(socket, name));
    socket.on("free", () => this.keep(socket, options, name));
    socket.on("agentRemove", () => this.forget(socket, name));
  }
  keep(socket, options, name) {
    const waiting = this.requests[name];
    if (waiting && waiting.length > 0 && socket.writable) {
      const { request } = waiting.shift();
      if (waiting.length === 0) delete this.requests[name];
      return request.onSocket(socket);
    }
    const free = this.freeSockets[name] || [];
    if (!this.keepAlive || !socket.writable || free.length >= this.maxFreeSockets || !this.keepSocketAlive(socket)) {
      return socket.destroy();
    }
    take(this.sockets, name, socket);
    socket._httpMessage = null;
    (this.freeSockets[name] ||= []).push(socket);
    this.emit("free", socket, options);
  }
  forget(socket, name) {
    const isOurs = take(this.sockets, name, socket) || take(this.freeSockets, name, socket);
    if (isOurs) this.totalSocketCount--;
    const waiting = this.requests[name];
    if (!waiting || waiting.length === 0) return;
    const { request, options } = waiting.shift();
    if (waiting.length === 0) delete this.requests[name];
    this.open(request, options);
  }
  keepSocketAlive(socket) {
    socket.setKeepAlive(true, this.keepAliveMsecs);
    socket.unref();
    const hint = socket.keepAliveHint;
    const time = hint === undefined ? this.options.timeout || 0 : Math.max(0, hint * 1000 - 1000);
    if (hint !== undefined && time === 0) return false;
    socket.setTimeout(time);
    if (time > 0 && !socket.hasIdleLimit) {
      socket.hasIdleLimit = true;
      socket.on("timeout", () => { if (!socket._httpMessage) socket.destroy(); });
    }
    return true;
  }
  reuseSocket(socket, request) {
    request.reusedSocket = true;
    socket.ref();
    socket.setTimeout(0);
  }
  destroy() {
    for (const lists of [this.freeSockets, this.sockets]) {
      for (const name of Object.keys(lists)) for (const socket of [...lists[name]]) socket.destroy();
    }
  }
}

function take(lists, name, socket) {
  const list = lists[name];
  const at = list ? list.indexOf(socket) : -1;
  if (at < 0) return false;
  list.splice(at, 1);
  if (list.length === 0) delete lists[name];
  return true;
}

let shared;
const globalAgent = () => shared ||= new Agent({ keepAlive: true, scheduling: "lifo", timeout: 5000 });
function setGlobalAgent(agent) {
  if (!agent) throw make("ERR_INVALID_ARG_TYPE", "agent", "Agent", agent);
  shared = agent;
}

// Called without `new` by some.
function AgentFunction(options) { return Reflect.construct(Agent, [options], new.target || AgentFunction); }
Object.setPrototypeOf(AgentFunction, Agent);
AgentFunction.prototype = Agent.prototype;
AgentFunction.prototype.constructor = AgentFunction;
Object.defineProperty(AgentFunction, "name", { value: "Agent" });

module.exports = { Agent: AgentFunction, globalAgent, setGlobalAgent };
