// Node's `assert`.
"use strict";
const { make } = require("internal/errors");
const { inspect } = require("internal/inspect");
const { AssertionError } = require("internal/assertion_error");
const { isDeepEqual, isDeepStrictEqual } = require("internal/deep_equal");

function fail(details) {
  if (details.message instanceof Error) throw details.message;
  throw new AssertionError(details);
}

function need(count) {
  if (count < 2) throw make("ERR_MISSING_ARGS", "actual", "expected");
}

function checkTrue(fn, count, value, message) {
  if (value) return;
  if (message instanceof Error) throw message;
  let text = message;
  const isGenerated = count === 0 || message === undefined || message === null;
  if (count === 0) text = "No value argument passed to `assert.ok()`";
  else if (isGenerated) text = require("internal/assert_source").falsyText(fn);
  const error = new AssertionError({
    actual: value, expected: true, message: text, operator: "==", stackStartFn: fn,
  });
  error.generatedMessage = isGenerated;
  throw error;
}

function ok(...values) {
  checkTrue(ok, values.length, ...values);
}

const assert = ok;
module.exports = assert;

assert.fail = function failNow(message) {
  if (message instanceof Error) throw message;
  const error = new AssertionError({
    message: message === undefined ? "Failed" : message, operator: "fail", stackStartFn: failNow,
  });
  error.generatedMessage = message === undefined;
  throw error;
};
Object.defineProperty(assert.fail, "name", { value: "fail" });

assert.AssertionError = AssertionError;
assert.ok = ok;

assert.equal = function equal(actual, expected, message) {
  need(arguments.length);
  if (actual == expected || Number.isNaN(actual) && Number.isNaN(expected)) return;
  fail({ actual, expected, message, operator: "==", stackStartFn: equal });
};

assert.notEqual = function notEqual(actual, expected, message) {
  need(arguments.length);
  if (actual != expected && !(Number.isNaN(actual) && Number.isNaN(expected))) return;
  fail({ actual, expected, message, operator: "!=", stackStartFn: notEqual });
};

assert.deepEqual = function deepEqual(actual, expected, message) {
  need(arguments.length);
  if (!isDeepEqual(actual, expected)) {
    fail({ actual, expected, message, operator: "deepEqual", stackStartFn: deepEqual });
  }
};

assert.notDeepEqual = function notDeepEqual(actual, expected, message) {
  need(arguments.length);
  if (isDeepEqual(actual, expected)) {
    fail({ actual, expected, message, operator: "notDeepEqual", stackStartFn: notDeepEqual });
  }
};

assert.deepStrictEqual = function deepStrictEqual(actual, expected, message) {
  need(arguments.length);
  if (!isDeepStrictEqual(actual, expected)) {
    fail({ actual, expected, message, operator: "deepStrictEqual", stackStartFn: deepStrictEqual,
      withDifference: true });
  }
};

assert.notDeepStrictEqual = function notDeepStrictEqual(actual, expected, message) {
  need(arguments.length);
  if (isDeepStrictEqual(actual, expected)) {
    fail({ actual, expected, message, operator: "notDeepStrictEqual", stackStartFn: notDeepStrictEqual });
  }
};

assert.strictEqual = function strictEqual(actual, expected, message) {
  need(arguments.length);
  if (!Object.is(actual, expected)) {
    fail({ actual, expected, message, operator: "strictEqual", stackStartFn: strictEqual, withDifference: true });
  }
};

assert.notStrictEqual = function notStrictEqual(actual, expected, message) {
  need(arguments.length);
  if (Object.is(actual, expected)) {
    fail({ actual, expected, message, operator: "notStrictEqual", stackStartFn: notStrictEqual });
  }
};

const lazyThrows = () => require("internal/assert_throws");

assert.throws = function throws(fn, ...values) {
  lazyThrows().expectError(throws, lazyThrows().thrownBy(fn), ...values);
};

assert.rejects = async function rejects(promise, ...values) {
  lazyThrows().expectError(rejects, await lazyThrows().rejectionOf(promise), ...values);
};

assert.doesNotThrow = function doesNotThrow(fn, ...values) {
  lazyThrows().expectNoError(doesNotThrow, lazyThrows().thrownBy(fn), ...values);
};

assert.doesNotReject = async function doesNotReject(promise, ...values) {
  lazyThrows().expectNoError(doesNotReject, await lazyThrows().rejectionOf(promise), ...values);
};

assert.ifError = function ifError(value) {
  if (value === null || value === undefined) return;
  let text = "ifError got unwanted exception: ";
  if (typeof value === "object" && typeof value.message === "string") {
    text += value.message.length === 0 && value.constructor ? value.constructor.name : value.message;
  } else {
    text += inspect(value);
  }
  const error = new AssertionError({
    actual: value, expected: null, operator: "ifError", message: text, stackStartFn: ifError,
  });
  error.generatedMessage = false;
  throw error;
};

function matching(text, pattern, message, fn, wanted) {
  if (!(pattern instanceof RegExp)) throw make("ERR_INVALID_ARG_TYPE", "regexp", "RegExp", pattern);
  if (typeof text === "string" && (pattern.exec(text) !== null) === wanted) return;
  if (message instanceof Error) throw message;
  let shown = message;
  if (!shown) {
    if (typeof text !== "string") {
      shown = `The "string" argument must be of type string. Received type ${typeof text} (${inspect(text)})`;
    } else {
      const start = wanted ? "The input did not match" : "The input was expected to not match";
      shown = `${start} the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`;
    }
  }
  const error = new AssertionError({
    actual: text, expected: pattern, message: shown, operator: fn.name, stackStartFn: fn,
  });
  error.generatedMessage = !message;
  throw error;
}

assert.match = function match(text, pattern, message) {
  matching(text, pattern, message, match, true);
};

assert.doesNotMatch = function doesNotMatch(text, pattern, message) {
  matching(text, pattern, message, doesNotMatch, false);
};

/** Functions that must be called so many times. */
class CallTracker {
  #calls = new Map();
  calls(fn = () => {}, count = 1) {
    let original = fn, expected = count;
    if (typeof fn === "number") {
      original = () => {};
      expected = fn;
    }
    const record = { name: original.name || "calls", expected, list: [], stack: new Error("here") };
    const tracked = function (...values) {
      record.list.push({ thisArg: this, arguments: values });
      return Reflect.apply(original, this, values);
    };
    this.#calls.set(tracked, record);
    return tracked;
  }
  getCalls(tracked) { return this.#calls.get(tracked).list.slice(); }
  reset(tracked) {
    for (const [one, record] of this.#calls) if (tracked === undefined || one === tracked) record.list = [];
  }
  report() {
    return [...this.#calls.values()].filter(({ list, expected }) => list.length !== expected).map((record) => ({
      message: `Expected the ${record.name} function to be executed ${record.expected} time(s) but was executed ${
        record.list.length} time(s).`,
      actual: record.list.length, expected: record.expected, operator: record.name, stack: record.stack,
    }));
  }
  verify() {
    const failed = this.report();
    if (failed.length === 0) return;
    const message = failed.length === 1 ? failed[0].message : "Functions were not called the expected number of times";
    throw new AssertionError({ message, details: failed });
  }
}
assert.CallTracker = CallTracker;

function strict(...values) {
  checkTrue(strict, values.length, ...values);
}

assert.strict = Object.assign(strict, assert, {
  equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
