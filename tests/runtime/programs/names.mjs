// Classes and functions of two modules that have one name keep it when the program runs.
import one from "./parts/failure_one.js";
import * as two from "./parts/failure_two.mjs";
class Failure extends two.Failure {}
function act() {}
for (const { Failure, act } of [one, two]) {
  console.log(String(new Failure("text")), Failure.name, act.name);
}
console.log(String(new Failure("text")), act.name);
