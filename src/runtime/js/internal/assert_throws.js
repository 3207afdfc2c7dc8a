// assert.throws, rejects and their opposites: what was thrown, and whether it is what was expected.
"use strict";
const { make } = require("internal/errors");
const { checkFunction } = require("internal/validators");
const { inspect } = require("internal/inspect");
const { AssertionError } = require("internal/assertion_error");
const { isDeepStrictEqual } = require("internal/deep_equal");
const types = require("util/types");

const nothing = Symbol("nothing was thrown");

// For messages: the properties that were compared, and no others.
class Comparison {
  constructor(object, keys, actual = undefined) {
    for (const key of keys) {
      if (!(key in object)) continue;
      if (actual !== undefined && typeof actual[key] === "string" && types.isRegExp(object[key]) &&
          object[key].exec(actual[key]) !== null) {
        this[key] = actual[key];
      } else {
        this[key] = object[key];
      }
    }
  }
}

function failProperty(actual, expected, message, keys, fn) {
  const error = new AssertionError({
    actual: new Comparison(actual, keys), expected: new Comparison(expected, keys, actual), operator: "deepStrictEqual",
    stackStartFn: fn, message,
  });
  error.actual = actual;
  error.expected = expected;
  error.operator = fn.name;
  throw error;
}

function matchObject(actual, expected, message, fn) {
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push("name", "message");
  else if (keys.length === 0) throw make("ERR_INVALID_ARG_VALUE", "error", expected, "may not be an empty object");
  for (const key of keys) {
    const want = expected[key];
    if (typeof actual[key] === "string" && types.isRegExp(want) && want.exec(actual[key]) !== null) continue;
    if (!(key in actual) || !isDeepStrictEqual(actual[key], want)) failProperty(actual, expected, message, keys, fn);
  }
}

function fail(actual, expected, message, isGenerated, fn) {
  const error = new AssertionError({ actual, expected, message, operator: fn.name, stackStartFn: fn });
  error.generatedMessage = isGenerated;
  throw error;
}

function matchPattern(actual, expected, message, fn) {
  const text = String(actual);
  if (expected.exec(text) !== null) return;
  fail(actual, expected,
    message || `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`,
    !message, fn);
}

function matchClass(actual, expected, message, fn) {
  let text = message, isGenerated = false;
  if (!text) {
    isGenerated = true;
    text = `The error is expected to be an instance of "${expected.name}". Received `;
    text += types.isNativeError(actual) ? `"${actual.name}"` : `"${inspect(actual, { depth: -1 })}"`;
    if (types.isNativeError(actual)) text += `\n\nError message:\n\n${actual.message}`;
  }
  fail(actual, expected, text, isGenerated, fn);
}

function matchFunction(actual, expected, message, fn) {
  if (expected.prototype !== undefined && actual instanceof expected) return;
  if (Object.prototype.isPrototypeOf.call(Error, expected) || expected === Error) {
    matchClass(actual, expected, message, fn);
  }
  const result = Reflect.apply(expected, {}, [actual]);
  if (result === true) return;
  let text = message;
  if (!text) {
    const name = expected.name ? `"${expected.name}" ` : "";
    text = `The ${name}validation function is expected to return "true". Received ${inspect(result)}`;
    if (types.isNativeError(actual)) text += `\n\nCaught error:\n\n${actual}`;
  }
  fail(actual, expected, text, !message, fn);
}

function matchExpected(actual, expected, message, fn) {
  if (typeof expected === "function") return matchFunction(actual, expected, message, fn);
  if (types.isRegExp(expected)) return matchPattern(actual, expected, message, fn);
  if (actual === null || typeof actual !== "object" && typeof actual !== "function") {
    const error = new AssertionError({ actual, expected, message, operator: "deepStrictEqual", stackStartFn: fn });
    error.operator = fn.name;
    throw error;
  }
  return matchObject(actual, expected, message, fn);
}

function checkExpected(actual, expected, message, count) {
  if (typeof expected === "string") {
    if (count === 4) throw make("ERR_INVALID_ARG_TYPE", "error", ["Object", "Error", "Function", "RegExp"], expected);
    if (actual !== nothing && typeof actual === "object" && actual !== null && actual.message === expected) {
      throw make("ERR_AMBIGUOUS_ARGUMENT", "error/message",
        `The error message "${actual.message}" is identical to the message.`);
    }
    if (actual === expected) {
      throw make("ERR_AMBIGUOUS_ARGUMENT", "error/message", `The error "${actual}" is identical to the message.`);
    }
    return { expected: undefined, message: expected };
  }
  if (expected !== null && expected !== undefined && typeof expected !== "object" && typeof expected !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "error", ["Object", "Error", "Function", "RegExp"], expected);
  }
  return { expected, message };
}

/** Something must have been thrown, and be what is expected. */
function expectError(fn, actual, ...given) {
  const { expected, message } = checkExpected(actual, given[0], given[1], given.length + 2);
  if (actual === nothing) {
    let details = "";
    if (expected && expected.name) details += ` (${expected.name})`;
    details += message ? `: ${message}` : ".";
    const error = new AssertionError({
      actual: undefined, expected, operator: fn.name, stackStartFn: fn,
      message: `Missing expected ${fn.name === "rejects" ? "rejection" : "exception"}${details}`,
    });
    error.generatedMessage = false;
    throw error;
  }
  if (expected) matchExpected(actual, expected, message, fn);
}

function isExpected(actual, expected) {
  if (expected === undefined) return true;
  if (typeof expected === "function") {
    if (expected.prototype !== undefined && actual instanceof expected) return true;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
    return Reflect.apply(expected, {}, [actual]) === true;
  }
  if (types.isRegExp(expected)) return expected.exec(String(actual)) !== null;
  throw make("ERR_INVALID_ARG_TYPE", "expected", ["Function", "RegExp"], expected);
}

/** Nothing may have been thrown. */
function expectNoError(fn, actual, given, message) {
  if (actual === nothing) return;
  let expected = given, text = message;
  if (typeof expected === "string") {
    text = expected;
    expected = undefined;
  }
  if (!expected || isExpected(actual, expected)) {
    throw new AssertionError({
      actual, expected, operator: fn.name, stackStartFn: fn,
      message: `Got unwanted ${fn.name === "doesNotReject" ? "rejection" : "exception"}${text ? `: ${text}` : "."}\n` +
        `Actual message: "${actual && actual.message}"`,
    });
  }
  throw actual;
}

function thrownBy(fn) {
  checkFunction(fn, "fn");
  try {
    fn();
  } catch (error) {
    return error;
  }
  return nothing;
}

const isPromise = (value) => value !== null && typeof value === "object" && typeof value.then === "function" &&
  typeof value.catch === "function";

async function rejectionOf(given) {
  let promise = given;
  if (typeof given === "function") {
    promise = given();
    if (!isPromise(promise)) throw make("ERR_INVALID_RETURN_VALUE", "instance of Promise", "promiseFn", promise);
  } else if (!isPromise(given)) {
    throw make("ERR_INVALID_ARG_TYPE", "promiseFn", ["Function", "Promise"], given);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return nothing;
}

module.exports = { expectError, expectNoError, thrownBy, rejectionOf };
