// no-whitespace-before-property: `a .b` on one line.
#include "rules/spacing.h"
#include "rules/static_names.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedWhitespace", "Unexpected whitespace before property {0}."},
};

static void check(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  NodeId object = tree_child(tree, node, FIELD_OBJECT),
         property = tree_child(tree, node, FIELD_PROPERTY);
  bool is_computed = !property;
  if (is_computed) property = tree_child(tree, node, FIELD_INDEX);
  // Parentheses are no part of either.
  uint32_t end = tree_node(tree, tree_inside_parentheses(tree, object))->end,
           start = tree_node(tree, tree_inside_parentheses(tree, property))->start;
  if (!source_same_line(code, end, start)) return;
  TokenId left = token_last(tokens, tree, object), right = token_first(tokens, tree, property);
  TokenId dot = token_next(tokens, left);
  if (is_computed)
    right = token_first(tokens, tree, tree_child_of_kind(tree, node, TOKEN_BRACKET_OPEN));
  bool is_bad = is_spaced(tokens, left, dot) || (dot != right && is_spaced(tokens, dot, right));
  if (!is_bad) return;
  RuleReport *made =
      report(context, node, UNEXPECTED, tree_text(tree, tree_inside_parentheses(tree, property)));
  bool is_optional = tree_child_of_kind(tree, node, NODE_OPTIONAL_CHAIN) != NO_NODE;
  Span gap = gap_between(tokens, left, right);
  if ((!is_computed && !is_optional &&
       is_decimal_integer(tree, tree_inside_parentheses(tree, object))) ||
      tokens_have_comment(tokens, gap.start, gap.end))
    return;
  fix_replace(made, context->arena, gap,
              is_optional   ? TEXT("?.")
              : is_computed ? TEXT("")
                            : TEXT("."));
}

const Rule rule_no_whitespace_before_property = {
    .name = "no-whitespace-before-property",
    .stylistic = "@stylistic/no-whitespace-before-property",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Disallow spaces before a property on one line",
    .why = "`a .b` looks as if something were missing between the two.",
    .messages = messages,
    .bad = EXAMPLES({"user .name;"}),
    .good = EXAMPLES({"user.name;"}, {"user\n  .name;"}),
    .visits = VISITS({NODE_MEMBER_EXPRESSION, check}, {NODE_SUBSCRIPT_EXPRESSION, check}),
};
