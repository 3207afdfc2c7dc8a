// Node's `readline/promises`.
"use strict";
const { Interface: Base, ask } = require("internal/readline_interface");

class Interface extends Base {
  question(query, options = undefined, callback = undefined) {
    if (typeof options === "function" || typeof callback === "function") {
      return super.question(query, options, callback);
    }
    return ask({ question: (text, done) => super.question(text, done), cancelQuestion: () => this.cancelQuestion() },
      query, options);
  }
}

/** Moves of the cursor that are written together. */
class Readline {
  #stream; #autoCommit; #actions = [];
  constructor(stream, options = undefined) {
    if (typeof stream?.write !== "function" || typeof stream.on !== "function") {
      throw require("internal/errors").make("ERR_INVALID_ARG_TYPE", "stream", "Writable", stream);
    }
    this.#stream = stream;
    this.#autoCommit = Boolean(options?.autoCommit);
  }
  #add(action) {
    if (this.#autoCommit) process.nextTick(action);
    else this.#actions.push(action);
    return this;
  }
  cursorTo(x, y = undefined) { return this.#add(() => require("readline").cursorTo(this.#stream, x, y)); }
  moveCursor(dx, dy) { return this.#add(() => require("readline").moveCursor(this.#stream, dx, dy)); }
  clearLine(direction) { return this.#add(() => require("readline").clearLine(this.#stream, direction)); }
  clearScreenDown() { return this.#add(() => require("readline").clearScreenDown(this.#stream)); }
  async commit() {
    for (const action of this.#actions.splice(0)) action();
  }
  rollback() {
    this.#actions = [];
    return this;
  }
}

module.exports = {
  Interface, Readline,
  createInterface: (input, output, completer, terminal) => new Interface(input, output, completer, terminal),
};
