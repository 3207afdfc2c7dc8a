// Hash: 64 bits from bytes (XXH3), the same on every machine.
#pragma once

#include "base/text.h"

uint64_t hash_bytes(const void *bytes, size_t size);

// Of numbers, such as the hashes of parts: whatever the machine's order of bytes.
uint64_t hash_numbers(const uint64_t *numbers, size_t count);

static inline uint64_t hash_text(Text text) {
  return hash_bytes(text.at, text.size);
}
