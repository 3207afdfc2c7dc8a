// Spaces: what JavaScript's String.prototype.trim takes for space.
#pragma once

#include "base/text.h"

// How many bytes the space or line end at `at` takes; 0 if there is none.
uint32_t text_space_size(Text text, uint32_t at);

// Whether there is nothing else in a text; the text without those around it.
bool text_is_blank(Text text);
Text text_trim(Text text);
