// no-confusing-arrow: `a => b ? c : d`, which looks like a comparison.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { CONFUSING };

static const RuleMessage messages[] = {
    [CONFUSING] = {"confusing", "Arrow function used ambiguously with a conditional expression."},
};

static bool has_one_name(const Tree *tree, NodeId function) {
  NodeId only = tree_child(tree, function, FIELD_PARAMETER);
  if (only) return true;
  NodeId list = tree_child(tree, function, FIELD_PARAMETERS), first = tree_first_named(tree, list);
  return first && !tree_next_named(tree, first) && is_identifier(tree, first, NULL);
}

static void check_arrow(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId outside = tree_child(tree, node, FIELD_BODY);
  NodeId body = tree_inside_parentheses(tree, outside);
  if (tree_kind(tree, body) != NODE_TERNARY_EXPRESSION) return;
  bool allows_brackets = option_flag(context, 0, "allowParens");
  if (allows_brackets && outside != body) return;
  if (option_flag(context, 0, "onlyOneSimpleParam") && !has_one_name(tree, node)) return;
  RuleReport *made = report(context, node, CONFUSING);
  if (!allows_brackets) return;
  fix_insert(made, context->arena, tree_node(tree, body)->start, TEXT("("));
  fix_insert(made, context->arena, tree_node(tree, body)->end, TEXT(")"));
}

const Rule rule_no_confusing_arrow = {
    .name = "no-confusing-arrow",
    .stylistic = "@stylistic/no-confusing-arrow",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Disallow arrow functions that look like comparisons",
    .why = "`a => b ? c : d` is easily read as `a >= b ? c : d`.",
    .options = "{ allowParens: boolean = true, onlyOneSimpleParam: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const sign = n => n < 0 ? -1 : 1;"}),
    .good = EXAMPLES({"const sign = n => (n < 0 ? -1 : 1);"},
                     {"const sign = n => { return n < 0 ? -1 : 1; };"}),
    .visits = VISITS({NODE_ARROW_FUNCTION, check_arrow}),
};
