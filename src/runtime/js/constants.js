// Node's `constants`: those of os, fs and crypto together.
"use strict";
const { dlopen, errno, priority, signals } = require("os").constants;

module.exports = Object.freeze(Object.assign({}, dlopen, errno, priority, signals, require("fs").constants,
  require("crypto").constants));
