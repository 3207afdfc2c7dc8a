// stderr
import { first } from "./parts/awaiting.mjs";

console.log(first);
await null;
throw new RangeError("after a wait");
