// Decimal numbers are given to strtod as whole digits and an exponent; numbers of other radices are
// rounded here, from their first 64 bits and whether anything follows them.
#include "syntax/literal_number.h"

#include "base/buffer.h"
#include "base/hex.h"
#include "syntax/escape.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  DECIMAL_DIGITS = 800, // no more of them matter, beyond whether any is there: 767 at most tell
  MOST_DIGITS = 17,     // that a double needs to be read back
  EXPONENT_LIMIT = 1000000000,
  LIMB = 1000000000, // of a BigInt that is made decimal
};

// The bits of a digit, and where the digits start: `0x`, `0o`, `0b`, or a zero and octal digits.
static uint32_t bits_of(Text number, uint32_t *start) {
  *start = 2;
  if (number.size < 2 || number.at[0] != '0') return 0;
  switch (number.at[1] | 0x20) {
  case 'x': return 4;
  case 'o': return 3;
  case 'b': return 1;
  default: break;
  }
  *start = 1;
  for (uint32_t i = 1; i < number.size; i++) {
    if (number.at[i] < '0' || number.at[i] > '7') return 0;
  }
  return 3;
}

static double binary_value(Text digits, uint32_t bits) {
  uint64_t value = 0;
  int exponent = 0;
  bool has_more = false;
  for (uint32_t i = 0; i < digits.size; i++) {
    uint32_t digit = hex_digit(digits.at[i]);
    if (digit == HEX_NO_DIGIT) continue; // a separator, or the n of a BigInt
    for (uint32_t b = bits; b-- > 0;) {
      uint32_t bit = digit >> b & 1;
      if (value >> 63) {
        has_more |= bit;
        if (exponent < EXPONENT_LIMIT) exponent++;
      } else {
        value = value << 1 | bit;
      }
    }
  }
  // The lowest of 64 bits only says to which side of a tie the value lies.
  return ldexp((double)(value | has_more), exponent);
}

static int64_t read_exponent(Text number, uint32_t at) {
  bool is_negative = at < number.size && number.at[at] == '-';
  int64_t value = 0;
  for (; at < number.size; at++) {
    char c = number.at[at];
    if (c >= '0' && c <= '9' && value < EXPONENT_LIMIT) value = value * 10 + (c - '0');
  }
  return is_negative ? -value : value;
}

static double decimal_value(Text number) {
  char text[DECIMAL_DIGITS + 32];
  uint32_t size = 0, i = 0;
  int64_t exponent = 0;
  bool after_dot = false, has_more = false;
  for (; i < number.size && (number.at[i] | 0x20) != 'e'; i++) {
    char c = number.at[i];
    if (c == '.') after_dot = true;
    if (c < '0' || c > '9') continue;
    if (size < DECIMAL_DIGITS) {
      exponent -= after_dot;
      if (size || c != '0') text[size++] = c;
    } else {
      exponent += !after_dot;
      has_more |= c != '0';
    }
  }
  if (size == 0) return 0;
  if (has_more) {
    text[size++] = '1';
    exponent--;
  }
  if (i < number.size) exponent += read_exponent(number, i + 1);
  snprintf(text + size, sizeof text - size, "e%lld", (long long)exponent);
  return strtod(text, NULL);
}

// The value of few digits, which are exact as a whole number, as is the power of ten below: one
// division rounds as strtod does. False for anything else.
static bool short_value(Text number, double *value) {
  static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6, 1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};
  uint64_t digits = 0;
  uint32_t point = number.size;
  if (number.size == 0 || number.size > sizeof powers / sizeof *powers) return false;
  for (uint32_t i = 0; i < number.size; i++) {
    char c = number.at[i];
    bool is_point = c == '.' && point == number.size;
    if (!is_point && (c < '0' || c > '9')) return false;
    if (is_point)
      point = i;
    else
      digits = digits * 10 + (uint64_t)(c - '0');
  }
  bool is_octal = number.at[0] == '0' && point > 1;
  uint32_t behind = point == number.size ? 0 : number.size - point - 1;
  *value = (double)digits / powers[behind];
  return !is_octal;
}

double literal_number_value(Text number) {
  double value;
  if (short_value(number, &value)) return value;
  uint32_t start, bits = bits_of(number, &start);
  return bits ? binary_value(text_slice(number, start, number.size), bits) : decimal_value(number);
}

// value = value * radix + digit, in limbs of nine decimal digits, the lowest first.
static uint32_t add_digit(uint32_t *limbs, uint32_t count, uint32_t radix, uint32_t digit) {
  uint64_t carry = digit;
  for (uint32_t i = 0; i < count; i++) {
    carry += (uint64_t)limbs[i] * radix;
    limbs[i] = (uint32_t)(carry % LIMB);
    carry /= LIMB;
  }
  if (carry) limbs[count++] = (uint32_t)carry;
  return count;
}

static Text to_decimal(Arena *arena, Text digits, uint32_t bits) {
  enum { LIMB_BITS = 29 }; // what nine decimal digits hold at least
  uint32_t limbs[LITERAL_BIGINT_DIGITS * 4 / LIMB_BITS + 2], count = 0;
  for (uint32_t i = 0; i < digits.size; i++) {
    uint32_t digit = hex_digit(digits.at[i]);
    if (digit != HEX_NO_DIGIT) count = add_digit(limbs, count, 1u << bits, digit);
  }
  if (count == 0) return TEXT("0");
  Buffer out = {.arena = arena};
  buffer_add_format(&out, "%u", limbs[count - 1]);
  for (uint32_t i = count - 1; i-- > 0;) buffer_add_format(&out, "%09u", limbs[i]);
  return buffer_text(&out);
}

// Without separators and the zeros at the beginning.
static Text clean_digits(Arena *arena, Text prefix, Text digits) {
  Buffer out = {.arena = arena};
  buffer_add_text(&out, prefix);
  for (uint32_t i = 0; i < digits.size; i++) {
    bool is_leading = digits.at[i] == '0' && out.size == prefix.size;
    bool is_digit = hex_digit(digits.at[i]) != HEX_NO_DIGIT;
    if (is_digit && !is_leading) buffer_add_byte(&out, digits.at[i]);
  }
  if (out.size == prefix.size) buffer_add_byte(&out, '0');
  return buffer_text(&out);
}

Text literal_bigint_text(Arena *arena, Text bigint) {
  if (text_ends(bigint, TEXT("n"))) bigint.size--;
  uint32_t start, bits = bits_of(bigint, &start);
  if (!bits) return clean_digits(arena, TEXT(""), bigint);
  Text digits = text_slice(bigint, start, bigint.size);
  if (digits.size <= LITERAL_BIGINT_DIGITS) return to_decimal(arena, digits, bits);
  return clean_digits(arena, text_slice(bigint, 0, start), digits);
}

// ---- Numbers as text

// number = 0.digits * 10 ** point
typedef struct Shortest {
  char digits[MOST_DIGITS + 2];
  int count, point;
} Shortest;

static bool reads_back(const Shortest *shortest, double number) {
  char text[MOST_DIGITS + 32];
  snprintf(text, sizeof text, "%se%d", shortest->digits, shortest->point - shortest->count);
  return strtod(text, NULL) == number;
}

// The `count` digits that are nearest to the number.
static void round_to(double number, int count, Shortest *shortest) {
  char text[64];
  snprintf(text, sizeof text, "%.*e", count - 1, number);
  char *exponent = strchr(text, 'e');
  shortest->count = 0;
  for (const char *at = text; at < exponent; at++) {
    if (*at >= '0' && *at <= '9') shortest->digits[shortest->count++] = *at;
  }
  shortest->digits[shortest->count] = '\0';
  shortest->point = atoi(exponent + 1) + 1;
}

// The next larger number of as many digits; false where there is none.
static bool step_up(Shortest *shortest) {
  for (int i = shortest->count; i-- > 0;) {
    if (shortest->digits[i] != '9') {
      shortest->digits[i]++;
      return true;
    }
    shortest->digits[i] = '0';
  }
  return false;
}

// The fewest digits that are read back as the number. Below a power of two, numbers lie closer
// together than above it, so that there the nearest digits may fail and the next larger do.
static void find_shortest(double number, Shortest *shortest) {
  int exponent;
  bool is_power = frexp(number, &exponent) == 0.5;
  for (int count = 1; count < MOST_DIGITS; count++) {
    round_to(number, count, shortest);
    if (reads_back(shortest, number)) return;
    if (is_power && step_up(shortest) && reads_back(shortest, number)) return;
  }
  round_to(number, MOST_DIGITS, shortest);
}

// After the specification's Number::toString; its k and n are `count` and `point`.
static Text write_shortest(Arena *arena, const Shortest *shortest) {
  enum { LARGEST_POINT = 21, SMALLEST_POINT = -6 };
  Buffer out = {.arena = arena};
  int count = shortest->count, point = shortest->point;
  const char *digits = shortest->digits;
  if (point > LARGEST_POINT || point <= SMALLEST_POINT) {
    buffer_add_byte(&out, digits[0]);
    if (count > 1) buffer_add_format(&out, ".%s", digits + 1);
    buffer_add_format(&out, "e%+d", point - 1);
  } else if (point <= 0) {
    buffer_add_format(&out, "0.%.*s%s", -point, "000000", digits);
  } else if (count > point) {
    buffer_add_format(&out, "%.*s.%s", point, digits, digits + point);
  } else {
    buffer_add_format(&out, "%s%.*s", digits, point - count, "000000000000000000000");
  }
  return buffer_text(&out);
}

Text literal_number_text(Arena *arena, double number) {
  if (isnan(number)) return TEXT("NaN");
  if (number == 0) return TEXT("0");
  if (number < 0) return text_concat(arena, TEXT("-"), literal_number_text(arena, -number));
  if (isinf(number)) return TEXT("Infinity");
  if (number < LIMB && number == floor(number)) return text_format(arena, "%.0f", number);
  Shortest shortest;
  find_shortest(number, &shortest);
  return write_shortest(arena, &shortest);
}

bool literal_number_key(Arena *arena, Text number, Text *name) {
  bool is_bigint = number.size && number.at[number.size - 1] == 'n';
  if (!is_bigint) {
    *name = literal_number_text(arena, literal_number_value(number));
    return true;
  }
  *name = literal_bigint_text(arena, number);
  return name->size == 1 || (name->at[1] >= '0' && name->at[1] <= '9');
}
