// Text: a piece of UTF-8 that somebody else owns.
//
// Never: NUL-terminated by promise, or changed through a Text.
#pragma once

#include "base/arena.h"

#include <string.h>

typedef struct Text {
  const char *at;
  uint32_t size; // in bytes
} Text;

// The text of a string literal.
#define TEXT(literal) ((Text){"" literal, sizeof(literal) - 1})

// For printf's "%.*s".
#define TEXT_ARGS(text) (int)(text).size, (text).at

static inline Text text_of(const char *string) {
  return (Text){string, (uint32_t)strlen(string)};
}

// The bytes from `start` up to `end`.
static inline Text text_slice(Text text, uint32_t start, uint32_t end) {
  return (Text){text.at + start, end - start};
}

static inline bool text_is(Text a, Text b) {
  return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

// Whether it is one of a list of strings, which ends with NULL.
bool text_is_one_of(Text text, const char *const *list);

// As text_is, whether ASCII letters are upper or lower case.
static inline bool text_is_but_case(Text a, Text b) {
  return a.size == b.size && strncasecmp(a.at, b.at, a.size) == 0;
}

static inline bool text_starts(Text text, Text prefix) {
  return text.size >= prefix.size && memcmp(text.at, prefix.at, prefix.size) == 0;
}

static inline bool text_ends(Text text, Text suffix) {
  return text.size >= suffix.size &&
         memcmp(text.at + text.size - suffix.size, suffix.at, suffix.size) == 0;
}

static inline bool text_starts_but_case(Text text, Text prefix) {
  return text.size >= prefix.size && strncasecmp(text.at, prefix.at, prefix.size) == 0;
}

static inline bool text_ends_but_case(Text text, Text suffix) {
  return text.size >= suffix.size &&
         strncasecmp(text.at + text.size - suffix.size, suffix.at, suffix.size) == 0;
}

enum { TEXT_NOT_FOUND = UINT32_MAX };

// The offset of the first `byte` at or after `from`, or TEXT_NOT_FOUND.
uint32_t text_find_byte(Text text, char byte, uint32_t from);

// The offset of the last `byte`, or TEXT_NOT_FOUND.
uint32_t text_find_last_byte(Text text, char byte);

// The offset of the first `part`, or TEXT_NOT_FOUND.
uint32_t text_find(Text text, Text part);

// The offset behind the string literal that begins with the quote at `at`, where a backslash keeps
// the next byte from ending it; the text's size if it has no end.
uint32_t text_string_end(Text text, uint32_t at);

// What comes before the first `stop`; all where there is none.
Text text_until(Text text, char stop);

// Takes what comes before the first `stop` from the front of `rest`, which goes on behind it.
Text text_next(Text *rest, char stop);

// Bytewise order: negative, zero or positive.
int text_compare(Text a, Text b);

// A NUL-terminated copy in `arena`.
Text text_copy(Arena *arena, Text text);

// The texts up to the first one whose `at` is NULL, joined in `arena`; NUL-terminated.
Text text_join(Arena *arena, const Text *parts);

#define text_concat(arena, ...) text_join((arena), (const Text[]){__VA_ARGS__, {NULL, 0}})

// A formatted text in `arena`, NUL-terminated.
Text text_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

// How many single-character edits turn `a` into `b`; stops counting beyond `limit`.
uint32_t text_distance(Text a, Text b, uint32_t limit);
