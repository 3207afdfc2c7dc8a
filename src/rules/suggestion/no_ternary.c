// no-ternary: conditional expressions.
#include "rules/rule.h"

enum { USED };

static const RuleMessage messages[] = {
    [USED] = {"noTernaryOperator", "Ternary operator used."},
};

static void check_ternary(RuleContext *context, NodeId node) {
  report(context, node, USED);
}

const Rule rule_no_ternary = {
    .name = "no-ternary",
    .type = RULE_SUGGESTION,
    .summary = "Disallow conditional expressions",
    .why = "Some teams find `if` and `else` easier to read.",
    .messages = messages,
    .bad = EXAMPLES({"const size = big ? 2 : 1;"}),
    .good = EXAMPLES({"let size = 1; if (big) size = 2;"}),
    .visits = VISITS({NODE_TERNARY_EXPRESSION, check_ternary}),
};
