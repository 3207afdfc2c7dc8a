// Node's `constants`: those of os and fs together.
"use strict";
const os = require("os"), fs = require("fs");
module.exports = Object.assign({ __proto__: null }, os.constants.errno, os.constants.priority, os.constants.signals,
  fs.constants);
