// space-infix-ops: spaces around operators.
#include "rules/spacing.h"

enum { MISSING };

static const RuleMessage messages[] = {
    [MISSING] = {"missingSpace", "Operator '{0}' must be spaced."},
};

static void check_sign(RuleContext *context, NodeId sign) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId token = token_first(tokens, context->tree, sign);
  TokenId before = token_previous(tokens, token), after = token_next(tokens, token);
  if (is_spaced(tokens, before, token) && is_spaced(tokens, token, after)) return;
  Span left = gap_between(tokens, before, token), right = gap_between(tokens, token, after);
  Text shown = token_text(tokens, token);
  RuleReport *made = report_span(context, token_span(tokens, token), MISSING, shown);
  fix_replace(made, context->arena, token_span(tokens, token),
              text_format(context->arena, "%s%.*s%s", left.start < left.end ? "" : " ",
                          TEXT_ARGS(shown), right.start < right.end ? "" : " "));
}

static bool is_integer_hint(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  bool is_binary = tree_kind(tree, node) == NODE_BINARY_EXPRESSION;
  if (!is_binary || !option_flag(context, 0, "int32Hint")) return false;
  Text text = tree_text(tree, node);
  return text.size > 1 && text.at[text.size - 1] == '0' && text.at[text.size - 2] == '|';
}

static void check_infix(RuleContext *context, NodeId node) {
  NodeId sign = infix_sign(context->tree, node);
  if (sign && !is_integer_hint(context, node)) check_sign(context, sign);
}

static void check_ternary(RuleContext *context, NodeId node) {
  check_sign(context, tree_child_of_kind(context->tree, node, TOKEN_QUESTION));
  check_sign(context, tree_child_of_kind(context->tree, node, TOKEN_COLON));
}

const Rule rule_space_infix_ops = {
    .name = "space-infix-ops",
    .stylistic = "@stylistic/space-infix-ops",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require spaces around operators",
    .why = "Operators are easier to see, and `a +b` can't be taken for something else.",
    .options = "{ int32Hint: boolean = false, ignoreTypes: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const sum = a+b;"}),
    .good = EXAMPLES({"const sum = a + b;"}),
    .visits = VISITS(
        {NODE_BINARY_EXPRESSION, check_infix}, {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_infix},
        {NODE_ASSIGNMENT_EXPRESSION, check_infix}, {NODE_ASSIGNMENT_PATTERN, check_infix},
        {NODE_OBJECT_ASSIGNMENT_PATTERN, check_infix}, {NODE_VARIABLE_DECLARATOR, check_infix},
        {NODE_FIELD_DEFINITION, check_infix}, {NODE_TERNARY_EXPRESSION, check_ternary}),
};
