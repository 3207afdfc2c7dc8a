// no-self-compare: `a === a`.
#include "rules/operators.h"
#include "rules/rule.h"

enum { SELF };

static const RuleMessage messages[] = {
    [SELF] = {"comparingToSelf", "Comparing to itself is potentially pointless."},
};

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!operator_compares(estree_operator(tree, node))) return;
  NodeId left = estree_child(tree, node, FIELD_LEFT), right = estree_child(tree, node, FIELD_RIGHT);
  const Node *a = tree_node(tree, left), *b = tree_node(tree, right);
  if (a->kind != b->kind || a->after - left != b->after - right) return;
  if (tokens_same(source_tokens(context->code), tree, left, right)) report(context, node, SELF);
}

const Rule rule_no_self_compare = {
    .name = "no-self-compare",
    .type = RULE_PROBLEM,
    .summary = "Disallow comparing a value with itself",
    .why = "A value is equal to itself, but for NaN, which `Number.isNaN` asks for. Most often one "
           "side has the wrong name.",
    .messages = messages,
    .bad = EXAMPLES({"if (width === width) draw();"}),
    .good = EXAMPLES({"if (width === height) draw();"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};
