// Messages between a process and its child that are more than JSON.
const { fork } = require("child_process");
if (process.send !== undefined) {
  process.on("message", (message) => {
    process.send({ given: message, again: new Set(["a", message.map.get(1)]) });
    process.disconnect();
  });
} else {
  const child = fork(__filename, { serialization: "advanced" });
  child.on("message", (message) => {
    console.log(message, message.again instanceof Set);
  });
  child.on("exit", (code) => { console.log(code); });
  child.send({ map: new Map([[1, { list: [1n, undefined] }]]), date: new Date(0), bytes: Buffer.from("bytes"),
    view: new Uint16Array([1, 2]), long: "é".repeat(100_000).length, failure: undefined });
  child.send({ map: new Map() });
  try {
    fork(__filename, { serialization: "other" });
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
