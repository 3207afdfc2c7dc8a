// Memory that threads share, and waiting for one another at it.
const { Worker, isMainThread, parentPort, workerData, MessageChannel,
  receiveMessageOnPort } = require("worker_threads");
const util = require("util");

function inWorker() {
  const { memory, large, port } = workerData;
  const words = new Int32Array(memory);
  console.log(memory instanceof SharedArrayBuffer, util.types.isSharedArrayBuffer(memory), memory.byteLength);
  for (let i = 0; i < 100000; i++) Atomics.add(words, 1, 1);
  Atomics.store(words, 0, 1);
  Atomics.notify(words, 0);
  console.log(Atomics.wait(words, 2, 0), Atomics.wait(words, 2, 0, 0), words[2]);
  Atomics.add(large, 0, 5n);
  port.postMessage({ answer: 42 });
  Atomics.store(words, 3, 1);
  Atomics.notify(words, 3);
  parentPort.once("message", ({ view }) => {
    view[0] = 7;
    parentPort.postMessage("written");
  });
}

function shape() {
  const memory = new SharedArrayBuffer(8);
  console.log(memory, Object.prototype.toString.call(memory));
  console.log(memory.constructor === SharedArrayBuffer, memory.growable);
  console.log(memory instanceof SharedArrayBuffer, memory instanceof ArrayBuffer, util.types.isArrayBuffer(memory),
    util.types.isSharedArrayBuffer(memory), util.types.isAnyArrayBuffer(memory), util.types.isSharedArrayBuffer({}));
  new Uint8Array(memory).set([1, 2, 3]);
  console.log(memory.slice(1, 3), Buffer.from(memory, 1, 2), new DataView(memory).getUint8(2), SharedArrayBuffer.name);
  console.log(new SharedArrayBuffer(0).byteLength, SharedArrayBuffer.length);
  for (const use of [() => SharedArrayBuffer(1), () => new SharedArrayBuffer(-1),
    () => Atomics.wait(new Int32Array(2), 0, 0), () => Atomics.wait(new Int32Array(memory), 5, 0)]) {
    try { use(); } catch (error) { console.log(error.name); }
  }
  const words = new Int32Array(memory);
  console.log(Atomics.wait(words, 1, 5), Atomics.wait(words, 1, 0, 5), Atomics.notify(words, 1));
  console.log(Atomics.add(words, 1, 4));
  console.log(Atomics.compareExchange(words, 1, 4, 9), Atomics.load(words, 1), Atomics.exchange(words, 1, 2));
  const grows = new SharedArrayBuffer(2, { maxByteLength: 4 });
  grows.grow(3);
  console.log(grows.byteLength, grows.growable, grows.maxByteLength, grows instanceof SharedArrayBuffer);
}

async function beside() {
  const words = new Int32Array(new SharedArrayBuffer(8));
  console.log(Atomics.waitAsync(words, 0, 1), Atomics.waitAsync(words, 0, 0, 0));
  const [woken, late] = [Atomics.waitAsync(words, 0, 0), Atomics.waitAsync(words, 1, 0, 20)];
  setTimeout(() => Atomics.notify(words, 0), 50);
  console.log(woken.async, await woken.value, await late.value);
}

async function main() {
  shape();
  await beside();
  const memory = new SharedArrayBuffer(16), words = new Int32Array(memory);
  const large = new BigInt64Array(new SharedArrayBuffer(8));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(__filename, { workerData: { memory, large, port: port2 }, transferList: [port2] });
  worker.on("message", (text) => console.log(text, view));
  worker.on("exit", (code) => console.log("exit", code, words, large));
  for (let i = 0; i < 100000; i++) Atomics.add(words, 1, 1);
  Atomics.wait(words, 0, 0);
  console.log(words[1]);
  setTimeout(() => {
    Atomics.store(words, 2, 3);
    Atomics.notify(words, 2);
    Atomics.wait(words, 3, 0);
    console.log(receiveMessageOnPort(port1));
    worker.postMessage({ view });
  }, 50);
  const view = new Uint8Array(new SharedArrayBuffer(2), 1);
}

if (isMainThread) main();
else inWorker();
