// Keys as JSON (RFC 7517): to and from the DER that OpenSSL reads and writes.
"use strict";
const { make } = require("internal/errors");
const { elementAt, elementsOf } = require("internal/der");
const { checkRecord, checkText } = require("internal/validators");

const SEQUENCE = 0x30, INTEGER = 2, BITS = 3, OCTETS = 4, OID = 6;

function element(tag, ...parts) {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  const digits = size.subarray(size.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length]), digits, content]);
}

/** A number that is not negative, from its bytes. */
function integer(bytes) {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.from([0]) : bytes.subarray(first);
  return element(INTEGER, digits[0] & 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}

const bits = (bytes) => element(BITS, Buffer.from([0]), bytes);
const oid = (hex) => element(OID, Buffer.from(hex, "hex"));
const small = (number) => element(INTEGER, Buffer.from([number]));

// JOSE's name → OpenSSL's, the bytes of the OID, and how long a coordinate is.
const curves = {
  __proto__: null,
  "P-256": { name: "prime256v1", oid: "2a8648ce3d030107", size: 32 },
  secp256k1: { name: "secp256k1", oid: "2b8104000a", size: 32 },
  "P-384": { name: "secp384r1", oid: "2b81040022", size: 48 },
  "P-521": { name: "secp521r1", oid: "2b81040023", size: 66 },
};
const EC_OID = "2a8648ce3d0201";

// JOSE's name → the bytes of the OID, and how long a key is.
const raws = {
  __proto__: null,
  Ed25519: { oid: "2b6570", size: 32 }, Ed448: { oid: "2b6571", size: 57 },
  X25519: { oid: "2b656e", size: 32 }, X448: { oid: "2b656f", size: 56 },
};

const shown = (names) => names.map((name) => `'${name}'`).join(", ");

function checkOneOf(value, name, allowed) {
  if (!allowed.includes(value)) throw make("ERR_INVALID_ARG_VALUE", name, value, `must be one of: ${shown(allowed)}`);
}

// --- From JSON: what there is to read, and of which kind

function fieldOf(jwk, name) {
  checkText(jwk[name], `key.${name}`);
  return Buffer.from(jwk[name], "base64url");
}

const rsaPrivate = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];

function rsaFile(jwk, isPrivate) {
  const numbers = (isPrivate ? rsaPrivate : ["n", "e"]).map((name) => integer(fieldOf(jwk, name)));
  const der = isPrivate ? element(SEQUENCE, small(0), ...numbers) : element(SEQUENCE, ...numbers);
  return { der, kind: "pkcs1" };
}

function padded(bytes, size) {
  if (bytes.length === size) return bytes;
  if (bytes.length > size) throw make("ERR_CRYPTO_INVALID_JWK", "EC key");
  return Buffer.concat([Buffer.alloc(size - bytes.length), bytes]);
}

/** The public half of a curve's key, from its point. */
function curveFile(crv, point) {
  const { oid: curve } = curves[crv];
  return { der: element(SEQUENCE, element(SEQUENCE, oid(EC_OID), oid(curve)), bits(point)), kind: "spki" };
}

function ecFile(jwk, isPrivate) {
  checkText(jwk.crv, "key.crv");
  checkOneOf(jwk.crv, "key.crv", Object.keys(curves));
  const { oid: curve, size } = curves[jwk.crv];
  const [x, y, d] = (isPrivate ? ["x", "y", "d"] : ["x", "y"]).map((name) => fieldOf(jwk, name))
    .map((bytes) => padded(bytes, size));
  const point = Buffer.concat([Buffer.from([4]), x, y]);
  if (!isPrivate) return { ...curveFile(jwk.crv, point), wrong: "EC key" };
  const der = element(SEQUENCE, small(1), element(OCTETS, d), element(0xa0, oid(curve)), element(0xa1, bits(point)));
  return { der, kind: "sec1", wrong: "EC key" };
}

/** A key of Edwards' or Montgomery's, from its bytes. */
function rawFile(crv, bytes, isPrivate) {
  const { oid: curve, size } = raws[crv];
  if (bytes.length !== size) throw make("ERR_CRYPTO_INVALID_JWK");
  const algorithm = element(SEQUENCE, oid(curve));
  const der = isPrivate ? element(SEQUENCE, small(0), algorithm, element(OCTETS, element(OCTETS, bytes)))
    : element(SEQUENCE, algorithm, bits(bytes));
  return { der, kind: isPrivate ? "pkcs8" : "spki" };
}

function okpFile(jwk, isPrivate) {
  checkText(jwk.crv, "key.crv");
  checkOneOf(jwk.crv, "key.crv", Object.keys(raws));
  const x = fieldOf(jwk, "x");
  return rawFile(jwk.crv, isPrivate ? fieldOf(jwk, "d") : x, isPrivate);
}

const files = { RSA: rsaFile, EC: ecFile, OKP: okpFile };

/** The private or the public key that JSON has: { der, kind, wrong: what to call it if it is wrong }. */
function fileOf(jwk, isPrivate) {
  checkRecord(jwk, "key.key");
  checkOneOf(jwk.kty, "key.kty", Object.keys(files));
  return files[jwk.kty](jwk, isPrivate);
}

// --- To JSON

const text = (bytes) => Buffer.from(bytes).toString("base64url");

function numbersOf(der) {
  return elementsOf(elementAt(der, 0).content)
    .map(({ content }) => content.length > 1 && content[0] === 0 ? content.subarray(1) : content);
}

function rsaJson(key) {
  const numbers = numbersOf(key.write("pkcs1"));
  const names = key.isPrivate ? rsaPrivate : ["n", "e"];
  const values = (key.isPrivate ? numbers.slice(1) : numbers).map(text);
  return { kty: "RSA", ...Object.fromEntries(names.map((name, i) => [name, values[i]])) };
}

/** The bytes of the point that a public key in SPKI ends with. */
function pointOf(spki) {
  const [, point] = elementsOf(elementAt(spki, 0).content);
  return point.content.subarray(1);
}

function ecJson(key) {
  const crv = Object.keys(curves).find((one) => curves[one].name === key.curve);
  if (crv === undefined) throw make("ERR_CRYPTO_JWK_UNSUPPORTED_CURVE", key.curve);
  const { size } = curves[crv];
  const point = pointOf(key.publicSpki());
  const json = { kty: "EC", x: text(point.subarray(1, 1 + size)), y: text(point.subarray(1 + size)), crv };
  if (key.isPrivate) json.d = text(padded(elementsOf(elementAt(key.write("sec1"), 0).content)[1].content, size));
  return json;
}

function okpJson(key) {
  const crv = Object.keys(raws).find((one) => one.toLowerCase() === key.type);
  const json = { crv };
  if (key.isPrivate) json.d = text(key.raw(false));
  return { ...json, x: text(key.raw(true)), kty: "OKP" };
}

function jsonOf(key) {
  if (key.type === "rsa") return rsaJson(key);
  if (key.type === "ec") return ecJson(key);
  if (Object.keys(raws).some((one) => one.toLowerCase() === key.type)) return okpJson(key);
  throw make("ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE");
}

module.exports = { fileOf, jsonOf, rawFile, curveFile, pointOf, curves, checkOneOf };
