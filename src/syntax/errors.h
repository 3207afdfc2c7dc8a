// Errors: from a tree with errors in it to messages that point where a person would point.
#pragma once

#include "diag/diag.h"
#include "syntax/tree.h"

enum { ERRORS_PER_FILE = 3 }; // later ones are mostly consequences of the first

// Adds at least one diagnostic for a tree whose `has_error` is set.
void errors_report(const Tree *tree, const SourceFile *file, Diagnostics *diagnostics);
