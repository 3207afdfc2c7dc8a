// Node's `stream/web`.
"use strict";
module.exports = require("internal/web_streams");
