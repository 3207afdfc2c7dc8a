// Node's `tty`.
"use strict";
/* global internalBinding */
const net = require("net");
const { Writable } = require("stream");
const binding = internalBinding("process");
const { onWrite } = require("internal/standard_streams");

const isatty = (fd) => Number.isInteger(fd) && fd >= 0 && binding.streamKind(fd) === "tty";

function WriteStream(fd) {
  if (!(this instanceof WriteStream)) return new WriteStream(fd);
  Writable.call(this, { decodeStrings: false, write: onWrite(fd), emitClose: false, autoDestroy: false });
  this.fd = fd;
  this._type = "tty";
  const size = binding.windowSize(fd);
  if (size !== undefined) [this.columns, this.rows] = size;
  process.on("SIGWINCH", () => {
    const [columns, rows] = binding.windowSize(fd) || [];
    if (columns === this.columns && rows === this.rows) return;
    [this.columns, this.rows] = [columns, rows];
    this.emit("resize");
  });
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

const ESCAPE = "\u001b[";

Object.assign(WriteStream.prototype, {
  isTTY: true,
  getWindowSize() { return [this.columns, this.rows]; },
  getColorDepth(env = process.env) {
    if (env.NO_COLOR || env.TERM === "dumb") return 1;
    if (env.COLORTERM === "truecolor" || env.COLORTERM === "24bit") return 24;
    if (/-256(?:color)?$/.test(env.TERM || "")) return 8;
    return 4;
  },
  hasColors(count = 16, env = undefined) {
    if (typeof count === "object") [count, env] = [16, count];
    return count <= 2 ** this.getColorDepth(env);
  },
  clearLine(direction, callback) { return this.write(`${ESCAPE}${direction < 0 ? 1 : direction > 0 ? 0 : 2}K`,
    callback); },
  clearScreenDown(callback) { return this.write(`${ESCAPE}0J`, callback); },
  cursorTo(x, y, callback) {
    if (typeof y === "function") [y, callback] = [undefined, y];
    return this.write(typeof y === "number" ? `${ESCAPE}${y + 1};${x + 1}H` : `${ESCAPE}${x + 1}G`, callback);
  },
  moveCursor(dx, dy, callback) {
    let text = "";
    if (dx) text += `${ESCAPE}${Math.abs(dx)}${dx > 0 ? "C" : "D"}`;
    if (dy) text += `${ESCAPE}${Math.abs(dy)}${dy > 0 ? "B" : "A"}`;
    return this.write(text, callback);
  },
});

function ReadStream(fd) {
  if (!(this instanceof ReadStream)) return new ReadStream(fd);
  net.Socket.call(this, { fd, writable: false, manualStart: true });
  this.isRaw = false;
  this.isTTY = true;
  this.fd = fd;
}
Object.setPrototypeOf(ReadStream.prototype, net.Socket.prototype);
Object.setPrototypeOf(ReadStream, net.Socket);
ReadStream.prototype.setRawMode = function (is) {
  this.isRaw = Boolean(is);
  return this;
};

module.exports = { isatty, ReadStream, WriteStream };
