// readline and events against Node's.
/* eslint no-unused-vars: 0 -- for the cases, which are programs */
import nodeReadline from "node:readline";
import nodePromises from "node:readline/promises";
import { PassThrough } from "node:stream";
import util from "node:util";
import nodeEvents from "node:events";
import { ours, compareCases } from "../js_compare.mjs";
const req = ours();
const tick = (n = 15) => new Promise((r) => {
  setTimeout(r, n);
});
const cases = {
  async lines(log, R, P) {
    const i = new PassThrough();
    const rl = R.createInterface({ input: i });
    rl.on("line", (l) => log.push(l)).on("close", () => log.push("close")).
    on("pause", () => log.push("pause"));
    i.write("a\nb\r\nc");
    i.write("d\r");
    i.write("\nlast é".slice(0, 3));
    i.end("é");
    await tick();
  },
  async iter(log, R, P) {
    const i = new PassThrough();
    i.end("x\ny\nz");
    for await (const l of R.createInterface({ input: i, crlfDelay: Infinity }))
     log.push(l);
  },
  async question(log, R, P) {
    const i = new PassThrough(), o = new PassThrough();
    let out = "";
    o.on("data", (d) => out += d);
    const rl = R.createInterface({ input: i, output: o });
    rl.question("name? ", (a) => {
      log.push(a);
      rl.setPrompt("$ ");
      rl.prompt();
      rl.close();
    });
    i.write("bob\n");
    await tick();
    log.push(out);
    try {
      rl.question("x", () => {
      });
    } catch (e) {
      log.push(e.code);
    }
  },
  async promises(log, R, P) {
    const i = new PassThrough(), o = new PassThrough();
    const rl = P.createInterface({ input: i, output: o });
    setTimeout(() => i.write("ans\n"), 3);
    log.push(await rl.question("q? "));
    const ac = new AbortController();
    setTimeout(() => ac.abort(), 3);
    try {
      await rl.question("z", { signal: ac.signal });
    } catch (e) {
      log.push(e.name);
    }
    rl.close();
    log.push(rl.closed ?? true);
  },
  async promisify(log, R, P) {
    const i = new PassThrough(), o = new PassThrough();
    const rl = R.createInterface({ input: i, output: o });
    setTimeout(() => i.write("pp\n"), 3);
    log.push(await util.promisify(rl.question).call(rl, "q"));
  },
  async cursor(log, R, P) {
    const o = new PassThrough();
    let s = "";
    o.on("data", (d) => s += d);
    R.cursorTo(o, 3);
    R.cursorTo(o, 3, 4);
    R.moveCursor(o, -1, 2);
    R.clearLine(o, 0);
    R.clearLine(o, 1);
    R.clearLine(o, -1);
    R.clearScreenDown(o);
    await tick();
    log.push(s);
  },
  async keys(log, R, P) {
    const i = new PassThrough();
    R.emitKeypressEvents(i);
    i.on("keypress", (c, k) => log.push([c, k.name, k.ctrl, k.meta, k.shift,
    k.sequence]));
    i.write("aB1 \r	");
    i.write("\x1B[A");
    i.write("\x1B[1;5C");
    i.write("\x1B[3~");
    i.write("\x1Bf");
    i.write("é");
    await tick();
  },
  async terminal(log, R, P) {
    const i = new PassThrough(), o = new PassThrough();
    o.columns = 80;
    o.on("data", () => {
    });
    const rl = R.createInterface({ input: i, output: o, terminal: true, prompt: "\
> " });
    rl.on("line", (l) => log.push("L" + l)).on("close", () => log.push("\
close"));
    rl.prompt();
    for (const k of ["abc", "\x1B[D", "X", "", "", "Z", "\r", "\x1B[A",
    "!", "\r", "foo bar", "", "baz", "\r", "q", "", "w", "\x1B[C", "\r"]) {
      i.write(k);
      await tick(2);
    }
    log.push(rl.history);
    i.write("");
    await tick();
  },
  async signal(log, R, P) {
    const ac = new AbortController();
    const i = new PassThrough();
    const rl = R.createInterface({ input: i, signal: ac.signal });
    rl.on("close", () => log.push("closed"));
    ac.abort();
    await tick();
  },
  async events(log, R, P, E) {
    const e = new E();
    setTimeout(() => e.emit("x", 1, 2), 1);
    log.push(await E.once(e, "x"));
    setTimeout(() => e.emit("error", new Error("er")), 1);
    try {
      await E.once(e, "x");
    } catch (x) {
      log.push(x.message);
    }
    const ac = new AbortController();
    setTimeout(() => {
      e.emit("y", 1);
      e.emit("y", 2);
      ac.abort();
    }, 1);
    try {
      for await (const v of E.on(e, "y", { signal: ac.signal })) log.push(
      v);
    } catch (x) {
      log.push(x.name, x.code);
    }
    log.push(e.listenerCount("y"), e.eventNames());
    const o = [];
    e.on("newListener", (n) => o.push("new" + String(n)));
    e.on("removeListener", (n) => o.push("rem" + String(n)));
    const f = () => o.push("f");
    e.once("a", f);
    e.prependListener("a", () => o.push("p"));
    e.prependOnceListener("a", () => o.push("po"));
    log.push(e.emit("a"), e.emit("a"), e.emit("none"), e.listeners("a").
    length, e.rawListeners(
      "a"
    ).length);
    e.removeAllListeners("a");
    log.push(o);
    for (const g of [
      () => e.on("x", 5),
      () => e.setMaxListeners(-1),
      () => e.emit("error", 5),
      () => new E().emit("error", new TypeError("te")),
      () => new E().emit("error"),
      () => E.once(
        5,
        "x"
      ),
      () => E.setMaxListeners("x"),
      () => E.getEventListeners(5, "x"),
      () => E.on(
        new EventTarget(),
        "q"
      ).next && log.push("ok")
    ]) try {
      const r = g();
      if (r?.catch) await r;
    } catch (x) {
      log.push(x.name, x.code, x.message, x.context);
    }
    const c = new E({ captureRejections: true });
    c.on("error", (x) => log.push("cap" + x.message));
    c.on("z", async () => {
      throw new Error("rej");
    });
    c.emit("z");
    await tick();
    function Old() {
      E.call(this);
    }
    util.inherits(Old, E);
    const old = new Old();
    old.on("x", function() {
      log.push(this === old);
    });
    old.emit("x");
    log.push(E.listenerCount(old, "x"), E.defaultMaxListeners, old.getMaxListeners(),
    E.getMaxListeners(
      old
    ));
    const m = new E();
    m.on(E.errorMonitor, (x) => log.push("mon" + x.message));
    try {
      m.emit("error", new Error("mm"));
    } catch (x) {
      log.push(x.message);
    }
    class Sub extends E {
    }
    log.push(new Sub() instanceof E, Object.keys(new E()));
    const d = E.addAbortListener(ac.signal, () => log.push("aal"));
    await tick();
    const et = new EventTarget();
    setTimeout(() => et.dispatchEvent(new Event("q")), 1);
    log.push((await E.once(et, "q"))[0].type);
    const z = { __proto__: E.prototype };
    z.on("k", () => log.push("k"));
    z.emit("k");
    const warn = [];
    process.emitWarning = (w2) => warn.push(w2.name + w2.message + w2.count);
    const w = new E();
    for (let i = 0; i < 12; i++) w.on("w", () => {
    });
    log.push(warn);
  }
};
var stdin_default = () => compareCases("readline and events", cases, [
  nodeReadline,
  nodePromises,
  nodeEvents
], [req("readline"), req("readline/promises"), req("events")]);
export {
  stdin_default as default
};
