// Any bytes: parsing ends soon, with a tree whose links and places hold together and whose tokens
// and comments are all of the text, or with a place inside the text. The stock runtime is no oracle
// here: where its tree is another one, a repair may be why, and only acorn can tell (see
// tests/parser_corpus.mjs). The first byte chooses what the rest is parsed as.
#include "syntax/lr_parse.h"

#include <stdlib.h>
#include <time.h>

enum {
  MOST_SECONDS = 2,        // for a text of a few thousand bytes, under sanitizers
  FIRST_BEYOND_ASCII = 128 // spaces among them: which, is the scanner's business
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool holds) {
  if (!holds) abort();
}

static void check_node(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id), *parent = tree_node(tree, node->parent);
  require(node->kind != NODE_NONE && node->kind < NODE_KIND_COUNT && node->field < FIELD_COUNT);
  require(node->start <= node->end && node->end <= tree->source.size);
  require(node->after > id && node->after <= tree->node_count);
  require(tree_is_leaf(tree, id) || tree_node(tree, id + 1)->parent == id);
  if (id == NODE_ROOT) return;
  require(node->parent < id && node->after <= parent->after);
  require(node->start >= parent->start && node->end <= parent->end);
  NodeId next = tree_next_sibling(tree, id);
  if (!next) return;
  require(tree_node(tree, next)->parent == node->parent);
  require(tree_node(tree, next)->start >= node->end);
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

static bool is_space(char byte) {
  return (unsigned char)byte >= FIRST_BEYOND_ASCII || byte == ' ' || (byte >= '\t' && byte <= '\r');
}

// Between one token or comment and the next there is only white space: nothing was lost.
static void check_gaps(const Tree *tree) {
  uint32_t at = 0, comment = 0;
  for (NodeId id = NODE_ROOT; id <= tree->node_count; id++) {
    bool is_end = id == tree->node_count;
    if (!is_end && !tree_is_leaf(tree, id)) continue;
    uint32_t until = is_end ? tree->source.size : tree_node(tree, id)->start;
    for (; at < until; at++) {
      bool is_comment = comment < tree->comment_count && at == tree->comments[comment].start;
      if (is_comment) at = tree->comments[comment++].end - 1;
      require(is_comment || is_space(tree->source.at[at]));
    }
    if (!is_end) at = tree_node(tree, id)->end;
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
  clock_t start = clock();
  LrResult result = lr_parse(&arena, source, (SyntaxGoal)(bytes[0] % 4), &tree, &end);
  require(clock() - start < MOST_SECONDS * CLOCKS_PER_SEC);
  if (result == LR_PARSED) {
    check_tree(&tree);
    check_gaps(&tree);
  } else {
    require(end.start <= end.end && end.end <= source.size);
  }
  arena_release(&arena);
  return 0;
}
