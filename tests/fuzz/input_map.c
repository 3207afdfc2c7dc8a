// Any bytes: reading a source map ends with mappings that are in order and within its lists.
#include "graph/input_map.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(const InputMap *map, uint32_t i) {
  const InputMapping *mapping = &map->mappings.at[i], *before = i ? mapping - 1 : mapping;
  bool is_ordered = before->line < mapping->line ||
                    (before->line == mapping->line && before->column <= mapping->column);
  bool is_within = mapping->source <= map->sources.count && mapping->name <= map->names.count;
  InputMapCursor cursor = {.map = map};
  const InputMapping *found = input_map_find(&cursor, mapping->line, mapping->column);
  bool is_found = !found || (found->line == mapping->line && found->column == mapping->column);
  if (!is_ordered || !is_within || !is_found) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  Arena arena = {0};
  InputMap map;
  Text json = {(const char *)bytes, (uint32_t)size};
  if (input_map_read(&arena, &arena, json, TEXT("/"), &map) == INPUT_MAP_GOOD) {
    for (uint32_t i = 0; i < map.mappings.count; i++) check(&map, i);
  }
  arena_release(&arena);
  return 0;
}
