// Cooking string literals, after the specification's "Static Semantics: SV".
#include "syntax/literal.h"

#include "base/utf8.h"

static uint32_t hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return (uint32_t)(digit - '0');
  if (digit >= 'a' && digit <= 'f') return (uint32_t)(digit - 'a' + 10);
  if (digit >= 'A' && digit <= 'F') return (uint32_t)(digit - 'A' + 10);
  return 16;
}

// The number that the hex digits from `from` on make, at most `most` of them.
static uint32_t read_hex(Text text, uint32_t from, uint32_t most) {
  uint32_t value = 0;
  for (uint32_t i = from; i < text.size && i < from + most; i++) {
    uint32_t digit = hex_value(text.at[i]);
    if (digit > 15) break;
    value = value << 4 | digit;
  }
  return value;
}

static uint32_t read_octal(Text text, uint32_t from) {
  uint32_t value = 0;
  for (uint32_t i = from; i < text.size && text.at[i] >= '0' && text.at[i] <= '7'; i++) {
    value = value * 8 + (uint32_t)(text.at[i] - '0');
  }
  return value;
}

static void add_code(Buffer *out, uint32_t code) {
  char *to = buffer_reserve(out, 4);
  // A low surrogate after a high one makes one character of both.
  unsigned char *before = (unsigned char *)to - 3;
  bool follows_high = code >= 0xDC00 && code <= 0xDFFF && out->size >= 3 && before[0] == 0xED &&
                      before[1] >= 0xA0 && before[1] <= 0xAF;
  if (follows_high) {
    uint32_t high = 0xD000u | (before[1] & 0x3Fu) << 6 | (before[2] & 0x3Fu);
    out->size -= 3;
    to -= 3;
    code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00);
  }
  out->size += utf8_encode(code, to);
}

void literal_add_escape(Buffer *out, Text escape) {
  if (escape.size < 2) return;
  char kind = escape.at[1];
  switch (kind) {
  case 'n': buffer_add_byte(out, '\n'); return;
  case 't': buffer_add_byte(out, '\t'); return;
  case 'r': buffer_add_byte(out, '\r'); return;
  case 'b': buffer_add_byte(out, '\b'); return;
  case 'f': buffer_add_byte(out, '\f'); return;
  case 'v': buffer_add_byte(out, '\v'); return;
  case '\r':
  case '\n': return;
  case 'x': add_code(out, read_hex(escape, 2, 2)); return;
  case 'u': {
    bool has_braces = escape.size > 2 && escape.at[2] == '{';
    add_code(out, has_braces ? read_hex(escape, 3, 8) : read_hex(escape, 2, 4));
    return;
  }
  default: break;
  }
  bool is_line_end =
      text_is(escape, TEXT("\\\xE2\x80\xA8")) || text_is(escape, TEXT("\\\xE2\x80\xA9"));
  if (is_line_end) return;
  if (kind >= '0' && kind <= '7')
    add_code(out, read_octal(escape, 1));
  else
    buffer_add_text(out, text_slice(escape, 1, escape.size));
}

Text literal_string_value(Arena *arena, const Tree *tree, NodeId string) {
  const Node *node = tree_node(tree, string);
  Text inner = text_slice(tree->source, node->start + 1, node->end - 1);
  if (node->end - node->start < 2) return TEXT("");
  if (text_find_byte(inner, '\\', 0) == TEXT_NOT_FOUND) return inner;
  Buffer out = {.arena = arena};
  tree_each_child(tree, string, child) {
    if (tree_kind(tree, child) == NODE_STRING_FRAGMENT)
      buffer_add_text(&out, tree_text(tree, child));
    if (tree_kind(tree, child) == NODE_ESCAPE_SEQUENCE)
      literal_add_escape(&out, tree_text(tree, child));
  }
  return buffer_text(&out);
}
