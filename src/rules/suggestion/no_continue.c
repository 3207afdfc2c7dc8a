// no-continue: `continue`, a jump in the flow of a loop.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected use of continue statement."},
};

static void check_statement(RuleContext *context, NodeId node) {
  report(context, node, UNEXPECTED);
}

const Rule rule_no_continue = {
    .name = "no-continue",
    .type = RULE_SUGGESTION,
    .summary = "Disallow `continue` statements",
    .why = "Some teams find loops easier to read where the rest of the body stands in an `if` "
           "instead.",
    .messages = messages,
    .bad = EXAMPLES({"for (const n of list) { if (n < 0) continue; add(n); }"}),
    .good = EXAMPLES({"for (const n of list) { if (n >= 0) add(n); }"}),
    .visits = VISITS({NODE_CONTINUE_STATEMENT, check_statement}),
};
