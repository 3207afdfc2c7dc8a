// MapCursor: from byte offsets in a text to places as source maps count them.
//
// A cursor knows a run of plain bytes around it. Checkpoints are made when it first goes back.
#pragma once

#include "bundle/source_map.h"

typedef struct MapCheckpoint {
  uint32_t at;
  MapPlace place;
} MapCheckpoint;

typedef struct MapCursor {
  Text text;
  uint32_t at;                // the start of a character
  uint32_t plain_end;         // from `at` up to here all bytes are plain
  MapPlace place;             // of `at`
  bool is_script;             // U+2028 and U+2029 end lines
  MapCheckpoint *checkpoints; // at even distances; NULL until needed
} MapCursor;

MapCursor map_cursor_at_start(Text text, bool is_script);

// The place of the character at `offset`. In all linear in the text and the number of calls: a step
// back is a jump, and once there are checkpoints, so is a long way forward. They live in `arena`.
MapPlace map_cursor_find(Arena *arena, MapCursor *cursor, uint32_t offset);
