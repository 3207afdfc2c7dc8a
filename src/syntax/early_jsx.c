// JSX: tags that belong together have one name, and an attribute has a value.
#include "syntax/early_checks.h"

// The next leaf from `id` on that is before `end`, or `end`.
static NodeId leaf_from(const Tree *tree, NodeId id, NodeId end) {
  while (id < end && !tree_is_leaf(tree, id)) id++;
  return id;
}

// Whether two names are the same token by token: spaces don't count. Both may be missing.
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

void early_jsx_element(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId open = tree_child(tree, id, FIELD_OPEN_TAG), close = tree_child(tree, id, FIELD_CLOSE_TAG);
  NodeId name = tree_child(tree, open, FIELD_NAME);
  if (are_same(tree, name, tree_child(tree, close, FIELD_NAME))) return;
  Text opened = name ? tree_text(tree, name) : TEXT("");
  Diagnostic *added = early_report(early, MESSAGE_WRONG_CLOSING_TAG, close, opened);
  const Node *node = tree_node(tree, open);
  Place place = {early->file, node->start, node->end, {0}};
  if (added) diag_note(early->diagnostics, added, MESSAGE_OPENING_TAG, place, opened);
}

void early_jsx_attribute(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId value = tree_last_child(tree, id);
  if (tree_kind(tree, value) != NODE_JSX_EXPRESSION) return;
  NodeId content = tree_first_named(tree, value);
  if (!content) early_report(early, MESSAGE_EMPTY_ATTRIBUTE, value, TEXT(""));
  if (tree_kind(tree, content) == NODE_SPREAD_ELEMENT)
    early_report(early, MESSAGE_SPREAD_ATTRIBUTE, content, TEXT(""));
}

// Braces among the attributes hold `...` and what has more of them.
void early_jsx_tag(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  tree_each_named(tree, id, child) {
    if (tree_kind(tree, child) != NODE_JSX_EXPRESSION) continue;
    if (tree_kind(tree, tree_first_named(tree, child)) == NODE_SPREAD_ELEMENT) continue;
    early_report(early, MESSAGE_ATTRIBUTE_BRACES, child, TEXT(""));
  }
}
