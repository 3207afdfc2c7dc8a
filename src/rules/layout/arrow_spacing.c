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
  bool sees_comments = context->is_stylistic;
  TokenId before =
              sees_comments ? token_previous_any(tokens, arrow) : token_previous(tokens, arrow),
          after = sees_comments ? token_next_any(tokens, arrow) : token_next(tokens, arrow);
  Span left = gap_between(tokens, before, arrow), right = gap_between(tokens, arrow, after);
  Span before_span = token_span(tokens, before), after_span = token_span(tokens, after);
  check_space(context, ((SpaceCheck){left, option_flag(context, 0, "before"), before_span,
                                     before_span, EXPECTED_BEFORE, UNEXPECTED_BEFORE}));
  check_space(context, ((SpaceCheck){right, option_flag(context, 0, "after"), after_span,
                                     after_span, EXPECTED_AFTER, UNEXPECTED_AFTER}));
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
