// Pre-order is the order of the array: a dump is one pass, indentation from the parents.
#include "syntax/dump.h"

enum { LONGEST_INDENT = 60 }; // deeper levels are shown at this one

static void add_node(Buffer *out, const Tree *tree, NodeId id, uint32_t depth) {
  const Node *node = tree_node(tree, id);
  for (uint32_t i = 0; i < depth && i < LONGEST_INDENT; i++) buffer_add_literal(out, "  ");
  if (node->field) buffer_add_format(out, "%.*s: ", TEXT_ARGS(field_name(node->field)));
  bool is_named = kind_is_named(node->kind);
  Text kind = kind_name(node->kind);
  if (is_named) buffer_add_text(out, kind);
  if (tree_is_leaf(tree, id)) {
    if (is_named) buffer_add_byte(out, ' ');
    buffer_add_json_string(out, tree_text(tree, id));
  }
  buffer_add_format(out, " [%u-%u]%s%s\n", node->start, node->end,
                    node->flags & NODE_MISSING ? " missing" : "",
                    node->flags & NODE_DEAD ? " dead" : "");
}

void tree_dump(Buffer *out, const Tree *tree) {
  uint32_t depth = 0;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    add_node(out, tree, id, depth);
    if (!tree_is_leaf(tree, id)) {
      depth++;
      continue;
    }
    for (NodeId up = id; up && !tree_next_sibling(tree, up); up = tree_node(tree, up)->parent) {
      depth -= depth > 0;
    }
  }
}
