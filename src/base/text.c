// Plain byte searches; the C library's are vectorised, so these only add lengths to them, but for
// short parts.
#include "base/text.h"

#include "base/bytes16.h"

#include <stdarg.h>
#include <stdio.h>

bool text_is_one_of(Text text, const char *const *list) {
  for (; *list; list++) {
    if (text_is(text, text_of(*list))) return true;
  }
  return false;
}

uint32_t text_find_byte(Text text, char byte, uint32_t from) {
  if (from >= text.size) return TEXT_NOT_FOUND;
  const char *found = memchr(text.at + from, byte, text.size - from);
  return found ? (uint32_t)(found - text.at) : TEXT_NOT_FOUND;
}

uint32_t text_find_last_byte(Text text, char byte) {
  for (uint32_t i = text.size; i > 0; i--) {
    if (text.at[i - 1] == byte) return i - 1;
  }
  return TEXT_NOT_FOUND;
}

// The C library is slow at parts of two to a few bytes, and safe with long ones, which could make
// the search for their ends quadratic.
enum { SHORT_PART = 16 };

// Looks for the first and the last byte of a short part, sixteen places at a time; see Wojciech
// Muła, "SIMD-friendly algorithms for substring searching". Gives how far it got without a find.
static uint32_t find_short(Text text, Text part, uint32_t *found) {
  const unsigned char *heads = (const unsigned char *)text.at, *tails = heads + part.size - 1;
  unsigned char first = (unsigned char)part.at[0], last = (unsigned char)part.at[part.size - 1];
  uint32_t at = 0;
  for (; at + part.size + 15 <= text.size; at += 16) {
    uint32_t places = bytes16_mask(bytes16_equal(bytes16_load(heads + at), first)) &
                      bytes16_mask(bytes16_equal(bytes16_load(tails + at), last));
    for (; places; places &= places - 1) {
      *found = at + (uint32_t)__builtin_ctz(places);
      if (memcmp(text.at + *found, part.at, part.size) == 0) return at;
    }
  }
  *found = TEXT_NOT_FOUND;
  return at;
}

uint32_t text_find(Text text, Text part) {
  uint32_t found = TEXT_NOT_FOUND, from = 0;
  if (part.size == 0) return 0;
  if (part.size > text.size) return TEXT_NOT_FOUND;
  if (part.size <= SHORT_PART) from = find_short(text, part, &found);
  if (found != TEXT_NOT_FOUND || from >= text.size) return found;
  const char *rest = memmem(text.at + from, text.size - from, part.at, part.size);
  return rest ? (uint32_t)(rest - text.at) : TEXT_NOT_FOUND;
}

uint32_t text_string_end(Text text, uint32_t at) {
  char quote = text.at[at];
  for (at++; at < text.size && text.at[at] != quote; at++) {
    if (text.at[at] == '\\') at++;
  }
  return at < text.size ? at + 1 : text.size;
}

Text text_until(Text text, char stop) {
  uint32_t found = text_find_byte(text, stop, 0);
  return found == TEXT_NOT_FOUND ? text : text_slice(text, 0, found);
}

Text text_next(Text *rest, char stop) {
  Text taken = text_until(*rest, stop);
  *rest = text_slice(*rest, taken.size + (taken.size < rest->size), rest->size);
  return taken;
}

int text_compare(Text a, Text b) {
  uint32_t shared = a.size < b.size ? a.size : b.size;
  int order = shared ? memcmp(a.at, b.at, shared) : 0;
  return order ? order : (a.size > b.size) - (a.size < b.size);
}

Text text_copy(Arena *arena, Text text) {
  return (Text){arena_copy(arena, text.at, text.size), text.size};
}

Text text_join(Arena *arena, const Text *parts) {
  uint32_t size = 0;
  for (const Text *part = parts; part->at; part++) size += part->size;
  char *joined = arena_alloc(arena, size + 1, 1);
  char *to = joined;
  for (const Text *part = parts; part->at; part++) {
    if (part->size) memcpy(to, part->at, part->size);
    to += part->size;
  }
  return (Text){joined, size};
}

Text text_format(Arena *arena, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, args);
  char *at = arena_alloc(arena, (size_t)size + 1, 1);
  vsnprintf(at, (size_t)size + 1, format, again);
  va_end(again);
  va_end(args);
  return (Text){at, (uint32_t)size};
}

enum { LONGEST_COMPARED = 64 }; // names longer than this are not worth a suggestion

// Levenshtein's distance, one row at a time.
uint32_t text_distance(Text a, Text b, uint32_t limit) {
  if (a.size > LONGEST_COMPARED || b.size > LONGEST_COMPARED) return limit + 1;
  uint32_t row[LONGEST_COMPARED + 1];
  for (uint32_t j = 0; j <= b.size; j++) row[j] = j;
  for (uint32_t i = 1; i <= a.size; i++) {
    uint32_t diagonal = row[0];
    uint32_t least = row[0] = i;
    for (uint32_t j = 1; j <= b.size; j++) {
      uint32_t change = diagonal + (a.at[i - 1] != b.at[j - 1]);
      diagonal = row[j];
      uint32_t shorter = row[j] < row[j - 1] ? row[j] : row[j - 1];
      row[j] = change < shorter + 1 ? change : shorter + 1;
      if (row[j] < least) least = row[j];
    }
    if (least > limit) return limit + 1;
  }
  return row[b.size];
}
