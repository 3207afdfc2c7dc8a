// no-floating-decimal: `.5` and `2.`.
#include "rules/rule.h"

#include <ctype.h>

enum { LEADING, TRAILING };

static const RuleMessage messages[] = {
    [LEADING] = {"leading", "A leading decimal point can be confused with a dot."},
    [TRAILING] = {"trailing", "A trailing decimal point can be confused with a dot."},
};

static void check_number(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Text text = tree_text(tree, node);
  Span span = estree_span(context->code, node);
  if (text.at[0] == '.') {
    RuleReport *made = report(context, node, LEADING);
    bool is_close = span.start > 0 && (isalnum((unsigned char)tree->source.at[span.start - 1]));
    fix_insert(made, context->arena, span.start, is_close ? TEXT(" 0") : TEXT("0"));
  }
  if (text.at[text.size - 1] == '.')
    fix_insert(report(context, node, TRAILING), context->arena, span.end, TEXT("0"));
}

const Rule rule_no_floating_decimal = {
    .name = "no-floating-decimal",
    .stylistic = "@stylistic/no-floating-decimal",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Disallow numbers that begin or end with a point",
    .why = "`.5` is easily read as 5.",
    .messages = messages,
    .bad = EXAMPLES({"const half = .5;"}),
    .good = EXAMPLES({"const half = 0.5;"}),
    .visits = VISITS({NODE_NUMBER, check_number}),
};
