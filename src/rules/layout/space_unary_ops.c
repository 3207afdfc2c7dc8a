// space-unary-ops: spaces behind (or before) unary operators.
#include "rules/operators.h"
#include "rules/spacing.h"
#include "rules/touching.h"

enum {
  BEFORE_UNARY,
  OPERATOR,
  WORD,
  UNEXPECTED_BEFORE,
  UNEXPECTED_AFTER,
  UNEXPECTED_AFTER_WORD,
  REQUIRE_BEFORE,
  REQUIRE_AFTER,
  REQUIRE_AFTER_WORD
};

static const RuleMessage messages[] = {
    [BEFORE_UNARY] = {"beforeUnaryExpressions",
                      "Space is required before unary expressions '{0}'."},
    [OPERATOR] = {"operator", "Unary operator '{0}' must be followed by whitespace."},
    [WORD] = {"wordOperator", "Unary word operator '{0}' must be followed by whitespace."},
    [UNEXPECTED_BEFORE] = {"unexpectedBefore", "Unexpected space before unary operator '{0}'."},
    [UNEXPECTED_AFTER] = {"unexpectedAfter", "Unexpected space after unary operator '{0}'."},
    [UNEXPECTED_AFTER_WORD] = {"unexpectedAfterWord",
                               "Unexpected space after unary word operator '{0}'."},
    // The successor's names for the first three.
    [REQUIRE_BEFORE] = {"requireBefore", "Space is required before unary operator '{0}'."},
    [REQUIRE_AFTER] = {"requireAfter", "Unary operator '{0}' must be followed by whitespace."},
    [REQUIRE_AFTER_WORD] = {"requireAfterWord",
                            "Unary word operator '{0}' must be followed by whitespace."},
};

// What an override says of an operator, or what is said of all of its kind.
static bool is_wanted(RuleContext *context, Text sign, const char *kind) {
  const Json *own = json_get(option_field(context, 0, "overrides"), sign);
  return own ? json_is(own, JSON_TRUE) : option_flag(context, 0, kind);
}

// Whether two tokens would be read as others without a space between them.
static bool grow_together(const TokenTable *tokens, TokenId left, TokenId right) {
  Text a = token_text(tokens, left), b = token_text(tokens, right);
  return bytes_grow_together(a.at[a.size - 1], b.at[0]);
}

static void check_word(RuleContext *context, NodeId node, TokenId word) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId after = token_next(tokens, word);
  Text text = token_text(tokens, word);
  Span gap = gap_between(tokens, word, after);
  if (is_wanted(context, text, "words")) {
    if (gap.start == gap.end)
      fix_insert(report(context, node, context->is_stylistic ? REQUIRE_AFTER_WORD : WORD, text),
                 context->arena, gap.start, TEXT(" "));
  } else if (gap.start < gap.end && !grow_together(tokens, word, after)) {
    fix_remove(report(context, node, UNEXPECTED_AFTER_WORD, text), context->arena, gap);
  }
}

static void check_prefix(RuleContext *context, NodeId node, TokenId sign) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId after = token_next(tokens, sign);
  Text text = token_text(tokens, sign);
  Span gap = gap_between(tokens, sign, after);
  if (is_wanted(context, text, "nonwords")) {
    NodeId argument = tree_child(tree, node, FIELD_ARGUMENT);
    bool is_double = token_is(tokens, sign, TOKEN_NOT) &&
                     is_unary(tree, tree_inside_parentheses(tree, argument), TOKEN_NOT);
    if (!is_double && gap.start == gap.end)
      fix_insert(report(context, node, context->is_stylistic ? REQUIRE_AFTER : OPERATOR, text),
                 context->arena, gap.start, TEXT(" "));
  } else if (gap.start < gap.end) {
    RuleReport *made = report(context, node, UNEXPECTED_AFTER, text);
    if (!grow_together(tokens, sign, after)) fix_remove(made, context->arena, gap);
  }
}

static void check_postfix(RuleContext *context, NodeId node, TokenId sign) {
  const TokenTable *tokens = source_tokens(context->code);
  Text text = token_text(tokens, sign);
  Span gap = gap_between(tokens, token_previous(tokens, sign), sign);
  if (is_wanted(context, text, "nonwords")) {
    if (gap.start == gap.end)
      fix_insert(report(context, node, context->is_stylistic ? REQUIRE_BEFORE : BEFORE_UNARY, text),
                 context->arena, gap.end, TEXT(" "));
  } else if (gap.start < gap.end) {
    fix_remove(report(context, node, UNEXPECTED_BEFORE, text), context->arena, gap);
  }
}

static void check_unary(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId first = token_first(tokens, context->tree, node);
  if (tokens->at[first].type == TOKEN_TYPE_KEYWORD)
    check_word(context, node, first);
  else
    check_prefix(context, node, first);
}

static void check_update(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId sign = tree_child(tree, node, FIELD_OPERATOR);
  TokenId token = token_first(source_tokens(context->code), tree, sign);
  if (tree_first_child(tree, node) == sign)
    check_prefix(context, node, token);
  else
    check_postfix(context, node, token);
}

static void check_first_word(RuleContext *context, NodeId node) {
  check_word(context, node, token_first(source_tokens(context->code), context->tree, node));
}

static void check_yield(RuleContext *context, NodeId node) {
  bool is_plain =
      tree_first_named(context->tree, node) && !tree_child_of_kind(context->tree, node, TOKEN_STAR);
  if (is_plain) check_first_word(context, node);
}

const Rule rule_space_unary_ops = {
    .name = "space-unary-ops",
    .stylistic = "@stylistic/space-unary-ops",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces behind unary operators",
    .why = "`typeof(a)` looks like a call, and `! a` like two things.",
    .options = "{ words: boolean = true, nonwords: boolean = false, overrides: { *: boolean } }",
    .messages = messages,
    .bad = EXAMPLES({"typeof(name);"}, {"count ++;"}),
    .good = EXAMPLES({"typeof (name);"}, {"count++;"}),
    .visits =
        VISITS({NODE_UNARY_EXPRESSION, check_unary}, {NODE_UPDATE_EXPRESSION, check_update},
               {NODE_NEW_EXPRESSION, check_first_word}, {NODE_AWAIT_EXPRESSION, check_first_word},
               {NODE_YIELD_EXPRESSION, check_yield}),
};
