// rest-spread-spacing: spaces behind `...`.
#include "rules/spacing.h"

enum { UNEXPECTED, EXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedWhitespace", "Unexpected whitespace after {0} operator."},
    [EXPECTED] = {"expectedWhitespace", "Expected whitespace after {0} operator."},
};

static Text name_of(const Tree *tree, NodeId node) {
  NodeKind parent = tree_kind(tree, tree_node(tree, node)->parent);
  bool is_property = parent == NODE_OBJECT || parent == NODE_OBJECT_PATTERN;
  if (tree_kind(tree, node) == NODE_SPREAD_ELEMENT)
    return is_property ? TEXT("spread property") : TEXT("spread");
  return is_property ? TEXT("rest property") : TEXT("rest");
}

static void check(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  if (tree_kind(tree, tree_node(tree, node)->parent) == NODE_JSX_EXPRESSION) return;
  TokenId dots = token_first(tokens, tree, node), after = token_next_any(tokens, dots);
  Span gap = gap_between(tokens, dots, after);
  bool is_wanted = option_is(context, 0, "always");
  check_space(context,
              ((SpaceCheck){gap, is_wanted, token_span(tokens, dots), gap, EXPECTED, UNEXPECTED}),
              name_of(tree, node));
}

const Rule rule_rest_spread_spacing = {
    .name = "rest-spread-spacing",
    .stylistic = "@stylistic/rest-spread-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces behind `...`",
    .why = "One way everywhere is easier to read.",
    .options = "('always' | 'never') = never",
    .messages = messages,
    .bad = EXAMPLES({"print(... list);"}),
    .good = EXAMPLES({"print(...list);"}),
    .visits = VISITS({NODE_SPREAD_ELEMENT, check}, {NODE_REST_PATTERN, check}),
};
