// An index is made once per file that needs it; a lookup is a binary search.
#include "diag/lines.h"

#include "base/utf8.h"

LineIndex lines_index(Arena *arena, Text text) {
  LineIndex index = {.text = text};
  array_push(arena, &index.starts, 0);
  bool has_cr = text_find_byte(text, '\r', 0) != TEXT_NOT_FOUND;
  for (uint32_t i = 0; i < text.size; i++) {
    if (!has_cr) {
      i = text_find_byte(text, '\n', i);
      if (i == TEXT_NOT_FOUND) break;
    }
    bool ends = text.at[i] == '\n' ||
                (text.at[i] == '\r' && !(i + 1 < text.size && text.at[i + 1] == '\n'));
    if (ends) array_push(arena, &index.starts, i + 1);
  }
  return index;
}

uint32_t lines_find(const LineIndex *index, uint32_t offset) {
  uint32_t low = 0, high = index->starts.count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (index->starts.at[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

Text lines_text(const LineIndex *index, uint32_t line) {
  uint32_t start = index->starts.at[line];
  bool is_last = line + 1 == index->starts.count;
  uint32_t end = is_last ? index->text.size : index->starts.at[line + 1];
  while (end > start && (index->text.at[end - 1] == '\n' || index->text.at[end - 1] == '\r')) end--;
  return text_slice(index->text, start, end);
}

// The first byte that ends a line in [from, end), or `end`.
static uint32_t find_end(const LineCursor *cursor, uint32_t from, uint32_t end) {
  if (!cursor->has_cr) {
    const char *found = memchr(cursor->text.at + from, '\n', end - from);
    return found ? (uint32_t)(found - cursor->text.at) : end;
  }
  while (from < end && cursor->text.at[from] != '\n' && cursor->text.at[from] != '\r') from++;
  return from;
}

void lines_seek(LineCursor *cursor, Text text, uint32_t offset) {
  if (offset > text.size) offset = text.size;
  bool is_same = cursor->text.at == text.at && cursor->text.size == text.size;
  if (!is_same || offset < cursor->offset) {
    bool has_cr = is_same ? cursor->has_cr : text_find_byte(text, '\r', 0) != TEXT_NOT_FOUND;
    *cursor = (LineCursor){.text = text, .has_cr = has_cr};
  }
  while (text.size > 0) {
    uint32_t end = find_end(cursor, cursor->offset, offset);
    if (end == offset) break;
    bool is_pair = text.at[end] == '\r' && end + 1 < text.size && text.at[end + 1] == '\n';
    if (is_pair && end + 1 == offset) break; // between the two: still on that line
    cursor->offset = cursor->line_start = end + (is_pair ? 2 : 1);
    cursor->line++;
    cursor->column = 0;
  }
  cursor->column += utf8_utf16_length(text_slice(text, cursor->offset, offset));
  cursor->offset = offset;
}

uint32_t lines_end(const LineCursor *cursor, uint32_t from, uint32_t most) {
  uint32_t size = cursor->text.size;
  return size == 0 ? 0 : find_end(cursor, from, size - from > most ? from + most : size);
}
