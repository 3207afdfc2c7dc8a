// Whether a certificate is about the host that was asked for.
"use strict";
const { make } = require("internal/errors");
const { isIP, isIPv6 } = require("internal/ip");

const lower = (text) => text.replace(/[A-Z]/g, (char) => char.toLowerCase());
const partsOf = (host) => lower(host.endsWith(".") ? host.slice(0, -1) : host).split(".");

/** An address in the one form that it is compared in; "" where it is none. */
function canonicalAddress(text) {
  if (!isIP(text)) return "";
  if (!isIPv6(text)) return text;
  const { hostname } = new URL(`http://[${text.replace(/%.*$/, "")}]`);
  return hostname.slice(1, -1).replace(/^(::(?:ffff:)?)([\da-f]+):([\da-f]+)$/, (_, start, high, low) => {
    const bytes = [high, low].flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
    return start + bytes.join("."); // an address of version 4 within one of version 6
  });
}

/** "DNS:a, DNS:\"b, c\"" → its names. What is in quotes is one name. */
function splitNames(text) {
  if (!text.includes("\"")) return text.split(", ");
  const names = [];
  let name = "";
  for (let at = 0; at < text.length;) {
    const quoted = text[at] === "\"" ? /^"(?:[^"\\]|\\.)*"/.exec(text.slice(at)) : null;
    if (quoted) {
      name += JSON.parse(quoted[0]);
      at += quoted[0].length;
    } else if (text.startsWith(", ", at)) {
      names.push(name);
      name = "";
      at += 2;
    } else name += text[at++];
  }
  names.push(name);
  return names;
}

/** Whether a host is what a name with at most one star, in its first part, stands for. */
function matches(hostParts, pattern) {
  if (!pattern) return false;
  const parts = partsOf(pattern);
  if (parts.length !== hostParts.length || parts.includes("")) return false;
  if (parts.some((part) => /[^\u0021-\u007f]/.test(part))) return false;
  for (let i = parts.length - 1; i > 0; i--) if (parts[i] !== hostParts[i]) return false;
  const pieces = parts[0].split("*");
  if (pieces.length === 1 || parts[0].includes("xn--")) return parts[0] === hostParts[0];
  if (pieces.length > 2 || parts.length <= 2) return false;
  const [before, after] = pieces, [host] = hostParts;
  return before.length + after.length <= host.length && host.startsWith(before) && host.endsWith(after);
}

/** What is wrong with a certificate's names, in Node's words; undefined if it is about `host`. */
function whyNot(host, { subject, subjectaltname: alternatives }) {
  const names = alternatives ? splitNames(alternatives) : [];
  const hosts = names.filter((name) => name.startsWith("DNS:")).map((name) => name.slice(4));
  const shown = host.endsWith(".") ? host.slice(0, -1) : host;
  if (isIP(shown)) {
    const addresses = names.filter((name) => name.startsWith("IP Address:"))
      .map((name) => canonicalAddress(name.slice(11)));
    if (addresses.includes(canonicalAddress(shown))) return undefined;
    return `IP: ${shown} is not in the cert's list: ${addresses.join(", ")}`;
  }
  const parts = partsOf(shown);
  if (hosts.length > 0) {
    if (hosts.some((name) => matches(parts, name))) return undefined;
    return `Host: ${shown}. is not in the cert's altnames: ${alternatives}`;
  }
  const common = subject && subject.CN;
  if (!common) return "Cert does not contain a DNS name";
  if ([common].flat().some((name) => matches(parts, name))) return undefined;
  return `Host: ${shown}. is not cert's CN: ${common}`;
}

/** An error if the certificate is not about `host`. */
function checkServerIdentity(host, certificate) {
  host = `${host}`;
  const reason = whyNot(host, certificate);
  if (reason === undefined) return undefined;
  const error = make("ERR_TLS_CERT_ALTNAME_INVALID", reason);
  error.reason = reason;
  error.host = host.endsWith(".") ? host.slice(0, -1) : host;
  error.cert = certificate;
  return error;
}

module.exports = { checkServerIdentity };
