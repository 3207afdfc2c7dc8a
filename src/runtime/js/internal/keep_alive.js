// What keeps the process alive although the loop has nothing of it: ports and workers that somebody listens to.
"use strict";
const LONGEST_MS = 2 ** 31 - 1;

let uses = 0, timer;

/** keepAlive(1): the process goes on until keepAlive(-1). */
function keepAlive(change) {
  uses += change;
  if (uses > 0) timer ??= setInterval(() => {}, LONGEST_MS);
  else if (timer !== undefined) {
    clearInterval(timer);
    timer = undefined;
  }
}

module.exports = { keepAlive };
