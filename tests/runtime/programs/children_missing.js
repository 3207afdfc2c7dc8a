// A child that can't be started: its streams end, and whoever waits for them goes on.
const { spawn } = require("node:child_process");
const { finished } = require("node:stream/promises");

async function start(name, options) {
  const child = spawn(name, ["a"], options);
  console.log(child.pid === undefined, child.stdio.map((one) => one !== null));
  const closed = new Promise((resolve) => { child.on("close", (...values) => resolve(values)); });
  for (const event of ["spawn", "exit"]) child.on(event, () => console.log(event));
  child.on("error", ({ code, message, syscall, path, spawnargs }) => {
    console.log(code, message, syscall, path, spawnargs, child.exitCode);
  });
  const ends = child.stdio.filter(Boolean).map((stream) =>
    finished(stream).then(() => "ended", (error) => error.code));
  console.log(await closed, await Promise.all(ends));
}

(async () => {
  await start("no-such-program");
  await start("no-such-program", { stdio: ["ignore", "pipe", "inherit"] });
  await start("no-such-program", { stdio: "ignore" });
  await start("/etc/hostname");
})();
