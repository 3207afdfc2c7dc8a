// Decoding follows table 3-7 of the Unicode standard: overlong forms, surrogates and code points
// beyond 10FFFF are invalid, and an invalid sequence consumes one byte.
#include "base/utf8.h"

static bool is_continuation(Text text, uint32_t offset) {
  return offset < text.size && ((unsigned char)text.at[offset] & 0xC0) == 0x80;
}

static uint32_t low_bits(Text text, uint32_t offset) {
  return (unsigned char)text.at[offset] & 0x3F;
}

uint32_t utf8_decode(Text text, uint32_t offset, uint32_t *length) {
  unsigned char lead = (unsigned char)text.at[offset];
  *length = 1;
  if (lead < 0x80) return lead;
  if (lead < 0xC2 || lead > 0xF4 || !is_continuation(text, offset + 1)) return UTF8_INVALID;
  uint32_t code = (uint32_t)(lead & (lead < 0xE0 ? 0x1F : lead < 0xF0 ? 0x0F : 0x07));
  uint32_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (uint32_t i = 1; i < size; i++) {
    if (!is_continuation(text, offset + i)) return UTF8_INVALID;
    code = code << 6 | low_bits(text, offset + i);
  }
  bool is_overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (is_overlong || is_surrogate || code > 0x10FFFF) return UTF8_INVALID;
  *length = size;
  return code;
}

uint32_t utf8_surrogate(Text text, uint32_t offset) {
  const unsigned char *bytes = (const unsigned char *)text.at + offset;
  bool is_one = text.size - offset >= 3 && bytes[0] == 0xED && bytes[1] >= 0xA0 && bytes[1] <= 0xBF;
  return is_one ? 0xD000u | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu) : 0;
}

uint32_t utf8_encode(uint32_t code, char *to) {
  if (code < 0x80) {
    to[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    to[0] = (char)(0xC0 | code >> 6);
    to[1] = (char)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    to[0] = (char)(0xE0 | code >> 12);
    to[1] = (char)(0x80 | (code >> 6 & 0x3F));
    to[2] = (char)(0x80 | (code & 0x3F));
    return 3;
  }
  to[0] = (char)(0xF0 | code >> 18);
  to[1] = (char)(0x80 | (code >> 12 & 0x3F));
  to[2] = (char)(0x80 | (code >> 6 & 0x3F));
  to[3] = (char)(0x80 | (code & 0x3F));
  return 4;
}

uint32_t utf8_utf16_length(Text text) {
  // Every byte that is not a continuation starts one unit; a four-byte lead starts two.
  uint32_t units = 0;
  for (uint32_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    units += (byte & 0xC0) != 0x80;
    units += byte >= 0xF0;
  }
  return units;
}

uint32_t utf8_find_invalid(Text text) {
  for (uint32_t i = 0; i < text.size;) {
    uint64_t word;
    if (i + 8 <= text.size && (memcpy(&word, text.at + i, 8), !(word & 0x8080808080808080u))) {
      i += 8;
      continue;
    }
    uint32_t length = 1;
    if ((text.at[i] & 0x80) && utf8_decode(text, i, &length) == UTF8_INVALID) return i;
    i += length;
  }
  return TEXT_NOT_FOUND;
}

bool utf8_is_ascii(Text text) {
  uint32_t i = 0;
  for (uint64_t word; i + 8 <= text.size; i += 8) {
    memcpy(&word, text.at + i, 8);
    if (word & 0x8080808080808080u) return false;
  }
  for (; i < text.size; i++) {
    if (text.at[i] & 0x80) return false;
  }
  return true;
}
