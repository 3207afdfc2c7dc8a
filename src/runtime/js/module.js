// Node's `module`.
"use strict";
module.exports = require("internal/user_modules").Module;
