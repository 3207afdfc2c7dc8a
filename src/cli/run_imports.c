// The bundle is parsed only where it has the word.
#include "cli/run_imports.h"

#include "syntax/parse.h"

static bool is_called(const Tree *tree, NodeId id) {
  const Node *node = &tree->nodes[id];
  return node->kind == NODE_IMPORT && tree->nodes[node->parent].kind == NODE_CALL_EXPRESSION;
}

void run_imports_replace(char *text, uint32_t size) {
  if (text_find((Text){text, size}, TEXT("import(")) == TEXT_NOT_FOUND) return;
  Arena arena = {0};
  Diagnostics ignored = {.arena = &arena};
  SourceFile file = {.path = TEXT("bundle"), .text = {text, size}};
  Tree tree = {0};
  syntax_parse(&arena, &file, SYNTAX_COMMONJS, &tree, &ignored);
  for (NodeId id = 1; id < tree.node_count; id++) {
    if (is_called(&tree, id))
      memcpy(text + tree.nodes[id].start, RUN_IMPORT_NAME, sizeof RUN_IMPORT_NAME - 1);
  }
  arena_release(&arena);
}
