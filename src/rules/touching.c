// What words are made of grows together, and so do signs that are the beginning of longer ones.
#include "rules/touching.h"

#include "rules/spaces.h"

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

// Spaces beyond ASCII look like letters in their last or first byte.
static bool grows_left(Text all, uint32_t at, Text text) {
  return at > 0 && text.size && bytes_grow_together(all.at[at - 1], text.at[0]) &&
         !space_size_before(all, at);
}

Text touching_text(SourceCode *code, uint32_t start, uint32_t end, Text text) {
  Text all = code->text;
  bool before = grows_left(all, start, text) && !is_behind_comment(code, start);
  bool behind = end < all.size && text.size &&
                bytes_grow_together(text.at[text.size - 1], all.at[end]) && !space_size(all, end);
  if (!before && !behind) return text;
  return text_concat(code->arena, before ? TEXT(" ") : TEXT(""), text,
                     behind ? TEXT(" ") : TEXT(""));
}

bool touches_left(SourceCode *code, uint32_t at, Text text) {
  return grows_left(code->text, at, text);
}
