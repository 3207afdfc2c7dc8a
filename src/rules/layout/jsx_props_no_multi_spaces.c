// jsx-props-no-multi-spaces: spaces and empty lines between properties.
#include "rules/jsx.h"

enum { LINE_GAP, ONE_SPACE };

static const RuleMessage messages[] = {
    [LINE_GAP] = {"noLineGap", "Expected no line gap between “{0}” and “{1}”"},
    [ONE_SPACE] = {"onlyOneSpace", "Expected only one space between “{0}” and “{1}”"},
};

// Whether there is an empty line between a node and the next one, or a comment between them.
static bool has_line_gap(SourceCode *code, NodeId left, NodeId right) {
  const TokenTable *tokens = source_tokens(code);
  TokenId last = token_last(tokens, code->tree, left), end = token_first(tokens, code->tree, right);
  for (TokenId id = last; id < end; id++) {
    if (source_line(code, tokens->at[id + 1].start) >= source_line(code, tokens->at[id].end) + 2)
      return true;
  }
  return false;
}

static void check_pair(RuleContext *context, NodeId left, NodeId right, Text name) {
  const Tree *tree = context->tree;
  Text own = jsx_property_name(tree, right);
  Span gap = {tree_node(tree, left)->end, tree_node(tree, right)->start};
  if (has_line_gap(context->code, left, right)) report(context, right, LINE_GAP, name, own);
  if (!source_same_line(context->code, gap.start, tree_node(tree, right)->end)) return;
  if (gap.end - gap.start == 1 && tree->source.at[gap.start] == ' ') return;
  RuleReport *made = report(context, right, ONE_SPACE, name, own);
  fix_replace(made, context->arena, gap, TEXT(" "));
}

static void check_tag(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId left = tree_child(tree, node, FIELD_NAME);
  Text name = jsx_tag_name(tree, node);
  for (NodeId id = jsx_first_property(tree, node); id; id = jsx_next_property(tree, id)) {
    check_pair(context, left, id, name);
    left = id;
    name = jsx_property_name(tree, id);
  }
}

const Rule rule_jsx_props_no_multi_spaces = {
    .name = "@stylistic/jsx-props-no-multi-spaces",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Disallow more than one space or line end between properties",
    .why = "One way everywhere is easier to read.",
    .messages = messages,
    .bad = EXAMPLES({"<App  one   two />;"}),
    .good = EXAMPLES({"<App one two />;"}, {"<App\n  one\n  two\n/>;"}),
    .visits =
        VISITS({NODE_JSX_OPENING_ELEMENT, check_tag}, {NODE_JSX_SELF_CLOSING_ELEMENT, check_tag}),
};
