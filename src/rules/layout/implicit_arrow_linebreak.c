// implicit-arrow-linebreak: whether an expression stands on the line of the arrow before it.
#include "rules/spacing.h"

enum { EXPECTED, UNEXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected a linebreak before this expression."},
    [UNEXPECTED] = {"unexpected", "Expected no linebreak before this expression."},
};

static void check_arrow(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId body = tree_child(tree, node, FIELD_BODY);
  if (tree_kind(tree, body) == NODE_STATEMENT_BLOCK) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId first = token_first(tokens, tree, body), arrow = token_previous(tokens, first);
  bool is_below = !is_on_one_line(context->code, arrow, first);
  if (is_below == option_is(context, 0, "below")) return;
  Span place = token_span(tokens, first);
  RuleReport *made = report_span(context, place, is_below ? UNEXPECTED : EXPECTED);
  if (!is_below)
    fix_insert(made, context->arena, place.start, TEXT("\n"));
  else if (first == arrow + 1)
    fix_replace(made, context->arena, gap_between(tokens, arrow, first), TEXT(" "));
}

const Rule rule_implicit_arrow_linebreak = {
    .name = "implicit-arrow-linebreak",
    .stylistic = "@stylistic/implicit-arrow-linebreak",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require the value of an arrow function beside its arrow, or below it",
    .why = "An arrow at the end of a line looks as if a block followed.",
    .options = "('beside' | 'below') = beside",
    .messages = messages,
    .bad = EXAMPLES({"const twice = (n) =>\n  n * 2;"}),
    .good =
        EXAMPLES({"const twice = (n) => n * 2;"}, {"const twice = (n) => {\n  return n * 2;\n};"},
                 {"const twice = (n) =>\n  n * 2;", "[\"below\"]"}),
    .visits = VISITS({NODE_ARROW_FUNCTION, check_arrow}),
};
