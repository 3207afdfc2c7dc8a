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
