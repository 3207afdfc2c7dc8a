// What inspected objects look like, kind by kind: the words in front, the braces, the entries that are no properties.
"use strict";
const types = require("util/types");
const { hexPairs } = require("internal/encodings");
const { inspect, formatValue, formatProperty, formatPrimitive, numberText, bigintText,
  plain } = require("internal/inspect");
const { v8Stack } = require("internal/error_stack");

// Classes of the language, whose prototypes say nothing of an object that one would not know.
const builtIn = new Set(`Object Function Array Number Boolean String Symbol Date Promise RegExp Error AggregateError
  EvalError RangeError ReferenceError SyntaxError TypeError URIError ArrayBuffer Uint8Array Int8Array Uint16Array
  Int16Array Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array
  DataView Map BigInt Set WeakMap WeakSet Proxy FinalizationRegistry WeakRef SharedArrayBuffer Iterator`.split(/\s+/));

/** "Name(size) [Tag] ", with what an object without a prototype is called. */
function prefixOf(constructor, tag, fallback, size = "") {
  if (constructor === null) {
    const start = `[${fallback}${size}: null prototype] `;
    return tag !== "" && fallback !== tag ? `${start}[${tag}] ` : start;
  }
  return tag !== "" && constructor !== tag ? `${constructor}${size} [${tag}] ` : `${constructor}${size} `;
}

function isInstance(value, Class) {
  try {
    return value instanceof Class;
  } catch {
    return false;
  }
}

const brandOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

// The properties that classes above the first one give an object, for `showHidden`.
function inheritedProperties(ctx, value, first, level, output) {
  const known = new Set();
  let owner = first;
  for (let depth = 0; depth < 3; depth++) {
    if (depth !== 0 || value === owner) {
      owner = Object.getPrototypeOf(owner);
      if (owner === null) break;
      const constructor = Object.getOwnPropertyDescriptor(owner, "constructor");
      if (constructor && typeof constructor.value === "function" && builtIn.has(constructor.value.name)) break;
    }
    ctx.seen.push(value);
    for (const key of Reflect.ownKeys(owner)) {
      if (key === "constructor" || Object.hasOwn(value, key) || known.has(key)) continue;
      const found = Object.getOwnPropertyDescriptor(owner, key);
      if (typeof found.value === "function") continue;
      const text = formatProperty(ctx, owner, level, key, 0, found, value);
      output.push(ctx.colors ? `\u001b[2m${text}\u001b[22m` : text);
    }
    ctx.seen.pop();
    for (const key of Reflect.ownKeys(owner)) known.add(key);
  }
}

function constructorName(ctx, value, level, inherited) {
  let owner = value, first;
  while (owner) {
    const found = Object.getOwnPropertyDescriptor(owner, "constructor");
    if (found !== undefined && typeof found.value === "function" && found.value.name !== "" &&
        isInstance(value, found.value)) {
      if (inherited !== undefined && (first !== owner || !builtIn.has(found.value.name))) {
        inheritedProperties(ctx, value, first || value, level, inherited);
      }
      return String(found.value.name);
    }
    owner = Object.getPrototypeOf(owner);
    if (first === undefined) first = owner;
  }
  if (first === null) return null;
  const brand = brandOf(value);
  if (ctx.depth !== null && level > ctx.depth) return `${brand} <Complex prototype>`;
  const above = constructorName(ctx, first, level + 1, inherited);
  if (above !== null) return `${brand} <${above}>`;
  return `${brand} <${inspect(first, { ...ctx.userOptions, customInspect: false, depth: -1 })}>`;
}

const isIndex = (key) => /^(0|[1-9]\d*)$/.test(key) && Number(key) < 4294967295;

function keysOf(value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  if (showHidden) return [...Object.getOwnPropertyNames(value), ...symbols];
  const keys = Object.keys(value);
  for (const symbol of symbols) if (Object.prototype.propertyIsEnumerable.call(value, symbol)) keys.push(symbol);
  return keys;
}

// Of a list: what is no element. Elements come first in the order of keys, so that few of them are looked at.
function otherKeys(value, showHidden) {
  const names = showHidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  let end = names.length;
  while (end > 0 && !isIndex(names[end - 1])) end--;
  const keys = names.slice(end);
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (showHidden || Object.prototype.propertyIsEnumerable.call(value, symbol)) keys.push(symbol);
  }
  return keys;
}

// ---- entries ----

const moreItems = (count) => `... ${count} more item${count > 1 ? "s" : ""}`;
const emptyItems = (ctx, count) => ctx.stylize(`<${count} empty item${count > 1 ? "s" : ""}>`, "undefined");

function holedEntries(ctx, value, level, most, output) {
  const keys = Object.keys(value);
  let index = output.length;
  for (let i = index; i < keys.length && output.length < most; i++) {
    const key = keys[i];
    if (key !== `${index}`) {
      if (!isIndex(key)) break;
      output.push(emptyItems(ctx, key - index));
      index = Number(key);
      if (output.length === most) break;
    }
    output.push(formatProperty(ctx, value, level, key, 1));
    index++;
  }
  const rest = value.length - index;
  if (rest > 0) output.push(output.length === most ? moreItems(rest) : emptyItems(ctx, rest));
  return output;
}

function arrayEntries(ctx, value, level) {
  const size = Math.min(Math.max(0, ctx.maxArrayLength), value.length);
  const output = [];
  for (let i = 0; i < size; i++) {
    if (!Object.hasOwn(value, i)) return holedEntries(ctx, value, level, size, output);
    output.push(formatProperty(ctx, value, level, i, 1));
  }
  if (value.length > size) output.push(moreItems(value.length - size));
  return output;
}

function typedArrayEntries(bound) {
  return (ctx, value, level) => {
    const size = Math.min(Math.max(0, ctx.maxArrayLength), bound.length);
    const output = [];
    for (let i = 0; i < size; i++) {
      const one = bound[i];
      output.push(typeof one === "bigint" ? ctx.stylize(bigintText(one, ctx.numericSeparator), "bigint")
        : ctx.stylize(numberText(one, ctx.numericSeparator), "number"));
    }
    if (bound.length > size) output.push(moreItems(bound.length - size));
    if (ctx.showHidden) {
      ctx.indentationLvl += 2;
      for (const key of ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"]) {
        output.push(`[${key}]: ${formatValue(ctx, bound[key], level, true)}`);
      }
      ctx.indentationLvl -= 2;
    }
    return output;
  };
}

function limited(ctx, entries, size, format) {
  const most = Math.min(Math.max(0, ctx.maxArrayLength), size);
  const output = [];
  ctx.indentationLvl += 2;
  for (const entry of entries) {
    if (output.length >= most) break;
    output.push(format(entry));
  }
  ctx.indentationLvl -= 2;
  if (size > most) output.push(moreItems(size - most));
  return output;
}

const sizeOfMap = Object.getOwnPropertyDescriptor(Map.prototype, "size").get;
const sizeOfSet = Object.getOwnPropertyDescriptor(Set.prototype, "size").get;

function setEntries(ctx, value, level) {
  return limited(ctx, Set.prototype.values.call(value), sizeOfSet.call(value), (one) => formatValue(ctx, one, level));
}

function mapEntries(ctx, value, level) {
  return limited(ctx, Map.prototype.entries.call(value), sizeOfMap.call(value),
    ([key, one]) => `${formatValue(ctx, key, level)} => ${formatValue(ctx, one, level)}`);
}

function bufferEntries(ctx, value) {
  let bytes;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return [ctx.stylize("(detached)", "special")];
  }
  const size = Math.min(Math.max(0, ctx.maxArrayLength), bytes.length);
  let text = Array.from(bytes.subarray(0, size), (byte) => hexPairs[byte]).join(" ");
  const rest = bytes.length - size;
  if (rest > 0) text += ` ... ${rest} more byte${rest > 1 ? "s" : ""}`;
  return [`${ctx.stylize("[Uint8Contents]", "special")}: <${text}>`];
}

function promiseEntries(ctx, value, level) {
  const parts = require("internal/engine_cells").promiseParts(value);
  if (parts === undefined) return [ctx.stylize("<state unknown>", "special")];
  if (parts.isPending) return [ctx.stylize("<pending>", "special")];
  ctx.indentationLvl += 2;
  const text = formatValue(ctx, parts.result, level);
  ctx.indentationLvl -= 2;
  return [parts.isRejected ? `${ctx.stylize("<rejected>", "special")} ${text}` : text];
}

// The engine does not tell what weak collections hold.
const unknownEntries = (ctx) => [ctx.stylize("<items unknown>", "special")];

function namespaceEntries(keys) {
  return (ctx, value, level) => keys.splice(0).map((key) => {
    try {
      return formatProperty(ctx, value, level, key, 0);
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      return `${key}: ${ctx.stylize("<uninitialized>", "special")}`;
    }
  });
}

// ---- what stands in front ----

const sourceOf = (value) => Function.prototype.toString.call(value);

function isClass(source) {
  if (!source.startsWith("class") || !source.endsWith("}")) return false;
  const inside = source.slice(5, -1);
  const brace = inside.indexOf("{");
  return brace >= 0 && (!inside.slice(0, brace).includes("(") ||
    /^(\s+[^(]*?)\s*\{/.test(inside.replace(/\/\/.*?\n|\/\*.*?\*\//gs, "")));
}

function classBase(value, constructor, tag) {
  const name = Object.hasOwn(value, "name") && value.name || "(anonymous)";
  let base = `class ${name}`;
  if (constructor !== "Function" && constructor !== null) base += ` [${constructor}]`;
  if (tag !== "" && constructor !== tag) base += ` [${tag}]`;
  if (constructor === null) return `[${base} extends null]`;
  const above = Object.getPrototypeOf(value).name;
  return above ? `[${base} extends ${above}]` : `[${base}]`;
}

function functionBase(value, constructor, tag) {
  if (isClass(sourceOf(value))) return classBase(value, constructor, tag);
  let type = "Function";
  if (types.isGeneratorFunction(value)) type = `Generator${type}`;
  if (types.isAsyncFunction(value)) type = `Async${type}`;
  let base = `[${type}`;
  if (constructor === null) base += " (null prototype)";
  base += value.name === "" ? " (anonymous)]" : `: ${value.name}]`;
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== "" && constructor !== tag) base += ` [${tag}]`;
  return base;
}

const boxes = [
  ["Number", types.isNumberObject, Number.prototype.valueOf],
  ["String", types.isStringObject, String.prototype.valueOf],
  ["Boolean", types.isBooleanObject, Boolean.prototype.valueOf],
  ["BigInt", types.isBigIntObject, BigInt.prototype.valueOf],
  ["Symbol", types.isSymbolObject, Symbol.prototype.valueOf],
];

function boxedBase(ctx, value, shape) {
  const [type, , valueOf] = boxes.find(([, test]) => test(value));
  if (type === "String") shape.keys.splice(0, value.length);
  let base = `[${type}`;
  if (type !== shape.constructor) base += shape.constructor === null ? " (null prototype)" : ` (${shape.constructor})`;
  base += `: ${formatPrimitive(plain, valueOf.call(value), ctx)}]`;
  if (shape.tag !== "" && shape.tag !== shape.constructor) base += ` [${shape.tag}]`;
  return shape.keys.length > 0 ? base : ctx.stylize(base, type.toLowerCase());
}

// ---- errors ----

function stackText(error) {
  const stack = v8Stack(error);
  return stack ? String(stack) : Error.prototype.toString.call(error);
}

// A stack names the class of an error as it was when the error was made; here it gets the name that it has.
function improvedStack(stack, constructor, name, tag) {
  let size = name.length;
  const ownName = name.endsWith("Error") && stack.startsWith(name) &&
    (stack.length === size || stack[size] === ":" || stack[size] === "\n");
  if (constructor !== null && !ownName) return stack;
  let fallback = "Error";
  if (constructor === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) || /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = start && start[1] || "";
    size = fallback.length;
    fallback ||= "Error";
  }
  const prefix = prefixOf(constructor, tag, fallback).slice(0, -1);
  if (name === prefix) return stack;
  if (!prefix.includes(name)) return `${prefix} [${name}]${stack.slice(size)}`;
  return size === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(size)}`;
}

// Lines at the end that an error's stack shares with that of its cause are shown once.
function sharedFrames(frames, others) {
  for (let start = 0; start < frames.length - 3; start++) {
    const place = others.indexOf(frames[start]);
    if (place < 0) continue;
    const rest = others.length - place;
    if (rest <= 3) continue;
    let length = 1;
    const most = Math.min(frames.length - start, rest);
    while (length < most && frames[start + length] === others[place + length]) length++;
    if (length > 3) return { length, start };
  }
  return undefined;
}

function framesText(ctx, error, part) {
  const frames = part.split("\n");
  if (error.cause !== undefined && error.cause !== null && types.isNativeError(error.cause)) {
    const cause = stackText(error.cause);
    const start = cause.indexOf("\n    at");
    const shared = start < 0 ? undefined : sharedFrames(frames, cause.slice(start + 1).split("\n"));
    if (shared !== undefined) {
      const skipped = shared.length - 2;
      frames.splice(shared.start + 1, skipped,
        ctx.stylize(`    ... ${skipped} lines matching cause stack trace ...`, "undefined"));
    }
  }
  if (!ctx.colors) return frames.join("\n");
  return frames.map((line) => /\(?(node:|internal\/)/.test(line) ? ctx.stylize(line, "undefined") : line).join("\n");
}

function errorBase(ctx, error, shape) {
  const name = error.name === undefined || error.name === null ? "Error" : String(error.name);
  const { keys } = shape;
  let stack = stackText(error);
  if (!ctx.showHidden && keys.length > 0) {
    for (const key of ["name", "message", "stack"]) {
      const place = keys.indexOf(key);
      if (place >= 0 && (typeof error[key] !== "string" || stack.includes(error[key]))) keys.splice(place, 1);
    }
  }
  if ("cause" in error && !keys.includes("cause")) keys.push("cause");
  if (Array.isArray(error.errors) && !keys.includes("errors")) keys.push("errors");
  stack = improvedStack(stack, shape.constructor, name, shape.tag);
  let place = error.message && stack.indexOf(error.message) || -1;
  if (place !== -1) place += error.message.length;
  const start = stack.indexOf("\n    at", place);
  if (start < 0) stack = `[${stack}]`;
  else stack = `${stack.slice(0, start)}\n${framesText(ctx, error, stack.slice(start + 1))}`;
  return ctx.indentationLvl === 0 ? stack : stack.replaceAll("\n", `\n${" ".repeat(ctx.indentationLvl)}`);
}

// ---- shapes ----

function tagOf(ctx, value) {
  const tag = value[Symbol.toStringTag];
  if (typeof tag !== "string" || tag === "") return "";
  const isShown = ctx.showHidden ? Object.hasOwn(value, Symbol.toStringTag)
    : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  return isShown ? "" : tag;
}

function listShape(shape, prefix, keys, entries, size, mayBeBare) {
  shape.braces = [`${prefix}[`, "]"];
  shape.keys = keys;
  shape.isList = true;
  shape.entries = entries;
  if (size === 0 && keys.length === 0 && mayBeBare) shape.whole = `${prefix}[]`;
  return shape;
}

function braceShape(ctx, value, shape, prefix, entries, size = 1) {
  shape.keys ??= keysOf(value, ctx.showHidden);
  shape.braces = [`${prefix}{`, "}"];
  shape.entries = entries;
  if (size === 0 && shape.keys.length === 0 && shape.inherited === undefined) shape.whole = `${prefix}{}`;
  return shape;
}

function iterableShape(ctx, value, shape) {
  const { constructor, tag } = shape;
  if (Array.isArray(value)) {
    const prefix = constructor !== "Array" || tag !== "" ? prefixOf(constructor, tag, "Array", `(${value.length})`)
      : "";
    return listShape(shape, prefix, otherKeys(value, ctx.showHidden), arrayEntries, value.length,
      shape.inherited === undefined);
  }
  if (types.isSet(value)) {
    const size = sizeOfSet.call(value);
    return braceShape(ctx, value, shape, prefixOf(constructor, tag, "Set", `(${size})`), setEntries, size);
  }
  if (types.isMap(value)) {
    const size = sizeOfMap.call(value);
    return braceShape(ctx, value, shape, prefixOf(constructor, tag, "Map", `(${size})`), mapEntries, size);
  }
  if (types.isTypedArray(value)) {
    const fallback = constructor === null ? brandOfTyped(value) : "";
    const bound = constructor === null ? new globalThis[fallback](value) : value;
    const prefix = prefixOf(constructor, tag, fallback, `(${bound.length})`);
    return listShape(shape, prefix, otherKeys(value, ctx.showHidden), typedArrayEntries(bound), bound.length,
      !ctx.showHidden);
  }
  if (types.isMapIterator(value) || types.isSetIterator(value)) {
    return iteratorShape(ctx, value, shape);
  }
  return undefined;
}

const brandOfTyped = Function.prototype.call.bind(
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get);

// An object that one text describes: with properties the text stands in front of them.
function basedShape(ctx, shape, base, style) {
  shape.base = base;
  if (shape.keys.length === 0 && shape.inherited === undefined) shape.whole = style ? ctx.stylize(base, style) : base;
  return shape;
}

function regExpShape(ctx, value, shape, level) {
  let base = RegExp.prototype.toString.call(shape.constructor === null ? new RegExp(value) : value);
  const prefix = prefixOf(shape.constructor, shape.tag, "RegExp");
  if (prefix !== "RegExp ") base = `${prefix}${base}`;
  basedShape(ctx, shape, base, "regexp");
  if (ctx.depth !== null && level > ctx.depth) shape.whole = ctx.stylize(base, "regexp");
  return shape;
}

function dateShape(ctx, value, shape) {
  let base = Number.isNaN(Date.prototype.getTime.call(value)) ? Date.prototype.toString.call(value)
    : Date.prototype.toISOString.call(value);
  const prefix = prefixOf(shape.constructor, shape.tag, "Date");
  if (prefix !== "Date ") base = `${prefix}${base}`;
  return basedShape(ctx, shape, base, "date");
}

function iteratorShape(ctx, value, shape) {
  const { tag } = shape;
  const isMap = types.isMapIterator(value), name = isMap ? "Map" : "Set";
  const found = require("internal/engine_cells").iteratorRest(value, isMap);
  const kind = `[${name} ${found !== undefined && found.isPairs ? "Entries" : "Iterator"}]`;
  const shown = tag === "" || tag === `${name} Iterator` ? kind : `${kind} [${tag}]`;
  return braceShape(ctx, value, shape, `${shown} `, found === undefined ? unknownEntries
    : (context, self, level) => restEntries(context, found, level));
}

/** The brackets of a pair are no level of their own. */
function restEntries(ctx, { isPairs, rest }, level) {
  const { layOut } = require("internal/inspect_layout");
  const shown = (one) => formatValue(ctx, one, level);
  ctx.indentationLvl += 2;
  const most = Math.min(Math.max(0, ctx.maxArrayLength), rest.length);
  const output = rest.slice(0, most)
    .map((item) => isPairs ? layOut(ctx, item.map(shown), "", ["[", "]"], true, level) : shown(item));
  ctx.indentationLvl -= 2;
  if (rest.length > most) output.push(`... ${rest.length - most} more item${rest.length - most > 1 ? "s" : ""}`);
  return output;
}

function memoryShape(ctx, value, shape, inTypedArray) {
  const prefix = prefixOf(shape.constructor, shape.tag, types.isArrayBuffer(value) ? "ArrayBuffer"
    : "SharedArrayBuffer");
  if (inTypedArray && shape.keys.length === 0 && shape.inherited === undefined) {
    shape.whole = `${prefix}{ byteLength: ${ctx.stylize(numberText(value.byteLength, false), "number")} }`;
    return shape;
  }
  shape.keys.unshift("byteLength");
  return braceShape(ctx, value, shape, prefix, inTypedArray ? undefined : bufferEntries);
}

function plainShape(ctx, value, shape) {
  const { constructor, tag } = shape;
  let prefix = "";
  if (types.isArgumentsObject(value)) prefix = "[Arguments] ";
  else if (tag !== "") prefix = prefixOf(constructor, tag, "Object");
  return braceShape(ctx, value, shape, prefix, undefined, 0);
}

function otherShape(ctx, value, shape, level, inTypedArray) {
  const { constructor, tag } = shape;
  const named = (name, entries) => braceShape(ctx, value, shape, prefixOf(constructor, tag, name), entries);
  if (typeof value === "function") return basedShape(ctx, shape, functionBase(value, constructor, tag), "special");
  if (types.isRegExp(value)) return regExpShape(ctx, value, shape, level);
  if (types.isDate(value)) return dateShape(ctx, value, shape);
  if (types.isNativeError(value) || value instanceof Error) return basedShape(ctx, shape, errorBase(ctx, value, shape));
  if (types.isAnyArrayBuffer(value)) return memoryShape(ctx, value, shape, inTypedArray);
  if (types.isDataView(value)) {
    shape.keys.unshift("byteLength", "byteOffset", "buffer");
    return named("DataView");
  }
  if (types.isPromise(value)) return named("Promise", promiseEntries);
  if (types.isWeakSet(value)) return named("WeakSet", unknownEntries);
  if (types.isWeakMap(value)) return named("WeakMap", unknownEntries);
  if (types.isModuleNamespaceObject(value)) return named("Module", namespaceEntries(shape.keys));
  if (types.isBoxedPrimitive(value)) return basedShape(ctx, shape, boxedBase(ctx, value, shape));
  return braceShape(ctx, value, shape, prefixOf(constructor, tag, "Object"), undefined, 0);
}

/**
 * How an object is shown: { constructor, tag, base, braces, keys, entries(ctx, value, level), isList, inherited }, or
 * { whole } if that is all.
 */
function shapeOf(ctx, value, level, inTypedArray) {
  const showsInherited = ctx.showHidden && (ctx.depth === null || level <= ctx.depth);
  const shape = {
    constructor: undefined, tag: "", base: "", braces: ["{", "}"], keys: undefined, entries: undefined, isList: false,
    inherited: showsInherited ? [] : undefined, whole: undefined,
  };
  shape.constructor = constructorName(ctx, value, level, shape.inherited);
  if (shape.inherited !== undefined && shape.inherited.length === 0) shape.inherited = undefined;
  shape.tag = tagOf(ctx, value);
  if (value[Symbol.iterator] || shape.constructor === null) {
    const found = iterableShape(ctx, value, shape);
    if (found !== undefined) return found;
  }
  shape.keys = keysOf(value, ctx.showHidden);
  if (shape.constructor === "Object") return plainShape(ctx, value, shape);
  return otherShape(ctx, value, shape, level, inTypedArray);
}

/** What stands for an object that is too deep: "[Name]". */
function shortName(shape) {
  if (shape.constructor !== null) return `[${prefixOf(shape.constructor, shape.tag, "").slice(0, -1)}]`;
  // "[Map(2): null prototype] {" is "[Map: null prototype]".
  const kind = /^\[(\w+)/.exec(shape.braces[0]);
  return prefixOf(null, shape.tag, kind === null ? "Object" : kind[1]).slice(0, -1);
}

module.exports = { shapeOf, shortName, builtIn };
