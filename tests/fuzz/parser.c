// Any bytes: parsing ends with a tree whose links and places hold together, or with a place inside
// the text. The first byte chooses what the rest is parsed as.
#include "syntax/lr_parse.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool holds) {
  if (!holds) abort();
}

static void check_node(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id), *parent = tree_node(tree, node->parent);
  require(node->kind != NODE_NONE && node->kind < NODE_KIND_COUNT && node->field < FIELD_COUNT);
  require(node->start <= node->end && node->end <= tree->source.size);
  require(node->after > id && node->after <= tree->node_count);
  require((node->first_child == NO_NODE) == (node->after == id + 1));
  require(node->first_child == NO_NODE || node->first_child == id + 1);
  if (id == NODE_ROOT) return;
  require(node->parent < id && node->after <= parent->after);
  require(node->start >= parent->start && node->end <= parent->end);
  if (!node->next_sibling) return;
  require(node->next_sibling == node->after && node->next_sibling < parent->after);
  require(tree_node(tree, node->next_sibling)->start >= node->end);
}

static void check_tree(const Tree *tree) {
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) check_node(tree, id);
  for (uint32_t i = 0; i < tree->comment_count; i++) {
    const Comment *comment = &tree->comments[i];
    require(comment->start < comment->end && comment->end <= tree->source.size);
    require(i == 0 || comment->start >= comment[-1].end);
    require(comment->next_leaf <= tree->node_count);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  if (size == 0) return 0;
  Arena arena = {0};
  Tree tree;
  LrEnd end;
  char *text = arena_alloc(&arena, size - 1 + SYNTAX_PADDING, 1);
  memcpy(text, bytes + 1, size - 1);
  Text source = {text, (uint32_t)size - 1};
  if (lr_parse(&arena, source, (SyntaxGoal)(bytes[0] % 4), &tree, &end) == LR_PARSED) {
    check_tree(&tree);
  } else {
    require(end.start <= end.end && end.end <= source.size);
  }
  arena_release(&arena);
  return 0;
}
