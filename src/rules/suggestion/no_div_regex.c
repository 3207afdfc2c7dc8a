// no-div-regex: `/=` at the beginning of a regular expression.
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "A regular expression literal can be confused with '/='."},
};

static void check_regex(RuleContext *context, NodeId node) {
  uint32_t start = tree_node(context->tree, node)->start;
  if (context->code->text.at[start + 1] != '=') return;
  RuleReport *made = report(context, node, UNEXPECTED);
  fix_replace(made, context->arena, (Span){start + 1, start + 2}, TEXT("[=]"));
}

const Rule rule_no_div_regex = {
    .name = "no-div-regex",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow `=` as the first character of a regular expression",
    .why = "`/=` reads as a division.",
    .messages = messages,
    .bad = EXAMPLES({"const a = /=b/;"}),
    .good = EXAMPLES({"const a = /[=]b/;"}),
    .visits = VISITS({NODE_REGEX, check_regex}),
};
