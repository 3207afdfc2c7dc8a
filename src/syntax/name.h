// Name: what identifiers and private names are made of.
#pragma once

#include "base/text.h"

// Whether a name can start, or go on, with the code point.
bool name_can_start(uint32_t code);
bool name_can_contain(uint32_t code);

// The name that a spelling means: its escapes are replaced. Without escapes it is the spelling
// itself, otherwise it lives in `arena`. What is no escape of a name stays as it is.
Text name_value(Arena *arena, Text spelling);
