// Constants of the modules, and what packages take from modules that are stubs while they load.
const sorted = (object) => Object.entries(object).sort().join(" ");
const threads = require("worker_threads");
for (const name of ["os", "fs", "crypto", "zlib"]) {
  const { constants } = require(name);
  console.log(name, Object.getPrototypeOf(constants), sorted(constants));
}
const { errno, signals } = require("os").constants;
console.log(sorted(errno), Object.getPrototypeOf(errno), Object.getPrototypeOf(signals));
console.log(Object.getOwnPropertyNames(require("zlib")).filter((name) => /^[A-Z_]+$/.test(name)).join(" "));
const constants = require("constants");
console.log(constants.toString(), Object.isFrozen(constants), sorted(constants));
console.log(threads.isMainThread, typeof threads.BroadcastChannel, typeof threads.Worker);
