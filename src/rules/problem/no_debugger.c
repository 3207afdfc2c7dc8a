// no-debugger: a breakpoint in the code that was forgotten.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected 'debugger' statement."},
};

static void check_statement(RuleContext *context, NodeId node) {
  report(context, node, UNEXPECTED);
}

const Rule rule_no_debugger = {
    .name = "no-debugger",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow the use of `debugger`",
    .why = "A `debugger` statement stops the program wherever developer tools are open. It is a "
           "tool for an afternoon, not for what is shipped.",
    .messages = messages,
    .bad = EXAMPLES({"debugger;"}),
    .good = EXAMPLES({"log(state);"}),
    .visits = VISITS({NODE_DEBUGGER_STATEMENT, check_statement}),
};
