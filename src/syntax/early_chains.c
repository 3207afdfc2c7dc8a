// A chain is its first part, and so on: as deep as it is long, and walked once for each end that is
// asked about.
#include "syntax/early_chains.h"

bool chain_is_link(NodeKind kind) {
  return kind == NODE_CALL_EXPRESSION || kind == NODE_MEMBER_EXPRESSION ||
         kind == NODE_SUBSCRIPT_EXPRESSION;
}

NodeId chain_find_optional(const Tree *tree, NodeId id) {
  for (; chain_is_link(tree_kind(tree, id)); id = tree->nodes[id].first_child) {
    NodeId mark = tree_child_of_kind(tree, id, NODE_OPTIONAL_CHAIN);
    if (mark) return mark;
  }
  return NO_NODE;
}
