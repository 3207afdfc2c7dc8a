// Node's `util`.
"use strict";
const { make } = require("internal/errors");
const { checkFunction, checkNumber, checkSignal, checkText } = require("internal/validators");
const { inspect } = require("internal/inspect");
const { format, formatWithOptions } = require("internal/format");

const customPromisify = Symbol.for("nodejs.util.promisify.custom");
const kPromisifyArgs = Symbol.for("nodejs.util.promisify.args");

// ---- functions and classes ----

function inherits(constructor, parent) {
  if (constructor === undefined || constructor === null) {
    throw make("ERR_INVALID_ARG_TYPE", "ctor", "Function", constructor);
  }
  if (parent === undefined || parent === null) throw make("ERR_INVALID_ARG_TYPE", "superCtor", "Function", parent);
  if (parent.prototype === undefined) {
    throw make("ERR_INVALID_ARG_TYPE", "superCtor.prototype", "Object", parent.prototype);
  }
  Object.defineProperty(constructor, "super_", { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

function promisify(original) {
  checkFunction(original, "original");
  const own = original[customPromisify];
  if (own) {
    checkFunction(own, "util.promisify.custom");
    return Object.defineProperty(own, customPromisify, { value: own, enumerable: false, writable: false,
      configurable: true });
  }
  const names = original[kPromisifyArgs];
  function promised(...values) {
    return new Promise((resolve, reject) => {
      original.call(this, ...values, (error, ...results) => {
        if (error) reject(error);
        else if (names !== undefined && results.length > 1) {
          resolve(Object.fromEntries(names.map((name, i) => [name, results[i]])));
        } else resolve(results[0]);
      });
    });
  }
  Object.setPrototypeOf(promised, Object.getPrototypeOf(original));
  Object.defineProperty(promised, customPromisify,
    { value: promised, enumerable: false, writable: false, configurable: true });
  const { prototype, ...rest } = Object.getOwnPropertyDescriptors(original);
  void prototype;
  return Object.defineProperties(promised, rest);
}
promisify.custom = customPromisify;

function callbackify(original) {
  checkFunction(original, "original");
  function callbackified(...values) {
    const callback = values.pop();
    checkFunction(callback, "last argument");
    original.apply(this, values).then((value) => process.nextTick(callback, null, value), (reason) => {
      let error = reason;
      if (!error) {
        error = make("ERR_FALSY_VALUE_REJECTION");
        error.reason = reason;
      }
      process.nextTick(callback, error);
    });
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === "number") descriptors.length.value++;
  if (typeof descriptors.name.value === "string") descriptors.name.value += "Callbackified";
  delete descriptors.prototype;
  return Object.defineProperties(callbackified, descriptors);
}

const warnedCodes = new Set();

function deprecate(original, message, code) {
  if (process.noDeprecation === true) return original;
  if (code !== undefined) checkText(code, "code");
  let warned = false;
  function deprecated(...values) {
    if (!warned && process.noDeprecation !== true) {
      warned = true;
      if (code === undefined) {
        process.emitWarning(message, "DeprecationWarning", deprecated);
      } else if (!warnedCodes.has(code)) {
        warnedCodes.add(code);
        process.emitWarning(message, "DeprecationWarning", code, deprecated);
      }
    }
    return new.target ? Reflect.construct(original, values, new.target) : Reflect.apply(original, this, values);
  }
  Object.setPrototypeOf(deprecated, original);
  if (original.prototype) deprecated.prototype = original.prototype;
  Object.defineProperty(deprecated, "length",
    { ...Object.getOwnPropertyDescriptor(original, "length"), value: original.length });
  return deprecated;
}

async function aborted(signal, resource) {
  checkSignal(signal, "signal");
  if (resource === null || typeof resource !== "object" && typeof resource !== "function") {
    throw make("ERR_INVALID_ARG_TYPE", "resource", "Object", resource);
  }
  if (signal.aborted) return;
  await new Promise((resolve) => { signal.addEventListener("abort", () => resolve(), { once: true }); });
}

// ---- debuglog ----

let debugTest;
const names = process.debugSections ?? process.env.NODE_DEBUG;

function isDebugged(section) {
  if (debugTest === undefined) {
    if (!names) return false;
    const source = names.replace(/[|\\{}()[\]^$+?.]/g, "\\$&").replaceAll("*", ".*").replaceAll(",", "$|^");
    debugTest = new RegExp(`^${source}$`, "i");
  }
  return debugTest.test(section);
}

function debuglog(section, callback) {
  const name = `${section}`.toUpperCase();
  const enabled = isDebugged(name);
  const log = (...values) => {
    if (!enabled) return;
    process.stderr.write(`${name} ${process.pid}: ${format(...values)}\n`);
  };
  if (typeof callback === "function") callback(log);
  return Object.defineProperty(log, "enabled", { get: () => enabled, configurable: true, enumerable: true });
}

// ---- texts ----

const escapeCodes = new RegExp("[\\u001B\\u009B][[\\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]+)*|" +
  "[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]*)*)?(?:\\u0007|\\u001B\\u005C|\\u009C))|" +
  "(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-ntqry=><~]))", "g");

function stripVTControlCharacters(text) {
  checkText(text, "str");
  return text.replace(escapeCodes, "");
}

function colorCodes(name) {
  const codes = inspect.colors[name];
  if (codes === undefined) {
    const names = Object.keys(inspect.colors).map((one) => `'${one}'`).join(", ");
    throw make("ERR_INVALID_ARG_VALUE", "format", name, `must be one of: ${names}`);
  }
  return codes;
}

function showsColors(stream) {
  const forced = process.env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (process.env.NO_COLOR || process.env.NODE_DISABLE_COLORS) return false;
  return Boolean(stream?.isTTY) && (typeof stream.getColorDepth !== "function" || stream.getColorDepth() > 2);
}

function styleText(style, text, options = undefined) {
  checkText(text, "text");
  const isPlain = options?.validateStream !== false && !showsColors(options?.stream ?? process.stdout);
  let start = "", end = "";
  for (const name of Array.isArray(style) ? style : [style]) {
    const codes = colorCodes(name);
    start += `\u001b[${codes[0]}m`;
    end = `\u001b[${codes[1]}m${end}`;
  }
  if (isPlain && !Array.isArray(style)) return text;
  return `${start}${text}${end}`;
}

function toUSVString(value) {
  return String(value).toWellFormed();
}

function parseEnv(content) {
  checkText(content, "content");
  const values = {};
  const line = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*("(?:\\.|[^"])*"|'[^']*'|`[^`]*`|[^#\r\n]*)/gm;
  for (const [, name, raw] of content.matchAll(line)) {
    let value = raw.trim();
    const quote = value[0];
    if (value.length > 1 && (quote === "\"" || quote === "'" || quote === "`") && value.at(-1) === quote) {
      value = value.slice(1, -1);
      if (quote === "\"") value = value.replaceAll("\\n", "\n");
    }
    values[name] = value;
  }
  return values;
}

const stamp = () => {
  const now = new Date();
  const month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][now.getMonth()];
  const two = (value) => String(value).padStart(2, "0");
  const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  return `${now.getDate()} ${month} ${time}`;
};

function extend(target, source) {
  if (source === null || typeof source !== "object") return target;
  for (const key of Object.keys(source)) target[key] = source[key];
  return target;
}

function getSystemErrorName(number) {
  checkNumber(number, "err");
  if (number >= 0 || !Number.isSafeInteger(number)) throw make("ERR_OUT_OF_RANGE", "err", "a negative integer", number);
  return require("internal/system_errors").nameOf(number);
}

const types = require("util/types");

module.exports = {
  _errnoException: (...values) => require("internal/system_errors").errnoException(...values),
  _exceptionWithHostPort: (...values) => require("internal/system_errors").exceptionWithHostPort(...values),
  _extend: extend,
  callbackify, debug: debuglog, debuglog, deprecate, format, styleText, formatWithOptions,
  getSystemErrorMap: () => new Map(require("internal/system_errors").systemErrors()),
  getSystemErrorName, inherits, inspect,
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === "boolean",
  isBuffer: (value) => require("buffer").Buffer.isBuffer(value),
  isDeepStrictEqual: (a, b) => require("internal/deep_equal").isDeepStrictEqual(a, b),
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === "number",
  isString: (value) => typeof value === "string",
  isSymbol: (value) => typeof value === "symbol",
  isUndefined: (value) => value === undefined,
  isRegExp: types.isRegExp,
  isObject: (value) => value !== null && typeof value === "object",
  isDate: types.isDate,
  isError: (value) => types.isNativeError(value) || value instanceof Error,
  isFunction: (value) => typeof value === "function",
  isPrimitive: (value) => value === null || typeof value !== "object" && typeof value !== "function",
  log: (...values) => console.log("%s - %s", stamp(), format(...values)),
  promisify, stripVTControlCharacters, toUSVString,
  transferableAbortSignal: (signal) => signal,
  transferableAbortController: () => new (require("internal/abort_controller").AbortController)(),
  aborted, types, parseEnv,
  get parseArgs() { return require("internal/parse_args").parseArgs; },
  get TextDecoder() { return require("internal/text_encoding").TextDecoder; },
  get TextEncoder() { return require("internal/text_encoding").TextEncoder; },
  get MIMEType() { return require("internal/mime_type").MIMEType; },
  get MIMEParams() { return require("internal/mime_type").MIMEParams; },
};
