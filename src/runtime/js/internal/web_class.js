// What classes of the web have in common: a tag, members that are enumerable, and sentences about missing arguments.
"use strict";

function show(object, ...names) {
  for (const name of names) Object.defineProperty(object, name, { enumerable: true });
}

/** Gives a class its tag, and makes members of its objects enumerable. */
function tag(Class, ...names) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
  show(Class.prototype, ...names);
}

/** Objects of the class are iterated by their entries. */
function iterateEntries(Class) {
  Object.defineProperty(Class.prototype, Symbol.iterator,
    { value: Class.prototype.entries, writable: true, configurable: true });
}

/** `method` is "Class.method". */
function needArguments(method, count, least) {
  if (count >= least) return;
  throw new TypeError(`${method}: ${least} argument${least > 1 ? "s" : ""} required, but${
    count > 0 ? " only" : ""} ${count} found.`);
}

module.exports = { show, tag, iterateEntries, needArguments };
