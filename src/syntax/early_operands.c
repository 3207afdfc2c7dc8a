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

// Whether a node stands where only an operand may: something that binds at least as strongly as the
// operator does.
static bool is_operand(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id);
  switch ((int)tree_kind(tree, node->parent)) {
  case NODE_BINARY_EXPRESSION:
  case NODE_UNARY_EXPRESSION:
  case NODE_AWAIT_EXPRESSION:
  case NODE_CLASS_HERITAGE: return true;
  case NODE_TERNARY_EXPRESSION: return node->field == FIELD_CONDITION;
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: return node->field == FIELD_OBJECT;
  case NODE_CALL_EXPRESSION: return node->field == FIELD_FUNCTION;
  case NODE_NEW_EXPRESSION: return node->field == FIELD_CONSTRUCTOR;
  default: return false;
  }
}

// What binds weaker than any operator is asked, not the operators: there are far more of them.
void early_weak(Early *early, NodeId id) {
  if (is_operand(early->tree, id))
    early_report(early, MESSAGE_NEEDS_PARENTHESES, id, weak_name(tree_kind(early->tree, id)));
}

static NodeKind operator_of(const Tree *tree, NodeId id) {
  return tree_kind(tree, id) == NODE_BINARY_EXPRESSION
             ? tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR))
             : NODE_NONE;
}

static bool is_boolean_operator(NodeKind sign) {
  return sign == TOKEN_LOGICAL_AND || sign == TOKEN_LOGICAL_OR;
}

// `a ?? b || c`, either way round, needs parentheses.
void early_nullish(Early *early, NodeId sign) {
  const Tree *tree = early->tree;
  NodeId whole = tree->nodes[sign].parent;
  if (is_boolean_operator(operator_of(tree, tree->nodes[whole].parent)))
    early_report(early, MESSAGE_MIXED_NULLISH, whole, kind_name(TOKEN_NULLISH));
  tree_each_named(tree, whole, operand) {
    NodeKind inner = operator_of(tree, operand);
    if (is_boolean_operator(inner))
      early_report(early, MESSAGE_MIXED_NULLISH, operand, kind_name(inner));
  }
}

// `-a ** b`: nobody could say which comes first.
void early_power(Early *early, NodeId sign) {
  const Tree *tree = early->tree;
  NodeId left = tree_child(tree, tree->nodes[sign].parent, FIELD_LEFT);
  NodeKind kind = tree_kind(tree, left);
  if (kind == NODE_UNARY_EXPRESSION || kind == NODE_AWAIT_EXPRESSION)
    early_report(early, MESSAGE_UNARY_BEFORE_POWER, left, TEXT(""));
}

static bool is_tag(const Tree *tree, NodeId template) {
  const Node *node = tree_node(tree, template);
  return node->kind == NODE_TEMPLATE_STRING && node->field == FIELD_ARGUMENTS &&
         tree_kind(tree, node->parent) == NODE_CALL_EXPRESSION;
}

// No `?.` may stand before a tagged template in its chain. What is before another one in the same
// chain has been looked through for that.
void early_tag(Early *early, NodeId template) {
  const Tree *tree = early->tree;
  if (!is_tag(tree, template)) return;
  NodeId call = tree->nodes[template].parent;
  for (NodeId id = call; kind_is_link(tree_kind(tree, id)); id = tree_first_child(tree, id)) {
    if (id != call && is_tag(tree, tree_last_child(tree, id))) return;
    NodeId mark = tree_child_of_kind(tree, id, NODE_OPTIONAL_CHAIN);
    if (!mark) continue;
    early_report(early, MESSAGE_OPTIONAL_TAG, mark, TEXT(""));
    return;
  }
}

void early_new(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId mark = chain_find_optional(tree, tree_child(tree, id, FIELD_CONSTRUCTOR));
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
  default: return;
  }
}

// At the start of a statement, `function` and `class` begin a declaration, which needs a name.
void early_expression_start(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  if (!early_starts_statement(tree, id)) return;
  bool is_class = tree_kind(tree, id) == NODE_CLASS;
  NodeId word =
      is_class ? tree_child_of_kind(tree, id, TOKEN_CLASS_WORD) : tree_first_child(tree, id);
  NodeId name = tree_child(tree, id, FIELD_NAME);
  if (name)
    early_report(early, MESSAGE_DECLARATION_IN_EXPRESSION, word, tree_text(tree, name));
  else
    early_report(early, MESSAGE_NAMELESS_DECLARATION, word,
                 is_class ? TEXT("class") : TEXT("function"));
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
