// InputMap: the source map that a module brings along: from its text to what it was made from.
//
// Takes: a text that may be anything; what is wrong with it is a diagnostic of the module.
// Gives: mappings in the order of places, all within bounds.
#pragma once

#include "diag/diag.h"

// From a place in the module to a place in a source. Lines and columns (in UTF-16 units) from 0.
typedef struct InputMapping {
  uint32_t line, column;
  uint32_t source; // 1 + index; 0 where the text comes from no source
  uint32_t source_line, source_column;
  uint32_t name; // 1 + index, or 0
} InputMapping;

typedef struct InputSource {
  Text path;   // absolute; or a URL; or as it is written, where the map lies in no folder
  Text quoted; // the content as a JSON string; `at` is NULL where it is not known
} InputSource;

typedef struct InputMap {
  Array(InputMapping) mappings;
  Array(InputSource) sources;
  Array(Text) names;
} InputMap;

typedef enum InputMapProblem {
  INPUT_MAP_GOOD,
  INPUT_MAP_NOT_JSON, // or not version 3
  INPUT_MAP_BAD_MAPPINGS,
} InputMapProblem;

// Reads the JSON of a map that lies in `folder`, or in none, where that is empty. Its mappings live
// in `scratch`, which may go first; texts in `arena`, or are parts of `json`.
InputMapProblem input_map_read(Arena *arena, Arena *scratch, Text json, Text folder, InputMap *out);

// Finds the mappings of a module's places, which are mostly asked for in order: a step on costs
// nothing, any other a binary search.
typedef struct InputMapCursor {
  const InputMap *map;
  uint32_t at; // the last mapping found
} InputMapCursor;

// The mapping that a place belongs to; NULL where the map says nothing of it.
const InputMapping *input_map_find(InputMapCursor *cursor, uint32_t line, uint32_t column);
