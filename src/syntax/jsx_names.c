// Names can have parts, as in <a.b> and <a:b>: their leaves are compared one by one.
#include "syntax/jsx_names.h"

// The next leaf from `id` on that is before `end`, or `end`.
static NodeId leaf_from(const Tree *tree, NodeId id, NodeId end) {
  while (id < end && !tree_is_leaf(tree, id)) id++;
  return id;
}

static bool are_same(const Tree *tree, NodeId a, NodeId b) {
  if (!a || !b) return a == b;
  NodeId a_end = tree->nodes[a].after, b_end = tree->nodes[b].after;
  for (;; a++, b++) {
    a = leaf_from(tree, a, a_end);
    b = leaf_from(tree, b, b_end);
    if (a == a_end || b == b_end) return a == a_end && b == b_end;
    if (!text_is(tree_text(tree, a), tree_text(tree, b))) return false;
  }
}

bool jsx_names_match(const Tree *tree, NodeId element) {
  NodeId open = tree_child(tree, element, FIELD_OPEN_TAG);
  NodeId close = tree_child(tree, element, FIELD_CLOSE_TAG);
  return are_same(tree, tree_child(tree, open, FIELD_NAME), tree_child(tree, close, FIELD_NAME));
}
