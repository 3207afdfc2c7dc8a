// An index is made once per file that needs it; a lookup is a binary search.
#include "diag/lines.h"

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
