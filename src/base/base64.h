// Base64: bytes as ASCII text (RFC 4648), and back.
#pragma once

#include "base/text.h"

// The digit of each value from 0 to 63; ends with a NUL.
extern const char BASE64_DIGITS[];

// The value of a digit; of any other byte, -1. `-` and `_` count as `+` and `/`.
extern const signed char BASE64_VALUES[256];

// `bytes` in base64, padded with `=`; NUL-terminated.
Text base64_encode(Arena *arena, Text bytes);

// The bytes of `text`, forgivingly as browsers read it: blanks are skipped and padding may be
// missing. False where it is not base64. What is decoded is followed by `padding` NULs.
bool base64_decode(Arena *arena, Text text, uint32_t padding, Text *out);
