// object-property-newline: properties of an object on lines of their own.
#include "rules/spacing.h"

enum { NEW_LINE, NEW_LINE_ALL };

static const RuleMessage messages[] = {
    [NEW_LINE] = {"propertiesOnNewline", "Object properties must go on a new line."},
    [NEW_LINE_ALL] =
        {"propertiesOnNewlineAll",
         "Object properties must go on a new line if they aren't all on the same line."},
};

static void check_object(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  NodeId first = tree_first_named(tree, node), last = first;
  if (!first) return;
  bool allows_line = option_flag(context, 0, "allowAllPropertiesOnSameLine") ||
                     option_flag(context, 0, "allowMultiplePropertiesPerLine");
  tree_each_named(tree, node, property) last = property;
  if (allows_line &&
      is_on_one_line(code, token_first(tokens, tree, first), token_last(tokens, tree, last)))
    return;
  NodeId before = NO_NODE;
  tree_each_named(tree, node, property) {
    NodeId previous = before;
    before = property;
    if (!previous) continue;
    TokenId end = token_last(tokens, tree, previous), start = token_first(tokens, tree, property);
    if (!is_on_one_line(code, end, start)) continue;
    RuleReport *made =
        report_span(context, token_span(tokens, start), allows_line ? NEW_LINE_ALL : NEW_LINE);
    TokenId comma = token_next(tokens, end);
    Span gap = gap_between(tokens, comma, start);
    if (!tokens_have_comment(tokens, gap.start, gap.end))
      fix_replace(made, context->arena, gap, TEXT("\n"));
  }
}

const Rule rule_object_property_newline = {
    .name = "object-property-newline",
    .stylistic = "@stylistic/object-property-newline",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require lines of their own for the properties of an object",
    .why = "A property that is added or removed changes a single line.",
    .options = "{ allowAllPropertiesOnSameLine: boolean = false, allowMultiplePropertiesPerLine: "
               "boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const a = { b: 1, c: 2 };"}),
    .good = EXAMPLES({"const a = {\n  b: 1,\n  c: 2,\n};"}),
    .visits = VISITS({NODE_OBJECT, check_object}),
};
