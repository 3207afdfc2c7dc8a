// Three bytes become four characters; what is left at the end is filled up with zeros and "=".
#include "base/base64.h"

enum { BYTES_IN_GROUP = 3, DIGITS_IN_GROUP = 4, DIGIT_BITS = 6 };

const char BASE64_DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const signed char BASE64_VALUES[256] = {
    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 62, -1, 62, -1, 63,
    52, 53, 54, 55, 56, 57, 58, 59, 60, 61, -1, -1, -1, -1, -1, -1, -1, 0,  1,  2,  3,  4,  5,  6,
    7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1, -1, -1, -1, 63,
    -1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48,
    49, 50, 51, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
};

static char *add_group(char *to, uint32_t group) {
  for (int shift = 18; shift >= 0; shift -= 6) *to++ = BASE64_DIGITS[group >> shift & 63];
  return to;
}

void base64_add(Buffer *out, Text bytes) {
  size_t size = base64_size(bytes.size);
  char *to = buffer_reserve(out, size);
  const unsigned char *at = (const unsigned char *)bytes.at, *end = at + bytes.size;
  for (; end - at >= 3; at += 3) {
    to = add_group(to, (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2]);
  }
  if (end - at == 2) {
    to = add_group(to, (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8);
    to[-1] = '=';
  } else if (end - at == 1) {
    to = add_group(to, (uint32_t)at[0] << 16);
    to[-1] = to[-2] = '=';
  }
  out->size += size;
}

bool base64_decode(Arena *arena, Text text, uint32_t padding, Text *out) {
  char *bytes =
      arena_alloc(arena, (size_t)text.size / DIGITS_IN_GROUP * BYTES_IN_GROUP + 3 + padding, 1);
  uint32_t size = 0, group = 0, digits = 0, equals = 0;
  for (uint32_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    int value = BASE64_VALUES[byte];
    if (byte == '=') equals++;
    if (byte == '=' || memchr(" \t\r\n\f", byte, 5)) continue;
    if (value < 0 || equals > 0) return false;
    group = group << DIGIT_BITS | (uint32_t)value;
    if (++digits % DIGITS_IN_GROUP == 1) continue;
    // The second digit of a group completes a byte, as do the third and the fourth.
    uint32_t extra = (DIGITS_IN_GROUP - digits % DIGITS_IN_GROUP) % DIGITS_IN_GROUP * 2;
    bytes[size++] = (char)(group >> extra);
  }
  *out = (Text){bytes, size};
  return equals <= 2 && digits % DIGITS_IN_GROUP != 1;
}
