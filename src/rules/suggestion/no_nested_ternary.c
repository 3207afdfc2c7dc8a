// no-nested-ternary: a conditional expression in a branch of another one.
#include "rules/rule.h"

enum { NESTED };

static const RuleMessage messages[] = {
    [NESTED] = {"noNestedTernary", "Do not nest ternary expressions."},
};

static bool is_ternary(const Tree *tree, NodeId node, NodeField field) {
  return tree_kind(tree, estree_child(tree, node, field)) == NODE_TERNARY_EXPRESSION;
}

static void check_ternary(RuleContext *context, NodeId node) {
  if (is_ternary(context->tree, node, FIELD_ALTERNATIVE) ||
      is_ternary(context->tree, node, FIELD_CONSEQUENCE))
    report(context, node, NESTED);
}

const Rule rule_no_nested_ternary = {
    .name = "no-nested-ternary",
    .type = RULE_SUGGESTION,
    .summary = "Disallow conditional expressions inside of each other",
    .why = "Which `:` belongs to which `?` takes a second look, and a third.",
    .messages = messages,
    .bad = EXAMPLES({"const size = big ? 3 : small ? 1 : 2;"}),
    .good = EXAMPLES({"const size = big ? 3 : 2;"}),
    .visits = VISITS({NODE_TERNARY_EXPRESSION, check_ternary}),
};
