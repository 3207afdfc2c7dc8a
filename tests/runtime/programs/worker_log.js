// A package that writes its log in a worker, which reads it from memory that both have.
const fs = require("fs");
const os = require("os");
const path = require("path");
const pino = require("pino");

const destination = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "worker-log-")), "out.log");
const transport = pino.transport({ target: "pino/file", options: { destination } });
const log = pino({ base: null, timestamp: false }, transport);
log.info({ a: 1 }, "first");
for (let i = 0; i < 2000; i++) log.info({ i, text: "x".repeat(100) });
log.warn(new RangeError("last").message);
transport.on("ready", () => {
  console.log("ready");
  transport.end();
});
const goesOn = setInterval(() => {}, 1000); // its worker keeps nobody alive
transport.on("close", () => {
  clearInterval(goesOn);
  const lines = fs.readFileSync(destination, "utf8").trim().split("\n");
  console.log(lines.length, lines[0], lines.at(-1));
  fs.rmSync(path.dirname(destination), { recursive: true });
});
