// Spaces: what JavaScript's String.prototype.trim takes for space.
#pragma once

#include "base/text.h"

// Whether a text has only spaces and line ends; the text without those around it.
bool text_is_blank(Text text);
Text text_trim(Text text);
