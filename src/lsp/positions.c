// The way from a position to a byte is a search for the ends of lines, which is quick enough for
// the few positions that a message has.
#include "lsp/positions.h"

#include "base/utf8.h"

static uint32_t count_characters(Text text, PositionEncoding encoding) {
  if (encoding == POSITION_UTF8) return text.size;
  if (encoding == POSITION_UTF16) return utf8_utf16_length(text);
  uint32_t count = 0;
  for (uint32_t i = 0, length; i < text.size; i += length, count++) utf8_decode(text, i, &length);
  return count;
}

static uint32_t line_start(Text text, uint32_t line) {
  bool has_cr = text_find_byte(text, '\r', 0) != TEXT_NOT_FOUND;
  uint32_t at = 0;
  while (line > 0 && at < text.size) {
    if (!has_cr) {
      uint32_t end = text_find_byte(text, '\n', at);
      if (end == TEXT_NOT_FOUND) return text.size;
      at = end + 1;
      line--;
      continue;
    }
    char byte = text.at[at++];
    bool is_pair = byte == '\r' && at < text.size && text.at[at] == '\n';
    if (byte == '\n' || (byte == '\r' && !is_pair)) line--;
  }
  return at;
}

uint32_t position_offset(Text text, Position position, PositionEncoding encoding) {
  uint32_t at = line_start(text, position.line), left = position.character;
  while (left > 0 && at < text.size && text.at[at] != '\n' && text.at[at] != '\r') {
    uint32_t length;
    utf8_decode(text, at, &length);
    uint32_t units = encoding == POSITION_UTF32  ? 1
                     : encoding == POSITION_UTF8 ? length
                     : length == 4               ? 2
                                                 : 1;
    if (units > left) break;
    left -= units;
    at += length;
  }
  return at;
}

PositionFinder position_finder(Arena *arena, Text text, PositionEncoding encoding) {
  return (PositionFinder){.encoding = encoding, .lines = lines_index(arena, text)};
}

Position position_find(PositionFinder *finder, uint32_t offset) {
  Text text = finder->lines.text;
  if (offset > text.size) offset = text.size;
  uint32_t line = lines_find(&finder->lines, offset);
  uint32_t start = finder->lines.starts.at[line];
  bool is_near_start = offset < finder->offset && offset - start < finder->offset - offset;
  if (line != finder->line || is_near_start) {
    finder->line = line;
    finder->offset = start;
    finder->character = 0;
  }
  if (offset >= finder->offset)
    finder->character +=
        count_characters(text_slice(text, finder->offset, offset), finder->encoding);
  else
    finder->character -=
        count_characters(text_slice(text, offset, finder->offset), finder->encoding);
  finder->offset = offset;
  return (Position){line, finder->character};
}
