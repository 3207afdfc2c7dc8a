// net.SocketAddress and net.BlockList: addresses, and rules of which ones are refused.
"use strict";
const { make, withCode } = require("internal/errors");
const { checkInteger, checkObject, checkText } = require("internal/validators");
const { isIPv4, isIPv6 } = require("internal/ip");

const customInspect = Symbol.for("nodejs.util.inspect.custom");
const BITS = { ipv4: 32, ipv6: 128 };
const MAPPED = 0xffffn << 32n; // ::ffff:0:0, where IPv4 lies in IPv6

const ofParts = (parts, bits) => parts.reduce((sum, part) => sum << bits | BigInt(part), 0n);
const numberOf4 = (address) => ofParts(address.split("."), 8n);

function numberOf6(address) {
  const end = /\d+\.\d+\.\d+\.\d+$/.exec(address);
  if (end !== null) {
    const low = numberOf4(end[0]);
    address = `${address.slice(0, end.index)}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`;
  }
  const [before, after] = address.replace(/%.*$/, "").split("::").map((half) => half === "" ? [] : half.split(":"));
  const zeros = after === undefined ? [] : new Array(8 - before.length - after.length).fill("0");
  return ofParts([...before, ...zeros, ...after ?? []].map((part) => `0x${part}`), 16n);
}

/** An address of IPv6 as it is usually written. */
const shortest = (address) => new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.slice(1, -1);

class SocketAddress {
  #address; #family; #port; #flowlabel;
  constructor(options = {}) {
    checkObject(options);
    let { family = "ipv4" } = options;
    if (typeof family?.toLowerCase === "function") family = family.toLowerCase();
    if (family !== "ipv4" && family !== "ipv6") throw make("ERR_INVALID_ARG_VALUE", "options.family", options.family);
    const { address = family === "ipv4" ? "127.0.0.1" : "::", port = 0, flowlabel = 0 } = options;
    checkText(address, "options.address");
    if (!Number.isInteger(+port) || +port < 0 || +port > 65535) throw make("ERR_SOCKET_BAD_PORT", "options.port", port);
    checkInteger(flowlabel, "options.flowlabel", 0, 2 ** 32 - 1);
    if (!(family === "ipv4" ? isIPv4(address) : isIPv6(address))) {
      throw withCode(Error, "ERR_INVALID_ADDRESS", "Invalid socket address");
    }
    this.#address = family === "ipv4" ? address : shortest(address);
    this.#family = family;
    this.#port = Number(port);
    this.#flowlabel = flowlabel;
  }
  get address() { return this.#address; }
  get port() { return this.#port; }
  get family() { return this.#family; }
  get flowlabel() { return this.#flowlabel; }
  toJSON() {
    return { address: this.#address, port: this.#port, family: this.#family, flowlabel: this.#flowlabel };
  }
  [customInspect](depth, options, inspect) {
    return depth < 0 ? this : `SocketAddress ${inspect(this.toJSON(), options)}`;
  }
  static isSocketAddress(value) { return typeof value === "object" && value !== null && #address in value; }
}

function addressOf(address, family, name) {
  if (SocketAddress.isSocketAddress(address)) return address;
  checkText(address, name);
  checkText(family, "family");
  return new SocketAddress({ address, family });
}

/** Where an address lies among all of both families. */
function placeOf({ address, family }) {
  return family === "ipv4" ? MAPPED | numberOf4(address) : numberOf6(address);
}

const nameOf = ({ family }) => family === "ipv4" ? "IPv4" : "IPv6";

class BlockList {
  #rules = []; // the newest first: {first, last, text}
  #add(first, last, text) { this.#rules.unshift({ first, last, text }); }

  addAddress(address, family = "ipv4") {
    address = addressOf(address, family, "address");
    const place = placeOf(address);
    this.#add(place, place, `Address: ${nameOf(address)} ${address.address}`);
  }
  addRange(start, end, family = "ipv4") {
    start = addressOf(start, family, "start");
    end = addressOf(end, family, "end");
    const [first, last] = [placeOf(start), placeOf(end)];
    if (first > last) throw make("ERR_INVALID_ARG_VALUE", "start", start, "must come before end");
    this.#add(first, last, `Range: ${nameOf(start)} ${start.address}-${end.address}`);
  }
  addSubnet(network, prefix, family = "ipv4") {
    network = addressOf(network, family, "network");
    const most = BITS[network.family];
    checkInteger(prefix, "prefix", 0, most);
    const rest = (1n << BigInt(most - prefix)) - 1n;
    const first = placeOf(network) & ~rest;
    this.#add(first, first | rest, `Subnet: ${nameOf(network)} ${network.address}/${prefix}`);
  }
  check(address, family = "ipv4") {
    let place;
    if (SocketAddress.isSocketAddress(address)) place = placeOf(address);
    else {
      checkText(address, "address");
      checkText(family, "family");
      try {
        place = placeOf(new SocketAddress({ address, family }));
      } catch {
        return false; // what is no address is in no list
      }
    }
    return this.#rules.some(({ first, last }) => place >= first && place <= last);
  }
  get rules() { return this.#rules.map(({ text }) => text); }
  [customInspect](depth, options, inspect) {
    return depth < 0 ? this : `BlockList ${inspect({ rules: this.rules }, options)}`;
  }
}

module.exports = { BlockList, SocketAddress };
