// template-curly-spacing: spaces inside of `${…}`.
#include "rules/spacing.h"

enum { EXPECTED_BEFORE, EXPECTED_AFTER, UNEXPECTED_BEFORE, UNEXPECTED_AFTER };

static const RuleMessage messages[] = {
    [EXPECTED_BEFORE] = {"expectedBefore", "Expected space(s) before '}'."},
    [EXPECTED_AFTER] = {"expectedAfter", "Expected space(s) after '${'."},
    [UNEXPECTED_BEFORE] = {"unexpectedBefore", "Unexpected space(s) before '}'."},
    [UNEXPECTED_AFTER] = {"unexpectedAfter", "Unexpected space(s) after '${'."},
};

static void check_substitution(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  const Node *open = tree_node(tree, tree_first_child(tree, node));
  const Node *close = tree_node(tree, tree_last_child(tree, node));
  TokenId head = tokens->by_node[node], tail = tokens->by_node[tree_last_child(tree, node)];
  TokenId first = token_next_any(tokens, head), last = token_previous_any(tokens, tail);
  Span left = {open->end, tokens->at[first].start}, right = {tokens->at[last].end, close->start};
  bool is_wanted = option_is(context, 0, "always");
  if (is_on_one_line(context->code, last, tail))
    check_space(context, ((SpaceCheck){right,
                                       is_wanted,
                                       {close->start, close->end},
                                       right,
                                       EXPECTED_BEFORE,
                                       UNEXPECTED_BEFORE}));
  if (source_same_line(context->code, left.start, left.end))
    check_space(
        context,
        ((SpaceCheck){
            left, is_wanted, {open->start, open->end}, left, EXPECTED_AFTER, UNEXPECTED_AFTER}));
}

const Rule rule_template_curly_spacing = {
    .name = "template-curly-spacing",
    .stylistic = "@stylistic/template-curly-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces inside of `${}`",
    .why = "One way everywhere is easier to read.",
    .options = "('never' | 'always') = never",
    .messages = messages,
    .bad = EXAMPLES({"greet(`Hello, ${ name }`);"}),
    .good = EXAMPLES({"greet(`Hello, ${name}`);"}, {"greet(`Hello, ${ name }`);", "[\"always\"]"}),
    .visits = VISITS({NODE_TEMPLATE_SUBSTITUTION, check_substitution}),
};
