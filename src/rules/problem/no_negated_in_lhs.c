// no-negated-in-lhs: `!key in object`.
#include "rules/operators.h"
#include "rules/rule.h"

enum { NEGATED };

static const RuleMessage messages[] = {
    [NEGATED] = {"negatedLHS", "The 'in' expression's left operand is negated."},
};

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (estree_operator(tree, node) != TOKEN_IN_WORD) return;
  NodeId left = tree_child(tree, node, FIELD_LEFT);
  if (is_unary(tree, left, TOKEN_NOT)) report(context, node, NEGATED);
}

const Rule rule_no_negated_in_lhs = {
    .name = "no-negated-in-lhs",
    .type = RULE_PROBLEM,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow `!` on the left of `in`",
    .why = "`!key in object` is `(!key) in object`: it asks for a property called \"false\". "
           "The rule no-unsafe-negation finds this and more.",
    .messages = messages,
    .bad = EXAMPLES({"if (!key in object) add(key);"}),
    .good = EXAMPLES({"if (!(key in object)) add(key);"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};
