// Error stacks as V8 writes them, made of JavaScriptCore's: "name@file:line:column" becomes "at name
// (file:line:column)".
// `installErrors` gives every error that a program makes such a stack, with Error.captureStackTrace and
// Error.prepareStackTrace.
"use strict";

/** One place in the calls that led to an error: V8's CallSite, as far as a text tells. */
class CallSite {
  constructor(name, file, line, column) {
    this.name = name;
    this.file = file;
    this.line = line;
    this.column = column;
  }
  getThis() {}
  getTypeName() { return null; }
  getFunction() {}
  getFunctionName() { return this.name || null; }
  getMethodName() { return null; }
  getFileName() { return this.file; }
  getLineNumber() { return this.line; }
  getColumnNumber() { return this.column; }
  getEvalOrigin() {}
  getScriptNameOrSourceURL() { return this.file; }
  isToplevel() { return true; }
  isEval() { return false; }
  isNative() { return this.file === undefined; }
  isConstructor() { return false; }
  isAsync() { return false; }
  isPromiseAll() { return false; }
  getPromiseIndex() { return null; }
  toString() {
    if (this.file === undefined) return this.name ? `${this.name} (native)` : "native";
    const place = `${this.file}:${this.line}:${this.column}`;
    return this.name ? `${this.name} (${place})` : place;
  }
}

let mapPlace = null;

/**
 * `map(file, line, column)` gives [file, line, column] of the source, undefined where it knows none,
   null where there is
 * none.
 */
function setPlaceMapper(map) {
  mapPlace = map;
}

const nameless = new Set(["global code", "module code", "eval code", "anonymous", ""]);

function siteOfLine(line) {
  const at = line.indexOf("@");
  const name = at < 0 ? "" : line.slice(0, at);
  const place = at < 0 ? line : line.slice(at + 1);
  const found = /^(.*?):(\d+)(?::(\d+))?$/.exec(place);
  const shown = nameless.has(name) ? "" : name;
  if (found === null) return new CallSite(shown, undefined, null, null);
  const file = found[1], row = Number(found[2]), column = Number(found[3] || 1);
  const mapped = mapPlace === null ? undefined : mapPlace(file, row, column);
  if (mapped === null) return null; // code that no source has
  return mapped === undefined ? new CallSite(shown, file, row, column) : new CallSite(shown, ...mapped);
}

function sitesOf(raw, most = Infinity) {
  const sites = [];
  for (const line of raw.split("\n")) {
    if (sites.length >= most) break;
    if (line === "" || line === "[native code]") continue;
    const site = siteOfLine(line);
    if (site === null) continue;
    if (site.file !== undefined || site.name !== "") sites.push(site);
  }
  return sites;
}

function written(sites) {
  let text = "";
  for (const site of sites) text += `\n    at ${site}`;
  return text;
}

const isWritten = (stack) => stack.startsWith("    at ") || stack.includes("\n    at ");
const isRaw = (stack) => /^[^\n]*(@[^\n]*|:\d+:\d+|\[native code\])(\n|$)/.test(stack) && !isWritten(stack);

/** The lines "\n    at …" of an error. */
function framesOf(error) {
  const stack = error.stack;
  if (typeof stack !== "string") return "";
  const start = stack.indexOf("\n    at ");
  if (start >= 0) return stack.slice(start);
  return isRaw(stack) ? written(sitesOf(stack)) : "";
}

function headerOf(error) {
  try {
    const { name, message } = error;
    const shown = name === undefined ? "Error" : String(name);
    const text = message === undefined ? "" : String(message);
    return text === "" ? shown : shown === "" ? text : `${shown}: ${text}`;
  } catch {
    return "Error";
  }
}

const words = require.later("internal/error_messages");

// A message that the program gave such an error is none of the engine's, and stays.
function fixMessage(error) {
  const message = Object.getOwnPropertyDescriptor(error, "message");
  if (message?.writable && typeof message.value === "string") error.message = words().inWordsOfV8(message.value);
}

/** The stack as V8 would show it, whoever threw the error; its message becomes V8's, too. */
function v8Stack(error) {
  const stack = error.stack;
  if (typeof stack !== "string" || !isRaw(stack)) return stack;
  fixMessage(error);
  return headerOf(error) + written(sitesOf(stack));
}

function setStack(error, stack) {
  Object.defineProperty(error, "stack", { value: stack, writable: true, configurable: true, enumerable: false });
}

/** Errors that the engine threw get V8's message and stack when they pass through our hands. */
function fixStack(error) {
  if (!(error instanceof Error)) return;
  const stack = Object.getOwnPropertyDescriptor(error, "stack")?.value; // one that is not written yet stays so
  if (typeof stack !== "string" || !isRaw(stack)) return;
  setStack(error, v8Stack(error));
}

/** Whoever makes a text of an error gets V8's message, too. */
function installToString(Native) {
  const { toString } = Native.prototype;
  const own = { toString() {
    fixStack(this);
    return toString.call(this);
  } };
  Object.defineProperty(Native.prototype, "toString",
    { value: own.toString, writable: true, configurable: true, enumerable: false });
}

// Most stacks are never read: one is written when it is. As in V8, it begins with the name and the message of then.
function giveStack(error, raw, Base) {
  const most = typeof Base.stackTraceLimit === "number" ? Base.stackTraceLimit : 0;
  Object.defineProperty(error, "stack", {
    get() {
      const prepare = Base.prepareStackTrace, sites = sitesOf(raw, most);
      setStack(error, ""); // for whoever reads it meanwhile
      const stack = typeof prepare === "function" ? prepare(error, sites) : headerOf(error) + written(sites);
      setStack(error, stack);
      return stack;
    },
    set(stack) { setStack(error, stack); },
    configurable: true, enumerable: false,
  });
}

// Lines of a raw stack that lead to `above`, which are left out, as Error.captureStackTrace promises.
function withoutCallers(raw, above) {
  if (typeof above !== "function" || above.name === "") return raw;
  const lines = raw.split("\n");
  const found = lines.findIndex((line) => line.startsWith(`${above.name}@`));
  return found < 0 ? raw : lines.slice(found + 1).join("\n");
}

// The constructor that `new`, a plain call and `extends` all reach.
function constructorOf(Native, Base) {
  let Wrapper;
  const makeError = function (values, target) {
    const error = Reflect.construct(Native, values, target || Wrapper);
    const raw = error.stack;
    if (typeof raw === "string" && isRaw(raw)) giveStack(error, withoutOwn(raw, target), Base || Wrapper);
    return error;
  };
  Wrapper = function (...values) { return makeError(values, new.target); };
  Object.defineProperties(Wrapper, {
    name: { value: Native.name, configurable: true },
    length: { value: Native.length, configurable: true },
    prototype: { value: Native.prototype, writable: false },
  });
  Object.defineProperty(Native.prototype, "constructor",
    { value: Wrapper, writable: true, configurable: true, enumerable: false });
  return Wrapper;
}

// The frames down to that of the function that calls `makeError` are ours; those of the constructors of `target`, which
// lead to it, are left out as in V8.
function withoutOwn(raw, target) {
  const lines = raw.split("\n");
  const own = lines.findIndex((line) => line.startsWith("makeError@"));
  let start = own < 0 ? 0 : own + 2;
  const names = new Set();
  for (let Class = target; typeof Class === "function" && Class.name !== ""; Class = Object.getPrototypeOf(Class)) {
    names.add(Class.name);
  }
  while (start < lines.length && names.has(lines[start].split("@", 1)[0])) start++;
  return lines.slice(start).join("\n");
}

function capture(Native, Base) {
  return function captureStackTrace(target, above) {
    const raw = withoutCallers(new Native().stack || "", above);
    const lines = raw.split("\n");
    const own = lines.findIndex((line) => line.startsWith("captureStackTrace@"));
    giveStack(target, lines.slice(own + 1).join("\n"), Base);
  };
}

/** Puts constructors in the place of `scope`'s, whose errors have V8's stacks. */
function installErrors(scope) {
  const Native = scope.Error;
  if (isWritten(new Native("probe").stack)) return;
  installToString(Native);
  const Base = constructorOf(Native, null);
  Base.stackTraceLimit = 10;
  Native.stackTraceLimit = 30;
  Base.captureStackTrace = capture(Native, Base);
  const define = (name, value) =>
    Object.defineProperty(scope, name, { value, writable: true, configurable: true, enumerable: false });
  define("Error", Base);
  for (const name of ["EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"]) {
    const Kind = constructorOf(scope[name], Base);
    Object.setPrototypeOf(Kind, Base);
    define(name, Kind);
  }
  const Aggregate = constructorOf(scope.AggregateError, Base);
  Object.setPrototypeOf(Aggregate, Base);
  define("AggregateError", Aggregate);
  require("internal/json_parse").installJson(scope);
}

/** What a script reads the stack or the message of. */
function withStack(value) {
  fixStack(value);
  return value;
}

module.exports = { withStack, framesOf, v8Stack, fixStack, setStack, setPlaceMapper, installErrors };
