// A value that is only looked at as a condition, or compared with undefined, is asked for; so is
// one that stands behind a condition in which the same member is mentioned.
#include "link/existence.h"

enum { MOST_CONDITIONS = 32 }; // around one member

static bool is_nothing(const Tree *tree, NodeId value) {
  value = tree_inside_parentheses(tree, value);
  NodeKind kind = tree_kind(tree, value);
  if (kind == NODE_NULL || kind == NODE_UNDEFINED) return true;
  return kind == NODE_UNARY_EXPRESSION &&
         tree_kind(tree, tree_child(tree, value, FIELD_OPERATOR)) == TOKEN_VOID_WORD;
}

// Whether an operand of `binary` is asked for; of the right one of `a || b` only what is around it
// tells.
static bool is_asked_operand(const Tree *tree, NodeId binary, NodeField side) {
  NodeKind sign = tree_kind(tree, tree_child(tree, binary, FIELD_OPERATOR));
  if (kind_is_logical(sign)) return side == FIELD_LEFT;
  NodeId other = tree_child(tree, binary, side == FIELD_LEFT ? FIELD_RIGHT : FIELD_LEFT);
  return kind_is_equality(sign) && is_nothing(tree, other);
}

static bool is_asked_value(const Tree *tree, NodeId value) {
  for (;;) {
    value = tree_outside_parentheses(tree, value);
    NodeField field = tree_node(tree, value)->field;
    NodeId parent = tree_node(tree, value)->parent;
    if (field == FIELD_CONDITION) return true;
    if (field == FIELD_OBJECT || field == FIELD_FUNCTION)
      return tree_child(tree, parent, FIELD_OPTIONAL_CHAIN) != NO_NODE;
    NodeId sign = tree_child(tree, parent, FIELD_OPERATOR);
    if (tree_kind(tree, parent) == NODE_UNARY_EXPRESSION)
      return tree_kind(tree, sign) == TOKEN_NOT || tree_kind(tree, sign) == TOKEN_TYPEOF_WORD;
    if (tree_kind(tree, parent) != NODE_BINARY_EXPRESSION) return false;
    if (is_asked_operand(tree, parent, field)) return true;
    if (!kind_is_logical(tree_kind(tree, sign))) return false;
    value = parent;
  }
}

// Whether the same member as `member` stands at `top` or below it.
static bool mentions(const Tree *tree, NodeId top, NodeId member) {
  uint32_t object = tree_node(tree, tree_child(tree, member, FIELD_OBJECT))->symbol;
  Text name = tree_text(tree, tree_child(tree, member, FIELD_PROPERTY));
  for (NodeId id = top; id < tree_node(tree, top)->after; id++) {
    if (tree_kind(tree, id) != NODE_MEMBER_EXPRESSION) continue;
    bool is_object = tree_node(tree, tree_child(tree, id, FIELD_OBJECT))->symbol == object;
    if (is_object && text_is(tree_text(tree, tree_child(tree, id, FIELD_PROPERTY)), name))
      return true;
  }
  return false;
}

// What decides whether the child `child` of a node runs, or none.
static NodeId condition_before(const Tree *tree, NodeId child) {
  const Node *node = tree_node(tree, child);
  NodeField field = node->field;
  if (field == FIELD_CONSEQUENCE || field == FIELD_ALTERNATIVE)
    return tree_child(tree, node->parent, FIELD_CONDITION);
  bool is_right = field == FIELD_RIGHT && tree_kind(tree, node->parent) == NODE_BINARY_EXPRESSION;
  NodeId sign = tree_child(tree, node->parent, FIELD_OPERATOR);
  if (!is_right || !kind_is_logical(tree_kind(tree, sign))) return NO_NODE;
  return tree_child(tree, node->parent, FIELD_LEFT);
}

bool existence_is_asked(const Tree *tree, NodeId member) {
  if (tree_child(tree, member, FIELD_OPTIONAL_CHAIN)) return true;
  if (is_asked_value(tree, member)) return true;
  uint32_t count = 0;
  for (NodeId id = member; id != NODE_ROOT && count < MOST_CONDITIONS;
       id = tree_node(tree, id)->parent) {
    NodeId condition = condition_before(tree, id);
    if (!condition) continue;
    if (mentions(tree, condition, member)) return true;
    count++;
  }
  return false;
}
