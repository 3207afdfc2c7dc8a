// stderr: a promise that nobody minds.
async function fails() {
  await null;
  throw new Error("rejected on purpose");
}
process.on("exit", (code) => console.log("exit", code));
fails();
setTimeout(() => console.log("never"), 50);
