// Timers: repeating, cleared, refreshed, not waited for; and those of timers/promises.
const { setTimeout: wait, setInterval: every } = require("timers/promises");

function repeat() {
  let count = 0;
  const repeating = setInterval(() => {
    console.log("interval", ++count);
    if (count === 3) clearInterval(repeating);
  }, 50);
  const later = setTimeout((a, b) => console.log("arguments", a, b), 1000, 1, 2);
  later.refresh();
}

clearTimeout(setTimeout(() => console.log("never"), 1));
setTimeout(() => console.log("never, too"), 60_000).unref();
const byNumber = setTimeout(() => console.log("by number"), 5);
console.log(typeof +byNumber, byNumber.hasRef());
clearTimeout(+byNumber);
(async () => {
  console.log(await wait(5, "value"));
  let turns = 0;
  for await (const value of every(1, "turn")) {
    console.log(value);
    if (++turns === 2) break;
  }
  await wait(5, null, { signal: AbortSignal.abort() }).catch((error) => console.log(error.name, error.code));
  repeat();
})();
try {
  setTimeout("text");
} catch (error) {
  console.log(error.code, error.message);
}
