// stderr: an error in a timer, thrown by a module of its own.
const { callIt } = require("./parts/calls.js");

process.on("exit", (code) => console.log("exit", code));
setTimeout(() => {
  callIt(() => {
    throw new TypeError("thrown on purpose");
  });
}, 1);
