// yield-star-spacing: spaces around the star of `yield*`.
#include "rules/spacing.h"

enum { MISSING_BEFORE, MISSING_AFTER, UNEXPECTED_BEFORE, UNEXPECTED_AFTER };

static const RuleMessage messages[] = {
    [MISSING_BEFORE] = {"missingBefore", "Missing space before *."},
    [MISSING_AFTER] = {"missingAfter", "Missing space after *."},
    [UNEXPECTED_BEFORE] = {"unexpectedBefore", "Unexpected space before *."},
    [UNEXPECTED_AFTER] = {"unexpectedAfter", "Unexpected space after *."},
};

// "before", "after", "both", "neither", or an object that says both.
static bool is_wanted(RuleContext *context, const char *side) {
  const Json *given = option(context, 0);
  if (json_is(given, JSON_OBJECT)) return json_is(json_get(given, text_of(side)), JSON_TRUE);
  return option_is(context, 0, side) || option_is(context, 0, "both");
}

static void check_yield(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId star = tree_child_of_kind(tree, node, TOKEN_STAR);
  if (!star) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId token = token_first(tokens, tree, star);
  TokenId before = token_previous(tokens, token), after = token_next(tokens, token);
  Span left = gap_between(tokens, before, token), right = gap_between(tokens, token, after),
       span = token_span(tokens, token);
  bool is_before = is_spaced(tokens, before, token), is_after = is_spaced(tokens, token, after);
  if (is_before && !is_wanted(context, "before"))
    report_extra_space(context, span, left, UNEXPECTED_BEFORE);
  else if (!is_before && is_wanted(context, "before"))
    report_missing_space(context, span, span.start, MISSING_BEFORE);
  if (is_after && !is_wanted(context, "after"))
    report_extra_space(context, span, right, UNEXPECTED_AFTER);
  else if (!is_after && is_wanted(context, "after"))
    report_missing_space(context, span, span.end, MISSING_AFTER);
}

const Rule rule_yield_star_spacing = {
    .name = "yield-star-spacing",
    .stylistic = "@stylistic/yield-star-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces around the star of `yield*`",
    .why = "One way everywhere is easier to read.",
    .options = "('before' | 'after' | 'both' | 'neither' | { before: boolean = true, after: "
               "boolean = false }) = after",
    .messages = messages,
    .bad = EXAMPLES({"function* all() { yield *list; }"}),
    .good = EXAMPLES({"function* all() { yield* list; }"}),
    .visits = VISITS({NODE_YIELD_EXPRESSION, check_yield}),
};
