// What promises, proxies and iterators hold, as far as the engine's cells can be read (binding_engine.c).
"use strict";
/* global internalBinding */
const binding = internalBinding("engine") ?? {};

const PENDING = 0, REJECTED = 2, KEYS = 0, ENTRIES = 2;

/** Whether known objects read as they must; asked once. */
const isReadable = binding.learn !== undefined && learn();

function learn() {
  const value = {}, reason = {}, target = {}, handler = {}, map = new Map([[1, 2]]), set = new Set([1]);
  const pending = (async () => { await new Promise(() => {}); })();
  const fulfilled = Promise.resolve(value), rejected = Promise.reject(reason);
  rejected.catch(() => {});
  const entries = map.entries();
  entries.next();
  return binding.learn(pending, fulfilled, value, rejected, reason, new Proxy(target, handler), target, handler,
    map, map.keys(), entries, set, set.values(), {});
}

/** {isPending, isRejected, result}, or undefined. */
function promiseParts(value) {
  const found = isReadable ? binding.promise(value) : undefined;
  if (found === undefined) return undefined;
  const [state, result] = found;
  return { isPending: state === PENDING, isRejected: state === REJECTED, result };
}

/** [target, handler], which are null once it was revoked; or undefined. */
function proxyParts(value) {
  const parts = isReadable ? binding.proxy(value) : undefined;
  return parts !== undefined && parts[1] === null ? [null, null] : parts;
}

/** {isPairs, rest}: what the iterator of a Map or Set has yet to give; undefined where it isn't known. */
function iteratorRest(value, isMap) {
  const found = isReadable ? binding.iterator(value) : undefined;
  if (found === undefined) return undefined;
  const [place, of, kind] = found;
  const rest = [];
  let index = 0;
  const add = (item, key) => {
    if (index++ < place) return;
    if (kind === ENTRIES) rest.push([key, item]);
    else rest.push(kind === KEYS ? key : item);
  };
  (isMap ? Map : Set).prototype.forEach.call(of, add);
  return { isPairs: kind === ENTRIES, rest };
}

module.exports = { promiseParts, proxyParts, iteratorRest };
