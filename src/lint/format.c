// The list of formats, and what several of them write.
#include "lint/format.h"

#include "base/utf8.h"

const Format *const formats_all[] = {
    &format_stylish,
    &format_frames,
    &format_compact,
    &format_unix,
    &format_github,
    &format_gitlab,
    &format_json,
    &format_json_with_metadata,
    &format_junit,
    &format_checkstyle,
    &format_sarif,
    &format_html,
    NULL,
};

const Format *format_named(Text name) {
  for (int i = 0; formats_all[i]; i++) {
    if (text_is(formats_all[i]->name, name)) return formats_all[i];
  }
  return NULL;
}

void format_add_escaped(Buffer *out, Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    switch (byte) {
    case '&': buffer_add_literal(out, "&amp;"); break;
    case '<': buffer_add_literal(out, "&lt;"); break;
    case '>': buffer_add_literal(out, "&gt;"); break;
    case '"': buffer_add_literal(out, "&quot;"); break;
    case '\'': buffer_add_literal(out, "&apos;"); break;
    default:
      if (byte < 0x20 && byte != '\t' && byte != '\n') // XML has no place for it
        buffer_add_format(out, "\\u%04x", byte);
      else
        buffer_add_byte(out, (char)byte);
    }
  }
}
