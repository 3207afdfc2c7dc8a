// Workers: what they are given, what they say, and how they end.
const { Worker, isMainThread, parentPort, workerData, threadId, MessageChannel, MessagePort,
  setEnvironmentData, getEnvironmentData } = require("worker_threads");
const { once } = require("events");

const cases = {
  data() {
    parentPort.postMessage({ workerData, isMainThread, threadId: threadId > 0, argv: process.argv.slice(2),
      own: process.argv[1] === __filename, env: process.env.ONLY_HERE, tty: process.stdout.isTTY,
      key: getEnvironmentData("key") });
  },
  values() {
    parentPort.on("message", (value) => {
      if (value === "end") parentPort.close();
      else parentPort.postMessage(value);
    });
  },
  port() {
    parentPort.once("message", ({ port }) => {
      console.log(port instanceof MessagePort, parentPort instanceof MessagePort);
      port.on("message", (value) => {
        port.postMessage(value * 2);
        if (value === 3) port.close();
      });
    });
  },
  throws() {
    setTimeout(() => { throw Object.assign(new RangeError("out of it"), { code: "ERR_OWN", more: { a: 1 } }); }, 1);
  },
  rejects() { Promise.reject(new TypeError("rejected")); },
  throwsNumber() { throw 5; },
  custom() {
    class OwnError extends Error {
      constructor(text) {
        super(text);
        this.name = "OwnError";
      }
    }
    throw new OwnError("of its own class");
  },
  exits() {
    process.on("exit", (code) => parentPort.postMessage(`exit ${code}`));
    parentPort.postMessage("before");
    process.exit(7);
  },
  exitCode() { process.exitCode = 3; },
  endless() {
    parentPort.postMessage("begins");
    for (;;) ;
  },
  waits() { parentPort.on("message", () => {}); },
  speaks() {
    console.log("to stdout");
    console.error("to stderr");
    process.stdin.on("data", (text) => console.log("read", String(text))).on("end", () => console.log("end"));
  },
  nested() {
    const inner = new Worker(__filename, { workerData: { name: "data", deep: true }, argv: ["x"] });
    inner.on("message", ({ workerData: { deep } }) => parentPort.postMessage({ deep }));
  },
  refuses() {
    for (const name of ["chdir", "abort", "setuid"]) {
      try { process[name]("/"); } catch (error) { console.log(error.code, error.message); }
    }
    try { parentPort.postMessage(() => {}); } catch (error) { console.log(error.name, error.code, error.message); }
    try { parentPort.postMessage({ port: new MessageChannel().port1 }); } catch (error) { console.log(error.code); }
  },
  many() { for (let i = 0; i < 1000; i++) parentPort.postMessage(i); process.exit(); },
};

const make = (name, options = {}) => {
  const worker = new Worker(__filename, { workerData: { name, ...options.data }, ...options });
  for (const event of ["online", "error", "exit"]) {
    worker.on(event, (value) => {
      const shown = value instanceof Error ? [value.constructor.name, value.name, value.message, value.code, value.more]
        : [value];
      if (event !== "online") console.log(name, event, ...shown);
    });
  }
  return worker;
};
const ended = (worker) => new Promise((resolve) => { worker.on("exit", resolve); });

async function main() {
  setEnvironmentData("key", { one: [1] });
  let worker = make("data", { argv: ["a", 1], env: { ONLY_HERE: "yes" }, data: { map: new Map([[1, new Date(0)]]) } });
  worker.on("message", (value) => console.log(value));
  await ended(worker);
  console.log(worker.threadId);

  worker = make("values");
  const values = [1, "é", null, undefined, -0, 1n, new Array(2), new Set([1]), /a/g, new Uint8Array([1, 2]),
    new Float64Array([0.5]), Buffer.from("ab"), { a: { b: 1 } }, new Error("an error"), NaN, new ArrayBuffer(3)];
  for (const value of values) {
    worker.postMessage(value);
    const [back] = await once(worker, "message");
    console.log(back instanceof Error ? back.message : back);
  }
  const bytes = new Uint8Array(8);
  worker.postMessage(bytes, [bytes.buffer]);
  console.log(bytes.length, (await once(worker, "message"))[0]);
  const large = "x".repeat(3e6);
  worker.postMessage(large);
  console.log((await once(worker, "message"))[0] === large);
  const end = ended(worker);
  worker.postMessage("end");
  await end;

  worker = make("port");
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ port: port2 }, [port2]);
  for (const i of [1, 2, 3]) port1.postMessage(i);
  const closed = once(port1, "close");
  const doubled = [];
  port1.on("message", (value) => doubled.push(value));
  await ended(worker);
  await closed;
  console.log("closed", doubled);

  for (const name of ["throws", "rejects", "throwsNumber", "custom", "exits", "exitCode", "nested", "refuses"]) {
    worker = make(name);
    worker.on("message", (value) => console.log(name, value));
    await ended(worker);
  }

  worker = make("endless");
  await once(worker, "message");
  console.log("terminated", await worker.terminate(), await worker.terminate());

  worker = make("speaks", { stdin: true, stdout: true });
  worker.stdout.setEncoding("utf8").on("data", (text) => console.log("its", text.trim()));
  worker.stdin.end("given");
  await ended(worker);

  worker = make("many");
  let count = 0;
  worker.on("message", (i) => { if (i === count) count++; });
  await ended(worker);
  console.log("many", count);

  worker = new Worker(`const { parentPort } = require("worker_threads");
parentPort.postMessage(require("path").basename("/a/b"))`, { eval: true });
  console.log(await once(worker, "message"));

  for (const use of [() => new Worker("a.js"), () => new Worker(5), () => new Worker("file:///a.js"),
    () => new Worker(__filename, { env: 1 }), () => new Worker(__filename, { argv: 1 })]) {
    try { use(); } catch (error) { console.log(error.name, error.code, error.message); }
  }
  worker = new Worker("./no-such-worker.js");
  worker.on("error", (error) => console.log(error.code));
  await ended(worker);

  const idle = make("waits");
  await once(idle, "online");
  idle.unref();
}

if (isMainThread) main();
else cases[workerData.name]();
