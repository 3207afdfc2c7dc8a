// arrow-parens: parentheses around the only parameter of an arrow function.
#include "rules/functions.h"
#include "rules/spacing.h"

enum { UNEXPECTED, EXPECTED, UNEXPECTED_INLINE, EXPECTED_BLOCK };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedParens", "Unexpected parentheses around single function argument."},
    [EXPECTED] = {"expectedParens", "Expected parentheses around arrow function argument."},
    [UNEXPECTED_INLINE] =
        {"unexpectedParensInline",
         "Unexpected parentheses around single function argument having a body with no "
         "curly braces."},
    [EXPECTED_BLOCK] =
        {"expectedParensBlock",
         "Expected parentheses around arrow function argument having a body with curly braces."},
};

static void report_expected(RuleContext *context, NodeId parameter, int message) {
  const Node *at = tree_node(context->tree, parameter);
  RuleReport *made = report(context, parameter, message);
  fix_insert(made, context->arena, at->start, TEXT("("));
  fix_insert(made, context->arena, at->end, TEXT(")"));
}

static void report_unexpected(RuleContext *context, NodeId parameters, NodeId parameter,
                              int message) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId open = token_first(tokens, tree, parameters),
          close = token_last(tokens, tree, parameters);
  TokenId before = token_previous_any(tokens, open);
  Span span = {tokens->at[open].start, tokens->at[close].end};
  if (tokens_have_comment(tokens, span.start, span.end)) return;
  RuleReport *made = report(context, parameter, message);
  bool is_close = before && tokens->at[before].end == span.start &&
                  tokens->at[before].type == TOKEN_TYPE_IDENTIFIER;
  fix_replace(made, context->arena, span,
              text_format(context->arena, is_close ? " %.*s" : "%.*s",
                          TEXT_ARGS(tree_text(tree, parameter))));
}

static void check_arrow(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool is_block = tree_kind(tree, tree_child(tree, node, FIELD_BODY)) == NODE_STATEMENT_BLOCK;
  bool needs_block = option_flag(context, 1, "requireForBlockBody"),
       is_always = option_is(context, 0, "always");
  NodeId single = tree_child(tree, node, FIELD_PARAMETER),
         parameters = tree_child(tree, node, FIELD_PARAMETERS);
  if (single) {
    if (is_always) report_expected(context, single, EXPECTED);
    if (!is_always && needs_block && is_block) report_expected(context, single, EXPECTED_BLOCK);
    return;
  }
  NodeId only = tree_first_named(tree, parameters);
  bool is_name = only && !tree_next_named(tree, only) && tree_kind(tree, only) == NODE_IDENTIFIER;
  if (is_always || !is_name) return;
  if (!needs_block) report_unexpected(context, parameters, only, UNEXPECTED);
  if (needs_block && !is_block) report_unexpected(context, parameters, only, UNEXPECTED_INLINE);
}

const Rule rule_arrow_parens = {
    .name = "arrow-parens",
    .stylistic = "@stylistic/arrow-parens",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow parentheses around the only parameter of an arrow function",
    .why = "With parentheses always there, a second parameter is a small change, and `a => b` is "
           "not taken for `a >= b`.",
    .options = "('always' | 'as-needed') = always, { requireForBlockBody: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"list.map(n => n + 1);"}),
    .good = EXAMPLES({"list.map((n) => n + 1);"}, {"list.map(n => n + 1);", "[\"as-needed\"]"}),
    .visits = VISITS({NODE_ARROW_FUNCTION, check_arrow}),
};
