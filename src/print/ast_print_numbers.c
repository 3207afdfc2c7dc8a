// Numbers in the fewest bytes that give the same value: 1e6, .5, 255 for 0xff, and 0xe8d4a51000fff
// for what is longer in decimal.
#include "print/ast_printer.h"

#include "syntax/literal_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  EXACT_DIGITS = 15,      // a decimal of so many digits is the shortest of its value
  EXACT_EXPONENT = 280,   // within this range
  LONGEST_NUMBER = 400,   // the digits of a double, and more
  FEWEST_HEX_DIGITS = 12, // shorter integers are no longer in decimal
};

// Its value is 0.digits * 10 ** point. Neither the first nor the last digit is a zero.
typedef struct Decimal {
  char digits[EXACT_DIGITS + 8];
  int count, point;
} Decimal;

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

// Reads a decimal number; false if that has more digits than matter.
static bool read_decimal(Text number, Decimal *decimal) {
  uint32_t i = 0;
  bool is_fraction = false;
  int zeros = 0; // that may be the last digits
  *decimal = (Decimal){.count = 0};
  for (; i < number.size && (number.at[i] | 0x20) != 'e'; i++) {
    char byte = number.at[i];
    if (byte == '.') is_fraction = true;
    if (!is_digit(byte)) continue;
    if (byte == '0') {
      if (decimal->count == 0)
        decimal->point -= is_fraction;
      else
        zeros++, decimal->point += !is_fraction;
      continue;
    }
    if (decimal->count + zeros >= (int)sizeof decimal->digits) return false;
    for (; zeros; zeros--) decimal->digits[decimal->count++] = '0';
    decimal->digits[decimal->count++] = byte;
    decimal->point += !is_fraction;
  }
  if (i == number.size) return true;
  char exponent[16];
  uint32_t size = 0;
  for (i++; i < number.size && size + 1 < sizeof exponent; i++) {
    if (number.at[i] != '_') exponent[size++] = number.at[i];
  }
  exponent[size] = '\0';
  decimal->point += atoi(exponent);
  return i == number.size;
}

static bool is_exact(const Decimal *decimal) {
  return decimal->count <= EXACT_DIGITS && abs(decimal->point) < EXACT_EXPONENT;
}

// Writes a decimal plainly, or with an exponent where that is shorter; gives the size.
static uint32_t write_decimal(const Decimal *decimal, char *to) {
  int count = decimal->count, point = decimal->point, exponent = point - count;
  if (count == 0) return to[0] = '0', 1;
  char tail[16];
  int tail_size = snprintf(tail, sizeof tail, "e%d", exponent);
  int plain = point <= 0 ? 1 - point + count : exponent >= 0 ? point : count + 1;
  if (exponent != 0 && count + tail_size < plain) {
    memcpy(to, decimal->digits, (size_t)count);
    memcpy(to + count, tail, (size_t)tail_size);
    return (uint32_t)(count + tail_size);
  }
  char *at = to;
  if (point <= 0) {
    *at++ = '.';
    for (int i = point; i < 0; i++) *at++ = '0';
  }
  for (int i = 0; i < count || i < point; i++) {
    if (i == point && point > 0) *at++ = '.';
    *at++ = i < count ? decimal->digits[i] : '0';
  }
  return (uint32_t)(at - to);
}

static uint32_t write_number(AstPrinter *self, Text number, char *to) {
  Decimal decimal;
  bool is_plain =
      number.size < 2 || number.at[0] != '0' || number.at[1] == '.' || (number.at[1] | 0x20) == 'e';
  double value = 0;
  if (!is_plain || !read_decimal(number, &decimal) || !is_exact(&decimal)) {
    value = literal_number_value(number);
    if (isinf(value)) {
      memcpy(to, "1e999", 5);
      return 5;
    }
    read_decimal(literal_number_text(&self->scratch, value), &decimal);
  }
  uint32_t size = write_decimal(&decimal, to);
  if (size <= FEWEST_HEX_DIGITS) return size;
  if (value == 0) value = literal_number_value(number);
  if (value >= 0x1p64 || value != floor(value)) return size;
  char hex[24];
  int hex_size = snprintf(hex, sizeof hex, "0x%llx", (unsigned long long)value);
  if (hex_size >= (int)size) return size;
  memcpy(to, hex, (size_t)hex_size);
  return (uint32_t)hex_size;
}

// ---- BigInts

static uint32_t write_bigint(AstPrinter *self, Text number, char *to) {
  Text text = literal_bigint_text(&self->scratch, number);
  enum { SAFE_DIGITS = 19 };
  bool is_decimal = text.size < 2 || is_digit(text.at[1]);
  uint32_t size = text.size;
  if (size > LONGEST_NUMBER - 2) return 0;
  memcpy(to, text.at, size);
  if (is_decimal && size <= SAFE_DIGITS && size > FEWEST_HEX_DIGITS) {
    to[size] = '\0';
    char hex[24];
    int hex_size = snprintf(hex, sizeof hex, "0x%llx", strtoull(to, NULL, 10));
    if (hex_size < (int)size) memcpy(to, hex, size = (uint32_t)hex_size);
  }
  if (number.size - 1 < size && number.at[0] == '0' && size > SAFE_DIGITS) return 0;
  to[size++] = 'n';
  return size;
}

// ---- The whole

bool is_only_digits(Text number) {
  for (uint32_t i = 0; i < number.size; i++) {
    if (!is_digit(number.at[i])) return false;
  }
  return true;
}

// Whether digits are the shortest already: few, and no two zeros at the end of many.
static bool is_short(Text number) {
  if (number.size > FEWEST_HEX_DIGITS || (number.at[0] == '0' && number.size > 1)) return false;
  bool has_zeros = number.size > 3 && text_ends(number, TEXT("00"));
  return !has_zeros && is_only_digits(number);
}

// Apart from a word before it, unless it begins with its point.
static void emit_digits(AstPrinter *self, Text number) {
  if (number.at[0] != '.' && is_word_byte(last_byte(self))) emit_gap(self);
  emit(self, number.at, number.size);
  if (is_only_digits(number)) self->number_end = self->out.size;
}

static void emit_without_separators(AstPrinter *self, Text number) {
  if (is_word_byte(last_byte(self))) emit_gap(self);
  for (uint32_t i = 0; i < number.size; i++) {
    if (number.at[i] != '_') emit_byte(self, number.at[i]);
  }
}

void emit_number(AstPrinter *self, Text number) {
  char text[LONGEST_NUMBER];
  bool is_octal = number.size > 1 && number.at[0] == '0' && is_digit(number.at[1]);
  if (is_short(number) || (!self->is_compact && !is_octal)) {
    emit_digits(self, number);
    return;
  }
  bool is_bigint = number.at[number.size - 1] == 'n';
  uint32_t size = is_bigint ? write_bigint(self, number, text) : write_number(self, number, text);
  if (size)
    emit_digits(self, (Text){text, size});
  else
    emit_without_separators(self, number);
}
