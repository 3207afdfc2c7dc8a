// Sloppy code in a module: octal literals and escapes of old, which strict code does not have, are
// written in the ways that it has. They mean the same there.
#include "bundle/piece.h"

#include "syntax/literal.h"

#include <ctype.h>

// 0777 → 0o777, 09.5 → 9.5
static Text modern_number(Arena *arena, Text number) {
  bool is_old = number.size > 1 && number.at[0] == '0' && isdigit((unsigned char)number.at[1]);
  if (!is_old) return (Text){0};
  uint32_t digits = 0;
  bool is_octal = true;
  for (; digits < number.size && isdigit((unsigned char)number.at[digits]); digits++)
    is_octal &= number.at[digits] < '8';
  if (is_octal) return text_concat(arena, TEXT("0o"), text_slice(number, 1, number.size));
  uint32_t zeros = 0;
  while (number.at[zeros] == '0') zeros++;
  return text_slice(number, zeros, number.size);
}

// Whether a string has an escape such as "\33" or "\8"; "\0" by itself is none.
static bool has_old_escape(Text string) {
  for (uint32_t i = 0; i + 1 < string.size; i++) {
    if (string.at[i] != '\\') continue;
    i++;
    bool is_digit = isdigit((unsigned char)string.at[i]);
    bool is_zero = string.at[i] == '0' && !isdigit((unsigned char)string.at[i + 1]);
    if (is_digit && !is_zero) return true;
  }
  return false;
}

// A backslash in the string of a JSX attribute is one.
static bool is_jsx(const Tree *tree, NodeId string) {
  return tree_kind(tree, tree_node(tree, string)->parent) == NODE_JSX_ATTRIBUTE;
}

void piece_replace_octals(Arena *arena, const Plan *plan, const Module *module,
                          Replacements *replacements) {
  const Tree *tree = &module->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    NodeKind kind = tree_kind(tree, id);
    Text text = {0};
    if (kind == NODE_NUMBER)
      text = modern_number(arena, tree_text(tree, id));
    else if (kind == NODE_STRING && !is_jsx(tree, id) && has_old_escape(tree_text(tree, id)))
      text = piece_quoted(arena, plan, literal_string_value(arena, tree, id));
    if (text.at) array_push(arena, replacements, ((Replacement){.node = id, .text = text}));
  }
}
