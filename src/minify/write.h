// Write: a program as text. Long ones are printed on all threads, a stretch of statements each.
#pragma once

#include "minify/work.h"

// The same text and mappings as by ast_print, in `arena`; names may be there more than once.
AstPrinted write_program(const Minify *minify, Arena *arena, const AstPrintInput *input);
