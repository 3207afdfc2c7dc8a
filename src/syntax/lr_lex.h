// LrLex: the next token of a source, as a state of the grammar wants it.
//
// Takes: a source that is followed by at least SYNTAX_PADDING bytes of zero.
// Never: keeps a state: the same state at the same position gives the same token.
#pragma once

#include "base/text.h"
#include "syntax/lr_tables.h"

typedef struct LrToken {
  uint32_t start, end;
  uint16_t symbol;
  bool is_keyword;     // the word is a keyword of the grammar, whether it is taken as one or not
  bool newline_before; // a line ends between the position and `start`
} LrToken;

// Lexes at `position`, where the last token or comment ended. False where there is no token.
bool lr_lex(const LrTables *tables, Text source, uint32_t state, uint32_t position, LrToken *token);
