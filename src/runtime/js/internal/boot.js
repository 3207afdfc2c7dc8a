// The first script that runs: it makes the loader of the other modules, the globals, and the functions that C calls.
"use strict";
/* global internalBinding */
const natives = require;
const loaded = new Map();
const bindings = new Map();

/** The C half of a module; each is made once. */
function bindingOf(name) {
  let binding = bindings.get(name);
  if (binding !== undefined) return binding;
  binding = internalBinding(name);
  if (typeof binding === "string") throw withoutCrypto(binding);
  bindings.set(name, binding);
  return binding;
}

function withoutCrypto(problem) {
  const advice = "is OpenSSL installed (on Debian and Ubuntu: libssl3)?";
  return Object.assign(new Error(`crypto is not available: ${problem}; ${advice}`), { code: "ERR_NO_CRYPTO" });
}

/** A module of ours by its name, without "node:". */
function requireOwn(name) {
  let module = loaded.get(name);
  if (module !== undefined) return module.exports;
  const make = natives.compile(name);
  if (make === undefined) throw new Error(`There is no module "${name}"`);
  module = { exports: {}, id: name, loaded: false };
  loaded.set(name, module);
  try {
    make.call(module.exports, module.exports, requireOwn, module, bindingOf);
  } catch (error) {
    loaded.delete(name);
    throw error;
  }
  module.loaded = true;
  return module.exports;
}

/** Gives a module that many programs do without, when it is first asked for. */
function later(name) {
  let exports;
  return () => exports ??= requireOwn(name);
}

requireOwn.later = later;
requireOwn.has = natives.hasModule;
requireOwn.natives = natives;

requireOwn("internal/dispose_symbols");
const { installErrors } = requireOwn("internal/error_stack");
installErrors(globalThis);
const ticks = requireOwn("internal/ticks");
requireOwn("internal/globals");
const main = requireOwn("internal/main");

Object.assign(exports, {
  dispatch: ticks.dispatch,
  runTicks: ticks.runTicks,
  tickInfo: ticks.tickInfo,
  rejected: ticks.rejected,
  beforeExit: main.beforeExit,
  exit: main.exit,
  runScript: main.runScript,
});
