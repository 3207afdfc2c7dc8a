// Each line loses the white space at its start, but for the first one, and at its end, but for the
// last one; lines that are then empty go, and the others are joined by single spaces.
#include "transform/jsx_text.h"

#include "base/hex.h"
#include "base/utf8.h"

enum { LONGEST_REFERENCE = 16 }; // between & and ; no name is longer, and no number needs to be

typedef struct Entity {
  Text name;
  uint32_t code;
} Entity;

static const Entity entities[] = {
#define ENTITY(name, code) {{name, sizeof(name) - 1}, code},
#include "transform/jsx_entities.def"
};

// ---- Characters

static bool is_line_end(uint32_t code) {
  return code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029;
}

static bool is_space(uint32_t code) {
  switch (code) {
  case '\t':
  case '\v':
  case '\f':
  case ' ':
  case 0xA0:
  case 0x1680:
  case 0x202F:
  case 0x205F:
  case 0x3000:
  case 0xFEFF: return true;
  default: return code >= 0x2000 && code <= 0x200A;
  }
}

// Parts a "</script", which would end the script of a page, once its last letter has been added.
static void part_script(Buffer *out) {
  static const Text word = {"</script", sizeof "</script" - 1};
  if (out->size < word.size) return;
  size_t start = out->size - word.size;
  if (!text_is_but_case((Text){out->at + start, word.size}, word)) return;
  buffer_add_byte(out, ' '); // which the rest is moved onto
  memmove(out->at + start + 2, out->at + start + 1, word.size - 1);
  out->at[start + 1] = '\\';
}

static void add_character(Buffer *out, uint32_t code) {
  char bytes[4];
  if (code == '"' || code == '\\') {
    buffer_add_format(out, "\\%c", (int)code);
  } else if (code == '\n') {
    buffer_add_literal(out, "\\n");
  } else if (code == '\r') {
    buffer_add_literal(out, "\\r");
  } else if ((code < 0x20 && code != '\t') || code == 0x7F) {
    buffer_add_format(out, "\\x%02X", code);
  } else if (code == 0x2028 || code == 0x2029 || (code >= 0xD800 && code < 0xE000)) {
    buffer_add_format(out, "\\u%04X", code);
  } else {
    buffer_add(out, bytes, utf8_encode(code, bytes));
  }
  if (code == 't' || code == 'T') part_script(out);
}

// ---- References

static uint32_t named_code(Text name) {
  size_t low = 0, high = sizeof entities / sizeof *entities;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = text_compare(entities[middle].name, name);
    if (order == 0) return entities[middle].code;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return UTF8_INVALID;
}

// `digits` may begin with an x; no compiler takes an X.
static uint32_t numbered_code(Text digits) {
  bool is_hex = digits.size > 0 && digits.at[0] == 'x';
  uint32_t code = 0, base = is_hex ? 16 : 10;
  if (digits.size == is_hex) return UTF8_INVALID;
  for (uint32_t i = is_hex; i < digits.size; i++) {
    uint32_t digit = hex_digit(digits.at[i]);
    if (digit >= base) return UTF8_INVALID;
    code = code * base + digit;
    if (code > 0x10FFFF) return UTF8_INVALID;
  }
  return code;
}

// The character that a reference at the `&` at `at` stands for, or UTF8_INVALID. `*length` is that
// of the reference.
static uint32_t reference_at(Text text, uint32_t at, uint32_t *length) {
  uint32_t limit = at + 1 + LONGEST_REFERENCE;
  Text near = text_slice(text, 0, limit < text.size ? limit : text.size);
  uint32_t end = text_find_byte(near, ';', at);
  if (end == TEXT_NOT_FOUND) return UTF8_INVALID;
  Text name = text_slice(text, at + 1, end);
  *length = end + 1 - at;
  bool is_number = name.size > 0 && name.at[0] == '#';
  return is_number ? numbered_code(text_slice(name, 1, name.size)) : named_code(name);
}

static void add_decoded(Buffer *out, Text text) {
  for (uint32_t i = 0; i < text.size;) {
    uint32_t length = 1, code = UTF8_INVALID;
    if (text.at[i] == '&') code = reference_at(text, i, &length);
    if (code == UTF8_INVALID) code = utf8_decode(text, i, &length);
    add_character(out, code);
    i += length;
  }
}

void jsx_text_add_value(Buffer *out, Text inside) {
  buffer_add_byte(out, '"');
  add_decoded(out, inside);
  buffer_add_byte(out, '"');
}

void jsx_text_add_string(Buffer *out, Text text) {
  buffer_add_byte(out, '"');
  for (uint32_t i = 0, length; i < text.size; i += length) {
    add_character(out, utf8_decode(text, i, &length));
  }
  buffer_add_byte(out, '"');
}

// ---- Lines

// The next line of a text from `*from` on, which is moved behind it, without the white space that
// it loses.
static Text next_line(Text text, uint32_t *from) {
  bool is_first = *from == 0;
  uint32_t start = *from, end = *from, length = 1, i = *from;
  bool has_start = is_first, is_last = true;
  for (; i < text.size && is_last; i += length) {
    uint32_t code = utf8_decode(text, i, &length);
    is_last = !is_line_end(code);
    if (!is_last || is_space(code)) continue;
    if (!has_start) start = i;
    has_start = true;
    end = i + length;
  }
  *from = i;
  if (is_last) end = text.size;
  return has_start && start < end ? text_slice(text, start, end) : (Text){0};
}

bool jsx_text_add(Buffer *out, Text text) {
  bool is_empty = true;
  for (uint32_t at = 0; at < text.size;) {
    Text line = next_line(text, &at);
    if (line.size == 0) continue;
    buffer_add_byte(out, is_empty ? '"' : ' ');
    add_decoded(out, line);
    is_empty = false;
  }
  if (!is_empty) buffer_add_byte(out, '"');
  return !is_empty;
}

Text jsx_text_core(Text text) {
  Text first = {0}, last = {0};
  for (uint32_t at = 0; at < text.size;) {
    Text line = next_line(text, &at);
    if (line.size == 0) continue;
    if (first.size == 0) first = line;
    last = line;
  }
  if (first.size == 0) return first;
  return (Text){first.at, (uint32_t)(last.at + last.size - first.at)};
}
