// Uses: what each identifier does, and how often each symbol occurs.
#pragma once

#include "minify/work.h"

typedef enum UseRole {
  USE_NAME, // no variable: a property's name, an alias
  USE_READ,
  USE_WRITE,
  USE_UPDATE,      // read and written: x++, x += 1
  USE_DECLARATION, // also `x` in `function x() {}`, in parameters, imports, `for (let x of …)`
  USE_EXPORT,      // in `export { x }`
} UseRole;

// The role of a name that means a variable (kind_is_variable).
UseRole uses_role(const Ast *ast, AstId id);

// Adds `by` uses of one symbol.
void uses_add(Minify *minify, AstId id, UseRole role, uint32_t by);
