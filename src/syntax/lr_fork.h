// LrFork: going on where the grammar allows more than one thing.
//
// Takes: a run that met a conflict, with the token that it met it on.
// Gives: the run, as if it had known all along which way is right; or the verdict that none is.
#pragma once

#include "syntax/lr_emit.h"

// One parse in progress.
typedef struct LrRun {
  const LrTables *tables;
  Text source;
  Arena *arena; // of the result
  LrOutput output;
  uint32_t position;       // where the last token or comment ended
  bool newline;            // a line ended between the last visible token and `position`
  uint32_t fresh_comments; // since the last token
} LrRun;

typedef enum LrVerdict { LR_GOES_ON, LR_ACCEPTED, LR_REFUSED } LrVerdict;

LrVerdict lr_fork(LrRun *run, const LrToken *token);

// Adds a comment token to the run's comments and moves behind it.
void lr_add_comment(LrRun *run, const LrToken *token);
