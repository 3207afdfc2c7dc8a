// What the grammar's precedences let through: an assignment, an arrow function or `yield` as an
// operand, operators that may not be mixed, optional chains where none may stand.
#include "syntax/early_checks.h"

#include "syntax/early_chains.h"

// What an expression is that binds weaker than any operator, as a message names it; or nothing.
static Text weak_name(NodeKind kind) {
  switch ((int)kind) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return TEXT("An assignment");
  case NODE_ARROW_FUNCTION: return TEXT("An arrow function");
  case NODE_YIELD_EXPRESSION: return TEXT("A yield expression");
  case NODE_TERNARY_EXPRESSION: return TEXT("A conditional expression");
  default: return (Text){0};
  }
}

static bool check_operand(Early *early, NodeId operand) {
  Text name = weak_name(tree_kind(early->tree, operand));
  if (name.size) early_report(early, MESSAGE_NEEDS_PARENTHESES, operand, name);
  return name.size == 0;
}

static NodeKind operator_of(const Tree *tree, NodeId id) {
  return tree_kind(tree, id) == NODE_BINARY_EXPRESSION
             ? tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR))
             : NODE_NONE;
}

static bool is_boolean_operator(NodeKind sign) {
  return sign == TOKEN_LOGICAL_AND || sign == TOKEN_LOGICAL_OR;
}

static void check_mixing(Early *early, NodeKind sign, NodeId operand) {
  NodeKind inner = operator_of(early->tree, operand);
  bool is_mixed = (sign == TOKEN_NULLISH && is_boolean_operator(inner)) ||
                  (is_boolean_operator(sign) && inner == TOKEN_NULLISH);
  if (is_mixed) early_report(early, MESSAGE_MIXED_NULLISH, operand, kind_name(inner));
}

void early_binary(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId left = tree_child(tree, id, FIELD_LEFT), right = tree_child(tree, id, FIELD_RIGHT);
  if (!check_operand(early, left) || !check_operand(early, right)) return;
  NodeKind sign = operator_of(tree, id), kind = tree_kind(tree, left);
  check_mixing(early, sign, left);
  check_mixing(early, sign, right);
  bool is_unary = kind == NODE_UNARY_EXPRESSION || kind == NODE_AWAIT_EXPRESSION;
  if (sign == TOKEN_POWER && is_unary)
    early_report(early, MESSAGE_UNARY_BEFORE_POWER, left, TEXT(""));
}

void early_unary(Early *early, NodeId id) {
  check_operand(early, tree_child(early->tree, id, FIELD_ARGUMENT));
}

void early_await_operand(Early *early, NodeId id) {
  check_operand(early, tree_first_named(early->tree, id));
}

void early_condition(Early *early, NodeId id) {
  check_operand(early, tree_child(early->tree, id, FIELD_CONDITION));
}

void early_member(Early *early, NodeId id) {
  check_operand(early, tree_child(early->tree, id, FIELD_OBJECT));
}

// The first parts of a chain follow it one by one: what the last tag has looked through needs no
// second look.
static void check_tag(Early *early, NodeId id) {
  if (id <= early->looked_through) return;
  NodeId mark = chain_find_optional(early->tree, id);
  if (mark) early_report(early, MESSAGE_OPTIONAL_TAG, mark, TEXT(""));
  early->looked_through = mark ? early->tree->nodes[mark].parent : chain_start(early->tree, id);
}

void early_call(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  if (!check_operand(early, tree_child(tree, id, FIELD_FUNCTION))) return;
  if (tree_kind(tree, tree_child(tree, id, FIELD_ARGUMENTS)) == NODE_TEMPLATE_STRING)
    check_tag(early, id);
}

void early_new(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId constructor = tree_child(tree, id, FIELD_CONSTRUCTOR);
  if (!check_operand(early, constructor)) return;
  NodeId mark = chain_find_optional(tree, constructor);
  if (mark) early_report(early, MESSAGE_OPTIONAL_NEW, mark, TEXT(""));
}

// A class extends what could be called: anything looser needs parentheses.
void early_heritage(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId base = tree_first_named(tree, id);
  switch ((int)tree_kind(tree, base)) {
  case NODE_UNARY_EXPRESSION:
  case NODE_UPDATE_EXPRESSION:
  case NODE_BINARY_EXPRESSION:
  case NODE_AWAIT_EXPRESSION:
  case NODE_SEQUENCE_EXPRESSION:
    early_report(early, MESSAGE_NEEDS_PARENTHESES, base, TEXT("What a class extends"));
    return;
  default: check_operand(early, base);
  }
}

// At the start of a statement, `function` and `class` begin a declaration, which needs a name.
void early_expression_start(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId first = id;
  while (!tree_is_leaf(tree, first)) {
    first = tree->nodes[first].first_child;
    while (tree_kind(tree, first) == NODE_DECORATOR) first = tree->nodes[first].next_sibling;
  }
  NodeKind word = tree_kind(tree, first), next = tree_kind(tree, tree->nodes[first].next_sibling);
  bool is_function =
      word == TOKEN_FUNCTION_WORD || (word == TOKEN_ASYNC_WORD && next == TOKEN_FUNCTION_WORD);
  if (!is_function && word != TOKEN_CLASS_WORD) return;
  NodeId owner = tree->nodes[first].parent;
  NodeId name = tree_child(tree, owner, FIELD_NAME);
  if (name)
    early_report(early, MESSAGE_DECLARATION_IN_EXPRESSION, first, tree_text(tree, name));
  else
    early_report(early, MESSAGE_NAMELESS_DECLARATION, first,
                 is_function ? TEXT("function") : TEXT("class"));
}

// Whether `in` may stand below such a node although it is in the head of a loop.
static bool takes_in(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id);
  if (node->field == FIELD_INDEX) return true;
  switch ((int)node->kind) {
  case NODE_ARGUMENTS:
  case NODE_ARRAY:
  case NODE_ARRAY_PATTERN:
  case NODE_CLASS_BODY:
  case NODE_COMPUTED_PROPERTY_NAME:
  case NODE_FORMAL_PARAMETERS:
  case NODE_JSX_EXPRESSION:
  case NODE_OBJECT:
  case NODE_OBJECT_PATTERN:
  case NODE_PARENTHESIZED_EXPRESSION:
  case NODE_STATEMENT_BLOCK:
  case NODE_TEMPLATE_SUBSTITUTION: return true;
  default:
    return node->field == FIELD_CONSEQUENCE &&
           tree_kind(tree, node->parent) == NODE_TERNARY_EXPRESSION;
  }
}

// The first part of a loop's head has no `in` outside of brackets: it would be another loop.
void early_loop_start(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId start = tree_child(tree, id, FIELD_INITIALIZER);
  if (!start) return;
  NodeId end = tree->nodes[start].after, at = start;
  while (at < end) {
    bool is_hidden = takes_in(tree, at);
    if (!is_hidden && operator_of(tree, at) == TOKEN_IN_WORD) {
      NodeId sign = tree_child(tree, at, FIELD_OPERATOR);
      early_report(early, MESSAGE_IN_NEEDS_PARENTHESES, sign, TEXT(""));
      return;
    }
    at = is_hidden ? tree->nodes[at].after : at + 1;
  }
}
