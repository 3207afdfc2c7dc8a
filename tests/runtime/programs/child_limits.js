// What a child says beyond its limit ends it, and who goes on writing learns that nobody reads.
const { exec, spawnSync } = require("child_process");
exec("yes; echo over", { maxBuffer: 100 }, (error, out) => {
  console.log(error.code, error.message, out.length);
  console.log(Object.keys(spawnSync("true")));
});
