// Node's `path`: that of the system we run on, with `path.posix` and `path.win32` beside it.
"use strict";
const { posix } = require("internal/path_posix");

let win32;
function lazyWin32() {
  if (win32 === undefined) {
    ({ win32 } = require("internal/path_win32"));
    win32.posix = posix;
  }
  return win32;
}

Object.defineProperty(posix, "win32", {
  configurable: true, enumerable: true, get: lazyWin32,
});

module.exports = process.platform === "win32" ? lazyWin32() : posix;
