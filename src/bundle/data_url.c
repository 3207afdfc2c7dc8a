// In the percent form, only what the URL parser would take for something else is escaped: "#"
// starts a fragment, tabs and line ends are dropped, as are blanks at the end. Characters beyond
// ASCII are escaped by the parser itself.
#include "bundle/data_url.h"

#include "base/base64.h"
#include "base/path.h"
#include "base/utf8.h"

#include <ctype.h>

typedef struct MimeType {
  Text extension, type;
} MimeType;

static const MimeType mime_types[] = {
#define MIME_TYPE(extension, type) {TEXT(extension), TEXT(type)},
#include "bundle/mime_types.def"
};

static Text type_of(Text path, bool is_utf8) {
  Text extension = path_extension(path);
  for (size_t i = 0; i < sizeof mime_types / sizeof *mime_types; i++) {
    if (text_is(mime_types[i].extension, extension)) return mime_types[i].type;
  }
  return is_utf8 ? TEXT("text/plain;charset=utf-8") : TEXT("application/octet-stream");
}

// Where the blanks and control characters at the end begin.
static uint32_t trailing_start(Text text) {
  uint32_t start = text.size;
  while (start > 0 && (unsigned char)text.at[start - 1] <= ' ') start--;
  return start;
}

static bool needs_escape(Text text, uint32_t at, uint32_t trailing) {
  char byte = text.at[at];
  bool is_escape = byte == '%' && text.size - at > 2 && isxdigit((unsigned char)text.at[at + 1]) &&
                   isxdigit((unsigned char)text.at[at + 2]);
  return at >= trailing || is_escape || byte == '#' || byte == '\t' || byte == '\n' || byte == '\r';
}

static size_t escaped_size(Text text) {
  uint32_t trailing = trailing_start(text);
  size_t size = text.size;
  for (uint32_t i = 0; i < text.size; i++) size += needs_escape(text, i, trailing) ? 2 : 0;
  return size;
}

static void add_escaped(Buffer *out, Text text) {
  static const char digits[] = "0123456789ABCDEF";
  uint32_t trailing = trailing_start(text);
  for (uint32_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    if (!needs_escape(text, i, trailing)) {
      buffer_add_byte(out, (char)byte);
      continue;
    }
    buffer_add_byte(out, '%');
    buffer_add_byte(out, digits[byte >> 4]);
    buffer_add_byte(out, digits[byte & 15]);
  }
}

void data_url_add(Buffer *out, Text path, Text bytes) {
  bool is_utf8 = utf8_find_invalid(bytes) == TEXT_NOT_FOUND;
  size_t encoded = strlen(";base64") + base64_size(bytes.size);
  size_t escaped = is_utf8 ? escaped_size(bytes) : SIZE_MAX;
  buffer_add_literal(out, "data:");
  buffer_add_text(out, type_of(path, is_utf8));
  if (escaped < encoded) {
    buffer_add_byte(out, ',');
    buffer_reserve(out, escaped);
    add_escaped(out, bytes);
  } else {
    buffer_add_literal(out, ";base64,");
    base64_add(out, bytes);
  }
}
