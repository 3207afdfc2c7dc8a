// util.inspect and util.format of thousands of random values are Node's, letter by letter. Left
// out: what is in WeakMaps and iterators, and the colors of stacks, which the engine or we do not
// tell.
/* eslint no-regex-spaces: 0, no-sparse-arrays: 0,
  no-unused-private-class-members: 0, no-unused-vars: 0 -- for the cases, which are programs */
import util from "node:util";
import { ours, random, Report } from "../js_compare.mjs";
const req = ours();
const { inspect } = req("internal/inspect");
const { format } = req("internal/format");
const rng = random(1);
const { rnd, pick } = rng;
class Foo {
  constructor() {
    this.a = 1;
  }
  get g() {
    return 1;
  }
}
class Bar extends Foo {
  static s = 1;
  #p = 2;
  [/* @__PURE__ */ Symbol("q")] = 3;
}
class MyErr extends Error {
  constructor(m) {
    super(m);
    this.name = "MyErr";
    this.extra = 1;
  }
}
const strs = ["", "a", "it's", 'say "x"', "`'\"", "new\nline", "\0", "\
ü€", "\uD800x", "😀", "long ".repeat(30), "two\nlines that are quite\
 long\nthree lines that go on and on and on and on", "a-b", "valid_name",
"1", "\\", "${'\"`"];
function prim() {
  return pick([
    () => rnd(1e3),
    () => -0,
    () => 1.5,
    () => NaN,
    () => 1e21,
    () => 123456789123e-3,
    () => true,
    () => null,
    () => void 0,
    () => 10n ** 20n,
    () => Symbol(pick(strs)),
    () => pick(
      strs
    ),
    () => pick(strs),
    () => pick(strs)
  ])();
}
const pool = [];
function value(d) {
  if (d <= 0 || rnd(4) === 0) return prim();
  if (pool.length && rnd(12) === 0) return pick(pool);
  const v = pick([
    () => {
      const o = {};
      pool.push(o);
      for (let n = rnd(7); n--; ) o[pick(strs)] = value(d - 1);
      return o;
    },
    () => {
      const o = {};
      pool.push(o);
      for (let n = rnd(7); n--; ) o["k" + rnd(100)] = value(d - 1);
      return o;
    },
    () => {
      const o = [];
      pool.push(o);
      for (let n = rnd(9); n--; ) o.push(value(d - 1));
      if (rnd(5) === 0) o.length += rnd(4);
      if (rnd(6) === 0) o.extra = value(d - 1);
      if (rnd(8) == 0) delete o[rnd(5)];
      return o;
    },
    () => Array.from({ length: rnd(150) }, () => rnd(10 ** rnd(6))),
    () => Array.from({ length: rnd(40) }, () => pick(strs)),
    () => Array.from({ length: rnd(40) }, () => "x".repeat(rnd(20))),
    () => new Map(Array.from({ length: rnd(5) }, () => [value(d - 1), value(
    d - 1)])),
    () => new Set(Array.from({ length: rnd(5) }, () => value(d - 1))),
    () => new Date(rnd(1e9) * 1e3),
    () => /* @__PURE__ */ new Date(NaN),
    () => /a\/b/gi,
    () => Object.assign(/x/, { a: 1 }),
    () => {
      const e = new Error(pick(strs));
      e.stack = rnd(2) ? e.stack.split("\n").slice(0, 3).join("\n") : String(
      e);
      if (rnd(3) === 0) e.code = "E" + rnd(9);
      if (rnd(3) == 0) e.cause = value(d - 1);
      return e;
    },
    () => new TypeError("t", { cause: new Error("c") }),
    () => new MyErr("m"),
    () => new AggregateError([new Error("1"), 2], "agg"),
    () => {
      const e = new RangeError("x");
      e.name = pick(["Foo", "RangeError", "SomeError"]);
      return e;
    },
    () => function named() {
    },
    () => () => {
    },
    () => async () => {
    },
    () => function* gen() {
    },
    () => async function* ag() {
    },
    () => class {
    },
    () => class A {
    },
    () => class A2 extends Foo {
    },
    () => Object.assign(() => {
    }, { a: value(d - 1) }),
    () => Foo,
    () => Bar,
    () => class X extends null {
    },
    () => new Foo(),
    () => new Bar(),
    () => /* @__PURE__ */ Object.create(null),
    () => Object.assign(/* @__PURE__ */ Object.create(null), { a: value(
    d - 1) }),
    () => /* @__PURE__ */ Object.create({}),
    () => Object.create(new Foo()),
    () => Object.create(/* @__PURE__ */ Object.create(null)),
    () => new Uint8Array(rnd(10)),
    () => Buffer.from(pick(strs)),
    () => new Float64Array([1.5, -0, NaN]),
    () => new BigInt64Array(3),
    () => new ArrayBuffer(rnd(10)),
    () => new DataView(new ArrayBuffer(4)),
    () => new Uint8Array(200),
    () => Object.assign(new Uint8Array(3), { x: 1 }),
    () => Object(1),
    () => Object("str"),
    () => Object(true),
    () => Object(1n),
    () => Object(/* @__PURE__ */ Symbol("s")),
    () => Object.assign(Object("ab"), { x: 1 }),
    () => /* @__PURE__ */ new WeakMap(),
    () => /* @__PURE__ */ new WeakSet(),
    () => /* @__PURE__ */ (function() {
      return arguments;
    })(1, 2),
    () => ({ get a() {
      return 1;
    }, set a(v2) {
    }, get b() {
      return { x: 1 };
    }, set c(v2) {
    } }),
    () => Object.defineProperty({}, "hid den", { value: 1, enumerable: false }),
    () => ({ [/* @__PURE__ */ Symbol("k")]: value(d - 1), [Symbol.iterator]: 1 }),
    () => ({ [Symbol.toStringTag]: "Tagged", a: 1 }),
    () => {
      class T {
        get [Symbol.toStringTag]() {
          return "TT";
        }
      }
      return new T();
    },
    () => ({ [util.inspect.custom](depth, opts) {
      return "custom\n" + depth;
    } }),
    () => ({ [util.inspect.custom]() {
      return { a: [{ b: 1 }] };
    } }),
    () => class Ext extends Array {
    }.from([1, 2]),
    () => new class M2 extends Map {
    }([[1, 2]]),
    () => new class S2 extends Set {
    }([1]),
    () => {
      const a = [1];
      Object.setPrototypeOf(a, null);
      return a;
    },
    () => {
      const a = /* @__PURE__ */ new Map([[1, 2]]);
      Object.setPrototypeOf(a, null);
      return a;
    },
    () => globalThis.Math,
    () => JSON,
    () => Reflect,
    () => Promise,
    () => (function* () {
    })(),
    () => Atomics,
    () => ({ constructor: 1 }),
    () => ({ constructor: { name: "x" } }),
    () => {
      function Old() {
        this.x = 1;
      }
      Old.prototype.m = function() {
      };
      return new Old();
    },
    () => Object.freeze([1, 2]),
    () => {
      const f = function() {
      };
      Object.setPrototypeOf(f, null);
      return f;
    },
    () => ({ __proto__: Foo.prototype, constructor: Foo }),
    () => new String("x".repeat(50)),
    () => "x".repeat(rnd(200)),
    () => [[[[[]]]], { a: { b: { c: {} } } }],
    () => ({ a: { b: { c: { d: 1 } } } }),
    () => [,],
    () => [1, , 3],
    () => Object.assign([], { "-1": 1 })
  ])();
  return v;
}
const known = /Weak|Iterator\]|\[Module|Map\(1\): null proto/;
var stdin_default = () => {
  const report = new Report("inspect and format");
  for (let i = 0; i < 8e3; i++) {
    pool.length = 0;
    const v = value(rnd(6));
    const o = pick([
      void 0,
      void 0,
      void 0,
      { depth: rnd(5) },
      { depth: null },
      { showHidden: true },
      { colors: true },
      { compact: true },
      { compact: false },
      { compact: rnd(5) },
      { breakLength: 40 + rnd(100) },
      { breakLength: Infinity },
      { sorted: true },
      { getters: true },
      { maxArrayLength: rnd(
        8
      ) },
      { maxStringLength: rnd(20) },
      { numericSeparator: true },
      { customInspect: false }
    ]);
    let a, b;
    try {
      a = util.inspect(v, o);
    } catch (e) {
      a = "threw " + e.message;
    }
    try {
      b = inspect(v, o);
    } catch (e) {
      b = "threw " + e.stack;
    }
    if (!known.test(a) && !(o?.colors && /    at /.test(a))) report.compare(
      "inspect",
      a,
      b,
      JSON.stringify(o)
    );
  }
  for (let i = 0; i < 4e3; i++) {
    const f = Array.from({ length: 1 + rnd(4) }, () => pick(["%s", "%d",
    "%i", "%f", "%j", "%o", "%O", "%c", "%%", "%", "x", " ", "%x", "%%s"])).
    join("");
    const args = [rnd(5) ? f : value(2), ...Array.from({ length: rnd(4) },
    () => value(2))];
    let a, b;
    try {
      a = util.format(...args);
    } catch (e) {
      a = "threw " + e.message;
    }
    try {
      b = format(...args);
    } catch (e) {
      b = "threw " + e.message;
    }
    if (!known.test(a)) report.compare("format", a, b, JSON.stringify(f));
  }
  return report.end();
};
export {
  stdin_default as default
};
