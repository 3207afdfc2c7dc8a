// Stock: the tree-sitter runtime as a parser, its tree converted to ours.
//
// Slower than the grammar's tables need it to be, but it recovers from errors: messages need that.
#pragma once

#include "syntax/parse.h"

typedef enum StockResult {
  STOCK_PARSED,   // into a tree, which may have errors
  STOCK_TOO_DEEP, // nested beyond SYNTAX_DEPTH_LIMIT
  STOCK_GAVE_UP,  // recovering from what is no JavaScript took more work than a message is worth
} StockResult;

// Parses `source` into `tree`. `*too_deep_at` tells where it is STOCK_TOO_DEEP.
StockResult stock_parse(Arena *arena, Text source, Tree *tree, uint32_t *too_deep_at);
