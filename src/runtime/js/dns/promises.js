// Node's `dns/promises`.
"use strict";
const dns = require("dns");

function lookup(hostname, options = {}) {
  return new Promise((resolve, reject) => {
    dns.lookup(hostname, options, (error, address, family) => {
      if (error) reject(error);
      else resolve(options.all ? address : { address, family });
    });
  });
}

const promised = (name) => (...args) => new Promise((resolve, reject) => {
  dns[name](...args, (error, result) => error ? reject(error) : resolve(result));
});

const names = Object.keys(dns).filter((name) => /^(?:resolve|reverse$|lookupService$)/.test(name));
const asked = Object.fromEntries(names.map((name) => [name, promised(name)]));
const codes = Object.fromEntries(Object.entries(dns).filter(([, code]) => typeof code === "string"));

class Resolver extends dns.Resolver {}
for (const name of names) {
  if (name === "lookupService") continue;
  Object.defineProperty(Resolver.prototype, name, { value: asked[name], writable: true, configurable: true });
}

module.exports = {
  lookup, ...asked, ...codes, Resolver,
  getServers: dns.getServers, setServers: dns.setServers,
  getDefaultResultOrder: dns.getDefaultResultOrder, setDefaultResultOrder: dns.setDefaultResultOrder,
};
