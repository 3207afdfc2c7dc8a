// Errors that a worker dies of, as its parent gets them: of the same class where that is one of the language's, with
// the same properties as far as they can be cloned.
"use strict";
const { inspect } = require("internal/inspect");

const classes = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError };

const isError = (value) => value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";

/** The name of the language's class that the error is of. */
function classOf(error) {
  for (let at = Object.getPrototypeOf(error); at !== null; at = Object.getPrototypeOf(at)) {
    const name = at.constructor?.name;
    if (Object.hasOwn(classes, name) && classes[name].prototype === at) return name;
  }
  return "Error";
}

/** What can be sent of any value that was thrown; `send` throws where it can't be. */
function write(error, send) {
  if (!isError(error)) return attempt(() => send({ value: error }), () => send({ shown: inspect(error) }));
  const known = { class: classOf(error), message: String(error.message), stack: String(error.stack) };
  if (error.name !== error.constructor?.prototype?.name) known.name = String(error.name);
  const more = { ...error };
  for (const name of ["message", "stack", "name"]) delete more[name];
  return attempt(() => send({ known, more }), () => send({ known, more: {} }));
}

function attempt(first, second) {
  try {
    return first();
  } catch {
    return second();
  }
}

function read({ known, more, value, shown }) {
  if (known === undefined) return shown === undefined ? value : new Error(shown);
  const error = Object.create(classes[known.class].prototype);
  const hidden = (name, text) => Object.defineProperty(error, name,
    { value: text, writable: true, configurable: true, enumerable: false });
  hidden("stack", known.stack);
  hidden("message", known.message);
  if (known.name !== undefined) hidden("name", known.name);
  Object.assign(error, more);
  return error;
}

module.exports = { read, write };
