// Files that are asked for by a path which only the running program knows: what the script has
// imported, too, is there once.
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { list } = require("./parts/loaded/node_modules/shared/index.js");
const { driver, late, place } = require("./parts/loaded/node_modules/optional/index.js");
const { load } = require("./parts/loaded/node_modules/addon/index.js");

exports.isMain = true;
const folder = path.join(__dirname, "parts/loaded");
const at = (name) => path.join(folder, name);
const told = (error) => console.log(error.name, error.code, error.message.split("\n")[0].replaceAll(folder, ""));

for (const name of fs.readdirSync(folder).filter((one) => one === "one.js")) {
  const one = require(at(name));
  console.log(one.name, one === require(at("one")), one.main() === exports, list);
}
console.log(Object.keys(require.cache).includes(at("one.js")), require.resolve(at("one")) === at("one.js"));
for (const name of ["fails.js", "fails.js", "missing.js", "waits.mjs"]) {
  try {
    require(at(name));
  } catch (error) {
    told(error);
  }
}
const broken = path.join(os.tmpdir(), `broken-${process.pid}.js`);
fs.writeFileSync(broken, "const = 1;");
try {
  require(broken);
} catch (error) {
  console.log(error instanceof SyntaxError);
}
fs.unlinkSync(broken);
console.log(driver("own"), path.relative(folder, place));
try {
  driver("other");
} catch (error) {
  told(error);
}
try {
  load();
} catch (error) {
  console.log(error.code);
}

(async () => {
  await late().catch((error) => console.log(error.message.includes("not-installed-module")));
  const two = await import(pathToFileURL(at("two.mjs")).href);
  console.log(Object.keys(two), two.default.name, two.count, two.same, two.name, two.isShared, two.size, two.value);
  console.log(two.here, two.isTold, two === await import(at("two.mjs")), require(at("two.mjs")).count, list);
  const waits = await import(at("waits.mjs"));
  console.log(waits.waited, list, (await import(at("cyclic_one.mjs"))).both);
  const { default: one, name } = await import(at("one.js"));
  console.log(one === require(at("one.js")), name);
  await import(at("missing.mjs")).catch((error) => console.log(error.code));
})();
