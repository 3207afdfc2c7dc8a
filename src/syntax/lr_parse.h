// LrParse: our own driver over a grammar's tables, ten times as fast as the stock runtime.
//
// Takes: a source that is followed by at least SYNTAX_PADDING bytes of zero.
// Gives: the tree that the stock runtime's conversion gives (see stock.h), or nothing: it recovers
//        from no error.
#pragma once

#include "syntax/parse.h"

typedef enum LrResult {
  LR_PARSED,
  LR_WRONG,    // there is a syntax error at the place given
  LR_TOO_DEEP, // it is nested beyond SYNTAX_DEPTH_LIMIT at the place given
  LR_GAVE_UP,  // a limit was hit: only the stock parser can tell
} LrResult;

// A range of bytes: the token where a parse came to its end.
typedef struct LrEnd {
  uint32_t start, end;
} LrEnd;

// Parses `source` into `tree`. `*end` is set unless the result is LR_PARSED.
LrResult lr_parse(Arena *arena, Text source, SyntaxGoal goal, Tree *tree, LrEnd *end);
