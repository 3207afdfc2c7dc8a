// Graphemes: characters as people count them: a letter with its marks, a flag, a joined emoji.
#pragma once

#include "base/text.h"

// How many there are. What depends on a script's own rules (Hangul, Indic) is not looked at.
uint32_t count_graphemes(Text text);

// Whether a code point combines with the one before it; whether it colors the emoji before it;
// whether it is half of a flag.
bool is_combining(uint32_t code);
bool is_emoji_modifier(uint32_t code);
bool is_regional_indicator(uint32_t code);
