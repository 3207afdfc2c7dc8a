// A list's directives end at the first statement that is none. The list that was asked about last
// is kept, so that a list of nothing but directives is not walked once for each of them.
#include "rules/prologue.h"
#include "syntax/directives.h"

static bool has_directives(const Tree *tree, NodeId list) {
  NodeKind around = tree_kind(tree, tree_node(tree, list)->parent);
  return list == NODE_ROOT ||
         (tree_kind(tree, list) == NODE_STATEMENT_BLOCK && kind_is_function(around));
}

static NodeId end_of_directives(const Tree *tree, NodeId list) {
  tree_each_named(tree, list, each) {
    if (tree_kind(tree, each) != NODE_HASH_BANG_LINE && !directives_string(tree, each)) return each;
  }
  return tree_node(tree, list)->after;
}

bool is_directive(SourceCode *code, NodeId statement) {
  const Tree *tree = code->tree;
  NodeId list = tree_node(tree, statement)->parent;
  if (!directives_string(tree, statement) || !has_directives(tree, list)) return false;
  if (code->prologue_list != list) {
    code->prologue_list = list;
    code->prologue_end = end_of_directives(tree, list);
  }
  return statement < code->prologue_end;
}
