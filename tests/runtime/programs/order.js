// In which order ticks, jobs, timers and immediates come.
const say = (...words) => console.log(...words);
setTimeout(() => {
  say("timer 1");
  process.nextTick(() => say("tick of timer 1"));
  Promise.resolve().then(() => say("job of timer 1")).then(() => say("second job of timer 1"));
}, 1);
setTimeout(() => say("timer 2"), 1);
process.nextTick(() => {
  say("tick 1");
  Promise.resolve().then(() => say("job of tick 1"));
  process.nextTick(() => say("tick of tick 1"));
});
Promise.resolve().then(() => {
  say("job 1");
  process.nextTick(() => say("tick of job 1"));
});
queueMicrotask(() => say("microtask"));
(async () => {
  say("async 1");
  await null;
  say("async 2");
})();
setTimeout(() => {
  setImmediate(() => {
    say("immediate 1");
    process.nextTick(() => say("tick of immediate 1"));
    Promise.resolve().then(() => say("job of immediate 1"));
    setImmediate(() => say("immediate of immediate 1"));
  });
  setImmediate(() => say("immediate 2"));
}, 20);
process.on("beforeExit", () => say("beforeExit"));
process.on("exit", (code) => say("exit", code));
say("end of the script");
