// Finding one's way in a tree. Lists of children are short: a linear look is the fastest.
#include "syntax/tree.h"

NodeId tree_child(const Tree *tree, NodeId parent, NodeField field) {
  tree_each_child(tree, parent, child) {
    if (tree->nodes[child].field == field) return child;
  }
  return NO_NODE;
}

NodeId tree_child_of_kind(const Tree *tree, NodeId parent, NodeKind kind) {
  tree_each_child(tree, parent, child) {
    if (tree->nodes[child].kind == kind) return child;
  }
  return NO_NODE;
}

static NodeId named_from(const Tree *tree, NodeId id) {
  while (id && !kind_is_named(tree_kind(tree, id))) id = tree_next_sibling(tree, id);
  return id;
}

NodeId tree_first_named(const Tree *tree, NodeId parent) {
  return named_from(tree, tree_first_child(tree, parent));
}

NodeId tree_next_named(const Tree *tree, NodeId id) {
  return named_from(tree, tree_next_sibling(tree, id));
}

NodeId tree_last_child(const Tree *tree, NodeId parent) {
  NodeId last = NO_NODE;
  tree_each_child(tree, parent, child) last = child;
  return last;
}

NodeId tree_outside_parentheses(const Tree *tree, NodeId id) {
  while (tree_kind(tree, tree->nodes[id].parent) == NODE_PARENTHESIZED_EXPRESSION)
    id = tree->nodes[id].parent;
  return id;
}

NodeId tree_inside_parentheses(const Tree *tree, NodeId id) {
  while (tree_kind(tree, id) == NODE_PARENTHESIZED_EXPRESSION) id = tree_first_named(tree, id);
  return id;
}

NodeId tree_inside_labels(const Tree *tree, NodeId statement) {
  while (tree_kind(tree, statement) == NODE_LABELED_STATEMENT)
    statement = tree_child(tree, statement, FIELD_BODY);
  return statement;
}

// Our own parser has no TOKEN_STATIC_GET; the stock one makes it of `static get` at a line's end.
bool tree_is_import_meta(const Tree *tree, NodeId id) {
  return tree_kind(tree, id) == NODE_META_PROPERTY &&
         tree_kind(tree, tree_first_child(tree, id)) == TOKEN_IMPORT_WORD;
}

bool tree_is_static(const Tree *tree, NodeId element) {
  tree_each_child(tree, element, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_STATIC_WORD || kind == TOKEN_STATIC_GET) return true;
    if (kind != NODE_DECORATOR) return false;
  }
  return false;
}

NodeId tree_end_of_this(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id), *parent = tree_node(tree, node->parent);
  switch ((int)node->kind) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_CLASS_STATIC_BLOCK: return node->after;
  case NODE_FORMAL_PARAMETERS:
    return parent->kind == NODE_METHOD_DEFINITION ? parent->after : NO_NODE;
  default: break;
  }
  bool is_value = node->field == FIELD_VALUE && parent->kind == NODE_FIELD_DEFINITION;
  return is_value ? node->after : NO_NODE;
}
