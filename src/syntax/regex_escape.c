// Escapes that patterns and classes have in common. With the flags u and v, an escape must mean
// something; without them, most stand for the character behind the backslash.
#include "base/hex.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "syntax/escape.h"
#include "syntax/regex_parse.h"

enum { MARK = 2 }; // the size of `\x`, `\u`, `\p`

// The character behind the backslash, as itself.
static bool read_identity(Regex *regex, RegexAtom *atom) {
  regex->at++;
  atom->code = regex_read_character(regex);
  return true;
}

// `message` with the flags u and v; otherwise the character itself.
static bool blame_or_identity(Regex *regex, MessageId message, RegexAtom *atom) {
  if (regex->is_unicode) return regex_blame(regex, message, regex->at, regex->at + MARK);
  return read_identity(regex, atom);
}

// The value of `count` hexadecimal digits `ahead`, or UTF8_INVALID.
static uint32_t hex_ahead(const Regex *regex, uint32_t ahead, uint32_t count) {
  uint32_t value = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t digit = hex_digit(regex_peek(regex, ahead + i));
    if (digit == HEX_NO_DIGIT) return UTF8_INVALID;
    value = value << 4 | digit;
  }
  return value;
}

static bool read_hex(Regex *regex, RegexAtom *atom) {
  enum { SIZE = 4 };
  atom->code = hex_ahead(regex, MARK, 2);
  if (atom->code == UTF8_INVALID)
    return blame_or_identity(regex, MESSAGE_REGEX_BAD_HEX_ESCAPE, atom);
  regex->at += SIZE;
  return true;
}

// \uXXXX, and with the flags u and v also \u{X…} and two surrogates for one character.
static bool read_unicode(Regex *regex, RegexAtom *atom) {
  enum { SIZE = 6 };
  if (regex->is_unicode && regex_peek(regex, MARK) == '{') {
    Escape escape = escape_read(regex->text, regex->at);
    if (escape.kind == ESCAPE_TOO_LARGE)
      return regex_blame(regex, MESSAGE_REGEX_ESCAPE_TOO_LARGE, regex->at, escape.end);
    if (escape.kind != ESCAPE_CHARACTER)
      return blame_or_identity(regex, MESSAGE_REGEX_BAD_UNICODE_ESCAPE, atom);
    atom->code = escape.code;
    regex->at = escape.end;
    return true;
  }
  atom->code = hex_ahead(regex, MARK, 4);
  if (atom->code == UTF8_INVALID)
    return blame_or_identity(regex, MESSAGE_REGEX_BAD_UNICODE_ESCAPE, atom);
  regex->at += SIZE;
  bool is_high = atom->code >= 0xD800 && atom->code <= 0xDBFF;
  if (!regex->is_unicode || !is_high) return true;
  if (regex_peek(regex, 0) != '\\' || regex_peek(regex, 1) != 'u') return true;
  uint32_t low = hex_ahead(regex, MARK, 4);
  if (low < 0xDC00 || low > 0xDFFF) return true;
  atom->code = 0x10000 + ((atom->code - 0xD800) << 10) + (low - 0xDC00);
  regex->at += SIZE;
  return true;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

// \0 alone is a character; with digits behind it, and \1 to \7, it is octal, without u and v.
static bool read_octal(Regex *regex, RegexAtom *atom) {
  Escape escape = escape_read(regex->text, regex->at);
  if (regex->is_unicode && escape.kind == ESCAPE_OCTAL)
    return regex_blame(regex, MESSAGE_REGEX_OCTAL_ESCAPE, regex->at, escape.end);
  atom->code = escape.code;
  regex->at = escape.end;
  return true;
}

// \cX. Where no letter follows, the backslash stands for itself, and only it has been read.
static bool read_control(Regex *regex, bool in_class, RegexAtom *atom) {
  enum { SIZE = 3, CONTROLS = 32 };
  char c = regex_peek(regex, MARK);
  bool also_in_class = in_class && !regex->is_unicode && (is_digit(c) || c == '_');
  if (is_letter(c) || also_in_class) {
    atom->code = (uint32_t)c % CONTROLS;
    regex->at += SIZE;
    return true;
  }
  if (regex->is_unicode)
    return regex_blame(regex, MESSAGE_REGEX_BAD_ESCAPE, regex->at, regex->at + MARK);
  atom->code = '\\';
  regex->at++;
  return true;
}

// A name or a value of a property.
static Text read_word(Regex *regex) {
  uint32_t start = regex->at;
  for (char c; (c = regex_peek(regex, 0), is_letter(c) || is_digit(c) || c == '_');) regex->at++;
  return text_slice(regex->text, start, regex->at);
}

// What \p{…} and \P{…} say up to their brace at `close`.
static bool check_property(Regex *regex, RegexAtom *atom, uint32_t close, bool is_negated) {
  uint32_t start = regex->at;
  Text name = read_word(regex);
  if (regex_peek(regex, 0) == '=') {
    regex->at++;
    Text value = read_word(regex);
    bool is_known = regex->at == close && unicode_has_value(name, value);
    MessageId message = unicode_has_values(name) ? MESSAGE_REGEX_PROPERTY_VALUE_UNKNOWN
                                                 : MESSAGE_REGEX_PROPERTY_UNKNOWN;
    return is_known || regex_blame(regex, message, start, close);
  }
  UnicodeProperty property = regex->at == close ? unicode_property(name) : UNICODE_UNKNOWN;
  if (property == UNICODE_UNKNOWN)
    return regex_blame(regex, MESSAGE_REGEX_PROPERTY_UNKNOWN, start, close);
  if (property == UNICODE_OF_CHARACTERS) return true;
  if (!regex->is_sets) return regex_blame(regex, MESSAGE_REGEX_PROPERTY_OF_STRINGS, start, close);
  if (is_negated) return regex_blame(regex, MESSAGE_REGEX_STRINGS_NEGATED, atom->start, close + 1);
  atom->kind = REGEX_STRINGS;
  return true;
}

static bool read_property(Regex *regex, RegexAtom *atom) {
  if (!regex->is_unicode) return read_identity(regex, atom);
  bool is_negated = regex_peek(regex, 1) == 'P';
  uint32_t start = regex->at;
  uint32_t close = text_find_byte(regex->text, '}', start);
  bool has_name =
      regex_peek(regex, MARK) == '{' && close != TEXT_NOT_FOUND && close > start + MARK + 1;
  if (!has_name) return regex_blame(regex, MESSAGE_REGEX_PROPERTY_NEEDS_NAME, start, start + MARK);
  regex->at += MARK + 1;
  atom->kind = REGEX_CHARACTERS;
  if (!check_property(regex, atom, close, is_negated)) return false;
  regex->at++;
  return true;
}

// What no letter of its own says: with u and v, only what means something unescaped.
static bool read_other(Regex *regex, bool in_class, RegexAtom *atom) {
  char c = regex_peek(regex, 1);
  bool is_syntax = c && strchr("^$\\.*+?()[]{}|/", c);
  if (!regex->is_unicode || is_syntax || (in_class && c == '-')) return read_identity(regex, atom);
  uint32_t size, start = regex->at;
  utf8_decode(regex->text, start + 1, &size);
  return regex_blame(regex, MESSAGE_REGEX_BAD_ESCAPE, start, start + 1 + size);
}

static bool read_as(Regex *regex, uint32_t code, RegexAtom *atom) {
  atom->code = code;
  regex->at += MARK;
  return true;
}

bool regex_read_escape(Regex *regex, bool in_class, RegexAtom *atom) {
  *atom = (RegexAtom){REGEX_CHARACTER, 0, regex->at};
  if (regex->at + 1 >= regex->text.size)
    return regex_blame(regex, MESSAGE_REGEX_ENDS_IN_BACKSLASH, regex->at, regex->at + 1);
  char c = regex_peek(regex, 1);
  switch (c) {
  case 'd':
  case 'D':
  case 's':
  case 'S':
  case 'w':
  case 'W': atom->kind = REGEX_CHARACTERS; return read_as(regex, 0, atom);
  case 'p':
  case 'P': return read_property(regex, atom);
  case 'f': return read_as(regex, '\f', atom);
  case 'n': return read_as(regex, '\n', atom);
  case 'r': return read_as(regex, '\r', atom);
  case 't': return read_as(regex, '\t', atom);
  case 'v': return read_as(regex, '\v', atom);
  case 'c': return read_control(regex, in_class, atom);
  case 'x': return read_hex(regex, atom);
  case 'u': return read_unicode(regex, atom);
  default:
    return c >= '0' && c <= '7' ? read_octal(regex, atom) : read_other(regex, in_class, atom);
  }
}
