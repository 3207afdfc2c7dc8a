// The one growing byte string: output files, messages and JSON are all written through it.
#include "base/buffer.h"

#include "base/bytes16.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

enum { FIRST_CAPACITY = 256 };

char *buffer_reserve(Buffer *buffer, size_t more) {
  if (!buffer->at || buffer->capacity - buffer->size < more) {
    size_t wanted = buffer->capacity ? buffer->capacity * 2 : FIRST_CAPACITY;
    if (wanted < buffer->size + more) wanted = buffer->size + more;
    buffer->at = arena_grow(buffer->arena, buffer->at, buffer->capacity, wanted, 1);
    buffer->capacity = wanted;
  }
  return buffer->at + buffer->size;
}

void buffer_add_format(Buffer *buffer, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, args);
  char *to = buffer_reserve(buffer, (size_t)size + 1);
  vsnprintf(to, (size_t)size + 1, format, again);
  buffer->size += (size_t)size;
  va_end(again);
  va_end(args);
}

static void add_json_escape(Buffer *buffer, unsigned char byte) {
  switch (byte) {
  case '"': buffer_add_literal(buffer, "\\\""); break;
  case '\\': buffer_add_literal(buffer, "\\\\"); break;
  case '\n': buffer_add_literal(buffer, "\\n"); break;
  case '\r': buffer_add_literal(buffer, "\\r"); break;
  case '\t': buffer_add_literal(buffer, "\\t"); break;
  case '\b': buffer_add_literal(buffer, "\\b"); break;
  case '\f': buffer_add_literal(buffer, "\\f"); break;
  default: buffer_add_format(buffer, "\\u%04x", byte);
  }
}

static bool is_plain_json(unsigned char byte) {
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

// The first byte from `at` on that may not stand as it is, or the size of the text.
static uint32_t find_json_special(Text text, uint32_t at) {
  const unsigned char *bytes = (const unsigned char *)text.at;
  for (; text.size - at >= 16; at += 16) {
    Bytes16 now = bytes16_load(bytes + at);
    Bytes16 marks = bytes16_or(bytes16_equal(now, '"'), bytes16_equal(now, '\\'));
    Bytes16 others = bytes16_or(bytes16_within(now, 0, 0x1F), bytes16_within(now, 0x80, 0x7F));
    uint32_t found = bytes16_mask(bytes16_or(marks, others));
    if (found) return at + (uint32_t)__builtin_ctz(found);
  }
  while (at < text.size && is_plain_json(bytes[at])) at++;
  return at;
}

void buffer_add_json_string(Buffer *buffer, Text text) {
  buffer_reserve(buffer, text.size + text.size / 16 + 2);
  buffer_add_byte(buffer, '"');
  uint32_t plain = 0; // start of the run that needs no escape
  for (uint32_t i = 0; (i = find_json_special(text, i)) < text.size;) {
    unsigned char byte = (unsigned char)text.at[i];
    uint32_t length = 1;
    bool is_bad = byte >= 0x80 && utf8_decode(text, i, &length) == UTF8_INVALID;
    if (!is_bad && byte >= 0x80) {
      i += length;
      continue;
    }
    buffer_add(buffer, text.at + plain, i - plain);
    if (is_bad)
      buffer_add_literal(buffer, "\xEF\xBF\xBD");
    else
      add_json_escape(buffer, byte);
    i += length;
    plain = i;
  }
  buffer_add(buffer, text.at + plain, text.size - plain);
  buffer_add_byte(buffer, '"');
}

Text buffer_text(const Buffer *buffer) {
  return (Text){buffer->at ? buffer->at : "", (uint32_t)buffer->size};
}
