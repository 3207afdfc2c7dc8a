// Streams of the web, and those between them and Node's, behave as Node's do.
import nodeWeb from "node:stream/web";
import nodeStream from "node:stream";
import { ours, compareCases } from "../js_compare.mjs";
const req = ours();
const tick = (n = 10) => new Promise((r) => {
  setTimeout(r, n);
});
const all = async (s) => {
  const o = [];
  for await (const x of s) o.push(x);
  return o;
};
const B = (x) => [...x];
const cases = {
  async basic(log, W) {
    const s = new W.ReadableStream({ start(c) {
      log.push("start" + c.desiredSize);
      c.enqueue("a");
      c.enqueue("b");
      log.push(c.desiredSize);
      c.close();
    } });
    const r = s.getReader();
    log.push(s.locked, await r.read(), await r.read(), await r.read());
    await r.closed;
    log.push("closed");
  },
  async pull(log, W) {
    let i = 0;
    const s = new W.ReadableStream({ pull(c) {
      log.push("pull" + i);
      c.enqueue(i++);
      if (i === 3) c.close();
    } }, { highWaterMark: 2 });
    await tick();
    log.push(await all(s));
  },
  async cancel(log, W) {
    const s = new W.ReadableStream({ pull(c) {
      c.enqueue(1);
    }, cancel(r) {
      log.push("cancel" + r);
    } });
    await s.cancel("why");
    log.push((await s.getReader().read()).done);
    for await (const x of new W.ReadableStream({ pull(c) {
      c.enqueue(1);
    }, cancel(r) {
      log.push("c2" + r);
    } })) {
      log.push(x);
      break;
    }
  },
  async error(log, W) {
    const s = new W.ReadableStream({ start(c) {
      c.enqueue(1);
      c.error(new Error("e"));
    } });
    try {
      await s.getReader().read();
    } catch (e) {
      log.push(e.message);
    }
    const q = new W.ReadableStream({ pull() {
      throw new Error("pe");
    } });
    try {
      await q.getReader().read();
    } catch (e) {
      log.push(e.message);
    }
    try {
      new W.ReadableStream({ start() {
        throw new Error("se");
      } });
    } catch (e) {
      log.push(e.message);
    }
  },
  async writable(log, W) {
    const w = new W.WritableStream({ start() {
      log.push("start");
    }, write(c) {
      log.push("w" + c);
      return tick(1);
    }, close() {
      log.push("close");
    } }, { highWaterMark: 2 });
    const wr = w.getWriter();
    log.push(wr.desiredSize);
    wr.write(1);
    wr.write(2);
    log.push(wr.desiredSize);
    await wr.ready;
    log.push("ready");
    wr.write(3);
    await wr.close();
    log.push("closed");
    await wr.closed;
  },
  async abort(log, W) {
    const w = new W.WritableStream({ write(c) {
      log.push("w" + c);
      return tick(2);
    }, abort(r) {
      log.push("abort" + r);
    } });
    const wr = w.getWriter();
    const p = [wr.write(1).then(() => log.push("ok1"), (e) => log.push("\
f1" + e)), wr.write(
      2
    ).then(() => log.push("ok2"), (e) => log.push("f2" + e))];
    wr.closed.catch((e) => log.push("closed" + e));
    await tick(1);
    await wr.abort("bye");
    await Promise.all(p);
    await tick();
  },
  async werror(log, W) {
    const w = new W.WritableStream({ write() {
      throw new Error("bad");
    } });
    const wr = w.getWriter();
    wr.closed.catch((e) => log.push("closed" + e.message));
    wr.ready.then(() => log.push("ready"));
    try {
      await wr.write(1);
    } catch (e) {
      log.push(e.message);
    }
    try {
      await wr.write(1);
    } catch (e) {
      log.push(e.message);
    }
    await tick();
    log.push(wr.desiredSize);
  },
  async transform(log, W) {
    const t = new W.TransformStream({ start(c) {
      c.enqueue("S");
    }, transform(x, c) {
      c.enqueue(x + 1);
      c.enqueue(x + 2);
    }, flush(c) {
      c.enqueue("F");
    } });
    const p = all(t.readable);
    const w = t.writable.getWriter();
    w.write("a");
    w.write("b");
    w.close();
    log.push(await p);
    const id = new W.TransformStream();
    const q = all(id.readable);
    const iw = id.writable.getWriter();
    iw.write(1);
    iw.close();
    log.push(await q);
  },
  async terr(log, W) {
    const t = new W.TransformStream({ transform() {
      throw new Error("te");
    } });
    const w = t.writable.getWriter();
    w.write(1).catch((e) => log.push("w" + e.message));
    w.closed.catch((e) => log.push("c" + e.message));
    try {
      await all(t.readable);
    } catch (e) {
      void e;
    }
    const t2 = new W.TransformStream({ transform(x, c) {
      c.terminate();
    } });
    const w2 = t2.writable.getWriter();
    w2.write(1).catch((e) => log.push("w2" + e.name));
    log.push(await all(t2.readable));
    w2.closed.catch((e) => log.push("cl" + e.name));
    await tick();
  },
  async pipe(log, W) {
    let i = 0;
    const s = new W.ReadableStream({ pull(c) {
      if (i < 4) c.enqueue(i++);
      else c.close();
    } });
    await s.pipeTo(new W.WritableStream({ write(c) {
      log.push("w" + c);
      return tick(1);
    }, close() {
      log.push("close");
    } }));
    log.push("done", s.locked);
    const s2 = new W.ReadableStream({ start(c) {
      c.error(new Error("src"));
    } });
    try {
      await s2.pipeTo(new W.WritableStream({ abort(r) {
        log.push("ab" + r.message);
      } }));
    } catch (e) {
      log.push(e.message);
    }
    const s3 = new W.ReadableStream({ pull(c) {
      c.enqueue(1);
    }, cancel(r) {
      log.push("can" + r.message);
    } });
    try {
      await s3.pipeTo(new W.WritableStream({ write() {
        throw new Error("dst");
      } }));
    } catch (e) {
      log.push(e.message);
    }
    const ac = new AbortController();
    setTimeout(() => ac.abort(new Error("sig")), 5);
    try {
      await new W.ReadableStream({ async pull(c) {
        await tick(1);
        c.enqueue(1);
      }, cancel(r) {
        log.push("sc" + r.message);
      } }).pipeTo(new W.WritableStream({ abort(r) {
        log.push("sa" + r.message);
      } }), { signal: ac.signal });
    } catch (e) {
      log.push(e.message);
    }
  },
  async through(log, W) {
    const s = W.ReadableStream.from(["a", "bé", "\uD83D", "\uDE00"]);
    log.push(await all(s.pipeThrough(new W.TextEncoderStream()).pipeThrough(
    new W.TextDecoderStream())));
  },
  async tee(log, W) {
    const [a, b] = new W.ReadableStream({ start(c2) {
      c2.enqueue(1);
      c2.enqueue(2);
      c2.close();
    } }).tee();
    log.push(await all(a), await all(b));
    const [c, d] = new W.ReadableStream({ pull(x) {
      x.enqueue(5);
    }, cancel(r) {
      log.push("teec" + JSON.stringify(r));
    } }).tee();
    c.cancel("x");
    await d.cancel("y");
  },
  async bytes(log, W) {
    const s = new W.ReadableStream({ type: "bytes", start(c) {
      c.enqueue(new Uint8Array([1, 2, 3]));
      c.enqueue(new Uint8Array([4]));
      c.close();
    } });
    const r = s.getReader({ mode: "byob" });
    let x = await r.read(new Uint8Array(2));
    log.push(B(x.value), x.done);
    x = await r.read(new Uint8Array(5));
    log.push(B(x.value), x.done);
    x = await r.read(new Uint8Array(5));
    log.push(B(x.value), x.done);
    const s2 = new W.ReadableStream({ type: "bytes", autoAllocateChunkSize: 4,
    pull(c) {
      const v = c.byobRequest.view;
      log.push(v.byteLength);
      v[0] = 9;
      c.byobRequest.respond(1);
    } });
    const q = s2.getReader();
    log.push(B((await q.read()).value));
    const s3 = new W.ReadableStream({ type: "bytes", pull(c) {
      if (c.byobRequest) {
        c.byobRequest.view[0] = 7;
        c.byobRequest.respond(2);
      }
    } });
    log.push(B((await s3.getReader({ mode: "byob" }).read(new Uint8Array(
    8))).value));
  },
  async bytesDefault(log, W) {
    const s = new W.ReadableStream({ type: "bytes", start(c) {
      c.enqueue(new Uint8Array([1, 2]));
      setTimeout(() => {
        c.enqueue(new Uint8Array([3]));
        c.close();
      }, 2);
    } });
    log.push((await all(s)).map(B));
  },
  async release(log, W) {
    const s = new W.ReadableStream({ start(c) {
      setTimeout(() => c.enqueue(1), 5);
    } });
    const r = s.getReader();
    const p = r.read().catch((e) => log.push("rel" + e.code));
    r.closed.catch((e) => log.push("cl" + e.code));
    r.releaseLock();
    await p;
    log.push(s.locked, await s.getReader().read());
    try {
      await r.read();
    } catch (e) {
      log.push(e.code);
    }
  },
  async from(log, W) {
    log.push(await all(W.ReadableStream.from((async function* () {
      yield 1;
      yield 2;
    })())), await all(W.ReadableStream.from([Promise.resolve(3)])));
    try {
      W.ReadableStream.from(5);
    } catch (e) {
      log.push(e.code);
    }
  },
  async errors(log, W) {
    for (const f of [
      () => new W.ReadableStream({ type: "x" }),
      () => new W.ReadableStream(5),
      () => new W.ReadableStreamDefaultController(),
      () => new W.ReadableStream().getReader({ mode: "z" }),
      () => {
        const s = new W.ReadableStream();
        s.getReader();
        s.getReader();
      },
      () => new W.CountQueuingStrategy(),
      () => new W.ReadableStream({ start(c) {
        c.close();
        c.enqueue(1);
      } })
    ]) try {
      f();
      log.push("no");
    } catch (e) {
      log.push(e.name + e.code);
    }
  },
  async toWeb(log, W, S) {
    const web = S.Readable.toWeb(S.Readable.from([Buffer.from("ab"), Buffer.
    from("c")], { objectMode: false }));
    log.push((await all(web)).map(B));
    const w = [];
    const ww = S.Writable.toWeb(new S.Writable({ write(c, e, cb) {
      w.push("" + c);
      setTimeout(cb, 1);
    } }));
    const wr = ww.getWriter();
    await wr.write("x");
    await wr.write("y");
    await wr.close();
    log.push(w);
    const rd = S.Readable.fromWeb(new W.ReadableStream({ start(c) {
      c.enqueue("q");
      c.enqueue("r");
      c.close();
    } }));
    log.push((await all(rd)).map(String));
    const fw = S.Writable.fromWeb(new W.WritableStream({ write(c) {
      log.push("fw" + c);
    }, close() {
      log.push("fwc");
    } }));
    fw.write("1");
    fw.end("2");
    await tick();
    const er = S.Readable.fromWeb(new W.ReadableStream({ start(c) {
      c.error(new Error("we"));
    } }));
    er.on("error", (e) => log.push(e.message));
    er.resume();
    await tick();
    const dead = S.Readable.toWeb(new S.Readable({ read() {
      this.destroy(new Error("boom"));
    } }));
    try {
      await all(dead);
    } catch (e) {
      log.push(e.message);
    }
    const d = S.Duplex.toWeb(new S.PassThrough());
    const dw = d.writable.getWriter();
    dw.write(Buffer.from("z"));
    dw.close();
    log.push((await all(d.readable)).map(B));
  },
  async pipelineWeb(log, W, S) {
    const out = [];
    await new Promise((r) => S.pipeline(W.ReadableStream.from(["a", "b"]),
    new W.TransformStream(
      { transform(x, c) {
        c.enqueue(x.toUpperCase());
      } }
    ), new W.WritableStream({ write(c) {
      out.push(c);
    } }), (e) => {
      log.push(String(e), out);
      r();
    }));
    const o2 = [];
    await new Promise((r) => S.pipeline(W.ReadableStream.from(["a", "b"]),
    new S.Writable({
      objectMode: true,
      write(c, e, cb) {
        o2.push(c);
        cb();
      }
    }), (e) => {
      log.push(String(e), o2);
      r();
    }));
  }
};
var stdin_default = () => compareCases("web streams", cases, [nodeWeb, nodeStream],
[req("stream/web"), req("stream")]);
export {
  stdin_default as default
};
