// computed-property-spacing: spaces inside of the brackets of `a[b]` and `{ [a]: b }`.
#include "rules/spacing.h"

enum { UNEXPECTED_BEFORE, UNEXPECTED_AFTER, MISSING_BEFORE, MISSING_AFTER };

static const RuleMessage messages[] = {
    [UNEXPECTED_BEFORE] = {"unexpectedSpaceBefore", "There should be no space before ']'."},
    [UNEXPECTED_AFTER] = {"unexpectedSpaceAfter", "There should be no space after '['."},
    [MISSING_BEFORE] = {"missingSpaceBefore", "A space is required before ']'."},
    [MISSING_AFTER] = {"missingSpaceAfter", "A space is required after '['."},
};

static void check_brackets(RuleContext *context, NodeId node) {
  SourceCode *code = context->code;
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(code);
  TokenId open = token_first(tokens, tree, tree_child_of_kind(tree, node, TOKEN_BRACKET_OPEN));
  TokenId close = token_first(tokens, tree, tree_child_of_kind(tree, node, TOKEN_BRACKET_CLOSE));
  TokenId first = token_next_any(tokens, open), last = token_previous_any(tokens, close);
  Span left = gap_between(tokens, open, first), right = gap_between(tokens, last, close);
  bool is_wanted = option_is(context, 0, "always");
  if (is_on_one_line(code, open, first))
    check_space(context, ((SpaceCheck){left, is_wanted, token_span(tokens, open), left,
                                       MISSING_AFTER, UNEXPECTED_AFTER}));
  if (is_on_one_line(code, last, close))
    check_space(context, ((SpaceCheck){right, is_wanted, token_span(tokens, close), right,
                                       MISSING_BEFORE, UNEXPECTED_BEFORE}));
}

static void check_key(RuleContext *context, NodeId node) {
  NodeId member = tree_node(context->tree, node)->parent;
  bool is_in_class =
      tree_kind(context->tree, tree_node(context->tree, member)->parent) == NODE_CLASS_BODY;
  if (!is_in_class || option_flag(context, 1, "enforceForClassMembers"))
    check_brackets(context, node);
}

const Rule rule_computed_property_spacing = {
    .name = "computed-property-spacing",
    .stylistic = "@stylistic/computed-property-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces inside of the brackets of computed properties",
    .why = "One way everywhere is easier to read.",
    .options = "('never' | 'always') = never, { enforceForClassMembers: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"list[ 0 ];"}),
    .good = EXAMPLES({"list[0];"}, {"list[ 0 ];", "[\"always\"]"}),
    .visits = VISITS({NODE_SUBSCRIPT_EXPRESSION, check_brackets},
                     {NODE_COMPUTED_PROPERTY_NAME, check_key}),
};
