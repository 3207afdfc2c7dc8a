// Detect: where a text stops making sense.
#pragma once

#include "base/text.h"

enum {
  // Looking costs about ten times as much as parsing; the messages for larger files get by without.
  DETECT_LIMIT_BYTES = 8 << 20,
};

// The start of the first token that no JavaScript goes on with after what is before it, or the size
// of the text where it only stops too early. TEXT_NOT_FOUND where there is no error, or the text is
// larger than DETECT_LIMIT_BYTES.
uint32_t detect_error(Text source);
