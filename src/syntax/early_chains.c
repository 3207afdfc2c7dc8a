// A chain is its first part, and so on: as deep as it is long, and walked once for each end that is
// asked about.
#include "syntax/early_chains.h"

NodeId chain_find_optional(const Tree *tree, NodeId id) {
  for (; kind_is_link(tree_kind(tree, id)); id = tree_first_child(tree, id)) {
    NodeId mark = tree_child_of_kind(tree, id, NODE_OPTIONAL_CHAIN);
    if (mark) return mark;
  }
  return NO_NODE;
}
