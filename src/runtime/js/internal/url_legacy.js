// url.parse, url.format and url.resolve: URLs as Node read them before there was a standard.
"use strict";
const { make } = require("internal/errors");
const { checkText } = require("internal/validators");
const { domainToAscii } = require("internal/url_host");

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

const mostHost = 255;
const hostlessNames = new Set(["javascript", "javascript:"]);
const slashedNames = new Set(["http", "http:", "https", "https:", "ftp", "ftp:", "gopher", "gopher:", "file", "file:",
  "ws", "ws:", "wss", "wss:"]);
// What is written "%41" in what is behind the host.
const escapes = {
  "\t": "%09", "\n": "%0A", "\r": "%0D", " ": "%20", "\"": "%22", "'": "%27", "<": "%3C", ">": "%3E", "\\": "%5C",
  "^": "%5E", "`": "%60", "{": "%7B", "|": "%7C", "}": "%7D",
};
const escapable = /[\t\n\r "'<>\\^`{|}]/g;
const blanks = /^[\0-\x20\xa0\ufeff]+|[\0-\x20\xa0\ufeff]+$/g;
const forbiddenInHost = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
const forbiddenInIpv6 = /[\0\t\n\r #%/<>?@\\^|]/;

function invalid(input) {
  const error = make("ERR_INVALID_URL");
  error.input = input;
  return error;
}

// Backslashes before a "?" or "#" are slashes.
function slashed(input) {
  const text = input.replace(blanks, "");
  const end = text.search(/[?#]/);
  if (end < 0) return text.replaceAll("\\", "/");
  return text.slice(0, end).replaceAll("\\", "/") + text.slice(end);
}

// Tabs and ends of lines are taken out of the host. It ends at the first of some characters; an "@" before says that
// what is in front of it is the user.
function splitHost(input) {
  let text = input, at = -1, end = -1;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "\t" || char === "\n" || char === "\r") {
      text = text.slice(0, i) + text.slice(i + 1);
      i--;
    } else if (" \"%';<>\\^`{|}".includes(char)) {
      if (end < 0) end = i;
    } else if (char === "#" || char === "/" || char === "?") {
      if (end < 0) end = i;
      break;
    } else if (char === "@") {
      at = i;
      end = -1;
    }
  }
  return { text, at, end: end < 0 ? text.length : end };
}

function splitPort(url) {
  const found = /:([0-9]*)$/.exec(url.host);
  url.hostname = url.host;
  if (found === null) return;
  if (found[1] !== "") url.port = found[1];
  url.hostname = url.host.slice(0, -found[0].length);
}

// What of a host is no name begins the path.
function validHostname(url, rest, hostname) {
  for (let i = 0; i < hostname.length; i++) {
    if (!"/\\#?:".includes(hostname[i])) continue;
    url.hostname = hostname.slice(0, i);
    return `/${hostname.slice(i)}${rest}`;
  }
  return rest;
}

function readHost(url, given, input) {
  const { text, at, end } = splitHost(given);
  if (at >= 0) url.auth = decodeURIComponent(text.slice(0, at));
  url.host = text.slice(at + 1, end);
  let rest = text.slice(end);
  splitPort(url);
  const { hostname } = url;
  const isIpv6 = hostname.startsWith("[") && hostname.endsWith("]");
  if (!isIpv6) rest = validHostname(url, rest, hostname);
  if (url.hostname.length > mostHost) url.hostname = "";
  else url.hostname = url.hostname.toLowerCase();
  if (url.hostname !== "") {
    if (isIpv6) {
      if (forbiddenInIpv6.test(url.hostname)) throw invalid(input);
    } else {
      const ascii = domainToAscii(url.hostname);
      url.hostname = ascii ?? "";
      if (url.hostname === "" || forbiddenInHost.test(url.hostname)) throw invalid(input);
    }
  }
  url.host = url.hostname + (url.port ? `:${url.port}` : "");
  if (isIpv6) {
    url.hostname = url.hostname.slice(1, -1);
    if (rest[0] !== "/") rest = `/${rest}`;
  }
  return rest;
}

function readPath(url, rest, asObject, protocol) {
  const hash = rest.indexOf("#");
  if (hash >= 0) url.hash = rest.slice(hash);
  const before = hash < 0 ? rest : rest.slice(0, hash);
  const mark = before.indexOf("?");
  if (mark >= 0) {
    url.search = before.slice(mark);
    const query = before.slice(mark + 1);
    url.query = asObject ? require("querystring").parse(query) : query;
  } else if (asObject) {
    url.search = null;
    url.query = { __proto__: null };
  }
  const pathname = mark < 0 ? before : before.slice(0, mark);
  if (pathname !== "") url.pathname = pathname;
  if (slashedNames.has(protocol) && url.hostname && !url.pathname) url.pathname = "/";
  if (url.pathname || url.search) url.path = (url.pathname || "") + (url.search || "");
}

// The target of a request of HTTP: "/path?query" of plain characters. Gives where the query begins, -1 for none, and
// undefined if the text must be looked at more closely.
function plainTarget(text) {
  if (text.charCodeAt(0) !== 47 || text.charCodeAt(1) === 47) return undefined;
  let mark = -1;
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code >= 127 || code === 35) return undefined;
    if (mark < 0) {
      if (code === 63) mark = i;
      else if (code === 92 || code === 64) return undefined;
    }
  }
  return mark;
}

Url.prototype.parse = function (input, parseQuery, slashesDenoteHost) {
  checkText(input, "url");
  const mark = slashesDenoteHost ? undefined : plainTarget(input);
  if (mark !== undefined) {
    const path = mark < 0 ? input : input.slice(0, mark);
    return readSimple(this, input, [input, path, mark < 0 ? undefined : input.slice(mark)], parseQuery);
  }
  let rest = slashed(input);
  if (!slashesDenoteHost && !/#|^[^?]*@/.test(rest)) {
    // A path alone, as in the request line of HTTP.
    const simple = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/.exec(rest);
    if (simple !== null) return readSimple(this, rest, simple, parseQuery);
  }
  const found = /^[a-z0-9.+-]+:/i.exec(rest);
  let protocol, lower;
  if (found !== null) {
    [protocol] = found;
    lower = protocol.toLowerCase();
    this.protocol = lower;
    rest = rest.slice(protocol.length);
  }
  let slashes = false;
  if (slashesDenoteHost || protocol || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
    slashes = rest.startsWith("//");
    if (slashes && !(protocol && hostlessNames.has(lower))) {
      rest = rest.slice(2);
      this.slashes = true;
    }
  }
  if (!hostlessNames.has(lower) && (slashes || protocol && !slashedNames.has(protocol))) {
    rest = readHost(this, rest, input);
  }
  if (!hostlessNames.has(lower)) rest = rest.replace(escapable, (char) => escapes[char]);
  readPath(this, rest, parseQuery, lower);
  this.href = this.format();
  return this;
};

function readSimple(url, rest, simple, parseQuery) {
  url.path = rest;
  url.href = rest;
  [, url.pathname] = simple;
  if (simple[2]) {
    [, , url.search] = simple;
    const query = url.search.slice(1);
    url.query = parseQuery ? require("querystring").parse(query) : query;
  } else if (parseQuery) {
    url.search = null;
    url.query = { __proto__: null };
  }
  return url;
}

function parse(url, parseQuery, slashesDenoteHost) {
  if (url instanceof Url) return url;
  return new Url().parse(url, parseQuery, slashesDenoteHost);
}

// ---- format ----

const keptInAuth = /%(?:3A|21|27|28|29|2A)/gi;

function authText(auth) {
  return encodeURIComponent(auth).replace(/%3A/gi, ":").replace(keptInAuth, (part) => decodeURIComponent(part));
}

Url.prototype.format = function () {
  const auth = this.auth ? `${authText(this.auth)}@` : "";
  let protocol = this.protocol || "", pathname = this.pathname || "", hash = this.hash || "", host = "", query = "";
  if (this.host) {
    host = auth + this.host;
  } else if (this.hostname) {
    host = auth + (this.hostname.includes(":") && !/^\[.*\]$/.test(this.hostname) ? `[${this.hostname}]`
      : this.hostname);
    if (this.port) host += `:${this.port}`;
  }
  if (this.query !== null && typeof this.query === "object") query = require("querystring").stringify(this.query);
  let search = this.search || (query ? `?${query}` : "");
  if (protocol && !protocol.endsWith(":")) protocol += ":";
  pathname = pathname.replace(/[#?]/g, (char) => char === "#" ? "%23" : "%3F");
  if (this.slashes || slashedNames.has(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== "/") pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol.startsWith("file")) {
      host = "//";
    }
  }
  search = search.replaceAll("#", "%23");
  if (hash && hash[0] !== "#") hash = `#${hash}`;
  if (search && search[0] !== "?") search = `?${search}`;
  return protocol + host + pathname + search + hash;
};

function formatUrl(url, options) {
  let fragment = true, unicode = false, search = true, auth = true;
  if (options) {
    if (typeof options !== "object") throw make("ERR_INVALID_ARG_TYPE", "options", "object", options);
    if (options.fragment !== undefined && options.fragment !== null) fragment = Boolean(options.fragment);
    if (options.unicode !== undefined && options.unicode !== null) unicode = Boolean(options.unicode);
    if (options.search !== undefined && options.search !== null) search = Boolean(options.search);
    if (options.auth !== undefined && options.auth !== null) auth = Boolean(options.auth);
  }
  let text = url.protocol;
  const hasHost = url.href.startsWith("//", url.protocol.length);
  if (hasHost) {
    text += "//";
    if (auth && (url.username || url.password)) text += `${url.username}${url.password ? `:${url.password}` : ""}@`;
    text += unicode ? url.host.replace(url.hostname, require("internal/url_host").domainToUnicode(url.hostname))
      : url.host;
  }
  text += url.pathname;
  if (search) text += url.search;
  if (fragment) text += url.hash;
  return text;
}

function format(url, options) {
  if (typeof url === "string") return parse(url).format();
  if (typeof url !== "object" || url === null) {
    throw make("ERR_INVALID_ARG_TYPE", "urlObject", ["Object", "string"], url);
  }
  if (require("internal/url_class").isUrl(url)) return formatUrl(url, options);
  return Url.prototype.format.call(url);
}

// ---- resolve ----

Url.prototype.resolve = function (relative) {
  return this.resolveObject(parse(relative, false, true)).format();
};

const lastPart = (parts) => parts[parts.length - 1];

Url.prototype.resolveObject = function (given) {
  const relative = typeof given === "string" ? new Url().parse(given, false, true) : given;
  const result = Object.assign(new Url(), this);
  result.hash = relative.hash;
  if (relative.href === "") {
    result.href = result.format();
    return result;
  }
  if (relative.slashes && !relative.protocol) {
    for (const key of Object.keys(relative)) if (key !== "protocol") result[key] = relative[key];
    if (slashedNames.has(result.protocol) && result.hostname && !result.pathname) result.path = result.pathname = "/";
    result.href = result.format();
    return result;
  }
  if (relative.protocol && relative.protocol !== result.protocol) return resolveOtherScheme(result, relative);
  return resolvePath(result, relative);
};

function resolveOtherScheme(result, relative) {
  if (!slashedNames.has(relative.protocol)) {
    Object.assign(result, relative);
    result.href = result.format();
    return result;
  }
  result.protocol = relative.protocol;
  if (!relative.host && !/^file:?$/.test(relative.protocol) && !hostlessNames.has(relative.protocol)) {
    const parts = (relative.pathname || "").split("/");
    while (parts.length > 0 && !(relative.host = parts.shift()));
    relative.host ||= "";
    relative.hostname ||= "";
    if (parts[0] !== "") parts.unshift("");
    if (parts.length < 2) parts.unshift("");
    result.pathname = parts.join("/");
  } else {
    result.pathname = relative.pathname;
  }
  result.search = relative.search;
  result.query = relative.query;
  result.host = relative.host || "";
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host;
  result.port = relative.port;
  if (result.pathname || result.search) result.path = (result.pathname || "") + (result.search || "");
  result.slashes ||= relative.slashes;
  result.href = result.format();
  return result;
}

function resolvePath(result, relative) {
  const isSourceAbsolute = Boolean(result.pathname && result.pathname[0] === "/");
  const isRelativeAbsolute = Boolean(relative.host || relative.pathname && relative.pathname[0] === "/");
  let mustEndAbsolute = isRelativeAbsolute || isSourceAbsolute || Boolean(result.host && relative.pathname);
  const removesDots = mustEndAbsolute;
  let path = result.pathname ? result.pathname.split("/") : [];
  const relativePath = relative.pathname ? relative.pathname.split("/") : [];
  const isPsychotic = Boolean(result.protocol && !slashedNames.has(result.protocol));
  // Schemes without slashes: what would be the host stands in the path.
  if (isPsychotic) {
    result.hostname = "";
    result.port = null;
    if (result.host) {
      if (path[0] === "") path[0] = result.host;
      else path.unshift(result.host);
    }
    result.host = "";
    if (relative.protocol) {
      relative.hostname = null;
      relative.port = null;
      result.auth = null;
      if (relative.host) {
        if (relativePath[0] === "") relativePath[0] = relative.host;
        else relativePath.unshift(relative.host);
      }
      relative.host = null;
    }
    mustEndAbsolute &&= relativePath[0] === "" || path[0] === "";
  }
  if (isRelativeAbsolute) {
    if (relative.host || relative.host === "") {
      if (result.host !== relative.host) result.auth = null;
      result.host = relative.host;
      result.port = relative.port;
    }
    if (relative.hostname || relative.hostname === "") {
      if (result.hostname !== relative.hostname) result.auth = null;
      result.hostname = relative.hostname;
    }
    result.search = relative.search;
    result.query = relative.query;
    path = relativePath;
  } else if (relativePath.length > 0) {
    path.pop();
    path = path.concat(relativePath);
    result.search = relative.search;
    result.query = relative.query;
  } else if (relative.search !== null && relative.search !== undefined) {
    if (isPsychotic) takePsychoticHost(result, path.shift());
    result.search = relative.search;
    result.query = relative.query;
    if (result.pathname !== null || result.search !== null) {
      result.path = (result.pathname || "") + (result.search || "");
    }
    result.href = result.format();
    return result;
  }
  return finishPath(result, relative, path, { mustEndAbsolute, removesDots, isPsychotic });
}

function takePsychoticHost(result, host) {
  result.hostname = result.host = host;
  const auth = result.host && result.host.indexOf("@") > 0 && result.host.split("@");
  if (!auth) return;
  result.auth = auth.shift();
  result.host = result.hostname = auth.shift();
}

function finishPath(result, relative, path, { mustEndAbsolute, removesDots, isPsychotic }) {
  if (path.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    result.href = result.format();
    return result;
  }
  const last = lastPart(path);
  const endsOpen = (result.host || relative.host || path.length > 1) && (last === "." || last === "..") || last === "";
  let ups = 0;
  for (let i = path.length - 1; i >= 0; i--) {
    if (path[i] === ".") {
      path.splice(i, 1);
    } else if (path[i] === "..") {
      path.splice(i, 1);
      ups++;
    } else if (ups > 0) {
      path.splice(i, 1);
      ups--;
    }
  }
  if (!mustEndAbsolute && !removesDots) while (ups-- > 0) path.unshift("..");
  if (mustEndAbsolute && path[0] !== "" && (!path[0] || path[0][0] !== "/")) path.unshift("");
  if (endsOpen && !path.join("/").endsWith("/")) path.push("");
  const isAbsolute = path[0] === "" || path[0] && path[0][0] === "/";
  if (isPsychotic) takePsychoticHost(result, isAbsolute ? "" : path.length > 0 ? path.shift() : "");
  const mustStart = mustEndAbsolute || result.host && path.length > 0;
  if (mustStart && !isAbsolute) path.unshift("");
  if (path.length === 0) {
    result.pathname = null;
    result.path = null;
  } else {
    result.pathname = path.join("/");
  }
  if (result.pathname !== null || result.search !== null) result.path = (result.pathname || "") + (result.search || "");
  result.auth = relative.auth || result.auth;
  result.slashes ||= relative.slashes;
  result.href = result.format();
  return result;
}

const resolve = (source, relative) => parse(source, false, true).resolve(relative);

function resolveObject(source, relative) {
  return source ? parse(source, false, true).resolveObject(relative) : relative;
}

module.exports = { Url, parse, format, resolve, resolveObject };
