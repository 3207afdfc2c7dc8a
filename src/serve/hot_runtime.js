// The modules of a page, and how they are replaced while it runs. Programs define them (see
// bundle/hot_module.c): each is a function, called when it is first required. `import.meta.hot`
// means what it means in Vite.

import config from "./config.js";

const records = new Map(); // id → record: see recordOf()
const externals = new Map(); // path → what require() gives of what the browser loads itself
const listeners = new Map(); // event → Set of functions
const styles = new Map(); // id → <style>
let collecting = null; // while an update is loaded: id → { run, deps, statics }
let refreshRuntime = null; // of react-refresh, where the project has it
let hasRenderer = false; // a React that can refresh is in the page
let isImporting = false; // what require() is called for is an import()

// ---- Helpers that definitions call

const views = new WeakMap(); // what require() of an ES module gives → its namespace
const viewOf = new WeakMap(); // and back
const finished = new WeakSet(); // module.exports of modules that have run
const interop = [new WeakMap(), new WeakMap()]; // module.exports → namespace, by node mode

function has(object, name) {
  return Object.prototype.hasOwnProperty.call(object, name);
}

function defineGetter(target, name, get, enumerable = true) {
  Object.defineProperty(target, name, { get, enumerable });
}

function exportAll(namespace, getters, isOpen) {
  for (const name of Object.keys(getters).sort()) defineGetter(namespace, name, getters[name]);
  Object.defineProperty(namespace, Symbol.toStringTag, { value: "Module" });
  if (!isOpen) Object.preventExtensions(namespace);
}

function reExport(target, sources, isOpen) {
  for (const source of sources) {
    for (const name of Object.getOwnPropertyNames(Object(source))) {
      if (name === "default" || has(target, name)) continue;
      const { enumerable } = Object.getOwnPropertyDescriptor(source, name);
      defineGetter(target, name, () => source[name], enumerable);
    }
  }
  if (!isOpen) Object.preventExtensions(target);
}

function isObject(value) {
  return value !== null && (typeof value === "object" || typeof value === "function");
}

function makeNamespace(exports, isNodeMode) {
  const prototype = exports == null ? null : Object.getPrototypeOf(exports);
  const namespace = Object.create(prototype);
  const byDefault = { value: exports, enumerable: true };
  if (!isObject(exports)) return Object.defineProperty(namespace, "default", byDefault);
  if (isNodeMode || !exports.__esModule) Object.defineProperty(namespace, "default", byDefault);
  for (const name of Object.getOwnPropertyNames(exports)) {
    if (has(namespace, name)) continue;
    const { enumerable } = Object.getOwnPropertyDescriptor(exports, name);
    defineGetter(namespace, name, () => exports[name], enumerable);
  }
  return namespace;
}

function toESM(exports, isNodeMode) {
  if (!isObject(exports)) return makeNamespace(exports, isNodeMode);
  const made = interop[isNodeMode ? 1 : 0];
  const known = views.get(exports) ?? made.get(exports);
  if (known) return known;
  const namespace = makeNamespace(exports, isNodeMode);
  if (finished.has(exports)) made.set(exports, namespace);
  return namespace;
}

function toCommonJS(namespace) {
  if ("module.exports" in namespace) return namespace["module.exports"];
  const known = viewOf.get(namespace);
  if (known) return known;
  const view = Object.defineProperty({}, "__esModule", { value: true });
  viewOf.set(namespace, view);
  views.set(view, namespace);
  for (const name of Object.getOwnPropertyNames(namespace)) {
    if (name === "__esModule") continue;
    const { enumerable } = Object.getOwnPropertyDescriptor(namespace, name);
    defineGetter(view, name, () => namespace[name], enumerable);
  }
  return view;
}

function toBinary(base64) {
  return Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
}

// ---- Modules

function recordOf(id) {
  let record = records.get(id);
  if (!record) {
    record = {
      id,
      run: null,
      deps: {}, // specifier → id
      statics: [], // ids of what its statements import
      instance: null,
      failed: null, // the instance whose code threw
      data: {},
      importers: new Set(),
      pending: null, // the promise of a module that awaits, until it has run
      waitsFor: null, // while it is: the record of the import that it waits for
    };
    records.set(id, record);
  }
  return record;
}

function setDefinition(id, { run, deps, statics }) {
  const record = recordOf(id);
  for (const dep of Object.values(record.deps)) recordOf(dep).importers.delete(id);
  record.run = run;
  record.deps = deps;
  record.statics = statics;
  lateIds = null;
  for (const dep of Object.values(deps)) recordOf(dep).importers.add(id);
}

// A module that another program has brought is the same one. `late` are the specifiers of what no
// statement imports.
function define(id, run, deps, late = []) {
  const names = Object.keys(deps).filter((specifier) => !late.includes(specifier));
  const definition = { run, deps, statics: names.map((specifier) => deps[specifier]) };
  if (collecting) collecting.set(id, definition);
  else if (!records.get(id)?.run) setDefinition(id, definition);
}

function fail(id) {
  const error = new Error(`Cannot find module '${id}'`);
  error.code = "MODULE_NOT_FOUND";
  throw error;
}

function makeRequire(record) {
  const idOf = (specifier) => (has(record.deps, specifier) ? record.deps[specifier] : specifier);
  const require = (specifier) => {
    const id = idOf(specifier);
    if (isImporting && mustWait(id)) throw new Waiting(loadLate(id));
    return load(id);
  };
  require.resolve = idOf;
  return require;
}

function makeInstance(record) {
  const instance = {
    record,
    module: { exports: {}, id: record.id, loaded: false },
    accepts: [], // { deps: Set of ids, or null for the module itself; callback; isSelf }
    disposers: [],
    pruners: [],
    listening: [],
    isDeclined: false,
    refreshes: false, // all its exports are components of React
    hasComponents: false,
    isStyle: false,
  };
  instance.hot = makeHot(instance);
  return instance;
}

function makeMeta(instance) {
  const { id } = instance.record;
  return { url: new URL(config.base + id, location.href).href, hot: instance.hot };
}

// Runs its code; the result of a function that awaits is a promise.
function begin(instance) {
  const { record, module } = instance;
  const { exports } = module;
  const before = isImporting;
  isImporting = false;
  try {
    return record.run.call(exports, makeRequire(record), module, exports, makeMeta(instance));
  } finally {
    isImporting = before;
  }
}

function finish(instance) {
  const { module, record } = instance;
  module.loaded = true;
  record.failed = null;
  if (isObject(module.exports)) finished.add(module.exports);
  if (instance.hasComponents) instance.refreshes = isRefreshable(module.exports);
  return module.exports;
}

function giveUp(instance) {
  const { record } = instance;
  record.failed = instance;
  if (record.instance === instance) record.instance = null;
}

function load(id) {
  const record = records.get(id);
  if (!record?.run) return externals.has(id) ? externals.get(id) : fail(id);
  if (record.instance) return record.instance.module.exports;
  if (record.pending) return viewOfPending(record);
  if (isLate(id)) failToWait(id);
  const instance = (record.instance = makeInstance(record));
  try {
    begin(instance);
  } catch (error) {
    giveUp(instance);
    throw error;
  }
  return finish(instance);
}

function namespaceOf(id) {
  return toESM(load(id), true);
}

// ---- Modules that await at their top level
//
// They, and those that import them by statements, are *late*: what they import is loaded first, one
// after the other, and only then does their code run.

const AsyncFunction = (async () => {}).constructor;
let lateIds = null; // null: not known yet

function findLate() {
  const open = [];
  for (const { id, run } of records.values()) if (run instanceof AsyncFunction) open.push(id);
  const found = new Set(open);
  while (open.length) {
    const id = open.pop();
    for (const importer of records.get(id).importers) {
      if (found.has(importer) || !records.get(importer).statics.includes(id)) continue;
      found.add(importer);
      open.push(importer);
    }
  }
  return found;
}

function isLate(id) {
  lateIds ??= findLate();
  return lateIds.has(id);
}

function mustWait(id) {
  const record = records.get(id);
  if (!record?.run) return false;
  return Boolean(record.pending) || (!record.instance && isLate(id));
}

// What an import() meets that has to wait: it asks again when the promise has been kept.
class Waiting {
  constructor(promise) {
    this.promise = promise;
  }
}

function failToWait(id) {
  const error = new Error(`require() cannot wait for '${id}', which awaits at its top level`);
  error.code = "ERR_REQUIRE_ASYNC_MODULE";
  throw error;
}

// What others of a cycle see of a module that has not begun.
function viewOfPending(record) {
  const namespace = (name) => {
    if (record.instance) return namespaceOf(record.id);
    throw new ReferenceError(`Cannot access '${String(name)}' before initialization`);
  };
  const view = new Proxy({}, {
    get: (target, name) => namespace(name)[name],
    has: (target, name) => name in namespace(name),
  });
  views.set(view, view);
  return view;
}

function isInCycle(record, waiting) {
  for (let at = record; at; at = at.waitsFor) if (at === waiting) return true;
  return false;
}

async function runLate(record) {
  await null; // until it is known to be pending
  for (const id of record.statics) {
    if (!mustWait(id)) {
      load(id);
      continue;
    }
    const dep = records.get(id);
    if (isInCycle(dep, record)) continue;
    record.waitsFor = dep;
    await loadLate(id);
  }
  record.waitsFor = null;
  const instance = (record.instance = makeInstance(record));
  try {
    await begin(instance);
  } catch (error) {
    giveUp(instance);
    throw error;
  }
  return finish(instance);
}

function loadLate(id) {
  const record = records.get(id);
  if (record.pending) return record.pending;
  const pending = runLate(record).finally(() => {
    if (record.pending === pending) record.pending = record.waitsFor = null;
  });
  return (record.pending = pending);
}

// The namespace of a module, or the promise of one.
function run(id) {
  return mustWait(id) ? loadLate(id).then(() => namespaceOf(id)) : namespaceOf(id);
}

async function importDynamically(make) {
  await null;
  for (;;) {
    isImporting = true;
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Waiting)) throw error;
      isImporting = false;
      await error.promise;
    } finally {
      isImporting = false;
    }
  }
}

// ---- import.meta.hot

function listen(instance, event, callback) {
  if (!listeners.has(event)) listeners.set(event, new Set());
  listeners.get(event).add(callback);
  instance?.listening.push([event, callback]);
}

function unlisten(event, callback) {
  listeners.get(event)?.delete(callback);
}

// Tells of an event by our name, and by the one that it has in Vite.
export async function emit(name, data) {
  for (const event of [`cbundle:${name}`, `vite:${name}`]) await emitCustom(event, data);
}

export async function emitCustom(event, data) {
  for (const callback of [...(listeners.get(event) ?? [])]) {
    try {
      await callback(data);
    } catch (error) {
      console.error(error);
    }
  }
}

function accept(instance, deps, callback) {
  const { record } = instance;
  const isSelf = typeof deps === "function" || deps === undefined;
  if (isSelf) {
    instance.accepts.push({ isSelf, callback: deps, deps: [] });
    return;
  }
  const list = Array.isArray(deps) ? deps : [deps];
  const ids = list.map((dep) => record.deps[dep] ?? dep);
  instance.accepts.push({ isSelf, callback, deps: ids, isList: Array.isArray(deps) });
}

function makeHot(instance) {
  const { record } = instance;
  return {
    get data() {
      return record.data;
    },
    accept: (deps, callback) => accept(instance, deps, callback),
    acceptExports: (names, callback) => accept(instance, callback),
    dispose: (callback) => void instance.disposers.push(callback),
    prune: (callback) => void instance.pruners.push(callback),
    decline: () => void (instance.isDeclined = true),
    invalidate: (message) => invalidate(instance, message),
    on: (event, callback) => listen(instance, event, callback),
    off: unlisten,
    send: (event, data) => config.send?.(event, data),
  };
}

// ---- Where an update leads

function acceptsItself(instance) {
  const refreshes = instance.refreshes && hasRenderer;
  return instance.isStyle || refreshes || instance.accepts.some((each) => each.isSelf);
}

// What a change of the module is a change of: what has run, or would have.
function instanceOf(id) {
  const record = records.get(id);
  return record?.instance ?? record?.failed;
}

function importersOf(id) {
  return [...records.get(id).importers].filter(instanceOf);
}

// Collects into `plan` what runs again because of `id`. False: only a reload will do.
function follow(id, plan, isForced) {
  const open = [{ id, isForced }];
  while (open.length) {
    const next = open.pop();
    const instance = instanceOf(next.id);
    if (plan.stale.has(next.id) && !next.isForced) continue;
    plan.stale.add(next.id);
    if (!instance) continue;
    if (instance.isDeclined) return false;
    if (!next.isForced && acceptsItself(instance)) {
      plan.boundaries.set(next.id, next.id);
      continue;
    }
    const importers = importersOf(next.id);
    if (importers.length === 0) return false;
    for (const importer of importers) {
      const { accepts } = instanceOf(importer);
      const accepting = accepts.filter((each) => each.deps.includes(next.id));
      if (accepting.length) plan.accepted.push({ importer, dep: next.id, accepting });
      else open.push({ id: importer });
    }
  }
  return true;
}

function planFor(ids, isForced = false) {
  const plan = { stale: new Set(), boundaries: new Map(), accepted: [] };
  for (const id of ids) {
    if (instanceOf(id) && !follow(id, plan, isForced)) return null;
  }
  return plan;
}

// ---- Applying it

function takeAway(instance) {
  const { record } = instance;
  const data = {};
  for (const dispose of instance.disposers) dispose(data);
  record.data = data;
  record.failed = null;
  record.pending = record.waitsFor = null; // nobody waits for what it was any more
  for (const [event, callback] of instance.listening) unlisten(event, callback);
  record.instance = null;
}

function tellPruned(instance) {
  for (const prune of instance.pruners) prune(instance.record.data);
  if (instance.isStyle) removeStyle(instance.record.id);
}

async function runAgain(id, before) {
  try {
    return await run(id);
  } catch (error) {
    console.error(`[cbundle] ${id} could not be run again:`, error);
    records.get(id).instance ??= before.get(id) ?? null;
    return null;
  }
}

function callAccepting({ accepting, dep }, made) {
  for (const { callback, deps, isList } of accepting) {
    if (!callback) continue;
    callback(isList ? deps.map((id) => (id === dep ? made : undefined)) : made);
  }
}

async function applyPlan(plan) {
  const before = new Map();
  const unrefreshed = [];
  for (const id of plan.stale) {
    const instance = instanceOf(id);
    if (!instance) continue;
    before.set(id, instance);
    takeAway(instance);
  }
  for (const id of plan.boundaries.keys()) {
    const made = await runAgain(id, before);
    const old = before.get(id);
    if (!made) continue;
    for (const { isSelf, callback } of old.accepts) if (isSelf) callback?.(made);
    const isSelf = old.isStyle || old.accepts.some((each) => each.isSelf);
    if (!isSelf && !records.get(id).instance?.refreshes) unrefreshed.push(id);
  }
  for (const each of plan.accepted) {
    const made = await runAgain(each.dep, before);
    if (made) callAccepting(each, made);
  }
  return unrefreshed;
}

function say(plan, changed) {
  const names = plan.boundaries.size || plan.accepted.length ? changed : [];
  for (const id of names) console.debug(`[cbundle] hot updated: ${id}`);
}

export async function reload(why) {
  await emit("beforeFullReload", { type: "full-reload", path: "*", why });
  console.debug(`[cbundle] reload: ${why}`);
  location.reload();
}

async function apply(ids, isForced) {
  const plan = planFor(ids, isForced);
  if (!plan) return reload(`nothing accepts a change of ${ids.join(", ")}`);
  const unrefreshed = await applyPlan(plan);
  say(plan, ids);
  // Those that export other things than components now are their importers' business.
  if (unrefreshed.length) await apply(unrefreshed, true);
  scheduleRefresh();
}

async function invalidate(instance, message) {
  const { id } = instance.record;
  await emit("invalidate", { path: id, message });
  console.debug(`[cbundle] ${id} was invalidated${message ? `: ${message}` : ""}`);
  queue(() => apply([id], true));
}

// ---- Updates from the server

let last = Promise.resolve();

function queue(work) {
  last = last.then(work).catch((error) => {
    console.error(error);
    return reload("an update failed");
  });
  return last;
}

async function collect(url) {
  collecting = new Map();
  try {
    await import(url);
    return collecting;
  } finally {
    collecting = null;
  }
}

function asVite(changed) {
  const updates = changed.map((path) => ({
    type: path.endsWith(".css") ? "css-update" : "js-update",
    path,
    acceptedPath: path,
    timestamp: Date.now(),
  }));
  return { type: "update", updates };
}

async function prune(gone) {
  const present = gone.filter((id) => records.get(id)?.instance);
  if (present.length) await emit("beforePrune", { type: "prune", paths: present });
  for (const id of gone) {
    const record = records.get(id);
    if (!record) continue;
    const { instance } = record;
    if (instance) {
      takeAway(instance);
      tellPruned(instance);
    }
    setDefinition(id, { run: null, deps: {}, statics: [] });
  }
}

// Takes over what the server has built; `url` holds the definitions of `changed`.
export function update({ url, changed, gone }) {
  return queue(async () => {
    const made = changed.length ? await collect(url) : new Map();
    await emit("beforeUpdate", asVite(changed));
    for (const [id, definition] of made) setDefinition(id, definition);
    await apply([...made.keys()], false);
    await prune(gone);
    await emit("afterUpdate", asVite(changed));
  });
}

// ---- Stylesheets

function style(id, css) {
  const instance = records.get(id)?.instance;
  if (instance) instance.isStyle = true;
  let element = styles.get(id);
  if (!element) {
    element = document.createElement("style");
    element.dataset.cbundle = id;
    document.head.append(element);
    styles.set(id, element);
  }
  element.textContent = css;
}

function removeStyle(id) {
  styles.get(id)?.remove();
  styles.delete(id);
}

// ---- React Fast Refresh

// Components may be another library's, such as Preact's, which never says that it is there.
function watchRenderers(hook) {
  const note = (renderer) => void (hasRenderer ||= typeof renderer.scheduleRefresh === "function");
  const { inject } = hook;
  hook.inject = function (renderer, ...rest) {
    note(renderer);
    return inject.call(this, renderer, ...rest);
  };
  hook.renderers.forEach(note);
}

function useRefresh(runtime) {
  if (refreshRuntime) return;
  refreshRuntime = runtime;
  runtime.injectIntoGlobalHook(globalThis);
  watchRenderers(globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__);
  globalThis.$RefreshReg$ = () => {};
  globalThis.$RefreshSig$ = () => (type) => type;
}

function innerType(type) {
  let inner = type;
  while (inner !== null && typeof inner === "object") inner = inner.type ?? inner.render ?? null;
  return inner;
}

function refresh(id, components, signatures) {
  if (!refreshRuntime) return;
  const instance = records.get(id)?.instance;
  if (instance && components.length) instance.hasComponents = true;
  for (const [name, type] of components) {
    if (refreshRuntime.isLikelyComponentType(type)) refreshRuntime.register(type, `${id} ${name}`);
  }
  for (const [type, key, isReset, hooks] of signatures) {
    const inner = innerType(type);
    if (typeof inner === "function") refreshRuntime.setSignature(inner, key, isReset, hooks);
  }
}

function isRefreshable(exports) {
  const namespace = toESM(exports, false);
  const names = Object.keys(namespace);
  return (
    names.length > 0 &&
    names.every((name) => refreshRuntime.isLikelyComponentType(namespace[name]))
  );
}

let refreshIsDue = false;

function scheduleRefresh() {
  if (!refreshRuntime || refreshIsDue) return;
  refreshIsDue = true;
  queueMicrotask(() => {
    refreshIsDue = false;
    refreshRuntime.performReactRefresh();
  });
}

// ---- What programs see

export const programs = new Map(); // entry → the update that it was served with

globalThis.__cbundle ??= {
  __export: exportAll,
  __reExport: reExport,
  __toESM: toESM,
  __toCommonJS: toCommonJS,
  __import: importDynamically,
  __name: (target, value) => Object.defineProperty(target, "name", { value, configurable: true }),
  __toBinary: toBinary,
  define,
  external: (path, namespace) => void externals.set(path, toCommonJS(namespace)),
  loaded: (entry, sequence) => void programs.set(entry, sequence),
  run,
  style,
  useRefresh,
  refresh,
};
