// no-eq-null: `a == null`, which is true for undefined, too.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Use '===' to compare with null."},
};

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeKind sign = estree_operator(tree, node);
  if (sign != TOKEN_EQUAL && sign != TOKEN_NOT_EQUAL) return;
  if (tree_kind(tree, estree_child(tree, node, FIELD_LEFT)) == NODE_NULL ||
      tree_kind(tree, estree_child(tree, node, FIELD_RIGHT)) == NODE_NULL)
    report(context, node, UNEXPECTED);
}

const Rule rule_no_eq_null = {
    .name = "no-eq-null",
    .type = RULE_SUGGESTION,
    .summary = "Disallow comparing with null by `==`",
    .why = "`a == null` is true for undefined as well, which may not be meant.",
    .messages = messages,
    .bad = EXAMPLES({"if (user == null) login();"}),
    .good = EXAMPLES({"if (user === null) login();"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};
