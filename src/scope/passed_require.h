// Passed_require: the `require` that a file hands to the function which is its code.
#pragma once

#include "scope/scope.h"

// The parameter `require` of the function that the `require` of a file, at `name`, is handed to, or
// 0. Nothing else is written to it.
SymbolId passed_require(const ScopeTable *table, NodeId name);
