// Early: what the specification calls early errors, as far as one file's syntax tells.
//
// Takes: a tree that parsed without an error, and whose goal is known.
// Gives: a diagnostic per error, at most EARLY_ERRORS_PER_FILE. Names that are declared twice are
//        not looked for here: that takes scopes (see scope/conflicts.h).
// Never: recursion over the tree, or work that grows faster than it.
#pragma once

#include "diag/diag.h"
#include "syntax/tree.h"

enum { EARLY_ERRORS_PER_FILE = 10 };

// Notes in the tree whether its sloppy code would do as a module's (`suits_module`).
void early_check(Tree *tree, const SourceFile *file, Diagnostics *diagnostics);

// Tells what somebody will mend: a message, and where in the source what it is about begins.
typedef struct EarlyMends {
  bool (*has)(const void *context, MessageId message, uint32_t start);
  const void *context;
} EarlyMends;

// The same of code that will be strict, though it does not say so; but for what is mended, and for
// what can never run.
void early_check_as_strict(const Tree *tree, const SourceFile *file, const EarlyMends *mends,
                           Diagnostics *diagnostics);
