// Stock: the tree-sitter runtime as a parser, its tree converted to ours.
//
// It parses what our own parser gives up on for lack of room, and it can reuse a tree that was
// edited. It uses our scanner, but the rules that go beyond the grammar (words that are keywords by
// what is around them, blocks that start with a label, `export ... with`) are our parser's alone.
// So nothing that it says about an error reaches anybody while our parser can tell: no valid code
// is reported for the grammar's sake, and the text needs no masks.
#pragma once

#include "syntax/parse.h"

typedef enum StockResult {
  STOCK_PARSED,   // into a tree, which may have errors
  STOCK_TOO_DEEP, // nested beyond SYNTAX_DEPTH_LIMIT
  STOCK_GAVE_UP,  // recovering from what is no JavaScript took more work than a message is worth
} StockResult;

// Parses `source` into `tree`. `*too_deep_at` tells where it is STOCK_TOO_DEEP.
StockResult stock_parse(Arena *arena, Text source, Tree *tree, uint32_t *too_deep_at);

// The same for a text that is known to have errors, in less time: recovering takes a few steps for
// each of them, or else no end of them.
StockResult stock_recover(Arena *arena, Text source, Tree *tree);
