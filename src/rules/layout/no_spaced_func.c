// no-spaced-func: a space between a function and the arguments of its call.
#include "rules/spacing.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"noSpacedFunction", "Unexpected space between function name and paren."},
};

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId list = tree_child(tree, node, FIELD_ARGUMENTS);
  if (tree_kind(tree, list) != NODE_ARGUMENTS) return;
  NodeId callee = tree_child(tree, node, FIELD_FUNCTION);
  if (!callee) callee = tree_child(tree, node, FIELD_CONSTRUCTOR);
  if (tree_kind(tree, callee) == NODE_IMPORT) return; // no call of a function
  const TokenTable *tokens = source_tokens(context->code);
  TokenId bracket = token_first(tokens, tree, list), before = token_previous(tokens, bracket);
  if (tokens->at[bracket].start == tokens->at[before].end || !is_spaced(tokens, before, bracket))
    return;
  TokenId last = token_last(tokens, tree, tree_inside_parentheses(tree, callee));
  RuleReport *made = report_span(context, ((Span){tokens->at[last].start, SPAN_OPEN}), UNEXPECTED);
  fix_remove(made, context->arena, gap_between(tokens, before, bracket));
}

const Rule rule_no_spaced_func = {
    .name = "no-spaced-func",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Disallow spaces between a function and the arguments of its call",
    .why = "A space hides that it is a call.",
    .messages = messages,
    .bad = EXAMPLES({"go ();"}),
    .good = EXAMPLES({"go();"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}, {NODE_NEW_EXPRESSION, check_call}),
};
