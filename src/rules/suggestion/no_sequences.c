// no-sequences: the comma operator.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedCommaExpression", "Unexpected use of comma operator."},
};

// Where the brackets around a sequence belong to the statement, it needs a second pair.
static bool needs_two(const Tree *tree, NodeId node) {
  NodeId parent = estree_parent(tree, node);
  switch ((int)tree_kind(tree, parent)) {
  case NODE_ARROW_FUNCTION:
  case NODE_DO_STATEMENT:
  case NODE_IF_STATEMENT:
  case NODE_SWITCH_STATEMENT:
  case NODE_WHILE_STATEMENT:
  case NODE_WITH_STATEMENT: return true;
  default: return false;
  }
}

static void check_sequence(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId outside = tree_outside_parentheses(tree, node);
  const Node *at = tree_node(tree, outside);
  bool is_for = tree_kind(tree, at->parent) == NODE_FOR_STATEMENT;
  if (is_for && (at->field == FIELD_INITIALIZER || at->field == FIELD_INCREMENT)) return;
  // The first part of a `for` head is a statement in our tree.
  NodeId above = tree_node(tree, at->parent)->parent;
  if (tree_kind(tree, above) == NODE_FOR_STATEMENT &&
      tree_node(tree, at->parent)->field == FIELD_INITIALIZER)
    return;
  if (option_flag(context, 0, "allowInParentheses") &&
      estree_parentheses(tree, node) >= (needs_two(tree, node) ? 2 : 1))
    return;
  report(context, tree_child_of_kind(tree, node, TOKEN_COMMA), UNEXPECTED);
}

const Rule rule_no_sequences = {
    .name = "no-sequences",
    .type = RULE_SUGGESTION,
    .summary = "Disallow the comma operator",
    .why = "`a, b` throws the value of `a` away, which is easy to miss, and often comes of a slip.",
    .options = "{ allowInParentheses: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"a = b, c;"}, {"if (step(), done()) stop();"}),
    .good = EXAMPLES({"a = (b, c);"}, {"for (i = 0, j = 9; i < j; i++, j--) swap(i, j);"}),
    .visits = VISITS({NODE_SEQUENCE_EXPRESSION, check_sequence}),
};
