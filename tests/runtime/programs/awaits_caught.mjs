// An error behind a wait, with a handler: the process goes on.
process.on("uncaughtException", (error, origin) => console.log(error.message, origin));
setTimeout(() => console.log("later"), 10);
await null;
throw new Error("caught");
