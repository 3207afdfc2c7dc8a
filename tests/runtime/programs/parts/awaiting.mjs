import { setTimeout } from "node:timers/promises";

console.log("part begins");
export const first = await setTimeout(10, "waited");
console.log("part ends");
