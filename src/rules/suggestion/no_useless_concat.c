// no-useless-concat: `"a" + "b"`, on one line.
#include "rules/operators.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedConcat", "Unexpected string concatenation of literals."},
};

static bool is_plus(const Tree *tree, NodeId node) {
  return is_binary(tree, node, TOKEN_PLUS);
}

static bool is_text(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, node);
  return kind == NODE_STRING || kind == NODE_TEMPLATE_STRING;
}

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!is_plus(tree, node)) return;
  NodeId left = estree_child(tree, node, FIELD_LEFT), right = estree_child(tree, node, FIELD_RIGHT);
  while (is_plus(tree, left)) left = estree_child(tree, left, FIELD_RIGHT);
  // The left-most of the right side stands beside the right-most of the left one.
  while (is_plus(tree, right)) right = estree_child(tree, right, FIELD_LEFT);
  if (!is_text(tree, left) || !is_text(tree, right)) return;
  if (source_same_line(context->code, tree_node(tree, left)->end, tree_node(tree, right)->start))
    report(context, tree_child(tree, node, FIELD_OPERATOR), UNEXPECTED);
}

const Rule rule_no_useless_concat = {
    .name = "no-useless-concat",
    .type = RULE_SUGGESTION,
    .summary = "Disallow joining two strings that could be one",
    .why = "`\"a\" + \"b\"` is `\"ab\"`: it was left when something between them went.",
    .messages = messages,
    .bad = EXAMPLES({"const name = \"first\" + \"last\";"}),
    .good = EXAMPLES({"const name = first + \"last\";"}, {"const text = \"one \" +\n  \"two\";"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};
