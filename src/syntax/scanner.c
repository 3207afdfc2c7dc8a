// A Cursor goes over the source by code points. Semicolons are the hard part: one ends a statement at a
// `}`, at the end of the file, and at the end of a line, unless the next token goes on with the
// statement; comments may stand in between and hold line ends of their own.
#include "syntax/scanner.h"

#define ALL       [0 ... 255]
#define BEYOND    [0x80 ... 0xFF]
#define CLOSING   ['}'] = SCANNER_ENDS, ['\0'] = SCANNER_ENDS, ['/'] = SCANNER_ASK, BEYOND = SCANNER_ASK
#define GOES_ON                                                                                    \
  ['`'] = SCANNER_NO, [','] = SCANNER_NO, [':'] = SCANNER_NO, [';'] = SCANNER_NO,                  \
  ['*'] = SCANNER_NO, ['%'] = SCANNER_NO, ['>'] = SCANNER_NO, ['<'] = SCANNER_NO,                  \
  ['='] = SCANNER_NO, ['['] = SCANNER_NO, ['('] = SCANNER_NO, ['^'] = SCANNER_NO,                  \
  ['|'] = SCANNER_NO, ['&'] = SCANNER_NO, ['?'] = SCANNER_NO, ['/'] = SCANNER_ASK,                 \
  ['.'] = SCANNER_ASK, ['+'] = SCANNER_ASK, ['-'] = SCANNER_ASK, ['!'] = SCANNER_ASK,              \
  ['i'] = SCANNER_ASK, BEYOND = SCANNER_ASK

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init" // rows say the rule first, then the exceptions
const uint8_t scanner_hints[SCANNER_CLASS_COUNT][2][256] = {
    [SCANNER_COMMENT] =
        {{['<'] = SCANNER_ASK, ['-'] = SCANNER_ASK, BEYOND = SCANNER_ASK},
         {['<'] = SCANNER_ASK, ['-'] = SCANNER_ASK, BEYOND = SCANNER_ASK}},
    [SCANNER_IN_EXPRESSION] = {{['?'] = SCANNER_ASK}, {['?'] = SCANNER_ASK}},
    [SCANNER_AFTER_EXPRESSION] = {{CLOSING, ['?'] = SCANNER_ASK},
                                  {ALL = SCANNER_ENDS, GOES_ON, ['?'] = SCANNER_ASK}},
    [SCANNER_AFTER_DECLARATION] = {{CLOSING}, {ALL = SCANNER_ENDS, GOES_ON}},
    [SCANNER_IN_JSX] = {{ALL = SCANNER_ASK}, {ALL = SCANNER_ASK}},
    [SCANNER_IN_TEMPLATE] = {{ALL = SCANNER_ASK}, {ALL = SCANNER_ASK}},
};
#pragma GCC diagnostic pop

typedef struct Cursor {
  const unsigned char *at, *end;
  int32_t character; // at `at`; 0 at the end, -1 where the bytes are not UTF-8
  uint32_t size;     // of the character
} Cursor;

static void look(Cursor *cursor) {
  if (cursor->at >= cursor->end) {
    cursor->character = 0;
    cursor->size = 0;
  } else if (*cursor->at < 0x80) {
    cursor->character = *cursor->at;
    cursor->size = 1;
  } else {
    cursor->character = scanner_decode(cursor->at, cursor->end, &cursor->size);
  }
}

static void step(Cursor *cursor) {
  cursor->at += cursor->size;
  look(cursor);
}

static Cursor cursor_at(Text source, uint32_t position) {
  const unsigned char *text = (const unsigned char *)source.at;
  Cursor cursor = {.at = text + position, .end = text + source.size};
  look(&cursor);
  return cursor;
}

static bool is_blank(int32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool ends_line(int32_t c) { return c == '\n' || c == 0x2028 || c == 0x2029; }

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_letter(int32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static uint32_t offset_of(Text source, const Cursor *cursor) {
  return (uint32_t)(cursor->at - (const unsigned char *)source.at);
}

// --- Semicolons -------------------------------------------------------------------------------

typedef enum Gap {
  GAP_OPERATOR, // a `/` that is no comment
  GAP_NO_NEWLINE,
  GAP_PASSED,
} Gap;

// Goes over a block comment, from its `*` on; `*newline` is set where a line ends in it. False if the
// file ends first.
static bool pass_block_comment(Cursor *cursor, bool *newline) {
  step(cursor);
  while (cursor->character != 0) {
    if (cursor->character == '*') {
      step(cursor);
      if (cursor->character != '/') continue;
      step(cursor);
      return true;
    }
    *newline |= ends_line(cursor->character);
    step(cursor);
  }
  return false;
}

// Goes over blanks and comments. With `only_first`, a block comment ends it.
static Gap pass_gap(Cursor *cursor, bool *commented, bool only_first) {
  bool newline = false;
  for (;;) {
    while (is_blank(cursor->character)) step(cursor);
    if (cursor->character != '/') return GAP_PASSED;
    step(cursor);
    if (cursor->character == '/') {
      while (cursor->character != 0 && !ends_line(cursor->character)) step(cursor);
      *commented = true;
    } else if (cursor->character == '*') {
      if (!pass_block_comment(cursor, &newline)) continue;
      *commented = true;
      if (cursor->character != '/' && only_first) return newline ? GAP_PASSED : GAP_NO_NEWLINE;
    } else {
      return GAP_OPERATOR;
    }
  }
}

// Whether the word at `cursor`, which starts with `i`, is `in` or `instanceof`.
static bool is_in_or_instanceof(Cursor *cursor) {
  step(cursor);
  if (cursor->character != 'n') return false;
  step(cursor);
  if (!is_letter(cursor->character)) return true;
  for (const char *rest = "stanceof"; *rest; rest++) {
    if (cursor->character != *rest) return false;
    step(cursor);
  }
  return !is_letter(cursor->character);
}

// Whether the token at `cursor`, the first on its line, starts a statement.
static bool starts_statement(Cursor *cursor) {
  int32_t first = cursor->character;
  switch (first) {
  case '`': case ',': case ':': case ';': case '*': case '%': case '>': case '<':
  case '=': case '[': case '(': case '?': case '^': case '|': case '&': case '/':
    return false;
  case '.': step(cursor); return is_digit(cursor->character);
  case '+': case '-': step(cursor); return cursor->character == first;
  case '!': step(cursor); return cursor->character != '=';
  case 'i': return !is_in_or_instanceof(cursor);
  default: return true;
  }
}

// Whether a statement ends at `cursor` without a semicolon.
static bool ends_statement(Cursor *cursor, ScannerClass class, bool *commented) {
  for (;; step(cursor)) {
    if (cursor->character == 0) return true;
    if (cursor->character == '/') {
      Gap gap = pass_gap(cursor, commented, true);
      if (gap == GAP_OPERATOR) return false;
      bool goes_on = cursor->character == ',' || cursor->character == '=';
      if (gap == GAP_PASSED && class == SCANNER_AFTER_DECLARATION && !goes_on) return true;
    }
    if (cursor->character == '}') return true;
    if (ends_line(cursor->character)) break;
    if (!is_blank(cursor->character)) return false;
  }
  step(cursor);
  return pass_gap(cursor, commented, false) != GAP_OPERATOR && starts_statement(cursor);
}

// --- The others -------------------------------------------------------------------------------

// The `?` of a conditional, as opposed to `??` and `?.`.
static bool scan_ternary(Text source, Cursor *cursor, Scanned *scanned) {
  while (is_blank(cursor->character)) step(cursor);
  if (cursor->character != '?') return false;
  uint32_t start = offset_of(source, cursor);
  *scanned = (Scanned){SCANNER_TERNARY, start, start + 1};
  step(cursor);
  if (cursor->character == '?') return false;
  if (cursor->character != '.') return true;
  step(cursor);
  return is_digit(cursor->character);
}

static bool scan_template_chars(Text source, Cursor *cursor, Scanned *scanned) {
  uint32_t start = offset_of(source, cursor);
  for (;;) {
    uint32_t end = offset_of(source, cursor);
    *scanned = (Scanned){SCANNER_TEMPLATE_CHARS, start, end};
    switch (cursor->character) {
    case '`': case '\\': return end > start;
    case '\0': return false;
    case '$':
      step(cursor);
      if (cursor->character == '{') return end > start;
      break;
    default: step(cursor);
    }
  }
}

static bool scan_html_comment(Text source, Cursor *cursor, Scanned *scanned) {
  while (is_blank(cursor->character) || ends_line(cursor->character)) step(cursor);
  const char *mark = cursor->character == '<' ? "<!--" : cursor->character == '-' ? "-->" : NULL;
  if (!mark) return false;
  uint32_t start = offset_of(source, cursor);
  for (; *mark; mark++, step(cursor)) {
    if (cursor->character != *mark) return false;
  }
  while (cursor->character != 0 && !ends_line(cursor->character)) step(cursor);
  *scanned = (Scanned){SCANNER_HTML_COMMENT, start, offset_of(source, cursor)};
  return true;
}

static bool ends_jsx_text(int32_t c) {
  return c == 0 || c == '<' || c == '>' || c == '{' || c == '}' || c == '&';
}

// Text between tags, unless it is only a line end and what indents the next line.
static bool scan_jsx_text(Text source, Cursor *cursor, Scanned *scanned) {
  uint32_t start = offset_of(source, cursor);
  bool has_text = false, at_line_start = false;
  for (; !ends_jsx_text(cursor->character); step(cursor)) {
    if (cursor->character == '\n') {
      at_line_start = true;
    } else {
      at_line_start = at_line_start && is_blank(cursor->character);
      has_text |= !at_line_start;
    }
  }
  *scanned = (Scanned){SCANNER_JSX_TEXT, start, offset_of(source, cursor)};
  return has_text;
}

static bool scan_statement_end(Text source, ScannerClass class, Cursor *cursor, Scanned *scanned) {
  uint32_t start = offset_of(source, cursor);
  bool commented = false;
  if (ends_statement(cursor, class, &commented)) {
    *scanned = (Scanned){SCANNER_SEMICOLON, start, start};
    return true;
  }
  return class == SCANNER_AFTER_EXPRESSION && !commented && cursor->character == '?' &&
         scan_ternary(source, cursor, scanned);
}

bool scanner_scan(Text source, ScannerClass class, uint32_t position, Scanned *scanned) {
  Cursor cursor = cursor_at(source, position);
  switch (class) {
  case SCANNER_NOTHING:
  case SCANNER_CLASS_COUNT: return false;
  case SCANNER_COMMENT: return scan_html_comment(source, &cursor, scanned);
  case SCANNER_IN_EXPRESSION: return scan_ternary(source, &cursor, scanned);
  case SCANNER_AFTER_EXPRESSION:
  case SCANNER_AFTER_DECLARATION: return scan_statement_end(source, class, &cursor, scanned);
  case SCANNER_IN_TEMPLATE: return scan_template_chars(source, &cursor, scanned);
  case SCANNER_IN_JSX:
    if (scan_jsx_text(source, &cursor, scanned)) return true;
    if (!scan_html_comment(source, &cursor, scanned)) return false;
    scanned->start = position;
    return true;
  }
  return false;
}

bool scanner_has_newline(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    if (byte == '\n' || byte == '\r') return true;
    // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
    if (byte == 0xE2 && i + 2 < text.size && (unsigned char)text.at[i + 1] == 0x80 &&
        ((unsigned char)text.at[i + 2] & 0xFE) == 0xA8) return true;
  }
  return false;
}

int32_t scanner_decode(const unsigned char *at, const unsigned char *end, uint32_t *size) {
  uint32_t first = at[0], length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  *size = 1;
  if (first < 0x80) return (int32_t)first;
  if (length == 0 || first > 0xF4 || (size_t)(end - at) < length) return -1;
  uint32_t code = first & (0xFFu >> (length + 1));
  for (uint32_t i = 1; i < length; i++) {
    if ((at[i] & 0xC0) != 0x80) return -1;
    code = code << 6 | (at[i] & 0x3F);
  }
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < least[length] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return -1;
  *size = length;
  return (int32_t)code;
}
