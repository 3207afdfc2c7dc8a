// Keys of a terminal: bytes to { sequence, name, ctrl, meta, shift }, and the codes that move its cursor.
"use strict";
const { make } = require("internal/errors");
const { checkFunction } = require("internal/validators");

const names = {
  "[A": "up", "[B": "down", "[C": "right", "[D": "left", "[E": "clear", "[F": "end", "[H": "home", "OA": "up",
  "OB": "down",
  "OC": "right", "OD": "left", "OF": "end", "OH": "home", "[1~": "home", "[2~": "insert", "[3~": "delete", "[4~": "end",
  "[5~": "pageup", "[6~": "pagedown", "[7~": "home", "[8~": "end", "OP": "f1", "OQ": "f2", "OR": "f3", "OS": "f4",
  "[11~": "f1", "[12~": "f2", "[13~": "f3", "[14~": "f4", "[15~": "f5", "[17~": "f6", "[18~": "f7", "[19~": "f8",
  "[20~": "f9", "[21~": "f10", "[23~": "f11", "[24~": "f12", "[Z": "tab",
};
const escapeChar = String.fromCharCode(27);
const sequence = new RegExp(`^${escapeChar}(?:(\\[|O)(?:(\\d+)(?:;(\\d+))?([~A-Za-z])|([A-Za-z])))`, "u");

function keyOfChar(char, meta) {
  const key = { sequence: meta ? `\u001b${char}` : char, name: undefined, ctrl: false, meta, shift: false };
  const code = char.charCodeAt(0);
  if (char === "\r") key.name = "return";
  else if (char === "\n") key.name = "enter";
  else if (char === "\t") key.name = "tab";
  else if (char === "\b" || char === "\u007f") key.name = "backspace";
  else if (char === "\u001b") key.name = "escape";
  else if (char === " ") key.name = "space";
  else if (code > 0 && code <= 0x1a) {
    key.name = String.fromCharCode(code + 96);
    key.ctrl = true;
  } else if (/^[0-9A-Za-z]$/.test(char)) {
    key.name = char.toLowerCase();
    key.shift = /^[A-Z]$/.test(char);
  }
  return key;
}

/** All keys that a text of a terminal holds: [text or undefined, key]. */
function keysOf(text) {
  const keys = [];
  for (let i = 0; i < text.length;) {
    const rest = text.slice(i);
    const found = sequence.exec(rest);
    if (found !== null) {
      const code = found[5] === undefined ? `${found[1]}${found[4] === "~" ? found[2] : ""}${found[4]}` : found[1] +
        found[5];
      const modifier = Number(found[3] ?? (found[4] === "~" || found[2] === undefined ? 1 : found[2])) - 1;
      keys.push([undefined, {
        sequence: found[0], name: names[code] ?? "undefined", ctrl: Boolean(modifier & 4), meta: Boolean(modifier & 10),
        shift: Boolean(modifier & 1) || code === "[Z", code,
      }]);
      i += found[0].length;
    } else {
      const meta = rest[0] === "\u001b" && rest.length > 1;
      const char = String.fromCodePoint(rest.codePointAt(meta ? 1 : 0));
      const key = keyOfChar(char, meta);
      keys.push([meta || char === "\u001b" ? undefined : char, key]);
      i += char.length + (meta ? 1 : 0);
    }
  }
  return keys;
}

const kDecoder = Symbol("keypress-decoder");

/** Has `stream` emit "keypress" for what it reads. */
function emitKeypressEvents(stream) {
  if (stream[kDecoder] !== undefined) return;
  const { StringDecoder } = require("string_decoder");
  stream[kDecoder] = new StringDecoder("utf8");
  const onData = (chunk) => {
    if (stream.listenerCount("keypress") === 0) {
      stream.removeListener("data", onData);
      stream.on("newListener", onListener);
      return;
    }
    const text = typeof chunk === "string" ? chunk : stream[kDecoder].write(chunk);
    for (const [char, key] of keysOf(text)) stream.emit("keypress", char, key);
  };
  const onListener = (event) => {
    if (event !== "keypress") return;
    stream.on("data", onData);
    stream.removeListener("newListener", onListener);
  };
  if (stream.listenerCount("keypress") > 0) stream.on("data", onData);
  else stream.on("newListener", onListener);
}

// ---- the cursor ----

function send(stream, text, callback) {
  if (callback !== undefined) checkFunction(callback);
  if (stream === null || stream === undefined || text === "") {
    if (typeof callback === "function") process.nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}

function cursorTo(stream, x, y, callback) {
  let row = y, done = callback;
  if (typeof row === "function") {
    done = row;
    row = undefined;
  }
  if (done !== undefined) checkFunction(done);
  if (Number.isNaN(x)) throw make("ERR_INVALID_ARG_VALUE", "x", x);
  if (Number.isNaN(row)) throw make("ERR_INVALID_ARG_VALUE", "y", row);
  if (stream === null || stream === undefined || typeof x !== "number" && typeof row !== "number") {
    return send(stream, "", done);
  }
  if (typeof x !== "number") throw make("ERR_INVALID_CURSOR_POS");
  return send(stream, typeof row === "number" ? `\u001b[${row + 1};${x + 1}H` : `\u001b[${x + 1}G`, done);
}

function moveCursor(stream, dx, dy, callback) {
  let text = "";
  if (dx < 0) text += `\u001b[${-dx}D`;
  else if (dx > 0) text += `\u001b[${dx}C`;
  if (dy < 0) text += `\u001b[${-dy}A`;
  else if (dy > 0) text += `\u001b[${dy}B`;
  return send(stream, text, callback);
}

function clearLine(stream, direction, callback) {
  return send(stream, direction < 0 ? "\u001b[1K" : direction > 0 ? "\u001b[0K" : "\u001b[2K", callback);
}

function clearScreenDown(stream, callback) {
  return send(stream, "\u001b[0J", callback);
}

module.exports = { emitKeypressEvents, cursorTo, moveCursor, clearLine, clearScreenDown };
