// Errors that the script handles itself, and the codes that it ends with.
process.on("uncaughtException", (error, origin) => console.log("uncaught", error.message, origin));
process.on("unhandledRejection", (reason) => {
  console.log("rejected", reason);
  setTimeout(() => { throw new Error("first"); }, 1);
  setTimeout(() => console.log("goes on"), 100);
});
process.on("warning", (warning) => console.log("warning", warning.name, warning.message));
process.on("exit", (code) => {
  console.log("exit", code, process.exitCode);
  process.exitCode = 9;
});
Promise.reject(5);
process.nextTick(() => { throw new Error("of a tick"); });
process.emitWarning("careful", "OwnWarning");
const late = Promise.reject(new Error("late"));
late.catch((error) => console.log("caught", error.message));
process.exitCode = 3;
