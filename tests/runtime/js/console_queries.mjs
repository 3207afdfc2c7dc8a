// util, querystring, deep equality, console and parseArgs: the same answers as Node's to thousands
// of random questions. Left out: what querystring makes of broken escapes beside characters that
// are not Latin.
/* eslint no-regex-spaces: 0, no-sparse-arrays: 0,
  no-unused-vars: 0 -- for the cases, which are programs */
import nutil from "node:util";
import nqs from "node:querystring";
import nconsole from "node:console";
import fs from "node:fs";
import { Writable } from "node:stream";
import assert from "node:assert";
import { ours, random, Report } from "../js_compare.mjs";
const req = ours();
const ou = req("util"), oq = req("querystring");
const { isDeepEqual } = req("internal/deep_equal");
const rng = random(1);
const { rnd, pick } = rng;
const report = new Report("util, querystring and console");
const show = (v) => nutil.inspect(v, { depth: 6 });
const modules = { util: [nutil, ou], qs: [nqs, oq] };
function answer(f, module) {
  try {
    return show(f(module));
  } catch (error) {
    return `threw ${error.name} ${error.code} ${error.message}`;
  }
}
function cmp(what, f, ...args) {
  const [theirs, own] = modules[what.split(".")[0]];
  const a = answer(f, theirs);
  if (/\\x00|\ufffd/.test(a) && what.startsWith("qs")) return;
  report.compare(what, a, answer(f, own), show(args));
}
const bits = ["a", "b", "=", "&", "%", "%20", "%E2%82%AC", "%e", "+", "é",
"😀", "&&", "==", ";", "?", "[]", "%00", "~", "'"];
const str = () => Array.from({ length: rnd(10) }, () => pick(bits)).join(
"");
const vals = () => pick([
  0,
  -0,
  1,
  "1",
  "",
  null,
  void 0,
  NaN,
  true,
  false,
  "a",
  1n,
  [],
  [1],
  [1, , 2],
  [1, void 0, 2],
  {},
  { a: 1 },
  { a: "1" },
  { a: void 0 },
  /* @__PURE__ */ new Date(
    0
  ),
  /* @__PURE__ */ new Date(1),
  /a/g,
  /a/,
  /* @__PURE__ */ new Map([[1, 2]]),
  /* @__PURE__ */ new Map(
    [[1, 3]]
  ),
  /* @__PURE__ */ new Map([[{ a: 1 }, 2]]),
  /* @__PURE__ */ new Map([["1", 2]]),
  /* @__PURE__ */ new Set(
    [1]
  ),
  /* @__PURE__ */ new Set(["1"]),
  /* @__PURE__ */ new Set([{ a: 1 }]),
  /* @__PURE__ */ new Set(
    [[1], [2]]
  ),
  /* @__PURE__ */ new Set([[2], [1]]),
  /* @__PURE__ */ new Set([1, 2]),
  new Error(
    "a"
  ),
  new Error("b"),
  new TypeError("a"),
  Object(1),
  Object("1"),
  Object(2),
  new Uint8Array(
    [1]
  ),
  new Uint8Array([2]),
  Buffer.from([1]),
  new Float32Array([0]),
  new Float32Array([-0]),
  new ArrayBuffer(
    1
  ),
  Symbol.iterator,
  () => {
  },
  /* @__PURE__ */ Object.create(null),
  Object.assign(/* @__PURE__ */ Object.create(null), {
    a: 1
  }),
  { [Symbol.iterator]: 1 },
  Object.assign([1], { x: 1 }),
  /* @__PURE__ */ (function() {
    return arguments;
  })(1),
  new class A {
    constructor() {
      this.a = 1;
    }
  }(),
  new class B {
    constructor() {
      this.a = 1;
    }
  }(),
  /* @__PURE__ */ new WeakMap(),
  /* @__PURE__ */ new Set([null]),
  /* @__PURE__ */ new Set(
    [void 0]
  ),
  /* @__PURE__ */ new Map([[null, 1]]),
  /* @__PURE__ */ new Map([[void 0, 1]]),
  Object.assign(new Error("a"), { code: 1 }),
  new Error("a", { cause: 1 }),
  /* @__PURE__ */ new Set([
    1,
    "1",
    {}
  ]),
  { a: { b: [1, { c: 2 }] } },
  { a: { b: [1, { c: "2" }] } }
]);
const v2 = (d) => d <= 0 ? vals() : pick([() => vals(), () => [v2(d - 1),
v2(d - 1)], () => ({
  x: v2(d - 1),
  y: v2(d - 1)
}), () => /* @__PURE__ */ new Set([v2(d - 1), v2(d - 1)]), () => /* @__PURE__ */ new Map(
  [[v2(d - 1), v2(d - 1)]]
)])();
var stdin_default = () => {
  for (let i = 0; i < 8e3; i++) {
    const s = str();
    cmp("qs.parse", (q) => q.parse(s), s);
    if (!/%zz|\ud800/.test(s)) cmp(
      "qs.parse2",
      (q) => q.parse(s, ";", "=", { maxKeys: i % 4 }),
      s
    );
    if (!/%zz|\ud800/.test(s)) cmp("qs.parse3", (q) => q.parse(s, null, "\
==", { decodeURIComponent: (x) => "<" + x + ">" }), s);
    cmp("qs.escape", (q) => q.escape(s), s);
    cmp("qs.unescape", (q) => q.unescape(s), s);
    const o = {
      [str()]: pick([str(), 1, true, null, void 0, NaN, [str(), 2], {}, 10n,
      1e21]),
      b: [],
      c: [1, "x y"]
    };
    cmp("qs.stringify", (q) => q.stringify(o), o);
    cmp("qs.stringify2", (q) => q.stringify(o, ";", ":"), o);
  }
  for (let i = 0; i < 25e3; i++) {
    const st = rng.seed;
    const a = v2(rnd(3));
    if (rnd(3) === 0) rng.seed = st;
    const b = rnd(2) ? v2(rnd(3)) : (() => {
      rng.seed = st;
      const d = rnd(3);
      const r = v2(d);
      return r;
    })();
    cmp("util.isDeepStrictEqual", (u) => u.isDeepStrictEqual(a, b), a, b);
    let x = true;
    try {
      assert.deepEqual(a, b);
    } catch {
      x = false;
    }
    const y = isDeepEqual(a, b);
    report.compare("loosely equal", x, y, show(a), show(b));
  }
  for (const o of [1, 2]) {
    const mk = () => {
      const a = { x: 1 };
      a.self = a;
      return a;
    };
    const mk2 = () => {
      const a = { x: 1, self: { x: 1 } };
      a.self.self = a;
      return a;
    };
    cmp("util.isDeepStrictEqual", (u) => [u.isDeepStrictEqual(mk(), mk()),
    u.isDeepStrictEqual(
      mk(),
      mk2()
    )]);
  }
  const types = Object.keys(nutil.types);
  const tv = [vals, ...Array.from({ length: 20 })].map(() => vals());
  tv.push(
    async () => {
    },
    function* () {
    },
    async function* () {
    },
    (function* () {
    })(),
    (async function* () {
    })(),
    (/* @__PURE__ */ new Map()).keys(),
    (/* @__PURE__ */ new Set()).values(),
    Promise.resolve(),
    new DataView(new ArrayBuffer(1)),
    new BigInt64Array(1),
    Object(/* @__PURE__ */ Symbol()),
    Object(
      1n
    ),
    Object(true),
    new SharedArrayBuffer(1),
    async () => 1,
    class {
    },
    new Proxy([], {}),
    fs,
    new class E2 extends Error {
    }(),
    Object.create(Error.prototype),
    Object.create(Promise.prototype),
    RegExp.prototype,
    Map.prototype,
    /* @__PURE__ */ new WeakSet(),
    /* @__PURE__ */ new Date(NaN),
    { [Symbol.toStringTag]: "Map" },
    { [Symbol.toStringTag]: "Error" }
  );
  for (const t of types) for (const v of [...tv, ...Array.from({ length: 100 },
  vals)]) if (![
    "isProxy",
    "isExternal"
  ].includes(t)) cmp("util." + t, (u) => u.types[t](v), v);
  const cap = (C, f) => {
    const out = [];
    const s = (k) => new Writable({ write(c2, e, cb) {
      out.push(k + c2);
      cb();
    } });
    const c = new C(s("o:"), s("e:"));
    try {
      f(c);
    } catch (e) {
      out.push("threw " + e.message);
    }
    return out.map((x) => x.replace(/\d+(\.\d+)?ms/, "Nms").replace(/\n    at[^]*/,
    ""));
  };
  const OC = req("console").Console, NC = nconsole.Console;
  const cc = [
    (c) => c.log("a %s", 1, { a: 1 }),
    (c) => c.error(new Error("x").message),
    (c) => {
      c.group("g");
      c.log("in\nner");
      c.group();
      c.warn("deep");
      c.groupEnd();
      c.groupEnd();
      c.groupEnd();
      c.log("out");
    },
    (c) => c.table([{ a: 1, b: "x" }, { a: 2, c: true }]),
    (c) => c.table([1, "é", [1, 2]]),
    (c) => c.table(/* @__PURE__ */ new Map([["a", 1]])),
    (c) => c.table(/* @__PURE__ */ new Set(
      [1, { b: 1 }]
    )),
    (c) => c.table([{ a: 1, b: 2 }], ["b"]),
    (c) => c.table({ r1: { x: {
      y: 1,
      z: 2,
      w: 3
    } }, r2: 5 }),
    (c) => c.table(5),
    (c) => c.table([]),
    (c) => c.table([[1, 2], [
      3,
      4
    ]]),
    (c) => {
      c.count();
      c.count("x");
      c.count();
      c.countReset();
      c.count();
    },
    (c) => {
      c.time("t");
      c.timeLog("t", 1);
      c.timeEnd("t");
    },
    (c) => {
      c.assert(true, "no");
      c.assert(false, "msg %s", 1);
      c.assert(false);
      c.assert(false, { a: 1 });
    },
    (c) => c.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }),
    (c) => c.trace("tr %d", 5),
    (c) => c.log(),
    (c) => c.log("%c styled", "css"),
    (c) => c.dirxml(1, "a"),
    (c) => {
      const { log } = c;
      log("bound");
    },
    (c) => c.table([null, void 0, { a: void 0 }]),
    (c) => c.table("str"),
    (c) => c.table(null),
    (c) => c.table([{ name: "x".repeat(50) }]),
    (c) => c.table([/* @__PURE__ */ Symbol("a"), () => 1])
  ];
  for (const f of cc) report.compare(`console ${f}`, JSON.stringify(cap(
  NC, f)), JSON.stringify(
    cap(OC, f)
  ));
  const opts = { foo: { type: "boolean", short: "f" }, bar: { type: "str\
ing", short: "b" }, list: {
    type: "string",
    multiple: true,
    short: "l"
  }, d: { type: "string", default: "dd" } };
  for (let i = 0; i < 5e3; i++) {
    const args = Array.from({ length: rnd(5) }, () => pick([
      "--foo",
      "-f",
      "--bar",
      "--bar=x",
      "-b",
      "-bx",
      "-fb",
      "-fbx",
      "--list",
      "a",
      "b",
      "--",
      "-",
      "--no-foo",
      "--unk",
      "-u",
      "--unk=1",
      "-lx",
      "--foo=1",
      "-fu",
      "--bar=",
      "--d"
    ]));
    for (const strict of [true, false]) cmp("util.parseArgs", (u) => u.parseArgs(
    {
      args,
      options: opts,
      strict,
      allowPositionals: i % 2 ? true : void 0,
      tokens: true
    }), args, strict);
  }
  for (const v of ["red", "bold", ["bold", "underline"], "nope"]) cmp("u\
til.styleText", (u) => u.styleText(v, "x"));
  cmp("util.strip", (u) => u.stripVTControlCharacters("\x1B[31mred\x1B[0m \x1B]8;\
;http://x\x07link\x1B]8;;\x07"));
  cmp("util.inherits", (u) => {
    function A() {
    }
    function B() {
    }
    u.inherits(A, B);
    return [A.super_ === B, new A() instanceof B];
  });
  cmp("util.inherits", (u) => u.inherits(null, 1));
  cmp("util.promisify", (u) => u.promisify(5));
  cmp("util.err", (u) => [u.getSystemErrorName(-2), u.getSystemErrorMap().
  get(-98)]);
  cmp("util.err2", (u) => u.getSystemErrorName(2));
  cmp("util.usv", (u) => u.toUSVString("a\uD800"));
  cmp("util.env", (u) => u.parseEnv(`A=1
B='x y'
export C="q\\n"
#c
D=a # c
`));
  cmp("util.mime", (u) => {
    const m = new u.MIMEType('text/HTML; charset=UTF-8; q="a;b"');
    m.params.set("x", "y z");
    return [String(m), m.type, m.subtype, m.essence, m.params.get("chars\
et"), [...m.params]];
  });
  cmp("util.mime2", (u) => new u.MIMEType("bad"));
  cmp("util.errno", (u) => ({ ...u._errnoException(-2, "open") }));
  cmp("util.eh", (u) => {
    const e = u._exceptionWithHostPort(-111, "connect", "1.2.3.4", 80);
    return { ...e, m: e.message };
  });
  return report.end();
};
export {
  stdin_default as default
};
