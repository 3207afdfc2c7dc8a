// Characters, sets and classes. With the flag v, classes nest: the ones that are open are found by
// the parents of nodes.
#include "base/hex.h"
#include "base/utf8.h"
#include "rules/regex_tree_work.h"
#include "syntax/escape.h"

// ---- Characters

static void add_character(RegexBuild *build, RegexId parent, uint32_t start, uint32_t code) {
  RegexId id = regex_add(build, parent, REGEX_CHARACTER, start);
  build->nodes.at[id].value = code;
}

// A character as itself; without the flags u and v, one beyond U+FFFF is two.
static void read_plain(RegexBuild *build, RegexId parent) {
  uint32_t size, start = build->at, code = utf8_surrogate(build->text, start);
  if (code)
    size = 3;
  else
    code = utf8_decode(build->text, start, &size);
  if (build->is_unicode || size < 4) {
    build->at += size;
    add_character(build, parent, start, code);
    return;
  }
  ++build->at;
  add_character(build, parent, start, 0xD800 + ((code - 0x10000) >> 10));
  build->at += size - 1;
  add_character(build, parent, start + 1, 0xDC00 + (code & 0x3FF));
}

static uint32_t hex_value(const RegexBuild *build, uint32_t ahead, uint32_t count) {
  uint32_t value = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t digit = hex_digit(regex_byte(build, ahead + i));
    if (digit == HEX_NO_DIGIT) return UTF8_INVALID;
    value = value << 4 | digit;
  }
  return value;
}

// \uXXXX and \u{X…}; with the flags u and v, two surrogates are one character.
static bool read_unicode(RegexBuild *build, uint32_t *code) {
  enum { SIZE = 6, MARK = 2 };
  if (build->is_unicode && regex_byte(build, MARK) == '{') {
    Escape escape = escape_read(build->text, build->at);
    *code = escape.code;
    build->at = escape.end;
    return true;
  }
  *code = hex_value(build, MARK, 4);
  if (*code == UTF8_INVALID) return false;
  build->at += SIZE;
  if (!build->is_unicode || *code < 0xD800 || *code > 0xDBFF) return true;
  if (regex_byte(build, 0) != '\\' || regex_byte(build, 1) != 'u') return true;
  uint32_t low = hex_value(build, MARK, 4);
  if (low < 0xDC00 || low > 0xDFFF) return true;
  *code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
  build->at += SIZE;
  return true;
}

static bool is_letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

// \cX, and in classes \c0 and \c_. Elsewhere the backslash stands for itself.
static void read_control(RegexBuild *build, bool is_in_class, uint32_t *code) {
  enum { SIZE = 3, CONTROLS = 32 };
  char c = regex_byte(build, 2);
  bool also = is_in_class && !build->is_unicode && ((c >= '0' && c <= '9') || c == '_');
  bool is_control = is_letter(c) || also;
  *code = is_control ? (uint32_t)c % CONTROLS : '\\';
  build->at += is_control ? SIZE : 1;
}

static void read_as(RegexBuild *build, uint32_t *code, uint32_t value) {
  *code = value;
  build->at += 2;
}

// The escape of a character that means more than itself; false: it is any other.
static bool read_coded(RegexBuild *build, bool is_in_class, uint32_t *code) {
  enum { HEX_SIZE = 4 };
  char c = regex_byte(build, 1);
  switch (c) {
  case 'f': read_as(build, code, '\f'); return true;
  case 'n': read_as(build, code, '\n'); return true;
  case 'r': read_as(build, code, '\r'); return true;
  case 't': read_as(build, code, '\t'); return true;
  case 'v': read_as(build, code, '\v'); return true;
  case 'b': read_as(build, code, '\b'); return true;
  case 'c': read_control(build, is_in_class, code); return true;
  case 'u': return read_unicode(build, code);
  case 'x':
    *code = hex_value(build, 2, 2);
    if (*code == UTF8_INVALID) return false;
    build->at += HEX_SIZE;
    return true;
  default: break;
  }
  if (c < '0' || c > '7') return false;
  Escape escape = escape_read(build->text, build->at);
  *code = escape.code;
  build->at = escape.end;
  return true;
}

static void read_set(RegexBuild *build, RegexId parent) {
  uint32_t start = build->at;
  char c = regex_byte(build, 1);
  build->at += 2;
  if ((c | 0x20) == 'p') {
    while (regex_byte(build, 0) && regex_byte(build, 0) != '}') ++build->at;
    ++build->at;
  }
  RegexId id = regex_add(build, parent, REGEX_SET, start);
  build->nodes.at[id].is_negated = c >= 'A' && c <= 'Z';
}

static bool begins_set(const RegexBuild *build) {
  char c = regex_byte(build, 1);
  if (c == 'p' || c == 'P') return build->is_unicode;
  return c && strchr("dDsSwW", c);
}

void regex_read_atom(RegexBuild *build, RegexId parent, bool is_in_class) {
  uint32_t start = build->at, code;
  if (regex_byte(build, 0) != '\\') {
    read_plain(build, parent);
  } else if (begins_set(build)) {
    read_set(build, parent);
  } else if (read_coded(build, is_in_class, &code)) {
    add_character(build, parent, start, code);
  } else {
    ++build->at;
    read_plain(build, parent);
    RegexNode *last = &build->nodes.at[build->nodes.at[parent].last_child];
    RegexNode *first = last->start == start + 1 ? last : &build->nodes.at[last->previous];
    first->start = start;
  }
}

// ---- Classes

static void read_strings(RegexBuild *build, RegexId parent) {
  enum { MARK = 3 }; // \q{
  uint32_t start = build->at;
  build->at += MARK;
  RegexId strings = regex_add(build, parent, REGEX_STRINGS, start);
  RegexId string = regex_add(build, strings, REGEX_STRING, build->at);
  while (build->at < build->text.size) {
    char c = regex_byte(build, 0);
    if (c != '}' && c != '|') {
      regex_read_atom(build, string, true);
      continue;
    }
    build->nodes.at[string].end = build->at++;
    if (c == '}') break;
    string = regex_add(build, strings, REGEX_STRING, build->at);
  }
  build->nodes.at[strings].end = build->at;
}

static bool is_single(const RegexBuild *build, RegexId id) {
  return build->nodes.at[id].kind == REGEX_CHARACTER;
}

// Makes a range of the last two characters of a class, without the hyphen between.
static void make_range(RegexBuild *build, RegexId class, RegexId first) {
  RegexId last = build->nodes.at[first].next;
  build->nodes.at[class].last_child = first;
  build->nodes.at[first].next = 0;
  RegexId range = regex_wrap(build, first, REGEX_RANGE);
  RegexNode *node = &build->nodes.at[range];
  node->last_child = last;
  node->end = build->nodes.at[last].end;
  build->nodes.at[first].next = last;
  build->nodes.at[last].parent = range;
  build->nodes.at[last].previous = first;
}

// The hyphen behind `first`, and what comes behind it.
static void read_range(RegexBuild *build, RegexId class, RegexId first) {
  uint32_t hyphen = build->at++;
  uint32_t count = build->nodes.count;
  regex_read_atom(build, class, true);
  bool is_range = is_single(build, first) && is_single(build, count);
  if (!is_range) { // then the hyphen stands for itself; it is put before what was read
    RegexNode read = build->nodes.at[count];
    build->nodes.at[count] = (RegexNode){.kind = REGEX_CHARACTER,
                                         .start = hyphen,
                                         .end = hyphen + 1,
                                         .parent = class,
                                         .previous = first,
                                         .value = '-'};
    build->nodes.at[class].last_child = count;
    RegexId again = regex_add(build, class, (RegexKind)read.kind, read.start);
    build->nodes.at[again].value = read.value;
    build->nodes.at[again].is_negated = read.is_negated;
    return;
  }
  RegexId rest = build->nodes.at[count].next; // the second half of a character that is two
  build->nodes.at[count].next = 0;
  make_range(build, class, first);
  if (!rest) return;
  RegexId range = build->nodes.at[class].last_child;
  build->nodes.at[range].next = rest;
  build->nodes.at[rest].previous = range;
  build->nodes.at[class].last_child = rest;
}

static RegexId open_class(RegexBuild *build, RegexId parent) {
  uint32_t start = build->at++;
  RegexId id = regex_add(build, parent, REGEX_CLASS, start);
  bool is_negated = regex_byte(build, 0) == '^';
  build->at += is_negated;
  build->nodes.at[id].is_negated = is_negated;
  return id;
}

// An operand of && or -- has been read: the operator takes both sides.
static void close_operand(RegexBuild *build, RegexId class) {
  RegexId last = build->nodes.at[class].last_child;
  RegexId operator= build->nodes.at[last].previous;
  if (!operator|| build->nodes.at[operator].last_child != build->nodes.at[operator].first_child)
    return;
  uint8_t kind = build->nodes.at[operator].kind;
  if (kind != REGEX_INTERSECTION && kind != REGEX_SUBTRACTION) return;
  RegexNode *node = &build->nodes.at[operator];
  build->nodes.at[node->first_child].next = last;
  build->nodes.at[last].previous = node->first_child;
  build->nodes.at[last].parent = operator;
  node->last_child = last;
  node->end = build->nodes.at[last].end;
  node->next = 0;
  build->nodes.at[class].last_child = operator;
}

static void read_operator(RegexBuild *build, RegexId class) {
  bool is_intersection = regex_byte(build, 0) == '&';
  build->at += 2;
  regex_wrap(build, build->nodes.at[class].last_child,
             is_intersection ? REGEX_INTERSECTION : REGEX_SUBTRACTION);
}

static bool is_operator(const RegexBuild *build, RegexId class) {
  char c = regex_byte(build, 0);
  return build->is_sets && (c == '&' || c == '-') && regex_byte(build, 1) == c &&
         build->nodes.at[class].last_child;
}

static void read_operand(RegexBuild *build, RegexId class) {
  bool is_strings = build->is_sets && regex_byte(build, 0) == '\\' && regex_byte(build, 1) == 'q';
  if (is_strings)
    read_strings(build, class);
  else
    regex_read_atom(build, class, true);
  char next = regex_byte(build, 1);
  bool is_range =
      regex_byte(build, 0) == '-' && next && next != ']' && !(build->is_sets && next == '-');
  if (is_range) read_range(build, class, build->nodes.at[class].last_child);
  if (build->is_sets) close_operand(build, class);
}

void regex_read_class(RegexBuild *build, RegexId parent) {
  RegexId class = open_class(build, parent), outermost = class;
  while (build->at < build->text.size) {
    char c = regex_byte(build, 0);
    if (c == ']') {
      ++build->at;
      build->nodes.at[class].end = build->at;
      if (class == outermost) return;
      class = build->nodes.at[class].parent;
      close_operand(build, class);
    } else if (c == '[' && build->is_sets) {
      class = open_class(build, class);
    } else if (is_operator(build, class)) {
      read_operator(build, class);
    } else {
      read_operand(build, class);
    }
  }
}
