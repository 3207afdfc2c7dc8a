// jsx-equals-spacing: spaces around the equals signs of properties.
#include "rules/jsx.h"

enum { NO_BEFORE, NO_AFTER, NEED_BEFORE, NEED_AFTER };

static const RuleMessage messages[] = {
    [NO_BEFORE] = {"noSpaceBefore", "There should be no space before '='"},
    [NO_AFTER] = {"noSpaceAfter", "There should be no space after '='"},
    [NEED_BEFORE] = {"needSpaceBefore", "A space is required before '='"},
    [NEED_AFTER] = {"needSpaceAfter", "A space is required after '='"},
};

static void check_property(RuleContext *context, NodeId node) {
  NodeId sign = tree_child_of_kind(context->tree, node, TOKEN_ASSIGN);
  if (!sign) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId equals = token_first(tokens, context->tree, sign), left = token_previous(tokens, equals),
          right = token_next(tokens, equals);
  bool wants = option_is(context, 0, "always");
  Span at = {tokens->at[equals].start, SPAN_OPEN}, before = gap_between(tokens, left, equals),
       after = gap_between(tokens, equals, right);
  if (wants != is_spaced(tokens, left, equals)) {
    if (wants)
      report_missing_space(context, at, before.end, NEED_BEFORE);
    else
      report_extra_space(context, at, before, NO_BEFORE);
  }
  if (wants == is_spaced(tokens, equals, right)) return;
  if (wants)
    report_missing_space(context, at, after.start, NEED_AFTER);
  else
    report_extra_space(context, at, after, NO_AFTER);
}

const Rule rule_jsx_equals_spacing = {
    .name = "@stylistic/jsx-equals-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow spaces around the equals signs of JSX properties",
    .why = "One way everywhere is easier to read.",
    .options = "('never' | 'always') = never",
    .messages = messages,
    .bad = EXAMPLES({"<App name = {name} />;"}),
    .good = EXAMPLES({"<App name={name} />;"}, {"<App name = {name} />;", "[\"always\"]"}),
    .visits = VISITS({NODE_JSX_ATTRIBUTE, check_property}),
};
