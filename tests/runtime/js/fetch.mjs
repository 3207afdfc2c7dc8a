// fetch and its classes, Blob, structuredClone and diagnostics_channel against Node's, with a
// server of Node's.
/* eslint no-empty: 0, no-unused-vars: 0 -- for the cases, which are programs */
import util from "node:util";
import http from "node:http";
import zlib from "node:zlib";
import channels from "node:diagnostics_channel";
import nodeBuffer from "node:buffer";
import { ours, compareCases } from "../js_compare.mjs";
const req = ours();
const of = req("internal/fetch"), ob = req("internal/blob"), ou = req("u\
rl");
const N = {
  fetch,
  Headers,
  Request,
  Response,
  FormData,
  Blob,
  File: nodeBuffer.File,
  ReadableStream,
  URLSearchParams,
  structuredClone,
  AbortController,
  dc: channels,
  URL
};
const O = { ...of, ...ob, ReadableStream: req("internal/web_streams").ReadableStream,
URLSearchParams: ou.URLSearchParams, structuredClone: req("internal/stru\
ctured_clone").structuredClone, AbortController: req(
  "internal/abort_controller"
).AbortController, dc: req("diagnostics_channel"), URL: ou.URL };
let base;
const tick = (n = 15) => new Promise((r) => {
  setTimeout(r, n);
});
const cases = {
  async headers(log, M) {
    const h = new M.Headers({ "B": " x ", a: 1 });
    h.append("a", "2");
    h.append("Set-Cookie", "x=1");
    h.append("set-cookie", "y=2");
    log.push([...h], h.get("A"), h.has("b"), h.getSetCookie(), h.get("zz"));
    h.delete("b");
    h.set("c", "q");
    log.push([...h.keys()], [...h.values()]);
    h.forEach((v, k) => log.push(k + v));
    for (const f of [
      () => h.append("a b", "x"),
      () => h.append("a", "x\n y"),
      () => h.get(),
      () => new M.Headers([["a"]]),
      () => new M.Headers(5),
      () => h.set("a", "Ā")
    ]) try {
      f();
      log.push("no");
    } catch (e) {
      log.push(e.name);
    }
    log.push([...new M.Headers([["x", "y"]])], [...new M.Headers(h)], [...new M.
    Headers(/* @__PURE__ */ new Map(
      [["m", "n"]]
    ))]);
  },
  async response(log, M) {
    const r = new M.Response("héy", { status: 201, statusText: "Made", headers: {
    x: "y" } });
    log.push(r.status, r.statusText, r.ok, r.type, r.url, r.redirected, r.
    bodyUsed, [...r.headers]);
    const c = r.clone();
    log.push(await r.text(), r.bodyUsed, await c.text());
    try {
      await r.text();
    } catch (e) {
      log.push(e.name);
    }
    log.push(
      new M.Response().body,
      await new M.Response().text(),
      await M.Response.json({ a: 1 }).json(),
      [...M.Response.json(1).headers],
      M.Response.error().status,
      M.Response.error().type,
      M.Response.redirect("http://a/b", 301).headers.get("location")
    );
    for (const f of [
      () => new M.Response("", { status: 100 }),
      () => new M.Response("x", { status: 204 }),
      () => M.Response.redirect("nope"),
      () => M.Response.redirect("http://a", 200),
      () => M.Response.json(void 0),
      () => new M.Response("", { statusText: "a\nb" })
    ]) try {
      f();
      log.push("no");
    } catch (e) {
      log.push(e.name);
    }
  },
  async bodies(log, M) {
    const { Response: R } = M;
    log.push(new Uint8Array(await new R(new Uint8Array([1, 2])).arrayBuffer()).
    length, await new R(
      new M.URLSearchParams("a=1")
    ).text(), [...new R(new M.URLSearchParams("a=1")).headers], await new R(
      new M.Blob(["bl"], { type: "x/y" })
    ).text(), [...new R(new M.Blob(["bl"], { type: "x/y" })).headers], (await new R(
    "q", { headers: { "content-type": "a/b" } }).blob()).type, (await new R(
      new M.URLSearchParams("a=1&b=2")
    ).formData()).get("b"));
    const s = new M.ReadableStream({ start(c) {
      c.enqueue(new Uint8Array([65]));
      c.enqueue(new Uint8Array([66]));
      c.close();
    } });
    const r = new R(s);
    log.push(r.body === s, await r.text());
    for (const type of ["A/B; Charset=UTF-8", "a/b ;x=\"1 2\"", "none", "", "a/b;", "a/b; q"]) {
      log.push((await new R("x", { headers: { "content-type": type } }).blob()).type);
    }
    log.push((await new R("x").blob()).type);
    const r2 = new R("stream me");
    let t = "";
    for await (const c of r2.body) t += Buffer.from(c);
    log.push(t, r2.bodyUsed);
    const r3 = new R(new M.ReadableStream({ start(c) {
      c.enqueue(new Uint8Array([67]));
      c.close();
    } }));
    const r4 = r3.clone();
    log.push(await r3.text(), await r4.text());
    try {
      await new R("{").json();
    } catch (e) {
      log.push(e.name);
    }
    log.push(await new R(5).text(), await new R({}).text());
  },
  async form(log, M) {
    const f = new M.FormData();
    f.append("a", "1");
    f.append("a", "2");
    f.append("file", new M.Blob(["data"], { type: "t/x" }), "n.txt");
    f.set("b", "é\n");
    log.push(
      [...f.keys()],
      f.getAll("a"),
      f.get("file").name,
      f.get("file").type,
      f.has("zz"),
      f.get("zz")
    );
    const back = await new M.Response(f).formData();
    log.push([...back.keys()], back.get("b"), await back.get("file").text(),
    back.get("file").name, back.get("file").type);
    f.delete("a");
    log.push([...f.keys()]);
    f.set("b", "z");
    log.push(f.getAll("b"));
  },
  async request(log, M) {
    const r = new M.Request("http://a/b?c#d", { method: "post", body: "x",
    headers: { q: "1" } });
    log.push(
      r.method,
      r.url,
      [...r.headers],
      r.redirect,
      r.mode,
      r.credentials,
      r.cache,
      await r.clone().text(),
      r.bodyUsed,
      r.signal.aborted,
      r.duplex,
      r.keepalive,
      r.referrer,
      r.destination,
      r.integrity
    );
    const c = new M.Request(r, { method: "PUT" });
    log.push(c.method, c.url, await c.text(), r.bodyUsed);
    for (const f of [
      () => new M.Request("/x"),
      () => new M.Request("http://a", { body: "x" }),
      () => new M.Request("http://a", { method: "TRACE" }),
      () => new M.Request("http://u:p@a"),
      () => new M.Request("http://a", { method: "a b" }),
      () => new M.Request("http://a", { redirect: "zz" }),
      () => new M.Request()
    ]) try {
      f();
      log.push("no");
    } catch (e) {
      log.push(e.name);
    }
    const ac = new M.AbortController();
    const s = new M.Request("http://a", { signal: ac.signal });
    ac.abort("why");
    log.push(s.signal.aborted, s.signal.reason, new M.Request(new M.URL(
    "http://x/y")).url, new M.Request("http://a", { method: "patch" }).method);
  },
  async blob(log, M) {
    const b = new M.Blob(["ab", new Uint8Array([99]), new M.Blob(["d"])],
    { type: "Text/Plain" });
    log.push(b.size, b.type, await b.text(), await b.slice(1, 3, "x").text(),
    b.slice(1, 3, "x").type, b.slice(-2).size, new Uint8Array(await b.arrayBuffer()));
    let t = "";
    for await (const c of b.stream()) t += Buffer.from(c);
    log.push(t);
    const f = new M.File(["x"], "n", { lastModified: 5 });
    log.push(f.name, f.lastModified, f instanceof M.Blob, Object.prototype.
    toString.call(f));
    for (const g of [() => new M.Blob(5), () => new M.Blob("str"), () => new M.
    File(["x"])])
      try {
        g();
        log.push("no");
      } catch (e) {
        log.push(e.name + e.code);
      }
  },
  async fetch(log, M) {
    const j = await M.fetch(base + "/json");
    log.push(
      j.status,
      j.headers.get("content-type"),
      j.headers.getSetCookie(),
      await j.json(),
      j.url,
      j.redirected,
      j.type
    );
    log.push(await (await M.fetch(base + "/gz")).text(), await (await M.
    fetch(base + "/br")).text());
    const r = await M.fetch(base + "/redir", { method: "POST", body: "x" });
    log.push(await r.text(), r.redirected, r.url);
    const e = await M.fetch(base + "/echo", {
      method: "POST",
      body: JSON.stringify({ a: 1 }),
      headers: { "content-type": "application/json", "X-Y": "z" }
    });
    const h = JSON.parse(e.headers.get("x-h"));
    log.push(
      await e.text(),
      h["content-type"],
      h["x-y"],
      h["content-length"],
      h["user-agent"],
      h.accept,
      h["accept-encoding"],
      h["accept-language"],
      h["sec-fetch-mode"]
    );
    const n = await M.fetch(base + "/204");
    log.push(n.status, n.body, await n.text());
    for (const [u, o] of [["http://localhost:1/", {}], [base + "/loop", {}],
    [
      base + "/redir",
      { redirect: "error" }
    ], ["foo://x", {}], ["/rel", {}]]) try {
      await M.fetch(u, o);
      log.push("no");
    } catch (x) {
      log.push(x.name, x.message.slice(0, 20));
    }
    const m = await M.fetch(base + "/redir", { redirect: "manual" });
    log.push(m.status);
    const hd = await M.fetch(base + "/json", { method: "HEAD" });
    log.push(hd.status, await hd.text());
    log.push(await (await M.fetch("data:text/plain;base64,aGk=")).text(),
    (await M.fetch("data:,a%20b")).headers.get("content-type"));
    const st = await M.fetch(base + "/up", { method: "POST", duplex: "ha\
lf", body: new M.ReadableStream(
      { start(c) {
        c.enqueue(new Uint8Array([65]));
        c.close();
      } }
    ) });
    log.push(await st.text());
  },
  async abort(log, M) {
    const ac = new M.AbortController();
    setTimeout(() => ac.abort(), 30);
    try {
      const r = await M.fetch(base + "/slow", { signal: ac.signal });
      log.push(r.status);
      await r.text();
    } catch (e) {
      log.push(e.name);
    }
    const a2 = new M.AbortController();
    a2.abort();
    try {
      await M.fetch(base + "/slow", { signal: a2.signal });
    } catch (e) {
      log.push(e.name);
    }
    try {
      await (await M.fetch(base + "/cut")).text();
    } catch (e) {
      log.push(e.name, e.message);
    }
    const rd = (await M.fetch(base + "/slow")).body.getReader();
    log.push((await rd.read()).value.length);
    await rd.cancel();
    log.push("cancelled");
  },
  async clone(log, M) {
    const s = M.structuredClone;
    const o = { a: [1, { b: /* @__PURE__ */ new Date(5) }], m: /* @__PURE__ */ new Map(
    [[
      { k: 1 },
      /* @__PURE__ */ new Set([1])
    ]]), r: /x/g, u: void 0, n: null, e: new TypeError("te"), b: new Uint8Array(
      [1, 2]
    ), big: 5n, s: Object("str") };
    o.self = o;
    const c = s(o);
    log.push(util.inspect(c, { depth: 9 }).replace(/\n +at.*/g, ""), c !==
    o, c.self === c, c.e instanceof TypeError, c.b.buffer !== o.b.buffer);
    for (const v of [() => {
    }, /* @__PURE__ */ Symbol("x"), Promise.resolve(), /* @__PURE__ */ new WeakMap(),
    { f() {
    } }]) try {
      s(v);
      log.push("no");
    } catch (e) {
      log.push(e.name, e.code);
    }
    class A {
      constructor() {
        this.x = 1;
      }
      get y() {
        return 1;
      }
    }
    log.push(util.inspect(s(new A())));
    const ab = new ArrayBuffer(4);
    const t = s({ ab }, { transfer: [ab] });
    log.push(t.ab.byteLength);
  },
  async dc(log, M) {
    const c = M.dc.channel("x" + Math.random());
    log.push(c.hasSubscribers);
    const f = (d, n) => log.push(d);
    c.subscribe(f);
    c.publish(1);
    log.push(c.hasSubscribers, c.unsubscribe(f), c.unsubscribe(f), c.hasSubscribers);
    const t = M.dc.tracingChannel("t" + Math.random());
    t.subscribe({ start: (x) => log.push("start", x), end: (x) => log.push(
    "end"), error: (x) => log.push("err" + x.error.message), asyncStart: () => log.
    push("as"), asyncEnd: () => log.push(
      "ae"
    ) });
    log.push(t.traceSync((a) => a + 1, { q: 1 }, null, 2));
    try {
      t.traceSync(() => {
        throw new Error("z");
      });
    } catch {
    }
    log.push(await t.tracePromise(async (a) => a * 2, {}, null, 4));
    t.traceCallback((cb) => cb(null, 7), 0, {}, null, (e, r) => log.push(
    r));
  }
};
const makeServer = () => http.createServer((q, s) => {
  const chunks = [];
  q.on("data", (d) => chunks.push(d));
  q.on("end", () => {
    const body = Buffer.concat(chunks);
    if (q.url === "/json") {
      s.setHeader("content-type", "application/json");
      s.setHeader("set-cookie", ["a=1", "b=2"]);
      s.end('{"a":1}');
    } else if (q.url === "/gz") {
      s.setHeader("content-encoding", "gzip");
      s.end(zlib.gzipSync("zipped"));
    } else if (q.url === "/br") {
      s.setHeader("content-encoding", "br");
      s.end(zlib.brotliCompressSync("brotli"));
    } else if (q.url === "/redir") {
      s.statusCode = 302;
      s.setHeader("location", "/echo?r");
      s.end();
    } else if (q.url === "/loop") {
      s.statusCode = 302;
      s.setHeader("location", "/loop");
      s.end();
    } else if (q.url === "/204") {
      s.statusCode = 204;
      s.end();
    } else if (q.url === "/slow") {
      s.write("x");
    } else if (q.url === "/cut") {
      s.setHeader("content-length", 10);
      s.write("abc");
      setTimeout(() => s.destroy(), 5);
    } else {
      s.setHeader("x-h", JSON.stringify(q.headers));
      s.end(q.method + q.url + body.toString("latin1"));
    }
  });
});
var stdin_default = async () => {
  const server = makeServer().listen(0);
  await new Promise((r) => {
    server.on("listening", r);
  });
  base = `http://localhost:${server.address().port}`;
  const result = await compareCases("fetch", cases, [N], [O]);
  server.close();
  server.closeAllConnections();
  return result;
};
export {
  stdin_default as default
};
