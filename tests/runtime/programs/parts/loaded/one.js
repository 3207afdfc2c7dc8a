const { list } = require("shared");
list.push("one");
exports.name = "one";
exports.main = () => require("../../loaded.js");
