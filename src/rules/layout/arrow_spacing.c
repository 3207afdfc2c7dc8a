// arrow-spacing: spaces around `=>`.
#include "rules/spacing.h"

enum { EXPECTED_BEFORE, UNEXPECTED_BEFORE, EXPECTED_AFTER, UNEXPECTED_AFTER };

static const RuleMessage messages[] = {
    [EXPECTED_BEFORE] = {"expectedBefore", "Missing space before =>."},
    [UNEXPECTED_BEFORE] = {"unexpectedBefore", "Unexpected space before =>."},
    [EXPECTED_AFTER] = {"expectedAfter", "Missing space after =>."},
    [UNEXPECTED_AFTER] = {"unexpectedAfter", "Unexpected space after =>."},
};

static void check_arrow(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId arrow = token_first(tokens, tree, tree_child_of_kind(tree, node, TOKEN_ARROW));
  TokenId before = token_previous_any(tokens, arrow), after = token_next_any(tokens, arrow);
  Span left = gap_between(tokens, before, arrow), right = gap_between(tokens, arrow, after);
  bool is_before = left.start < left.end, is_after = right.start < right.end;
  if (option_flag(context, 0, "before") && !is_before)
    report_missing_space(context, token_span(tokens, before), left.end, EXPECTED_BEFORE);
  else if (!option_flag(context, 0, "before") && is_before)
    report_extra_space(context, token_span(tokens, before), left, UNEXPECTED_BEFORE);
  if (option_flag(context, 0, "after") && !is_after)
    report_missing_space(context, token_span(tokens, after), right.start, EXPECTED_AFTER);
  else if (!option_flag(context, 0, "after") && is_after)
    report_extra_space(context, token_span(tokens, after), right, UNEXPECTED_AFTER);
}

const Rule rule_arrow_spacing = {
    .name = "arrow-spacing",
    .stylistic = "@stylistic/arrow-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces around `=>`",
    .why = "One way everywhere is easier to read.",
    .options = "{ before: boolean = true, after: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"const next = (n)=>n + 1;"}),
    .good = EXAMPLES({"const next = (n) => n + 1;"},
                     {"const next = (n)=>n + 1;", "[{\"before\": false, \"after\": false}]"}),
    .visits = VISITS({NODE_ARROW_FUNCTION, check_arrow}),
};
