// Bodies of requests and responses: what they can be made of, and what they can be read as.
"use strict";
const { encodeUtf8, decodeUtf8 } = require("internal/encodings");

const kBody = Symbol("kBody");

const isAnyArrayBuffer = (value) => value instanceof ArrayBuffer ||
  typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer;

/**
 * A body as { source, stream, type, length }: `source` is a text or bytes, and then `stream` is only made when somebody
 * asks for it.
 */
function extract(init) {
  if (typeof init === "string") return body(init, "text/plain;charset=UTF-8");
  if (init instanceof Uint8Array) return body(init.slice(), null);
  if (ArrayBuffer.isView(init)) {
    return body(new Uint8Array(init.buffer, init.byteOffset, init.byteLength).slice(), null);
  }
  if (isAnyArrayBuffer(init)) return body(new Uint8Array(init).slice(), null);
  const { Blob, blobBytes } = require("internal/blob");
  if (init instanceof Blob) return body(blobBytes(init), init.type || null);
  const { URLSearchParams } = require("internal/url_search_params");
  if (init instanceof URLSearchParams) return body(`${init}`, "application/x-www-form-urlencoded;charset=UTF-8");
  const { FormData, encodeForm } = require("internal/fetch_form_data");
  if (init instanceof FormData) {
    const { bytes, type } = encodeForm(init);
    return body(bytes, type);
  }
  const { ReadableStream } = require("internal/web_streams");
  if (init instanceof ReadableStream) {
    if (init.locked || isDisturbed(init)) throw new TypeError("Response body object should not be disturbed or locked");
    return { source: null, stream: init, type: null, length: null };
  }
  if (typeof init[Symbol.asyncIterator] === "function") {
    return { source: null, stream: ReadableStream.from(init), type: null, length: null };
  }
  return body(`${init}`, "text/plain;charset=UTF-8");
}

const isDisturbed = (stream) => stream[require("internal/web_queue").kState].disturbed;

function body(source, type) {
  return { source, stream: null, type, length: typeof source === "string" ? null : source.length };
}

const sourceBytes = (source) => typeof source === "string" ? encodeUtf8(source) : source;

function streamOf(own) {
  if (own.stream === null) {
    const { ReadableStream } = require("internal/web_streams");
    const bytes = sourceBytes(own.source);
    own.stream = new ReadableStream({
      type: "bytes",
      // All at once, so that who reads need not wait.
      start(controller) {
        if (bytes.length > 0) controller.enqueue(bytes.slice());
        controller.close();
      },
    });
  }
  return own.stream;
}

function isUsed(own) {
  return own.isUsed === true || own.stream !== null && isDisturbed(own.stream);
}

async function readAll(stream) {
  const parts = [];
  let size = 0;
  const reader = stream.getReader();
  while (true) {
    const { value, done } = await reader.read();
    if (done) break;
    if (!(value instanceof Uint8Array)) throw new TypeError("Received non-Uint8Array chunk");
    parts.push(value);
    size += value.length;
  }
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The type of a body as a Blob has it: written anew, and empty where it is none. */
function mimeOf(headers) {
  const { MIMEType } = require("internal/mime_type");
  try {
    return `${new MIMEType(headers.get("content-type"))}`;
  } catch {
    return "";
  }
}

/** Reads the body once: gives the source, if it is there, else bytes. */
async function consume(holder, Class) {
  if (!(holder instanceof Class)) throw new TypeError("Illegal invocation");
  const own = holder[kBody];
  if (own === null) return new Uint8Array(0);
  if (isUsed(own) || own.stream !== null && own.stream.locked) {
    throw new TypeError("Body is unusable: Body has already been read");
  }
  own.isUsed = true;
  return own.stream === null ? own.source : readAll(own.stream);
}

const withoutBom = (text) => text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
const asText = (source) => withoutBom(typeof source === "string" ? source.toWellFormed() : decodeUtf8(source));

function parseForm(source, type) {
  const essence = type.split(";")[0].trim().toLowerCase();
  const { FormData, decodeForm } = require("internal/fetch_form_data");
  if (essence === "multipart/form-data") return decodeForm(sourceBytes(source), type);
  if (essence === "application/x-www-form-urlencoded") {
    const form = new FormData();
    for (const [name, value] of new (require("internal/url_search_params").URLSearchParams)(asText(source))) {
      form.append(name, value);
    }
    return form;
  }
  throw new TypeError("Content-Type was not one of \"multipart/form-data\" or \"application/x-www-form-urlencoded\".");
}

/** Gives a class whose objects have a [kBody] the members that read it. */
function addBody(Class) {
  const members = {
    async arrayBuffer() {
      const bytes = sourceBytes(await consume(this, Class));
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    },
    async blob() {
      const source = await consume(this, Class);
      return new (require("internal/blob").Blob)([source], { type: mimeOf(this.headers) });
    },
    async bytes() { return sourceBytes(await consume(this, Class)).slice(); },
    async formData() {
      const type = this.headers.get("content-type") || "";
      return parseForm(await consume(this, Class), type);
    },
    async json() { return JSON.parse(asText(await consume(this, Class))); },
    async text() { return asText(await consume(this, Class)); },
  };
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(Class.prototype, name, { value, writable: true, configurable: true, enumerable: true });
  }
  Object.defineProperty(Class.prototype, "body", {
    get() { return this[kBody] === null ? null : streamOf(this[kBody]); },
    configurable: true, enumerable: true,
  });
  Object.defineProperty(Class.prototype, "bodyUsed", {
    get() { return this[kBody] !== null && isUsed(this[kBody]); },
    configurable: true, enumerable: true,
  });
}

/** A second body that gives the same. */
function cloneBody(own) {
  if (own === null) return null;
  if (own.stream === null) return { ...own };
  const [first, second] = own.stream.tee();
  own.stream = first;
  return { ...own, stream: second };
}

module.exports = { kBody, extract, addBody, cloneBody, isUsed, sourceBytes, streamOf };
