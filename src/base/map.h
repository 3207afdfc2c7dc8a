// Map: from texts to 32-bit numbers (ids, indices), in an arena.
//
// Keys are not copied: they must live as long as the map. Entries stay in the order of insertion,
// so that going through `entries` is deterministic.
#pragma once

#include "base/array.h"
#include "base/text.h"

typedef struct MapEntry {
  Text key;
  uint32_t value;
  uint32_t hash; // the low half of the key's hash
} MapEntry;

typedef struct Map {
  Array(MapEntry) entries;
  uint32_t *slots; // index + 1 into `entries`, 0 = free
  uint32_t slot_count;
} Map;

// The value of `key`, or NULL. Valid until the next map_add.
uint32_t *map_find(const Map *map, Text key);

// The value of `key`, added as 0 if it was not there (`*is_new` tells, may be NULL).
uint32_t *map_add(Arena *arena, Map *map, Text key, bool *is_new);

// The hash of a key, as entries have it.
uint32_t map_hash(Text key);

static inline bool map_has(const Map *map, Text key) {
  return map_find(map, key) != NULL;
}

static inline void map_set(Arena *arena, Map *map, Text key, uint32_t value) {
  *map_add(arena, map, key, NULL) = value;
}
