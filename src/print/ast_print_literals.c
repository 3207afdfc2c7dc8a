// Strings, templates and regular expressions. What a string says is decoded, and written in the
// quotes that take the fewest bytes. Most need no escape at all: one look at each byte tells.
#include "print/ast_printer.h"

#include "base/utf8.h"
#include "print/escape.h"
#include "syntax/literal.h"

#include <ctype.h>

// ---- Values

// A string's quotes enclose its text; a piece of a template has none, and its line ends are LF.
Text value_of_string(AstPrinter *self, AstId id) {
  Text text = ast_text(self->ast, id);
  if (ast_kind(self->ast, id) == NODE_STRING_FRAGMENT)
    text = literal_template_raw(&self->scratch, text);
  else
    text = text_slice(text, 1, text.size - 1);
  return literal_text_value(&self->scratch, text);
}

// ---- Escapes

static void emit_code(AstPrinter *self, uint32_t code) {
  static const char digits[] = "0123456789ABCDEF";
  char text[ESCAPE_LONGEST];
  if (code < 0x100)
    emit(self, (char[]){'\\', 'x', digits[code >> 4], digits[code & 15]}, 4);
  else if (code < 0x10000)
    emit(self, text, escape_put(text, code));
  else
    buffer_add_format(&self->out, "\\u{%X}", code);
}

// Writes the escape of a byte of ASCII, unless it needs none.
static bool emit_ascii_escape(AstPrinter *self, Text text, uint32_t at, char quote) {
  static const char plain[] = "\b\n\v\f\r\\", letters[] = "bnvfr\\";
  char byte = text.at[at];
  bool has_next = at + 1 < text.size;
  const char *found = byte ? strchr(plain, byte) : NULL;
  if (byte == '\n' && quote == '`') return false;
  char letter = 0;
  if (found)
    letter = letters[found - plain];
  else if (byte == quote || (byte == '/' && escape_ends_script(text, at)))
    letter = byte;
  else if (byte == '$' && quote == '`' && has_next && text.at[at + 1] == '{')
    letter = byte;
  else if (byte == 0 && !(has_next && isdigit((unsigned char)text.at[at + 1])))
    letter = '0';
  if (letter) {
    emit_byte(self, '\\');
    emit_byte(self, letter);
    return true;
  }
  bool is_control = ((unsigned char)byte < ' ' && byte != '\t') || byte == 0x7F;
  if (is_control) emit_code(self, (unsigned char)byte);
  return is_control;
}

// Writes the escape of the character at `at`, which is `*length` bytes long, unless it needs none.
static bool emit_escape(AstPrinter *self, Text text, uint32_t at, char quote, uint32_t *length) {
  *length = 1;
  if ((unsigned char)text.at[at] < 0x80) return emit_ascii_escape(self, text, at, quote);
  uint32_t code = utf8_surrogate(text, at);
  if (code)
    *length = 3;
  else
    code = utf8_decode(text, at, length);
  bool stays =
      code == UTF8_INVALID || (!self->input->is_ascii_only && !escape_is_always_needed(code));
  if (!stays) emit_code(self, code);
  return !stays;
}

// What a byte of a string may ask for.
enum {
  BYTE_PLAIN,
  BYTE_SINGLE,
  BYTE_DOUBLE,
  BYTE_BACKTICK,
  BYTE_DOLLAR,
  BYTE_LINE,
  BYTE_SLASH,
  BYTE_OTHER, // may need an escape in any quotes
  BYTE_BEYOND // ASCII
};

static const uint8_t byte_classes[256] = {
    [0 ... 8] = BYTE_OTHER,
    [11 ... 31] = BYTE_OTHER,
    [127] = BYTE_OTHER,
    ['\\'] = BYTE_OTHER,
    ['\n'] = BYTE_LINE,
    ['\''] = BYTE_SINGLE,
    ['"'] = BYTE_DOUBLE,
    ['`'] = BYTE_BACKTICK,
    ['$'] = BYTE_DOLLAR,
    ['/'] = BYTE_SLASH,
    [0x80 ... 0xE1] = BYTE_BEYOND,
    [0xE2] = BYTE_OTHER,
    [0xE3 ... 0xEC] = BYTE_BEYOND,
    [0xED] = BYTE_OTHER,
    [0xEE] = BYTE_BEYOND,
    [0xEF] = BYTE_OTHER,
    [0xF0 ... 0xFF] = BYTE_BEYOND,
};

static void emit_inside(AstPrinter *self, Text text, char quote) {
  uint32_t run = 0; // start of what needs no escape
  for (uint32_t at = 0, length = 1; at < text.size; at += length) {
    length = 1;
    if (byte_classes[(unsigned char)text.at[at]] == BYTE_PLAIN) continue;
    emit(self, text.at + run, at - run);
    run = emit_escape(self, text, at, quote, &length) ? at + length : at;
  }
  emit(self, text.at + run, text.size - run);
}

void emit_template_text(AstPrinter *self, Text value) {
  emit_inside(self, value, '`');
}

// ---- Strings

typedef struct ByteCounts {
  uint32_t of[BYTE_BEYOND + 1];
} ByteCounts;

static ByteCounts count_bytes(Text text) {
  ByteCounts counts = {{0}};
  for (uint32_t i = 0; i < text.size; i++) {
    uint32_t class = byte_classes[(unsigned char)text.at[i]];
    bool is_open = class == BYTE_DOLLAR && i + 1 < text.size && text.at[i + 1] == '{';
    counts.of[class] += class != BYTE_DOLLAR || is_open;
  }
  return counts;
}

// A line end takes two bytes in all but backticks.
static char best_quote(const ByteCounts *counts, bool may_be_template) {
  uint32_t singles = counts->of[BYTE_SINGLE] + counts->of[BYTE_LINE];
  uint32_t doubles = counts->of[BYTE_DOUBLE] + counts->of[BYTE_LINE];
  uint32_t backticks = counts->of[BYTE_BACKTICK] + counts->of[BYTE_DOLLAR];
  uint32_t least = singles < doubles ? singles : doubles;
  if (may_be_template && backticks < least) return '`';
  return singles < doubles ? '\'' : '"';
}

void emit_string(AstPrinter *self, Text value, bool may_be_template) {
  ByteCounts counts = count_bytes(value);
  char quote = best_quote(&counts, may_be_template);
  emit_byte(self, quote);
  emit_inside(self, value, quote);
  emit_byte(self, quote);
}

// ---- Text as it is

void emit_raw(AstPrinter *self, Text text) {
  if (self->input->is_ascii_only)
    escape_add_text(&self->out, text);
  else
    emit(self, text.at, text.size);
}

// ---- Regular expressions

// A backslash before a character that is escaped goes: it meant the character.
static void emit_escaped_regex(AstPrinter *self, Text regex) {
  uint32_t from = 0;
  for (uint32_t i = 0; i < regex.size; i++) {
    bool is_pair = regex.at[i] == '\\' && i + 1 < regex.size;
    if (is_pair && (unsigned char)regex.at[i + 1] >= 0x80) {
      escape_add_text(&self->out, text_slice(regex, from, i));
      from = i + 1;
    }
    i += is_pair;
  }
  escape_add_text(&self->out, text_slice(regex, from, regex.size));
}

// Behind `/` it would begin a comment, behind `<` it could end a script.
void emit_regex(AstPrinter *self, Text regex) {
  char last = last_byte(self);
  if (last == '/' || last == '<') emit_gap(self);
  if (self->input->is_ascii_only && !utf8_is_ascii(regex)) {
    emit_escaped_regex(self, regex);
  } else {
    for (uint32_t i = 0; i < regex.size; i++) {
      if (regex.at[i] == '/' && escape_ends_script(regex, i)) emit_byte(self, '\\');
      emit_byte(self, regex.at[i]);
    }
  }
  self->regex_end = self->out.size;
}
