// LrFork: going on where the grammar allows more than one thing.
//
// Takes: a run that met a conflict, with the token that it met it on.
// Gives: the run, as if it had known all along which way is right; or the verdict that none is.
#pragma once

#include "syntax/lr_emit.h"

// One parse in progress.
typedef struct LrRun {
  const LrTables *tables;
  Arena *arena; // of the result
  LrOutput output;
  LrPlace place;           // its state and top are those of the output where the loop looks at them
  uint32_t fresh_comments; // since the last token
  LrToken refused;         // the token that was an error
  uint32_t repaired_at;    // where the last token was repaired, and how often
  uint32_t repair_count;
  struct Fork *fork; // memory that one fork leaves to the next
} LrRun;

typedef enum LrVerdict { LR_GOES_ON, LR_ACCEPTED, LR_REFUSED, LR_NESTED, LR_LIMITED } LrVerdict;

LrVerdict lr_fork(LrRun *run, const LrToken *token);

// Whether a keyword that `state` has no use for is an identifier; it becomes one then.
bool lr_becomes_identifier(const LrTables *tables, uint32_t state, LrToken *token);

// Whether the function or class that `by` makes is what a file exports as its default.
bool lr_is_exported_value(const LrPlace *place, const LrReduction *by);

// Whether a semicolon goes before a token that is an error; the token becomes that semicolon then.
bool lr_becomes_semicolon(const LrPlace *place, LrToken *token);

// Shifts a token and moves behind it. There must be room.
static inline void lr_run_shift(LrRun *run, uint32_t state, const LrToken *token) {
  bool newline = token->newline_before | run->place.newline;
  lr_shift(&run->output, state, token, newline);
  // A token that is no node, such as a semicolon that nobody wrote, leaves the line end to the
  // next.
  run->place.newline = newline && !run->tables->token_kinds[token->symbol];
  run->place.position = token->end;
  run->fresh_comments = 0;
}

// Adds a comment token to the run's comments and moves behind it.
void lr_add_comment(LrRun *run, const LrToken *token);
