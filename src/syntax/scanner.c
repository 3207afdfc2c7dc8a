// A Cursor goes over the source by code points. Semicolons are the hard part: one ends a statement
// at a
// `}`, at the end of the file, and at the end of a line, unless the next token goes on with the
// statement; comments may stand in between and hold line ends of their own. What is said here is a
// prediction: it may miss a semicolon (the parser inserts it when it meets the error, as the
// specification says), but must not make one up.
#include "syntax/scanner.h"

#include "base/bytes16.h"

#define ALL    [0 ... 255]
#define BEYOND [0x80 ... 0xFF]
#define CLOSING                                                                                    \
  ['}'] = SCANNER_ENDS, ['\0'] = SCANNER_ENDS, ['/'] = SCANNER_ASK, BEYOND = SCANNER_ASK
#define GOES_ON                                                                                    \
  ['`'] = SCANNER_NO, [','] = SCANNER_NO, [':'] = SCANNER_NO, [';'] = SCANNER_NO,                  \
  ['*'] = SCANNER_NO, ['%'] = SCANNER_NO, ['>'] = SCANNER_NO, ['<'] = SCANNER_ASK,                 \
  ['='] = SCANNER_NO, ['['] = SCANNER_NO, ['('] = SCANNER_NO, ['^'] = SCANNER_NO,                  \
  ['|'] = SCANNER_NO, ['&'] = SCANNER_NO, ['?'] = SCANNER_NO, ['/'] = SCANNER_ASK,                 \
  ['.'] = SCANNER_ASK, ['+'] = SCANNER_ASK, ['-'] = SCANNER_ASK, ['!'] = SCANNER_ASK,              \
  ['i'] = SCANNER_ASK, BEYOND = SCANNER_ASK
#define MARK ['<'] = SCANNER_ASK

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init" // rows say the rule first, then the exceptions
const uint8_t scanner_hints[SCANNER_CLASS_COUNT][2][256] = {
    [SCANNER_COMMENT] = {{MARK, ['-'] = SCANNER_ASK, BEYOND = SCANNER_ASK},
                         {MARK, ['-'] = SCANNER_ASK, BEYOND = SCANNER_ASK}},
    [SCANNER_IN_EXPRESSION] = {{MARK, ['?'] = SCANNER_ASK, BEYOND = SCANNER_ASK},
                               {MARK, ['?'] = SCANNER_ASK, ['-'] = SCANNER_ASK,
                                BEYOND = SCANNER_ASK}},
    [SCANNER_AFTER_EXPRESSION] = {{CLOSING, MARK, ['?'] = SCANNER_ASK},
                                  {ALL = SCANNER_ENDS, GOES_ON, ['?'] = SCANNER_ASK}},
    [SCANNER_AFTER_DECLARATION] = {{CLOSING, MARK}, {ALL = SCANNER_ENDS, GOES_ON}},
    [SCANNER_BEFORE_WORD] =
        {{CLOSING, MARK},
         {ALL = SCANNER_ENDS,
          GOES_ON, ['o'] = SCANNER_ASK, ['w'] = SCANNER_ASK, ['f'] = SCANNER_ASK}},
    [SCANNER_AFTER_RETURN] = {{CLOSING, MARK},
                              {ALL = SCANNER_ENDS,
                               MARK, [';'] = SCANNER_NO, ['/'] = SCANNER_ASK, ['-'] = SCANNER_ASK,
                               BEYOND = SCANNER_ASK}},
    [SCANNER_AFTER_YIELD] = {{CLOSING, MARK}, {ALL = SCANNER_ASK}},
    [SCANNER_AFTER_ASYNC] = {{CLOSING, MARK}, {ALL = SCANNER_ASK}},
    [SCANNER_BEFORE_OPERAND] = {{CLOSING, MARK}, {CLOSING, MARK, ['-'] = SCANNER_ASK}},
    [SCANNER_IN_JSX] = {{ALL = SCANNER_ASK}, {ALL = SCANNER_ASK}},
    [SCANNER_IN_JSX_DOUBLE] = {{ALL = SCANNER_ASK}, {ALL = SCANNER_ASK}},
    [SCANNER_IN_JSX_SINGLE] = {{ALL = SCANNER_ASK}, {ALL = SCANNER_ASK}},
    [SCANNER_IN_TEMPLATE] = {{ALL = SCANNER_ASK}, {ALL = SCANNER_ASK}},
};
#pragma GCC diagnostic pop

typedef struct Cursor {
  const unsigned char *at, *end;
  int32_t character; // at `at`; 0 at the end, -1 where the bytes are not UTF-8
  uint32_t size;     // of the character
  bool is_module;    // `<!--` and `-->` start no comments
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

static Cursor cursor_at(const ScannerPlace *place) {
  const unsigned char *text = (const unsigned char *)place->source.at;
  Cursor cursor = {.at = text + place->position,
                   .end = text + place->source.size,
                   .is_module = place->is_module};
  look(&cursor);
  return cursor;
}

static uint32_t offset_of(const ScannerPlace *place, const Cursor *cursor) {
  return (uint32_t)(cursor->at - (const unsigned char *)place->source.at);
}

// Moves on to one of four characters, to what is beyond ASCII, or to the end.
static void pass_until(Cursor *cursor, const unsigned char stops[4]) {
  cursor->at = bytes16_find(cursor->at, stops);
  look(cursor);
}

static bool is_at_end(const Cursor *cursor) {
  return cursor->at >= cursor->end;
}

bool scanner_ends_line(int32_t c) {
  return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

bool scanner_is_blank(int32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool scanner_is_name_part(int32_t c) {
  if (c >= 0x80) return !scanner_is_blank(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || c == '\\';
}

static bool is_digit(int32_t c) {
  return c >= '0' && c <= '9';
}

// Whether the whole word at `cursor` is `word`.
static bool is_word(Cursor cursor, const char *word) {
  for (; *word; word++, step(&cursor)) {
    if (cursor.character != *word) return false;
  }
  return !scanner_is_name_part(cursor.character);
}

static bool starts_with(Cursor cursor, const char *text) {
  for (; *text; text++, step(&cursor)) {
    if (cursor.character != *text) return false;
  }
  return true;
}

// --- Semicolons -------------------------------------------------------------------------------

typedef enum Gap {
  GAP_OPERATOR, // a `/` that is no comment
  GAP_STOPPED,  // after a block comment, which it was to stop at
  GAP_PASSED,
} Gap;

// Goes over a block comment, from its `*` on; `*newline` is set where a line ends in it. False if
// the file ends first.
static bool pass_block_comment(Cursor *cursor, bool *newline) {
  static const unsigned char any_end[4] = "*\n\r*", own_end[4] = "****";
  step(cursor);
  for (;;) {
    pass_until(cursor, *newline ? own_end : any_end);
    if (cursor->character == 0) return false;
    if (cursor->character == '*') {
      step(cursor);
      if (cursor->character != '/') continue;
      step(cursor);
      return true;
    }
    *newline |= scanner_ends_line(cursor->character);
    step(cursor);
  }
}

static void pass_line(Cursor *cursor) {
  static const unsigned char ends[4] = "\n\r\n\r";
  pass_until(cursor, ends);
  while (cursor->character != 0 && !scanner_ends_line(cursor->character)) {
    step(cursor);
    pass_until(cursor, ends);
  }
}

// Whether an HTML-like comment starts at `cursor`; one of both kinds only where its line starts.
static bool starts_html_comment(const Cursor *cursor, bool at_line_start) {
  if (cursor->is_module) return false;
  if (cursor->character == '<') return starts_with(*cursor, "<!--");
  return cursor->character == '-' && at_line_start && starts_with(*cursor, "-->");
}

// Goes over blanks and comments. With `only_first`, a block comment ends it.
static Gap pass_gap(Cursor *cursor, bool *commented, bool *newline, bool only_first) {
  for (;;) {
    for (; scanner_is_blank(cursor->character); step(cursor)) {
      *newline |= scanner_ends_line(cursor->character);
    }
    if (starts_html_comment(cursor, *newline)) {
      pass_line(cursor);
      *commented = true;
      continue;
    }
    if (cursor->character != '/') return GAP_PASSED;
    step(cursor);
    if (cursor->character == '/') {
      pass_line(cursor);
      *commented = true;
    } else if (cursor->character == '*') {
      if (!pass_block_comment(cursor, newline)) continue;
      *commented = true;
      if (cursor->character != '/' && only_first) return GAP_STOPPED;
    } else {
      return GAP_OPERATOR;
    }
  }
}

static bool is_one_of(int32_t character, const char *set) {
  return character > 0 && character < 0x80 && strchr(set, character);
}

// Whether the token at `cursor`, the first on its line, starts a statement.
static bool starts_statement(Cursor *cursor, ScannerClass class) {
  int32_t first = cursor->character;
  switch (first) {
  case '`':
  case ',':
  case ':':
  case ';':
  case '*':
  case '%':
  case '>':
  case '<':
  case '=':
  case '[':
  case '(':
  case '?':
  case '^':
  case '|':
  case '&':
  case '/': return false;
  case '.': step(cursor); return is_digit(cursor->character);
  case '+':
  case '-': step(cursor); return cursor->character == first;
  case '!': step(cursor); return cursor->character != '=';
  case 'i': return !is_word(*cursor, "in") && !is_word(*cursor, "instanceof");
  case 'f': return class != SCANNER_BEFORE_WORD || !is_word(*cursor, "from");
  case 'o': return class != SCANNER_BEFORE_WORD || !is_word(*cursor, "of");
  case 'w': return class != SCANNER_BEFORE_WORD || !is_word(*cursor, "with");
  default: return true;
  }
}

// Whether the token at `cursor` ends what is before it, a line having ended in between.
static bool ends_before(Cursor *cursor, ScannerClass class) {
  int32_t first = cursor->character;
  if (first == 0 || first == '}') return true;
  if (class == SCANNER_BEFORE_OPERAND) return false;
  if (class == SCANNER_AFTER_RETURN) return first != ';';
  if (class == SCANNER_AFTER_ASYNC) return !is_one_of(first, "(=;");
  if (class == SCANNER_AFTER_YIELD) {
    return !is_one_of(first, ")],:;") && !is_word(*cursor, "in") && !is_word(*cursor, "of");
  }
  return starts_statement(cursor, class);
}

// Whether the comments at `cursor` follow the head of a declaration: nothing but a statement's end,
// or what goes on with it, comes after.
static bool ends_declaration(Cursor *cursor, ScannerClass class, bool *commented) {
  bool newline = false;
  Gap gap = pass_gap(cursor, commented, &newline, false);
  if (gap == GAP_OPERATOR) return class == SCANNER_AFTER_RETURN && newline;
  if (cursor->character == 0 || cursor->character == '}') return true;
  if (!newline || is_one_of(cursor->character, ",=;(")) return false;
  return class == SCANNER_AFTER_DECLARATION || ends_before(cursor, class);
}

// Whether a statement ends at `cursor` without a semicolon; `newline`: a line has ended already.
static bool ends_statement(Cursor *cursor, ScannerClass class, bool newline, bool *commented) {
  bool is_expression = class == SCANNER_AFTER_EXPRESSION;
  for (; !newline; step(cursor)) {
    if (cursor->character == 0) return true;
    if (cursor->character == '/') {
      if (!is_expression) return ends_declaration(cursor, class, commented);
      bool starts_block = cursor->at[1] == '*', in_comment = false;
      Gap gap = pass_gap(cursor, commented, &in_comment, true);
      if (gap == GAP_OPERATOR) return false;
      newline = gap == GAP_STOPPED && in_comment && starts_block;
      if (newline) break;
    }
    if (cursor->character == '}') return true;
    if (scanner_ends_line(cursor->character)) break;
    if (!scanner_is_blank(cursor->character)) return false;
  }
  Gap gap = pass_gap(cursor, commented, &newline, false);
  if (gap == GAP_OPERATOR) return class == SCANNER_AFTER_RETURN || class == SCANNER_AFTER_YIELD;
  return ends_before(cursor, class);
}

// --- The others -------------------------------------------------------------------------------

static void pass_blanks(Cursor *cursor) {
  while (scanner_is_blank(cursor->character)) step(cursor);
}

// The `?` of a conditional, as opposed to `??` and `?.`.
static bool scan_ternary(const ScannerPlace *place, Cursor *cursor, Scanned *scanned) {
  pass_blanks(cursor);
  if (cursor->character != '?') return false;
  uint32_t start = offset_of(place, cursor);
  *scanned = (Scanned){SCANNER_TERNARY, start, start + 1};
  step(cursor);
  if (cursor->character == '?') return false;
  if (cursor->character != '.') return true;
  step(cursor);
  return is_digit(cursor->character);
}

static bool scan_template_chars(const ScannerPlace *place, Cursor *cursor, Scanned *scanned) {
  uint32_t start = offset_of(place, cursor);
  for (;;) {
    uint32_t end = offset_of(place, cursor);
    *scanned = (Scanned){SCANNER_TEMPLATE_CHARS, start, end};
    if (is_at_end(cursor)) return false;
    if (cursor->character == '`' || cursor->character == '\\') return end > start;
    bool is_dollar = cursor->character == '$';
    step(cursor);
    if (is_dollar && cursor->character == '{') return end > start;
  }
}

// Whether nothing but comments stands before `offset` on its line.
static bool is_line_start(const ScannerPlace *place, uint32_t offset) {
  return place->newline || place->is_first ||
         scanner_has_newline(text_slice(place->source, place->position, offset));
}

static bool scan_html_comment(const ScannerPlace *place, Cursor *cursor, Scanned *scanned) {
  pass_blanks(cursor);
  uint32_t start = offset_of(place, cursor);
  bool at_line_start = cursor->character == '-' && is_line_start(place, start);
  if (!starts_html_comment(cursor, at_line_start)) return false;
  pass_line(cursor);
  *scanned = (Scanned){SCANNER_HTML_COMMENT, start, offset_of(place, cursor)};
  return true;
}

// Goes over an entity: &name; &#38; &#x26;
static bool pass_entity(Cursor *cursor) {
  step(cursor);
  bool is_number = cursor->character == '#';
  if (is_number) step(cursor);
  bool is_hex = is_number && (cursor->character | 0x20) == 'x';
  if (is_hex) step(cursor);
  uint32_t count = 0;
  for (; count <= 30; count++, step(cursor)) {
    int32_t c = cursor->character, letter = c | 0x20;
    bool fits = is_hex      ? is_digit(c) || (letter >= 'a' && letter <= 'f')
                : is_number ? is_digit(c)
                            : letter >= 'a' && letter <= (c < 0x80 ? 'z' : 0);
    if (!fits) break;
  }
  if (count == 0 || cursor->character != ';') return false;
  step(cursor);
  return true;
}

// Whether an entity stands at `cursor`.
static bool is_entity(Cursor cursor) {
  return cursor.character == '&' && pass_entity(&cursor);
}

static bool scan_entity(const ScannerPlace *place, Cursor *cursor, Scanned *scanned) {
  if (!is_entity(*cursor)) return false;
  uint32_t start = offset_of(place, cursor);
  pass_entity(cursor);
  *scanned = (Scanned){SCANNER_JSX_ENTITY, start, offset_of(place, cursor)};
  return true;
}

static bool ends_jsx_text(const Cursor *cursor) {
  return is_at_end(cursor) || is_one_of(cursor->character, "<>{}") || cursor->character == 0 ||
         is_entity(*cursor);
}

// Text between tags, unless it is only a line end and what indents the next line.
static bool scan_jsx_text(const ScannerPlace *place, Cursor *cursor, Scanned *scanned) {
  bool has_text = false, at_line_start = false;
  for (; !ends_jsx_text(cursor); step(cursor)) {
    int32_t c = cursor->character;
    if (c == '\n') {
      at_line_start = true;
    } else {
      at_line_start = at_line_start && (c == ' ' || (c >= '\t' && c <= '\r'));
      has_text |= !at_line_start;
    }
  }
  *scanned = (Scanned){SCANNER_JSX_TEXT, place->position, offset_of(place, cursor)};
  return has_text;
}

// What begins a tag between tags.
static bool scan_tag(const ScannerPlace *place, Cursor *cursor, Scanned *scanned) {
  bool commented = false, newline = false;
  if (cursor->character != '<') return false;
  uint32_t start = offset_of(place, cursor);
  step(cursor);
  *scanned = (Scanned){SCANNER_JSX_LESS, start, offset_of(place, cursor)};
  if (pass_gap(cursor, &commented, &newline, false) == GAP_OPERATOR)
    *scanned = (Scanned){SCANNER_JSX_LESS_SLASH, start, offset_of(place, cursor)};
  return true;
}

// The next token between tags.
static bool scan_jsx(const ScannerPlace *place, Cursor *cursor, Scanned *scanned) {
  if (scan_jsx_text(place, cursor, scanned)) return true;
  if (scan_entity(place, cursor, scanned)) return true;
  if (!scan_html_comment(place, cursor, scanned)) return scan_tag(place, cursor, scanned);
  scanned->start = place->position;
  return true;
}

// The text of an attribute up to the quote that ends it, or up to an entity.
static bool scan_jsx_string(const ScannerPlace *place, Cursor *cursor, bool is_double,
                            Scanned *scanned) {
  if (scan_entity(place, cursor, scanned)) return true;
  int32_t quote = is_double ? '"' : '\'';
  uint32_t start = offset_of(place, cursor);
  while (!is_at_end(cursor) && cursor->character != quote && !is_entity(*cursor)) step(cursor);
  *scanned = (Scanned){is_double ? SCANNER_JSX_DOUBLE : SCANNER_JSX_SINGLE, start,
                       offset_of(place, cursor)};
  return scanned->end > start;
}

static bool scan_statement_end(const ScannerPlace *place, ScannerClass class, Cursor *cursor,
                               Scanned *scanned) {
  bool commented = false;
  Cursor start = *cursor;
  if (scan_html_comment(place, &start, scanned)) return true;
  Text gap = text_slice(place->source, place->position, offset_of(place, &start));
  bool newline = place->newline || scanner_has_newline(gap);
  bool is_known = place->memo->class == class && place->position < place->memo->end;
  if (is_known && start.character == '/') return false;
  if (ends_statement(cursor, class, place->newline, &commented)) {
    *scanned = (Scanned){SCANNER_SEMICOLON, place->position, place->position};
    return true;
  }
  if (commented && (start.at[1] == '*' || newline))
    *place->memo = (ScannerMemo){class, offset_of(place, cursor)};
  return class == SCANNER_AFTER_EXPRESSION && start.character == '?' &&
         scan_ternary(place, &start, scanned);
}

bool scanner_scan(const ScannerPlace *place, ScannerClass class, Scanned *scanned) {
  Cursor cursor = cursor_at(place);
  switch (class) {
  case SCANNER_NOTHING:
  case SCANNER_CLASS_COUNT: return false;
  case SCANNER_COMMENT: return scan_html_comment(place, &cursor, scanned);
  case SCANNER_IN_EXPRESSION:
    return scan_html_comment(place, &cursor, scanned) || scan_ternary(place, &cursor, scanned);
  case SCANNER_AFTER_EXPRESSION:
  case SCANNER_AFTER_DECLARATION:
  case SCANNER_BEFORE_WORD:
  case SCANNER_AFTER_RETURN:
  case SCANNER_AFTER_YIELD:
  case SCANNER_AFTER_ASYNC:
  case SCANNER_BEFORE_OPERAND: return scan_statement_end(place, class, &cursor, scanned);
  case SCANNER_IN_TEMPLATE: return scan_template_chars(place, &cursor, scanned);
  case SCANNER_IN_JSX: return scan_jsx(place, &cursor, scanned);
  case SCANNER_IN_JSX_DOUBLE:
  case SCANNER_IN_JSX_SINGLE:
    return scan_jsx_string(place, &cursor, class == SCANNER_IN_JSX_DOUBLE, scanned);
  }
  return false;
}

// Whether a line ends at `at`: LF, CR, or U+2028 and U+2029, which are E2 80 A8 and E2 80 A9.
static bool is_line_end(const unsigned char *at, const unsigned char *end) {
  if (*at == '\n' || *at == '\r') return true;
  return *at == 0xE2 && end - at >= 3 && at[1] == 0x80 && (at[2] & 0xFE) == 0xA8;
}

// The bytes that a line end may begin with.
static uint32_t line_end_mask(Bytes16 bytes) {
  Bytes16 ascii = bytes16_or(bytes16_equal(bytes, '\n'), bytes16_equal(bytes, '\r'));
  return bytes16_mask(bytes16_or(ascii, bytes16_equal(bytes, 0xE2)));
}

// The first line end from `at` on, or `end`. Nothing behind `end` is looked at: many short texts of
// one long line are asked about.
static const unsigned char *find_line_end(const unsigned char *at, const unsigned char *end) {
  while (end - at >= 16) {
    uint32_t found = line_end_mask(bytes16_load(at));
    at += found ? __builtin_ctz(found) : 16;
    if (!found) continue;
    if (is_line_end(at, end)) return at;
    at++;
  }
  while (at < end && !is_line_end(at, end)) at++;
  return at;
}

bool scanner_has_newline(Text text) {
  const unsigned char *start = (const unsigned char *)text.at, *end = start + text.size;
  return find_line_end(start, end) < end;
}

uint32_t scanner_line_end(Text text, uint32_t at) {
  const unsigned char *start = (const unsigned char *)text.at;
  return (uint32_t)(find_line_end(start + at, start + text.size) - start);
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
