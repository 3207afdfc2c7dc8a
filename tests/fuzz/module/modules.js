0import a, { b as c, "d e" as f } from "./a.js"; import * as ns from "b";
import "./c.json" with { type: "json" };
export { c as default, a }; export * from "d"; export * as all from "e";
export const { x, y: [z = 1, ...w] } = ns;
export default async function* () { await a; yield* b; } import.meta.url; await import("./f.js");
