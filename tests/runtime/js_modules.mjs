// The JavaScript halves of the runtime's modules under Node: each part of `js/` compares ours with
// Node's own. Arguments: names of parts; without any, all run.
import fs from "node:fs";
import path from "node:path";

const folder = path.join(import.meta.dirname, "js");
const wanted = process.argv.slice(2);
const isWanted = (file) => wanted.length === 0 || wanted.includes(file.replace(".mjs", ""));
const parts = fs.readdirSync(folder).filter(isWanted);
let failed = 0;
for (const part of parts.sort()) {
  const { default: run } = await import(path.join(folder, part));
  failed += (await run()) > 0;
}
console.log(`${parts.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
