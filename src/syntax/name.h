// Name: what identifiers and private names are made of.
#pragma once

#include "base/text.h"

// Whether a name can start, or go on, with the code point.
bool name_can_start(uint32_t code);
bool name_can_contain(uint32_t code);

// What a word means where a name could stand.
typedef enum Word {
  WORD_NONE,      // a name
  WORD_RESERVED,  // never a name
  WORD_STRICT,    // no name in strict code
  WORD_LET,       // the same, and never declared by `let` and `const`
  WORD_YIELD,     // no name in strict code and in generators
  WORD_AWAIT,     // no name in modules, async functions and static blocks
  WORD_EVAL,      // not declared in strict code
  WORD_ARGUMENTS, // the same, and not there at all in the values of fields and in static blocks
} Word;

enum { NAME_LONGEST_WORD = 10 };

Word name_word(Text name);

// The name that a spelling means: its escapes are replaced. Without escapes it is the spelling
// itself, otherwise it lives in `arena`. What is no escape of a name stays as it is.
Text name_value(Arena *arena, Text spelling);
