// Base64: bytes as ASCII text (RFC 4648), and back.
#pragma once

#include "base/buffer.h"

// The digit of each value from 0 to 63; ends with a NUL.
extern const char BASE64_DIGITS[];

// The value of a digit; of any other byte, -1. `-` and `_` count as `+` and `/`.
extern const signed char BASE64_VALUES[256];

// How many characters `size` bytes become, padding included.
static inline size_t base64_size(size_t size) {
  return (size + 2) / 3 * 4;
}

// Appends `bytes` to `out`, padded with `=`.
void base64_add(Buffer *out, Text bytes);

// The bytes of `text`, forgivingly as browsers read it: blanks are skipped and padding may be
// missing. False where it is not base64. What is decoded is followed by `padding` NULs.
bool base64_decode(Arena *arena, Text text, uint32_t padding, Text *out);
