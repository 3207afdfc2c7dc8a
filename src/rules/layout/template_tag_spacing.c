// template-tag-spacing: spaces between a tag and its template.
#include "base/buffer.h"
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
  RuleReport *made = report_span(context, gap_between(tokens, tag, quasi), UNEXPECTED);
  Buffer kept = {.arena = context->arena};
  for (TokenId id = tag + 1; id < quasi; id++) {
    if (tokens->at[id].type == TOKEN_TYPE_LINE_COMMENT)
      return; // the template would become a part of it
    buffer_add_text(&kept, token_text(tokens, id));
  }
  fix_replace(made, context->arena, gap_between(tokens, tag, quasi), buffer_text(&kept));
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
