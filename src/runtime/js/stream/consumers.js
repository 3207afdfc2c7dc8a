// Node's `stream/consumers`: all that a stream gives, at once.
"use strict";

async function buffer(stream) {
  const { Buffer } = require("buffer");
  const parts = [];
  for await (const part of stream) parts.push(typeof part === "string" ? Buffer.from(part) : toBytes(part));
  return Buffer.concat(parts);
}

function toBytes(part) {
  if (part instanceof Uint8Array) return part;
  return ArrayBuffer.isView(part) ? new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    : new Uint8Array(part);
}

async function text(stream) {
  const { TextDecoder } = require("internal/text_encoding");
  const decoder = new TextDecoder();
  let all = "";
  for await (const part of stream) all += typeof part === "string" ? part : decoder.decode(part, { stream: true });
  return all + decoder.decode();
}

async function arrayBuffer(stream) {
  const bytes = await buffer(stream);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

module.exports = {
  arrayBuffer,
  async blob(stream) { return new (require("internal/blob").Blob)([await buffer(stream)]); },
  buffer, text,
  async json(stream) { return JSON.parse(await text(stream)); },
};
