// ByteSize: sizes as people read them.
#pragma once

#include "base/buffer.h"

// Appends "154b", "99.4kb" or "1.4mb".
void byte_size_add(Buffer *out, uint64_t bytes);
