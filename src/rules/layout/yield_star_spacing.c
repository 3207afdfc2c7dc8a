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
  Span left = gap_between(tokens, token_previous(tokens, token), token);
  Span right = gap_between(tokens, token, token_next(tokens, token)),
       span = token_span(tokens, token);
  check_space(context, ((SpaceCheck){left, is_wanted(context, "before"), span, span, MISSING_BEFORE,
                                     UNEXPECTED_BEFORE}));
  check_space(context, ((SpaceCheck){right, is_wanted(context, "after"), span, span, MISSING_AFTER,
                                     UNEXPECTED_AFTER}));
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
