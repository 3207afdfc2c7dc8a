// Decorators: the grammar lets them stand before every export and every method. They belong to
// classes and what is in them; a class that is exported has them on one side of `export` alone.
#include "syntax/early_checks.h"

// The class that an export statement exports, or NO_NODE.
static NodeId exported_class(const Tree *tree, NodeId statement) {
  NodeId declaration = tree_child(tree, statement, FIELD_DECLARATION);
  NodeId value = tree_child(tree, statement, FIELD_VALUE);
  if (tree_kind(tree, declaration) == NODE_CLASS_DECLARATION) return declaration;
  return tree_kind(tree, value) == NODE_CLASS ? value : NO_NODE;
}

static void check_export(Early *early, NodeId decorator, NodeId statement) {
  NodeId class = exported_class(early->tree, statement);
  NodeId second = tree_first_child(early->tree, class);
  if (!class) {
    early_report(early, MESSAGE_DECORATOR_OUTSIDE, decorator, TEXT(""));
  } else if (tree_kind(early->tree, second) == NODE_DECORATOR) {
    Diagnostic *said = early_report(early, MESSAGE_DECORATORS_APART, second, TEXT(""));
    early_note(early, said, MESSAGE_DECORATORS_BEFORE, decorator, TEXT(""));
  }
}

// Of several in a row, the first speaks for all.
void early_decorator(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId owner = tree->nodes[id].parent;
  if (tree_first_child(tree, owner) != id) return;
  if (tree_kind(tree, owner) == NODE_EXPORT_STATEMENT)
    check_export(early, id, owner);
  else if (tree_kind(tree, tree->nodes[owner].parent) == NODE_OBJECT)
    early_report(early, MESSAGE_DECORATOR_OUTSIDE, id, TEXT(""));
}
