// default-case-last: `default` between cases.
#include "rules/rule.h"

enum { NOT_LAST };

static const RuleMessage messages[] = {
    [NOT_LAST] = {"notLast", "Default clause should be the last clause."},
};

static void check_default(RuleContext *context, NodeId node) {
  NodeId next = tree_next_sibling(context->tree, node);
  if (kind_is_named(tree_kind(context->tree, next))) report(context, node, NOT_LAST);
}

const Rule rule_default_case_last = {
    .name = "default-case-last",
    .type = RULE_SUGGESTION,
    .summary = "Require `default` to be the last case",
    .why = "People look for `default` at the end, where it reads as what happens otherwise.",
    .messages = messages,
    .bad = EXAMPLES({"switch (a) {\n  default:\n    b();\n    break;\n  case 1:\n    c();\n}"}),
    .good = EXAMPLES({"switch (a) {\n  case 1:\n    c();\n    break;\n  default:\n    b();\n}"}),
    .visits = VISITS({NODE_SWITCH_DEFAULT, check_default}),
};
