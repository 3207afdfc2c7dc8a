// Hosts of URLs: domains, IPv4 and IPv6 addresses, opaque hosts.
//
// International names: texts are made lower-case and put into Unicode's form NFKC, what is ignored is taken out, labels
// are encoded by Punycode. The full tables of UTS 46 are not here: a few characters that it forbids are let through.
"use strict";
const { hexPairs, decodeUtf8, encodeUtf8 } = require("internal/encodings");

const forbiddenHost = /[\0\t\n\r #/:<>?@[\\\]^|]/;
const forbiddenDomain = /[\0-\x20#%/:<>?@[\\\]^|\x7f]/;
const ignored = /\u00ad|\u034f|\u180b|\u180c|\u180d|\u200b|\u2060|\u2064|\p{Variation_Selector}|\ufeff/gu;
const dots = /[\u3002\uff0e\uff61]/g;

/** Bytes that "%41" and the like stand for, as text. */
function percentDecode(text) {
  if (!text.includes("%")) return text;
  const bytes = encodeUtf8(text);
  const out = new Uint8Array(bytes.length);
  let size = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 37 && i + 2 < bytes.length) {
      const value = hexByte(bytes[i + 1], bytes[i + 2]);
      if (value >= 0) {
        out[size++] = value;
        i += 2;
        continue;
      }
    }
    out[size++] = bytes[i];
  }
  return decodeUtf8(out, 0, size);
}

function hexDigit(code) {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function hexByte(high, low) {
  const a = hexDigit(high), b = hexDigit(low);
  return a < 0 || b < 0 ? -1 : a << 4 | b;
}

// ---- IPv4 ----

// A part may be decimal, octal or hexadecimal; NaN if it is no number.
function ipv4Number(part) {
  if (part === "") return NaN;
  if (/^0[xX][0-9a-fA-F]*$/.test(part)) return part.length === 2 ? 0 : Number.parseInt(part.slice(2), 16);
  if (/^0[0-9]+$/.test(part)) return /^[0-7]+$/.test(part) ? Number.parseInt(part, 8) : NaN;
  return /^[0-9]+$/.test(part) ? Number(part) : NaN;
}

function endsInNumber(host) {
  const parts = host.split(".");
  if (parts.at(-1) === "") {
    if (parts.length === 1) return false;
    parts.pop();
  }
  const last = parts.at(-1);
  return /^[0-9]+$/.test(last) || /^0[xX][0-9a-fA-F]*$/.test(last);
}

function parseIpv4(host) {
  const parts = host.split(".");
  if (parts.at(-1) === "" && parts.length > 1) parts.pop();
  if (parts.length > 4) return undefined;
  const numbers = parts.map(ipv4Number);
  if (numbers.some(Number.isNaN)) return undefined;
  const last = numbers.pop();
  if (numbers.some((one) => one > 255) || last >= 256 ** (4 - numbers.length)) return undefined;
  let address = last;
  numbers.forEach((one, i) => { address += one * 256 ** (3 - i); });
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

// ---- IPv6 ----

function ipv4Pieces(text) {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return [Number(parts[0]) * 256 + Number(parts[1]), Number(parts[2]) * 256 + Number(parts[3])];
}

// The pieces of a side of "::".
function ipv6Pieces(text, mayEndInIpv4) {
  if (text === "") return [];
  const pieces = [];
  const parts = text.split(":");
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part.includes(".")) {
      const last = mayEndInIpv4 && i === parts.length - 1 ? ipv4Pieces(part) : undefined;
      if (last === undefined) return undefined;
      pieces.push(...last);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return undefined;
      pieces.push(Number.parseInt(part, 16));
    }
  }
  return pieces;
}

function parseIpv6(text) {
  const gap = text.indexOf("::");
  const first = ipv6Pieces(gap < 0 ? text : text.slice(0, gap), gap < 0);
  const second = gap < 0 ? [] : ipv6Pieces(text.slice(gap + 2), true);
  if (first === undefined || second === undefined) return undefined;
  const missing = 8 - first.length - second.length;
  if (gap < 0 ? missing !== 0 : missing < 1) return undefined;
  return writeIpv6([...first, ...new Array(missing).fill(0), ...second]);
}

// The longest row of zeros, if it is more than one, is written "::".
function writeIpv6(pieces) {
  let start = -1, size = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && pieces[end] === 0) end++;
    if (end - i > size) {
      start = i;
      size = end - i;
    }
    if (end > i) i = end;
  }
  const words = pieces.map((piece) => piece.toString(16));
  if (start < 0) return `[${words.join(":")}]`;
  return `[${words.slice(0, start).join(":")}::${words.slice(start + size).join(":")}]`;
}

// ---- domains ----

function labelToAscii(label) {
  if (/^[\0-\x7f]*$/.test(label)) {
    if (!label.startsWith("xn--")) return label;
    const { decode, encode } = require("punycode");
    try {
      const text = decode(label.slice(4));
      return text !== "" && /[^\0-\x7f]/.test(text) && !/\p{C}/u.test(text) && text.normalize("NFC") === text &&
        encode(text) === label.slice(4)
        ? label : undefined;
    } catch {
      return undefined;
    }
  }
  if (/^\p{M}/u.test(label) || /[\ufffd\ud800-\udfff\p{Co}\p{Cn}]/u.test(label) || label.startsWith("xn--")) {
    return undefined;
  }
  return `xn--${require("punycode").encode(label)}`;
}

/** The ASCII form of a domain, or undefined. */
function domainToAscii(domain) {
  if (/^[\0-\x7f]*$/.test(domain)) {
    const lower = domain.toLowerCase();
    if (!lower.includes("xn--")) return lower;
    return joinLabels(lower.split("."));
  }
  const mapped = domain.replace(ignored, "").replace(dots, ".").replaceAll("\u1e9e", "ss").normalize("NFKC")
    .toLowerCase().normalize("NFKC").replace(ignored, "").replaceAll("\u2215", "/");
  return joinLabels(mapped.split("."));
}

function joinLabels(labels) {
  const result = labels.map(labelToAscii);
  return result.includes(undefined) ? undefined : result.join(".");
}

/** The Unicode form of a domain. */
function domainToUnicode(domain) {
  return domain.split(".").map((label) => {
    if (!label.startsWith("xn--")) return label;
    try {
      return require("punycode").decode(label.slice(4));
    } catch {
      return label;
    }
  }).join(".");
}

function opaqueHost(text) {
  if (forbiddenHost.test(text)) return undefined;
  let out = "";
  for (const char of text) {
    const code = char.codePointAt(0);
    if (code > 0x1f && code < 0x7f) out += char;
    else for (const byte of encodeUtf8(char)) out += `%${hexPairs[byte].toUpperCase()}`;
  }
  return out;
}

const plainHost = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*$/;

/** A host as it is written in a URL, or undefined. */
function parseHost(text, isSpecial) {
  if (text.charCodeAt(0) === 91) {
    return text.endsWith("]") ? parseIpv6(text.slice(1, -1)) : undefined;
  }
  if (!isSpecial) return opaqueHost(text);
  if (plainHost.test(text) && !text.includes("xn--")) return text;
  const ascii = domainToAscii(percentDecode(text));
  if (ascii === undefined || ascii === "" || forbiddenDomain.test(ascii)) return undefined;
  return endsInNumber(ascii) ? parseIpv4(ascii) : ascii;
}

module.exports = { parseHost, domainToAscii, domainToUnicode, hexByte };
