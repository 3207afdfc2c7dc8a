// Post-order read backwards is pre-order with the children of each node from last to first. So one
// pass from the last node to the first finds every place: a node's subtree ends where the subtree
// of its next sibling starts, or where its parent's ends. Links are written as the pass goes;
// nothing recurses.
#include "syntax/lr_emit.h"

#include "syntax/parse.h"

// Of ordinary source, the densest of the large packages; minified source has up to 0.8 nodes a
// byte.
#define BYTES_PER_NODE 4.5

enum {
  FIRST_STACK_ENTRIES = 512,
  FIRST_NODES = 256,
};

LrOutput lr_output_new(const LrTables *tables, Arena *scratch, uint32_t source_size) {
  uint32_t node_count = (uint32_t)(source_size / BYTES_PER_NODE) + FIRST_NODES;
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

// Whether the node is not its parent's first child: only such nodes nest.
static bool is_later_child(const Node *nodes, NodeId id) {
  return id != nodes[id].parent + 1;
}

// Writes the nodes in pre-order. False where they are nested too deeply, which is at
// `*too_deep_at`.
static bool lay_out(const LrOutput *output, Node *nodes, uint32_t count, uint32_t *too_deep_at) {
  NodeId parent = NO_NODE, sibling = NO_NODE, after = count + 1;
  uint32_t depth = 0;
  for (const LrNode *from = output->next; from-- > output->nodes;) {
    NodeId id = after - from->size;
    bool is_leaf = from->size == 1;
    nodes[id] = (Node){.kind = from->kind,
                       .field = from->field,
                       .flags = from->flags,
                       .start = from->start,
                       .end = from->end,
                       .parent = parent,
                       .first_child = is_leaf ? NO_NODE : id + 1,
                       .next_sibling = sibling,
                       .after = after};
    if (!is_leaf) {
      // The next one is its last child, which ends where it ends.
      depth += parent && is_later_child(nodes, id);
      *too_deep_at = from->start;
      if (depth > SYNTAX_DEPTH_LIMIT) return false;
      parent = id;
      sibling = NO_NODE;
      continue;
    }
    // The next one is the sibling before this one, or before the nearest ancestor that has one.
    while (id == parent + 1 && parent) {
      id = parent;
      parent = nodes[id].parent;
      depth -= parent && is_later_child(nodes, id);
    }
    sibling = id;
    after = id;
  }
  return true;
}

// Finds the first leaf after each comment. Both are in source order.
static void place_comments(Tree *tree) {
  NodeId leaf = NODE_ROOT;
  for (uint32_t i = 0; i < tree->comment_count; i++) {
    while (leaf < tree->node_count &&
           (!tree_is_leaf(tree, leaf) || tree->nodes[leaf].start < tree->comments[i].end)) {
      leaf++;
    }
    tree->comments[i].next_leaf = leaf;
  }
}

bool lr_output_tree(const LrOutput *output, Arena *arena, Text source, Tree *tree,
                    uint32_t *too_deep_at) {
  uint32_t count = (uint32_t)(output->next - output->nodes);
  *tree = (Tree){.source = source, .node_count = count + 1};
  tree->nodes = arena_new(arena, Node, count + 1);
  if (!lay_out(output, tree->nodes, count, too_deep_at)) return false;
  tree->nodes[NODE_ROOT].start = 0;
  tree->nodes[NODE_ROOT].end = source.size;
  tree->comments = output->comments.at;
  tree->comment_count = output->comments.count;
  place_comments(tree);
  return true;
}
