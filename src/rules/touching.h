// Touching: tokens that would be read as one, or as others, without a space between them.
#pragma once

#include "rules/source_code.h"

// Whether a token that ends with one byte and one that begins with the other need a space.
bool bytes_grow_together(char left, char right);

// `text` with the spaces around it that it needs in the place of the bytes from `start` up to
// `end`, which begin and end with tokens.
Text touching_text(SourceCode *code, uint32_t start, uint32_t end, Text text);

// Whether a text, put at byte `at`, needs a space before it.
bool touches_left(SourceCode *code, uint32_t at, Text text);
