// Two line ends between what follows one another are an empty line.
#include "rules/blank_lines.h"

uint32_t line_ends_between(SourceCode *code, TokenId left, TokenId right) {
  const TokenTable *tokens = source_tokens(code);
  return source_line(code, tokens->at[right].start) - source_line(code, tokens->at[left].end);
}

TokenId token_last_but_semicolon(SourceCode *code, NodeId node) {
  const TokenTable *tokens = source_tokens(code);
  TokenId last = token_last(tokens, code->tree, node);
  TokenId before = token_previous(tokens, last), after = token_next(tokens, last);
  if (!token_is(tokens, last, TOKEN_SEMICOLON) || !before || !after) return last;
  bool is_own = tokens->at[before].start >= tree_node(code->tree, node)->start;
  bool is_apart = is_own && line_ends_between(code, before, last) > 0 &&
                  line_ends_between(code, last, after) == 0;
  return is_apart ? before : last;
}
