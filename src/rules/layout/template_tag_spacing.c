// template-tag-spacing: spaces between a tag and its template.
#include "rules/spacing.h"

enum { UNEXPECTED, MISSING };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected space between template tag and template literal."},
    [MISSING] = {"missing", "Missing space between template tag and template literal."},
};

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId template = tree_child(tree, node, FIELD_ARGUMENTS);
  if (tree_kind(tree, template) != NODE_TEMPLATE_STRING) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId quasi = tokens->by_node[template], tag = token_previous(tokens, quasi);
  bool is_there = is_spaced(tokens, tag, quasi), is_wanted = option_is(context, 0, "always");
  if (is_there == is_wanted) return;
  if (is_wanted) {
    RuleReport *made = report_span(
        context, ((Span){tree_node(tree, node)->start, tokens->at[quasi].start}), MISSING);
    fix_insert(made, context->arena, tokens->at[tag].end, TEXT(" "));
    return;
  }
  Span gap = gap_between(tokens, tag, quasi);
  RuleReport *made = report_span(context, gap, UNEXPECTED);
  Text kept;
  if (gap_without_spaces(context, tag, quasi, &kept)) fix_replace(made, context->arena, gap, kept);
}

const Rule rule_template_tag_spacing = {
    .name = "template-tag-spacing",
    .stylistic = "@stylistic/template-tag-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces between a tag and its template",
    .why = "One way everywhere is easier to read.",
    .options = "('always' | 'never') = never",
    .messages = messages,
    .bad = EXAMPLES({"html `<p>`;"}),
    .good = EXAMPLES({"html`<p>`;"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};
