// Stacks as programs read them: of errors that the engine threw, in whatever way they are reached.
const show = (stack) => {
  const [first, second] = stack.split("\n");
  console.log(first.replace(/:.*/, ""), /stacks\.js:\d+/.exec(second)[0]); // not columns, which are the engine's
};
const fail = () => { undefined.member(); };
try {
  fail();
} catch (error) {
  show(error.stack);
  show(error?.stack);
  error.stack += "\nmore";
  console.log(error.stack.endsWith("\nmore"));
}
(async () => { fail(); })().catch((error) => show(error.stack));
(async () => { fail(); })().then(null, ({ ...rest }) => console.log(Object.keys(rest)));
Promise.resolve().then(fail).then(null, (error) => { const about = { error }; show(about.error.stack); });
class Failure extends Error {
  constructor(cause) {
    super("wrapped");
    this.inner = cause;
    this.text = this.inner.stack;
  }
}
try {
  fail();
} catch (error) {
  show(new Failure(error).text);
}
process.on("uncaughtException", (error) => show(error.stack));
setTimeout(fail, 1);

// Members of that name that have nothing to do with errors.
const list = { stack: [], get none() { return undefined; } };
list.stack.push(1);
list.stack = [...list.stack, 2];
delete list.none?.stack;
console.log(list.stack.length, list.none?.stack, list.none?.stack.length, list?.none?.stack);
const Classes = { stack: class { constructor(value) { this.value = value; } } };
console.log(new Classes.stack(5).value, Object.create(null).stack, "text".stack, (1).stack);
[list.stack] = ["assigned"];
console.log(list.stack, ++Object.assign(list, { stack: 1 }).stack, list.stack++, list.stack);
exports.stack = () => 3;
console.log(exports.stack(), module.exports.stack());
