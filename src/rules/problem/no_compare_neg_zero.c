// no-compare-neg-zero: `x === -0`, which is true for 0 as well.
#include "rules/operators.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Do not use the '{0}' operator to compare against -0."},
};

static bool is_zero(Text number) {
  for (uint32_t i = 0; i < number.size; i++) {
    char byte = number.at[i];
    bool is_prefix = i == 1 && strchr("xXoObB", byte);
    if (byte == 'e' || byte == 'E') return i > 0 && !is_prefix;
    if (byte != '0' && byte != '.' && byte != '_' && !is_prefix) return false;
  }
  return true;
}

static bool is_negative_zero(const Tree *tree, NodeId side) {
  if (!is_unary(tree, side, TOKEN_MINUS)) return false;
  NodeId number = estree_child(tree, side, FIELD_ARGUMENT);
  return tree_kind(tree, number) == NODE_NUMBER && is_zero(tree_text(tree, number));
}

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId sign = tree_child(tree, node, FIELD_OPERATOR);
  if (!operator_compares(tree_kind(tree, sign))) return;
  if (is_negative_zero(tree, estree_child(tree, node, FIELD_LEFT)) ||
      is_negative_zero(tree, estree_child(tree, node, FIELD_RIGHT)))
    report(context, node, UNEXPECTED, tree_text(tree, sign));
}

const Rule rule_no_compare_neg_zero = {
    .name = "no-compare-neg-zero",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow comparing with -0",
    .why = "`x === -0` is true for 0 and for -0, so that it does not ask what it seems to. "
           "`Object.is(x, -0)` does.",
    .messages = messages,
    .bad = EXAMPLES({"if (x === -0) flip();"}),
    .good = EXAMPLES({"if (Object.is(x, -0)) flip();"}, {"if (x === 0) stop();"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};
