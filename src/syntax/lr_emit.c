// Post-order read backwards is pre-order with the children of each node from last to first. So one
// pass from the last node to the first finds every place: a node's subtree ends where the subtree
// of its next sibling starts, or where its parent's ends. Links are written as the pass goes;
// nothing recurses.
//
// Touching memory for the first time is a good part of a parse. So a large file's nodes are
// collected in the memory that the tree will have, each in 16 bytes of the 24, and turned over in
// place: what is written stays behind what is still to be read, but for a node so far up that its
// place is not free yet, which waits until all below it is done.
#include "syntax/lr_emit.h"

#include "base/blocks.h"
#include "base/search.h"
#include "syntax/parse.h"

enum {
  BYTES_PER_NODE = 4, // of ordinary source: the densest of the large packages
  // From this size on the nodes have pages of their own, with room for one node a byte: minified
  // source has up to 0.8, and pages that are not written to cost nothing. Below, memory that is
  // used again and again is quicker.
  IN_PLACE_FROM_BYTES = 240 << 10,
};

enum {
  FIRST_STACK_ENTRIES = 512,
  FIRST_NODES = 256,
};

LrOutput lr_output_new(const LrTables *tables, Arena *scratch, Arena *arena, uint32_t source_size) {
  bool in_place = source_size >= IN_PLACE_FROM_BYTES;
  size_t node_count = source_size / (in_place ? 1 : BYTES_PER_NODE) + FIRST_NODES;
  LrOutput output = {.tables = tables, .scratch = scratch, .source_size = source_size};
  output.stack = output.top = arena_new(scratch, LrEntry, FIRST_STACK_ENTRIES);
  output.stack_end = output.stack + FIRST_STACK_ENTRIES;
  output.top->state = LR_START_STATE;
  output.nodes_arena = in_place ? arena : scratch;
  output.node_bytes = in_place ? sizeof(Node) : sizeof(LrNode);
  size_t likely = source_size / BYTES_PER_NODE + FIRST_NODES;
  output.nodes = output.next = arena_reserve(output.nodes_arena, node_count * output.node_bytes,
                                             likely * output.node_bytes, _Alignof(Node));
  // One less than there is room for: the tree has a node 0.
  output.nodes_end = output.nodes + node_count - 1;
  return output;
}

void lr_output_grow_stack(LrOutput *output) {
  size_t count = (size_t)(output->stack_end - output->stack);
  size_t used = (size_t)(output->top - output->stack), size = count * sizeof *output->stack;
  output->stack = arena_grow(output->scratch, output->stack, size, size * 2, _Alignof(LrEntry));
  output->stack_end = output->stack + count * 2;
  output->top = output->stack + used;
}

static size_t room_bytes(const LrOutput *output) {
  return ((size_t)(output->nodes_end - output->nodes) + 1) * output->node_bytes;
}

// What will be needed, if the source goes on as it began, and an eighth.
static size_t expected_count(const LrOutput *output) {
  size_t used = (size_t)(output->next - output->nodes), at = output->top->end;
  size_t expected = at ? used * output->source_size / at : 0;
  return expected + expected / 8;
}

void lr_output_grow_nodes(LrOutput *output) {
  size_t used = (size_t)(output->next - output->nodes), old_bytes = room_bytes(output);
  size_t count = old_bytes / output->node_bytes, expected = expected_count(output);
  size_t least = count + count / 2, most = count * 8;
  size_t more = expected < least ? least : expected > most ? most : expected;
  output->nodes = arena_grow(output->nodes_arena, output->nodes, old_bytes,
                             more * output->node_bytes, _Alignof(Node));
  output->nodes_end = output->nodes + more - 1;
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

// What a node is, in the words in which it is carried from one place to the other: field by field,
// or through memory, it would take most of the time of a turn.
typedef struct Carried {
  uint64_t head; // from `kind` to `start`, which are the same in both kinds of nodes
  uint32_t end, size;
} Carried;

enum { HEAD_BYTES = sizeof(uint64_t) };
_Static_assert(HEAD_BYTES == offsetof(LrNode, end) && HEAD_BYTES == offsetof(Node, end) &&
                   offsetof(LrNode, start) == offsetof(Node, start) &&
                   offsetof(LrNode, field) == offsetof(Node, field) &&
                   offsetof(LrNode, flags) == offsetof(Node, flags) &&
                   sizeof(Carried) == sizeof(LrNode),
               "the words of a node");

static inline Carried take_up(const LrNode *from) {
  Carried words;
  memcpy(&words, from, sizeof words); // as bytes: the memory is that of both kinds
  return words;
}

static inline void lay_down(Node *to, Carried words, NodeId parent, NodeId after) {
  memcpy(to, &words.head, HEAD_BYTES);
  to->end = words.end;
  to->parent = parent;
  to->after = after;
  to->symbol = 0;
}

// Nodes whose place is not free yet, outermost first.
typedef struct Waiting {
  Array(struct WaitingNode {
    NodeId id;
    Node node;
  }) list;
  NodeId last; // the innermost one's id, or NO_NODE
} Waiting;

static void put_off(Waiting *waiting, Arena *scratch, NodeId id, Node node) {
  array_push(scratch, &waiting->list, (struct WaitingNode){id, node});
  waiting->last = id;
}

static void put_down(Waiting *waiting, Node *nodes) {
  nodes[waiting->last] = array_pop(&waiting->list).node;
  waiting->last = waiting->list.count ? array_last(&waiting->list).id : NO_NODE;
}

// Writes the nodes in pre-order. From the last to the first, each is the last child of the one
// before, or the sibling before it, or before the nearest node around it that has one. `parent` and
// `after` are those of the node that is read.
static void lay_out(const LrOutput *output, Node *nodes, uint32_t count) {
  bool in_place = output->nodes_arena != output->scratch;
  NodeId parent = NO_NODE, after = count + 1;
  Waiting waiting = {0};
  for (uint32_t i = count; i-- > 0;) {
    Carried words = take_up(&output->nodes[i]);
    NodeId id = after - words.size;
    if (words.size > 1) {
      Node waits;
      bool is_taken = in_place && id * sizeof(Node) < i * sizeof(LrNode);
      lay_down(is_taken ? &waits : &nodes[id], words, parent, after);
      if (is_taken) put_off(&waiting, output->scratch, id, waits);
      parent = id;
      continue;
    }
    lay_down(&nodes[id], words, parent, after);
    while (id == parent + 1 && parent) {
      id = parent;
      if (id == waiting.last) put_down(&waiting, nodes);
      parent = nodes[id].parent;
    }
    after = id;
  }
  nodes[NO_NODE] = (Node){.after = NO_NODE + 1};
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
  low += search_first(tree->nodes + low, high - low, start, offset);
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
  bool in_place = output->nodes_arena != output->scratch;
  tree->nodes = in_place ? (Node *)(void *)output->nodes : arena_new(arena, Node, count + 1);
  lay_out(output, tree->nodes, count);
  if (in_place) arena_trim(arena, tree->nodes, room_bytes(output), (count + 1) * sizeof(Node));
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
