// Stock: the tree-sitter runtime as a parser, its tree converted to ours.
//
// Slower than the grammar's tables need it to be, but it recovers from errors: messages need that.
#pragma once

#include "syntax/parse.h"

// Parses `source` into `tree`, which may have errors. False where it was given up because the text
// is nested beyond SYNTAX_DEPTH_LIMIT; `*too_deep_at` then tells where.
bool stock_parse(Arena *arena, Text source, Tree *tree, uint32_t *too_deep_at);
