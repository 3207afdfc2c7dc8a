// Positions: lines and characters, as the protocol counts them, and bytes.
//
// Takes: any position: one that is outside of the text is at the end of its line, or of the text.
#pragma once

#include "diag/lines.h"

// What a character is counted in.
typedef enum PositionEncoding { POSITION_UTF16, POSITION_UTF8, POSITION_UTF32 } PositionEncoding;

typedef struct Position {
  uint32_t line, character; // from 0
} Position;

typedef struct Range {
  Position start, end;
} Range;

// The byte at a position. Never inside of a character.
uint32_t position_offset(Text text, Position position, PositionEncoding encoding);

// Finds the positions of bytes. One near the last that was asked for costs what lies between.
typedef struct PositionFinder {
  PositionEncoding encoding;
  LineIndex lines;
  uint32_t line, offset, character; // of the last one
} PositionFinder;

PositionFinder position_finder(Arena *arena, Text text, PositionEncoding encoding);
Position position_find(PositionFinder *finder, uint32_t offset);

static inline bool position_is_before(Position a, Position b) {
  return a.line != b.line ? a.line < b.line : a.character < b.character;
}
