// Where this module is, which is not where its importer is.
const fs = require("node:fs");
const path = require("node:path");

exports.filename = __filename;
exports.dirname = __dirname;
exports.read = () => fs.readFileSync(path.join(__dirname, "calls.js"), "utf8");
