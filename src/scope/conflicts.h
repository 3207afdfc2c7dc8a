// Conflicts: what is wrong with the names of one file, as messages.
//
// Takes: what the analysis wrote down (ScopeTable), and what the module exports.
// Gives: the early errors that take scopes: names declared twice, exports of names that are
//        declared nowhere, and a name exported twice; and writes to what can't be written to.
// Never: more than a handful of messages of a kind for one file.
#pragma once

#include "diag/diag.h"
#include "scope/module_record.h"

enum { SCOPE_ERRORS_PER_FILE = 10 };

// Names that are declared twice, and exports of names that are not declared.
void scope_report(const ScopeTable *table, const SourceFile *file, Diagnostics *diagnostics);

// Names that are exported twice; `record` is that of the same file.
void scope_report_exports(const ModuleRecord *record, const Tree *tree, const SourceFile *file,
                          Diagnostics *diagnostics);

// Writes to imports and constants: warnings, as they throw when they run.
void scope_report_writes(const ScopeTable *table, const SourceFile *file,
                         Diagnostics *diagnostics);
