// child_process: each form, one after the other.
const { spawn, exec, execFile, spawnSync, execSync } = require("child_process");
const { promisify } = require("util");
(async () => {
  console.log(execSync("echo waits").toString(), spawnSync("sh", ["-c", "exit 3"]).status);
  console.log(spawnSync("cat", { input: "in" }).stdout.toString(), spawnSync("no-such-program").error.code);
  console.log(await promisify(exec)("echo out; echo err >&2"));
  await promisify(exec)("exit 4").catch((error) => console.log(error.code, error.killed, error.cmd));
  console.log((await promisify(execFile)("printf", ["%s", "x y"])).stdout);
  const cat = spawn("cat");
  cat.stdout.on("data", (bytes) => console.log("cat", bytes.toString()));
  cat.stdin.end("through a pipe");
  console.log(await new Promise((done) => { cat.on("close", (...how) => done(how)); }));
  const sleep = spawn("sleep", ["60"]);
  sleep.on("exit", (code, signal) => console.log(code, signal, sleep.killed));
  sleep.kill();
  spawn("no-such-program").on("error", (error) => console.log(error.message, error.path));
})();
