// Parsing URLs as the WHATWG's standard says: a text, and perhaps a base, to a record of parts.
"use strict";
const { hexPairs, encodeUtf8 } = require("internal/encodings");
const { parseHost } = require("internal/url_host");

const defaultPorts = { __proto__: null, "http:": 80, "https:": 443, "ws:": 80, "wss:": 443, "ftp:": 21, "file:": null };
const isSpecial = (scheme) => scheme in defaultPorts;

// ---- percent-encoding ----

// Bits of the sets that a character is in.
const C0 = 1, FRAGMENT = 2, QUERY = 4, SPECIAL_QUERY = 8, PATH = 16, USERINFO = 32, COMPONENT = 64;
const sets = new Uint8Array(128);
const add = (chars, bits) => { for (const char of chars) sets[char.charCodeAt(0)] |= bits; };
for (let i = 0; i < 128; i++) if (i < 32 || i === 127) sets[i] = 255;
add(" \"<>`", FRAGMENT);
add(" \"#<>", QUERY | SPECIAL_QUERY | PATH | USERINFO | COMPONENT);
add("'", SPECIAL_QUERY);
add("?`{}", PATH | USERINFO | COMPONENT);
add("/:;=@[\\]^|", USERINFO | COMPONENT);
add("$%&+,", COMPONENT);

const percents = hexPairs.map((pair) => `%${pair.toUpperCase()}`);

/** The text with the characters of a set as "%41". */
function percentEncode(text, set) {
  let out = "", start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128 && (sets[code] & set) === 0) continue;
    out += text.slice(start, i);
    if (code < 128) {
      out += percents[code];
    } else {
      const isPair = (code & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
      for (const byte of encodeUtf8(isPair ? text.slice(i, i + 2) : text[i])) out += percents[byte];
      if (isPair) i++;
    }
    start = i + 1;
  }
  return start === 0 ? text : out + text.slice(start);
}

// ---- paths ----

const isDriveLetter = (text) => /^[a-zA-Z][:|]$/.test(text);
const isNormalDrive = (text) => /^[a-zA-Z]:$/.test(text);
const startsWithDrive = (text) => /^[a-zA-Z][:|](?:[/\\?#]|$)/.test(text);
const isSingleDot = (text) => text === "." || text.length === 3 && text.toLowerCase() === "%2e";
const isDoubleDot = (text) => text === ".." || text.length <= 6 && text.length > 3 && /^(?:\.|%2e){2}$/i.test(text);

function shorten(url) {
  const { path } = url;
  if (url.scheme === "file:" && path.length === 1 && isNormalDrive(path[0])) return;
  path.pop();
}

function addSegment(url, segment, isLast) {
  const { path } = url;
  if (isDoubleDot(segment)) {
    shorten(url);
    if (isLast) path.push("");
  } else if (isSingleDot(segment)) {
    if (isLast) path.push("");
  } else if (url.scheme === "file:" && path.length === 0 && isDriveLetter(segment)) {
    path.push(`${segment[0]}:`);
  } else {
    path.push(segment);
  }
}

// Where the path ends, and the query or fragment begins.
function pathEnd(text, start) {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 63 || code === 35) return i;
  }
  return text.length;
}

/** The path state: segments of `text` from `start`, whose first separator was passed. */
function readPath(url, text, start) {
  const end = pathEnd(text, start);
  readSegments(url, text.slice(start, end));
  readRest(url, text, end);
}

function readSegments(url, text) {
  const path = percentEncode(text, PATH);
  const segments = isSpecial(url.scheme) && path.includes("\\") ? path.split(/[/\\]/) : path.split("/");
  for (let i = 0; i < segments.length; i++) addSegment(url, segments[i], i === segments.length - 1);
}

// "?query#fragment"
function readRest(url, text, start) {
  if (start >= text.length) return;
  let end = start;
  if (text.charCodeAt(start) === 63) {
    end = text.indexOf("#", start);
    if (end < 0) end = text.length;
    url.query = percentEncode(text.slice(start + 1, end), isSpecial(url.scheme) ? SPECIAL_QUERY : QUERY);
  }
  if (end < text.length) url.fragment = percentEncode(text.slice(end + 1), FRAGMENT);
}

/** The path start state. */
function startPath(url, text, start) {
  if (isSpecial(url.scheme)) {
    const code = text.charCodeAt(start);
    readPath(url, text, code === 47 || code === 92 ? start + 1 : start);
  } else if (start < text.length) {
    const code = text.charCodeAt(start);
    if (code === 63 || code === 35) readRest(url, text, start);
    else readPath(url, text, code === 47 ? start + 1 : start);
  }
}

// ---- authorities ----

function authorityEnd(text, start, special) {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 47 || code === 63 || code === 35 || special && code === 92) return i;
  }
  return text.length;
}

/** A port's text as number, null for the default, undefined for none at all. */
function parsePort(text, scheme) {
  if (text === "") return null;
  if (!/^[0-9]+$/.test(text)) return undefined;
  const port = Number(text);
  if (port > 65535) return undefined;
  return port === defaultPorts[scheme] ? null : port;
}

/** Where the ":" of a port is, outside of brackets; -1 if there is none. */
function portColon(text) {
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91) inside = true;
    else if (code === 93) inside = false;
    else if (code === 58 && !inside) return i;
  }
  return -1;
}

function readHostAndPort(url, text) {
  const special = isSpecial(url.scheme);
  const colon = portColon(text);
  const host = colon < 0 ? text : text.slice(0, colon);
  if (host === "" && (special || colon >= 0)) return false;
  const parsed = host === "" ? "" : parseHost(host, special);
  if (parsed === undefined) return false;
  url.host = parsed;
  if (colon < 0) return true;
  const port = parsePort(text.slice(colon + 1), url.scheme);
  if (port === undefined) return false;
  url.port = port;
  return true;
}

function readAuthority(url, text, start) {
  const end = authorityEnd(text, start, isSpecial(url.scheme));
  let host = text.slice(start, end);
  const at = host.lastIndexOf("@");
  if (at >= 0) {
    const credentials = host.slice(0, at);
    host = host.slice(at + 1);
    if (host === "") return false;
    const colon = credentials.indexOf(":");
    url.username = percentEncode(colon < 0 ? credentials : credentials.slice(0, colon), USERINFO);
    if (colon >= 0) url.password = percentEncode(credentials.slice(colon + 1), USERINFO);
  }
  if (!readHostAndPort(url, host)) return false;
  startPath(url, text, end);
  return true;
}

const isSlash = (code) => code === 47 || code === 92;

// Special schemes take any number of slashes in front of the host.
function readSpecialAuthority(url, text, start) {
  let i = start;
  while (isSlash(text.charCodeAt(i))) i++;
  return readAuthority(url, text, i);
}

// ---- files ----

function readFile(url, text, start, base) {
  url.scheme = "file:";
  url.host = "";
  const fromFile = base !== undefined && base.scheme === "file:";
  const code = text.charCodeAt(start);
  if (isSlash(code)) {
    if (isSlash(text.charCodeAt(start + 1))) return readFileHost(url, text, start + 2);
    if (fromFile) {
      url.host = base.host;
      if (!startsWithDrive(text.slice(start + 1)) && base.path.length > 0 && isNormalDrive(base.path[0])) {
        url.path.push(base.path[0]);
      }
    }
    readPath(url, text, start + 1);
    return true;
  }
  if (!fromFile) {
    readPath(url, text, start);
    return true;
  }
  url.host = base.host;
  url.path = base.path.slice();
  url.query = base.query;
  if (start >= text.length) return true;
  if (code === 63 || code === 35) {
    readRest(url, text, start);
    return true;
  }
  url.query = null;
  if (startsWithDrive(text.slice(start))) url.path = [];
  else shorten(url);
  readPath(url, text, start);
  return true;
}

function readFileHost(url, text, start) {
  const end = authorityEnd(text, start, true);
  const host = text.slice(start, end);
  if (isDriveLetter(host)) {
    readPath(url, text, start);
    return true;
  }
  if (host !== "") {
    const parsed = parseHost(host, true);
    if (parsed === undefined) return false;
    url.host = parsed === "localhost" ? "" : parsed;
  }
  startPath(url, text, end);
  return true;
}

// ---- the whole ----

function makeUrl(scheme) {
  return {
    scheme, username: "", password: "", host: null, port: null, path: [], isOpaque: false, query: null, fragment: null,
  };
}

function readRelative(url, text, base) {
  const special = isSpecial(url.scheme);
  const code = text.charCodeAt(0);
  if (code === 47 || special && code === 92) {
    const next = text.charCodeAt(1);
    if (special && isSlash(next)) return readSpecialAuthority(url, text, 1);
    if (next === 47) return readAuthority(url, text, 2);
    copyAuthority(url, base);
    readPath(url, text, 1);
    return true;
  }
  copyAuthority(url, base);
  url.path = base.path.slice();
  url.query = base.query;
  if (text === "") return true;
  if (code === 63 || code === 35) {
    readRest(url, text, 0);
    return true;
  }
  url.query = null;
  shorten(url);
  readPath(url, text, 0);
  return true;
}

function copyAuthority(url, base) {
  url.username = base.username;
  url.password = base.password;
  url.host = base.host;
  url.port = base.port;
}

function readOpaque(url, text, start) {
  const end = pathEnd(text, start);
  let path = text.slice(start, end);
  // A blank at the end would be lost when the URL is parsed again.
  if (end < text.length && path.endsWith(" ")) path = `${path.slice(0, -1)}%20`;
  url.path = percentEncode(path, C0);
  url.isOpaque = true;
  readRest(url, text, end);
}

const schemePattern = /^([a-zA-Z][a-zA-Z0-9+.-]*):/;

function cleaned(input) {
  let text = input;
  if (/^[\0-\x20]|[\0-\x20]$/.test(text)) text = text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, "");
  return /[\t\n\r]/.test(text) ? text.replace(/[\t\n\r]/g, "") : text;
}

// Most URLs are of this kind, and need no change.
const simple = new RegExp("^(https?:)//([a-z][a-z0-9-]*(?:\\.[a-z][a-z0-9-]*)*)(?::([1-9][0-9]{0,4}))?" +
  "(/[A-Za-z0-9_~!$&()*+,;=:@/.-]*)(?:\\?([A-Za-z0-9_~!$&()*+,;=:@/.?%-]*))?$");

function parseSimple(input) {
  const found = simple.exec(input);
  if (found === null) return undefined;
  const [, scheme, host, digits, path, query] = found;
  if (path.includes("/.") || host.includes("xn--")) return undefined;
  const port = digits === undefined ? null : parsePort(digits, scheme);
  if (port === undefined) return undefined;
  const url = makeUrl(scheme);
  url.host = host;
  url.port = port;
  url.path = path.slice(1).split("/");
  if (query !== undefined) url.query = query;
  return url;
}

/** The record of a URL, or undefined if the text is none. */
function parse(input, base) {
  const quick = parseSimple(input);
  if (quick !== undefined) return quick;
  const text = cleaned(input);
  const found = schemePattern.exec(text);
  if (found === null) return parseWithBase(text, base);
  const scheme = `${found[1].toLowerCase()}:`;
  const url = makeUrl(scheme);
  const start = scheme.length;
  if (scheme === "file:") return readFile(url, text, start, base) ? url : undefined;
  if (isSpecial(scheme)) {
    if (base !== undefined && base.scheme === scheme && !text.startsWith("//", start)) {
      return readRelative(url, text.slice(start), base) ? url : undefined;
    }
    return readSpecialAuthority(url, text, start) ? url : undefined;
  }
  if (text.startsWith("//", start)) return readAuthority(url, text, start + 2) ? url : undefined;
  if (text.charCodeAt(start) === 47) readPath(url, text, start + 1);
  else readOpaque(url, text, start);
  return url;
}

function parseWithBase(text, base) {
  if (base === undefined) return undefined;
  const url = makeUrl(base.scheme);
  if (base.isOpaque) {
    if (text.charCodeAt(0) !== 35) return undefined;
    url.path = base.path;
    url.isOpaque = true;
    url.query = base.query;
    readRest(url, text, 0);
    return url;
  }
  const isGood = base.scheme === "file:" ? readFile(url, text, 0, base) : readRelative(url, text, base);
  return isGood ? url : undefined;
}

// ---- writing ----

function writePath(url) {
  if (url.isOpaque) return url.path;
  return url.path.length === 0 ? "" : `/${url.path.join("/")}`;
}

function write(url) {
  let text = url.scheme;
  if (url.host !== null) {
    text += "//";
    if (url.username !== "" || url.password !== "") {
      text += url.username;
      if (url.password !== "") text += `:${url.password}`;
      text += "@";
    }
    text += url.host;
    if (url.port !== null) text += `:${url.port}`;
  } else if (!url.isOpaque && url.path.length > 1 && url.path[0] === "") {
    text += "/.";
  }
  text += writePath(url);
  if (url.query !== null) text += `?${url.query}`;
  if (url.fragment !== null) text += `#${url.fragment}`;
  return text;
}

module.exports = {
  parse, write, writePath, percentEncode, isSpecial, parsePort, portColon, startPath, authorityEnd,
  sets: { FRAGMENT, QUERY, SPECIAL_QUERY, USERINFO },
};
