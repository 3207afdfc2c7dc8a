// Hex: the value of a hexadecimal digit.
#pragma once

#include <stdint.h>

enum { HEX_NO_DIGIT = 16 };

// HEX_NO_DIGIT for what is none.
static inline uint32_t hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return (uint32_t)(digit - '0');
  char letter = digit | 0x20;
  return letter >= 'a' && letter <= 'f' ? (uint32_t)(letter - 'a' + 10) : HEX_NO_DIGIT;
}

// The byte that two digits stand for, or -1.
static inline int hex_byte(char first, char second) {
  uint32_t high = hex_digit(first), low = hex_digit(second);
  return high == HEX_NO_DIGIT || low == HEX_NO_DIGIT ? -1 : (int)(high << 4 | low);
}
