// Lists are short and looked at in source order: a sorted array serves best.
#include "syntax/replacement.h"

#include "base/search.h"

#include <stdlib.h>

uint32_t replacements_from(const Replacements *list, NodeId from) {
  return search_first(list->at, list->count, node, from);
}

const Text *replacement_of(const Replacements *list, NodeId node) {
  uint32_t index = replacements_from(list, node);
  return index < list->count && list->at[index].node == node ? &list->at[index].text : NULL;
}

static int by_node(const void *a, const void *b) {
  NodeId left = ((const Replacement *)a)->node, right = ((const Replacement *)b)->node;
  return (left > right) - (left < right);
}

void replacements_sort(const Tree *tree, Replacements *list) {
  if (list->count == 0) return;
  qsort(list->at, list->count, sizeof *list->at, by_node);
  uint32_t kept = 0;
  NodeId end = NO_NODE; // of the newest subtree that is replaced by a text, or of a recipe's node
  for (uint32_t i = 0; i < list->count; i++) {
    NodeId node = list->at[i].node;
    if (node < end) continue;
    end = list->at[i].recipe ? node + 1 : tree_node(tree, node)->after;
    list->at[kept++] = list->at[i];
  }
  list->count = kept;
}
