// Vlq: numbers as source maps write them: base64 digits, five bits each, the least first; the sixth
// bit says that more follow, and the lowest bit of all is the sign.
#pragma once

#include "base/base64.h"

enum { VLQ_LONGEST = 7 }; // digits: 32 bits and a sign, five at a time

// Writes `value - previous`; returns the end. There must be room for VLQ_LONGEST digits.
static inline char *vlq_put(char *to, uint32_t value, uint32_t previous) {
  int64_t delta = (int64_t)value - previous;
  uint64_t bits = delta < 0 ? (uint64_t)-delta << 1 | 1 : (uint64_t)delta << 1;
  for (; bits >= 32; bits >>= 5) *to++ = BASE64_DIGITS[32 | (bits & 31)];
  *to++ = BASE64_DIGITS[bits];
  return to;
}

// Adds the number at `*at` to `*value`. False where there is none, or where the sum is no offset:
// below zero or beyond 31 bits.
static inline bool vlq_take(const char **at, const char *end, uint32_t *value) {
  uint64_t bits = 0;
  for (uint32_t shift = 0;; shift += 5) {
    int digit = *at < end ? BASE64_VALUES[(unsigned char)**at] : -1;
    if (digit < 0 || shift > 5 * (VLQ_LONGEST - 1)) return false;
    ++*at;
    bits |= (uint64_t)(digit & 31) << shift;
    if (digit < 32) break;
  }
  int64_t delta = bits & 1 ? -(int64_t)(bits >> 1) : (int64_t)(bits >> 1);
  int64_t sum = *value + delta;
  if (sum < 0 || sum > INT32_MAX) return false;
  *value = (uint32_t)sum;
  return true;
}
