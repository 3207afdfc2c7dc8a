// Every comma ends an element.
#include "rules/array_items.h"

uint32_t count_array_items(const Tree *tree, NodeId array) {
  uint32_t count = 0;
  bool is_open = false;
  tree_each_child(tree, array, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_COMMA) count++;
    is_open = kind_is_named(kind) || (is_open && kind != TOKEN_COMMA);
  }
  return count + is_open;
}
