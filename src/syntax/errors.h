// Errors: from where a parse stopped to messages that point where a person would point.
#pragma once

#include "syntax/lr_parse.h"

enum { ERRORS_PER_FILE = 3 }; // later ones are mostly consequences of the first

// Adds at least one diagnostic for the error at `end`; `tree` is what was read before it.
void errors_report(const SourceFile *file, const Tree *tree, const LrEnd *end,
                   Diagnostics *diagnostics);
