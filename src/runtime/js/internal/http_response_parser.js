// Reads the bytes of responses: what a server sends back to a client.
"use strict";

const HEAD_LIMIT = 16 * 1024, CR = 13, LF = 10;

function parseError(code, reason) {
  const error = new Error(`Parse Error: ${reason}`);
  error.code = code;
  error.reason = reason;
  return error;
}

/** Calls onHead(head), onBody(bytes), onEnd(trailers). Bytes behind a response are given back. */
class ResponseParser {
  constructor(handlers, limit = HEAD_LIMIT) {
    this.handlers = handlers;
    this.limit = limit;
    this.start("GET");
  }
  /** The next response answers a request of this method. */
  start(method) {
    this.method = method;
    this.state = "head";
    this.text = "";
    this.left = 0;
    this.trailers = [];
    this.last = 0;
    return this;
  }
  /** Takes bytes; gives those that are not of this response, or an error. */
  execute(bytes) {
    let at = 0;
    while (at < bytes.length && this.state !== "done") {
      const next = this[this.state](bytes, at);
      if (typeof next !== "number") return next;
      at = next;
    }
    return at < bytes.length ? bytes.subarray(at) : null;
  }
  /** The connection has ended. */
  finish() {
    if (this.state === "untilEnd") return this.end();
    if (this.state === "done" || (this.state === "head" && this.text === "")) return null;
    return parseError("HPE_INVALID_EOF_STATE", "Invalid EOF state");
  }
  /** One line without its end, or undefined where it isn't there yet. */
  line(bytes, at) {
    const end = bytes.indexOf(LF, at);
    const stop = end < 0 ? bytes.length : end;
    this.text += bytes.latin1Slice(at, stop);
    this.next = stop + 1;
    if (end < 0) return undefined;
    const line = this.text.charCodeAt(this.text.length - 1) === CR ? this.text.slice(0, -1) : this.text;
    this.text = "";
    return line;
  }
  head(bytes, at) {
    const line = this.line(bytes, at);
    if (line === undefined) return this.overflow(bytes);
    if (this.status === undefined) return this.statusLine(line);
    if (line === "") return this.headDone();
    return this.headerLine(line, this.raw);
  }
  overflow(bytes) {
    return this.text.length > this.limit ? parseError("HPE_HEADER_OVERFLOW", "Header overflow") : bytes.length;
  }
  statusLine(line) {
    if (line === "") return this.next;
    const found = /^HTTP\/1\.([01]) (\d{3})(?: (.*))?$/.exec(line);
    if (found === null) return parseError("HPE_INVALID_CONSTANT", "Expected HTTP/");
    this.minor = Number(found[1]);
    this.status = Number(found[2]);
    this.reason = found[3] || "";
    this.raw = [];
    this.size = 0;
    return this.next;
  }
  headerLine(line, raw) {
    this.size += line.length;
    if (this.size > this.limit) return parseError("HPE_HEADER_OVERFLOW", "Header overflow");
    if ((line[0] === " " || line[0] === "\t") && raw.length > 0) {
      raw[raw.length - 1] += ` ${line.trim()}`;
      return this.next;
    }
    const colon = line.indexOf(":");
    if (colon <= 0 || /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(line.slice(0, colon))) {
      return parseError("HPE_INVALID_HEADER_TOKEN", "Invalid header token");
    }
    raw.push(line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, ""));
    return this.next;
  }
  headDone() {
    const { status, raw, minor, reason, method } = this;
    this.status = undefined;
    const value = (wanted) => {
      for (let i = 0; i < raw.length; i += 2) if (raw[i].toLowerCase() === wanted) return raw[i + 1];
    };
    const connection = (value("connection") || "").toLowerCase();
    const isUpgrade = status === 101 || (method === "CONNECT" && status >= 200 && status < 300);
    const isInformation = status < 200 && status !== 101;
    const coding = (value("transfer-encoding") || "").toLowerCase(), length = value("content-length");
    if (length !== undefined && !/^\d+$/.test(length)) {
      return parseError("HPE_INVALID_CONTENT_LENGTH", "Invalid character in Content-Length");
    }
    const hasNone = isUpgrade || isInformation || method === "HEAD" || status === 204 || status === 304;
    const isEndless = !hasNone && coding === "" && length === undefined;
    const keepsAlive = !isEndless && (minor === 1 ? !connection.includes("close") : connection.includes("keep-alive"));
    const next = this.next;
    this.handlers.onHead({ status, reason, raw, minor, keepsAlive, isUpgrade, isInformation });
    if (isInformation) return next;
    if (isUpgrade) this.state = "done";
    else if (hasNone || length === "0") this.end();
    else if (coding.split(",").at(-1).trim() === "chunked") this.state = "chunkSize";
    else if (length !== undefined) {
      this.state = "fixed";
      this.left = Number(length);
    } else this.state = "untilEnd";
    return next;
  }
  fixed(bytes, at) {
    const count = Math.min(this.left, bytes.length - at);
    this.left -= count;
    this.handlers.onBody(bytes.subarray(at, at + count));
    if (this.left === 0) this.end();
    return at + count;
  }
  untilEnd(bytes, at) {
    this.handlers.onBody(bytes.subarray(at));
    return bytes.length;
  }
  chunkSize(bytes, at) {
    const line = this.line(bytes, at);
    if (line === undefined) return this.overflow(bytes);
    const found = /^([0-9a-fA-F]{1,13})[ \t]*(;.*)?$/.exec(line);
    if (found === null) return parseError("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size");
    this.left = parseInt(found[1], 16);
    this.size = 0;
    this.state = this.left === 0 ? "trailer" : "chunk";
    return this.next;
  }
  chunk(bytes, at) {
    const count = Math.min(this.left, bytes.length - at);
    this.left -= count;
    this.handlers.onBody(bytes.subarray(at, at + count));
    if (this.left === 0) this.state = "chunkEnd";
    return at + count;
  }
  chunkEnd(bytes, at) {
    const line = this.line(bytes, at);
    if (line === undefined) return bytes.length;
    if (line !== "") return parseError("HPE_STRICT", "Expected LF after chunk data");
    this.state = "chunkSize";
    return this.next;
  }
  trailer(bytes, at) {
    const line = this.line(bytes, at);
    if (line === undefined) return this.overflow(bytes);
    if (line !== "") return this.headerLine(line, this.trailers);
    const next = this.next;
    this.end();
    return next;
  }
  end() {
    this.state = "done";
    this.handlers.onEnd(this.trailers);
    return null;
  }
}

module.exports = { ResponseParser };
