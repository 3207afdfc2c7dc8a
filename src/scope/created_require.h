// Created_require: the `require` that an ES module for Node makes for itself.
#pragma once

#include "scope/module_record.h"

// Whether `call` is `createRequire(import.meta.url)`, by what `record` says of the imports so far.
bool creates_require(const ScopeTable *table, const ModuleRecord *record, NodeId call);

// The variable that a declarator puts such a function into for good, or 0.
SymbolId created_require(const ScopeTable *table, const ModuleRecord *record, NodeId declarator);
