// StrictOutput: sloppy code so that it does the same as a part of an ES module, whose code is
// strict.
//
// Takes: a tree with its scopes, of which early_check_as_strict() says what no text can mend.
// Gives: replacements in source order: octal numbers and escapes in the form that strict code has,
//        values of the variables of loops with "in" (Annex B.3.5), and functions of blocks (Annex
//        B.3.3) with the variable that they are given to, and other names for variables that are
//        called as strict code or modules may not: `package`, `await`.
// Never: renames what direct eval or `with` may see.
#pragma once

#include "diag/diag.h"
#include "scope/scope.h"
#include "syntax/replacement.h"

void strict_output_apply(Arena *arena, const ScopeTable *table, Replacements *out);

// Whether what early_check_as_strict() says of what begins at `start` is written in another way. It
// is an EarlyMends of a ScopeTable.
bool strict_output_mends(const void *table, MessageId said, uint32_t start);

// Whether some function of the top level is declared again there, which modules forbid.
bool strict_output_repeats(const ScopeTable *table);
