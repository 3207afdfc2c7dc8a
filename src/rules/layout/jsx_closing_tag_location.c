// jsx-closing-tag-location: where the closing tag of an element on several lines stands.
#include "base/buffer.h"
#include "rules/jsx.h"
#include "rules/line_indents.h"

enum { OWN_LINE, MATCH, ALIGN };

static const RuleMessage messages[] = {
    [OWN_LINE] = {"onOwnLine",
                  "Closing tag of a multiline JSX expression must be on its own line."},
    [MATCH] = {"matchIndent", "Expected closing tag to match indentation of opening."},
    [ALIGN] = {"alignWithOpening",
               "Expected closing tag to be aligned with the line containing the opening tag"},
};

static void check_tag(RuleContext *context, NodeId node) {
  SourceCode *code = context->code;
  NodeId opening = jsx_open_tag(context->tree, tree_node(context->tree, node)->parent);
  uint32_t from = tree_node(context->tree, opening)->start,
           start = tree_node(context->tree, node)->start;
  if (source_same_line(code, from, start)) return;
  bool is_by_line = option_is(context, 0, "line-aligned");
  uint32_t column = is_by_line ? line_indent(code, from).size : source_column(code, from);
  if (column == source_column(code, start)) return;
  bool is_first = is_first_in_line(code, start);
  RuleReport *made = report(context, node, !is_first ? OWN_LINE : is_by_line ? ALIGN : MATCH);
  Buffer out = {.arena = context->arena};
  if (!is_first) buffer_add_literal(&out, "\n");
  for (uint32_t i = 0; i < column; i++) buffer_add_byte(&out, ' ');
  uint32_t replaced = is_first ? source_line_start(code, start) : start;
  fix_replace(made, context->arena, (Span){replaced, start}, buffer_text(&out));
}

const Rule rule_jsx_closing_tag_location = {
    .name = "@stylistic/jsx-closing-tag-location",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require closing tags to stand below what opens the element",
    .why = "Which tag closes which element is seen at once where both begin in one column.",
    .options = "('tag-aligned' | 'line-aligned') = tag-aligned",
    .messages = messages,
    .bad = EXAMPLES({"<App>\n  text</App>;"}),
    .good = EXAMPLES({"<App>\n  text\n</App>;"},
                     {"const a = <App>\n  text\n</App>;", "[\"line-aligned\"]"}),
    .visits = VISITS({NODE_JSX_CLOSING_ELEMENT, check_tag}),
};
