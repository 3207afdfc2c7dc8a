// cluster in a worker: the sockets that servers listen to come from the primary.
"use strict";
/* global internalBinding */
const tcp = internalBinding("tcp");
const EventEmitter = require("events");
const net = require("net");
const { Worker, Talk, isOurs } = require("internal/cluster_worker");

const cluster = new EventEmitter();
const talk = new Talk();
const servers = new Set(); // that listen
const counts = new Map(); // how often a place without a number was asked for
Object.assign(cluster, { isWorker: true, isMaster: false, isPrimary: false, worker: null, Worker });

function start() {
  const worker = new Worker({ id: Number(process.env.NODE_UNIQUE_ID), process, state: "online" });
  delete process.env.NODE_UNIQUE_ID;
  cluster.worker = worker;
  hideOn(process, "clusterOfWorker", cluster);
  process.once("disconnect", () => {
    worker.emit("disconnect");
    if (!worker.exitedAfterDisconnect) process.exit(0);
  });
  process.on("internalMessage", (message, handle) => {
    if (!isOurs(message) || talk.take(message, handle)) return;
    if (message.act === "disconnect") leave(worker, true);
  });
  hideOn(net.Server, "askPrimary", listen);
  say({ act: "online" });
}

function hideOn(object, name, value) {
  Object.defineProperty(object, name, { value, configurable: true, enumerable: false });
}

const say = (message, onAnswer) => talk.ask(process, message, undefined, onAnswer);

/** The socket that `server` listens to, as a descriptor of ours, or an error's number. */
function listen(server, wanted, onGiven) {
  const { path, host, port, ipv6Only } = wanted;
  const address = path ?? host ?? null;
  const addressType = path !== undefined ? -1 : host !== undefined && net.isIPv6(host) ? 6 : 4;
  const place = `${address}:${port}:${addressType}`;
  // Each server of a worker that listens to any free port has one of its own, the same for all workers.
  const index = port === 0 ? (counts.get(place) ?? -1) + 1 : 0;
  if (port === 0) counts.set(place, index);
  const key = `${place}:${index}`;
  say({ act: "queryServer", key, address, port, addressType, flags: ipv6Only }, (answer, handle) => {
    if (answer.errno < 0 || handle === undefined) return onGiven(answer.errno);
    const descriptor = tcp.duplicate(handle);
    tcp.close(handle);
    servers.add(server);
    server.once("close", () => {
      servers.delete(server);
      if (process.connected) say({ act: "close", key });
    });
    server.once("listening", () => {
      cluster.worker.state = "listening";
      const actual = server.address();
      say({ act: "listening", addressType, address, port: actual && actual.port || port });
    });
    onGiven(descriptor);
  });
}

function leave(worker, isAsked) {
  worker.exitedAfterDisconnect = true;
  const finish = () => { if (process.connected) process.disconnect(); };
  for (const server of servers) server.close();
  if (isAsked) return finish();
  say({ act: "exitedAfterDisconnect" }, finish);
}

Worker.prototype.disconnect = function () {
  if (this.state !== "disconnecting" && this.state !== "destroying") {
    this.state = "disconnecting";
    leave(this, false);
  }
  return this;
};

Worker.prototype.destroy = function () {
  if (this.state === "destroying") return;
  this.exitedAfterDisconnect = true;
  if (!this.isConnected()) return process.exit(0);
  this.state = "destroying";
  say({ act: "exitedAfterDisconnect" }, () => process.disconnect());
  process.once("disconnect", () => process.exit(0));
};

module.exports = { start };
