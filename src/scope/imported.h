// Imported: what a file imports without a statement that says so: free names (`--inject`), and what
// stands for expressions and for JSX.
#pragma once

#include "scope/scope.h"

// Makes a free name one that is imported.
void scope_make_import(ScopeTable *table, SymbolId symbol);

// Adds `count` imported symbols that are used and have no name of their own, behind those that
// there are. They are in no scope's list, so that they collide with no name of the file. All
// symbols then live in `arena`.
void scope_add_imports(Arena *arena, ScopeTable *table, uint32_t count);
