// Halving: the answer stays between `low` and `high`.
#include "base/search.h"

uint32_t search_keys(const uint32_t *first, uint32_t count, size_t stride, uint32_t key) {
  const char *keys = (const char *)first;
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (*(const uint32_t *)(const void *)(keys + middle * stride) < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
