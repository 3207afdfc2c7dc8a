// no-with: names that may be properties or variables, which only the running program knows.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedWith", "Unexpected use of 'with' statement."},
};

static void check_statement(RuleContext *context, NodeId node) {
  report(context, tree_first_child(context->tree, node), UNEXPECTED);
}

const Rule rule_no_with = {
    .name = "no-with",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow `with` statements",
    .why = "Inside of `with`, nobody can say whether a name is a variable or a property; strict "
           "code forbids it.",
    .messages = messages,
    .bad = EXAMPLES({"with (point) { draw(x, y); }"}),
    .good = EXAMPLES({"const { x, y } = point; draw(x, y);"}),
    .visits = VISITS({NODE_WITH_STATEMENT, check_statement}),
};
