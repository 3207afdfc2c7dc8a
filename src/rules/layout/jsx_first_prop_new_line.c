// jsx-first-prop-new-line: whether the first property begins a line.
#include "rules/jsx.h"

enum { ON_NEW_LINE, ON_SAME_LINE };

static const RuleMessage messages[] = {
    [ON_NEW_LINE] = {"propOnNewLine", "Property should be placed on a new line"},
    [ON_SAME_LINE] = {"propOnSameLine",
                      "Property should be placed on the same line as the component declaration"},
};

static bool wants_new_line(RuleContext *context, bool is_multiline, uint32_t count) {
  if (option_is(context, 0, "always")) return true;
  if (option_is(context, 0, "multiline")) return is_multiline;
  if (option_is(context, 0, "multiline-multiprop")) return is_multiline && count > 1;
  return option_is(context, 0, "multiprop") && count > 1;
}

static bool wants_same_line(RuleContext *context, bool is_multiline) {
  return option_is(context, 0, "never") || (option_is(context, 0, "multiprop") && is_multiline);
}

static void check_tag(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId first = jsx_first_property(tree, node);
  if (!first) return;
  bool is_multiline = jsx_is_multiline(context->code, node);
  bool is_same =
      source_same_line(context->code, tree_node(tree, node)->start, tree_node(tree, first)->start);
  Span gap = {tree_node(tree, tree_child(tree, node, FIELD_NAME))->end,
              tree_node(tree, first)->start};
  if (wants_new_line(context, is_multiline, jsx_count_properties(tree, node))) {
    if (is_same) fix_replace(report(context, first, ON_NEW_LINE), context->arena, gap, TEXT("\n"));
  } else if (!is_same && wants_same_line(context, is_multiline)) {
    fix_replace(report(context, first, ON_SAME_LINE), context->arena, gap, TEXT(" "));
  }
}

const Rule rule_jsx_first_prop_new_line = {
    .name = "@stylistic/jsx-first-prop-new-line",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow a line end before the first property of a tag",
    .why = "Properties that each have a line of their own are easy to tell apart, and so is the "
           "first one.",
    .options = "('always' | 'never' | 'multiline' | 'multiline-multiprop' | 'multiprop') = "
               "multiline-multiprop",
    .messages = messages,
    .bad = EXAMPLES({"<App one\n  two\n/>;"}),
    .good = EXAMPLES({"<App\n  one\n  two\n/>;"}, {"<App one two />;"}),
    .visits =
        VISITS({NODE_JSX_OPENING_ELEMENT, check_tag}, {NODE_JSX_SELF_CLOSING_ELEMENT, check_tag}),
};
