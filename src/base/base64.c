// Three bytes are four digits of six bits each.
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

Text base64_encode(Arena *arena, Text bytes) {
  size_t size = ((size_t)bytes.size + 2) / BYTES_IN_GROUP * DIGITS_IN_GROUP;
  char *out = arena_alloc(arena, size + 1, 1), *to = out;
  for (uint32_t i = 0; i < bytes.size; i += BYTES_IN_GROUP) {
    uint32_t left = bytes.size - i, group = 0;
    for (uint32_t b = 0; b < BYTES_IN_GROUP; b++) {
      group = group << 8 | (b < left ? (unsigned char)bytes.at[i + b] : 0);
    }
    for (int d = 3; d >= 0; d--) *to++ = BASE64_DIGITS[group >> (DIGIT_BITS * d) & 63];
    if (left < 3) to[-1] = '=';
    if (left < 2) to[-2] = '=';
  }
  return (Text){out, (uint32_t)size};
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
