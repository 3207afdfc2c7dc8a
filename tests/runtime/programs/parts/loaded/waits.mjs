import { list } from "shared";
await new Promise((resolve) => { setTimeout(resolve, 5); });
list.push("waited");
export const waited = true;
