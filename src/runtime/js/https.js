// Node's `https`: the messages of `http` over connections of `tls`.
"use strict";
const http = require("http");
const tls = require("tls");
const { isIP } = require("internal/ip");

// --- Agents

// What makes one connection unfit for another request, in the order of Node's names.
const told = ["ca", "cert", "clientCertEngine", "ciphers", "key", "pfx"];
const toldLater = ["minVersion", "maxVersion", "secureProtocol", "crl", "honorCipherOrder", "ecdhCurve", "dhparam",
  "secureOptions", "sessionIdContext"];

/** The name that a server is asked for: that of the Host header, if there is one, and no address. */
function serverNameOf(options, request) {
  let name = options.host;
  const header = request.getHeader ? request.getHeader("host") : undefined;
  if (typeof header === "string") {
    const end = header.startsWith("[") ? header.indexOf("]") : header.indexOf(":");
    if (header.startsWith("[")) name = end < 0 ? header : header.slice(1, end);
    else name = end < 0 ? header : header.slice(0, end);
  }
  return isIP(name) ? "" : name;
}

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  const agent = Reflect.construct(http.Agent, [options], new.target || Agent);
  agent.defaultPort = 443;
  agent.protocol = "https:";
  agent.maxCachedSessions = agent.options.maxCachedSessions ?? 100;
  return agent;
}
Object.setPrototypeOf(Agent.prototype, http.Agent.prototype);
Object.setPrototypeOf(Agent, http.Agent);

Agent.prototype.createConnection = function (...args) {
  const named = typeof args[0] === "object" && args[0] !== null ? args[0] : { port: args[0] };
  const options = { ...named };
  if (typeof args[1] === "string") options.host = args[1];
  for (const one of args.slice(1)) if (one !== null && typeof one === "object") Object.assign(options, one);
  if (options.socketPath) options.path = options.socketPath;
  return tls.connect(options);
};

Agent.prototype.getName = function (options = {}) {
  const { servername, host, rejectUnauthorized, sigalgs, privateKeyIdentifier, privateKeyEngine } = options;
  const text = (value) => value === undefined || value === null ? "" : String(value);
  const name = [http.Agent.prototype.getName.call(this, options), ...told.map((key) => text(options[key])),
    text(rejectUnauthorized), servername && servername !== host ? servername : "",
    ...toldLater.map((key) => text(options[key])), sigalgs ? JSON.stringify(sigalgs) : "", text(privateKeyIdentifier),
    text(privateKeyEngine)];
  return name.join(":");
};

Agent.prototype.addRequest = function (request, options, ...rest) {
  if (!options.servername && options.servername !== "" && !options.socketPath) {
    options.servername = serverNameOf({ ...this.options, ...options }, request);
  }
  return http.Agent.prototype.addRequest.call(this, request, options, ...rest);
};

let shared;
const globalAgent = () => shared ||= new Agent({ keepAlive: true, scheduling: "lifo", timeout: 5000 });

// --- Requests

/** (url, options, callback), (options, callback): as for `http`, with our agent in the place of its own. */
function request(...args) {
  const [first] = args;
  const isUrl = typeof first === "string" || first instanceof URL;
  const at = isUrl ? 1 : 0;
  const options = args[at] !== null && typeof args[at] === "object" ? { ...args[at] } : {};
  options._defaultAgent = globalAgent();
  const callback = args.find((one) => typeof one === "function");
  return isUrl ? new http.ClientRequest(first, options, callback) : new http.ClientRequest(options, callback);
}

function get(...args) {
  const sent = request(...args);
  sent.end();
  return sent;
}

module.exports = {
  Agent,
  get globalAgent() { return globalAgent(); },
  set globalAgent(agent) { shared = agent; },
  get Server() { return require("internal/https_server").Server; },
  createServer: (options, listener) => new (require("internal/https_server").Server)(options, listener),
  get, request,
};
