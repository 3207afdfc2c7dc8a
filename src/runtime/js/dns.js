// Node's `dns`, as far as the system resolves names: lookup. What asks name servers itself is not here.
"use strict";
/* global internalBinding */
const binding = internalBinding("dns");
const { make } = require("internal/errors");
const { context } = require("internal/ticks");
const { checkText } = require("internal/validators");
const { isIP } = require("internal/ip");

const codes = {};
for (const name of ["NODATA", "FORMERR", "SERVFAIL", "NOTFOUND", "NOTIMP", "REFUSED", "BADQUERY", "BADNAME",
  "BADFAMILY", "BADRESP", "CONNREFUSED", "TIMEOUT", "EOF", "FILE", "NOMEM", "DESTRUCTION", "BADSTR", "BADFLAGS",
  "NONAME", "BADHINTS", "NOTINITIALIZED", "LOADIPHLPAPI", "ADDRGETNETWORKPARAMS", "CANCELLED"]) {
  codes[name] = name === "EOF" ? name : `E${name}`;
}

let defaultOrder = "verbatim";

function lookupError(errno, hostname) {
  const code = { EAI_NONAME: "ENOTFOUND", EAI_NODATA: "ENOTFOUND" }[internalBinding("process").errorName(errno)]
    || internalBinding("process").errorName(errno);
  const error = new Error(`getaddrinfo ${code} ${hostname}`);
  error.errno = errno;
  error.code = code;
  error.syscall = "getaddrinfo";
  error.hostname = hostname;
  return error;
}

function familyOf(family) {
  if (family === "IPv4") return 4;
  if (family === "IPv6") return 6;
  if (family !== undefined && family !== 0 && family !== 4 && family !== 6) {
    throw make("ERR_INVALID_ARG_VALUE", "options.family", family, "must be one of: 0, 4, 6");
  }
  return family || 0;
}

function inOrder(found, order) {
  if (order === "ipv4first") return found.sort((a, b) => a.family - b.family);
  if (order === "ipv6first") return found.sort((a, b) => b.family - a.family);
  return found;
}

function lookup(hostname, options, callback) {
  if (typeof hostname !== "string" && hostname) throw make("ERR_INVALID_ARG_TYPE", "hostname", "string", hostname);
  if (typeof options === "function") {
    callback = options;
    options = {};
  } else if (typeof options === "number") options = { family: options };
  if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", "callback", "function", callback);
  const { all = false, hints = 0, order = options?.verbatim === false ? "ipv4first" : defaultOrder } = options || {};
  const family = familyOf(options?.family);
  const give = (list) => all ? callback(null, list) : callback(null, list[0].address, list[0].family);
  if (!hostname) {
    return void process.nextTick(() => all ? callback(null, []) : callback(null, null, family === 6 ? 6 : 4));
  }
  if (isIP(hostname)) return void process.nextTick(() => give([{ address: hostname, family: isIP(hostname) }]));
  const error = binding.lookup(hostname, family, hints, context.bind((result) => {
    if (typeof result === "number") return callback(lookupError(result, hostname));
    const found = [];
    for (let i = 0; i < result.length; i += 2) found.push({ address: result[i], family: result[i + 1] });
    if (found.length === 0) return callback(lookupError(-3008, hostname));
    give(inOrder(found, order));
  }));
  if (error < 0) process.nextTick(() => callback(lookupError(error, hostname)));
}

Object.defineProperty(lookup, Symbol.for("nodejs.util.promisify.custom"), {
  get: () => require("dns/promises").lookup,
});

function unsupported(name) {
  return () => { throw make("ERR_UNSUPPORTED_MODULE", `dns.${name}`, "only the system's own lookup is there"); };
}

const kinds = ["Any", "Caa", "Cname", "Mx", "Naptr", "Ns", "Ptr", "Soa", "Srv", "Txt"];
const ask = { reverse: unsupported("reverse"), lookupService: unsupported("lookupService") };
for (const kind of kinds) ask[`resolve${kind}`] = unsupported(`resolve${kind}`);

function resolveFamily(family) {
  return (hostname, options, callback) => {
    checkText(hostname, "name");
    if (typeof options === "function") callback = options;
    lookup(hostname, { family, all: true }, (error, found) => {
      if (error) callback(error);
      else callback(null, found.map(({ address }) => address));
    });
  };
}
ask.resolve4 = resolveFamily(4);
ask.resolve6 = resolveFamily(6);
ask.resolve = (hostname, kind, callback) => {
  if (typeof kind === "function") return ask.resolve4(hostname, kind);
  checkText(kind, "rrtype");
  if (kind === "A") return ask.resolve4(hostname, callback);
  if (kind === "AAAA") return ask.resolve6(hostname, callback);
  const method = ask[`resolve${kind[0]}${kind.slice(1).toLowerCase()}`];
  if (method === undefined) throw make("ERR_INVALID_ARG_VALUE", "rrtype", kind);
  return method(hostname, callback);
};

function setDefaultResultOrder(order) {
  const orders = ["verbatim", "ipv4first", "ipv6first"];
  if (!orders.includes(order)) {
    const shown = orders.map((one) => `'${one}'`).join(", ");
    throw make("ERR_INVALID_ARG_VALUE", "dnsOrder", order, `must be one of: ${shown}`);
  }
  defaultOrder = order;
}

// The servers that resolv.conf names, or those that the program prefers to be told of: nobody is asked here.
let servers = null;

function systemServers() {
  try {
    const text = require("fs").readFileSync("/etc/resolv.conf", "utf8");
    const found = [...text.matchAll(/^nameserver\s+(\S+)/gm)].map(([, address]) => address);
    return found.length > 0 ? found : ["127.0.0.1"];
  } catch {
    return ["127.0.0.1"];
  }
}

function setServers(list) {
  if (!Array.isArray(list)) throw make("ERR_INVALID_ARG_TYPE", "servers", "Array", list);
  list.forEach((one, i) => {
    checkText(one, `servers[${i}]`);
    const address = /^\[(.*)\](?::\d+)?$/.exec(one)?.[1] ?? (isIP(one) ? one : one.replace(/:\d+$/, ""));
    if (!isIP(address)) throw make("ERR_INVALID_IP_ADDRESS", one);
  });
  servers = [...list];
}

class Resolver {
  getServers() { return servers ?? systemServers(); }
  setServers(list) { setServers(list); }
  setLocalAddress() {}
  cancel() {}
}
for (const [name, method] of Object.entries(ask)) {
  if (name === "lookupService") continue;
  Object.defineProperty(Resolver.prototype, name, { value: method, writable: true, configurable: true });
}

module.exports = {
  lookup, ...ask,
  getServers: () => servers ?? systemServers(), setServers,
  getDefaultResultOrder: () => defaultOrder, setDefaultResultOrder,
  ADDRCONFIG: binding.AI_ADDRCONFIG, ALL: binding.AI_ALL, V4MAPPED: binding.AI_V4MAPPED,
  ...codes,
  Resolver,
  get promises() { return require("dns/promises"); },
};
