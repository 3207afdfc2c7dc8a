// SourceMap: from places in an output to places in the sources, in version 3 of the format
// (ECMA-426).
//
// Takes: for each printed piece (one module in one chunk) its text and a list of mappings by byte
//        offsets. Pieces are encoded on workers, then joined in order.
// Gives: JSON text.
#pragma once

#include "base/buffer.h"

typedef struct Mapping {
  uint32_t generated; // byte offset in the piece's text; ascending
  uint32_t original;  // byte offset in the source
  uint32_t name;      // 1 + index into the piece's names, or 0
} Mapping;

// A place in a text as source maps count: lines from 0, columns in UTF-16 units from 0.
typedef struct MapPlace {
  uint32_t line, column;
} MapPlace;

// One encoded piece: all mappings but the first are VLQ text relative to their predecessors.
typedef struct MapPiece {
  Text encoded; // of the mappings after the first, line ends as `;`
  bool has_mappings;
  MapPlace first_generated, first_original; // of the first mapping
  MapPlace last_generated, last_original;   // of the last one
  bool first_has_name;
  uint32_t first_name, last_name; // indices into the piece's names, as far as one occurred
  bool has_names;
  MapPlace size; // lines and last column of the generated text
  const Text *names;
  uint32_t name_count;
} MapPiece;

// Encodes the mappings of one piece. `names` must live as long as the result.
MapPiece map_piece_encode(Arena *arena, Text generated, Text original, const Mapping *mappings,
                          uint32_t mapping_count, const Text *names, uint32_t name_count);

typedef struct MapSource {
  Text path; // as it stands in "sources"
  Text content;
} MapSource;

// What an output is made of, in order: a text without mappings (`piece` NULL), or a piece and the
// source that it comes from.
typedef struct MapPart {
  const MapPiece *piece;
  uint32_t source; // index into sources
  MapPlace size;   // of the text where piece is NULL
} MapPart;

typedef struct MapOptions {
  bool no_sources_content;
  Text source_root; // empty: left out
} MapOptions;

// Joins parts into the JSON of a map.
Text map_join(Arena *arena, const MapPart *parts, uint32_t part_count, const MapSource *sources,
              uint32_t source_count, const MapOptions *options);

// Lines and last column of a text.
MapPlace map_measure(Text text);
