// Spaces beyond ASCII take two or three bytes: U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029,
// U+202F, U+205F, U+3000 and U+FEFF.
#include "rules/spaces.h"
#include "base/utf8.h"

static bool is_space(uint32_t code) {
  switch (code) {
  case '\t':
  case '\n':
  case '\v':
  case '\f':
  case '\r':
  case ' ':
  case 0xA0:
  case 0x1680:
  case 0x2028:
  case 0x2029:
  case 0x202F:
  case 0x205F:
  case 0x3000:
  case 0xFEFF: return true;
  default: return code >= 0x2000 && code <= 0x200A;
  }
}

uint32_t space_size(Text text, uint32_t at) {
  uint32_t size;
  if (at >= text.size) return 0;
  return is_space(utf8_decode(text, at, &size)) ? size : 0;
}

uint32_t space_size_before(Text text, uint32_t end) {
  uint32_t start = end;
  if (end == 0) return 0;
  do --start;
  while (start > 0 && (text.at[start] & 0xC0) == 0x80);
  return space_size(text, start);
}

uint32_t spaces_end(Text text, uint32_t at) {
  for (uint32_t size; (size = space_size(text, at)); at += size) continue;
  return at;
}

bool text_is_blank(Text text) {
  return spaces_end(text, 0) == text.size;
}

Text text_trim_start(Text text) {
  return text_slice(text, spaces_end(text, 0), text.size);
}

Text text_trim(Text text) {
  uint32_t start = spaces_end(text, 0), end = text.size;
  for (uint32_t size; end > start && (size = space_size_before(text, end)); end -= size) continue;
  return text_slice(text, start, end);
}
