// Globals behind a question for their type, such as `typeof x !== "undefined" && x`: reading them
// there does not throw, wherever the program runs.
#include "scope/effects_work.h"

enum {
  GUARD_DISTANCE_LIMIT = 16, // nodes between a name and what guards it
  GUARD_TESTS_LIMIT = 16,    // questions in a row
};

// Whether a string that `typeof` is compared with, and how, is the answer for what is there, or for
// what isn't.
static bool answers(NodeKind sign, Text string, bool is_there) {
  bool is_undefined = text_is(string, TEXT("undefined"));
  bool is_short = text_is(string, TEXT("u")); // as minifiers write it: no other type is behind "u"
  switch ((int)sign) {
  case TOKEN_EQUAL:
  case TOKEN_STRICT_EQUAL: return is_there ? !is_undefined : is_undefined;
  case TOKEN_NOT_EQUAL:
  case TOKEN_STRICT_NOT_EQUAL: return is_there ? is_undefined : !is_undefined;
  case TOKEN_LESS: return is_there && is_short;
  case TOKEN_GREATER: return !is_there && is_short;
  default: return false;
  }
}

static bool asks_type_of(const Work *work, NodeId id, Text name) {
  const Tree *tree = work->tree;
  if (tree_kind(tree, id) != NODE_UNARY_EXPRESSION) return false;
  bool is_typeof = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR)) == TOKEN_TYPEOF_WORD;
  NodeId argument = tree_child(tree, id, FIELD_ARGUMENT);
  return is_typeof && effects_is_global(work, argument) && text_is(tree_text(tree, argument), name);
}

// Where the comparison `typeof NAME < STRING` is `value`, there is the global, or there may be
// none.
static bool is_question(const Work *work, NodeId comparison, Text name, bool value) {
  const Tree *tree = work->tree;
  NodeId left = tree_child(tree, comparison, FIELD_LEFT);
  NodeId right = tree_child(tree, comparison, FIELD_RIGHT);
  NodeKind sign = tree_kind(tree, tree_child(tree, comparison, FIELD_OPERATOR));
  bool is_turned = tree_kind(tree, left) == NODE_STRING;
  NodeId type = is_turned ? right : left, string = is_turned ? left : right;
  if (is_turned && sign == TOKEN_LESS)
    sign = TOKEN_GREATER;
  else if (is_turned && sign == TOKEN_GREATER)
    sign = TOKEN_LESS;
  if (tree_kind(tree, string) != NODE_STRING || !asks_type_of(work, type, name)) return false;
  Text text = tree_text(tree, string);
  if (text_find_byte(text, '\\', 0) != TEXT_NOT_FOUND) return false;
  return answers(sign, text_slice(text, 1, text.size - 1), value);
}

// Whether there is the global `name` wherever `test` is true, or false if `value` is.
static bool tells(const Work *work, NodeId test, Text name, bool value) {
  const Tree *tree = work->tree;
  for (uint32_t i = 0; i < GUARD_TESTS_LIMIT; i++) {
    test = tree_inside_parentheses(tree, test);
    NodeKind sign = tree_kind(tree, tree_child(tree, test, FIELD_OPERATOR));
    if (tree_kind(tree, test) == NODE_UNARY_EXPRESSION && sign == TOKEN_NOT) {
      test = tree_child(tree, test, FIELD_ARGUMENT);
      value = !value;
      continue;
    }
    if (tree_kind(tree, test) != NODE_BINARY_EXPRESSION) return false;
    if (sign != (value ? TOKEN_LOGICAL_AND : TOKEN_LOGICAL_OR))
      return is_question(work, test, name, value);
    NodeId right = tree_inside_parentheses(tree, tree_child(tree, test, FIELD_RIGHT));
    bool is_comparison = tree_kind(tree, right) == NODE_BINARY_EXPRESSION;
    if (is_comparison && is_question(work, right, name, value)) return true;
    test = tree_child(tree, test, FIELD_LEFT);
  }
  return false;
}

// Whether what stands at `id` only runs where the node around it has asked for the type of `name`.
static bool is_behind(const Work *work, NodeId id, Text name) {
  const Tree *tree = work->tree;
  const Node *node = tree_node(tree, id);
  NodeId around = node->parent, condition = tree_child(tree, around, FIELD_CONDITION);
  NodeKind sign = tree_kind(tree, tree_child(tree, around, FIELD_OPERATOR));
  switch ((int)tree_kind(tree, around)) {
  case NODE_BINARY_EXPRESSION:
    if (node->field != FIELD_RIGHT) return false;
    if (sign != TOKEN_LOGICAL_AND && sign != TOKEN_LOGICAL_OR) return false;
    return tells(work, tree_child(tree, around, FIELD_LEFT), name, sign == TOKEN_LOGICAL_AND);
  case NODE_TERNARY_EXPRESSION:
  case NODE_IF_STATEMENT:
    if (node->field == FIELD_CONSEQUENCE) return tells(work, condition, name, true);
    return node->field == FIELD_ALTERNATIVE && tells(work, condition, name, false);
  default: return false;
  }
}

// What is called later may run where nobody has asked.
static bool is_called(NodeKind kind) {
  return kind_is_function(kind) || kind == NODE_CLASS_BODY;
}

bool effects_is_guarded(const Work *work, NodeId id) {
  Text name = tree_text(work->tree, id);
  for (uint32_t i = 0; i < GUARD_DISTANCE_LIMIT && id != NODE_ROOT; i++) {
    if (is_called(tree_kind(work->tree, id))) return false;
    if (is_behind(work, id, name)) return true;
    id = tree_node(work->tree, id)->parent;
  }
  return false;
}
