// Comments: what rules about comments ask of them.
#pragma once

#include "rules/source_code.h"

// Whether it is a comment of the language: no shebang.
static inline bool is_comment(const TokenTable *table, TokenId id) {
  return token_is_comment(table, id) && table->at[id].type != TOKEN_TYPE_SHEBANG;
}

// The comment of a token table for a comment of the tree; 0 for a shebang, which is none.
TokenId comment_token(SourceCode *code, uint32_t index);

// Whether a comment's text is for a tool to read: `eslint…`, `jshint …`, `istanbul …`.
bool comment_is_for_tools(Text value);
