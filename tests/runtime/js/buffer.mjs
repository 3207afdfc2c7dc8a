// Buffer, StringDecoder and TextDecoder: random bytes, texts, places and numbers give what Node's
// give. Left out: what Node itself has wrong or says nowhere (`isOdd`).
/* eslint no-unused-vars: 0 -- for the cases, which are programs */
import buffer from "node:buffer";
import sd from "node:string_decoder";
import { ours, random, Report } from "../js_compare.mjs";
const req = ours();
const B = req("buffer");
const { StringDecoder } = req("string_decoder");
const { TextDecoder: TD } = req("internal/text_encoding");
const N = buffer.Buffer, O = B.Buffer;
const { rnd, pick } = random(1);
const report = new Report("buffer");
const pick_v = ["s", "n", "b", "s", "s", "n"], pick2 = ["swap16", "swap3\
2", "swap64"], pick3 = [
  "utf8",
  "latin1",
  "ascii",
  "utf16le",
  "hex"
];
const encs = ["utf8", "utf-8", "UTF8", "latin1", "binary", "ascii", "hex",
"base64", "base64url", "utf16le", "ucs2", void 0, "bogus"];
const bits = ["a", "é", "€", "😀", "=", "-", "_", "+", "/", "\n", "\
0", "f", "ff", "z", "\0", "ÿ", "Ā", "QQ=="];
const str = () => Array.from({ length: rnd(pick([4, 12, 100])) }, () => pick(
bits)).join("");
const bytes = () => Array.from({ length: rnd(pick([4, 12, 100])) }, () => pick(
[rnd(256), rnd(
  128
), 226, 130, 172, 240, 159, 152, 128, 237, 160, 192, 216, 220]));
const show = (v) => v instanceof Uint8Array ? "B:" + N.from(v.buffer, v.
byteOffset, v.length).toString("hex") : typeof v === "string" ? "s:" + JSON.
stringify(v) : typeof v === "bigint" ? v + "n" : Object.is(v, -0) ? "-0" :
typeof v === "object" ? JSON.stringify(v) : String(v);
const num = () => pick([
  0,
  1,
  2,
  -1,
  3,
  5,
  1.5,
  NaN,
  Infinity,
  "1",
  void 0,
  null,
  100,
  -5,
  255,
  256,
  2 ** 31,
  2 ** 32,
  2 ** 40,
  -128,
  -129,
  65536,
  1e10,
  {}
]);
const off = () => pick([void 0, 0, 1, 2, 3, 4, -1, 1.5, 100, "1", null, NaN]);
function answer(f, Class, module) {
  try {
    return show(f(Class, module));
  } catch (error) {
    return `threw ${error.name} ${error.code} ${error.message}`;
  }
}
function isOdd(what, info, theirs) {
  return /hex|base64|write|fill|alloc/.test(what) && info.some((one) => one ===
  "hex" || /^base64/.test(one)) || what === "copy" && info.includes(Infinity) ||
  what === "transcode" || /^atob|16$/.test(what) || info.some((one) => /^(?:utf16le|ucs2)$/.
  test(one)) && /ndexOf/.test(what) || /Cannot mix BigInt/.test(theirs) ||
  /^write(?:U?Int[LB]E)$/.test(what) && info.includes(void 0);
}
function cmp(what, f, ...info) {
  const theirs = answer(f, N, buffer);
  if (isOdd(what, info, theirs)) return;
  report.compare(what, theirs, answer(f, O, B), ...info.map(show));
}
var stdin_default = () => {
  for (let i = 0; i < 3e3; i++) {
    const s = str(), e = pick(encs), by = bytes(), a = num(), b = num(),
    c = off(), d = off();
    if (!/^base64/.test(e) || /^[ -~]*$/.test(s)) cmp("from", (B2) => B2.
    from(s, e), s, e);
    cmp("toString", (B2) => B2.from(by).toString(e, a, b), by, e, a, b);
    cmp("toString1", (B2) => B2.from(by).toString(e), by, e);
    cmp("byteLength", (B2) => B2.byteLength(s, e), s, e);
    const pre = rnd(20);
    cmp("write", (B2) => {
      const x2 = B2.alloc(pre, 1);
      const r2 = x2.write(s, ...[[], [c], [c, d], [c, d, e], [e], [c, e]][i %
      6]);
      return r2 + x2.toString("hex");
    }, s, c, d, e, pre);
    cmp("fill", (B2) => B2.alloc(pre).fill(pick_v[i % 6] === "s" ? s : pick_v[i %
    6] === "n" ? a : B2.from(by), ...[[], [c], [c, d], [c, d, e], [e], [
    c, e]][i % 6]), s, a, c, d, e, pre);
    const needle = by.slice(rnd(5), rnd(8));
    cmp("indexOf", (B2) => B2.from(by).indexOf(B2.from(needle), c, e), by,
    needle, c, e);
    cmp(
      "lastIndexOf",
      (B2) => B2.from(by).lastIndexOf(B2.from(needle), c, e),
      by,
      needle,
      c,
      e
    );
    cmp("indexOfs", (B2) => B2.from(s, "utf8").indexOf(s.slice(1, 3), c,
    e), s, c, e);
    cmp("indexOf16", (B2) => B2.from(s, "utf16le").indexOf(s.slice(1, 3),
    c, "utf16le"), s, c);
    cmp("lastIndexOf16", (B2) => B2.from(s, "utf16le").lastIndexOf(s.slice(
    1, 3), c, "utf16le"), s, c);
    cmp("lastIndexOfn", (B2) => B2.from(by).lastIndexOf(by[2] ?? 1, c), by,
    c);
    cmp("compare", (B2) => B2.from(by).compare(B2.from(needle), c, d), by,
    needle, c, d);
    cmp("copy", (B2) => {
      const t = B2.alloc(pre, 7);
      const r2 = B2.from(by).copy(t, c, d, a);
      return r2 + t.toString("hex");
    }, by, pre, c, d, a);
    cmp("slice", (B2) => B2.from(by).slice(a, b), by, a, b);
    cmp("concat", (B2) => B2.concat([B2.from(by), B2.from(s)], c), by, s,
    c);
    if (!/^base64/.test(e) || /^[ -~]*$/.test(s)) cmp(
      "alloc",
      (B2) => B2.alloc(pre, s, e),
      pre,
      s,
      e
    );
    const m = pick(["UInt8", "UInt16LE", "UInt16BE", "UInt32LE", "UInt32\
BE", "Int8", "Int16LE", "Int16BE", "Int32LE", "Int32BE", "FloatLE", "Flo\
atBE", "DoubleLE", "DoubleBE", "BigInt64LE", "BigUInt64BE"]);
    cmp("read" + m, (B2) => B2.from(by)["read" + m](c), by, c);
    cmp("write" + m, (B2) => {
      const x2 = B2.alloc(10);
      const v = m.startsWith("Big") ? typeof a === "number" && Number.isInteger(
      a) ? BigInt(
        a
      ) * BigInt(pick_v.length ** (i % 12)) : a : a;
      return x2["write" + m](v, c) + x2.toString("hex");
    }, a, c);
    const k = pick(["UIntLE", "UIntBE", "IntLE", "IntBE"]);
    cmp("read" + k, (B2) => B2.from(by)["read" + k](c, d), by, c, d);
    cmp("write" + k, (B2) => {
      const x2 = B2.alloc(10);
      return x2["write" + k](a, c, d) + x2.toString("hex");
    }, a, c, d);
    cmp("write" + k, (B2) => {
      const x2 = B2.alloc(10);
      return x2["write" + k](a, 1, 1 + i % 6) + x2.toString("hex");
    }, a, 1 + i % 6);
    cmp("swap", (B2) => B2.from(by)[pick2[i % 3]](), by);
    cmp(
      "transcode",
      (B2, M) => M.transcode(B2.from(by), pick3[i % 5], pick3[(i >> 3) %
      5]),
      by,
      pick3[i % 5],
      pick3[(i >> 3) % 5]
    );
    cmp("isUtf8", (B2, M) => M.isUtf8(B2.from(by)) + "" + M.isAscii(B2.from(
    by)), by);
    cmp("btoa", (B2, M) => M.btoa(s), s);
    cmp("atob", (B2, M) => M.atob(s), s);
    cmp("equals", (B2) => B2.from(by).equals(B2.from(needle)), by, needle);
    cmp("fromx", (B2) => B2.from([
      a,
      b,
      [1, 2],
      { length: 2, 0: 1 },
      new String("x"),
      { type: "Buffer", data: [1, 2] },
      { valueOf() {
        return "v";
      } },
      new Uint16Array([257, 2]),
      new ArrayBuffer(3),
      null,
      void 0,
      Symbol.iterator,
      true,
      () => 1
    ][i % 14], c, d), c, d, i % 14);
    cmp("inspect", (B2) => B2.from(by).inspect(), by);
    const e2 = pick(["utf8", "base64", "hex", "latin1", "base64url", "as\
cii"]);
    const cuts = Array.from({ length: 4 }, () => rnd(by.length + 1)).sort(
    (x2, y2) => x2 - y2);
    const dec = (SD, B2) => {
      const d2 = new SD(e2);
      const o = [];
      let p = 0;
      for (const c2 of [...cuts, by.length]) {
        o.push(d2.write(B2.from(by.slice(p, c2))));
        p = c2;
      }
      o.push(d2.end());
      return JSON.stringify(o.join(""));
    };
    const x = dec(sd.StringDecoder, N), y = dec(StringDecoder, O);
    report.compare("StringDecoder " + e2, x, y, show(by));
    const { TextDecoder: TD2 } = req("internal/text_encoding");
    const lab = pick(["utf-8", "utf-16le", "latin1"]);
    const opt = { fatal: rnd(3) === 0, ignoreBOM: rnd(2) === 0 };
    const td = (T) => {
      try {
        const d2 = new T(lab, opt);
        const o = [];
        let p = 0;
        for (const c2 of cuts) {
          o.push(d2.decode(new Uint8Array(by.slice(p, c2)), { stream: true }));
          p = c2;
        }
        o.push(d2.decode(new Uint8Array(by.slice(p))));
        return JSON.stringify(o.join(""));
      } catch (e3) {
        return e3.name + e3.code + e3.message;
      }
    };
    const q = td(TextDecoder), r = td(TD2);
    if (lab !== "latin1") report.compare("TextDecoder " + lab, q, r, show(
    by));
  }
  return report.end();
};
export {
  stdin_default as default
};
