// One pass over a copy. A comma is remembered until the next token tells whether it was one too
// many.
#include "base/json_comments.h"

// The end of the comment that starts at `at`; `at` where none does, or it has no end.
static uint32_t comment_end(Text text, uint32_t at) {
  Text rest = text_slice(text, at, text.size);
  if (text_starts(rest, TEXT("//"))) {
    uint32_t end = text_find_byte(text, '\n', at);
    return end == TEXT_NOT_FOUND ? text.size : end;
  }
  if (!text_starts(rest, TEXT("/*"))) return at;
  uint32_t end = text_find(text_slice(rest, 2, rest.size), TEXT("*/"));
  return end == TEXT_NOT_FOUND ? at : at + 2 + end + 2;
}

// Lines stay lines.
static void blank(char *bytes, uint32_t start, uint32_t end) {
  for (uint32_t i = start; i < end; i++) {
    if (bytes[i] != '\n' && bytes[i] != '\r') bytes[i] = ' ';
  }
}

Text json_without_comments(Arena *arena, Text text) {
  char *bytes = arena_copy(arena, text.at, text.size);
  uint32_t comma = TEXT_NOT_FOUND;
  for (uint32_t i = 0; i < text.size;) {
    char byte = text.at[i];
    uint32_t end = comment_end(text, i);
    if (end > i) {
      blank(bytes, i, end);
      i = end;
      continue;
    }
    bool closes = byte == '}' || byte == ']';
    if (closes && comma != TEXT_NOT_FOUND) bytes[comma] = ' ';
    if (!memchr(" \t\r\n", byte, 4)) comma = byte == ',' ? i : TEXT_NOT_FOUND;
    i = byte == '"' ? text_string_end(text, i) : i + 1;
  }
  return (Text){bytes, text.size};
}
