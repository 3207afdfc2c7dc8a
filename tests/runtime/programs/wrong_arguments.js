// What is asked for wrongly is told at once, in the words of Node.
const http = require("http"), net = require("net"), fs = require("fs");
const { spawn } = require("child_process");
const socket = () => new net.Socket();
const asked = [
  () => new http.Agent({ scheduling: "any" }), () => new http.Agent({ maxTotalSockets: 0 }),
  () => http.request({ hostname: 5 }), () => http.request({ method: 5 }), () => http.request({ timeout: "5" }),
  () => http.request({ signal: "none" }), () => http.request({ maxHeaderSize: "big" }),
  () => http.createServer({ maxHeaderSize: "big" }), () => http.createServer({ insecureHTTPParser: 1 }),
  () => http.setMaxIdleHTTPParsers(0),
  () => net.connect(99999), () => net.connect({ port: 1, localAddress: "here" }),
  () => net.connect({ port: 1, lookup: 5 }),
  () => new net.Socket({ fd: -1 }), () => socket().setTimeout("5"), () => socket().setTimeout(-1),
  () => net.setDefaultAutoSelectFamily(1),
  () => spawn("true", [], 5), () => spawn("true", { cwd: 5 }), () => spawn("true", { timeout: -1 }),
  () => spawn("true", { uid: "me" }), () => spawn("true", { shell: 5 }), () => spawn("true", { detached: 1 }),
  () => spawn("true", { killSignal: "SIGNONE" }), () => spawn("true", { argv0: 1 }),
  () => fs.rmSync("none", { recursive: 1 }), () => fs.rmSync("none", { retryDelay: "1" }),
  () => fs.symlinkSync("a", "none/b", "hard"), () => fs.watchFile("none"), () => fs.rmSync("none"),
  () => process.exit("now"), () => { process.exitCode = 1.5; }, () => process.hrtime([1]), () => process.cpuUsage(5),
  () => process.umask("9"), () => process.emitWarning("text", 5), () => process.on("SIGKILL", () => {}),
  () => Object.defineProperty(process.env, "NONE", { value: "1" }), () => AbortSignal.timeout(-1),
];
for (const ask of asked) {
  try {
    ask();
    console.log(`${ask}`, "was fine");
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
process.setUncaughtExceptionCaptureCallback((error) => { console.log("captured", error.message); });
try {
  process.setUncaughtExceptionCaptureCallback(() => {});
} catch ({ code }) {
  console.log(code);
}
setTimeout(() => { throw new Error("later"); }, 1);
