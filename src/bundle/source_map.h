// SourceMap: from places in an output to places in the sources, in version 3 of the format
// (ECMA-426).
//
// Takes: for each printed piece (one module in one chunk) its text and a list of mappings by byte
//        offsets. Pieces are encoded on workers, then joined in order.
// Gives: JSON text. Text that nothing maps is left unmapped, also beside a mapped piece on one
//        line.
// Never: sees the whole output: a part must not end in a CR that the next one makes a CRLF of.
#pragma once

#include "base/buffer.h"
#include "base/vlq.h"
#include "graph/input_map.h"
#include "print/print.h"

// A place in a text as source maps count: lines from 0, columns in UTF-16 units from 0.
typedef struct MapPlace {
  uint32_t line, column;
} MapPlace;

static inline bool map_is_same_place(MapPlace a, MapPlace b) {
  return a.line == b.line && a.column == b.column;
}

enum { MAP_LONGEST_SEGMENT = 5 * VLQ_LONGEST };

// Where in a piece's encoded text the index of a name goes: it is known only when pieces are
// joined, because an output has each name once.
typedef struct MapNameUse {
  uint32_t at;   // offset in `encoded`
  uint32_t name; // index into the piece's names
} MapNameUse;

// A source of a piece.
typedef struct MapPieceSource {
  uint32_t origin;              // index
  const InputSource *made_from; // what the origin was made from; NULL: the origin itself
} MapPieceSource;

// One encoded piece. Its first mapping is kept apart: what it is relative to, the pieces before it
// decide.
typedef struct MapPiece {
  bool has_mappings;
  MapPlace first_generated, first_original; // of the first mapping
  MapPlace last_generated, last_original;   // of the last one
  uint32_t last_source;                     // likewise; the first one's is 0
  bool ends_mapped;                         // no text after the last one comes from no source
  MapPlace size;                            // of the generated text, as by map_measure
  Text encoded;                             // the mappings after the first, without their names
  const MapNameUse *name_uses;              // ascending; at 0: the first mapping's
  uint32_t name_use_count;
  const Text *names;
  uint32_t name_count;
  const MapPieceSource *sources; // those that are used
  uint32_t source_count;
} MapPiece;

// What a piece comes from.
typedef struct MapOrigin {
  Text text;
  const InputMap *input_map; // from the text to what it was made from; may be NULL
} MapOrigin;

typedef struct MapPieceInput {
  Text generated;
  const MapOrigin *origins; // that mappings count
  uint32_t origin_count;
  const Mapping *mappings;
  uint32_t mapping_count;
  const Text *names; // whose texts live as long as the piece
  uint32_t name_count;
} MapPieceInput;

// Encodes the mappings of one piece. Of several mappings of one place the first is taken; one at
// the very end of the text maps nothing and is left out.
MapPiece map_piece_encode(Arena *arena, const MapPieceInput *input);

// Lines and last column of a text.
MapPlace map_measure(Text text);

// The content of a source as it stands in "sourcesContent". Made on workers: it is most of a map.
Text map_quote(Arena *arena, Text content);

typedef struct MapSource {
  Text path;   // as it stands in "sources"
  Text quoted; // what map_quote gave; `at` NULL where the content is not known
} MapSource;

// What an output is made of, in order: a text without mappings (`piece` NULL), or a piece and the
// first of the sources that it comes from.
typedef struct MapPart {
  const MapPiece *piece;
  uint32_t source; // index into sources
  MapPlace size;   // of the text where piece is NULL
} MapPart;

typedef struct MapOutput {
  const MapPart *parts;
  uint32_t part_count;
  const MapSource *sources;
  uint32_t source_count;
  Text source_root; // empty: left out
  bool no_sources_content;
} MapOutput;

// The JSON of an output's map.
Text map_join(Arena *arena, const MapOutput *output);
