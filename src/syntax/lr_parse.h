// LrParse: our own driver over a grammar's tables, ten times as fast as the stock runtime.
//
// Takes: a source that is followed by at least SYNTAX_PADDING bytes of zero.
// Gives: the tree that the stock runtime's conversion gives (see stock.h), or nothing: it recovers
//        from no error.
#pragma once

#include "syntax/parse.h"

// Parses `source` into `tree`. False where it has a syntax error, or is nested too deeply; the
// stock parser then says more.
bool lr_parse(Arena *arena, Text source, SyntaxGoal goal, Tree *tree);
