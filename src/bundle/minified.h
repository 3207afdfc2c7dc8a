// Minified: the program that an output is, made smaller as a whole.
#pragma once

#include "bundle/piece.h"
#include "minify/minify.h"

// What the program's text is made of, ascending.
typedef struct MinifiedPart {
  uint32_t start;     // in the program
  const Piece *piece; // NULL: text of our own
} MinifiedPart;

typedef struct MinifiedInput {
  Text program; // with SYNTAX_PADDING bytes of zero behind it
  const MinifiedPart *parts;
  uint32_t part_count;
  const MinifyOptions *options;
} MinifiedInput;

typedef struct Minified {
  Text text;
  MapPiece map;         // an origin is a part; only if mappings are wanted
  uint32_t *part_bytes; // of the text, by part; likewise
} Minified;

// The result lives in `arena`. False if the program can't be parsed (it can be nested too deeply,
// with what is put around modules): it stays as it is then.
bool minified_make(Arena *arena, const MinifiedInput *input, Minified *result);
