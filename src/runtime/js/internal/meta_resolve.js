// import.meta.resolve: what a module's import would lead to, as a URL.
"use strict";
const { Module } = require("internal/user_modules");
const { resolve } = require("internal/module_paths");
const { pathToFileURL } = require("url");

const isRelative = /^\.{0,2}\/|^\.{1,2}$/;

/** The function for the module of a path. Of files it doesn't ask whether they are there, as Node. */
const resolverAt = (path) => (specifier) => {
  const id = `${specifier}`;
  if (Module.isBuiltin(id)) return id.startsWith("node:") ? id : `node:${id}`;
  if (isRelative.test(id)) return new URL(id, pathToFileURL(path)).href;
  if (URL.canParse(id)) return new URL(id).href;
  return pathToFileURL(resolve(id, new Module(path), true)).href;
};

module.exports = { resolverAt };
