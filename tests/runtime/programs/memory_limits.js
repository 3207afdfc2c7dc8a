// How much memory there is for the process.
const os = require("node:os");

const { constrainedMemory, availableMemory } = process;
console.log(constrainedMemory() > 0, availableMemory() > 0, availableMemory() <= os.totalmem());
for (const pid of ["x", 1.5, undefined]) {
  try {
    console.log(typeof os.getPriority(pid));
  } catch (error) {
    console.log(error.code, error.message);
  }
}
