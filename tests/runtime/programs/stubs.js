// Packages import what they may never use, and look at Node's insides while they load.
const http2 = require("http2");
const threads = require("node:worker_threads");
const names = { http2, worker_threads: threads, inspector: require("inspector"), repl: require("repl"),
  domain: require("domain"), trace_events: require("trace_events") };
for (const [name, module] of Object.entries(names)) {
  console.log(name, typeof module.createServer, typeof module.Worker, typeof module.Session, module.nothing);
}
class Answer extends http2.Http2ServerResponse {}
console.log({} instanceof Answer, threads.isMainThread, threads.threadId, threads.parentPort, threads.workerData);
console.log(typeof threads.BroadcastChannel, typeof threads.MessageChannel, "markAsUncloneable" in threads);
threads.setEnvironmentData("key", { one: 1 });
console.log(threads.getEnvironmentData("key"), threads.getEnvironmentData("none"));
if (process.versions.cbundle !== undefined) {
  for (const use of [() => http2.createServer(), () => new names.inspector.Session(),
    () => require("domain").create()]) {
    try {
      use();
      console.log("used");
    } catch (error) {
      if (error.code !== "ERR_UNSUPPORTED_MODULE" || !/"\w+" is not supported here: ./.test(error.message)) throw error;
    }
  }
}

const { methods, HTTPParser } = process.binding("http_parser");
console.log(methods.includes("GET"), typeof HTTPParser, typeof process.binding("stream_wrap").streamBaseState);
console.log(process.binding("uv").UV_ECONNRESET, process.binding("constants").fs.O_RDONLY);
try {
  process.binding("nothing");
} catch (error) {
  console.log(error.code, error.message);
}

const { PassThrough, Duplex } = require("stream");
const tls = require("tls");
const Wrapper = new tls.TLSSocket(new PassThrough())._handle._parentWrap.constructor;
console.log(Wrapper.name, Object.getPrototypeOf(Wrapper) === require("net").Socket);
const sent = [];
const carrier = new Duplex({
  read() {},
  write(chunk, encoding, callback) { sent.push(`${chunk}`); callback(); },
  final(callback) { sent.push("end"); callback(); },
});
const socket = new Wrapper(carrier);
socket.on("data", (chunk) => { console.log("data", `${chunk}`); });
socket.on("end", () => { socket.write("more"); socket.end("last"); });
socket.on("close", (hadError) => { console.log("close", hadError, sent.join(), carrier.destroyed); });
carrier.push("one");
carrier.push(null);
