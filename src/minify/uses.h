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

// Whether nodes of this kind can stand for a variable.
bool uses_is_variable(NodeKind kind);

// The role of a node of such a kind.
UseRole uses_role(const Ast *ast, AstId id);

// Adds `by` uses of one symbol.
void uses_add(Minify *minify, AstId id, UseRole role, uint32_t by);
