// Streams: the order of events, errors and results of scripts is the same as with Node's.
/* eslint no-unused-vars: 0 -- for the cases, which are programs */
import nodeStream from "node:stream";
import nodePromises from "node:stream/promises";
import nev from "node:events";
import { ours, compareCases } from "../js_compare.mjs";
const req = ours();
const tick = (n = 10) => new Promise((r) => {
  setTimeout(r, n);
});
function watch(log, name, s, list) {
  for (const e of list) s.on(e, (x) => log.push(name + ":" + e + (e === "\
data" ? "=" + x : e === "error" ? "=" + x.code + x.message : "")));
  return s;
}
const cases = {
  async push(log, S) {
    const r = watch(log, "r", new S.Readable({ read() {
    } }), ["end", "close", "error", "resume", "pause"]);
    r.push("a");
    r.push("b");
    r.on("data", (d) => log.push("d" + d));
    await tick();
    r.push("c");
    r.push(null);
    await tick();
    log.push(r.destroyed, r.readableEnded, r.readable);
  },
  async readable(log, S) {
    let n = 0;
    const r = watch(log, "r", new S.Readable({ highWaterMark: 3, read(k) {
      log.push("_read" + k);
      n++;
      this.push(n > 4 ? null : "x".repeat(n));
    } }), ["end", "close", "error"]);
    r.on("readable", () => {
      let c;
      log.push("readable");
      while ((c = r.read(2)) !== null) log.push("c" + c);
    });
    await tick(30);
    log.push(r.readableLength);
  },
  async objectMode(log, S) {
    const r = S.Readable.from([1, 2, 3]);
    watch(log, "r", r, ["data", "end", "close", "readable"]);
    await tick();
  },
  async write(log, S) {
    const w = watch(log, "w", new S.Writable({ highWaterMark: 4, write(c, e, cb) {
      log.push("_w" + c + e);
      setTimeout(cb, 1);
    } }), ["drain", "finish", "close", "error", "prefinish"]);
    log.push(w.write("ab"), w.write("cd"), w.write("ef", "latin1", (e) => log.
    push("cb" + e)));
    w.end("gh", () => log.push("endcb"));
    log.push(w.writableLength, w.writableNeedDrain, w.writableEnded, w.writableFinished);
    await tick(40);
    log.push(w.destroyed);
  },
  async writev(log, S) {
    const w = watch(log, "w", new S.Writable({ writev(cs, cb) {
      log.push("v" + cs.map((c) => c.chunk + c.encoding));
      cb();
    } }), ["drain", "finish", "close"]);
    w.cork();
    w.write("a");
    w.write("b");
    w.uncork();
    w.write("c");
    w.write("d");
    w.end();
    await tick();
  },
  async writeSync(log, S) {
    const w = watch(log, "w", new S.Writable({ write(c, e, cb) {
      log.push("_w" + c);
      cb();
    } }), ["drain", "finish", "close", "prefinish"]);
    for (let i = 0; i < 4; i++) w.write("" + i, () => log.push("cb" + i));
    w.end(() => log.push("end"));
    process.nextTick(() => log.push("tick"));
    await tick();
  },
  async errWrite(log, S) {
    const w = watch(log, "w", new S.Writable({ write(c, e, cb) {
      cb(new Error("boom"));
    } }), ["drain", "finish", "close", "error"]);
    w.write("a", (e) => log.push("cb" + e));
    w.write("b", (e) => log.push("cb2" + e));
    w.end((e) => log.push("endcb" + e));
    await tick();
    log.push(String(w.errored), w.destroyed, w.writable);
  },
  async writeAfterEnd(log, S) {
    const w = watch(log, "w", new S.Writable({ write(c, e, cb) {
      cb();
    } }), ["finish", "close", "error"]);
    w.end("x");
    w.write("y", (e) => log.push("cb" + e.code));
    await tick();
    try {
      w.write(null);
    } catch (e) {
      log.push(e.code);
    }
    try {
      w.write(5);
    } catch (e) {
      log.push(e.message);
    }
    w.end((e) => log.push("e" + e.code));
    await tick();
  },
  async destroy(log, S) {
    const d = watch(log, "d", new S.Duplex({ read() {
    }, write(c, e, cb) {
    }, destroy(e, cb) {
      log.push("_destroy" + e);
      cb(e);
    } }), ["end", "finish", "close", "error"]);
    d.write("a", (e) => log.push("cb" + e.code));
    d.write("b", (e) => log.push("cbb" + e.code));
    d.end((e) => log.push("endcb" + e.code));
    d.destroy(new Error("x"), (e) => log.push("dcb" + e));
    d.destroy(new Error("y"));
    await tick();
    log.push(d.destroyed, String(d.errored), d.closed);
  },
  async transform(log, S) {
    const t = watch(log, "t", new S.Transform({ highWaterMark: 2, transform(c, e, cb) {
      log.push("_t" + c);
      this.push(c + "1");
      cb(null, c + "2");
    }, flush(cb) {
      log.push("flush");
      cb(null, "F");
    } }), ["end", "finish", "close", "error", "drain", "prefinish"]);
    log.push(t.write("a"), t.write("bc"), t.write("d"));
    t.end("e");
    await tick();
    t.on("data", (d) => log.push("d" + d));
    await tick();
    log.push(t.destroyed);
  },
  async passthrough(log, S) {
    const p = new S.PassThrough();
    watch(log, "p", p, ["data", "end", "finish", "close"]);
    p.write("a");
    p.end("b");
    await tick();
  },
  async pipe(log, S) {
    let i = 0;
    const r = watch(log, "r", new S.Readable({ read() {
      this.push(i++ < 6 ? "chunk" + i : null);
    } }), ["end", "close", "pause", "resume"]);
    const w = watch(log, "w", new S.Writable({ highWaterMark: 8, write(c, e, cb) {
      log.push("_w" + c);
      setTimeout(cb, 1);
    } }), ["finish", "close", "drain", "pipe", "unpipe"]);
    r.pipe(w);
    await tick(60);
  },
  async pipeTwo(log, S) {
    let i = 0;
    const r = new S.Readable({ read() {
      this.push(i++ < 4 ? "c" + i : null);
    } });
    const mk = (n, d) => watch(log, n, new S.Writable({ highWaterMark: 2,
    write(c, e, cb) {
      log.push(n + c);
      setTimeout(cb, d);
    } }), ["finish", "unpipe"]);
    r.pipe(mk("a", 1));
    r.pipe(mk("b", 9));
    await tick(120);
  },
  async unpipe(log, S) {
    const r = new S.Readable({ read() {
    } });
    const w = watch(log, "w", new S.Writable({ write(c, e, cb) {
      log.push("w" + c);
      cb();
    } }), ["unpipe", "finish"]);
    r.pipe(w);
    r.push("a");
    await tick();
    r.unpipe(w);
    r.push("b");
    await tick();
    log.push(r.readableFlowing, r.readableLength);
    r.pipe(w, { end: false });
    r.push(null);
    await tick();
    log.push(w.writableEnded);
  },
  async pipeErr(log, S) {
    const r = new S.Readable({ read() {
    } });
    const w = watch(log, "w", new S.Writable({ write(c, e, cb) {
      cb(new Error("bad"));
    } }), ["error", "close", "unpipe"]);
    r.pipe(w);
    r.push("x");
    await tick();
    log.push(r.readableFlowing, r.destroyed);
  },
  async iterate(log, S) {
    const r = S.Readable.from(["a", "b", "c"]);
    for await (const x of r) log.push(x);
    log.push(r.destroyed);
    const r2 = new S.Readable({ read() {
      this.push("q");
    } });
    for await (const x of r2) {
      log.push("" + x);
      break;
    }
    log.push(r2.destroyed);
    const r3 = new S.Readable({ read() {
    } });
    setTimeout(() => r3.destroy(new Error("it")), 1);
    try {
      for await (const x of r3) log.push(x);
    } catch (e) {
      log.push(String(e));
    }
    const r4 = new S.Readable({ read() {
    } });
    setTimeout(() => r4.destroy(), 1);
    try {
      for await (const x of r4) log.push(x);
    } catch (e) {
      log.push(e.code);
    }
  },
  async iterEarly(log, S) {
    async function* g() {
      try {
        yield 1;
        yield 2;
      } finally {
        log.push("fin");
      }
    }
    const r = S.Readable.from(g());
    for await (const x of r) {
      log.push(x);
      break;
    }
    await tick();
    log.push(r.destroyed);
  },
  async fromErr(log, S) {
    const r = watch(log, "r", S.Readable.from((async function* () {
      yield 1;
      throw new Error("gen");
    })()), ["data", "error", "close", "end"]);
    await tick();
  },
  async setEncoding(log, S) {
    const r = new S.Readable({ read() {
    } });
    r.setEncoding("utf8");
    watch(log, "r", r, ["data", "end"]);
    const b = Buffer.from("h€llo");
    r.push(b.subarray(0, 2));
    r.push(b.subarray(2));
    r.push(Buffer.from([226]));
    r.push(null);
    await tick();
  },
  async encodingOpt(log, S) {
    const r = new S.Readable({ encoding: "hex", read() {
    } });
    r.push("ab");
    r.push("cd", "latin1");
    log.push(r.readableLength, r.readableEncoding);
    r.push(null);
    r.on("data", (d) => log.push(d));
    await tick();
  },
  async unshift(log, S) {
    const r = new S.Readable({ read() {
    } });
    r.push("world");
    r.unshift("hello ");
    log.push("" + r.read(3), "" + r.read(), r.read());
    r.push(null);
    await tick();
    r.on("error", (e) => log.push(e.code));
    r.on("end", () => {
      log.push("end");
      r.unshift("x");
    });
    r.resume();
    await tick();
  },
  async pushAfterEof(log, S) {
    const r = watch(log, "r", new S.Readable({ read() {
    } }), ["error", "close"]);
    r.push(null);
    log.push(r.push("x"));
    await tick();
  },
  async badPush(log, S) {
    const r = watch(log, "r", new S.Readable({ read() {
    } }), ["error", "close"]);
    log.push(r.push(5));
    await tick();
    const q = watch(log, "q", new S.Readable(), ["error", "close"]);
    q.read();
    await tick();
  },
  async readThrows(log, S) {
    const r = watch(log, "r", new S.Readable({ read() {
      throw new Error("rt");
    } }), ["error", "close", "end"]);
    r.resume();
    await tick();
  },
  async pauseResume(log, S) {
    const r = watch(log, "r", new S.Readable({ read() {
    } }), ["pause", "resume", "end"]);
    r.on("data", (d) => {
      log.push("d" + d);
      if (d == "b") {
        r.pause();
        setTimeout(() => r.resume(), 5);
      }
    });
    r.push("a");
    r.push("b");
    r.push("c");
    await tick(20);
    log.push(r.isPaused());
    r.push(null);
    await tick();
  },
  async allowHalfOpen(log, S) {
    for (const a of [true, false]) {
      const d = watch(log, "d" + a, new S.Duplex({ allowHalfOpen: a, read() {
      }, write(c, e, cb) {
        cb();
      } }), ["end", "finish", "close"]);
      d.push(null);
      d.resume();
      await tick();
      log.push(d.destroyed);
      d.end();
      await tick();
      log.push(d.destroyed);
    }
  },
  async construct(log, S) {
    const w = watch(log, "w", new S.Writable({ construct(cb) {
      log.push("con");
      setTimeout(cb, 5);
    }, write(c, e, cb) {
      log.push("w" + c);
      cb();
    }, final(cb) {
      log.push("final");
      cb();
    } }), ["finish", "close", "error"]);
    w.write("a");
    w.end("b");
    await tick(30);
    const d = watch(log, "d", new S.Duplex({ construct(cb) {
      cb(new Error("cf"));
    }, read() {
      log.push("rd");
    }, write() {
    } }), ["error", "close"]);
    d.read();
    await tick();
  },
  async final(log, S) {
    const w = watch(log, "w", new S.Writable({ write(c, e, cb) {
      cb();
    }, final(cb) {
      log.push("final");
      setTimeout(() => cb(new Error("ff")), 1);
    } }), ["finish", "close", "error", "prefinish"]);
    w.end("a", (e) => log.push("endcb" + e));
    await tick(20);
  },
  async autoDestroyFalse(log, S) {
    const r = watch(log, "r", new S.Readable({ autoDestroy: false, read() {
      this.push(null);
    } }), ["end", "close"]);
    r.resume();
    await tick();
    log.push(r.destroyed);
    const w = watch(log, "w", new S.Writable({ autoDestroy: false, emitClose: false,
    write(c, e, cb) {
      cb(new Error("z"));
    } }), ["error", "close", "finish"]);
    w.write("a");
    await tick();
    w.destroy();
    await tick();
  },
  async finished(log, S) {
    const f = (n, s2, o) => S.finished(s2, o, (e2) => log.push(n + (e2 ?
    e2.code || e2.message : "ok")));
    const r = new S.Readable({ read() {
    } });
    f("r", r, {});
    r.push(null);
    r.resume();
    const w = new S.Writable({ write(c, e2, cb) {
      cb();
    } });
    f("w", w, {});
    w.end();
    const d = new S.Duplex({ read() {
    }, write(c, e2, cb) {
      cb();
    } });
    f("d", d, {});
    f("dr", d, { writable: false });
    f("dw", d, { readable: false });
    d.end();
    await tick();
    d.push(null);
    d.resume();
    await tick();
    const p = new S.Readable({ read() {
    } });
    f("p", p, {});
    p.destroy();
    const e = new S.Readable({ read() {
    } });
    f("e", e, {});
    e.destroy(new Error("E"));
    await tick();
    f("late", e, {});
    f("late2", w, {});
    f("late3", r, {});
    await tick();
    const ac = new AbortController();
    const s = new S.Readable({ read() {
    } });
    f("sig", s, { signal: ac.signal });
    ac.abort();
    await tick();
    try {
      S.finished({}, () => {
      });
    } catch (er) {
      log.push(er.message);
    }
  },
  async pipeline(log, S) {
    const done = (n) => (e, v) => log.push(n + (e ? e.code || e.message :
    "ok") + v);
    S.pipeline(S.Readable.from(["a", "b"]), new S.PassThrough(), new S.Writable(
    { write(c, e, cb) {
      log.push("w" + c);
      cb();
    } }), done("1"));
    await tick();
    S.pipeline(S.Readable.from(["a", "b"]), async function* (src) {
      for await (const c of src) yield c + "!";
    }, async function(src) {
      let s = "";
      for await (const c of src) s += c;
      return s;
    }, done("2"));
    await tick();
    S.pipeline(new S.Readable({ read() {
      this.destroy(new Error("src"));
    } }), new S.PassThrough(), done("3")).on("error", (e) => log.push("p\
e" + e.message));
    await tick();
    S.pipeline(S.Readable.from(["x"]), new S.Transform({ transform(c, e, cb) {
      cb(new Error("tr"));
    } }), new S.PassThrough(), done("4"));
    await tick();
    const d = new S.Writable({ write(c, e, cb) {
    } });
    S.pipeline(S.Readable.from(["x"]), d, done("5"));
    d.destroy();
    await tick();
    S.pipeline(["1", "2"], new S.Writable({ write(c, e, cb) {
      log.push("a" + c);
      cb();
    } }), done("6"));
    await tick();
    try {
      S.pipeline(new S.PassThrough(), () => {
      });
    } catch (e) {
      log.push(e.message);
    }
    try {
      S.pipeline(new S.PassThrough());
    } catch (e) {
      log.push(e.message);
    }
  },
  async pipelineP(log, S, P) {
    log.push(await P.pipeline(S.Readable.from(["a"]), async function* (s) {
      for await (const c of s) yield c;
    }, new S.Writable({ write(c, e, cb) {
      cb();
    } })));
    const ac = new AbortController();
    setTimeout(() => ac.abort(), 3);
    try {
      await P.pipeline(new S.Readable({ read() {
      } }), new S.PassThrough(), { signal: ac.signal });
    } catch (e) {
      log.push(e.name + e.code + e.message);
    }
    const p = new S.PassThrough();
    P.pipeline(S.Readable.from(["k"]), p, { end: false }).then(() => log.
    push("done" + p.writableEnded));
    p.resume();
    await tick();
    await P.finished(S.Readable.from([]).resume());
    log.push("f");
  },
  async ops(log, S) {
    const R = S.Readable;
    log.push(await R.from([1, 2, 3]).map((x) => x * 2).toArray(), await R.
    from([1, 2, 3]).filter(
      (x) => x > 1
    ).toArray(), await R.from([1, 2]).flatMap((x) => [x, x]).toArray(), await R.
    from([1, 2, 3]).take(2).toArray(), await R.from([1, 2, 3]).drop(2).toArray(),
    await R.from(
      [1, 2]
    ).some((x) => x == 2), await R.from([1, 2]).every((x) => x == 2), await R.
    from([
      1,
      2
    ]).find((x) => x == 2), await R.from([1, 2, 3]).reduce((a, b) => a +
    b), await R.from([
      1,
      2,
      3
    ]).reduce((a, b) => a + b, 10));
    try {
      await R.from([]).reduce((a) => a);
    } catch (e) {
      log.push(e.code + e.message);
    }
    await R.from([1, 2]).forEach((x) => log.push(x));
  },
  async addAbort(log, S) {
    const ac = new AbortController();
    const r = watch(log, "r", new S.Readable({ signal: ac.signal, read() {
    } }), ["error", "close"]);
    ac.abort();
    await tick();
    log.push(r.destroyed);
  },
  async inherits(log, S) {
    function My() {
      S.Writable.call(this);
    }
    Object.setPrototypeOf(My.prototype, S.Writable.prototype);
    My.prototype._write = function(c, e, cb) {
      log.push("my" + c);
      cb();
    };
    const m = new My();
    m.end("x");
    await tick();
    log.push(
      m instanceof S.Writable,
      new S.Duplex() instanceof S.Writable,
      new S.Duplex() instanceof S.Readable,
      new S.PassThrough() instanceof S.Transform,
      S.Readable() instanceof S.Readable,
      new S.Readable() instanceof S.Writable,
      m instanceof S.Stream
    );
  },
  async props(log, S) {
    const d = new S.Duplex({ readableHighWaterMark: 5, writableHighWaterMark: 6,
    readableObjectMode: true });
    log.push(
      d.readableHighWaterMark,
      d.writableHighWaterMark,
      d.readableObjectMode,
      d.writableObjectMode,
      d.readable,
      d.writable,
      d.readableFlowing,
      d.readableEnded,
      d.writableFinished,
      d.writableCorked,
      d.writableLength,
      d.allowHalfOpen,
      d.destroyed,
      d.closed,
      d.errored,
      new S.Writable().writableHighWaterMark,
      new S.Readable({ objectMode: true }).readableHighWaterMark
    );
    try {
      new S.Readable({ highWaterMark: -1 });
    } catch (e) {
      log.push(e.message);
    }
    try {
      new S.Duplex({ readableHighWaterMark: "x" });
    } catch (e) {
      log.push(e.message);
    }
    const w = new S.Writable({ readable: false });
    try {
      w.setDefaultEncoding("zz");
    } catch (e) {
      log.push(e.message);
    }
    try {
      w.write("a", "zz");
    } catch (e) {
      log.push(e.message);
    }
    w.on("error", (e) => log.push(e.code));
    w.pipe();
    try {
      new S.Writable().write("x");
    } catch (e) {
      log.push(e.message);
    }
    await tick();
  },
  async duplexFrom(log, S) {
    const D = S.Duplex;
    for await (const x of D.from(["a", "b"])) log.push(x);
    const t = D.from(async function* (src) {
      for await (const c of src) yield String(c).toUpperCase();
    });
    t.end("abc");
    for await (const x of t) log.push("" + x);
    for await (const x of D.from(Promise.resolve("pp"))) log.push(x);
    const pr = new S.PassThrough(), pw = new S.PassThrough();
    const j = D.from({ readable: pr, writable: pw });
    pr.end("rr");
    j.end("ww");
    log.push("" + await j.toArray(), "" + pw.read());
  },
  async readSizes(log, S) {
    const r = new S.Readable({ read() {
    } });
    r.push("abc");
    r.push("defg");
    r.push("h");
    log.push(
      "" + r.read(0),
      "" + r.read(1),
      "" + r.read(4),
      "" + r.read(100),
      "" + r.read(3),
      r.readableLength
    );
    r.push(null);
    log.push("" + r.read(100));
    await tick();
  },
  async destroyInData(log, S) {
    const r = watch(log, "r", S.Readable.from(["a", "b", "c"]), ["end", "\
close", "error"]);
    r.on("data", (d) => {
      log.push(d);
      r.destroy();
    });
    await tick();
  },
  async errorNoAuto(log, S) {
    const t = watch(log, "t", new S.Transform({ transform(c, e, cb) {
      cb(new Error("te"));
    } }), ["error", "close", "finish", "end"]);
    t.write("a", (e) => log.push("cb" + e));
    t.end((e) => log.push("end" + e));
    await tick();
  },
  async readableListenerRemove(log, S) {
    const r = new S.Readable({ read() {
    } });
    const f = () => log.push("readable");
    r.on("readable", f);
    r.push("a");
    await tick();
    r.removeListener("readable", f);
    await tick();
    log.push(r.readableFlowing);
    r.on("data", (d) => log.push("d" + d));
    await tick();
    r.push(null);
    r.on("end", () => log.push("end"));
    await tick();
  },
  async wrap(log, S) {
    const EE = nev;
    const old = new EE();
    old.pause = () => log.push("op");
    old.resume = () => log.push("or");
    const r = new S.Readable({ highWaterMark: 2 }).wrap(old);
    watch(log, "r", r, ["data", "end", "close"]);
    old.emit("data", Buffer.from("abc"));
    old.emit("data", Buffer.from("d"));
    old.emit("end");
    await tick();
  },
  async captureRej(log, S) {
    const w = watch(log, "w", new S.Writable({ captureRejections: true, write(c, e, cb) {
      cb();
    } }), ["error", "close"]);
    w.on("finish", async () => {
      throw new Error("rej");
    });
    w.end();
    await tick();
  },
  async multiCb(log, S) {
    const w = watch(log, "w", new S.Writable({ write(c, e, cb) {
      cb();
      cb();
    } }), ["error", "close"]);
    w.write("a");
    await tick();
  },
  async pair(log, S) {
    const [a, b] = S.duplexPair();
    watch(log, "b", b, ["data", "end", "finish", "close"]);
    a.write("hi");
    a.end();
    await tick();
    b.end();
    a.resume();
    await tick();
  }
};
var stdin_default = () => compareCases("streams", cases, [nodeStream, nodePromises],
[req("stream"), req("stream/promises")]);
export {
  stdin_default as default
};
