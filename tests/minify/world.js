// World: what a program that is observed finds around it. Evaluated in each context before the
// program; the value is a function that sets the world up:
//
//   ({ lines, most, world, names, plain, showsGlobals }) =>
//     { show, log, value, timers, finish, isFull }
//
// `lines` takes what the program does: what it prints, and each thing that it does to a value that
// it was given. `names` are the globals that it uses and nobody declares: in a world each of them
// has a value, and so have their properties and results; `world` is a number, by which these
// values differ. In world 0 all are functions with any property, true for a condition.
((run) => {
  "use strict";
  const { lines, most, world, names, plain, showsGlobals } = run;
  const { apply, get, getPrototypeOf, ownKeys } = Reflect;
  const descriptorOf = Object.getOwnPropertyDescriptor;
  const givenNames = new Map(); // values of the world → how they were come by
  const callCounts = new Map();
  const ENGINE_ERRORS = ["TypeError", "ReferenceError", "SyntaxError", "RangeError"];
  const MANY_CALLS = 4; // of one function: from then on it gives undefined, so that loops end
  const DEPTH_LIMIT = 5;
  let isFull = false;

  function log(line) {
    if (lines.length < most) lines.push(line);
    else {
      isFull = true;
      throw "full";
    }
  }

  // --- Showing values ----------------------------------------------------------------------------

  const keyText = (key) => (typeof key === "symbol" ? `[${String(key)}]` : key);

  // Names and texts of functions are the minifier's to change; the messages of the engine's errors
  // contain names.
  function show(value, above = []) {
    if (typeof value === "string") return JSON.stringify(value);
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "symbol" || Object.is(value, undefined)) return String(value);
    if (Object.is(value, -0)) return "-0";
    if (value === null || (typeof value !== "object" && typeof value !== "function"))
      return String(value);
    if (givenNames.has(value)) return `<${givenNames.get(value)}>`;
    if (above.includes(value)) return "<above>";
    if (above.length === DEPTH_LIMIT) return "<deep>";
    return showObject(value, [...above, value]);
  }

  function showObject(value, above) {
    if (typeof value === "function") return `function/${descriptorOf(value, "length")?.value}`;
    if (isError(value)) return showError(value, above);
    const tag = Object.prototype.toString.call(value).slice(8, -1);
    if (Array.isArray(value)) return showArray(value, above);
    const head = getPrototypeOf(value) === null ? "null-object " : tag === "Object" ? "" : `${tag} `;
    if (tag === "RegExp" && descriptorOf(value, "lastIndex"))
      return `/${value.source}/${value.flags}@${show(value.lastIndex)}`;
    if (value instanceof Map) return `Map ${showArray([...value], above)}`;
    if (value instanceof Set) return `Set ${showArray([...value], above)}`;
    if (["String", "Number", "Boolean", "Date", "BigInt", "Symbol"].includes(tag)) {
      const plain = primitive(value);
      if (plain !== undefined) return `${tag}(${show(plain)})`;
    }
    return `${head}{${properties(value, ownKeys(value), above)}}`;
  }

  // Of a wrapper object or a date.
  function primitive(value) {
    for (const type of [String, Number, Boolean, Date, BigInt, Symbol]) {
      try {
        return apply(type.prototype.valueOf, value, []);
      } catch {
        // it is of another type
      }
    }
    return undefined;
  }

  function isError(value) {
    return Object.prototype.toString.call(value) === "[object Error]";
  }

  function showError(value, above) {
    const name = String(value.name);
    if (ENGINE_ERRORS.includes(name)) return name;
    const rest = ownKeys(value).filter((key) => !["stack", "message"].includes(key));
    const more = rest.length > 0 ? ` {${properties(value, rest, above)}}` : "";
    return `${name}(${show(value.message, above)})${more}`;
  }

  function showArray(value, above) {
    const items = Array.from({ length: Math.min(value.length, 100) }, (_, i) =>
      Object.hasOwn(value, i) ? showProperty(value, i, above) : "<hole>",
    );
    const rest = ownKeys(value).filter((key) => key !== "length" && !/^\d+$/.test(String(key)));
    if (rest.length > 0) items.push(properties(value, rest, above));
    return `[${items.join(", ")}]`;
  }

  function properties(value, keys, above) {
    return keys.map((key) => `${keyText(key)}: ${showProperty(value, key, above)}`).join(", ");
  }

  function showProperty(value, key, above) {
    const { value: plain, get: getter, set: setter, enumerable } = descriptorOf(value, key);
    const hidden = enumerable ? "" : "hidden ";
    if (getter || setter) return `${hidden}<${getter ? "get" : ""}${setter ? "set" : ""}>`;
    return hidden + show(plain, above);
  }

  // --- Values of the world -----------------------------------------------------------------------

  function hash(text) {
    let sum = world * 7919 + 17;
    for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
    return (sum ^ (sum >>> 15)) >>> 0;
  }

  const FALSY = [() => undefined, () => 0, () => "", () => null, () => false, () => NaN];
  const MIXED = [
    ...FALSY,
    (path) => given(path),
    (path) => given(path),
    (path) => given(path),
    () => 1,
    () => "text",
    () => true,
    () => -0,
    () => 2.5,
    () => [1, "two"],
    (path) => ({ a: 1, b: path }),
  ];

  function choose(list, path) {
    return list[hash(path) % list.length](path);
  }

  // What a name, a property or a result is in this world.
  function decide(path, kind) {
    if (world === 0) return given(path);
    const isPlain = kind === "result" || plain.includes(path);
    if (world === 1) return isPlain ? choose(FALSY, path) : given(path);
    if (isPlain) return choose(MIXED, path);
    if (kind === "name" && hash(`${path} name`) % 4 !== 0) return given(path);
    return choose(MIXED, path);
  }

  const values = new Map(); // paths → values, so that a property keeps its value
  function valueOf(path, kind) {
    if (!values.has(path)) values.set(path, decide(path, kind));
    return values.get(path);
  }

  function result(path) {
    const count = callCounts.get(path) ?? 0;
    callCounts.set(path, count + 1);
    return count < MANY_CALLS ? decide(`${path}${count || ""}`, "result") : undefined;
  }

  // A function that says all that is done to it.
  function given(path) {
    const own = new Map(); // what was assigned to its properties
    const proxy = new Proxy(function () {}, {
      get(target, key) {
        if (key === Symbol.toPrimitive) return (hint) => primitiveOf(path, hint);
        log(`get ${path}.${keyText(key)}`);
        if (own.has(key)) return own.get(key);
        if (key === "prototype") return target.prototype;
        if (key === Symbol.iterator) return () => iteratorOf(path);
        if (typeof key === "symbol" || key === "then") return undefined;
        return valueOf(`${path}.${key}`, "property");
      },
      set(_, key, value) {
        log(`set ${path}.${keyText(key)} = ${show(value)}`);
        own.set(key, value);
        return true;
      },
      has(_, key) {
        log(`has ${path}.${keyText(key)}`);
        return hash(`${path} has ${keyText(key)}`) % 2 === 0;
      },
      deleteProperty(_, key) {
        log(`delete ${path}.${keyText(key)}`);
        own.delete(key);
        return true;
      },
      ownKeys(target) {
        log(`keys ${path}`);
        return ownKeys(target);
      },
      apply(_, self, parameters) {
        const receiver = self === undefined || self === globalThis ? "" : ` of ${show(self)}`;
        log(`call ${path}(${parameters.map((one) => show(one)).join(", ")})${receiver}`);
        return result(`${path}()`);
      },
      construct(_, parameters, target) {
        log(`new ${path}(${parameters.map((one) => show(one)).join(", ")})`);
        return Object.create(get(target, "prototype") ?? null);
      },
    });
    givenNames.set(proxy, path);
    return proxy;
  }

  function primitiveOf(path, hint) {
    log(`primitive ${path} as ${hint}`);
    return hint === "string" ? `text of ${path}` : hash(path) % 10;
  }

  function* iteratorOf(path) {
    for (let i = 0; i < 2; i++) {
      log(`item ${i} of ${path}`);
      yield valueOf(`${path}[${i}]`, "property");
    }
    log(`no more items of ${path}`);
  }

  function defineName(name) {
    let value = valueOf(name, "name");
    Object.defineProperty(globalThis, name, {
      configurable: true,
      enumerable: false,
      get: () => value,
      set(next) {
        log(`set ${name} = ${show(next)}`);
        value = next;
      },
    });
  }

  // --- The world ---------------------------------------------------------------------------------

  const timers = [];
  const say = (...parts) => log(parts.map((part) => show(part)).join(" "));
  const console = { log: say, error: say, warn: say, info: say, debug: say };
  const setTimeout = (job, wait = 0, ...rest) => {
    const timer = { at: Number(wait) || 0, run: () => job(...rest) };
    return timers.push(timer);
  };
  const clearTimeout = (number) => delete timers[number - 1];
  const queueMicrotask = (job) => void Promise.resolve().then(() => job());
  for (const [key, value] of Object.entries({ console, setTimeout, clearTimeout, queueMicrotask }))
    Object.defineProperty(globalThis, key, { value, writable: true, configurable: true });
  for (const name of names) if (!(name in globalThis)) defineName(name);
  const known = new Set(ownKeys(globalThis));

  // What is left when the program has ended.
  function finish() {
    if (!showsGlobals) return;
    const added = ownKeys(globalThis).filter((key) => !known.has(key));
    for (const key of added.sort((a, b) => (keyText(a) < keyText(b) ? -1 : 1)))
      log(`global ${keyText(key)}: ${showProperty(globalThis, key, [])}`);
  }

  return {
    show,
    log,
    value: (path) => valueOf(path, "name"),
    timers,
    finish,
    isFull: () => isFull,
  };
});
