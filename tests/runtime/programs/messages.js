// What the engine says of wrong code, in the words that programs know.
/* eslint constructor-super: off, no-this-before-super: off, no-unused-private-class-members: off, no-undef: off
   -- it is wrong on purpose */
const o = { a: undefined, n: null, f: 1, s: "x", fn() {} };
const u = undefined;
const n = null;

const wrong = [
  () => o.a.b, () => o.n.b, () => u.x.y, () => { u.x = 1; }, () => { o.a.b.c = [1]; }, () => o.a.b(), () => u[0],
  () => n["a b"], () => null.x, () => undefined.y, () => o.fn().x, () => [1].map((x) => x.y.z), () => o.a?.b.c.d,
  () => o.a(), () => o.f(), () => u(), () => o.fn.x(), () => o.s.none(), () => (0, o.none)(), () => globalThis.none(),
  () => none, () => none(), () => new o.f(), () => new u(), () => new o.none(1, 2),
  () => { for (const x of 5) x(); }, () => { for (const x of o) x(); }, () => { const [q] = u; return q; },
  () => "x" in "y", () => 1 instanceof 2, () => 1 instanceof {}, () => `${Symbol()}`, () => +Symbol(), () => 1n + 1,
  () => new Array(-1), () => decodeURIComponent("%"), () => (1).toFixed(101), () => Object.defineProperty(1, "a", {}),
  () => { class A {} class B extends A { constructor() { this.x = 1; } } return new B(); },
  () => { class A { #p; static read(x) { return x.#p; } } A.read({}); },
  () => { class A { #p; static write(x) { x.#p = 1; } } A.write({}); },
  () => { function f() { f(); } f(); }, () => [].reduce((a) => a), () => JSON.stringify(1n), () => Map(),
  () => new Date(NaN).toISOString(), () => new WeakMap().set(1, 1), () => Object.keys(u), () => Object.entries(null),
  () => new DataView(new ArrayBuffer(1)).getInt32(0), () => new Proxy({}, null),
];
for (const one of wrong) {
  try {
    one();
    console.log("nothing");
  } catch (error) {
    console.log(error.name, error.message);
  }
}

function caught(make) {
  try {
    make();
  } catch (error) {
    return error;
  }
}
const circle = {};
circle.own = circle;
const circular = caught(() => JSON.stringify(circle));
console.log(circular.message.split("\n")[0]);
console.log(String(caught(() => o.a.b)), `${caught(() => o.a.c)}`, "" + caught(() => u()));
const early = caught(() => o.a.d);
console.log(early.stack.split("\n")[0], caught(() => o.a.e).toString());
const own = caught(() => o.a.f);
own.message = "mine";
console.log(own.message, String(own));
const longer = caught(() => o.a.g);
longer.message += " (more)";
console.log(longer.message);
const { message } = caught(() => o.a.h) ?? {};
console.log(typeof message);
Promise.reject(caught(() => o.a.i)).catch((error) => console.log(error?.message, error instanceof TypeError));
const told = { message: "none of an error's", deep: { message: 5 } };
told.message += ".";
console.log(told.message, told.deep.message++, told.deep.message);
