// Node's `readline`.
"use strict";
const { Interface: Base, ask } = require("internal/readline_interface");
const { emitKeypressEvents, cursorTo, moveCursor, clearLine, clearScreenDown } = require("internal/readline_keys");

/** Called with or without `new`. */
function Interface(input, output, completer, terminal) {
  return Reflect.construct(Base, [input, output, completer, terminal], new.target || Interface);
}
Interface.prototype = Object.create(Base.prototype, {
  constructor: { value: Interface, writable: true, configurable: true },
});
Object.setPrototypeOf(Interface, Base);
Interface.prototype.question = function (...values) {
  return Base.prototype.question.apply(this, values);
};
Interface.prototype.question[Symbol.for("nodejs.util.promisify.custom")] = function (query, options) {
  return ask(this, query, options);
};

module.exports = {
  Interface, clearLine, clearScreenDown,
  createInterface: (input, output, completer, terminal) => new Interface(input, output, completer, terminal),
  cursorTo, emitKeypressEvents, moveCursor,
  get promises() { return require("readline/promises"); },
};
