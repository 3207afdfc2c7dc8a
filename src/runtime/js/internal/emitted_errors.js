// Where an "error" event was emitted that nobody listened to: shown with its error when the process ends by it.
"use strict";
const { setStack } = require("internal/error_stack");
const places = new WeakMap();

/** `emit` is the function whose caller is the place. */
function note(error, emitter, emit) {
  const place = {};
  Error.captureStackTrace(place, emit);
  places.set(error, { emitter, place });
}

// The first run of lines that both have: where it begins in `own`, and its length.
function commonLines(own, others) {
  for (let at = 0; at < own.length - 3; at++) {
    const there = others.indexOf(own[at]);
    if (there < 0) continue;
    let length = 1;
    while (at + length < own.length && own[at + length] === others[there + length]) length++;
    if (length > 3) return [at, length];
  }
  return [0, 0];
}

/** Lets the stack tell the place. Gives whether there is one. */
function addPlace(error) {
  const found = places.get(error);
  if (found === undefined || typeof error.stack !== "string") return false;
  places.delete(error);
  const own = found.place.stack.split("\n").slice(1);
  const [at, length] = commonLines(own, error.stack.split("\n").slice(1));
  if (length > 0) own.splice(at + 1, length - 2, "    [... lines matching original stack trace ...]");
  const name = found.emitter?.constructor?.name;
  const whose = name === undefined || name === "EventEmitter" ? "" : ` on ${name} instance`;
  setStack(error, `${error.stack}\nEmitted 'error' event${whose} at:\n${own.join("\n")}`);
  return true;
}

module.exports = { note, addPlace };
