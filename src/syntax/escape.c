// After the specification's EscapeSequence, with the legacy octal forms: what they mean is said
// here, who may use them is not.
#include "syntax/escape.h"

#include "base/hex.h"
#include "base/utf8.h"

enum { LAST_CODE_POINT = 0x10FFFF };

// Exactly `count` hexadecimal digits from `at` on.
static Escape read_fixed(Text text, uint32_t at, uint32_t count, EscapeKind otherwise) {
  Escape escape = {.kind = ESCAPE_CHARACTER};
  uint32_t end = at + count;
  for (; at < end; at++) {
    uint32_t digit = at < text.size ? hex_digit(text.at[at]) : HEX_NO_DIGIT;
    if (digit == HEX_NO_DIGIT) return (Escape){otherwise, 0, at};
    escape.code = escape.code << 4 | digit;
  }
  escape.end = end;
  return escape;
}

// The digits behind `\u{`, up to the brace.
static Escape read_braced(Text text, uint32_t at) {
  uint32_t code = 0, start = at;
  bool is_too_large = false;
  for (; at < text.size; at++) {
    uint32_t digit = hex_digit(text.at[at]);
    if (digit == HEX_NO_DIGIT) break;
    code = code << 4 | digit;
    if (code > LAST_CODE_POINT) is_too_large = true;
    if (is_too_large) code = 0;
  }
  if (at == start || at == text.size || text.at[at] != '}')
    return (Escape){ESCAPE_BAD_UNICODE, 0, at};
  return (Escape){is_too_large ? ESCAPE_TOO_LARGE : ESCAPE_CHARACTER, code, at + 1};
}

static Escape read_unicode(Text text, uint32_t at) {
  if (at < text.size && text.at[at] == '{') return read_braced(text, at + 1);
  return read_fixed(text, at, 4, ESCAPE_BAD_UNICODE);
}

static bool is_octal(Text text, uint32_t at) {
  return at < text.size && text.at[at] >= '0' && text.at[at] <= '7';
}

// At most three digits, and a value of at most one byte.
static Escape read_octal(Text text, uint32_t at) {
  uint32_t code = (uint32_t)(text.at[at] - '0');
  uint32_t most = code <= 3 ? 3 : 2, end = at + 1;
  for (; end < at + most && is_octal(text, end); end++) {
    code = code * 8 + (uint32_t)(text.at[end] - '0');
  }
  bool digit_follows = end < text.size && (text.at[end] == '8' || text.at[end] == '9');
  bool is_nul = text.at[at] == '0' && end == at + 1 && !digit_follows;
  return (Escape){is_nul ? ESCAPE_CHARACTER : ESCAPE_OCTAL, code, end};
}

// A line end after a backslash, or a character that stands for itself.
static Escape read_other(Text text, uint32_t at) {
  uint32_t size, code = utf8_decode(text, at, &size);
  if (code == '\r' && at + 1 < text.size && text.at[at + 1] == '\n') size = 2;
  bool is_line_end = code == '\r' || code == '\n' || code == 0x2028 || code == 0x2029;
  return (Escape){is_line_end ? ESCAPE_LINE : ESCAPE_CHARACTER, code, at + size};
}

Escape escape_read(Text text, uint32_t start) {
  uint32_t at = start + 1;
  if (at >= text.size) return (Escape){ESCAPE_LINE, 0, text.size};
  switch (text.at[at]) {
  case 'n': return (Escape){ESCAPE_CHARACTER, '\n', at + 1};
  case 't': return (Escape){ESCAPE_CHARACTER, '\t', at + 1};
  case 'r': return (Escape){ESCAPE_CHARACTER, '\r', at + 1};
  case 'b': return (Escape){ESCAPE_CHARACTER, '\b', at + 1};
  case 'f': return (Escape){ESCAPE_CHARACTER, '\f', at + 1};
  case 'v': return (Escape){ESCAPE_CHARACTER, '\v', at + 1};
  case 'x': return read_fixed(text, at + 1, 2, ESCAPE_BAD_HEX);
  case 'u': return read_unicode(text, at + 1);
  case '8':
  case '9': return (Escape){ESCAPE_DIGIT, (uint32_t)text.at[at], at + 1};
  default: return is_octal(text, at) ? read_octal(text, at) : read_other(text, at);
  }
}
