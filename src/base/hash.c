// The only file that sees xxHash.
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t hash_bytes(const void *bytes, size_t size) {
  return XXH3_64bits(bytes, size);
}

uint64_t hash_numbers(const uint64_t *numbers, size_t count) {
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  for (size_t i = 0; i < count; i++) {
    unsigned char bytes[sizeof *numbers]; // the lowest first
    for (size_t b = 0; b < sizeof bytes; b++) bytes[b] = (unsigned char)(numbers[i] >> (8 * b));
    XXH3_64bits_update(&state, bytes, sizeof bytes);
  }
  return XXH3_64bits_digest(&state);
}
