// Node's `url`: the standard's URL, and the functions that are older than it.
"use strict";
const { make } = require("internal/errors");
const { checkText } = require("internal/validators");
const { URL, URLSearchParams, isUrl } = require("internal/url_class");
const { parseHost, domainToUnicode } = require("internal/url_host");

const legacy = (name) => (...values) => require("internal/url_legacy")[name](...values);

function windowsPath(url) {
  const path = url.pathname;
  if (/%(2f|5c)/i.test(path)) {
    throw make("ERR_INVALID_FILE_URL_PATH", "must not include encoded \\ or / characters");
  }
  const decoded = decodeURIComponent(path.replaceAll("/", "\\"));
  if (url.hostname !== "") return `\\\\${domainToUnicode(url.hostname)}${decoded}`;
  if (!/^\\[a-zA-Z]:/.test(decoded)) throw make("ERR_INVALID_FILE_URL_PATH", "must be absolute");
  return decoded.slice(1);
}

function posixPath(url) {
  if (url.hostname !== "") throw make("ERR_INVALID_FILE_URL_HOST", process.platform);
  if (/%2f/i.test(url.pathname)) throw make("ERR_INVALID_FILE_URL_PATH", "must not include encoded / characters");
  return decodeURIComponent(url.pathname);
}

/** The path of a file: URL. */
function fileURLToPath(path, options = undefined) {
  const isWindows = options?.windows ?? process.platform === "win32";
  let url = path;
  if (typeof url === "string") url = new URL(url);
  else if (!isUrl(url)) throw make("ERR_INVALID_ARG_TYPE", "path", ["string", "URL"], path);
  if (url.protocol !== "file:") throw make("ERR_INVALID_URL_SCHEME", "file");
  return isWindows ? windowsPath(url) : posixPath(url);
}

const escapes = [[/%/g, "%25"], [/\n/g, "%0A"], [/\r/g, "%0D"], [/\t/g, "%09"], [/\?/g, "%3F"], [/#/g, "%23"]];

/** The file: URL of a path. */
function pathToFileURL(path, options = undefined) {
  checkText(path, "path");
  const isWindows = options?.windows ?? process.platform === "win32";
  const paths = require("path")[isWindows ? "win32" : "posix"];
  let resolved = paths.resolve(path);
  const last = path.at(-1);
  if ((last === "/" || isWindows && last === "\\") && !resolved.endsWith(paths.sep)) resolved += "/";
  let text = resolved;
  for (const [pattern, escape] of escapes) text = text.replace(pattern, escape);
  if (!isWindows) return new URL(`file://${text.replace(/\\/g, "%5C")}`);
  return new URL(resolved.startsWith("\\\\") ? `file:${text.replaceAll("\\", "/")}`
    : `file:///${text.replaceAll("\\", "/")}`);
}

/** A URL as options of http.request. */
function urlToHttpOptions(url) {
  const { hostname } = url;
  const options = {
    __proto__: null, ...url, protocol: url.protocol,
    hostname: hostname && hostname[0] === "[" ? hostname.slice(1, -1) : hostname,
    hash: url.hash, search: url.search, pathname: url.pathname, path: `${url.pathname || ""}${url.search || ""}`,
    href: url.href,
  };
  if (url.port !== "") options.port = Number(url.port);
  if (url.username || url.password) {
    options.auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  }
  return options;
}

function domainToASCII(domain) {
  if (arguments.length < 1) throw make("ERR_MISSING_ARGS", "domain");
  return parseHost(`${domain}`, true) ?? "";
}

module.exports = {
  get Url() { return require("internal/url_legacy").Url; },
  parse: legacy("parse"), resolve: legacy("resolve"), resolveObject: legacy("resolveObject"), format: legacy("format"),
  URL, URLSearchParams, domainToASCII,
  domainToUnicode(domain) {
    if (arguments.length < 1) throw make("ERR_MISSING_ARGS", "domain");
    return domainToUnicode(parseHost(`${domain}`, true) ?? "");
  },
  pathToFileURL, fileURLToPath, urlToHttpOptions,
};
