// wrap-regex: parentheses around a regular expression that a method is called of.
#include "rules/rule.h"

enum { REQUIRED };

static const RuleMessage messages[] = {
    [REQUIRED] = {"requireParens", "Wrap the regexp literal in parens to disambiguate the slash."},
};

static void check_regex(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Node *at = tree_node(tree, node);
  if (tree_kind(tree, at->parent) != NODE_MEMBER_EXPRESSION || at->field != FIELD_OBJECT) return;
  RuleReport *made = report(context, node, REQUIRED);
  fix_insert(made, context->arena, at->start, TEXT("("));
  fix_insert(made, context->arena, at->end, TEXT(")"));
}

const Rule rule_wrap_regex = {
    .name = "wrap-regex",
    .stylistic = "@stylistic/wrap-regex",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require parentheses around regular expressions that a method is called of",
    .why = "The slashes are easily read as divisions.",
    .messages = messages,
    .bad = EXAMPLES({"if (/a/.test(name)) go();"}),
    .good = EXAMPLES({"if ((/a/).test(name)) go();"}),
    .visits = VISITS({NODE_REGEX, check_regex}),
};
