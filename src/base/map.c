// Open addressing with linear probing over an index of 32-bit slots; entries live in one array.
#include "base/map.h"

#include "base/hash.h"

enum { FIRST_SLOTS = 16 };

uint32_t map_hash(Text key) {
  return (uint32_t)hash_text(key);
}

static uint32_t *find_slot(const Map *map, Text key, uint32_t hash) {
  uint32_t mask = map->slot_count - 1;
  for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
    uint32_t *slot = &map->slots[i];
    if (*slot == 0) return slot;
    const MapEntry *entry = &map->entries.at[*slot - 1];
    if (entry->hash == hash && text_is(entry->key, key)) return slot;
  }
}

static void rebuild_slots(Arena *arena, Map *map) {
  map->slot_count = map->slot_count ? map->slot_count * 2 : FIRST_SLOTS;
  map->slots = arena_new(arena, uint32_t, map->slot_count);
  uint32_t mask = map->slot_count - 1;
  for (uint32_t e = 0; e < map->entries.count; e++) {
    uint32_t i = map->entries.at[e].hash & mask;
    while (map->slots[i]) i = (i + 1) & mask;
    map->slots[i] = e + 1;
  }
}

uint32_t *map_find(const Map *map, Text key) {
  if (map->slot_count == 0) return NULL;
  uint32_t *slot = find_slot(map, key, map_hash(key));
  return *slot ? &map->entries.at[*slot - 1].value : NULL;
}

uint32_t *map_add(Arena *arena, Map *map, Text key, bool *is_new) {
  // At most three slots of four are taken, so that probes stay short.
  if ((map->entries.count + 1) * 4 > map->slot_count * 3) rebuild_slots(arena, map);
  uint32_t hash = map_hash(key);
  uint32_t *slot = find_slot(map, key, hash);
  if (is_new) *is_new = *slot == 0;
  if (*slot == 0) {
    array_push(arena, &map->entries, (MapEntry){.key = key, .hash = hash});
    *slot = map->entries.count;
  }
  return &map->entries.at[*slot - 1].value;
}
