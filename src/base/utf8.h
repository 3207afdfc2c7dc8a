// Utf8: reading and writing code points, and measuring text in UTF-16 units.
#pragma once

#include "base/text.h"

enum { UTF8_INVALID = UINT32_MAX };

// The code point at `offset`, its bytes in `*length` (1 where the bytes are not UTF-8, in which
// case the result is UTF8_INVALID). `offset` must lie inside the text.
uint32_t utf8_decode(Text text, uint32_t offset, uint32_t *length);

// The lone surrogate at `offset`, as WTF-8 has it, or 0. It takes three bytes.
uint32_t utf8_surrogate(Text text, uint32_t offset);

// Writes `code` as UTF-8 into `to` (4 bytes of room) and returns how many bytes it took.
// Lone surrogates are written as three bytes, as WTF-8 does.
uint32_t utf8_encode(uint32_t code, char *to);

// How many UTF-16 units `text` is; a byte that is not UTF-8 counts as one.
uint32_t utf8_utf16_length(Text text);

// The offset of the first byte that is not part of valid UTF-8, or TEXT_NOT_FOUND.
uint32_t utf8_find_invalid(Text text);

// Whether every byte is ASCII.
bool utf8_is_ascii(Text text);
