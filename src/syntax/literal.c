// Strings and templates, after the specification's "Static Semantics: SV" and "TV".
#include "syntax/literal.h"

#include "base/utf8.h"
#include "syntax/escape.h"
#include "syntax/literal_number.h"
#include "syntax/name.h"

static void add_code(Buffer *out, uint32_t code) {
  char *to = buffer_reserve(out, 4);
  if (code >= 0xDC00 && code <= 0xDFFF && out->size >= 3) {
    unsigned char *before = (unsigned char *)to - 3;
    // A low surrogate after a high one makes one character of both.
    if (before[0] == 0xED && before[1] >= 0xA0 && before[1] <= 0xAF) {
      uint32_t high = 0xD000u | (before[1] & 0x3Fu) << 6 | (before[2] & 0x3Fu);
      out->size -= 3;
      to -= 3;
      code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00);
    }
  }
  out->size += utf8_encode(code, to);
}

static bool is_broken(EscapeKind kind) {
  return kind == ESCAPE_BAD_HEX || kind == ESCAPE_BAD_UNICODE || kind == ESCAPE_TOO_LARGE;
}

// Appends the escape at `start` of a text, and says where it ends. What is no escape stays.
static uint32_t add_escape(Buffer *out, Text text, uint32_t start) {
  Escape escape = escape_read(text, start);
  if (is_broken(escape.kind) || escape.code == UTF8_INVALID)
    buffer_add_text(out, text_slice(text, start, escape.end));
  else if (escape.kind != ESCAPE_LINE)
    add_code(out, escape.code);
  return escape.end;
}

Text literal_text_value(Arena *arena, Text inside) {
  uint32_t at = 0, backslash = text_find_byte(inside, '\\', 0);
  if (backslash == TEXT_NOT_FOUND) return inside;
  Buffer out = {.arena = arena};
  for (; backslash != TEXT_NOT_FOUND; backslash = text_find_byte(inside, '\\', at)) {
    buffer_add_text(&out, text_slice(inside, at, backslash));
    at = add_escape(&out, inside, backslash);
  }
  buffer_add_text(&out, text_slice(inside, at, inside.size));
  return buffer_text(&out);
}

Text literal_template_raw(Arena *arena, Text piece) {
  uint32_t at = 0, end = text_find_byte(piece, '\r', 0);
  if (end == TEXT_NOT_FOUND) return piece;
  Buffer out = {.arena = arena};
  for (; end != TEXT_NOT_FOUND; end = text_find_byte(piece, '\r', at)) {
    buffer_add_text(&out, text_slice(piece, at, end));
    buffer_add_byte(&out, '\n');
    bool is_pair = end + 1 < piece.size && piece.at[end + 1] == '\n';
    at = end + 1 + is_pair;
  }
  buffer_add_text(&out, text_slice(piece, at, piece.size));
  return buffer_text(&out);
}

bool literal_template_value(Arena *arena, Text piece, Text *value) {
  for (uint32_t at = 0; (at = text_find_byte(piece, '\\', at)) != TEXT_NOT_FOUND;) {
    Escape escape = escape_read(piece, at);
    bool is_plain = escape.kind == ESCAPE_CHARACTER || escape.kind == ESCAPE_LINE;
    if (!is_plain) return false;
    at = escape.end;
  }
  *value = literal_text_value(arena, literal_template_raw(arena, piece));
  return true;
}

Text literal_string_value(Arena *arena, const Tree *tree, NodeId string) {
  const Node *node = tree_node(tree, string);
  if (node->end - node->start < 2) return TEXT("");
  Text inside = text_slice(tree->source, node->start + 1, node->end - 1);
  if (node->kind == NODE_TEMPLATE_STRING) inside = literal_template_raw(arena, inside);
  return literal_text_value(arena, inside);
}

Text literal_regex_pattern(Text regex) {
  uint32_t slash = text_find_last_byte(regex, '/');
  return slash == TEXT_NOT_FOUND || slash == 0 ? TEXT("") : text_slice(regex, 1, slash);
}

Text literal_regex_flags(Text regex) {
  uint32_t slash = text_find_last_byte(regex, '/');
  return slash == TEXT_NOT_FOUND ? TEXT("") : text_slice(regex, slash + 1, regex.size);
}

bool literal_property_key(Arena *arena, const Tree *tree, NodeId key, Text *name) {
  Text text = tree_text(tree, key);
  NodeKind kind = tree_kind(tree, key);
  if (kind == NODE_COMPUTED_PROPERTY_NAME) return false;
  if (kind == NODE_STRING)
    *name = literal_string_value(arena, tree, key);
  else if (kind == NODE_NUMBER)
    return literal_number_key(arena, text, name);
  else
    *name = name_value(arena, text);
  return true;
}
