import { readFileSync } from "node:fs";
import path from "node:path";
import shared, { list } from "shared";
import one, { name } from "./one.js";
import data from "./data.json" with { type: "json" };
import count, { add, count as same } from "./three.mjs";

add();
list.push("two");
export default class Two {}
export { count, same, name };
export const isShared = shared.list === list && one.name === name;
export const size = readFileSync(new URL("data.json", import.meta.url), "utf8").length;
export const { value } = data;
export const here = path.basename(import.meta.filename);
export const isTold = import.meta.dirname === path.dirname(import.meta.filename);
