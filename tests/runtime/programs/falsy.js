// What assert says of a value that is false is the call, as it is written; errors are compared without their frames.
const assert = require("node:assert");

const attempt = (work) => {
  try {
    work();
    console.log("fine");
  } catch (error) {
    console.log(error.name, error.message, error.generatedMessage);
  }
};
attempt(() => assert(0));
attempt(() => assert.ok(null));
attempt(() => assert.strict.ok(typeof 123 === "string"));
attempt(() => assert([")", "(", `${"}"})`].length === 5, undefined));
attempt(() => {
  assert(
    [1, 2, 3].includes(
      4, // not there )
    ),
  );
});
attempt(() => assert(false, "given"));
attempt(() => assert());
attempt(() => assert.deepStrictEqual(new Error("a"), new Error("b")));
attempt(() => assert.deepStrictEqual(new RangeError("a"), new TypeError("a")));

process.on("unhandledRejection", (reason) => console.log("unhandled", reason));
process.on("rejectionHandled", (promise) => console.log("handled", promise));
const late = Promise.reject("late");
setTimeout(() => late.catch(() => console.log("caught")), 5);
setTimeout(() => {}, 20);
