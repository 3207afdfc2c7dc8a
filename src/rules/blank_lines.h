// BlankLines: empty lines between tokens and comments.
#pragma once

#include "rules/source_code.h"

// How many line ends there are between the end of a token or comment and the beginning of another.
uint32_t line_ends_between(SourceCode *code, TokenId left, TokenId right);

// Whether there is an empty line between two of them that follow one another.
static inline bool has_blank_line(SourceCode *code, TokenId left, TokenId right) {
  return line_ends_between(code, left, right) >= 2;
}

// The last token of a node, but for a semicolon that stands on a later line, next to what follows:
// it belongs there, as people write who leave semicolons out.
TokenId token_last_but_semicolon(SourceCode *code, NodeId node);
