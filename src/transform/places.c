// Each answer follows from the node's parent and its field there.
#include "transform/places.h"

bool place_is_called(const Tree *tree, NodeId node) {
  const Node *at = tree_node(tree, node);
  return at->field == FIELD_FUNCTION && tree_kind(tree, at->parent) == NODE_CALL_EXPRESSION;
}

bool place_binds_tightly(const Tree *tree, NodeId node) {
  const Node *at = tree_node(tree, node);
  NodeKind parent = tree_kind(tree, at->parent);
  bool is_operand = parent == NODE_UNARY_EXPRESSION || parent == NODE_BINARY_EXPRESSION;
  NodeKind sign = tree_kind(tree, tree_child(tree, at->parent, FIELD_OPERATOR));
  bool clashes = is_operand && (sign == TOKEN_POWER || sign == TOKEN_MINUS || sign == TOKEN_PLUS);
  return at->field == FIELD_OBJECT || at->field == FIELD_FUNCTION ||
         at->field == FIELD_CONSTRUCTOR || parent == NODE_CLASS_HERITAGE || clashes;
}

// The expression statement that begins with `node`, or none.
static NodeId statement_of(const Tree *tree, NodeId node) {
  NodeId up = node;
  while (up != NODE_ROOT && tree_kind(tree, up) != NODE_EXPRESSION_STATEMENT) {
    NodeId parent = tree_node(tree, up)->parent;
    if (tree_first_child(tree, parent) != up) return NO_NODE;
    up = parent;
  }
  return up == NODE_ROOT ? NO_NODE : up;
}

bool place_begins_statement(const Tree *tree, NodeId node) {
  return statement_of(tree, node) != NO_NODE;
}

Text place_parenthesis(const Tree *tree, NodeId node) {
  NodeId statement = statement_of(tree, node);
  NodeKind parent = tree_kind(tree, tree_node(tree, statement)->parent);
  bool begins_line = statement && (parent == NODE_PROGRAM || parent == NODE_STATEMENT_BLOCK ||
                                   parent == NODE_SWITCH_CASE || parent == NODE_SWITCH_DEFAULT);
  return begins_line ? TEXT(";(") : TEXT("(");
}

bool place_is_target(const Tree *tree, NodeId node) {
  node = tree_outside_parentheses(tree, node);
  const Node *at = tree_node(tree, node);
  NodeKind parent = tree_kind(tree, at->parent);
  bool is_left = at->field == FIELD_LEFT &&
                 (parent == NODE_ASSIGNMENT_EXPRESSION || parent == NODE_FOR_IN_STATEMENT ||
                  parent == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION ||
                  parent == NODE_ASSIGNMENT_PATTERN || parent == NODE_OBJECT_ASSIGNMENT_PATTERN);
  bool is_value = at->field == FIELD_VALUE && parent == NODE_PAIR_PATTERN;
  return is_left || is_value || parent == NODE_UPDATE_EXPRESSION || parent == NODE_ARRAY_PATTERN ||
         parent == NODE_REST_PATTERN || at->kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
}
