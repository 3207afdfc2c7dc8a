// fetch: a request over `http` or `https`, or to a data: or blob: URL.
"use strict";
const { Headers, mapOf, spellingOf, cookiesOf, setGuard } = require("internal/fetch_headers");
const { Request } = require("internal/fetch_request");
const { Response, fromNetwork, bodyless, redirects } = require("internal/fetch_response");
const { FormData } = require("internal/fetch_form_data");
const { kBody, sourceBytes } = require("internal/fetch_body");
const { failed, ofConnection, checkPort, schemeError } = require("internal/fetch_errors");

const mostRedirects = 20;

// ---- data: and blob: ----

function fetchData(url) {
  const comma = url.indexOf(",");
  if (comma < 0) throw failed(new Error("failed to fetch the data URL"));
  let type = url.slice(5, comma).trim();
  let bytes = percentDecoded(url.slice(comma + 1).replace(/#.*$/s, ""));
  if (/;\s*base64$/i.test(type)) {
    const { Buffer } = require("buffer");
    bytes = new Uint8Array(Buffer.from(Buffer.from(bytes).toString("latin1"), "base64"));
    type = type.replace(/;\s*base64$/i, "");
  }
  if (type.startsWith(";")) type = `text/plain${type}`;
  return localResponse(bytes, type || "text/plain;charset=US-ASCII", url);
}

function percentDecoded(text) {
  const { Buffer } = require("buffer");
  return new Uint8Array(Buffer.from(text.replace(/%([0-9a-f]{2})/gi, (_, pair) => String.fromCharCode(`0x${pair}`))
    .replace(/[^\0-\xff]/g, (char) => Buffer.from(char).toString("latin1")), "latin1"));
}

function localResponse(bytes, type, url) {
  const { ReadableStream } = require("internal/web_streams");
  const headers = new Headers({ "content-type": type });
  return fromNetwork({
    status: 200, statusText: "OK", headers, url, redirected: false,
    body: new ReadableStream({
      type: "bytes",
      start(controller) {
        if (bytes.length > 0) controller.enqueue(bytes.slice());
        controller.close();
      },
    }),
  });
}

function fetchBlob(url) {
  const { resolveObjectUrl, blobBytes } = require("internal/blob");
  const blob = resolveObjectUrl(url);
  if (blob === undefined) throw failed(new Error("invalid method"));
  const response = localResponse(blobBytes(blob), blob.type, url);
  response.headers.set("content-length", String(blob.size));
  return response;
}

// ---- http: and https: ----

// What keeps caches on the way from answering.
const ofCache = {
  "no-store": [["pragma", "no-cache"], ["cache-control", "no-cache"]],
  reload: [["pragma", "no-cache"], ["cache-control", "no-cache"]],
  "no-cache": [["cache-control", "max-age=0"]],
};

/** In Node's order, each name as the program wrote it. */
function sentHeaders(state, host) {
  const map = mapOf(state.headers), list = {};
  const add = (name, value) => { if (!map.has(name)) list[name] = value; };
  list.host = map.get("host") ?? host;
  list.connection = state.method === "HEAD" ? "close" : "keep-alive";
  for (const [name, value] of map) if (!(name in list)) list[spellingOf(state.headers, name)] = value;
  if (cookiesOf(state.headers).length > 0) list["set-cookie"] = cookiesOf(state.headers).slice();
  add("accept", "*/*");
  add("accept-language", "*");
  add("sec-fetch-mode", state.mode);
  add("user-agent", "node");
  for (const [name, value] of ofCache[state.cache] ?? []) add(name, value);
  add("accept-encoding", "gzip, deflate");
  if (state.bytes !== null) list["content-length"] = String(state.bytes.length);
  else if (state.stream !== null) add("transfer-encoding", "chunked");
  else if (/^(?:POST|PUT|PATCH)$/.test(state.method)) list["content-length"] = "0";
  return list;
}

function receivedHeaders(message) {
  const headers = new Headers();
  const raw = message.rawHeaders;
  for (let i = 0; i < raw.length; i += 2) headers.append(raw[i].toLowerCase(), raw[i + 1]);
  return headers;
}

// The stages that take the encodings of a body off it, last one first.
function decoders(headers) {
  const zlib = require("zlib");
  const names = (headers.get("content-encoding") ||
    "").toLowerCase().split(",").map((name) => name.trim()).filter(Boolean);
  const stages = [];
  for (const name of names.reverse()) {
    if (name === "gzip" || name === "x-gzip") {
      stages.push(zlib.createGunzip({ flush: zlib.constants?.Z_SYNC_FLUSH,
        finishFlush: zlib.constants?.Z_SYNC_FLUSH }));
    } else if (name === "deflate") {
      stages.push(zlib.createInflate());
    } else if (name === "br") {
      stages.push(zlib.createBrotliDecompress());
    } else {
      return [];
    }
  }
  return stages;
}

function bodyOf(state, message, headers) {
  if (state.method === "HEAD" || bodyless.has(message.statusCode)) {
    message.resume();
    return null;
  }
  const stages = decoders(headers);
  const { pipeline } = require("stream");
  const source = stages.length === 0 ? message : pipeline(message, ...stages, () => {});
  const { ReadableStream } = require("internal/web_streams");
  let isOver = false;
  return new ReadableStream({
    type: "bytes",
    start(controller) {
      const fail = (error) => {
        if (isOver) return;
        isOver = true;
        controller.error(state.signal.aborted ? state.signal.reason : new TypeError("terminated", { cause: error }));
      };
      source.on("data", (chunk) => {
        if (isOver) return;
        controller.enqueue(new Uint8Array(chunk));
        if (controller.desiredSize <= 0) source.pause();
      });
      source.on("end", () => {
        if (isOver) return;
        isOver = true;
        controller.close();
        controller.byobRequest?.respond(0);
      });
      if (source !== message) source.on("error", fail);
      message.on("error", (error) => fail(ofConnection(error, message.socket)));
      source.pause();
      state.onAbort = fail;
    },
    pull() { source.resume(); },
    cancel(reason) {
      isOver = true;
      message.destroy(reason instanceof Error ? reason : undefined);
    },
  }, { highWaterMark: 65536 });
}

function send(state) {
  return new Promise((resolve, reject) => {
    const { URL } = require("internal/url_class");
    const url = new URL(state.url);
    checkPort(url);
    const client = require(url.protocol === "https:" ? "https" : "http");
    const request = client.request({
      protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ""), port: url.port, method: state.method,
      path: `${url.pathname}${url.search}`, headers: sentHeaders(state, url.host),
    });
    const abort = () => {
      request.destroy();
      if (state.onAbort) state.onAbort(state.signal.reason);
      reject(state.signal.reason);
    };
    state.signal.addEventListener("abort", abort, { once: true });
    state.forget = () => state.signal.removeEventListener("abort", abort);
    request.on("error", (error) => reject(state.signal.aborted ? state.signal.reason :
      failed(ofConnection(error, request.socket))));
    request.on("response", resolve);
    if (state.stream !== null) {
      const { Readable } = require("stream");
      Readable.fromWeb(state.stream).on("error", (error) => {
        request.destroy(error);
        reject(failed(error));
      }).pipe(request);
    } else {
      request.end(state.bytes === null ? undefined : state.bytes);
    }
  });
}

const kept = ["authorization", "proxy-authorization", "cookie", "host"];

// The request that a redirect leads to.
function redirected(state, message, location) {
  const { URL } = require("internal/url_class");
  let url;
  try {
    url = new URL(location, state.url);
  } catch (error) {
    throw failed(error);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw failed(new Error("URL scheme must be a HTTP(S) scheme"));
  }
  if (++state.redirects > mostRedirects) throw failed(new Error("redirect count exceeded"));
  if (state.stream !== null && message.statusCode !== 303) throw failed(new Error("unexpected redirect of a stream"));
  const becomesGet = (message.statusCode === 301 || message.statusCode === 302) && state.method === "POST" ||
    message.statusCode === 303 && state.method !== "GET" && state.method !== "HEAD";
  if (becomesGet) {
    state.method = "GET";
    state.bytes = state.stream = null;
    for (const name of ["content-encoding", "content-language", "content-location", "content-type", "content-length"]) {
      state.headers.delete(name);
    }
  }
  if (new URL(state.url).origin !== url.origin) for (const name of kept) state.headers.delete(name);
  if (url.hash === "") url.hash = new URL(state.url).hash;
  state.url = url.href;
}

async function fetchHttp(state) {
  while (true) {
    const message = await send(state);
    const location = message.headers.location;
    if (redirects.has(message.statusCode) && state.redirect !== "manual" && location !== undefined) {
      message.resume();
      state.forget(); // what is sent next listens, too
      if (state.redirect === "error") throw failed(new Error("unexpected redirect"));
      redirected(state, message, location);
      continue;
    }
    const headers = receivedHeaders(message);
    const body = bodyOf(state, message, headers);
    setGuard(headers, true);
    return fromNetwork({
      status: message.statusCode, statusText: message.statusMessage || "", headers, body,
      url: state.url.replace(/#.*$/, ""),
      redirected: state.redirects > 0,
    });
  }
}

/** fetch(input, init) → Response */
async function fetch(input, init = undefined) {
  if (arguments.length === 0) {
    throw new TypeError("Failed to execute 'fetch' on 'Window': 1 argument required, but only 0 present.");
  }
  const request = new Request(input, init);
  const { signal } = request;
  if (signal.aborted) throw signal.reason;
  const scheme = request.url.slice(0, request.url.indexOf(":"));
  if (scheme === "data") return fetchData(request.url);
  if (scheme === "blob") return fetchBlob(request.url);
  if (scheme !== "http" && scheme !== "https") throw schemeError(scheme);
  const own = request[kBody];
  if (own !== null) own.isUsed = true;
  return fetchHttp({
    url: request.url, method: request.method, headers: new Headers(request.headers), mode: request.mode, signal,
    cache: request.cache, redirect: request.redirect, redirects: 0, onAbort: null,
    bytes: own === null || own.stream !== null ? null : sourceBytes(own.source), stream: own === null ? null
      : own.stream,
  });
}

module.exports = { fetch, Headers, Request, Response, FormData };
