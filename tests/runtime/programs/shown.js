// What promises, proxies and iterators hold is shown, and no handler of a proxy is asked for it.
const util = require("node:util");

const show = (...values) => console.log(util.inspect(...values));
const waiting = new Promise(() => {}), failed = Promise.reject("reason");
failed.catch(() => {});
show([waiting, failed, Promise.resolve({ a: { b: { c: {} } } }), (async () => 5)()]);
show(Object.assign(Promise.resolve(3), { extra: 1 }));
show(waiting, { colors: true });
show(new (class Kind extends Promise {})(() => {}));

const map = new Map([["a", { x: 1 }], ["b", [1, 2]]]), values = map.values();
values.next();
show([map.keys(), map.entries(), values, new Set([1, "b"]).entries(), new Set([1, "b"]).values()]);
values.next();
values.next();
show(values);
show(new Map(Array.from({ length: 5 }, (_, i) => [i, i])).keys(), { maxArrayLength: 2 });

let asked = 0;
const handler = {
  get(target, key) { asked++; return target[key]; },
  ownKeys(target) { asked++; return Reflect.ownKeys(target); },
  getPrototypeOf(target) { asked++; return Reflect.getPrototypeOf(target); },
};
const proxy = new Proxy({ a: 1, method() {} }, handler);
show([proxy, new Proxy([1, 2], {}), new Proxy(function named() {}, {}), new Proxy(new Proxy({ z: 1 }, {}), {})]);
console.log(proxy, `${asked}`);
show(proxy, { showProxy: true });
show({ a: { b: { c: { deep: new Proxy({}, {}) } } } }, { showProxy: true });
console.log("%o", new Proxy({}, {}));
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
show(revoked);
show(revoked, { showProxy: true });
show(new Proxy({ [util.inspect.custom]() { return "own text"; } }, {}));
console.log([proxy, {}, 5, new Proxy(() => {}, {})].map(util.types.isProxy));
show(["日本", "中文字", "x", "y", "z", "w", "v"]);
