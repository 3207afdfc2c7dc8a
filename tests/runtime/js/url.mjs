// URLs, standard and old: random texts are read, changed and written as Node does. Left out: where
// Node's parser leaves the standard (`isOdd`).
import nurl from "node:url";
import util from "node:util";
import { ours, random, Report } from "../js_compare.mjs";
const ou = ours()("url");
const { rnd, pick } = random(1);
const report = new Report("url");
const pick2 = ["a", "b c", "x"];
const keys = ["href", "origin", "protocol", "username", "password", "hos\
t", "hostname", "port", "pathname", "search", "hash"];
const dump = (u) => keys.map((k) => k + "=" + u[k]).join(" ") + " " + u.
searchParams;
function answer(f, module) {
  try {
    return f(module);
  } catch (error) {
    return `threw ${error.name} ${error.code} ${error.message} ${error.input}\
 ${error.base}`;
  }
}
function isOdd(what, args) {
  const text = JSON.stringify(args);
  return /\\ud800|\\u0000/.test(text) || args[1] === "foo:opaque" || what ===
  "set port" || what.startsWith("set host") && String(args[0]).startsWith(
  "foo:") || what === "params" && /%(?![0-9a-fA-F]{2})|%[89a-fA-F]/.test(
  args[0]) || /^(?:parse|format|resolve)/.test(what) && /%(?![0-9a-fA-F]{2})[^"]*@/.
  test(
    text
  );
}
function cmp(what, f, ...args) {
  if (!isOdd(what, args)) report.compare(what, answer(f, nurl), answer(f,
  ou), JSON.stringify(
    args
  ));
}
const schemes = ["http:", "https:", "HTTP:", "file:", "ws:", "ftp:", "fo\
o:", "javascript:", "mailto:", "data:", "blob:https:", "", "c:", "x-1+.:"];
const hosts = [
  "a",
  "example.com",
  "EX.com",
  "1.2.3.4",
  "0x7f.1",
  "256",
  "1.2.3",
  "01.02",
  "[::1]",
  "[1:2::3]",
  "[::1.2.3.4]",
  "[1::2::3]",
  "a%41b",
  "a b",
  "münchen.de",
  "xn--mnchen-3ya.de",
  "xn--a",
  "ａ.com",
  "a。b",
  "localhost",
  "",
  "a..b",
  "a.",
  "-a",
  "a_b",
  "%00",
  "%zz",
  "1.2.3.4.5",
  "0xffffffff",
  "09",
  "[",
  "a]b",
  "C:",
  "c|",
  "user@h",
  "ß.de",
  "☃",
  "a^b",
  "a|b",
  "‐",
  "0.0x",
  "１２.1"
];
const ports = ["", "", "", ":80", ":443", ":8080", ":0", ":65536", ":x",
":", ":00080"];
const auths = ["", "", "", "u@", "u:p@", ":p@", "u:@", "@", "a@b@", "u%3\
a:p é@", "u;=|[]:p^@"];
const segs = [
  "/",
  "a",
  "b c",
  "..",
  ".",
  "%2e",
  "%2E%2e",
  "é",
  "?",
  "#",
  "\\",
  "//",
  "C:",
  "c|",
  "%",
  "%zz",
  "'",
  '"',
  "^",
  "{",
  "|",
  "`",
  "<",
  "@",
  ":",
  ";",
  "&",
  "=",
  "😀",
  "	",
  "\n",
  "\0",
  "+",
  "*",
  "~",
  "[",
  "\uD800",
  "x"
];
const path = () => Array.from({ length: rnd(8) }, () => pick(segs)).join(
"");
const gen = () => pick([
  () => pick(schemes) + pick([
    "//",
    "//",
    "//",
    "/",
    "",
    "\\\\",
    "///",
    "////"
  ]) + pick(auths) + pick(hosts) + pick(ports) + pick(["/", ""]) + path(),
  () => path(),
  () => pick(schemes) + path(),
  () => " " + path() + " ",
  () => "//" + pick(hosts) + path(),
  () => pick(
    hosts
  ) + pick(ports) + path()
])();
const bases = [void 0, "http://ex.com/a/b?q#f", "file:///C:/x/y", "file:\
///a/b", "foo://h/a/b", "foo:opaque", "file://host/p", "http://u:p@h:81/"];
var stdin_default = () => {
  for (let i = 0; i < 1e4; i++) {
    const u = gen(), b = pick(bases), s = path(), v = pick([() => path(),
    () => pick(hosts) + pick(ports), () => pick(schemes), () => pick(ports).
    slice(1), () => "?" + path(), () => "#" + path()])();
    cmp("URL", (m) => dump(new m.URL(u, b)), u, b);
    const valid = pick(["http://ex.com:81/a/b?q#f", "file:///C:/x", "foo\
://h/a", "foo:op aque", "https://u:p@h/", "foo:/a", "file://h/a", "javas\
cript:alert(1)"]);
    const k = pick(["href", "protocol", "username", "password", "host", "\
hostname", "port", "pathname", "search", "hash"]);
    cmp("set " + k, (m) => {
      const x = new m.URL(valid);
      x[k] = v;
      return dump(x);
    }, valid, k, v);
    cmp("params", (m) => {
      const p = new m.URLSearchParams(s);
      p.append("é &", "x y");
      p.set(pick2[i % 3], "1");
      if (i % 2) p.sort();
      p.delete(pick2[(i >> 1) % 3]);
      return p + "" + p.size + JSON.stringify([...p]) + p.has("a") + p.get(
      "b c") + p.getAll(
        "a"
      );
    }, s);
    const pp = pick(["/a b", "a\\b", "/x%y?z#", "/é", "	", "/a/", "."]);
    cmp("pathToFileURL", (m) => m.pathToFileURL(pp).href, pp);
    cmp("fileURLToPath", (m) => m.fileURLToPath(u), u);
    const h = pick(hosts);
    cmp("domain", (m) => m.domainToASCII(h) + "|" + m.domainToUnicode(h),
    h);
  }
  cmp("d1", (m) => util.inspect(new m.URL("http://a/?b=1")));
  cmp("d2", (m) => util.inspect(new m.URLSearchParams("a=1&b=2")));
  cmp("d3", (m) => util.inspect(new m.URLSearchParams()));
  cmp("d4", (m) => util.inspect({ a: { b: { c: new m.URL("http://a/") } } }));
  cmp("d5", (m) => util.inspect({ ...m.urlToHttpOptions(new m.URL("http:\
//u:p@a:81/x?y#z")) }));
  cmp("d6", (m) => m.format(new m.URL("http://u:p@xn--mnchen-3ya.de/x?y#\
z"), {
    unicode: true,
    auth: false,
    fragment: false,
    search: false
  }));
  cmp("d7", (m) => m.URL.canParse("x") + "" + m.URL.canParse("x", "http:\
//a"));
  cmp("d8", (m) => new m.URLSearchParams({ a: 1, b: [1, 2] }) + "" + new m.
  URLSearchParams([
    ["a", "b"]
  ]) + new m.URLSearchParams(/* @__PURE__ */ new Map([["x", "y"]])));
  cmp("d9", (m) => new m.URLSearchParams([["a"]]));
  cmp("d10", (m) => new m.URL());
  cmp("d11", (m) => {
    const u = new m.URL("http://a/?x=1");
    const p = u.searchParams;
    p.append("y", "é");
    u.search = "?z=2";
    return u.href + p + JSON.stringify(u);
  });
  for (let i = 0; i < 8e3; i++) {
    const u = gen(), r = gen();
    const o = (x) => x && util.inspect({ ...x });
    cmp("parse", (m) => o(m.parse(u)), u);
    cmp("parse2", (m) => o(m.parse(u, true, true)), u);
    cmp("format", (m) => m.format(m.parse(u)), u);
    cmp("resolve", (m) => m.resolve(u, r), u, r);
  }
  return report.end();
};
export {
  stdin_default as default
};
