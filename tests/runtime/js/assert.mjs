// assert: messages, codes and properties of its errors are Node's.
import nodeAssert from "node:assert";
import { ours, Report } from "../js_compare.mjs";
const cases = [
  (a) => a.strictEqual(1, 2),
  (a) => a.strictEqual("a\nb", "a\nc"),
  (a) => a.strictEqual(
    "x".repeat(30),
    "y".repeat(30)
  ),
  (a) => a.deepStrictEqual({ a: 1, b: [1, 2, 3] }, { a: 1, b: [
    1,
    2,
    4
  ] }),
  (a) => a.deepStrictEqual(Array.from({ length: 30 }, (_, i) => i), Array.
  from(
    { length: 30 },
    (_, i) => i === 20 ? "x" : i
  )),
  (a) => a.deepEqual({ a: 1 }, { a: 2 }),
  (a) => a.equal(1, 2),
  (a) => a.notEqual(1, 1),
  (a) => a.notStrictEqual(1, 1),
  (a) => {
    const o = { a: 1 };
    a.notStrictEqual(o, o);
  },
  (a) => a.strictEqual({ a: 1 }, { a: 1 }),
  (a) => a.strictEqual({ a: 1 }, { a: 2 }),
  (a) => a.notDeepStrictEqual({ a: 1 }, { a: 1 }),
  (a) => a.notDeepEqual({ a: 1 }, { a: 1 }),
  (a) => a(
    false,
    "msg"
  ),
  (a) => a.ok(0, new TypeError("own")),
  (a) => a.throws(() => {
  }),
  (a) => a.throws(() => {
  }, Error),
  (a) => a.throws(() => {
  }, TypeError, "m"),
  (a) => a.throws(() => {
    throw new Error("x");
  }, /y/),
  (a) => a.throws(() => {
    throw new Error("x");
  }, { message: "y" }),
  (a) => a.throws(() => {
    throw new Error("x");
  }, { message: /y/, name: "Error" }),
  (a) => a.throws(() => {
    throw new Error("x");
  }, { message: /x/, name: "Err" }),
  (a) => a.throws(() => {
    throw new Error("x");
  }, TypeError),
  (a) => a.throws(() => {
    throw new Error("x");
  }, () => false),
  (a) => a.throws(() => {
    throw new Error("x");
  }, Error),
  (a) => a.throws(() => {
    throw new Error("x");
  }, /x/),
  (a) => a.throws(() => {
    throw new Error("x");
  }, new Error("x")),
  (a) => a.throws(() => {
    throw new Error("x");
  }, new Error("z")),
  (a) => a.throws(() => {
    throw 5;
  }, { message: "x" }),
  (a) => a.throws(() => {
    throw new Error("x");
  }, {}),
  (a) => a.throws(() => {
    throw new Error("x");
  }, 5),
  (a) => a.doesNotThrow(() => {
    throw new Error("x");
  }),
  (a) => a.doesNotThrow(() => {
    throw new Error("x");
  }, "mm"),
  (a) => a.doesNotThrow(() => {
    throw new Error("x");
  }, TypeError),
  (a) => a.doesNotThrow(() => {
    throw new Error("x");
  }, Error, "q"),
  (a) => a.match("abc", /x/),
  (a) => a.doesNotMatch("abc", /a/),
  (a) => a.match(
    5,
    /x/
  ),
  (a) => a.match("a", "b"),
  (a) => a.match("a", /b/, "mine"),
  (a) => a.fail(),
  (a) => a.fail("boo"),
  (a) => a.fail(new RangeError("re")),
  (a) => a.ifError(new Error("ie")),
  (a) => a.ifError("s"),
  (a) => a.ifError(null),
  (a) => a.strictEqual(1, 2, "custom"),
  (a) => a.strictEqual(
    NaN,
    1
  ),
  (a) => a.strictEqual(NaN, NaN),
  (a) => a.strictEqual([1], [1]),
  (a) => a.deepStrictEqual(
    /* @__PURE__ */ new Map([[1, 2]]),
    /* @__PURE__ */ new Map([[1, 3]])
  ),
  (a) => a.strictEqual(),
  (a) => a.deepStrictEqual([1, 2, 3], [1, 3]),
  (a) => a.strictEqual("hello world this is long text", "hello there thi\
s is long text"),
  (a) => a.deepStrictEqual({ a: { b: { c: 1 } }, x: "same" }, { a: { b: {
  c: 2 } }, x: "same" }),
  (a) => a.deepStrictEqual(1, 2),
  (a) => a.equal(
    "a",
    "b"
  ),
  (a) => a.equal({ a: 1 }, { a: 2 }),
  (a) => a.deepEqual([1, 2], [1, 3]),
  (a) => a.notEqual({ a: 1 }, 1),
  (a) => a.strictEqual(void 0, null),
  (a) => a.throws("x"),
  (a) => a.throws(
    () => {
      throw new Error("x");
    },
    "x"
  ),
  (a) => a.strict.equal(1, "1"),
  (a) => a.strict.deepEqual({ a: 1 }, { a: "1" }),
  (a) => a.deepStrictEqual(/* @__PURE__ */ new Set([1]), /* @__PURE__ */ new Set(
  [2])),
  (a) => a.deepStrictEqual(
    [1, 2, 3, 4],
    [1, 2, 3, 4, 5]
  ),
  (a) => a.strictEqual("a\nb\nc", "a\nx\nc"),
  (a) => a.deepStrictEqual(
    {},
    []
  ),
  (a) => a.deepStrictEqual(/* @__PURE__ */ new Date(0), /* @__PURE__ */ new Date(
  1)),
  (a) => a.deepStrictEqual(-0, 0),
  (a) => a.strictEqual(0, -0),
  (a) => a.notStrictEqual("long string here", "long string here"),
  (a) => a.notDeepStrictEqual([1, 2, 3], [1, 2, 3]),
  (a) => a.deepEqual(1, 2),
  (a) => a.deepStrictEqual({ a: 1, b: 2, c: 3 }, { c: 3, a: 1 }),
  (a) => a.deepStrictEqual(
    /* @__PURE__ */ Object.create(null),
    {}
  ),
  (a) => a.strictEqual(1n, 2n),
  (a) => a.strictEqual(
    /* @__PURE__ */ Symbol("a"),
    /* @__PURE__ */ Symbol("b")
  ),
  (a) => a.strictEqual(() => {
  }, () => {
  }),
  (a) => new a.AssertionError(5),
  (a) => {
    throw new a.AssertionError({ message: "m", actual: 1, expected: 2, operator: "\
op" });
  },
  (a) => {
    throw new a.AssertionError({ actual: 1, expected: 2, operator: "op" });
  },
  (a) => a.deepStrictEqual([1, 2], [1, 2], "no fail"),
  (a) => a.deepStrictEqual(
    [1, 2],
    [2],
    "my message"
  ),
  (a) => a.notEqual(1, 1, "nm")
];
const asy = [(a) => a.rejects(Promise.resolve(1)), (a) => a.rejects(() => 1),
(a) => a.rejects(
  5
), (a) => a.doesNotReject(Promise.reject(new Error("q"))), (a) => a.rejects(
Promise.reject(
  new Error("z")
), /z/), (a) => a.rejects(async () => {
  throw new TypeError("t");
}, { name: "X" })];
const rec = (e) => JSON.stringify([
  e.name,
  e.code,
  e.message,
  e.generatedMessage,
  e.operator,
  String(e),
  typeof e.actual,
  Object.keys(e),
  e.stack?.split("\n")[0]
]);
async function outcome(run, module) {
  try {
    await run(module);
    return "ok";
  } catch (error) {
    return rec(error);
  }
}
var stdin_default = async () => {
  const report = new Report("assert");
  const own = ours()("assert");
  for (const run of [...cases, ...asy]) report.compare(
    String(run),
    await outcome(run, nodeAssert),
    await outcome(run, own)
  );
  return report.end();
};
export {
  stdin_default as default
};
