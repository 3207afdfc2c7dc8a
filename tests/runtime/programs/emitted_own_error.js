// stderr: an "error" event of a class of the program.
const EventEmitter = require("events");
class Machine extends EventEmitter {
  constructor() {
    super();
    console.log(this);
  }
}
const machine = new Machine(), failure = Object.assign(new Error("broken"), { code: "EBROKEN" });
setTimeout(() => { machine.emit("error", failure); }, 5);
