// child_process.fork: messages both ways, and the end of a channel.
const { fork, spawnSync, spawn } = require("child_process");
const { once } = require("events");
const path = require("path");

const file = path.join(__dirname, "parts", "child.js");

async function talk() {
  const child = fork(file, ["a", "b c"], { silent: true, env: { ...process.env, X: "1" } });
  console.log(child.connected, child.stdio.length, child.stdio[3], typeof child.pid, child.spawnargs.length > 1);
  let said = "";
  child.stdout.on("data", (bytes) => { said += bytes; });
  const told = [];
  child.on("disconnect", () => told.push("disconnect"));
  const closed = once(child, "close");
  console.log(await once(child, "message"));
  for (const message of [1, null, "ä\n\u2028", { a: [1, { b: 2 }] }, "x".repeat(200_000)]) {
    child.send(message);
    const [{ echo, length }] = await once(child, "message");
    console.log(length, JSON.stringify(echo).slice(0, 30));
  }
  console.log(await new Promise((resolve) => { child.send("again", resolve); }));
  await once(child, "message");
  child.send("end");
  console.log(await once(child, "message"), await closed, told, said.trim());
  console.log(child.connected, child.channel, child.send("x", (error) => console.log(error.code, error.message)));
  await new Promise((resolve) => { setTimeout(resolve, 1); });
  child.once("error", (error) => console.log(error.code, error.message));
  child.disconnect();
}

async function ends() {
  const child = fork(file, { silent: true });
  await once(child, "message");
  child.disconnect();
  console.log(child.connected, await once(child, "exit"));
  const quiet = spawn(process.execPath, ["-e", ""], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
  console.log(quiet.connected);
  await once(quiet, "close");
}

function wrong() {
  const code = (run) => {
    try {
      run();
    } catch (error) {
      console.log(error.code, error.message);
    }
  };
  const child = fork(file, { silent: true });
  code(() => child.send());
  code(() => child.send(() => {}));
  code(() => child.send(Symbol("x")));
  child.kill();
  code(() => fork(file, { stdio: ["pipe", "pipe", "pipe"] }));
  code(() => fork(7));
  code(() => spawn("true", { stdio: ["ipc", "ipc", "pipe"] }));
  code(() => spawnSync("true", { stdio: [0, 1, 2, "ipc"] }));
}

talk().then(ends).then(wrong);
