// Arrays double, so that appending costs a constant time on average. Old storage stays in the arena
// unless the array is the arena's newest allocation, which then grows in place.
#include "base/array.h"

enum { FIRST_CAPACITY = 8 };

void *array_grow(Arena *arena, void *at, uint32_t *capacity, uint32_t least, size_t item_size) {
  uint32_t wanted = *capacity ? *capacity * 2 : FIRST_CAPACITY;
  if (wanted < least) wanted = least;
  void *grown = arena_grow(arena, at, *capacity * item_size, wanted * item_size, sizeof(void *));
  *capacity = wanted;
  return grown;
}
