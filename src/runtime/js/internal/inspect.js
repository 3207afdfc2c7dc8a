// util.inspect: a value as text, as Node shows it. Here is the walk; how kinds of objects look is in inspect_kinds.js,
// how lines are broken in inspect_layout.js.
"use strict";

const custom = Symbol.for("nodejs.util.inspect.custom");
const regExpOfPlainKey = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
const mostBudget = 2 ** 27;

const defaultOptions = Object.seal({
  showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100,
  maxStringLength: 10000, breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false,
});

const colors = {
  __proto__: null, reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25],
  inverse: [7, 27], hidden: [8, 28], strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39],
  green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39],
  bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49],
  bgCyan: [46, 49], bgWhite: [47, 49], framed: [51, 54], overlined: [53, 55], gray: [90, 39], redBright: [91, 39],
  greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39],
  whiteBright: [97, 39], bgGray: [100, 49], bgRedBright: [101, 49], bgGreenBright: [102, 49], bgYellowBright: [103, 49],
  bgBlueBright: [104, 49], bgMagentaBright: [105, 49], bgCyanBright: [106, 49], bgWhiteBright: [107, 49],
};
const aliases = {
  gray: ["grey", "blackBright"], bgGray: ["bgGrey", "bgBlackBright"], dim: ["faint"],
  inverse: ["swapColors", "swapcolors"],
  hidden: ["conceal"], strikethrough: ["strikeThrough", "crossedout", "crossedOut"],
  doubleunderline: ["doubleUnderline"],
};
for (const [name, others] of Object.entries(aliases)) {
  for (const other of others) {
    Object.defineProperty(colors, other,
      { get() { return this[name]; }, set(value) { this[name] = value; }, configurable: true, enumerable: false });
  }
}

const styles = Object.assign(Object.create(null), {
  special: "cyan", number: "yellow", bigint: "yellow", boolean: "yellow", undefined: "grey", null: "bold",
  string: "green",
  symbol: "green", date: "magenta", regexp: "red", module: "underline",
});

const plain = (text) => text;

function colored(text, style) {
  const color = colors[styles[style]];
  return color === undefined ? text : `\u001b[${color[0]}m${text}\u001b[${color[1]}m`;
}

// ---- texts ----

const escapes = ["\\x00", "\\x01", "\\x02", "\\x03", "\\x04", "\\x05", "\\x06", "\\x07", "\\b", "\\t", "\\n", "\\x0B",
  "\\f", "\\r"];
const needsEscape = /['\\]|(?=[\0-\x9f])[^ -~]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const allEscapes = new RegExp(needsEscape.source, "g");
const hexOf = (code, size) => code.toString(16).toUpperCase().padStart(size, "0");

function escapeOf(char) {
  const code = char.charCodeAt(0);
  if (char === "\\") return "\\\\";
  if (code === 39) return "\\'";
  if (code < escapes.length) return escapes[code];
  return code > 0xff ? `\\u${code.toString(16)}` : `\\x${hexOf(code, 2)}`;
}

/** A text in quotes, in those that it doesn't contain. */
function quoted(text) {
  if (!needsEscape.test(text)) return `'${text}'`;
  let quote = "'";
  if (text.includes("'")) {
    if (!text.includes("\"")) quote = "\"";
    else if (!text.includes("`") && !text.includes("${")) quote = "`";
  }
  const body = text.replace(allEscapes, (char) => char === "'" && quote !== "'" ? "'" : escapeOf(char));
  return quote + body + quote;
}

const escapedKey = (text) => text.replace(allEscapes, (char) => char === "'" ? "'" : escapeOf(char));

// ---- primitives ----

function grouped(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, "_");
}

function numberText(value, separate) {
  if (!separate) return Object.is(value, -0) ? "-0" : `${value}`;
  const whole = Math.trunc(value);
  const text = String(whole);
  if (whole === value) return !Number.isFinite(value) || text.includes("e") ? text : grouped(text);
  if (Number.isNaN(value)) return text;
  const fraction = String(value).slice(text.length + 1);
  return `${grouped(text)}.${fraction.replace(/(\d{3})(?=\d)/g, "$1_")}`;
}

const bigintText = (value, separate) => `${separate ? grouped(String(value)) : String(value)}n`;

function formatString(stylize, value, ctx) {
  let text = value, trailer = "";
  if (text.length > ctx.maxStringLength) {
    const rest = text.length - ctx.maxStringLength;
    text = text.slice(0, ctx.maxStringLength);
    trailer = `... ${rest} more character${rest > 1 ? "s" : ""}`;
  }
  if (ctx.compact !== true && text.length > 16 && text.length > ctx.breakLength - ctx.indentationLvl - 4) {
    const lines = text.split(/(?<=\n)/).map((line) => stylize(quoted(line), "string"));
    return lines.join(` +\n${" ".repeat(ctx.indentationLvl + 2)}`) + trailer;
  }
  return stylize(quoted(text), "string") + trailer;
}

function formatPrimitive(stylize, value, ctx) {
  switch (typeof value) {
    case "string": return formatString(stylize, value, ctx);
    case "number": return stylize(numberText(value, ctx.numericSeparator), "number");
    case "bigint": return stylize(bigintText(value, ctx.numericSeparator), "bigint");
    case "boolean": return stylize(`${value}`, "boolean");
    case "undefined": return stylize("undefined", "undefined");
    default: return stylize(Symbol.prototype.toString.call(value), "symbol");
  }
}

// ---- objects ----

// What a function of `util.inspect.custom` is given: the options as the caller has put them, with these on top.
function userOptions(ctx) {
  return { stylize: ctx.stylize, showHidden: ctx.showHidden, depth: ctx.depth, ...ctx.userOptions };
}

const proxyParts = (value) => require("internal/engine_cells").proxyParts(value);

/** What is at the end of proxies of proxies: no handler is asked while something is shown. */
function behind(target) {
  for (let proxy = proxyParts(target); proxy !== undefined && proxy[0] !== null; proxy = proxyParts(target)) {
    [target] = proxy;
  }
  return target;
}

function formatProxy(ctx, [target, handler], level) {
  if (target === null) return ctx.stylize("<Revoked Proxy>", "special");
  if (ctx.depth !== null && level > ctx.depth) return ctx.stylize("Proxy [Array]", "special");
  ctx.indentationLvl += 2;
  const output = [formatValue(ctx, target, level + 1), formatValue(ctx, handler, level + 1)];
  ctx.indentationLvl -= 2;
  return require("internal/inspect_layout").layOut(ctx, output, "", ["Proxy [", "]"], true, level + 1);
}

function formatCustom(ctx, value, level, self) {
  const method = value[custom];
  if (typeof method !== "function" || method === inspect) return undefined;
  const constructor = value.constructor;
  if (constructor && constructor.prototype === value) return undefined;
  const depth = ctx.depth === null ? null : ctx.depth - level;
  const result = method.call(self, depth, userOptions(ctx), inspect);
  if (result === self) return undefined;
  if (typeof result === "object") return formatValue(ctx, result, level);
  return `${result}`.replaceAll("\n", `\n${" ".repeat(ctx.indentationLvl)}`);
}

function formatCircular(ctx, value) {
  ctx.circular ??= new Map();
  let index = ctx.circular.get(value);
  if (index === undefined) ctx.circular.set(value, index = ctx.circular.size + 1);
  return ctx.stylize(`[Circular *${index}]`, "special");
}

/** A value within others; `level` is how deep it stands. */
function formatValue(ctx, value, level, inTypedArray = false) {
  if (typeof value !== "object" && typeof value !== "function") return formatPrimitive(ctx.stylize, value, ctx);
  if (value === null) return ctx.stylize("null", "null");
  const self = value, proxy = proxyParts(value);
  if (proxy !== undefined) {
    if (ctx.showProxy) return formatProxy(ctx, proxy, level);
    if (proxy[0] === null) return ctx.stylize("<Revoked Proxy>", "special");
    value = behind(proxy[0]);
  }
  if (ctx.customInspect) {
    const text = formatCustom(ctx, value, level, self);
    if (text !== undefined) return text;
  }
  if (ctx.seen.includes(value)) return formatCircular(ctx, value);
  return formatObject(ctx, value, level, inTypedArray);
}

// A stack that overflows in the middle of a value ends that value, not the program.
function tooDeep(ctx, error, name, level) {
  if (!(error instanceof RangeError) || !/call stack/i.test(error.message)) throw error;
  ctx.seen.pop();
  ctx.indentationLvl = level;
  return ctx.stylize(`[${name}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`, "special");
}

function sortEntries(ctx, shape, output) {
  const order = ctx.sorted === true ? undefined : ctx.sorted;
  if (!shape.isList) {
    output.sort(order);
  } else if (shape.keys.length > 1) {
    const sorted = output.splice(output.length - shape.keys.length).sort(order);
    output.push(...sorted);
  }
}

function formatObject(ctx, value, level, inTypedArray) {
  const { shapeOf, shortName } = require("internal/inspect_kinds");
  const shape = shapeOf(ctx, value, level, inTypedArray);
  if (shape.whole !== undefined) return shape.whole;
  if (ctx.depth !== null && level > ctx.depth) return ctx.stylize(shortName(shape), "special");
  const indentation = ctx.indentationLvl;
  ctx.seen.push(value);
  ctx.currentDepth = level + 1;
  let output;
  try {
    output = shape.entries === undefined ? [] : shape.entries(ctx, value, level + 1);
    for (const key of shape.keys) output.push(formatProperty(ctx, value, level + 1, key, shape.isList ? 2 : 0));
    if (shape.inherited !== undefined) output.push(...shape.inherited);
  } catch (error) {
    return tooDeep(ctx, error, shortName(shape).slice(1, -1), indentation);
  }
  let { base } = shape;
  let open = shape.braces[0];
  const index = ctx.circular === undefined ? undefined : ctx.circular.get(value);
  if (index !== undefined) {
    const reference = ctx.stylize(`<ref *${index}>`, "special");
    if (ctx.compact === true) open = `${reference} ${open}`;
    else base = base === "" ? reference : `${reference} ${base}`;
  }
  ctx.seen.pop();
  if (ctx.sorted) sortEntries(ctx, shape, output);
  const text = require("internal/inspect_layout").layOut(ctx, output, base, [open, shape.braces[1]], shape.isList,
    level + 1, value);
  const spent = (ctx.budget[ctx.indentationLvl] || 0) + text.length;
  ctx.budget[ctx.indentationLvl] = spent;
  if (spent > mostBudget) ctx.depth = -1;
  return text;
}

function formatGetter(ctx, owner, level, description) {
  const name = description.set === undefined ? "Getter" : "Getter/Setter";
  const { getters, stylize } = ctx;
  const asked = getters === true || getters === "get" && description.set === undefined ||
    getters === "set" && description.set !== undefined;
  if (!asked) return stylize(`[${name}]`, "special");
  try {
    const value = description.get.call(owner);
    ctx.indentationLvl += 2;
    let text;
    if (typeof value === "object" && value !== null) {
      text = `${stylize(`[${name}]`, "special")} ${formatValue(ctx, value, level)}`;
    } else {
      const plainText = value === null ? stylize("null", "null") : formatPrimitive(stylize, value, ctx);
      text = `${stylize(`[${name}:`, "special")} ${plainText}${stylize("]", "special")}`;
    }
    ctx.indentationLvl -= 2;
    return text;
  } catch (error) {
    return stylize(`[${name}: <Inspection threw (${error.message})>]`, "special");
  }
}

function keyText(ctx, key, isEnumerable) {
  if (typeof key === "symbol") {
    return `[${ctx.stylize(escapedKey(Symbol.prototype.toString.call(key)), "symbol")}]`;
  }
  if (key === "__proto__") return "['__proto__']";
  if (!isEnumerable) return `[${escapedKey(key)}]`;
  if (regExpOfPlainKey.test(key)) return ctx.stylize(key, "name");
  return ctx.stylize(quoted(key), "string");
}

/** `kind`: 0 a property of an object, 1 an element of a list, 2 another property of a list. */
function formatProperty(ctx, owner, level, key, kind, description = undefined, original = owner) {
  const found = description || Object.getOwnPropertyDescriptor(owner, key) ||
    { value: owner[key], configurable: true, enumerable: true };
  let text, space = " ";
  if (found.value !== undefined) {
    const step = ctx.compact !== true || kind !== 0 ? 2 : 3;
    ctx.indentationLvl += step;
    text = formatValue(ctx, found.value, level);
    if (step === 3 && ctx.breakLength < require("internal/inspect_layout").widthOf(text, ctx.colors)) {
      space = `\n${" ".repeat(ctx.indentationLvl)}`;
    }
    ctx.indentationLvl -= step;
  } else if (found.get !== undefined) {
    text = formatGetter(ctx, original, level, found);
  } else if (found.set !== undefined) {
    text = ctx.stylize("[Setter]", "special");
  } else {
    text = ctx.stylize("undefined", "undefined");
  }
  return kind === 1 ? text : `${keyText(ctx, key, found.enumerable !== false)}:${space}${text}`;
}

/** The text of any value. */
function inspect(value, options = undefined, ...old) {
  const ctx = {
    budget: {}, indentationLvl: 0, seen: [], currentDepth: 0, circular: undefined, stylize: plain,
    userOptions: undefined,
    ...defaultOptions,
  };
  if (typeof options === "boolean") {
    ctx.showHidden = options;
  } else if (options) {
    for (const key of Object.keys(options)) {
      if (Object.hasOwn(defaultOptions, key) || key === "stylize") ctx[key] = options[key];
    }
    ctx.userOptions = options;
  }
  // The old form: inspect(value, showHidden, depth, colors).
  if (old.length > 0) {
    if (old[0] !== undefined) ctx.depth = old[0];
    if (old.length > 1 && old[1] !== undefined) ctx.colors = old[1];
  }
  if (ctx.colors) ctx.stylize = colored;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  return formatValue(ctx, value, 0);
}

inspect.custom = custom;
Object.defineProperty(inspect, "defaultOptions", {
  get: () => defaultOptions,
  set(options) {
    require("internal/validators").checkObject(options);
    Object.assign(defaultOptions, options);
  },
});
inspect.colors = colors;
inspect.styles = styles;

module.exports = { inspect, formatValue, formatProperty, formatPrimitive, numberText, bigintText, plain };
