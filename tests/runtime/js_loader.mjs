// Loads src/runtime/js under Node as the runtime does in JavaScriptCore: each file is the body of a
// function. Modules that need the runtime's C halves are Node's own.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../src/runtime/js");
const nodes = createRequire(import.meta.url);

const natives = new Set(["async_hooks", "child_process", "crypto", "dns", "dns/promises", "fs",
  "fs/promises", "http", "https", "module", "net", "os", "perf_hooks", "process", "timers",
  "timers/promises", "tty", "v8", "zlib"]);

/** A `require` for our modules; `bindings` are the native parts, by name. */
export function makeRequire(bindings = {}) {
  const loaded = new Map();
  const internalBinding = (name) => bindings[name];
  function requireOwn(specifier) {
    const name = specifier.startsWith("node:") ? specifier.slice(5) : specifier;
    if (loaded.has(name)) return loaded.get(name).exports;
    const file = path.join(root, `${name}.js`);
    if (natives.has(name) || !fs.existsSync(file)) return nodes(`node:${name}`);
    const module = { exports: {} };
    loaded.set(name, module);
    const text = `${fs.readFileSync(file, "utf8")}\n//# sourceURL=node:${name}`;
    new Function("exports", "require", "module", "internalBinding", text)(
      module.exports, requireOwn, module, internalBinding);
    return module.exports;
  }
  requireOwn.later = (name) => () => requireOwn(name);
  return requireOwn;
}
