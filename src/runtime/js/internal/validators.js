// Checks of arguments that many modules make, with the errors that Node throws.
"use strict";
const { make } = require("internal/errors");

function checkType(value, name, type) {
  if (typeof value !== type) throw make("ERR_INVALID_ARG_TYPE", name, type, value);
}

const checkFunction = (value, name = "callback") => checkType(value, name, "function");
const checkText = (value, name) => checkType(value, name, "string");
const checkNumber = (value, name) => checkType(value, name, "number");

function checkObject(value, name = "options") {
  if (value === null || typeof value !== "object") throw make("ERR_INVALID_ARG_TYPE", name, "Object", value);
}

function checkBoolean(value, name) {
  checkType(value, name, "boolean");
}

/** How long something may take, in milliseconds. */
function checkDuration(value, name) {
  checkNumber(value, name);
  if (value >= 0 && Number.isFinite(value)) return;
  throw make("ERR_OUT_OF_RANGE", name, "a non-negative finite number", value);
}

/** An object with names, which an array is not. */
function checkRecord(value, name = "options") {
  if (Array.isArray(value)) throw make("ERR_INVALID_ARG_TYPE", name, "Object", value);
  checkObject(value, name);
}

function checkInteger(value, name, least = 0, most = Number.MAX_SAFE_INTEGER) {
  checkNumber(value, name);
  if (!Number.isInteger(value)) throw make("ERR_OUT_OF_RANGE", name, "an integer", value);
  if (value < least || value > most) throw make("ERR_OUT_OF_RANGE", name, `>= ${least} && <= ${most}`, value);
}

/** Any object will do that looks like an AbortSignal. */
function checkSignal(signal, name = "options.signal") {
  if (signal === null || typeof signal !== "object" || !("aborted" in signal)) {
    throw make("ERR_INVALID_ARG_TYPE", name, "AbortSignal", signal);
  }
}

module.exports = {
  checkFunction, checkText, checkNumber, checkBoolean, checkDuration, checkObject, checkRecord, checkInteger,
  checkSignal,
};
