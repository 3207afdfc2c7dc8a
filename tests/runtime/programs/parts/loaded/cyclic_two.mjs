import { one } from "./cyclic_one.mjs";
export function two() { return `${one()}, two`; }
