// The engine compiles on other threads, and tells its own loop, which is not the one that turns here: a promise of
// WebAssembly would never be settled. So what gives one does its work at once.
"use strict";

function install(WebAssembly) {
  const { Module, Instance } = WebAssembly;
  const replacements = {
    async compile(bytes) {
      return new Module(bytes);
    },
    async instantiate(source, imports = undefined) {
      if (source instanceof Module) return new Instance(source, imports);
      const module = new Module(source);
      return { module, instance: new Instance(module, imports) };
    },
  };
  for (const name of Object.keys(replacements)) WebAssembly[name] = replacements[name];
  return WebAssembly;
}

module.exports = { install };
