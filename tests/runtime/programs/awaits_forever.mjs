// A wait that nothing can end: the exit code says so.
process.on("exit", (code) => console.log("exit", code));
console.log("waits");
await new Promise(() => {});
console.log("never");
