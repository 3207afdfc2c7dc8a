// block-spacing: spaces inside of the braces of a block on one line.
#include "rules/spacing.h"

enum { MISSING, EXTRA };

static const RuleMessage messages[] = {
    [MISSING] = {"missing", "Requires a space {0} '{1}'."},
    [EXTRA] = {"extra", "Unexpected space(s) {0} '{1}'."},
};

// Checks one side; `brace` is the one there, and `gap` what stands between it and its neighbour.
static void check_side(RuleContext *context, TokenId brace, Span gap, bool is_open) {
  const TokenTable *tokens = source_tokens(context->code);
  bool is_wanted = option_is(context, 0, "always");
  check_space(context,
              ((SpaceCheck){gap, is_wanted, token_span(tokens, brace), gap, MISSING, EXTRA}),
              is_open ? TEXT("after") : TEXT("before"), token_text(tokens, brace));
}

static void check_braces(RuleContext *context, TokenId open, TokenId close) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId first = token_next_any(tokens, open), last = token_previous_any(tokens, close);
  bool is_line_comment = tokens->at[first].type == TOKEN_TYPE_LINE_COMMENT;
  if (first == close || (is_line_comment && !option_is(context, 0, "always"))) return;
  if (is_on_one_line(context->code, open, first))
    check_side(context, open, gap_between(tokens, open, first), true);
  if (is_on_one_line(context->code, last, close))
    check_side(context, close, gap_between(tokens, last, close), false);
}

static void check_block(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  check_braces(context, token_first(tokens, context->tree, node),
               token_last(tokens, context->tree, node));
}

static void check_switch(RuleContext *context, NodeId node) {
  NodeId body = tree_child(context->tree, node, FIELD_BODY);
  if (tree_first_named(context->tree, body)) check_block(context, body);
}

const Rule rule_block_spacing = {
    .name = "block-spacing",
    .stylistic = "@stylistic/block-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces inside of blocks on one line",
    .why = "One way everywhere is easier to read.",
    .options = "('always' | 'never') = always",
    .messages = messages,
    .bad = EXAMPLES({"if (ready) {go();}"}),
    .good = EXAMPLES({"if (ready) { go(); }"}, {"if (ready) {go();}", "[\"never\"]"},
                     {"if (ready) {// why\n  go(); }", "[\"never\"]"}),
    .visits = VISITS({NODE_STATEMENT_BLOCK, check_block}, {NODE_SWITCH_STATEMENT, check_switch}),
};
