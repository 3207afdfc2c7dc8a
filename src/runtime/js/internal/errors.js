// Node's errors: each has a code, and the message that Node gives with it. Most programs make none, so that the table
// of codes is read with the first.
"use strict";
const { framesOf, setStack } = require("internal/error_stack");

const codes = require.later("internal/error_codes");

/** Those of `crypto` are many, and most programs need none. */
const rowOf = (code) => codes()[code] ?? require("internal/crypto_errors")[code];

function messageOf([, form], values) {
  if (typeof form === "function") return form(...values);
  let next = 0;
  return form.replace(/%s/g, () => String(values[next++]));
}

/** An error as Node makes it; the message comes from the table. */
function make(code, ...values) {
  const row = rowOf(code);
  return withCode(row[0], code, messageOf(row, values));
}

// Who made the error for us is of no interest.
const ownFrames = /^(?:\n {4}at (?:new )?(?:withCode|make)\b[^\n]*)+/;

/** An error of class `Base` with a code that the stack and `toString` name. */
function withCode(Base, code, message) {
  const error = new Base(message);
  Object.defineProperty(error, "toString", {
    value() { return `${this.name} [${code}]: ${this.message}`; },
    enumerable: false, writable: true, configurable: true,
  });
  const frames = framesOf(error).replace(ownFrames, "");
  error.code = code;
  setStack(error, `${error.name} [${code}]: ${message}${frames}`);
  return error;
}

/** What an operation ends with that was aborted. */
class AbortError extends Error {
  constructor(message = "The operation was aborted", options = undefined) {
    if (options !== undefined && (typeof options !== "object" || options === null)) {
      throw make("ERR_INVALID_ARG_TYPE", "options", "Object", options);
    }
    super(message, options);
    this.code = "ABORT_ERR";
    this.name = "AbortError";
    setStack(this, `AbortError: ${message}${framesOf(this)}`);
  }
}

/** What ends a process whose promise was rejected with something that is no error. */
function unhandledRejection(reason) {
  const isObject = typeof reason === "object" && reason !== null;
  const text = isObject ? `#<${reason.constructor?.name ?? "Object"}>` : String(reason);
  const error = make("ERR_UNHANDLED_REJECTION", text);
  error.name = "UnhandledPromiseRejection";
  delete error.toString;
  setStack(error, `${error.name}: ${error.message}${framesOf(error)}`);
  Object.defineProperty(error, "name", { enumerable: false });
  return error;
}

/** Two failures of one operation: the second is the one to throw, or both together. */
function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const error = new AggregateError([outer, inner], outer.message);
  error.code = outer.code;
  return error;
}

module.exports = { make, withCode, AbortError, unhandledRejection, aggregateTwoErrors };
