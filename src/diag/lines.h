// Lines: from byte offsets to lines and columns, for people and for source maps.
#pragma once

#include "base/array.h"
#include "base/text.h"

typedef struct LineIndex {
  Text text;
  Array(uint32_t) starts; // the byte where each line begins
} LineIndex;

// Lines end with LF, CRLF or CR; U+2028 and U+2029 end none, as in source maps and editors.
LineIndex lines_index(Arena *arena, Text text);

// The line of `offset`, counted from 0.
uint32_t lines_find(const LineIndex *index, uint32_t offset);

// The bytes of line `line`, without its end.
Text lines_text(const LineIndex *index, uint32_t line);

// Where the newest place that was asked for stands. Going on from there costs what lies between;
// going back starts anew. So a list of places in source order is found in one pass.
typedef struct LineCursor {
  Text text;
  uint32_t offset;
  uint32_t line;       // counted from 0
  uint32_t line_start; // its first byte
  uint32_t column;     // of the offset, in UTF-16 units
  bool has_cr;
} LineCursor;

// Moves to byte `offset` of `text`; beyond the end is at the end.
void lines_seek(LineCursor *cursor, Text text, uint32_t offset);

// The end of the line that begins before `from`, without its end, but no more than `most` bytes
// behind `from`.
uint32_t lines_end(const LineCursor *cursor, uint32_t from, uint32_t most);
