// A chain is its first part, and so on: as deep as it is long, and walked once for each end that is
// asked about.
#include "syntax/early_chains.h"

NodeId chain_find_optional(const Tree *tree, NodeId id) {
  for (;;) {
    NodeKind kind = tree_kind(tree, id);
    bool is_call = kind == NODE_CALL_EXPRESSION;
    bool is_member = kind == NODE_MEMBER_EXPRESSION || kind == NODE_SUBSCRIPT_EXPRESSION;
    if (!is_call && !is_member) return NO_NODE;
    NodeId mark = tree_child_of_kind(tree, id, NODE_OPTIONAL_CHAIN);
    if (mark) return mark;
    id = tree->nodes[id].first_child;
  }
}
