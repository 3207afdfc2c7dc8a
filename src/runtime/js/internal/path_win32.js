// Paths of Windows: two separators, drives, and \\server\share.
"use strict";
const { checkText } = require("internal/validators");
const { withoutDots, lastPart, extensionStart, formatWith } = require("internal/path_posix");

const isSeparator = (code) => code === 47 || code === 92;
const isLetter = (code) => code >= 65 && code <= 90 || code >= 97 && code <= 122;
const isDrive = (path) => path.length > 1 && isLetter(path.charCodeAt(0)) && path.charCodeAt(1) === 58;

/** { device, end, isAbsolute }: "C:" or "\\server\share", and where the path behind the root begins. */
function rootOf(path) {
  if (path.length === 0) return { device: "", end: 0, isAbsolute: false, isShare: false };
  if (isSeparator(path.charCodeAt(0))) {
    const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path);
    if (share === null) return { device: "", end: 1, isAbsolute: true, isShare: false };
    const device = `\\\\${share[1]}\\${share[2]}`;
    return { device, end: share[0].length, isAbsolute: true, isShare: true };
  }
  if (!isDrive(path)) return { device: "", end: 0, isAbsolute: false, isShare: false };
  const isAbsolute = path.length > 2 && isSeparator(path.charCodeAt(2));
  return { device: path.slice(0, 2), end: isAbsolute ? 3 : 2, isAbsolute, isShare: false };
}

function currentOf(device) {
  if (device === "") return process.cwd();
  const path = process.env[`=${device}`] || process.cwd();
  const isThere = path.slice(0, 2).toLowerCase() === device.toLowerCase() || path.charCodeAt(2) !== 92;
  return path === undefined || !isThere ? `${device}\\` : path;
}

function resolve(...paths) {
  let device = "", tail = "", isAbsolute = false;
  for (let i = paths.length - 1; i >= -1; i--) {
    const path = i >= 0 ? paths[i] : currentOf(device);
    if (i >= 0) checkText(path, `paths[${i}]`);
    if (path.length === 0) continue;
    const root = rootOf(path);
    if (root.device !== "") {
      if (device === "") device = root.device;
      else if (root.device.toLowerCase() !== device.toLowerCase()) continue;
    }
    if (isAbsolute) {
      if (device !== "") break;
    } else {
      tail = `${path.slice(root.end)}\\${tail}`;
      isAbsolute = root.isAbsolute;
      if (root.isAbsolute && device !== "") break;
    }
  }
  tail = withoutDots(tail, !isAbsolute, "\\", isSeparator);
  return isAbsolute ? `${device}\\${tail}` : `${device}${tail}` || ".";
}

function normalize(path) {
  checkText(path, "path");
  if (path.length === 0) return ".";
  if (path.length === 1) return path === "/" ? "\\" : path;
  const root = rootOf(path);
  if (root.isShare && root.end >= path.replace(/[\\/]+$/, "").length) return `${root.device}\\`;
  let tail = withoutDots(path.slice(root.end), !root.isAbsolute, "\\", isSeparator);
  const endsOpen = root.end < path.length && isSeparator(path.charCodeAt(path.length - 1));
  if (tail.length === 0 && !root.isAbsolute) tail = ".";
  if (tail.length > 0 && endsOpen) tail += "\\";
  // What looks like a drive only after it was normalized is none.
  if (!root.isAbsolute && root.device === "" && (isDrive(tail) || /:([\\/]|$)/.test(path))) return `.\\${tail}`;
  return root.isAbsolute ? `${root.device}\\${tail}` : `${root.device}${tail}`;
}

function isAbsolute(path) {
  checkText(path, "path");
  if (path.length === 0) return false;
  return isSeparator(path.charCodeAt(0)) || isDrive(path) && path.length > 2 && isSeparator(path.charCodeAt(2));
}

function join(...paths) {
  if (paths.length === 0) return ".";
  let joined, first;
  for (const path of paths) {
    checkText(path, "path");
    if (path.length === 0) continue;
    if (joined === undefined) joined = first = path;
    else joined += `\\${path}`;
  }
  if (joined === undefined) return ".";
  // Two separators in front are of a share only if they were written so in one argument.
  const isShare = /^[\\/]{2}[^\\/]/.test(first);
  if (!isShare) joined = joined.replace(/^[\\/]{2,}/, "\\");
  return normalize(joined);
}

function relative(from, to) {
  checkText(from, "from");
  checkText(to, "to");
  if (from === to) return "";
  const start = resolve(from), end = resolve(to);
  if (start.toLowerCase() === end.toLowerCase()) return "";
  const trimmed = (path) => path.replace(/^\\+|\\+$/g, "");
  const partsOf = (path) => trimmed(path).split("\\").filter((part) => part !== "");
  const old = partsOf(start), target = partsOf(end);
  const most = Math.min(old.length, target.length);
  let same = 0;
  while (same < most && old[same].toLowerCase() === target[same].toLowerCase()) same++;
  if (same === 0 && old.length > 0 && target.length > 0) return end;
  const rest = target.slice(same).join("\\");
  const ups = old.slice(same).map(() => "..").join("\\");
  if (ups === "") return rest;
  return rest === "" ? ups : `${ups}\\${rest}`;
}

function toNamespacedPath(path) {
  if (typeof path !== "string" || path.length === 0) return path;
  const resolved = resolve(path);
  if (resolved.length <= 2) return path;
  if (/^\\\\[^?.]/.test(resolved)) return `\\\\?\\UNC\\${resolved.slice(2)}`;
  return /^[a-zA-Z]:\\/.test(resolved) ? `\\\\?\\${resolved}` : resolved;
}

// How long the root of a path is, with the separator behind it.
function rootSize(path) {
  const root = rootOf(path);
  if (!root.isShare) return root.end;
  return root.end < path.length ? root.end + 1 : root.end;
}

function lastSlash(path, end) {
  let at = end - 1;
  while (at >= 0 && !isSeparator(path.charCodeAt(at))) at--;
  return at;
}

function endOf(path, root) {
  let end = path.length;
  while (end > root && isSeparator(path.charCodeAt(end - 1))) end--;
  return end;
}

function dirname(path) {
  checkText(path, "path");
  if (path.length === 0) return ".";
  if (path.length === 1) return isSeparator(path.charCodeAt(0)) ? path : ".";
  const root = rootSize(path);
  if (root === path.length && rootOf(path).isShare) return path;
  const slash = lastSlash(path, endOf(path, root));
  if (slash >= root) return path.slice(0, slash);
  return root === 0 ? "." : path.slice(0, root);
}

function basename(path, suffix) {
  if (suffix !== undefined) checkText(suffix, "suffix");
  checkText(path, "path");
  if (suffix !== undefined && suffix === path) return "";
  return lastPart(isDrive(path) ? path.slice(2) : path, suffix, isSeparator);
}

function extname(path) {
  checkText(path, "path");
  const part = lastPart(isDrive(path) ? path.slice(2) : path, undefined, isSeparator);
  return part.slice(extensionStart(part));
}

function parse(path) {
  checkText(path, "path");
  const size = rootSize(path);
  const root = path.slice(0, size);
  const end = endOf(path, size);
  const slash = Math.max(lastSlash(path, end), -1);
  const start = Math.max(slash + 1, size);
  const base = path.slice(start, end);
  const dot = extensionStart(base);
  const dir = start > size ? path.slice(0, slash) : root;
  return { root, dir, base, ext: base.slice(dot), name: base.slice(0, dot) };
}

const win32 = {
  resolve, normalize, isAbsolute, join, relative, toNamespacedPath, dirname, basename, extname,
  format: formatWith("\\"),
  parse, matchesGlob: (path, pattern) => require("internal/glob").matches(path, pattern, "\\"),
  sep: "\\", delimiter: ";", win32: null, posix: null,
};
win32.win32 = win32;
win32._makeLong = toNamespacedPath;

module.exports = { win32 };
