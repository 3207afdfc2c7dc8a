// Post-order read backwards is pre-order with the children of each node from last to first. So one
// pass from the last node to the first finds every place: a node's subtree ends where the subtree
// of its next sibling starts, or where its parent's ends. Links are written as the pass goes;
// nothing recurses.
#include "syntax/lr_emit.h"

#include "base/pages.h"
#include "syntax/parse.h"

enum {
  // Of ordinary source: the densest of the large packages.
  BYTES_PER_NODE = 4,
  // Minified source has up to 0.8 nodes a byte. From this size on there is room for one a byte:
  // pages that are not written to cost nothing, and nothing has to be moved.
  ROOMY_FROM_BYTES = PAGES_LEAST_BYTES / sizeof(LrNode),
};

enum {
  FIRST_STACK_ENTRIES = 512,
  FIRST_NODES = 256,
};

LrOutput lr_output_new(const LrTables *tables, Arena *scratch, uint32_t source_size) {
  uint32_t bytes_per_node = source_size < ROOMY_FROM_BYTES ? BYTES_PER_NODE : 1;
  uint32_t node_count = source_size / bytes_per_node + FIRST_NODES;
  LrOutput output = {.tables = tables, .scratch = scratch};
  output.stack = output.top = arena_new(scratch, LrEntry, FIRST_STACK_ENTRIES);
  output.stack_end = output.stack + FIRST_STACK_ENTRIES;
  output.top->state = LR_START_STATE;
  output.nodes = output.next = arena_new(scratch, LrNode, node_count);
  output.nodes_end = output.nodes + node_count;
  return output;
}

void lr_output_grow_stack(LrOutput *output) {
  size_t count = (size_t)(output->stack_end - output->stack);
  size_t used = (size_t)(output->top - output->stack), size = count * sizeof *output->stack;
  output->stack = arena_grow(output->scratch, output->stack, size, size * 2, _Alignof(LrEntry));
  output->stack_end = output->stack + count * 2;
  output->top = output->stack + used;
}

void lr_output_grow_nodes(LrOutput *output) {
  size_t count = (size_t)(output->nodes_end - output->nodes), more = count + count / 2;
  size_t used = (size_t)(output->next - output->nodes), size = sizeof *output->nodes;
  output->nodes =
      arena_grow(output->scratch, output->nodes, count * size, more * size, _Alignof(LrNode));
  output->nodes_end = output->nodes + more;
  output->next = output->nodes + used;
}

uint32_t lr_reduce_nothing(LrOutput *output, const LrReduction *by, const LrToken *token) {
  uint32_t state = lr_next_state(output->tables, output->top->state, by);
  lr_make_room(output);
  uint32_t first_node = (uint32_t)(output->next - output->nodes);
  *++output->top = (LrEntry){(uint16_t)state, by->symbol, token->start, token->start, first_node};
  if (!by->kind) return state;
  uint8_t flags = token->newline_before && !output->comments.count ? NODE_NEWLINE_BEFORE : 0;
  *output->next++ = (LrNode){by->kind, 0, flags, token->start, token->start, 1};
  return state;
}

// Both kinds of nodes begin with the same fields.
enum { SHARED_BYTES = offsetof(LrNode, size) };
_Static_assert(SHARED_BYTES == offsetof(Node, parent) &&
                   offsetof(LrNode, start) == offsetof(Node, start) &&
                   offsetof(LrNode, field) == offsetof(Node, field) &&
                   offsetof(LrNode, flags) == offsetof(Node, flags),
               "a node is copied as a whole");

// Writes the nodes in pre-order. From the last to the first, each is the last child of the one
// before, or the sibling before it, or before the nearest node around it that has one.
static void lay_out(const LrOutput *output, Node *nodes, uint32_t count) {
  NodeId parent = NO_NODE, sibling = NO_NODE, after = count + 1;
  for (const LrNode *from = output->next; from-- > output->nodes;) {
    NodeId id = after - from->size;
    bool is_leaf = from->size == 1;
    Node *node = &nodes[id];
    memcpy(node, from, SHARED_BYTES); // field by field, it takes a third of the loop
    node->parent = parent;
    node->first_child = is_leaf ? NO_NODE : id + 1;
    node->next_sibling = sibling;
    node->after = after;
    if (!is_leaf) {
      parent = id;
      sibling = NO_NODE;
      continue;
    }
    while (id == parent + 1 && parent) {
      id = parent;
      parent = nodes[id].parent;
    }
    sibling = id;
    after = id;
  }
}

// The node that is nested beyond SYNTAX_DEPTH_LIMIT, or NO_NODE. A first child is no deeper than
// its parent: such chains are free.
static NodeId find_too_deep(Tree *tree) {
  NodeId found = NO_NODE;
  for (NodeId id = NODE_ROOT + 1; id < tree->node_count && !found; id++) {
    NodeId parent = tree->nodes[id].parent;
    bool nests = !tree_is_leaf(tree, id) && id != parent + 1;
    tree->nodes[id].symbol = tree->nodes[parent].symbol + nests; // nobody has set it yet
    if (tree->nodes[id].symbol > SYNTAX_DEPTH_LIMIT) found = id;
  }
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) tree->nodes[id].symbol = 0;
  return found;
}

// The first leaf that starts at `offset` or behind it, from node `from` on; the tree's node count
// where there is none. Steps grow until one is too far: comments are near each other, and the whole
// tree is not in the cache.
static NodeId find_leaf(const Tree *tree, NodeId from, uint32_t offset) {
  NodeId low = from, high = tree->node_count, step = 8;
  while (step < high - low && tree->nodes[low + step].start < offset) {
    low += step;
    step *= 2;
  }
  if (step < high - low) high = low + step;
  while (low < high) {
    NodeId middle = low + (high - low) / 2;
    if (tree->nodes[middle].start < offset)
      low = middle + 1;
    else
      high = middle;
  }
  while (low < tree->node_count && !tree_is_leaf(tree, low)) low++;
  return low;
}

// Finds the first leaf after each comment. Both are in source order.
static void place_comments(Tree *tree) {
  NodeId leaf = NODE_ROOT + 1;
  for (uint32_t i = 0; i < tree->comment_count; i++) {
    leaf = find_leaf(tree, leaf, tree->comments[i].end);
    tree->comments[i].next_leaf = leaf;
  }
}

bool lr_output_tree(const LrOutput *output, Arena *arena, Text source, Tree *tree,
                    uint32_t *too_deep_at) {
  uint32_t count = (uint32_t)(output->next - output->nodes);
  *tree = (Tree){.source = source, .node_count = count + 1};
  tree->nodes = arena_new(arena, Node, count + 1);
  lay_out(output, tree->nodes, count);
  tree->nodes[NODE_ROOT].start = 0;
  tree->nodes[NODE_ROOT].end = source.size;
  tree->comments = output->comments.at;
  tree->comment_count = output->comments.count;
  place_comments(tree);
  // Only what is being read on the stack is deep.
  bool may_be_deep = output->stack_end - output->stack > SYNTAX_DEPTH_LIMIT;
  NodeId too_deep = may_be_deep ? find_too_deep(tree) : NO_NODE;
  *too_deep_at = tree->nodes[too_deep].start;
  return too_deep == NO_NODE;
}
