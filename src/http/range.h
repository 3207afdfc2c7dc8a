// Range: which parts of a file a request asks for.
#pragma once

#include "base/text.h"

enum { HTTP_RANGES = 16 }; // who asks for more at once gets the whole

typedef struct HttpRange {
  uint64_t first, last; // both are part of it
} HttpRange;

typedef enum HttpRangeVerdict {
  HTTP_RANGE_WHOLE, // the header means nothing to us, or is not worth it
  HTTP_RANGE_PARTS,
  HTTP_RANGE_UNSATISFIABLE, // all of them begin behind the end
} HttpRangeVerdict;

// Reads the value of Range, for `size` bytes. `ranges` has room for HTTP_RANGES.
HttpRangeVerdict http_read_ranges(Text header, uint64_t size, HttpRange *ranges, uint32_t *count);
