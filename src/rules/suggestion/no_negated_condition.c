// no-negated-condition: `if (!a) … else …`, which is easier to read the other way round.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedNegated", "Unexpected negated condition."},
};

static bool is_negated(const Tree *tree, NodeId test) {
  NodeKind sign = estree_operator(tree, test);
  switch ((int)tree_kind(tree, test)) {
  case NODE_UNARY_EXPRESSION: return sign == TOKEN_NOT;
  case NODE_BINARY_EXPRESSION: return sign == TOKEN_NOT_EQUAL || sign == TOKEN_STRICT_NOT_EQUAL;
  default: return false;
  }
}

static void check_if(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId otherwise = tree_child(tree, node, FIELD_ALTERNATIVE);
  if (!otherwise || tree_kind(tree, tree_first_named(tree, otherwise)) == NODE_IF_STATEMENT) return;
  if (is_negated(tree, estree_child(tree, node, FIELD_CONDITION)))
    report(context, node, UNEXPECTED);
}

static void check_ternary(RuleContext *context, NodeId node) {
  if (is_negated(context->tree, estree_child(context->tree, node, FIELD_CONDITION)))
    report(context, node, UNEXPECTED);
}

const Rule rule_no_negated_condition = {
    .name = "no-negated-condition",
    .type = RULE_SUGGESTION,
    .summary = "Disallow negated conditions where there is an `else`",
    .why = "With both branches there, the plain condition says the same, and nobody has to read "
           "`else` as \"if not not\".",
    .messages = messages,
    .bad = EXAMPLES({"if (!open) close(); else wait();"}, {"const a = b !== c ? d : e;"}),
    .good = EXAMPLES({"if (open) wait(); else close();"}, {"if (!open) close();"}),
    .visits = VISITS({NODE_IF_STATEMENT, check_if}, {NODE_TERNARY_EXPRESSION, check_ternary}),
};
