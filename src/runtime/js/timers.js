// Node's `timers`: a list of timers for each duration, in the order in which they run out; the loop has one timer
// for all.
"use strict";
/* global internalBinding */
const binding = internalBinding("timers");
const ticks = require("internal/ticks");
const { make } = require("internal/errors");

const LONGEST = 2 ** 31 - 1;
const started = binding.now();
const lists = new Map(); // duration → list
const byId = new Map(); // timers that were made numbers
let queue = []; // lists: a heap by `expiry`
let refCount = 0;
let nextExpiry = Infinity;
let nextId = 1;
let nextSequence = 0;

// What C looks at: how many immediates keep the loop alive, how many there are, whether this turn has more of them, and
// whether a timer may be due.
const KEEPING = 0, WAITING = 1, MORE = 2, DUE = 3;
const info = new Float64Array(4);

const kHasPrimitive = Symbol("kHasPrimitive");
const now = () => binding.now() - started;

// --- The heap of lists

const isBefore = (a, b) => a.expiry < b.expiry || (a.expiry === b.expiry && a.sequence < b.sequence);

function siftUp(at) {
  const list = queue[at];
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!isBefore(list, queue[above])) break;
    queue[at] = queue[above];
    queue[at].place = at;
    at = above;
  }
  queue[at] = list;
  list.place = at;
}

function siftDown(at) {
  const list = queue[at];
  for (;;) {
    let below = 2 * at + 1;
    if (below >= queue.length) break;
    if (below + 1 < queue.length && isBefore(queue[below + 1], queue[below])) below++;
    if (!isBefore(queue[below], list)) break;
    queue[at] = queue[below];
    queue[at].place = at;
    at = below;
  }
  queue[at] = list;
  list.place = at;
}

function removeList(list) {
  lists.delete(list.duration);
  const last = queue.pop();
  if (last === list) return;
  queue[list.place] = last;
  last.place = list.place;
  siftDown(last.place);
  siftUp(last.place);
}

// --- Lists

class List {
  constructor(duration, expiry) {
    this.duration = duration;
    this.expiry = expiry;
    this.sequence = nextSequence++;
    this.place = 0;
    this.next = this;
    this.previous = this;
  }
}

function unlink(timer) {
  timer.next.previous = timer.previous;
  timer.previous.next = timer.next;
  timer.next = timer.previous = null;
}

function append(list, timer) {
  timer.previous = list.previous;
  timer.next = list;
  list.previous.next = timer;
  list.previous = timer;
}

function insert(timer, start) {
  timer._idleStart = start;
  let list = lists.get(timer._idleTimeout);
  if (list === undefined) {
    list = new List(timer._idleTimeout, start + timer._idleTimeout);
    lists.set(timer._idleTimeout, list);
    list.place = queue.push(list) - 1;
    siftUp(list.place);
    if (list.expiry < nextExpiry) {
      nextExpiry = list.expiry;
      binding.schedule(Math.max(1, nextExpiry - now()));
    }
  }
  append(list, timer);
  timer.list = list;
}

function countRef(change) {
  refCount += change;
  if (refCount === 0) binding.keepAlive(false);
  else if (refCount === 1 && change === 1) binding.keepAlive(true);
}

function stop(timer) {
  if (timer.isActive) {
    timer.isActive = false;
    if (timer.isRef) countRef(-1);
  }
  if (timer.next !== null) {
    const { list } = timer;
    unlink(timer);
    if (list.next === list) removeList(list);
  }
  if (timer[kHasPrimitive]) byId.delete(timer.id);
}

function call(timer) {
  try {
    if (timer.context !== undefined) ticks.context.run(timer.context, timer._onTimeout, timer.args || []);
    else if (timer.args === undefined) timer._onTimeout();
    else timer._onTimeout(...timer.args);
  } finally {
    if (timer._repeat !== null && timer.isActive && timer.next === null) {
      timer._idleTimeout = timer._repeat;
      insert(timer, now());
    } else if (timer._repeat === null && timer.next === null) {
      stop(timer);
    }
  }
}

/** The next timer that is due; null where there is none. */
function takeDue(time) {
  while (queue.length > 0 && queue[0].expiry <= time) {
    const list = queue[0];
    const timer = list.next;
    if (timer === list) {
      removeList(list);
      continue;
    }
    if (time - timer._idleStart < list.duration) {
      list.expiry = timer._idleStart + list.duration;
      list.sequence = nextSequence++;
      siftDown(list.place);
      continue;
    }
    unlink(timer);
    return timer;
  }
  return null;
}

/** Calls one timer. C calls this as long as info[DUE] is set: promise jobs run in between. */
function onTimer() {
  const timer = takeDue(now());
  info[DUE] = 1;
  if (timer !== null) return call(timer);
  info[DUE] = 0;
  nextExpiry = Infinity;
  if (queue.length === 0) return;
  nextExpiry = queue[0].expiry;
  binding.schedule(Math.max(1, nextExpiry - now()));
}

// --- Timeouts

class Timeout {
  constructor(callback, after, args, isRepeat) {
    after = Number(after);
    if (!(after >= 1 && after <= LONGEST)) {
      if (after > LONGEST) {
        process.emitWarning(`${after} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`,
          "TimeoutOverflowWarning");
      }
      after = 1;
    }
    this._idleTimeout = Math.trunc(after);
    this._idleStart = 0;
    this._onTimeout = callback;
    this._repeat = isRepeat ? this._idleTimeout : null;
    this._destroyed = false;
    hide(this, "args", args.length === 0 ? undefined : args);
    hide(this, "context", ticks.context.current);
    for (const name of ["list", "next", "previous"]) hide(this, name, null);
    hide(this, "isRef", true);
    hide(this, "isActive", true);
    hide(this, "id", nextId++);
    hide(this, kHasPrimitive, false);
    countRef(1);
    insert(this, now());
  }
  refresh() {
    if (!this.isActive) return this;
    if (this.next !== null) {
      const { list } = this;
      unlink(this);
      if (list.next === list) removeList(list);
    }
    insert(this, now());
    return this;
  }
  ref() {
    if (!this.isRef) {
      this.isRef = true;
      if (this.isActive) countRef(1);
    }
    return this;
  }
  unref() {
    if (this.isRef) {
      this.isRef = false;
      if (this.isActive) countRef(-1);
    }
    return this;
  }
  hasRef() { return this.isRef; }
  close() {
    clearTimeout(this);
    return this;
  }
  [Symbol.toPrimitive]() {
    if (!this[kHasPrimitive]) {
      this[kHasPrimitive] = true;
      byId.set(this.id, this);
    }
    return this.id;
  }
  [Symbol.dispose]() { clearTimeout(this); }
}

// Members that are not shown.
function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
}

function checkCallback(callback) {
  if (typeof callback !== "function") throw make("ERR_INVALID_ARG_TYPE", "callback", "function", callback);
}

function setTimeout(callback, after, ...args) {
  checkCallback(callback);
  return new Timeout(callback, after, args, false);
}

function setInterval(callback, after, ...args) {
  checkCallback(callback);
  return new Timeout(callback, after, args, true);
}

function clearTimeout(timer) {
  if (timer instanceof Timeout) {
    timer._destroyed = true;
    timer._repeat = null;
    stop(timer);
  } else if (typeof timer === "number" || typeof timer === "string") {
    const found = byId.get(Number(timer));
    if (found !== undefined) clearTimeout(found);
  }
}

// --- Immediates

let immediates = []; // for the next turn
let batch = [], batchAt = 0; // of this turn

class Immediate {
  constructor(callback, args) {
    this._onImmediate = callback;
    this._destroyed = false;
    hide(this, "args", args.length === 0 ? undefined : args);
    hide(this, "context", ticks.context.current);
    hide(this, "isRef", true);
    immediates.push(this);
    info[WAITING]++;
    if (++info[KEEPING] === 1) binding.hurry();
  }
  ref() {
    if (!this.isRef && !this._destroyed) {
      this.isRef = true;
      if (++info[KEEPING] === 1) binding.hurry();
    }
    return this;
  }
  unref() {
    if (this.isRef && !this._destroyed) {
      this.isRef = false;
      if (--info[KEEPING] === 0) binding.hurry();
    }
    return this;
  }
  hasRef() { return this.isRef; }
}

function endImmediate(immediate) {
  immediate._destroyed = true;
  info[WAITING]--;
  if (immediate.isRef) info[KEEPING]--;
}

function callImmediate(immediate) {
  if (immediate.context !== undefined) {
    ticks.context.run(immediate.context, immediate._onImmediate, immediate.args || []);
  } else if (immediate.args === undefined) immediate._onImmediate();
  else immediate._onImmediate(...immediate.args);
}

/** Calls one immediate of this turn. C calls this as long as info[MORE] is set. */
function onImmediate() {
  if (batchAt === batch.length) {
    batch = immediates;
    batchAt = 0;
    immediates = [];
  }
  while (batchAt < batch.length && batch[batchAt]._destroyed) batchAt++;
  const immediate = batch[batchAt++];
  info[MORE] = batchAt < batch.length ? 1 : 0;
  if (batchAt >= batch.length) batchAt = batch.length;
  if (immediate === undefined) return;
  endImmediate(immediate);
  callImmediate(immediate);
}

function setImmediate(callback, ...args) {
  checkCallback(callback);
  return new Immediate(callback, args);
}

function clearImmediate(immediate) {
  if (!(immediate instanceof Immediate) || immediate._destroyed) return;
  endImmediate(immediate);
  if (info[KEEPING] === 0) binding.hurry();
}

binding.setup(onTimer, onImmediate, info);

/** For `util.promisify`. */
const promisified = Symbol.for("nodejs.util.promisify.custom");
for (const [one, name] of [[setTimeout, "setTimeout"], [setImmediate, "setImmediate"]]) {
  Object.defineProperty(one, promisified, { get: () => require("timers/promises")[name], enumerable: true });
}

module.exports = {
  setTimeout, clearTimeout, setInterval, clearInterval: clearTimeout, setImmediate, clearImmediate,
  get promises() { return require("timers/promises"); },
};
