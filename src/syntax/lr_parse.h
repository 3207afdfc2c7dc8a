// LrParse: our own driver over a grammar's tables, ten times as fast as the stock runtime.
//
// Takes: a source that is followed by at least SYNTAX_PADDING bytes of zero.
// Gives: the tree that the stock runtime's conversion gives (see stock.h). It recovers from no
//        error: then it gives what it had read, and what would let it go on.
#pragma once

#include "syntax/lr_refusal.h"

typedef enum LrResult {
  LR_PARSED,
  LR_WRONG,    // there is a syntax error at the place given
  LR_TOO_DEEP, // it is nested beyond SYNTAX_DEPTH_LIMIT at the place given
  LR_GAVE_UP,  // a limit was hit: only the stock parser can tell
} LrResult;

// How a parse came to its end.
typedef struct LrEnd {
  LrResult result;
  uint32_t start, end; // bytes of the token that was an error; unset where there was none
  unsigned clues;      // GoalClue
  LrMends mends;       // where the result is LR_WRONG
} LrEnd;

// Parses `source` into `tree`, whose goal is the one given: a goal that is unknown stays so. Where
// the result is LR_WRONG, the tree is what was read before the error.
LrResult lr_parse(Arena *arena, Text source, SyntaxGoal goal, Tree *tree, LrEnd *end);
