// One walk over the nodes in source order. What a node may be depends on the function and class
// around it: contexts are a stack of ranges, so that the innermost is the last one that has not
// ended. Checks are called by kind and look at few nodes each.
#include "syntax/early.h"

#include "syntax/directives.h"
#include "syntax/early_checks.h"

static unsigned flags_of_file(const Tree *tree) {
  unsigned flags = 0;
  if (tree->goal == SYNTAX_MODULE) flags |= EARLY_STRICT | EARLY_ASYNC;
  if (tree->goal == SYNTAX_COMMONJS) flags |= EARLY_FUNCTION | EARLY_NEW_TARGET;
  if (directives_are_strict(tree, NODE_ROOT)) flags |= EARLY_STRICT;
  return flags;
}

static void check(Early *early, NodeId id) {
  switch ((int)tree_kind(early->tree, id)) {
#define CHECK(KIND, check)                                                                         \
  case NODE_##KIND:                                                                                \
    check(early, id);                                                                              \
    break;
#define CHECKS(KIND, first, second)                                                                \
  case NODE_##KIND:                                                                                \
    first(early, id);                                                                              \
    second(early, id);                                                                             \
    break;
#define CHECKS_3(KIND, first, second, third)                                                       \
  case NODE_##KIND:                                                                                \
    first(early, id);                                                                              \
    second(early, id);                                                                             \
    third(early, id);                                                                              \
    break;
#include "syntax/early_checks.def"
  default: break;
  }
}

void early_check(const Tree *tree, const SourceFile *file, Diagnostics *diagnostics) {
  Early early = {.tree = tree, .file = file, .diagnostics = diagnostics};
  early_open(&early, NODE_ROOT, flags_of_file(tree));
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    while (array_last(&early.contexts).end == id) early.contexts.count--;
    check(&early, id);
  }
  arena_release(&early.scratch);
}

void early_open(Early *early, NodeId node, unsigned flags) {
  EarlyContext context = {node, early->tree->nodes[node].after, flags};
  array_push(&early->scratch, &early->contexts, context);
}

Diagnostic *early_report_range(Early *early, MessageId message, uint32_t start, uint32_t end,
                               Text about) {
  const Diagnostics *known = early->diagnostics;
  if (known->error_count >= EARLY_ERRORS_PER_FILE) return NULL;
  // What two checks find wrong is one mistake.
  if (known->items.count && array_last(&known->items)->place.start == start) return NULL;
  return diag_add(early->diagnostics, message, ((Place){early->file, start, end, {0}}), about);
}

Diagnostic *early_report(Early *early, MessageId message, NodeId id, Text about) {
  const Node *node = &early->tree->nodes[id];
  return early_report_range(early, message, node->start, node->end, about);
}

void early_note(Early *early, Diagnostic *error, MessageId message, NodeId id, Text about) {
  if (!error) return;
  const Node *node = &early->tree->nodes[id];
  Place place = {early->file, node->start, node->end, {0}};
  diag_note(early->diagnostics, error, message, place, about);
}
