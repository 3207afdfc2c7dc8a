3#!/usr/bin/env node
'use strict'; var fs = require("fs"), p = require.resolve("./a");
if (typeof require === "function") require(p);
exports.a = 1; module.exports = { b: 2, get c() { return this.b }, async *d() {}, ["e" + 1]: 3 };
try { require("./opt") } catch {}
if (process.env.NODE_ENV !== "production") { require("./dev") } else DEBUG && debug();
