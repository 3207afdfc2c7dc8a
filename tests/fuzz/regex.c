// Any text: checking a regular expression ends soon, and a message is about a place in the literal.
// What may follow a literal in a source is never looked at: the bytes are a block of their own.
#include "syntax/regex.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <time.h>

enum { MOST_SECONDS = 2 }; // for a text of a few thousand bytes, under sanitizers

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool holds) {
  if (!holds) abort();
}

// Whether the parser could have read it as a regular expression: a body between slashes.
static bool is_literal(Text text) {
  if (text.size < 3 || text.at[0] != '/' || text.at[1] == '*' || text.at[1] == '/') return false;
  return text_find_byte(text, '/', 1) != TEXT_NOT_FOUND &&
         utf8_find_invalid(text) == TEXT_NOT_FOUND;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  Text literal = {(const char *)bytes, (uint32_t)size};
  if (!is_literal(literal)) return -1;
  Arena scratch = {0};
  RegexError error;
  clock_t start = clock();
  bool is_valid = regex_check(&scratch, literal, &error);
  require(clock() - start < MOST_SECONDS * CLOCKS_PER_SEC);
  require(is_valid || (error.start <= error.end && error.end <= literal.size));
  require(regex_check(&scratch, literal, &error) == is_valid);
  arena_release(&scratch);
  return 0;
}
