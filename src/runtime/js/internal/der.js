// DER: what certificates are written in, as elements that are taken apart one by one.
"use strict";

const BOOLEAN = 1; // a tag

const wrong = () => new Error("not a certificate");

/** An element at `at`: its tag, its content, and where the next one begins. */
function elementAt(bytes, at) {
  const tag = bytes[at];
  let size = bytes[at + 1], from = at + 2;
  if (size > 0x80) {
    const count = size & 0x7f;
    if (count > 4) throw wrong();
    size = 0;
    for (let i = 0; i < count; i++) size = size * 256 + bytes[from++];
  }
  const end = from + size;
  if (!(end <= bytes.length)) throw wrong();
  return { tag, content: bytes.subarray(from, end), whole: bytes.subarray(at, end), end };
}

/** The elements that some content is made of. */
function elementsOf(content) {
  const elements = [];
  for (let at = 0; at < content.length;) {
    const element = elementAt(content, at);
    elements.push(element);
    at = element.end;
  }
  return elements;
}

/** "2.5.4.3" */
function oidOf(content) {
  const parts = [];
  let part = 0;
  for (const byte of content) {
    part = part * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    if (parts.length === 0) {
      const first = Math.min(Math.floor(part / 40), 2);
      parts.push(first, part - first * 40);
    } else parts.push(part);
    part = 0;
  }
  return parts.join(".");
}

function codePoints(bytes, size) {
  let text = "";
  for (let at = 0; at + size <= bytes.length; at += size) text += String.fromCodePoint(bytes.readUIntBE(at, size));
  return text;
}

/** The text of a string of whichever kind. */
function textOf({ tag, content }) {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  if (tag === 0x0c) return bytes.toString("utf8");
  if (tag === 0x1e) return codePoints(bytes, 2);
  if (tag === 0x1c) return codePoints(bytes, 4);
  return bytes.toString("latin1");
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A time as OpenSSL prints it: "Jan  2 03:04:05 2026 GMT". */
function timeOf(element) {
  const text = textOf(element);
  const isShort = element.tag === 0x17;
  const year = isShort ? Number(text.slice(0, 2)) : Number(text.slice(0, 4));
  const rest = text.slice(isShort ? 2 : 4);
  const [month, day, hour, minute, second] = rest.match(/\d\d/g);
  const whole = isShort ? year + (year < 50 ? 2000 : 1900) : year;
  return `${months[month - 1]} ${String(Number(day)).padStart(2)} ${hour}:${minute}:${second || "00"} ${whole} GMT`;
}

module.exports = { elementAt, elementsOf, oidOf, textOf, timeOf, BOOLEAN };
