// Node's `vm`: scripts in contexts of their own. A context's global properties are those of an object of the script's.
// Variables that a script declares with `var` or `function` are the engine's own; they are copied from the object when
// a script begins, and to it when it ends.
"use strict";
/* global internalBinding */
const binding = internalBinding("vm");
const ticks = require("internal/ticks");
const { make } = require("internal/errors");
const { checkText, checkObject, checkInteger } = require("internal/validators");

const contexts = new WeakMap(); // object → { native, variables: name → the value that scripts saw last }

// --- Contexts

function isContext(object) {
  checkObject(object, "object");
  return contexts.has(object);
}

function createContext(object = {}, options = {}) {
  if (isContext(object)) return object;
  checkObject(options);
  for (const key of ["name", "origin"]) if (options[key] !== undefined) checkText(options[key], `options.${key}`);
  contexts.set(object, { native: binding.context(object, ticks.rejected), variables: new Map() });
  return object;
}

function contextOf(object) {
  const context = typeof object === "object" && object !== null ? contexts.get(object) : undefined;
  if (context !== undefined) return context;
  const isObject = typeof object === "object" && object !== null;
  throw make("ERR_INVALID_ARG_TYPE", isObject ? "contextifiedObject" : "object", isObject ? "vm.Context" : "Object",
    object);
}

const inside = (context, text) => binding.evaluate(context.native, text, "vm", 1);

/** What others have written to the object is in the variables, too. */
function giveVariables(context, object) {
  const { variables } = context;
  const isNew = (name) => name in object && !Object.is(object[name], variables.get(name));
  const changed = [...variables.keys()].filter(isNew);
  if (changed.length === 0) return;
  const parameters = changed.map((_, at) => `$${at}$`);
  const assign = changed.map((name, at) => `${name} = ${parameters[at]};`).join(" ");
  inside(context, `(function (${parameters}) { ${assign} })`)(...changed.map((name) => object[name]));
}

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** What a script has made: `before` is what the object had. */
function takeVariables(context, object, before) {
  const { variables } = context;
  for (const name of Object.keys(object)) {
    if (!before.has(name) && identifier.test(name)) variables.set(name, undefined);
  }
  const names = [...variables.keys()].filter((name) => name in object);
  const values = inside(context, `[${names.map((name) => `typeof ${name} === "undefined" ? undefined : ${name}`)}]`);
  names.forEach((name, at) => {
    variables.set(name, values[at]);
    if (!Object.is(object[name], values[at])) object[name] = values[at];
  });
}

// --- Scripts

/** What all functions that run something take. */
function optionsOf(given, name = "evalmachine.<anonymous>") {
  const options = typeof given === "string" ? { filename: given } : given ?? {};
  checkObject(options);
  const { filename = name, lineOffset = 0, columnOffset = 0, timeout } = options;
  checkText(filename, "options.filename");
  checkInteger(lineOffset, "options.lineOffset", -(2 ** 31), 2 ** 31 - 1);
  checkInteger(columnOffset, "options.columnOffset", -(2 ** 31), 2 ** 31 - 1);
  if (timeout !== undefined) {
    checkInteger(timeout, "options.timeout", 1);
    throw make("ERR_UNSUPPORTED_MODULE", "vm with a timeout", "the engine can't end one script and go on with others");
  }
  return { ...options, filename, lineOffset };
}

function evaluate(native, text, { filename, lineOffset }) {
  return binding.evaluate(native, text, filename, lineOffset + 1);
}

class Script {
  #text; #options;
  constructor(code, options) {
    this.#text = `${code}`;
    this.#options = optionsOf(options);
    binding.check(this.#text, this.#options.filename, this.#options.lineOffset + 1);
    this.cachedDataRejected = undefined;
    this.sourceMapURL = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(this.#text)?.[1];
  }
  runInThisContext(options) {
    optionsOf(options);
    return evaluate(undefined, this.#text, this.#options);
  }
  runInContext(object, options) {
    const context = contextOf(object);
    optionsOf(options);
    giveVariables(context, object);
    const before = new Set(Object.keys(object));
    try {
      return evaluate(context.native, this.#text, this.#options);
    } finally {
      takeVariables(context, object, before);
    }
  }
  runInNewContext(object, options) {
    return this.runInContext(createContext(object, contextOptions(options)), options);
  }
  createCachedData() { return Buffer.alloc(0); }
}

function contextOptions(options) {
  if (typeof options !== "object" || options === null) return undefined;
  return { name: options.contextName, origin: options.contextOrigin };
}

const named = (options) => typeof options === "string" ? { filename: options } : options;

function runInThisContext(code, options) { return new Script(code, options).runInThisContext(named(options)); }
function runInContext(code, object, options) {
  contextOf(object);
  return new Script(code, options).runInContext(object, named(options));
}
function runInNewContext(code, object, options) {
  return new Script(code, options).runInNewContext(object, named(options));
}

function compileFunction(code, params = [], options = {}) {
  checkText(code, "code");
  if (!Array.isArray(params)) throw make("ERR_INVALID_ARG_TYPE", "params", "Array", params);
  params.forEach((one, at) => checkText(one, `params[${at}]`));
  const { filename, lineOffset } = optionsOf(options, "");
  const { parsingContext, contextExtensions = [] } = options;
  const native = parsingContext === undefined ? undefined : contextOf(parsingContext).native;
  const text = `(function (${params}) {${code}\n})`;
  if (contextExtensions.length === 0) return evaluate(native, text, { filename, lineOffset });
  const opened = contextExtensions.map((_, at) => `with ($${at}$) `).join("");
  return evaluate(native, `(function (${contextExtensions.map((_, at) => `$${at}$`)}) { ${opened}return ${text}; })`,
    { filename, lineOffset })(...contextExtensions);
}

const constants = Object.freeze({ __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol("vm_dynamic_import_main_context_default") });

module.exports = {
  Script, createContext, createScript: (code, options) => new Script(code, options), runInContext, runInNewContext,
  runInThisContext, isContext, compileFunction,
  measureMemory: () => Promise.reject(make("ERR_UNSUPPORTED_MODULE", "vm.measureMemory", "the engine does not tell")),
  constants,
};
