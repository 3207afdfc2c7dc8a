// The second argument of an import, and the objects that are its properties.
#include "rules/import_options.h"

static bool is_option_of_call(const Tree *tree, NodeId object) {
  NodeId outside = tree_outside_parentheses(tree, object);
  NodeId list = tree_node(tree, outside)->parent, call = tree_node(tree, list)->parent;
  return tree_kind(tree, list) == NODE_ARGUMENTS && tree_first_named(tree, list) != outside &&
         tree_kind(tree, tree_child(tree, call, FIELD_FUNCTION)) == NODE_IMPORT;
}

bool is_import_option(const Tree *tree, NodeId key) {
  NodeId pair = tree_node(tree, key)->parent, object = tree_node(tree, pair)->parent;
  if (tree_kind(tree, pair) != NODE_PAIR || tree_node(tree, key)->field != FIELD_KEY) return false;
  if (tree_kind(tree, tree_node(tree, object)->parent) == NODE_IMPORT_ATTRIBUTE) return true;
  if (is_option_of_call(tree, object)) return true;
  NodeId outer = estree_parent(tree, object);
  return tree_kind(tree, outer) == NODE_PAIR &&
         is_option_of_call(tree, tree_node(tree, outer)->parent);
}
