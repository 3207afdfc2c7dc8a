// no-octal: `071`, which is 57.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"noOctal", "Octal literals should not be used."},
};

static void check_number(RuleContext *context, NodeId node) {
  Text text = tree_text(context->tree, node);
  if (text.size > 1 && text.at[0] == '0' && text.at[1] >= '0' && text.at[1] <= '9')
    report(context, node, UNEXPECTED);
}

const Rule rule_no_octal = {
    .name = "no-octal",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow numbers with a leading zero",
    .why = "A leading zero makes a number octal: `071` is 57, and strict code refuses it. `0o71` "
           "says so plainly.",
    .messages = messages,
    .bad = EXAMPLES({"var mode = 0644;"}),
    .good = EXAMPLES({"var mode = 0o644;"}, {"var zero = 0.5;"}),
    .visits = VISITS({NODE_NUMBER, check_number}),
};
