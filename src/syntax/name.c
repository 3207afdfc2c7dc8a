// The specification's IdentifierName is Unicode's, with `$`, `_` and the two joiners.
#include "syntax/name.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "syntax/escape.h"

enum { ZERO_WIDTH_NON_JOINER = 0x200C, ZERO_WIDTH_JOINER = 0x200D, SHORTEST_WORD = 2 };

bool name_can_start(uint32_t code) {
  return unicode_is_id_start(code) || code == '$' || code == '_';
}

bool name_can_contain(uint32_t code) {
  return unicode_is_id_part(code) || code == '$' || code == ZERO_WIDTH_NON_JOINER ||
         code == ZERO_WIDTH_JOINER;
}

#define WORD_KEY(size, first, second) ((uint32_t)(size) << 16 | (uint32_t)(first) << 8 | (second))

Word name_word(Text name) {
  if (name.size < SHORTEST_WORD || name.size > NAME_LONGEST_WORD) return WORD_NONE;
  switch (WORD_KEY(name.size, (unsigned char)name.at[0], (unsigned char)name.at[1])) {
#define WORD(first, second, text, word)                                                            \
  case WORD_KEY(sizeof text - 1, first, second):                                                   \
    return text_is(name, TEXT(text)) ? word : WORD_NONE;
#include "syntax/early_words.def"
  default: return WORD_NONE;
  }
}

static bool is_unicode_escape(Text spelling, uint32_t at) {
  return spelling.at[at] == '\\' && at + 1 < spelling.size && spelling.at[at + 1] == 'u';
}

Text name_value(Arena *arena, Text spelling) {
  if (text_find_byte(spelling, '\\', 0) == TEXT_NOT_FOUND) return spelling;
  char *name = arena_alloc(arena, spelling.size, 1); // an escape is longer than what it stands for
  uint32_t size = 0;
  for (uint32_t i = 0; i < spelling.size;) {
    Escape escape = {.kind = ESCAPE_BAD_UNICODE};
    if (is_unicode_escape(spelling, i)) escape = escape_read(spelling, i);
    if (escape.kind == ESCAPE_CHARACTER) {
      size += utf8_encode(escape.code, name + size);
      i = escape.end;
    } else {
      name[size++] = spelling.at[i++];
    }
  }
  arena_trim(arena, name, spelling.size, size);
  return (Text){name, size};
}
