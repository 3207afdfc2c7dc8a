// Blob and File: bytes with a type that do not change, and the blob: URLs of them.
"use strict";
const { tag } = require("internal/web_class");
const { make } = require("internal/errors");
const { encodeUtf8, decodeUtf8 } = require("internal/encodings");

const customInspect = Symbol.for("nodejs.util.inspect.custom");
const kParts = Symbol("kParts");
const pieceSize = 64 * 1024;

const isAnyArrayBuffer = (value) => value instanceof ArrayBuffer ||
  typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer;

function bytesOf(part, nativeEndings) {
  if (part instanceof Blob) return part[kParts];
  if (ArrayBuffer.isView(part)) return [new Uint8Array(part.buffer, part.byteOffset, part.byteLength).slice()];
  if (isAnyArrayBuffer(part)) return [new Uint8Array(part).slice()];
  const text = `${part}`;
  return [encodeUtf8(nativeEndings ? text.replace(/\r\n|\r/g, "\n") : text)];
}

function joined(parts, size) {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const cleanType = (type) => /[^\x20-\x7e]/.test(type) ? "" : type.toLowerCase();

class Blob {
  #type = ""; #size = 0;

  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources !== "object" || typeof sources[Symbol.iterator] !== "function") {
      throw make("ERR_INVALID_ARG_TYPE", "sources", "a sequence", sources);
    }
    if (options !== undefined && options !== null && typeof options !== "object" && typeof options !== "function") {
      throw make("ERR_INVALID_ARG_TYPE", "options", "Object", options);
    }
    const endings = options?.endings === undefined ? "transparent" : `${options.endings}`;
    if (endings !== "transparent" && endings !== "native") {
      throw make("ERR_INVALID_ARG_VALUE", "options.endings", endings);
    }
    const parts = [];
    for (const source of sources) {
      for (const bytes of bytesOf(source, endings === "native")) {
        if (bytes.length === 0) continue;
        parts.push(bytes);
        this.#size += bytes.length;
      }
    }
    Object.defineProperty(this, kParts, { value: parts, writable: true });
    if (options?.type !== undefined) this.#type = cleanType(`${options.type}`);
  }

  get size() { return this.#size; }
  get type() { return this.#type; }

  slice(start = 0, end = this.#size, type = "") {
    const place = (value) => {
      const number = Math.trunc(Number(value)) || 0;
      return number < 0 ? Math.max(this.#size + number, 0) : Math.min(number, this.#size);
    };
    const from = place(start), to = Math.max(place(end), from);
    const blob = new Blob([], { type });
    const parts = [];
    let at = 0;
    for (const part of this[kParts]) {
      const first = Math.max(from - at, 0), last = Math.min(to - at, part.length);
      if (first < last) parts.push(part.subarray(first, last));
      at += part.length;
    }
    blob[kParts] = parts;
    blob.#size = to - from;
    return blob;
  }

  async arrayBuffer() {
    const bytes = joined(this[kParts], this.#size);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  }

  async bytes() { return new Uint8Array(await this.arrayBuffer()); }

  async text() {
    const text = decodeUtf8(joined(this[kParts], this.#size));
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  stream() {
    const { ReadableStream } = require("internal/web_streams");
    const parts = this[kParts];
    let index = 0, at = 0;
    return new ReadableStream({
      type: "bytes",
      pull(controller) {
        if (index === parts.length) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        const part = parts[index];
        controller.enqueue(part.slice(at, at + pieceSize));
        at += pieceSize;
        if (at < part.length) return;
        index++;
        at = 0;
      },
    });
  }

  [customInspect](depth, options, inspect) {
    if (depth < 0) return this;
    return `Blob ${inspect({ size: this.#size, type: this.#type }, { ...options, depth: null })}`;
  }
}

class File extends Blob {
  #name; #lastModified;

  constructor(parts, name, options = undefined) {
    if (arguments.length < 2) throw make("ERR_MISSING_ARGS", "fileBits", "fileName");
    super(parts, options);
    this.#name = `${name}`.toWellFormed();
    this.#lastModified = options?.lastModified === undefined ? Date.now() : Math.trunc(Number(options.lastModified)) ||
      0;
  }

  get name() { return this.#name; }
  get lastModified() { return this.#lastModified; }

  [customInspect](depth, options, inspect) {
    if (depth < 0) return this;
    const shown = { size: this.size, type: this.type, name: this.#name, lastModified: this.#lastModified };
    return `File ${inspect(shown, { ...options, depth: null })}`;
  }
}

tag(Blob, "size", "type", "slice", "stream", "text", "arrayBuffer");
tag(File, "name", "lastModified");

// ---- blob: URLs ----

const urls = new Map();

function createObjectUrl(blob) {
  if (!(blob instanceof Blob)) throw make("ERR_INVALID_ARG_TYPE", "obj", "Blob", blob);
  const id = require("crypto").randomUUID();
  urls.set(id, blob);
  return `blob:nodedata:${id}`;
}

const idOf = (url) => url.startsWith("blob:nodedata:") ? url.slice(14).replace(/[?#].*$/, "") : undefined;

function revokeObjectUrl(url) {
  urls.delete(idOf(url));
}

function resolveObjectUrl(url) {
  return urls.get(idOf(url));
}

/** The bytes of a blob, at once. */
const blobBytes = (blob) => joined(blob[kParts], blob.size);

module.exports = { Blob, File, createObjectUrl, revokeObjectUrl, resolveObjectUrl, blobBytes };
