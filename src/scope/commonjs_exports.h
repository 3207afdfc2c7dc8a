// CommonJsExports: the names that a CommonJS module exports, as far as its text tells.
//
// They are those that Node offers to `import { name }` (cjs-module-lexer), and more: `exports.x =`,
// `module.exports = { x }`, `Object.defineProperty(exports, "x", …)`, what TypeScript and Babel
// make of `export *`, and `module.exports = require("./other")`. As in Node, any variable called
// `exports` counts, so that UMD's wrappers are seen through; `default` and `__esModule` don't.
//
// A name is sure to be set where a statement of the top level does it and nothing takes the place
// of the object afterwards; Node sees those that cjs-module-lexer finds, which reads words.
#pragma once

#include "scope/module_record.h"

// Fills `record->commonjs` from `uses`: the identifiers called `exports` and `module`, in the order
// of the text. The imports of `record` are known already.
void commonjs_exports_read(Arena *arena, const ScopeTable *table, ModuleRecord *record,
                           const NodeIds *uses);
