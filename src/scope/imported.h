// Imported: free names of a file that become imports after all (`--inject`).
#pragma once

#include "scope/scope.h"

// Makes a free name one that is imported.
void scope_make_import(ScopeTable *table, SymbolId symbol);

// Adds `count` imported symbols that have no name of their own; the first one. They live in
// `arena`.
SymbolId scope_add_imports(Arena *arena, ScopeTable *table, uint32_t count);
