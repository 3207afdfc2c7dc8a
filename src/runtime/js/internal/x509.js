// Certificates as getPeerCertificate shows them: fields of plain texts, in Node's order and words.
"use strict";
const { elementAt, elementsOf, oidOf, textOf, timeOf, BOOLEAN } = require("internal/der");

// Attributes of a name, as OpenSSL abbreviates them.
const attributes = {
  __proto__: null, "2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L",
  "2.5.4.8": "ST", "2.5.4.9": "street", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "title",
  "2.5.4.13": "description", "2.5.4.15": "businessCategory", "2.5.4.17": "postalCode", "2.5.4.42": "GN",
  "2.5.4.43": "initials", "2.5.4.46": "dnQualifier", "2.5.4.65": "pseudonym", "2.5.4.97": "organizationIdentifier",
  "1.2.840.113549.1.9.1": "emailAddress", "0.9.2342.19200300.100.1.1": "UID", "0.9.2342.19200300.100.1.25": "DC",
  "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionL", "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionST",
  "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionC",
};

const RSA = "1.2.840.113549.1.1.1", EC = "1.2.840.10045.2.1";

// OpenSSL's name, that of NIST, and the size.
const curves = {
  __proto__: null, "1.2.840.10045.3.1.7": ["prime256v1", "P-256", 256], "1.3.132.0.34": ["secp384r1", "P-384", 384],
  "1.3.132.0.35": ["secp521r1", "P-521", 521], "1.3.132.0.10": ["secp256k1", undefined, 256],
  "1.3.132.0.33": ["secp224r1", "P-224", 224], "1.2.840.10045.3.1.1": ["prime192v1", "P-192", 192],
};

const copied = (bytes) => Buffer.from(bytes);
const hexOf = (bytes) => copied(bytes).toString("hex").toUpperCase();

function withoutSign(bytes) {
  return bytes.length > 1 && bytes[0] === 0 ? bytes.subarray(1) : bytes;
}

// --- Names

/** Pairs of an attribute and its text, in the order of the certificate. */
function pairsOf(name) {
  return elementsOf(name).flatMap(({ content }) => elementsOf(content)).map(({ content }) => {
    const [type, value] = elementsOf(content);
    const oid = oidOf(type.content);
    return [attributes[oid] || oid, textOf(value)];
  });
}

function nameOf(name) {
  const fields = { __proto__: null };
  for (const [key, text] of pairsOf(name)) {
    if (fields[key] === undefined) fields[key] = text;
    else fields[key] = [fields[key], text].flat();
  }
  return fields;
}

const isPlain = (text) => /^[!#-&(-+\--[\]-~]*$/.test(text);

/** In quotes, if it could be taken for more than one name. */
function guarded(text, prefix = "") {
  if (isPlain(text)) return prefix + text;
  const quoted = text.replace(/["\\]/g, "\\$&")
    .replace(/[^ -+\--~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `"${prefix}${quoted}"`;
}

/** A value of a name as RFC 2253 has it. */
function escaped(value) {
  return value.replace(/[,+"\\<>;]|^[# ]| $/g, "\\$&");
}

function addressOf(bytes) {
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.length !== 16) return "<invalid length>";
  return Array.from({ length: 8 }, (_, i) => (bytes[2 * i] * 256 + bytes[2 * i + 1]).toString(16).toUpperCase())
    .join(":");
}

/** One name of subjectAltName, by the tag that it has there. */
function generalName({ tag, content }) {
  const kind = tag & 0x1f;
  const text = () => textOf({ tag: 0x16, content });
  if (kind === 0) return "othername:<unsupported>";
  if (kind === 1) return `email:${guarded(text())}`;
  if (kind === 2) return `DNS:${guarded(text())}`;
  if (kind === 4) {
    const parts = pairsOf(elementAt(content, 0).content).map(([key, value]) => `${key}=${escaped(value)}`);
    return `DirName:${guarded(parts.reverse().join(","))}`;
  }
  if (kind === 6) return `URI:${guarded(text())}`;
  if (kind === 7) return `IP Address:${addressOf(content)}`;
  if (kind === 8) return `Registered ID:${oidOf(content)}`;
  return kind === 3 ? "X400Name:<unsupported>" : "EdiPartyName:<unsupported>";
}

const accessMethods = { __proto__: null, "1.3.6.1.5.5.7.48.1": "OCSP", "1.3.6.1.5.5.7.48.2": "CA Issuers" };

function accessOf(content) {
  const places = { __proto__: null };
  for (const { content: one } of elementsOf(content)) {
    const [method, place] = elementsOf(one);
    const oid = oidOf(method.content);
    const named = generalName(place);
    const colon = named.indexOf(":");
    const key = `${accessMethods[oid] || oid} - ${named.slice(0, colon)}`;
    (places[key] ||= []).push(named.slice(colon + 1));
  }
  return places;
}

// --- Extensions and keys

function extensionsOf(fields) {
  const found = {};
  const last = fields.find(({ tag }) => tag === 0xa3);
  if (last === undefined) return found;
  for (const { content } of elementsOf(elementAt(last.content, 0).content)) {
    const parts = elementsOf(content);
    found[oidOf(parts[0].content)] = parts.at(-1).content;
  }
  return found;
}

const inner = (octets) => elementAt(octets, 0).content;

function isAuthority(octets) {
  if (octets === undefined) return false;
  const [first] = elementsOf(inner(octets));
  return first !== undefined && first.tag === BOOLEAN && first.content[0] !== 0;
}

function bitsOf(number) {
  return number.length === 0 ? 0 : (number.length - 1) * 8 + 32 - Math.clz32(number[0]);
}

function addKey(certificate, key) {
  const [algorithm, bits] = elementsOf(key.content);
  const [type, parameter] = elementsOf(algorithm.content);
  const oid = oidOf(type.content), value = bits.content.subarray(1);
  if (oid === RSA) {
    const [modulus, exponent] = elementsOf(inner(value)).map(({ content }) => withoutSign(content));
    certificate.modulus = hexOf(modulus);
    certificate.bits = bitsOf(modulus);
    certificate.exponent = `0x${BigInt(`0x${hexOf(exponent)}`).toString(16)}`;
    certificate.pubkey = copied(key.whole);
  } else if (oid === EC) {
    const [name, nist, size] = curves[oidOf(parameter.content)] || [];
    certificate.bits = size;
    certificate.pubkey = copied(value);
    certificate.asn1Curve = name;
    if (nist !== undefined) certificate.nistCurve = nist;
  }
}

function fingerprint(bytes, algorithm) {
  const { createHash } = require("crypto");
  return createHash(algorithm).update(bytes).digest("hex").toUpperCase().match(/../g).join(":");
}

/** A certificate's fields, from its bytes. */
function certificateOf(raw) {
  const der = copied(raw);
  const fields = elementsOf(inner(inner(der)));
  if (fields[0].tag === 0xa0) fields.shift(); // the version
  const [serial, , issuer, validity, subject, key] = fields;
  const extensions = extensionsOf(fields);
  const [from, to] = elementsOf(validity.content);
  const certificate = { subject: nameOf(subject.content), issuer: nameOf(issuer.content) };
  const names = extensions["2.5.29.17"], access = extensions["1.3.6.1.5.5.7.1.1"], usage = extensions["2.5.29.37"];
  if (names) certificate.subjectaltname = elementsOf(inner(names)).map(generalName).join(", ");
  if (access) certificate.infoAccess = accessOf(inner(access));
  certificate.ca = isAuthority(extensions["2.5.29.19"]);
  addKey(certificate, key);
  certificate.valid_from = timeOf(from);
  certificate.valid_to = timeOf(to);
  certificate.fingerprint = fingerprint(der, "sha1");
  certificate.fingerprint256 = fingerprint(der, "sha256");
  certificate.fingerprint512 = fingerprint(der, "sha512");
  if (usage) certificate.ext_key_usage = elementsOf(inner(usage)).map(({ content }) => oidOf(content));
  certificate.serialNumber = hexOf(withoutSign(serial.content)).replace(/^00$/, "0");
  certificate.raw = der;
  return certificate;
}

/** The other side's certificates, each with its issuer, as far as they are known: the first one, or undefined. */
function chainOf(raws) {
  const certificates = raws.map(certificateOf);
  const name = (fields) => JSON.stringify(fields);
  for (const certificate of certificates) {
    const wanted = name(certificate.issuer);
    const issuer = wanted === name(certificate.subject) ? certificate
      : certificates.find((other) => other !== certificate && name(other.subject) === wanted);
    if (issuer !== undefined) certificate.issuerCertificate = issuer;
  }
  return certificates[0];
}

module.exports = { certificateOf, chainOf };
