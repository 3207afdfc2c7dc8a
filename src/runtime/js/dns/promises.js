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

module.exports = {
  lookup, resolve: promised("resolve"), resolve4: promised("resolve4"), resolve6: promised("resolve6"),
  getServers: dns.getServers, setServers: dns.setServers,
  getDefaultResultOrder: dns.getDefaultResultOrder, setDefaultResultOrder: dns.setDefaultResultOrder,
};
