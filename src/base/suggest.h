// Suggest: which of the names that there are somebody may have meant.
#pragma once

#include "base/text.h"

typedef struct Suggestion {
  Text name;         // empty: nothing comes close
  uint32_t distance; // from what was written
} Suggestion;

// Takes `candidate` if it is closer to `written` than what was found before; tells whether it did.
bool suggest_consider(Suggestion *best, Text written, Text candidate);
