// Node's `https`: encryption is not built in; asking for it says so.
"use strict";
const { refusal } = require("internal/unsupported");
const http = require("http");

class Agent extends http.Agent {
  constructor(options) {
    super(options);
    this.defaultPort = 443;
    this.protocol = "https:";
  }
  createConnection() { throw refusal("https"); }
}

let shared;

function refuse() {
  throw refusal("https");
}

module.exports = {
  Agent,
  get globalAgent() { return shared ||= new Agent({ keepAlive: true, scheduling: "lifo", timeout: 5000 }); },
  set globalAgent(agent) { shared = agent; },
  request: refuse, get: refuse, createServer: refuse, Server: refuse,
};
