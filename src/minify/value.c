// The conversions of the specification's section "Type Conversion", for what has no code to run.
#include "minify/value.h"

#include <ctype.h>
#include <math.h>

#include "base/utf8.h"
#include "syntax/literal_number.h"

bool value_of(Minify *minify, AstId id, Value *value) {
  *value = (Value){.type = TYPE_UNDEFINED};
  if (ast_kind(minify->ast, id) == NODE_NULL) return value->type = TYPE_NULL, true;
  if (fact_string(minify, id, &value->text)) return value->type = TYPE_STRING, true;
  if (fact_boolean(minify, id, &value->boolean)) return value->type = TYPE_BOOLEAN, true;
  if (fact_number(minify, id, &value->number)) return value->type = TYPE_NUMBER, true;
  return fact_is_undefined(minify, id);
}

// ---- To a string

static Text number_text(Minify *minify, double number) {
  if (isnan(number)) return TEXT("NaN");
  if (isinf(number)) return number > 0 ? TEXT("Infinity") : TEXT("-Infinity");
  if (number == 0) return TEXT("0");
  return literal_number_text(minify->arena, number);
}

Text value_text(Minify *minify, const Value *value) {
  switch ((int)value->type) {
  case TYPE_NULL: return TEXT("null");
  case TYPE_BOOLEAN: return value->boolean ? TEXT("true") : TEXT("false");
  case TYPE_NUMBER: return number_text(minify, value->number);
  case TYPE_STRING: return value->text;
  default: return TEXT("undefined");
  }
}

// ---- To a number

static Text trim(Text text) {
  uint32_t start = 0, end = text.size;
  while (start < end && strchr(" \t\n\v\f\r", text.at[start]) && text.at[start]) start++;
  while (end > start && strchr(" \t\n\v\f\r", text.at[end - 1]) && text.at[end - 1]) end--;
  return text_slice(text, start, end);
}

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static uint32_t skip_digits(Text text, uint32_t at) {
  while (at < text.size && is_digit(text.at[at])) at++;
  return at;
}

// Digits with a point and an exponent, at least one of them before the exponent.
static bool is_decimal(Text text) {
  uint32_t at = skip_digits(text, 0), digits = at;
  if (at < text.size && text.at[at] == '.') {
    uint32_t point = at++;
    at = skip_digits(text, at);
    digits += at - point - 1;
  }
  if (digits == 0) return false;
  if (at < text.size && (text.at[at] | 0x20) == 'e') {
    at++;
    if (at < text.size && (text.at[at] == '+' || text.at[at] == '-')) at++;
    uint32_t exponent = at;
    at = skip_digits(text, at);
    if (at == exponent) return false;
  }
  return at == text.size;
}

static bool is_prefixed(Text text) {
  if (text.size < 3 || text.at[0] != '0') return false;
  char radix = (char)(text.at[1] | 0x20);
  for (uint32_t i = 2; i < text.size; i++) {
    char byte = text.at[i];
    bool fits = radix == 'x'   ? isxdigit((unsigned char)byte) != 0
                : radix == 'o' ? byte >= '0' && byte <= '7'
                               : radix == 'b' && (byte == '0' || byte == '1');
    if (!fits) return false;
  }
  return true;
}

// Zeros in front mean nothing here, where in source they may mean octal digits.
static double decimal_number(Text digits) {
  uint32_t at = 0;
  while (at + 1 < digits.size && digits.at[at] == '0' && is_digit(digits.at[at + 1])) at++;
  return literal_number_value(text_slice(digits, at, digits.size));
}

static double ascii_number(Text text) {
  Text inside = trim(text);
  if (inside.size == 0) return 0;
  if (is_prefixed(inside)) return literal_number_value(inside);
  bool has_sign = inside.at[0] == '-' || inside.at[0] == '+';
  Text digits = text_slice(inside, has_sign, inside.size);
  double number = NAN;
  if (text_is(digits, TEXT("Infinity"))) number = INFINITY;
  if (is_decimal(digits)) number = decimal_number(digits);
  return inside.at[0] == '-' ? -number : number;
}

bool value_number(const Value *value, double *number) {
  switch ((int)value->type) {
  case TYPE_NULL: return *number = 0, true;
  case TYPE_BOOLEAN: return *number = value->boolean, true;
  case TYPE_NUMBER: return *number = value->number, true;
  case TYPE_STRING: return *number = ascii_number(value->text), utf8_is_ascii(value->text);
  default: return *number = NAN, true;
  }
}

int32_t value_int32(double number) {
  if (!isfinite(number)) return 0;
  double rest = fmod(trunc(number), 0x1p32);
  if (rest < 0) rest += 0x1p32;
  return (int32_t)(uint32_t)rest;
}

bool value_boolean(const Value *value) {
  switch ((int)value->type) {
  case TYPE_BOOLEAN: return value->boolean;
  case TYPE_NUMBER: return value->number < 0 || value->number > 0;
  case TYPE_STRING: return value->text.size > 0;
  default: return false;
  }
}

// ---- Comparing

bool value_is_same(const Value *left, const Value *right) {
  if (left->type != right->type) return false;
  switch ((int)left->type) {
  case TYPE_BOOLEAN: return left->boolean == right->boolean;
  case TYPE_NUMBER: return left->number == right->number;
  case TYPE_STRING: return text_is(left->text, right->text);
  default: return true;
  }
}

FactTruth value_is_equal(const Value *left, const Value *right) {
  if (left->type == right->type) return fact_truth_if(value_is_same(left, right));
  bool is_left_nullish = left->type & TYPE_NULLISH, is_right_nullish = right->type & TYPE_NULLISH;
  if (is_left_nullish || is_right_nullish)
    return fact_truth_if(is_left_nullish && is_right_nullish);
  double one, other;
  bool are_known = value_number(left, &one) && value_number(right, &other);
  return are_known ? fact_truth_if(one == other) : FACT_UNKNOWN;
}

// By their UTF-16 units, whose order is that of bytes up to the surrogates.
static ValueOrder text_order(Text left, Text right) {
  const unsigned char first_surrogate = 0xED;
  uint32_t at = 0;
  while (at < left.size && at < right.size && left.at[at] == right.at[at]) at++;
  if (at == right.size) return VALUE_NOT_LESS;
  if (at == left.size) return VALUE_LESS;
  unsigned char one = (unsigned char)left.at[at], other = (unsigned char)right.at[at];
  if (one >= first_surrogate || other >= first_surrogate) return VALUE_UNKNOWN;
  return one < other ? VALUE_LESS : VALUE_NOT_LESS;
}

ValueOrder value_order(const Value *left, const Value *right) {
  if (left->type == TYPE_STRING && right->type == TYPE_STRING)
    return text_order(left->text, right->text);
  double one, other;
  if (!value_number(left, &one) || !value_number(right, &other)) return VALUE_UNKNOWN;
  if (isnan(one) || isnan(other)) return VALUE_UNORDERED;
  return one < other ? VALUE_LESS : VALUE_NOT_LESS;
}

// ---- Texts

bool value_index(Minify *minify, Text text, double *number) {
  enum { LONGEST = 21 };
  if (text.size == 0 || text.size > LONGEST || !is_digit(text.at[0])) return false;
  if (skip_digits(text, 0) != text.size) return false;
  *number = literal_number_value(text);
  return text_is(number_text(minify, *number), text);
}

static bool ends_high(const Buffer *out) {
  if (out->size < 3) return false;
  const unsigned char *end = (const unsigned char *)out->at + out->size;
  return end[-3] == 0xED && end[-2] >= 0xA0 && end[-2] <= 0xAF;
}

static bool starts_low(Text text) {
  const unsigned char *bytes = (const unsigned char *)text.at;
  return text.size >= 3 && bytes[0] == 0xED && bytes[1] >= 0xB0 && bytes[1] <= 0xBF;
}

// The last ten bits of what three bytes of WTF-8 say.
static uint32_t ten_bits(const char *bytes) {
  return ((uint32_t)bytes[1] & 0xF) << 6 | ((uint32_t)bytes[2] & 0x3F);
}

void value_join(Buffer *out, Text text) {
  if (starts_low(text) && ends_high(out)) {
    char *high = out->at + out->size - 3;
    uint32_t code = 0x10000 + (ten_bits(high) << 10) + ten_bits(text.at);
    char bytes[4];
    uint32_t size = utf8_encode(code, bytes);
    out->size -= 3;
    buffer_add(out, bytes, size);
    text = text_slice(text, 3, text.size);
  }
  buffer_add_text(out, text);
}

static bool is_surrogate(Text text, uint32_t at) {
  const unsigned char *bytes = (const unsigned char *)text.at + at;
  return text.size - at >= 3 && bytes[0] == 0xED && bytes[1] >= 0xA0;
}

bool value_unit(Text text, double index, uint32_t *unit) {
  double count = 0;
  for (uint32_t at = 0, length = 1; at < text.size; at += length) {
    uint32_t code = utf8_decode(text, at, &length);
    if (code == UTF8_INVALID) { // a lone surrogate
      if (!is_surrogate(text, at)) return false;
      code = 0xD000u | ((uint32_t)text.at[at + 1] & 0x3F) << 6 | ((uint32_t)text.at[at + 2] & 0x3F);
      length = 3;
    }
    bool is_pair = code >= 0x10000;
    if (count == index) return *unit = is_pair ? 0xD7C0 + (code >> 10) : code, true;
    if (is_pair && count + 1 == index) return *unit = 0xDC00 + (code & 0x3FF), true;
    count += is_pair ? 2 : 1;
  }
  return false;
}
