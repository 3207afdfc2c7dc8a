// no-loss-of-precision: numbers that say more than a number can hold.
#include "rules/rule.h"
#include "syntax/literal_number.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LOSS };

static const RuleMessage messages[] = {
    [LOSS] = {"noLossOfPrecision", "This number literal will lose precision at runtime."},
};

enum {
  SAFE_SIZE = 15,    // so many digits are always kept, in whichever base
  DIGIT_LIMIT = 100, // no number has more that mean anything; Number.toPrecision goes no further
  MANTISSA_BITS = 53,
  MOST_BITS = 1024, // of a finite number
};

// ---- Decimal numbers: the digits that were written, and those that are kept of as many

// Digits without zeros in front, and how far the point is behind the first of them. Zeros behind
// are digits if there is a point: 1.0 says more than 1.
typedef struct Decimal {
  char digits[DIGIT_LIMIT + 1];
  uint32_t count;
  long exponent;
} Decimal;

static void drop_zeros_behind(Decimal *decimal) {
  while (decimal->count && decimal->digits[decimal->count - 1] == '0') --decimal->count;
}

// False: more digits than are looked at.
static bool read_decimal(Text text, Decimal *decimal) {
  uint32_t at = 0;
  long point = 0;
  bool is_behind_point = false;
  *decimal = (Decimal){0};
  for (; at < text.size && text.at[at] != 'e' && text.at[at] != 'E'; at++) {
    char byte = text.at[at];
    if (byte == '.') is_behind_point = true;
    if (!isdigit((unsigned char)byte)) continue;
    bool is_leading = decimal->count == 0 && byte == '0';
    if (is_behind_point ? is_leading : !is_leading) point += is_behind_point ? -1 : 1;
    if (is_leading) continue;
    if (decimal->count < DIGIT_LIMIT) {
      decimal->digits[decimal->count++] = byte;
    } else if (byte != '0') {
      return false;
    }
  }
  char exponent[32] = {0};
  for (uint32_t i = at + 1, size = 0; i < text.size && size < sizeof exponent - 1; i++) {
    if (text.at[i] != '_') exponent[size++] = text.at[i];
  }
  decimal->exponent = point + strtol(exponent, NULL, 10);
  if (!is_behind_point) drop_zeros_behind(decimal);
  return true;
}

static bool loses_decimal(Text text) {
  Decimal written, kept = {0};
  double value = literal_number_value(text);
  if (!read_decimal(text, &written) || isinf(value)) return true;
  uint32_t zeros = 0;
  while (zeros < written.count && written.digits[zeros] == '0') ++zeros;
  if (zeros == written.count) return false;
  if (value == 0) return true;
  char shown[DIGIT_LIMIT + 32];
  snprintf(shown, sizeof shown, "%.*e", (int)written.count - 1, value);
  read_decimal(text_of(shown), &kept);
  return kept.exponent != written.exponent ||
         memcmp(kept.digits, written.digits, written.count) != 0;
}

// ---- Numbers of a power of two: the bits from the first to the last that is set

static bool loses_bits(Text digits, uint32_t bits_per_digit) {
  uint32_t at = 0, first = 0, last = 0;
  for (uint32_t i = 0; i < digits.size; i++) {
    if (digits.at[i] == '_') continue;
    char byte = (char)tolower((unsigned char)digits.at[i]);
    uint32_t value = (uint32_t)(isdigit((unsigned char)byte) ? byte - '0' : byte - 'a' + 10);
    for (uint32_t bit = bits_per_digit; bit-- > 0;) {
      if (first || (value >> bit & 1)) ++at;
      if (!(value >> bit & 1)) continue;
      last = at;
      if (!first) first = at;
    }
  }
  return first && (last > MANTISSA_BITS || at > MOST_BITS);
}

static bool is_old_octal(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    if (text.at[i] < '0' || text.at[i] > '7') return false;
  }
  return text.size > 1 && text.at[0] == '0';
}

static void check_number(RuleContext *context, NodeId node) {
  Text text = tree_text(context->tree, node);
  bool has_exponent = text_find_byte(text, 'e', 0) != TEXT_NOT_FOUND ||
                      text_find_byte(text, 'E', 0) != TEXT_NOT_FOUND;
  if (text.size <= (has_exponent ? 3 : SAFE_SIZE)) return;
  if (text.at[text.size - 1] == 'n') return; // a BigInt
  char prefix = text.at[0] == '0' ? (char)tolower((unsigned char)text.at[1]) : 0;
  uint32_t bits = prefix == 'x' ? 4 : prefix == 'o' ? 3 : prefix == 'b' ? 1 : 0;
  bool loses = bits                 ? loses_bits(text_slice(text, 2, text.size), bits)
               : is_old_octal(text) ? loses_bits(text, 3)
                                    : loses_decimal(text);
  if (loses) report(context, node, LOSS);
}

const Rule rule_no_loss_of_precision = {
    .name = "no-loss-of-precision",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow numbers that are rounded",
    .why = "A number has 53 bits. One that is written with more is rounded without a word: "
           "9007199254740993 is 9007199254740992.",
    .messages = messages,
    .bad = EXAMPLES({"const id = 9007199254740993;"}, {"const all = 5e999;"}),
    .good = EXAMPLES({"const id = 9007199254740992;"}, {"const id = 9007199254740993n;"}),
    .visits = VISITS({NODE_NUMBER, check_number}),
};
