// Node's `dns`, as far as the system resolves names: lookup. What asks name servers itself is not here.
"use strict";
/* global internalBinding */
const binding = internalBinding("dns");
const { make } = require("internal/errors");
const { isIP } = require("internal/ip");

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
  const error = binding.lookup(hostname, family, hints, (result) => {
    if (typeof result === "number") return callback(lookupError(result, hostname));
    const found = [];
    for (let i = 0; i < result.length; i += 2) found.push({ address: result[i], family: result[i + 1] });
    if (found.length === 0) return callback(lookupError(-3008, hostname));
    give(inOrder(found, order));
  });
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
    if (typeof options === "function") callback = options;
    lookup(hostname, { family, all: true }, (error, found) => {
      if (error) callback(error);
      else callback(null, found.map(({ address }) => address));
    });
  };
}
ask.resolve4 = resolveFamily(4);
ask.resolve6 = resolveFamily(6);
ask.resolve = ask.resolve4;

module.exports = {
  lookup, ...ask,
  getServers: () => [], setServers() {},
  getDefaultResultOrder: () => defaultOrder,
  setDefaultResultOrder: (order) => { defaultOrder = order; },
  ADDRCONFIG: binding.AI_ADDRCONFIG, ALL: binding.AI_ALL, V4MAPPED: binding.AI_V4MAPPED,
  NODATA: "ENODATA", NOTFOUND: "ENOTFOUND", SERVFAIL: "ESERVFAIL", REFUSED: "EREFUSED", TIMEOUT: "ETIMEOUT",
  CONNREFUSED: "ECONNREFUSED", CANCELLED: "ECANCELLED",
  Resolver: class Resolver { constructor() { Object.assign(this, ask); } },
  get promises() { return require("dns/promises"); },
};
