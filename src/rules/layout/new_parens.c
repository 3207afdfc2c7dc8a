// new-parens: `new A` or `new A()`.
#include "rules/rule.h"

enum { MISSING, UNNECESSARY };

static const RuleMessage messages[] = {
    [MISSING] = {"missing", "Missing '()' invoking a constructor."},
    [UNNECESSARY] = {"unnecessary", "Unnecessary '()' invoking a constructor with no arguments."},
};

static void check_new(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId arguments = tree_child(tree, node, FIELD_ARGUMENTS);
  const Node *at = tree_node(tree, node);
  if (option_is(context, 0, "never")) {
    if (!arguments || tree_first_named(tree, arguments)) return;
    RuleReport *made = report(context, node, UNNECESSARY);
    const Node *list = tree_node(tree, arguments);
    fix_insert(made, context->arena, at->start, TEXT("("));
    fix_remove(made, context->arena, (Span){list->start, list->start + 1});
    fix_replace(made, context->arena, (Span){list->end - 1, list->end}, TEXT(")"));
  } else if (!arguments) {
    fix_insert(report(context, node, MISSING), context->arena, at->end, TEXT("()"));
  }
}

const Rule rule_new_parens = {
    .name = "new-parens",
    .stylistic = "@stylistic/new-parens",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow `()` behind a constructor that is given nothing",
    .why = "One way everywhere is easier to read.",
    .options = "('always' | 'never') = always",
    .messages = messages,
    .bad = EXAMPLES({"const list = new List;"}),
    .good = EXAMPLES({"const list = new List();"}, {"const list = new List;", "[\"never\"]"}),
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}),
};
