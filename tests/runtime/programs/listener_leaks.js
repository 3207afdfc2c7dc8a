// stderr: many listeners, of emitters, targets and signals.
const { EventEmitter, setMaxListeners } = require("events");
const emitter = new EventEmitter(), target = new EventTarget(), { signal } = new AbortController();
const calm = new EventTarget();
setMaxListeners(0, calm);
for (let i = 0; i < 12; i++) {
  emitter.on("told", () => {});
  for (const one of [target, calm]) one.addEventListener("heard", () => {});
  signal.addEventListener("abort", () => {});
}
process.on("warning", ({ name, count, type, target: whose }) => {
  console.log(name, count, type, whose === target, whose === signal);
});
console.log([[[{ signal }]]], Object.keys(new Event("made")));
