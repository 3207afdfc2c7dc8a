// Names take \u{…} beyond the basic plane; strings, templates and regular expressions take pairs of
// surrogates, which mean the same in all of them with and without the flags u and v.
#include "print/escape.h"

#include "base/utf8.h"

#include <ctype.h>

static bool is_tagged_template(const Tree *tree, NodeId fragment) {
  NodeId template = tree_node(tree, fragment)->parent;
  return tree_kind(tree, template) == NODE_TEMPLATE_STRING &&
         tree_node(tree, template)->field == FIELD_ARGUMENTS;
}

bool escape_is_needed(const Tree *tree, NodeId leaf) {
  switch (tree->nodes[leaf].kind) {
  case NODE_STRING_FRAGMENT:
    return !utf8_is_ascii(tree_text(tree, leaf)) && !is_tagged_template(tree, leaf) &&
           tree_kind(tree, tree_node(tree, tree_node(tree, leaf)->parent)->parent) !=
               NODE_JSX_ATTRIBUTE;
  case NODE_IDENTIFIER:
  case NODE_PROPERTY_IDENTIFIER:
  case NODE_PRIVATE_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN:
  case NODE_STATEMENT_IDENTIFIER:
  case NODE_REGEX_PATTERN: return !utf8_is_ascii(tree_text(tree, leaf));
  default: return false;
  }
}

bool escape_is_always_needed(uint32_t code) {
  return code == 0x2028 || code == 0x2029 || code == 0xFEFF || (code >= 0xD800 && code <= 0xDFFF);
}

bool escape_ends_script(Text text, uint32_t slash) {
  static const char word[] = "script";
  if (slash == 0 || text.at[slash - 1] != '<' || text.size - slash < sizeof word) return false;
  for (uint32_t i = 0; word[i]; i++) {
    if (tolower((unsigned char)text.at[slash + 1 + i]) != word[i]) return false;
  }
  return true;
}

static char *put_unit(char *to, uint32_t unit) {
  *to++ = '\\';
  *to++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4) *to++ = "0123456789ABCDEF"[unit >> shift & 15];
  return to;
}

// By hand: a file of tables can have a hundred thousand of them.
uint32_t escape_put(char *to, uint32_t code) {
  char *end = to;
  if (code >= 0x10000) {
    end = put_unit(end, 0xD7C0 + (code >> 10));
    code = 0xDC00 + (code & 0x3FF);
  }
  return (uint32_t)(put_unit(end, code) - to);
}

static void add_code(Buffer *out, uint32_t code, bool is_name) {
  if (code >= 0x10000 && is_name) {
    buffer_add_format(out, "\\u{%X}", code);
    return;
  }
  char *to = buffer_reserve(out, ESCAPE_LONGEST);
  out->size += escape_put(to, code);
}

static uint32_t find_beyond_ascii(Text text, uint32_t at) {
  while (at < text.size && (unsigned char)text.at[at] < 0x80) at++;
  return at;
}

static void add_escaped(Buffer *out, Text text, bool is_name) {
  for (uint32_t i = 0; i < text.size;) {
    uint32_t run = find_beyond_ascii(text, i), length;
    buffer_add(out, text.at + i, run - i);
    i = run;
    if (i == text.size) break;
    uint32_t code = utf8_decode(text, i, &length);
    if (code == UTF8_INVALID)
      buffer_add_byte(out, text.at[i]);
    else
      add_code(out, code, is_name);
    i += length;
  }
}

void escape_add_leaf(Buffer *out, const Tree *tree, NodeId leaf) {
  NodeKind kind = tree_kind(tree, leaf);
  bool is_name = kind != NODE_STRING_FRAGMENT && kind != NODE_REGEX_PATTERN;
  Text text = tree_text(tree, leaf);
  uint32_t from = 0;
  for (uint32_t at = 0; !is_name && at < text.size; at++) { // text as what copying makes of it
    if (text.at[at] != '/' || !escape_ends_script(text, at)) continue;
    add_escaped(out, text_slice(text, from, at), false);
    buffer_add_byte(out, '\\');
    from = at;
  }
  add_escaped(out, text_slice(text, from, text.size), is_name);
}

void escape_add_name(Buffer *out, Text name) {
  add_escaped(out, name, true);
}

void escape_add_text(Buffer *out, Text text) {
  add_escaped(out, text, false);
}

void escape_add_comment(Buffer *out, Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    Text rest = text_slice(text, i, text.size);
    bool is_separator =
        text_starts(rest, TEXT("\xE2\x80\xA8")) || text_starts(rest, TEXT("\xE2\x80\xA9"));
    if (is_separator) {
      buffer_add_text(out, text.at[i + 2] == '\xA8' ? TEXT("\\u2028") : TEXT("\\u2029"));
      i += 2;
    } else if (byte < 0x20 || byte == 0x7F) {
      buffer_add_format(out, byte == '\n' ? "\\n" : "\\x%02x", byte);
    } else {
      buffer_add_byte(out, text.at[i]);
      if (byte == '*' && i + 1 < text.size && text.at[i + 1] == '/') buffer_add_byte(out, '\\');
    }
  }
}
