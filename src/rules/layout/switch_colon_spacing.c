// switch-colon-spacing: spaces around the colons of a `switch`.
#include "rules/spacing.h"

enum { EXPECTED_BEFORE, EXPECTED_AFTER, UNEXPECTED_BEFORE, UNEXPECTED_AFTER };

static const RuleMessage messages[] = {
    [EXPECTED_BEFORE] = {"expectedBefore", "Expected space(s) before this colon."},
    [EXPECTED_AFTER] = {"expectedAfter", "Expected space(s) after this colon."},
    [UNEXPECTED_BEFORE] = {"unexpectedBefore", "Unexpected space(s) before this colon."},
    [UNEXPECTED_AFTER] = {"unexpectedAfter", "Unexpected space(s) after this colon."},
};

// Reports without a fix where comments stand in the gap.
static void report_gap(RuleContext *context, TokenId colon, TokenId left, TokenId right,
                       int message) {
  const TokenTable *tokens = source_tokens(context->code);
  RuleReport *made = report_span(context, token_span(tokens, colon), message);
  Span gap = gap_between(tokens, left, right);
  if (tokens_have_comment(tokens, gap.start, gap.end)) return;
  if (message == EXPECTED_BEFORE || message == EXPECTED_AFTER)
    fix_insert(made, context->arena, message == EXPECTED_BEFORE ? gap.end : gap.start, TEXT(" "));
  else
    fix_remove(made, context->arena, gap);
}

static void check_case(RuleContext *context, NodeId node) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId colon =
      token_first(tokens, context->tree, tree_child_of_kind(context->tree, node, TOKEN_COLON));
  TokenId before = token_previous(tokens, colon), after = token_next(tokens, colon);
  bool is_before = is_spaced(tokens, before, colon), is_after = is_spaced(tokens, colon, after);
  if (is_before != option_flag(context, 0, "before") && is_on_one_line(code, before, colon))
    report_gap(context, colon, before, colon, is_before ? UNEXPECTED_BEFORE : EXPECTED_BEFORE);
  bool is_end = token_is(tokens, after, TOKEN_BRACE_CLOSE);
  if (is_after != option_flag(context, 0, "after") && is_on_one_line(code, colon, after) && !is_end)
    report_gap(context, colon, colon, after, is_after ? UNEXPECTED_AFTER : EXPECTED_AFTER);
}

const Rule rule_switch_colon_spacing = {
    .name = "switch-colon-spacing",
    .stylistic = "@stylistic/switch-colon-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces around the colons of a `switch`",
    .why = "One way everywhere is easier to read.",
    .options = "{ before: boolean = false, after: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"switch (key) { case 1 :go(); }"}),
    .good = EXAMPLES({"switch (key) { case 1: go(); }"}),
    .visits = VISITS({NODE_SWITCH_CASE, check_case}, {NODE_SWITCH_DEFAULT, check_case}),
};
