// Numbers in the fewest bytes: digits with a point, with zeros behind or with an exponent, or
// hexadecimal.
#include "minify/make.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "syntax/literal_number.h"

enum {
  MOST_DIGITS = 32,
  LONGEST = 64,
  SMALL = 100, // whole numbers below are shortest as they are
};

// A number as digits * 10 ** exponent, without zeros at either end.
typedef struct Decimal {
  char digits[MOST_DIGITS];
  int count, exponent;
} Decimal;

// Of what String(number) gives.
static Decimal read(Text text) {
  Decimal self = {.count = 0};
  bool is_behind_point = false;
  for (uint32_t i = 0; i < text.size; i++) {
    char byte = text.at[i];
    if (byte == 'e') {
      self.exponent += atoi(text.at + i + 1);
      break;
    }
    if (byte == '.') {
      is_behind_point = true;
      continue;
    }
    self.exponent -= is_behind_point;
    if (byte != '0' || self.count > 0) self.digits[self.count++] = byte;
  }
  for (; self.count > 0 && self.digits[self.count - 1] == '0'; self.exponent++) self.count--;
  return self;
}

// Puts the point among or in front of the digits, or zeros behind them. False if that is long.
static bool write_plain(const Decimal *self, char *to) {
  int before = self->count + self->exponent; // digits before the point
  if (before > MOST_DIGITS || before < -MOST_DIGITS / 2) return false;
  for (int i = 0; i < before; i++) *to++ = i < self->count ? self->digits[i] : '0';
  if (before < self->count) *to++ = '.';
  for (int i = before; i < self->count; i++) *to++ = i < 0 ? '0' : self->digits[i];
  *to = 0;
  return true;
}

static void keep_shorter(char *best, const char *other) {
  if (!*best || strlen(other) < strlen(best)) strcpy(best, other);
}

// What String(number) gives; whole numbers are frequent.
static Text decimal_text(Minify *minify, double value) {
  bool is_whole = value < 0x1p53 && value == floor(value);
  return is_whole ? text_format(minify->arena, "%.0f", value)
                  : literal_number_text(minify->arena, value);
}

Text make_number_text(Minify *minify, double value) {
  char best[LONGEST] = "", other[LONGEST];
  if (value == 0) return TEXT("0");
  if (value > 0 && value < SMALL && value == floor(value))
    return text_format(minify->arena, "%d", (int)value);
  Decimal decimal = read(decimal_text(minify, value));
  if (write_plain(&decimal, other)) keep_shorter(best, other);
  snprintf(other, sizeof other, "%.*se%d", decimal.count, decimal.digits, decimal.exponent);
  keep_shorter(best, other);
  if (value < 0x1p63 && value == floor(value)) {
    snprintf(other, sizeof other, "0x%llx", (unsigned long long)value);
    keep_shorter(best, other);
  }
  return text_copy(minify->arena, text_of(best));
}

uint32_t make_number_size(Minify *minify, double value) {
  if (isnan(value)) return 3;
  if (isinf(value)) return value > 0 ? 3 : 4;
  return make_number_text(minify, fabs(value)).size + (signbit(value) ? 1 : 0);
}
