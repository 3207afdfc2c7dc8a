// Each module knows where it is, whichever bundle it is in.
const path = require("node:path");
const where = require("./parts/where");

const here = (file) => path.relative(process.cwd(), file);
console.log(here(__filename), here(__dirname), typeof __dirname);
console.log(here(where.filename), here(where.dirname), where.read().length > 0);
import("./parts/where.mjs").then((module) => {
  console.log(here(new URL(module.url).pathname), new URL("./a b.txt", module.url).href.slice(-9));
});
