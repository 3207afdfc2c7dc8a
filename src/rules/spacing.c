// Between two tokens are comments, and what is not in one is space.
#include "rules/spacing.h"

Span token_span(const TokenTable *tokens, TokenId id) {
  return (Span){tokens->at[id].start, tokens->at[id].end};
}

Span gap_between(const TokenTable *tokens, TokenId left, TokenId right) {
  return (Span){tokens->at[left].end, tokens->at[right].start};
}

bool is_spaced(const TokenTable *tokens, TokenId left, TokenId right) {
  for (TokenId id = left; id && id < right; id = token_next_any(tokens, id)) {
    if (tokens->at[id].end < tokens->at[id + 1].start) return true;
  }
  return false;
}

bool is_on_one_line(SourceCode *code, TokenId left, TokenId right) {
  const TokenTable *tokens = source_tokens(code);
  return source_same_line(code, tokens->at[left].end, tokens->at[right].start);
}
