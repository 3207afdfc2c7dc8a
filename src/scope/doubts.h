// Doubts: code that does something else than its author must have meant, as warnings.
//
// Takes: a tree with its scopes, and whether the file is an ES module.
// Gives: what can be told of one file without knowing any value. What is a matter of taste, or may
//        be meant, is the linter's.
// Never: more than DOUBTS_PER_FILE messages for one file.
#pragma once

#include "diag/diag.h"
#include "scope/module_record.h"

enum { DOUBTS_PER_FILE = 20 };

void doubts_report(const ScopeTable *table, const ModuleRecord *record, bool is_esm,
                   const SourceFile *file, Diagnostics *diagnostics);

// Calls of eval that see the names around them, which matters to who bundles them.
void doubts_report_evals(const ScopeTable *table, const SourceFile *file, Diagnostics *diagnostics);
