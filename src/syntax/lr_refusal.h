// LrRefusal: what a parse leaves behind where it met an error.
//
// Takes: a run whose verdict was LR_REFUSED, with its stack as it stands.
// Gives: the tree of what it had read, and the tokens that would have let it go on.
#pragma once

#include "syntax/lr_fork.h"

enum { LR_MOST_MENDS = 8, LR_MOST_EXPECTED = 4 };

// Changes of one token after which the parse goes on for a while. They say what fits, not what was
// meant.
typedef struct LrMends {
  uint16_t inserted[LR_MOST_MENDS]; // NodeKind: one of these may go before the token
  uint16_t replaced[LR_MOST_MENDS]; // or stand in its place; both end with NODE_NONE
  bool removed;                     // the token may go
  // What the parse takes where it stands, where there are few such tokens: all of them, at the end
  // NODE_NONE. Where there are many, none.
  uint16_t expected[LR_MOST_EXPECTED];
} LrMends;

// Whether a list of kinds that ends with NODE_NONE has one.
static inline bool lr_mends_have(const uint16_t *kinds, uint32_t kind) {
  while (*kinds && *kinds != kind) kinds++;
  return *kinds != NODE_NONE;
}

// The nodes that were read before the error, complete or not, below a root of kind NODE_ERROR.
// False where they are nested too deeply, which is at `*too_deep_at`.
bool lr_refusal_tree(LrRun *run, Arena *arena, Tree *tree, uint32_t *too_deep_at);

// Tries what would mend the text. The run can't go on afterwards.
void lr_refusal_mends(LrRun *run, LrMends *mends);
