// LrEmit: what a parse writes down: a stack of grammar symbols, and nodes as they are completed.
//
// Owns:  nothing; stack and nodes live in the arenas that it is made with.
// Gives: nodes in post-order while parsing; lr_output_tree turns them into a Tree.
#pragma once

#include "base/array.h"
#include "syntax/lr_lex_fast.h"
#include "syntax/tree.h"

#include <assert.h>

// A node whose parent is not known yet. The nodes below it are the `size - 1` before it.
typedef struct LrNode {
  uint16_t kind;
  uint8_t field;
  uint8_t flags;
  uint32_t start, end;
  uint32_t size; // nodes of the subtree
} LrNode;

typedef struct LrOutput {
  const LrTables *tables;
  Arena *scratch;
  Arena *nodes_arena; // where the nodes are, and how many bytes there are for each
  size_t node_bytes;
  LrEntry *stack, *stack_end, *top;
  LrNode *nodes, *nodes_end, *next; // `next` is where the next node goes
  uint32_t source_size;
  Array(Comment) comments;
} LrOutput;

// `arena` is for the tree.
LrOutput lr_output_new(const LrTables *tables, Arena *scratch, Arena *arena, uint32_t source_size);

// Make room for one more entry or node; they move what is there.
void lr_output_grow_stack(LrOutput *output);
void lr_output_grow_nodes(LrOutput *output);

// Pushes a symbol without children, before `token`. Returns the state after it.
uint32_t lr_reduce_nothing(LrOutput *output, const LrReduction *by, const LrToken *token);

// The finished tree of `source`, in `arena`. False where it is nested beyond SYNTAX_DEPTH_LIMIT.
bool lr_output_tree(const LrOutput *output, Arena *arena, Text source, Tree *tree,
                    uint32_t *too_deep_at);

LR_INLINE uint32_t lr_next_state(const LrTables *tables, uint32_t state, const LrReduction *by) {
  return tables->go[state * tables->go_stride + by->column];
}

// Makes sure that an entry and a node can be added.
static inline void lr_make_room(LrOutput *output) {
  if (output->top + 1 == output->stack_end) lr_output_grow_stack(output);
  if (output->next == output->nodes_end) lr_output_grow_nodes(output);
}

// Pushes a token, after which the state is `state`. There must be room. Returns whether it is a
// node.
LR_INLINE bool lr_shift(LrOutput *output, uint32_t state, const LrToken *token, bool newline) {
  LrEntry *entry = ++output->top;
  *entry = (LrEntry){(uint16_t)state, token->symbol, token->start, token->end,
                     (uint32_t)(output->next - output->nodes)};
  // Written in any case: which tokens are hidden is hard to predict.
  uint32_t kind = output->tables->token_kinds[token->symbol];
  *output->next =
      (LrNode){(uint16_t)kind, 0, newline ? NODE_NEWLINE_BEFORE : 0, token->start, token->end, 1};
  output->next += kind != 0;
  return kind != 0;
}

// Gives the topmost of the nodes [first, end) a field, unless they have one from further inside.
LR_INLINE void lr_set_field(LrNode *nodes, uint32_t first, uint32_t end, uint32_t field) {
  for (uint32_t at = end; at > first; at -= nodes[at - 1].size) {
    if (!nodes[at - 1].field) nodes[at - 1].field = (uint8_t)field;
  }
}

// Applies a production's aliases and fields to the nodes of its children, which start at `first`.
LR_INLINE void lr_mark_children(LrOutput *output, const LrReduction *by, const LrEntry *first) {
  const LrMark *mark = &output->tables->marks[by->first_mark];
  for (uint32_t i = by->mark_count; i > 0; i--, mark++) {
    uint32_t start = first[mark->child].first_node;
    uint32_t end = mark->child + 1u < by->child_count ? first[mark->child + 1].first_node
                                                      : (uint32_t)(output->next - output->nodes);
    if (mark->is_alias) {
      // Aliases name single nodes: the grammar gives none to a hidden symbol.
      assert(end > start && output->nodes[end - 1].size == end - start);
      output->nodes[end - 1].kind = mark->value;
    } else {
      lr_set_field(output->nodes, start, end, mark->value);
    }
  }
}

// Replaces the topmost entries by what they are together. Returns the state after it. There must be
// room, and at least one child.
LR_INLINE uint32_t lr_reduce(LrOutput *output, const LrReduction *by) {
  LrEntry *top = output->top, *first = top - by->child_count + 1;
  uint32_t state = lr_next_state(output->tables, first[-1].state, by);
  if (by->mark_count) lr_mark_children(output, by, first);
  if (by->shape == LR_BUILDS) {
    LrNode *node = output->next++;
    *node =
        (LrNode){by->kind,     0,        0,
                 first->start, top->end, (uint32_t)(node - output->nodes) + 1 - first->first_node};
  }
  first->end = top->end;
  first->symbol = by->symbol;
  first->state = (uint16_t)state;
  output->top = first;
  return state;
}
