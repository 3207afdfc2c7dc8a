// Ports that are handed on, channels for all, and ways to listen.
import * as threads from "node:worker_threads";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const { BroadcastChannel, MessageChannel, Worker, isMainThread, markAsUntransferable, parentPort,
  receiveMessageOnPort, workerData } = threads;
const file = new URL(import.meta.url);

const cases = {
  cast({ id }) {
    const channel = new BroadcastChannel("all");
    channel.onmessage = ({ data }) => {
      if (data.from !== undefined) return;
      channel.postMessage({ from: id, got: data.text });
      channel.close();
    };
    parentPort.postMessage("ready");
  },
  pair({ id, port }) {
    port.on("message", (number) => {
      parentPort.postMessage([id, number]);
      if (number < 4) port.postMessage(number + 1);
      else port.close();
    });
    if (id === 0) port.postMessage(1);
  },
  event() {
    parentPort.addEventListener("message", (event) => {
      console.log(event.data, event.constructor.name, event.target === parentPort);
      parentPort.close();
    });
  },
  handler() {
    parentPort.onmessage = ({ data }) => {
      parentPort.postMessage(data + 1);
      if (data === 3) parentPort.onmessage = null;
    };
  },
  async dynamic() {
    const path = await import("node:path");
    parentPort.postMessage(path.basename(fileURLToPath(import.meta.url)));
  },
};

const shown = (use) => {
  try {
    console.log(use());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const start = (kind, data, transferList) =>
  new Worker(file, { workerData: { kind, ...data }, transferList });

const ended = (worker) => new Promise((resolve) => { worker.on("exit", resolve); });

async function broadcast() {
  const workers = [0, 1].map((id) => start("cast", { id }));
  const channel = new BroadcastChannel("all");
  const got = [];
  const all = new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      if (got.push(JSON.stringify(data)) === 2) resolve();
    };
  });
  const ends = workers.map((worker) => ended(worker));
  await Promise.all(workers.map((worker) => once(worker, "message")));
  channel.postMessage({ text: "hi" });
  await Promise.all([all, ...ends]);
  channel.close();
  console.log(got.sort());
}

async function handOn() {
  const { port1, port2 } = new MessageChannel();
  const pair = [port1, port2].map((port, id) => start("pair", { id, port }, [port]));
  const said = [];
  for (const worker of pair) worker.on("message", (message) => said.push(message));
  await Promise.all(pair.map((worker) => ended(worker)));
  console.log(said.sort((a, b) => a[1] - b[1]));
}

async function listen() {
  const event = start("event");
  event.postMessage("to the event");
  await ended(event);
  const handler = start("handler");
  handler.on("message", (message) => console.log(message));
  for (const number of [1, 2, 3]) handler.postMessage(number);
  await ended(handler);
  console.log((await once(start("dynamic"), "message"))[0]);
}

function within() {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage({ a: 1 });
  port1.postMessage(undefined);
  for (let i = 0; i < 3; i++) console.log(receiveMessageOnPort(port2));
  const buffer = new ArrayBuffer(2);
  markAsUntransferable(buffer);
  port1.postMessage(buffer, [buffer]);
  console.log(receiveMessageOnPort(port2), buffer.byteLength);
  shown(() => port1.postMessage(1, [port1]));
  shown(() => receiveMessageOnPort({}));
  shown(() => port1.postMessage());
  const inner = new MessageChannel();
  shown(() => port1.postMessage({ port: inner.port1 }));
  port1.postMessage({ port: inner.port1 }, [inner.port1]);
  const { message: { port } } = receiveMessageOnPort(port2);
  port.postMessage("through");
  console.log(receiveMessageOnPort(inner.port2));
  shown(() => port1.postMessage({ port: inner.port1 }, [inner.port1]));
  console.log(structuredClone({ port }, { transfer: [port] }).port.constructor.name);
  port2.on("close", () => console.log("close 2"));
  port1.on("close", () => console.log("close 1"));
  port1.once("own", (value) => console.log("own", value));
  console.log(port1.emit("own", 5), port1.emit("own", 6), port1.listenerCount("close"));
  port1.on("message", () => {});
  console.log(port1.hasRef(), port1.ref(), port1.unref(), port1.hasRef());
  port1.close();
}

async function inText() {
  const text = "import { parentPort } from 'worker_threads'; parentPort.postMessage('from data')";
  console.log((await once(new Worker(new URL(`data:text/javascript,${text}`)), "message"))[0]);
  const failing = new Worker("throw new Error('eval')", { eval: true });
  failing.on("error", (error) => console.log(error.message));
  await ended(failing);
}

if (isMainThread) {
  console.log(Object.keys(threads).sort().join());
  await broadcast();
  await handOn();
  await listen();
  within();
  await inText();
} else {
  await cases[workerData.kind](workerData);
}
