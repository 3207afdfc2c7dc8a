// Base64: bytes as text, by RFC 4648, with padding.
#pragma once

#include "base/buffer.h"

// How many characters `size` bytes become.
static inline size_t base64_size(size_t size) {
  return (size + 2) / 3 * 4;
}

// Appends `bytes` to `out`.
void base64_add(Buffer *out, Text bytes);
