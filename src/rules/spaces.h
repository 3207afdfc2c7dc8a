// Spaces: what JavaScript's String.prototype.trim takes for space.
#pragma once

#include "base/text.h"

// Whether a text has only spaces and line ends; the text without those around it.
bool text_is_blank(Text text);
Text text_trim(Text text);

// How many bytes the space or line end at `at`, or the one that ends at `end`, takes; 0 if there is
// none.
uint32_t space_size(Text text, uint32_t at);
uint32_t space_size_before(Text text, uint32_t end);

// Where those that begin at `at` are over; a text without those that it begins with.
uint32_t spaces_end(Text text, uint32_t at);
Text text_trim_start(Text text);
