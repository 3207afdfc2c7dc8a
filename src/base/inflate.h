// Inflate: what deflate has packed, unpacked.
#pragma once

#include "base/text.h"

typedef enum InflateResult {
  INFLATE_GOOD,
  INFLATE_DAMAGED,    // it ends too early, or is none
  INFLATE_OTHER_SIZE, // it is well, but there is more or less of it than was said
} InflateResult;

// Unpacks raw deflate, which is to give exactly `size` bytes, to `to` (not NULL). No more than that
// is ever written.
InflateResult inflate_text(Text packed, char *to, uint32_t size);

// The checksum of zip and gzip.
uint32_t inflate_checksum(Text text);
