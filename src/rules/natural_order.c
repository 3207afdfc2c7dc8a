// The order of the package natural-compare, which ESLint uses: by bytes, but `-` and `.` stand
// before digits, and other signs between the letters.
#include "rules/natural_order.h"

enum { DIGIT_ZERO = 66, DIGIT_NINE = 75 };

// The rank of the byte at `at`; 0 behind the end.
static double rank_of(Text text, uint32_t at) {
  int code = at < text.size ? (unsigned char)text.at[at] : 0;
  if (code < '-' || code > 127) return code;
  if (code < '.') return DIGIT_ZERO - 1;
  if (code < '0') return code - 1;
  if (code <= '9') return code - '0' + DIGIT_ZERO;
  if (code < 'A') return code - 11;
  if (code <= 'Z') return code + 11;
  if (code < 'a') return code - 37;
  if (code <= 'z') return code + 5;
  return code - 63;
}

static bool is_digit(double rank) {
  return rank >= DIGIT_ZERO && rank <= DIGIT_NINE;
}

// Reads the number whose first digit is at `*at`, which becomes that of what follows it.
static double read_number(Text text, uint32_t *at) {
  double value = 0;
  while (is_digit(rank_of(text, *at))) value = value * 10 + (text.at[(*at)++] - '0');
  return value;
}

int natural_compare(Text a, Text b) {
  uint32_t at = 0, other = 0;
  while (at < a.size || other < b.size) {
    double left = rank_of(a, at), right = rank_of(b, other);
    bool are_numbers = is_digit(left) && is_digit(right) && left > DIGIT_ZERO && right > DIGIT_ZERO;
    if (are_numbers) {
      left = read_number(a, &at);
      right = read_number(b, &other);
    } else {
      ++at;
      ++other;
    }
    if (left != right) return left < right ? -1 : 1;
    if (right == 0 && !are_numbers) return 0;
  }
  return 0;
}
