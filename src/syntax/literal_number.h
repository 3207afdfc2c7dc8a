// LiteralNumber: the values of numbers and BigInts, and numbers as JavaScript writes them.
//
// Takes: a number as in the source, with whatever prefix and separators.
// Never: asks the locale what a decimal point looks like.
#pragma once

#include "base/text.h"

enum {
  // Longer BigInts than this stay in their own radix: making them decimal takes quadratic time.
  LITERAL_BIGINT_DIGITS = 4096,
};

// The value of a number, correctly rounded.
double literal_number_value(Text number);

// The digits of a BigInt in decimal, without leading zeros; beyond LITERAL_BIGINT_DIGITS of another
// radix, its own digits with their prefix. The result lives in `arena`.
Text literal_bigint_text(Arena *arena, Text bigint);

// What String(number) gives.
Text literal_number_text(Arena *arena, double number);

// The property that a number or a BigInt names as a key; false where literal_bigint_text gives no
// decimal.
bool literal_number_key(Arena *arena, Text number, Text *name);
