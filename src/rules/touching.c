// What words are made of grows together, and so do signs that are the beginning of longer ones.
#include "rules/touching.h"

static bool is_word_byte(char byte) {
  return byte == '_' || byte == '$' || (byte >= '0' && byte <= '9') ||
         (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '\\' ||
         (unsigned char)byte >= 0x80;
}

bool bytes_grow_together(char left, char right) {
  return (is_word_byte(left) && (is_word_byte(right) || right == '#')) ||
         (left == right && (left == '+' || left == '-')) || (left == '/' && strchr("/*", right));
}

// Whether a comment ends at byte `end`: it grows together with nothing.
static bool is_behind_comment(SourceCode *code, uint32_t end) {
  if (end < 2 || code->text.at[end - 1] != '/' || code->text.at[end - 2] != '*') return false;
  const TokenTable *tokens = source_tokens(code);
  return token_is_comment(tokens, token_around(tokens, end - 1));
}

Text touching_text(SourceCode *code, uint32_t start, uint32_t end, Text text) {
  Text all = code->text;
  bool before = start > 0 && text.size && bytes_grow_together(all.at[start - 1], text.at[0]) &&
                !is_behind_comment(code, start);
  bool behind =
      end < all.size && text.size && bytes_grow_together(text.at[text.size - 1], all.at[end]);
  if (!before && !behind) return text;
  return text_concat(code->arena, before ? TEXT(" ") : TEXT(""), text,
                     behind ? TEXT(" ") : TEXT(""));
}

bool touches_left(SourceCode *code, uint32_t at, Text text) {
  return at > 0 && text.size && bytes_grow_together(code->text.at[at - 1], text.at[0]);
}
