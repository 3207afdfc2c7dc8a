// Numbers, after the specification's NumericLiteral. The scan takes whatever a number might have
// been meant to be, and stops at the first character that no number has.
#include "syntax/literal_check.h"

#include "base/hex.h"
#include "base/utf8.h"
#include "syntax/escape.h"
#include "syntax/name.h"

enum { PREFIX = 2 }; // the size of `0x`

typedef struct Check {
  Text source;
  uint32_t start, at;
  LiteralFault *fault;
} Check;

// Always false, so that a check can return it.
static bool blame(const Check *check, MessageId message, uint32_t start, uint32_t end) {
  *check->fault = (LiteralFault){message, start, end, text_slice(check->source, start, end)};
  return false;
}

// The byte `ahead` of the next one, or 0 where the source ends.
static char peek(const Check *check, uint32_t ahead) {
  uint32_t at = check->at + ahead;
  return at < check->source.size ? check->source.at[at] : 0;
}

static bool is_digit(char c, uint32_t radix) {
  return hex_digit(c) < radix;
}

// Skips digits and separators, each of which must stand between two digits.
static bool check_digits(Check *check, uint32_t radix) {
  bool after_digit = false;
  for (;; check->at++) {
    char c = peek(check, 0);
    if (c == '_' && !(after_digit && is_digit(peek(check, 1), radix)))
      return blame(check, MESSAGE_BAD_SEPARATOR, check->at, check->at + 1);
    if (c != '_' && !is_digit(c, radix)) return true;
    after_digit = c != '_';
  }
}

// Where the name ends that starts at `at`; `at` itself where none does.
static uint32_t name_end(Text source, uint32_t at) {
  uint32_t start = at;
  while (at < source.size) {
    uint32_t size = 1, code = (unsigned char)source.at[at];
    if (code == '\\') {
      Escape escape = escape_read(source, at);
      code = escape.kind == ESCAPE_CHARACTER ? escape.code : UTF8_INVALID;
      size = escape.end - at;
    } else if (code >= 0x80) {
      code = utf8_decode(source, at, &size);
    }
    if (!(at == start ? name_can_start(code) : name_can_contain(code))) break;
    at += size;
  }
  return at;
}

// No digit and no name can directly follow a number.
static bool check_end(const Check *check) {
  uint32_t end = name_end(check->source, check->at);
  if (end == check->at && is_digit(peek(check, 0), 10))
    end = name_end(check->source, check->at + 1);
  if (end == check->at) return true;
  bool after_dot = check->at > check->start && check->source.at[check->at - 1] == '.';
  return blame(check, after_dot ? MESSAGE_MEMBER_OF_NUMBER : MESSAGE_NAME_AFTER_NUMBER, check->at,
               end);
}

static MessageId fault_of_digit(uint32_t radix) {
  if (radix == 2) return MESSAGE_BAD_BINARY_DIGIT;
  return radix == 8 ? MESSAGE_BAD_OCTAL_DIGIT : MESSAGE_BAD_HEX_DIGIT;
}

// A number behind `0x`, `0o` or `0b`.
static bool check_prefixed(Check *check, uint32_t radix) {
  check->at += PREFIX;
  if (!check_digits(check, radix)) return false;
  char next = peek(check, 0);
  bool is_empty = check->at == check->start + PREFIX;
  bool is_other = is_digit(next, 10) || (is_empty && (next | 0x20) >= 'a' && (next | 0x20) <= 'z');
  if (is_other) return blame(check, fault_of_digit(radix), check->at, check->at + 1);
  if (is_empty) return blame(check, MESSAGE_NUMBER_NEEDS_DIGITS, check->start, check->at);
  if (next == 'n') check->at++;
  return check_end(check);
}

// A fraction cannot follow an octal number; a property can.
static bool check_octal_end(const Check *check) {
  if (peek(check, 0) != '.' || !is_digit(peek(check, 1), 10)) return true;
  uint32_t end = check->at + 1;
  while (end < check->source.size && is_digit(check->source.at[end], 10)) end++;
  return blame(check, MESSAGE_OCTAL_FRACTION, check->at, end);
}

// A number that begins with a zero and another digit, or a zero and a separator. Behind it, where
// `*is_octal` is not set, a fraction and an exponent may follow.
static bool check_legacy(Check *check, bool is_strict, bool *is_octal) {
  *is_octal = true;
  for (;; check->at++) {
    char c = peek(check, 0);
    if (c == '_') return blame(check, MESSAGE_SEPARATOR_AFTER_ZERO, check->at, check->at + 1);
    if (!is_digit(c, 10)) break;
    if (c >= '8') *is_octal = false;
  }
  if (peek(check, 0) == 'n')
    return blame(check, MESSAGE_ZERO_BEFORE_BIGINT, check->start, check->at + 1);
  if (*is_octal && !check_octal_end(check)) return false;
  if (!is_strict) return true;
  MessageId message = *is_octal ? MESSAGE_OCTAL_NUMBER_STRICT : MESSAGE_ZERO_BEFORE_NUMBER_STRICT;
  return blame(check, message, check->start, check->at);
}

// A fraction and an exponent, as far as they are there.
static bool check_fraction(Check *check) {
  if (peek(check, 0) == '.') {
    check->at++;
    if (!check_digits(check, 10)) return false;
  }
  if ((peek(check, 0) | 0x20) != 'e' || check->at == check->start) return true;
  bool has_sign = peek(check, 1) == '+' || peek(check, 1) == '-';
  uint32_t mark = check->at;
  check->at += 1 + has_sign;
  uint32_t digits = check->at;
  if (!check_digits(check, 10)) return false;
  return check->at > digits || blame(check, MESSAGE_NUMBER_NEEDS_DIGITS, mark, digits);
}

static uint32_t radix_of(char letter) {
  switch (letter | 0x20) {
  case 'x': return 16;
  case 'o': return 8;
  case 'b': return 2;
  default: return 10;
  }
}

bool literal_check_number(Text source, uint32_t start, bool is_strict, LiteralFault *fault) {
  Check check = {source, start, start, fault};
  bool is_zero = peek(&check, 0) == '0';
  uint32_t radix = is_zero ? radix_of(peek(&check, 1)) : 10;
  if (radix != 10) return check_prefixed(&check, radix);
  bool is_legacy = is_zero && (is_digit(peek(&check, 1), 10) || peek(&check, 1) == '_');
  bool is_octal = false;
  if (is_legacy && !check_legacy(&check, is_strict, &is_octal)) return false;
  if (!is_legacy && !check_digits(&check, 10)) return false;
  uint32_t whole = check.at;
  if (!is_octal && !check_fraction(&check)) return false;
  if (peek(&check, 0) == 'n') {
    check.at++;
    if (check.at - 1 > whole) return blame(&check, MESSAGE_BIGINT_FRACTION, start, check.at);
  }
  return check_end(&check);
}
