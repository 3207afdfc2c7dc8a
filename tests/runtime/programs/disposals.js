// Symbol.dispose and Symbol.asyncDispose, and what has members of these names.
const http = require("http"), net = require("net"), fs = require("fs"), dgram = require("dgram");
const { spawn } = require("child_process");
console.log(typeof Symbol.dispose, typeof Symbol.asyncDispose, Object.isFrozen(Symbol));
setTimeout(() => { console.log("never"); }, 5)[Symbol.dispose]();
(async () => {
  for (const server of [http.createServer(), net.createServer()]) {
    await new Promise((resolve) => { server.listen(0, resolve); });
    await server[Symbol.asyncDispose]();
    console.log(server.listening);
  }
  const file = await fs.promises.open(__filename);
  await file[Symbol.asyncDispose]();
  console.log(file.fd);
  await dgram.createSocket("udp4")[Symbol.asyncDispose]();
  const child = spawn("sleep", ["10"]);
  child.on("exit", (code, signal) => { console.log(code, signal); });
  child[Symbol.dispose]();
  const { signal } = new AbortController();
  require("events").addAbortListener(signal, () => {})[Symbol.dispose]();
})();
