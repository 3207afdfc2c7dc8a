// A part is a word, which has a dot before it if it is not the first, or a string in brackets.
#include "base/dotted_name.h"

#include <ctype.h>

// Letters beyond ASCII are taken for ones that names may have.
static bool is_of_word(char sign, bool is_first) {
  unsigned char byte = (unsigned char)sign;
  bool is_letter = isalpha(byte) || byte == '_' || byte == '$' || byte >= 0x80;
  return is_letter || (!is_first && isdigit(byte));
}

static bool step_word(Text name, uint32_t *at) {
  uint32_t start = *at;
  while (*at < name.size && is_of_word(name.at[*at], *at == start)) ++*at;
  return *at > start;
}

// Behind the bracket. A string with escapes, or over several lines, nobody needs here.
static bool step_string(Text name, uint32_t *at) {
  char quote = *at < name.size ? name.at[*at] : '\0';
  if (quote != '"' && quote != '\'') return false;
  uint32_t end = text_find_byte(name, quote, *at + 1);
  if (end == TEXT_NOT_FOUND || end + 1 >= name.size || name.at[end + 1] != ']') return false;
  for (uint32_t i = *at; i < end; i++) {
    if (name.at[i] == '\\' || name.at[i] == '\n') return false;
  }
  *at = end + 2;
  return true;
}

bool dotted_name_step(Text name, uint32_t *at) {
  if (*at == 0) return step_word(name, at);
  if (*at >= name.size) return false;
  char sign = name.at[(*at)++];
  return sign == '.' ? step_word(name, at) : sign == '[' && step_string(name, at);
}

Text dotted_name_part(Text name, uint32_t *at) {
  uint32_t start = *at;
  dotted_name_step(name, at);
  if (start == 0) return text_slice(name, 0, *at);
  bool is_string = name.at[start] == '[';
  return is_string ? text_slice(name, start + 2, *at - 2) : text_slice(name, start + 1, *at);
}

bool dotted_name_is_good(Text name) {
  uint32_t at = 0;
  while (at < name.size) {
    if (!dotted_name_step(name, &at)) return false;
  }
  return name.size > 0;
}
