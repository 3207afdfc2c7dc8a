// LetterCase: capital and small letters of the alphabets that have both, such as Latin, Greek,
// Cyrillic, Armenian and Georgian.
#pragma once

#include "base/text.h"

// 1: `code` is a capital letter, -1: a small one, 0: neither.
int letter_case(uint32_t code);

// The other form of a letter: itself if it has none of one code point.
uint32_t letter_other_case(uint32_t code);

// letter_case of the first code point of a text, 0 if it is empty.
int letter_case_of_first(Text text);
