// Paths of POSIX systems.
"use strict";
const { checkObject, checkText } = require("internal/validators");

const SLASH = 47;

/** Takes "." and ".." out of a path; ".." above the start stays if `keepsAbove`. */
function withoutDots(path, keepsAbove, separator, isSeparator) {
  const parts = [];
  let above = 0, start = 0;
  for (let i = 0; i <= path.length; i++) {
    if (i < path.length && !isSeparator(path.charCodeAt(i))) continue;
    const part = path.slice(start, i);
    start = i + 1;
    if (part === "" || part === ".") continue;
    if (part !== "..") {
      parts.push(part);
    } else if (parts.length > above) {
      parts.pop();
    } else if (keepsAbove) {
      parts.push(part);
      above++;
    }
  }
  return parts.join(separator);
}

const isSlash = (code) => code === SLASH;

function resolve(...paths) {
  let resolved = "", isAbsolute = false;
  for (let i = paths.length - 1; i >= -1 && !isAbsolute; i--) {
    const path = i >= 0 ? paths[i] : process.cwd();
    checkText(path, `paths[${i}]`);
    if (path.length === 0) continue;
    resolved = resolved === "" ? path : `${path}/${resolved}`;
    isAbsolute = path.charCodeAt(0) === SLASH;
  }
  const text = withoutDots(resolved, !isAbsolute, "/", isSlash);
  if (isAbsolute) return `/${text}`;
  return text.length > 0 ? text : ".";
}

function normalize(path) {
  checkText(path, "path");
  if (path.length === 0) return ".";
  const isAbsolute = path.charCodeAt(0) === SLASH;
  const endsOpen = path.charCodeAt(path.length - 1) === SLASH;
  let text = withoutDots(path, !isAbsolute, "/", isSlash);
  if (text.length === 0) {
    if (isAbsolute) return "/";
    return endsOpen ? "./" : ".";
  }
  if (endsOpen) text += "/";
  return isAbsolute ? `/${text}` : text;
}

function isAbsolute(path) {
  checkText(path, "path");
  return path.length > 0 && path.charCodeAt(0) === SLASH;
}

function join(...paths) {
  if (paths.length === 0) return ".";
  let joined;
  for (const path of paths) {
    checkText(path, "path");
    if (path.length > 0) joined = joined === undefined ? path : `${joined}/${path}`;
  }
  return joined === undefined ? "." : normalize(joined);
}

function relative(from, to) {
  checkText(from, "from");
  checkText(to, "to");
  if (from === to) return "";
  const start = resolve(from), end = resolve(to);
  if (start === end) return "";
  const old = start === "/" ? [] : start.slice(1).split("/");
  const target = end === "/" ? [] : end.slice(1).split("/");
  let same = 0;
  while (same < old.length && same < target.length && old[same] === target[same]) same++;
  return [...old.slice(same).map(() => ".."), ...target.slice(same)].join("/");
}

function dirname(path) {
  checkText(path, "path");
  if (path.length === 0) return ".";
  let end = path.length;
  while (end > 1 && path.charCodeAt(end - 1) === SLASH) end--;
  const slash = path.lastIndexOf("/", end - 1);
  if (slash < 0) return ".";
  if (slash === 0) return "/";
  return slash === 1 && path.charCodeAt(0) === SLASH ? "//" : path.slice(0, slash);
}

/** The last part of a path, without `suffix` if it is more than that. */
function lastPart(path, suffix, isSeparator) {
  let end = path.length;
  while (end > 0 && isSeparator(path.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > 0 && !isSeparator(path.charCodeAt(start - 1))) start--;
  const part = path.slice(start, end);
  if (suffix !== undefined && suffix.length > 0 && suffix.length < part.length && part.endsWith(suffix)) {
    return part.slice(0, -suffix.length);
  }
  return part;
}

function basename(path, suffix) {
  if (suffix !== undefined) checkText(suffix, "suffix");
  checkText(path, "path");
  if (suffix !== undefined && suffix === path) return "";
  return lastPart(path, suffix, isSlash);
}

/** Where the extension of a part begins; its end if it has none. */
function extensionStart(part) {
  const dot = part.lastIndexOf(".");
  if (dot <= 0 || part === "..") return part.length;
  return dot;
}

function extname(path) {
  checkText(path, "path");
  const part = lastPart(path, undefined, isSlash);
  return part.slice(extensionStart(part));
}

function formatExtension(extension) {
  return extension ? `${extension[0] === "." ? "" : "."}${extension}` : "";
}

/** `format` of one kind of path. */
function formatWith(separator) {
  return function format(parts) {
    checkObject(parts, "pathObject");
    const folder = parts.dir || parts.root;
    const base = parts.base || `${parts.name || ""}${formatExtension(parts.ext)}`;
    if (!folder) return base;
    return folder === parts.root ? `${folder}${base}` : `${folder}${separator}${base}`;
  };
}

function parse(path) {
  checkText(path, "path");
  const root = path.charCodeAt(0) === SLASH ? "/" : "";
  let end = path.length;
  while (end > root.length && path.charCodeAt(end - 1) === SLASH) end--;
  const slash = end > 0 ? path.lastIndexOf("/", end - 1) : -1;
  const base = path.slice(Math.max(slash + 1, root.length), end);
  const dot = extensionStart(base);
  let dir = slash > 0 ? path.slice(0, slash) : root;
  if (end === root.length) dir = root;
  return { root, dir, base, ext: base.slice(dot), name: base.slice(0, dot) };
}

const posix = {
  resolve, normalize, isAbsolute, join, relative, toNamespacedPath: (path) => path, dirname, basename, extname,
  format: formatWith("/"), parse, matchesGlob: (path, pattern) => require("internal/glob").matches(path, pattern, "/"),
  sep: "/", delimiter: ":", win32: null, posix: null,
};
posix.posix = posix;
posix._makeLong = posix.toNamespacedPath;

module.exports = { posix, withoutDots, lastPart, extensionStart, formatWith };
