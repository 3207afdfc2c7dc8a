// vm: scripts in this context and in others, and what an object and a context see of each other.
const vm = require("vm");

const tell = (run) => {
  try {
    console.log(run());
  } catch (error) {
    console.log(error.name, error.code, error instanceof Error, error.message.split("\n")[0]);
  }
};

const object = { a: 1, print: (text) => console.log("printed", text) };
console.log(vm.isContext(object), vm.createContext(object) === object, vm.isContext(object));
const text = "a += 1; b = 5; var c = 7; function next() { return c++; } const d = 9; print(typeof process); a";
tell(() => vm.runInContext(text, object));
console.log(object.a, object.b, object.c, typeof object.next, object.d, "d" in object);
tell(() => vm.runInContext("next() + c + d", object));
console.log(object.c);
object.c = 100;
object.e = [1];
tell(() => vm.runInContext("next() + c + e.length", object));
console.log(object.c, Object.keys(object));
delete object.e;
tell(() => vm.runInContext("typeof e + typeof a + delete globalThis.a + typeof a", object));
console.log("a" in object);
tell(() => vm.runInContext("throw new TypeError('thrown')", object, "thrown.js"));
tell(() => vm.runInContext("1", {}));
tell(() => vm.runInContext("1"));
tell(() => new vm.Script("a b c"));
tell(() => vm.runInThisContext(5));
tell(() => vm.isContext(5));
tell(() => vm.runInNewContext("x * 2 + (typeof y).length", { x: 21 }));
tell(() => vm.runInNewContext("Object.keys(globalThis)", { x: 1, y: 2 }));
tell(() => vm.runInNewContext("[] instanceof Array && Array.isArray([])"));
console.log(vm.runInNewContext("[]") instanceof Array, Array.isArray(vm.runInNewContext("[1]")));
console.log(vm.runInNewContext("'x' in globalThis && this.x + globalThis.x + x", { x: 4 }));

globalThis.shared = 3;
tell(() => vm.runInThisContext("shared + 1"));
tell(() => vm.runInThisContext("var fresh = 5; fresh"));
console.log(globalThis.fresh);
const script = new vm.Script("count = (typeof count === 'number' ? count : 0) + 1");
const first = vm.createContext(), second = vm.createContext({ count: 10 });
console.log(script.runInContext(first), script.runInContext(first), script.runInContext(second));
console.log(script.runInNewContext(), script.runInNewContext({ count: 1 }), first, second);

const add = vm.compileFunction("return a + b + this.c", ["a", "b"]);
console.log(add.call({ c: 1 }, 2, 3), add.length);
console.log(vm.compileFunction("return typeof process + x", [], { parsingContext: vm.createContext({ x: 1 }) })());
console.log(vm.compileFunction("return inner", [], { contextExtensions: [{ inner: "extended" }] })());
tell(() => vm.compileFunction("", "a"));

vm.runInNewContext("Promise.resolve(4).then((four) => four + 1)").then((five) => console.log(five));
vm.runInNewContext("(async () => { await null; done('async'); })()", { done: (word) => console.log(word) });
for (let i = 0; i < 50; i++) vm.runInNewContext("var big = new Array(10000).fill(n)", { n: i });
