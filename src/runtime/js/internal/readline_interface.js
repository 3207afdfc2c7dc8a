// The interface of `readline`: lines of a stream, and a line to edit on a terminal.
"use strict";
const EventEmitter = require("events");
const { make, AbortError } = require("internal/errors");
const { checkNumber } = require("internal/validators");
const { cursorTo, moveCursor, clearScreenDown, emitKeypressEvents } = require("internal/readline_keys");

const ends = /\r\n|\n|\r/g;
const crlfDelay = 100;

function checkInput(input) {
  if (input === null || input === undefined || typeof input.on !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "input", "Stream", input);
  }
}

function checkHistorySize(size) {
  checkNumber(size, "historySize");
  if (!(size >= 0)) throw make("ERR_OUT_OF_RANGE", "historySize", ">= 0", size);
}

class Interface extends EventEmitter {
  #decoder; #rest = ""; #endedWithReturn = 0; #history = []; #historyIndex = -1; #question = null; #listeners = [];

  constructor(input, output, completer, terminal) {
    super();
    const isOptions = input !== null && typeof input === "object" && typeof input.on !== "function" &&
      input.input !== undefined;
    const options = isOptions ? input : { input, output, completer, terminal };
    checkInput(options.input);
    const prompt = options.prompt === undefined ? "> " : `${options.prompt}`;
    if (options.completer !== undefined && options.completer !== null && typeof options.completer !== "function") {
      throw make("ERR_INVALID_ARG_VALUE", "completer", options.completer);
    }
    this.input = options.input;
    this.output = options.output;
    this.terminal = Boolean(options.terminal ?? options.output?.isTTY);
    this.line = "";
    this.cursor = 0;
    this.closed = false;
    this.paused = false;
    this.completer = options.completer;
    if (options.historySize !== undefined) checkHistorySize(options.historySize);
    this.historySize = options.historySize ?? 30;
    this.removeHistoryDuplicates = Boolean(options.removeHistoryDuplicates);
    this.crlfDelay = options.crlfDelay ? Math.max(crlfDelay, options.crlfDelay) : crlfDelay;
    this.tabSize = options.tabSize ?? 8;
    this.#history = Array.isArray(options.history) ? options.history.slice() : [];
    this.setPrompt(prompt);
    if (options.signal) this.#closeWith(options.signal);
    if (this.terminal) this.#listenToKeys();
    else this.#listenToLines();
    this.input.resume();
  }

  get history() { return this.#history; }

  #listen(emitter, event, listener) {
    emitter.on(event, listener);
    this.#listeners.push([emitter, event, listener]);
  }

  #closeWith(signal) {
    const close = () => this.close();
    if (signal.aborted) {
      process.nextTick(close);
      return;
    }
    signal.addEventListener("abort", close, { once: true });
    this.once("close", () => signal.removeEventListener("abort", close));
  }

  #listenToLines() {
    const { StringDecoder } = require("string_decoder");
    this.#decoder = new StringDecoder("utf8");
    this.#listen(this.input, "data", (chunk) => this.#take(chunk));
    this.#listen(this.input, "end", () => {
      this.#rest += this.#decoder.end();
      if (this.#rest !== "") this.#tell(this.#rest);
      this.#rest = "";
      this.close();
    });
    this.#listen(this.input, "error", (error) => this.emit("error", error));
  }

  #take(chunk) {
    let text = typeof chunk === "string" ? chunk : this.#decoder.write(chunk);
    if (text === "") return;
    // "\r" and "\n" in two pieces are one end of a line.
    if (this.#endedWithReturn > 0 && Date.now() - this.#endedWithReturn <= this.crlfDelay && text[0] === "\n") {
      text = text.slice(1);
    }
    this.#endedWithReturn = text.endsWith("\r") ? Date.now() : 0;
    let start = 0;
    for (const found of text.matchAll(ends)) {
      const line = this.#rest + text.slice(start, found.index);
      this.#rest = "";
      start = found.index + found[0].length;
      this.#tell(line);
    }
    this.#rest += text.slice(start);
  }

  // A line belongs to who has asked a question, else to all.
  #tell(line) {
    if (this.#question !== null) {
      const callback = this.#question;
      this.#question = null;
      this.setPrompt(this.oldPrompt);
      callback(line);
    } else {
      this.emit("line", line);
    }
  }

  #listenToKeys() {
    emitKeypressEvents(this.input);
    this.#listen(this.input, "keypress", (char, key) => {
      this.#key(char, key);
    });
    this.#listen(this.input, "end", () => {
      if (this.line !== "") this.#tell(this.line);
      this.close();
    });
    if (this.output !== undefined && this.output !== null && typeof this.output.on === "function") {
      this.#listen(this.output, "resize", () => this.#refresh());
    }
    this.#setRawMode(true);
  }

  #setRawMode(mode) {
    if (typeof this.input.setRawMode === "function") this.input.setRawMode(mode);
  }

  getPrompt() { return this._prompt; }
  setPrompt(prompt) { this._prompt = `${prompt}`; }

  prompt(preserveCursor) {
    if (this.closed) throw make("ERR_USE_AFTER_CLOSE", "readline");
    if (this.paused) this.resume();
    if (this.terminal && process.env.TERM !== "dumb") {
      if (!preserveCursor) this.cursor = 0;
      this.#refresh();
    } else {
      this.#write(this._prompt);
    }
  }

  question(query, options, callback) {
    const done = typeof options === "function" ? options : callback;
    const signal = typeof options === "object" && options !== null ? options.signal : undefined;
    if (typeof done !== "function") return;
    if (this.closed) throw make("ERR_USE_AFTER_CLOSE", "readline");
    if (signal?.aborted) return;
    if (signal) {
      const cancel = () => this.cancelQuestion();
      signal.addEventListener("abort", cancel, { once: true });
      this.#ask(query, (answer) => {
        signal.removeEventListener("abort", cancel);
        done(answer);
      });
    } else {
      this.#ask(query, done);
    }
  }

  #ask(query, callback) {
    if (this.#question !== null) {
      this.prompt();
      return;
    }
    this.oldPrompt = this._prompt;
    this.setPrompt(query);
    this.#question = callback;
    this.prompt();
  }

  /** Forgets a question, and goes on in a new line. */
  cancelQuestion() {
    if (this.#question === null) return;
    this.#question = null;
    this.setPrompt(this.oldPrompt);
    this.line = "";
    this.cursor = 0;
    this.#write("\r\n");
  }

  close() {
    if (this.closed) return;
    this.pause();
    if (this.terminal) this.#setRawMode(false);
    for (const [emitter, event, listener] of this.#listeners) emitter.removeListener(event, listener);
    this.closed = true;
    this.emit("close");
  }

  pause() {
    if (this.paused) return this;
    this.input.pause();
    this.paused = true;
    this.emit("pause");
    return this;
  }

  resume() {
    if (!this.paused) return this;
    this.input.resume();
    this.paused = false;
    this.emit("resume");
    return this;
  }

  write(data, key) {
    if (this.closed) throw make("ERR_USE_AFTER_CLOSE", "readline");
    if (this.paused) this.resume();
    if (!this.terminal) {
      this.#take(data);
      return;
    }
    if (key) this.#key(data, key);
    else for (const part of `${data}`.split(/(\r\n|\n|\r)/)) {
      if (/^[\r\n]+$/.test(part)) this.#finishLine();
      else if (part !== "") this.#insert(part);
    }
  }

  getCursorPos() {
    const { widthOf } = require("internal/inspect_layout");
    const columns = this.output?.columns || Infinity;
    const offset = widthOf(this._prompt) + widthOf(this.line.slice(0, this.cursor));
    if (columns === Infinity) return { cols: offset, rows: 0 };
    return { cols: offset % columns, rows: Math.floor(offset / columns) };
  }

  // ---- editing ----

  #write(text) {
    if (this.output !== undefined && this.output !== null) this.output.write(text);
  }

  #refresh() {
    const rows = this.prevRows || 0;
    const { rows: row, cols } = this.getCursorPos();
    if (rows > 0) moveCursor(this.output, 0, -rows);
    cursorTo(this.output, 0);
    clearScreenDown(this.output);
    this.#write(this._prompt + this.line);
    const { widthOf } = require("internal/inspect_layout");
    const columns = this.output?.columns || Infinity;
    const all = widthOf(this._prompt) + widthOf(this.line);
    const lastRow = columns === Infinity ? 0 : Math.floor(all / columns);
    if (lastRow > 0 && all % columns === 0) this.#write(" ");
    cursorTo(this.output, cols);
    if (lastRow > row) moveCursor(this.output, 0, row - lastRow);
    this.prevRows = row;
  }

  #insert(text) {
    this.line = this.line.slice(0, this.cursor) + text + this.line.slice(this.cursor);
    this.cursor += text.length;
    if (this.cursor === this.line.length && this.getCursorPos().cols !== 0) this.#write(text);
    else this.#refresh();
  }

  #finishLine() {
    const { line } = this;
    this.cursor = line.length;
    this.#write("\r\n");
    this.prevRows = 0;
    this.#remember(line);
    this.line = "";
    this.cursor = 0;
    this.#tell(line);
  }

  #remember(line) {
    this.#historyIndex = -1;
    if (this.historySize === 0 || line.trim() === "" || this.#history[0] === line) return;
    if (this.removeHistoryDuplicates) this.#history = this.#history.filter((one) => one !== line);
    this.#history.unshift(line);
    if (this.#history.length > this.historySize) this.#history.pop();
    this.emit("history", this.#history);
  }

  #recall(step) {
    const index = this.#historyIndex + step;
    if (index < -1 || index >= this.#history.length) return;
    this.#historyIndex = index;
    this.line = index < 0 ? "" : this.#history[index];
    this.cursor = this.line.length;
    this.#refresh();
  }

  #moveTo(place) {
    this.cursor = Math.max(0, Math.min(this.line.length, place));
    this.#refresh();
  }

  #remove(from, to) {
    if (from >= to) return;
    this.line = this.line.slice(0, from) + this.line.slice(to);
    this.cursor = from;
    this.#refresh();
  }

  #wordLeft() {
    const found = /(?:[^\w\s]+|\w+)\s*$/.exec(this.line.slice(0, this.cursor));
    return found === null ? 0 : found.index;
  }

  #wordRight() {
    const found = /^(?:\s+|[^\w\s]+|\w+)\s*/.exec(this.line.slice(this.cursor));
    return this.cursor + (found === null ? 0 : found[0].length);
  }

  #complete() {
    const text = this.line.slice(0, this.cursor);
    const done = (error, result) => {
      if (error || !result || !result[0] || result[0].length === 0) return;
      const [hits, part] = result;
      let prefix = hits[0];
      for (const hit of hits) while (!hit.startsWith(prefix)) prefix = prefix.slice(0, -1);
      if (prefix.length > part.length) return void this.#insert(prefix.slice(part.length));
      if (hits.length > 1) this.#write(`\r\n${hits.join("  ")}\r\n`);
      this.#refresh();
    };
    if (this.completer.length === 2) return this.completer(text, done);
    try {
      Promise.resolve(this.completer(text)).then((result) => done(null, result), done);
    } catch (error) {
      done(error);
    }
    return undefined;
  }

  #control(name) {
    const actions = {
      c: () => { if (this.listenerCount("SIGINT") > 0) this.emit("SIGINT"); else this.close(); },
      d: () => {
        if (this.cursor === 0 && this.line === "") this.close();
        else this.#remove(this.cursor, this.cursor + 1);
      },
      h: () => this.#remove(this.cursor - 1, this.cursor), u: () => this.#remove(0, this.cursor),
      k: () => this.#remove(this.cursor, this.line.length),
      a: () => this.#moveTo(0), e: () => this.#moveTo(this.line.length),
      b: () => this.#moveTo(this.cursor - 1), f: () => this.#moveTo(this.cursor + 1), n: () => this.#recall(-1),
      p: () => this.#recall(1), w: () => this.#remove(this.#wordLeft(), this.cursor),
      l: () => {
        cursorTo(this.output, 0, 0);
        clearScreenDown(this.output);
        this.#refresh();
      },
      left: () => this.#moveTo(this.#wordLeft()), right: () => this.#moveTo(this.#wordRight()),
    };
    if (Object.hasOwn(actions, name)) actions[name]();
  }

  #key(char, key = {}) {
    if (key.ctrl && !key.shift) return this.#control(key.name);
    switch (key.name) {
      case "return": case "enter": return this.#finishLine();
      case "backspace": return this.#remove(this.cursor - 1, this.cursor);
      case "delete": return this.#remove(this.cursor, this.cursor + 1);
      case "left": return this.#moveTo(this.cursor - 1);
      case "right": return this.#moveTo(this.cursor + 1);
      case "home": return this.#moveTo(0);
      case "end": return this.#moveTo(this.line.length);
      case "up": return this.#recall(1);
      case "down": return this.#recall(-1);
      case "tab":
        if (typeof this.completer === "function") return this.#complete();
        break;
      default:
    }
    if (typeof char === "string" && char !== "") this.#insert(char);
    return undefined;
  }

  [Symbol.asyncIterator]() {
    const lines = EventEmitter.on(this, "line", { close: ["close"], highWaterMark: 1024 });
    return {
      next: async () => {
        const { value, done } = await lines.next();
        return { value: done ? undefined : value[0], done };
      },
      return: async () => {
        this.close();
        return { value: undefined, done: true };
      },
      [Symbol.asyncIterator]() { return this; },
    };
  }
}

/** question() as a promise. */
function ask(rl, query, options) {
  return new Promise((resolve, reject) => {
    const signal = options?.signal;
    if (signal?.aborted) {
      reject(new AbortError(undefined, { cause: signal.reason }));
      return;
    }
    let stop;
    if (signal) {
      stop = () => {
        rl.cancelQuestion();
        reject(new AbortError(undefined, { cause: signal.reason }));
      };
      signal.addEventListener("abort", stop, { once: true });
    }
    rl.question(query, (answer) => {
      if (signal) signal.removeEventListener("abort", stop);
      resolve(answer);
    });
  });
}

module.exports = { Interface, ask };
