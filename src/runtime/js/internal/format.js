// util.format: a text whose %s, %d, %i, %f, %j, %o, %O and %c stand for the values behind it.
"use strict";
const { inspect, numberText, bigintText } = require("internal/inspect");

// Whether String(value) would only say what the language says of every object.
function hasBuiltInToString(value) {
  if (Object.hasOwn(value, "toString") || Object.hasOwn(value, Symbol.toPrimitive)) return false;
  let owner = value;
  do {
    owner = Object.getPrototypeOf(owner);
    if (owner === null) return true;
  } while (!Object.hasOwn(owner, "toString"));
  const found = Object.getOwnPropertyDescriptor(owner, "constructor");
  return found !== undefined && typeof found.value === "function" &&
    require("internal/inspect_kinds").builtIn.has(found.value.name);
}

function asText(value, options) {
  if (typeof value === "number") return numberText(value, options?.numericSeparator);
  if (typeof value === "bigint") return bigintText(value, options?.numericSeparator);
  if (typeof value !== "object" || value === null || !hasBuiltInToString(value)) return String(value);
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

function asNumber(value, options, read) {
  if (typeof value === "symbol") return "NaN";
  return numberText(read(value), options?.numericSeparator);
}

function asInteger(value, options) {
  if (typeof value === "bigint") return bigintText(value, options?.numericSeparator);
  return asNumber(value, options, Number.parseInt);
}

function asJson(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (/circular|cyclic/i.test(error.message)) return "[Circular]";
    throw error;
  }
}

function converted(kind, value, options) {
  switch (kind) {
    case "s": return asText(value, options);
    case "j": return asJson(value);
    case "d":
      return typeof value === "bigint" ? bigintText(value, options?.numericSeparator)
        : asNumber(value, options, Number);
    case "i": return asInteger(value, options);
    case "f": return typeof value === "symbol" ? "NaN" : numberText(Number.parseFloat(value),
      options?.numericSeparator);
    case "O": return inspect(value, options);
    case "o": return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    default: return "";
  }
}

const kinds = "sjdifOoc";

function filled(values, options) {
  const form = values[0];
  let text = "", start = 0, used = 1;
  for (let i = form.indexOf("%"); i >= 0 && i < form.length - 1; i = form.indexOf("%", i)) {
    const kind = form[i + 1];
    if (kind === "%") {
      text += form.slice(start, i + 1);
      start = i + 2;
    } else if (used < values.length && kinds.includes(kind)) {
      text += form.slice(start, i) + converted(kind, values[used++], options);
      start = i + 2;
    } else {
      i += kind === "%" ? 2 : 1;
      continue;
    }
    i += 2;
  }
  return [start === 0 ? form : text + form.slice(start), used];
}

/** `values` as console.log writes them. */
function formatWithOptions(options, ...values) {
  if (values.length === 0) return "";
  if (values.length === 1) return typeof values[0] === "string" ? values[0] : inspect(values[0], options);
  let text = "", used = 0;
  if (typeof values[0] === "string") [text, used] = filled(values, options);
  for (let i = used; i < values.length; i++) {
    if (i > 0) text += " ";
    text += typeof values[i] === "string" ? values[i] : inspect(values[i], options);
  }
  return text;
}

const format = (...values) => formatWithOptions(undefined, ...values);

module.exports = { format, formatWithOptions };
