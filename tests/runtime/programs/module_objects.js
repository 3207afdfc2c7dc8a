// Modules of the bundle have module objects: who asks for them, where they are, and the cache that they stand in.
const path = require("node:path");
const Module = require("node:module");
const counted = require("./parts/counted.js");

const place = require.resolve("./parts/counted.js");
console.log(counted, module.parent, module.children.length, require.cache[place].exports === counted);
console.log(Object.keys(require.cache).map((one) => path.basename(one)));
delete require.cache[place];
console.log(require("./parts/counted.js") === counted, global.countedTimes);
require.cache[place] = { exports: "replaced" };
console.log(require("./parts/counted.js"));
console.log(require.resolve.paths("./x").length, require.resolve.paths("fs"), require.resolve.paths("x")[0] ===
  path.join(__dirname, "node_modules"));
console.log(Object.keys(Module._extensions), Module.wrapper, Module.wrap("x").length);
const own = new Module("/made/up.js", module);
console.log(own._compile("exports.a = __filename; this.b = typeof require; return 5", "/made/up.js"), own.exports);
const loaded = new Module(place);
loaded.load(place);
console.log(loaded.loaded, loaded.exports.count, loaded.paths.length > 0);
