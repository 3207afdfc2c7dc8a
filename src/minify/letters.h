// Letters: names in the order of their length, beginning with the letters that are frequent anyway.
#pragma once

#include "base/text.h"

enum {
  LETTERS_HEAD = 54, // a-z A-Z $ _
  LETTERS_TAIL = 64, // digits, too
  LETTERS_LONGEST = 8,
};

typedef struct Letters {
  uint32_t counts[256];
  char head[LETTERS_HEAD], tail[LETTERS_TAIL];
} Letters;

// Counts the letters of a text that the output will have.
void letters_count(Letters *letters, Text text);

// Orders the letters by what was counted.
void letters_sort(Letters *letters);

// Writes the name number `index`, gives its size. Different indices give different names; some of
// them are reserved words (letters_is_reserved).
uint32_t letters_name(const Letters *letters, uint32_t index, char name[LETTERS_LONGEST]);

// Whether a text can't be the name of a variable everywhere, or would have to be told from a word.
bool letters_is_reserved(Text name);
