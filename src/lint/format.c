// The list of formats, and what several of them write.
#include "lint/format.h"

const Format *const formats_all[] = {
#define FORMAT(ID, id, name) &format_##id,
#include "lint/formats.def"
};

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
