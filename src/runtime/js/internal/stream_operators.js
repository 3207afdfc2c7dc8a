// Methods of Readable like those of arrays: map, filter, take, toArray and so on.
"use strict";
const { make, AbortError } = require("internal/errors");
const { checkObject, checkSignal } = require("internal/validators");

function checkFunction(value) {
  if (typeof value !== "function") throw make("ERR_INVALID_ARG_TYPE", "fn", ["Function", "AsyncFunction"], value);
}

function checkOptions(options) {
  if (options === undefined || options === null) return {};
  checkObject(options);
  if (options.signal !== undefined && options.signal !== null) checkSignal(options.signal);
  return options;
}

function concurrencyOf(options) {
  if (options.concurrency === undefined || options.concurrency === null) return 1;
  const count = Math.floor(options.concurrency);
  if (!(count >= 1)) throw make("ERR_OUT_OF_RANGE", "concurrency", ">= 1 && <= 9007199254740991", options.concurrency);
  return count;
}

const throwIfAborted = (signal) => {
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
};

// Calls go on at the same time, up to `concurrency`; results come in order.
async function* mapped(stream, fn, options, concurrency) {
  const { AbortController, AbortSignal } = require("internal/abort_controller");
  const controller = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, controller.signal]) : controller.signal;
  const running = [];
  const source = stream[Symbol.asyncIterator]();
  let isDone = false;
  try {
    while (true) {
      while (!isDone && running.length < concurrency) {
        throwIfAborted(options.signal);
        const { value, done } = await source.next();
        if (done) {
          isDone = true;
          break;
        }
        running.push(Promise.resolve().then(() => fn(value, { signal })));
        running.at(-1).catch(() => {});
        if (concurrency === 1) break;
      }
      if (running.length === 0) {
        if (isDone) return;
        continue;
      }
      throwIfAborted(options.signal);
      yield await running.shift();
    }
  } finally {
    controller.abort();
    if (!isDone) await source.return?.();
  }
}

function countOf(number) {
  const count = Number(number);
  if (Number.isNaN(count)) return 0;
  if (count < 0) throw make("ERR_OUT_OF_RANGE", "number", ">= 0", count);
  return count;
}

const operators = {
  map(stream, [fn, options]) {
    checkFunction(fn);
    const settings = checkOptions(options);
    return mapped(stream, fn, settings, concurrencyOf(settings));
  },
  filter(stream, [fn, options]) {
    checkFunction(fn);
    const settings = checkOptions(options);
    const none = Symbol("none");
    const test = async (value, extra) => await fn(value, extra) ? value : none;
    const found = mapped(stream, test, settings, concurrencyOf(settings));
    return (async function* () {
      for await (const value of found) if (value !== none) yield value;
    })();
  },
  flatMap(stream, values) {
    const lists = operators.map(stream, values);
    return (async function* () {
      for await (const list of lists) yield* list;
    })();
  },
  take(stream, [number, options]) {
    const { signal } = checkOptions(options);
    let rest = countOf(number);
    return (async function* () {
      throwIfAborted(signal);
      if (rest <= 0) return;
      for await (const value of stream) {
        throwIfAborted(signal);
        yield value;
        if (--rest <= 0) return;
      }
    })();
  },
  drop(stream, [number, options]) {
    const { signal } = checkOptions(options);
    let rest = countOf(number);
    return (async function* () {
      throwIfAborted(signal);
      for await (const value of stream) {
        throwIfAborted(signal);
        if (rest-- <= 0) yield value;
      }
    })();
  },
  asIndexedPairs(stream, [options]) {
    const { signal } = checkOptions(options);
    let index = 0;
    return (async function* () {
      for await (const value of stream) {
        throwIfAborted(signal);
        yield [index++, value];
      }
    })();
  },
};

/** The methods that give another stream. */
function derived(stream, name, values) {
  if (name === "compose") return require("internal/stream_compose").compose(stream, values[0]);
  const { Readable } = require("internal/stream_readable");
  return Readable.from(operators[name](stream, values));
}

const collectors = {
  async toArray(stream, [options]) {
    const { signal } = checkOptions(options);
    const list = [];
    for await (const value of stream) {
      throwIfAborted(signal);
      list.push(value);
    }
    return list;
  },
  async forEach(stream, values) {
    for await (const value of operators.map(stream, values)) void value;
  },
  async some(stream, values) {
    checkFunction(values[0]);
    for await (const value of operators.filter(stream, values)) {
      void value;
      return true;
    }
    return false;
  },
  async every(stream, [fn, options]) {
    checkFunction(fn);
    return !await collectors.some(stream, [async (...values) => !await fn(...values), options]);
  },
  async find(stream, values) {
    checkFunction(values[0]);
    for await (const value of operators.filter(stream, values)) return value;
    return undefined;
  },
  async reduce(stream, values) {
    const [fn, , options] = values;
    if (typeof fn !== "function") throw make("ERR_INVALID_ARG_TYPE", "reducer", ["Function", "AsyncFunction"], fn);
    const { signal } = checkOptions(options);
    let hasResult = values.length > 1, result = values[1];
    for await (const value of stream) {
      throwIfAborted(signal);
      if (hasResult) {
        result = await fn(result, value, { signal });
      } else {
        hasResult = true;
        result = value;
      }
    }
    if (!hasResult) throw Object.assign(new TypeError("Reduce of an empty stream requires an initial value"),
      { code: "ERR_MISSING_ARGS" });
    return result;
  },
};

/** The methods that give a promise. */
function collected(stream, name, values) {
  return collectors[name](stream, values);
}

module.exports = { derived, collected };
