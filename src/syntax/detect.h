// Detect: where a text stops making sense.
#pragma once

#include "base/text.h"

enum {
  // Looking costs several times as much as parsing: up to a second for as much as this. In larger
  // texts, look at a statement.
  DETECT_LIMIT_BYTES = 4 << 20,
};

// The start of the first token that no JavaScript goes on with after what is before it, or the size
// of the text where it only stops too early. TEXT_NOT_FOUND where there is no error, or the text is
// larger than DETECT_LIMIT_BYTES.
uint32_t detect_error(Text source);
