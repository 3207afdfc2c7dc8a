// Node's `punycode`: Unicode names in ASCII (RFC 3492).
"use strict";

const base = 36, least = 1, most = 26, skew = 38, damp = 700, firstBias = 72, firstPoint = 128;
const mostInt = 2147483647;

const sentences = {
  overflow: "Overflow: input needs wider integers to process",
  "not-basic": "Illegal input >= 0x80 (not a basic code point)",
  "invalid-input": "Invalid input",
};

function fail(kind) {
  throw new RangeError(sentences[kind]);
}

function adapt(change, count, isFirst) {
  let delta = isFirst ? Math.floor(change / damp) : change >> 1;
  delta += Math.floor(delta / count);
  let k = 0;
  for (; delta > (base - least) * most >> 1; k += base) delta = Math.floor(delta / (base - least));
  return Math.floor(k + (base - least + 1) * delta / (delta + skew));
}

const threshold = (k, bias) => k <= bias ? least : k >= bias + most ? most : k - bias;

function digitOf(code) {
  if (code >= 48 && code < 58) return 26 + (code - 48);
  if (code >= 65 && code < 91) return code - 65;
  if (code >= 97 && code < 123) return code - 97;
  return base;
}

const charOf = (digit) => String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);

function decode(input) {
  const output = [];
  let basic = input.lastIndexOf("-");
  if (basic < 0) basic = 0;
  for (let i = 0; i < basic; i++) {
    if (input.charCodeAt(i) >= 0x80) fail("not-basic");
    output.push(input.charCodeAt(i));
  }
  let point = firstPoint, place = 0, bias = firstBias;
  for (let index = basic > 0 ? basic + 1 : 0; index < input.length;) {
    const before = place;
    for (let weight = 1, k = base; ; k += base) {
      if (index >= input.length) fail("invalid-input");
      const digit = digitOf(input.charCodeAt(index++));
      if (digit >= base) fail("invalid-input");
      if (digit > Math.floor((mostInt - place) / weight)) fail("overflow");
      place += digit * weight;
      const limit = threshold(k, bias);
      if (digit < limit) break;
      if (weight > Math.floor(mostInt / (base - limit))) fail("overflow");
      weight *= base - limit;
    }
    const count = output.length + 1;
    bias = adapt(place - before, count, before === 0);
    if (Math.floor(place / count) > mostInt - point) fail("overflow");
    point += Math.floor(place / count);
    place %= count;
    output.splice(place++, 0, point);
  }
  return String.fromCodePoint(...output);
}

const decodePoints = (text) => {
  const points = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i), next = text.charCodeAt(i + 1);
    if ((code & 0xfc00) === 0xd800 && (next & 0xfc00) === 0xdc00) {
      points.push(((code & 0x3ff) << 10) + (next & 0x3ff) + 0x10000);
      i++;
    } else {
      points.push(code);
    }
  }
  return points;
};

function encode(text) {
  const input = decodePoints(text);
  let output = input.filter((point) => point < 0x80).map((point) => String.fromCharCode(point)).join("");
  const basic = output.length;
  let handled = basic, point = firstPoint, delta = 0, bias = firstBias;
  if (basic > 0) output += "-";
  while (handled < input.length) {
    let next = mostInt;
    for (const one of input) if (one >= point && one < next) next = one;
    if (next - point > Math.floor((mostInt - delta) / (handled + 1))) fail("overflow");
    delta += (next - point) * (handled + 1);
    point = next;
    for (const one of input) {
      if (one < point && ++delta > mostInt) fail("overflow");
      if (one !== point) continue;
      let rest = delta;
      for (let k = base; ; k += base) {
        const limit = threshold(k, bias);
        if (rest < limit) break;
        output += charOf(limit + (rest - limit) % (base - limit));
        rest = Math.floor((rest - limit) / (base - limit));
      }
      output += charOf(rest);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    point++;
  }
  return output;
}

function mapDomain(domain, change) {
  const at = domain.lastIndexOf("@");
  const user = at < 0 ? "" : domain.slice(0, at + 1);
  const labels = domain.slice(at + 1).replace(/[\u3002\uff0e\uff61]/g, ".").split(".");
  return user + labels.map(change).join(".");
}

module.exports = {
  version: "2.1.0",
  ucs2: { decode: decodePoints, encode: (points) => String.fromCodePoint(...points) },
  decode, encode,
  toASCII: (input) => mapDomain(input, (label) => /[^\0-\x7f]/.test(label) ? `xn--${encode(label)}` : label),
  toUnicode: (input) => mapDomain(input, (label) =>
    label.startsWith("xn--") ? decode(label.slice(4).toLowerCase()) : label),
};
