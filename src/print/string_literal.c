// Measured first, written then: a text of a hundred megabytes is not to be moved when the buffer
// grows. Bytes that need no escape are copied in runs.
#include "print/string_literal.h"

#include "base/utf8.h"
#include "print/escape.h"

#include <ctype.h>

// The quotes, and what is likely to be written behind the literal.
enum { BEHIND_BYTES = 64 };

// Writes the escape of an ASCII character, without an end; 0 if it needs none.
static uint32_t escape_ascii(Text text, uint32_t at, char quote, char *to) {
  static const char plain[] = "\b\t\n\v\f\r\\", letters[] = "btnvfr\\";
  unsigned char byte = (unsigned char)text.at[at];
  const char *found = byte ? strchr(plain, byte) : NULL;
  to[0] = '\\';
  if (found) {
    to[1] = letters[found - plain];
  } else if (byte == (unsigned char)quote || (byte == '/' && escape_ends_script(text, at))) {
    to[1] = (char)byte;
  } else if (byte == 0 && !(at + 1 < text.size && isdigit((unsigned char)text.at[at + 1]))) {
    to[1] = '0';
  } else if (byte < ' ' || byte == 0x7F) {
    static const char digits[] = "0123456789ABCDEF";
    to[1] = 'x', to[2] = digits[byte >> 4], to[3] = digits[byte & 15];
    return 4;
  } else {
    return 0;
  }
  return 2;
}

// What readers take a byte for that is not UTF-8.
enum { REPLACEMENT = 0xFFFD };

typedef struct Quoting {
  Text text;
  char quote;
  bool is_ascii_only;
  bool has_surrogates; // lone ones, as WTF-8 has them
} Quoting;

// Writes the escape of the character at `at`, which is `*length` bytes long; 0 if it needs none.
static uint32_t escape_at(const Quoting *quoting, uint32_t at, uint32_t *length, char *to) {
  *length = 1;
  unsigned char byte = (unsigned char)quoting->text.at[at];
  if (byte < 0x80) return escape_ascii(quoting->text, at, quoting->quote, to);
  uint32_t surrogate = quoting->has_surrogates ? utf8_surrogate(quoting->text, at) : 0;
  if (surrogate) return *length = 3, escape_put(to, surrogate);
  uint32_t code = utf8_decode(quoting->text, at, length);
  if (!quoting->is_ascii_only && !escape_is_always_needed(code)) return 0;
  return escape_put(to, code == UTF8_INVALID ? REPLACEMENT : code);
}

// Whether a byte can be copied whatever stands around it.
static bool is_plain(const Quoting *quoting, uint32_t at) {
  char byte = quoting->text.at[at];
  return byte >= ' ' && byte < 0x7F && byte != quoting->quote && byte != '\\' && byte != '/';
}

static size_t measure(const Quoting *quoting) {
  char escape[ESCAPE_LONGEST];
  size_t total = 0;
  for (uint32_t at = 0, length = 1; at < quoting->text.size; at += length) {
    length = 1;
    uint32_t size = is_plain(quoting, at) ? 0 : escape_at(quoting, at, &length, escape);
    total += size ? size : length;
  }
  return total;
}

static void add_inside(Buffer *out, const Quoting *quoting) {
  char escape[ESCAPE_LONGEST];
  Text text = quoting->text;
  uint32_t run = 0; // start of what needs no escape
  for (uint32_t at = 0, length = 1; at < text.size; at += length) {
    length = 1;
    uint32_t size = is_plain(quoting, at) ? 0 : escape_at(quoting, at, &length, escape);
    if (size == 0) continue;
    buffer_add(out, text.at + run, at - run);
    buffer_add(out, escape, size);
    run = at + length;
  }
  buffer_add(out, text.at + run, text.size - run);
}

static char best_quote(Text text) {
  size_t singles = 0, doubles = 0;
  for (uint32_t i = 0; i < text.size; i++) {
    singles += text.at[i] == '\'';
    doubles += text.at[i] == '"';
  }
  return doubles > singles ? '\'' : '"';
}

static void add(Buffer *out, Quoting quoting) {
  quoting.quote = best_quote(quoting.text);
  buffer_reserve(out, measure(&quoting) + BEHIND_BYTES);
  buffer_add_byte(out, quoting.quote);
  add_inside(out, &quoting);
  buffer_add_byte(out, quoting.quote);
}

void string_literal_add(Buffer *out, Text text, bool is_ascii_only) {
  add(out, (Quoting){.text = text, .is_ascii_only = is_ascii_only});
}

void string_literal_add_value(Buffer *out, Text value, bool is_ascii_only) {
  add(out, (Quoting){.text = value, .is_ascii_only = is_ascii_only, .has_surrogates = true});
}
