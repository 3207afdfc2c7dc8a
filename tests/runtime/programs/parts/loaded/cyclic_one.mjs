import { two } from "./cyclic_two.mjs";
export function one() { return "one"; }
export const both = two();
