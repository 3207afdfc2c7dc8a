// jsx-self-closing-comp: elements with nothing in them.
#include "rules/jsx.h"

enum { NOT_SELF_CLOSING };

static const RuleMessage messages[] = {
    [NOT_SELF_CLOSING] = {"notSelfClosing", "Empty components are self-closing"},
};

// Whether there is nothing between the tags but blanks with a line end.
static bool is_empty(const Tree *tree, NodeId element) {
  NodeId open = jsx_open_tag(tree, element), close = jsx_close_tag(tree, element);
  if (tree_next_sibling(tree, open) != close) return false;
  Text text = text_slice(tree->source, tree_node(tree, open)->end, tree_node(tree, close)->start);
  for (uint32_t i = 0; i < text.size; i++) {
    char byte = text.at[i];
    if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r') return false;
  }
  return text.size == 0 || text_find_byte(text, '\n', 0) != TEXT_NOT_FOUND;
}

static void check_element(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId open = jsx_open_tag(tree, node);
  if (!tree_child(tree, open, FIELD_NAME) || !is_empty(tree, node)) return;
  if (!option_flag(context, 0, jsx_is_html(tree, open) ? "html" : "component")) return;
  RuleReport *made = report(context, open, NOT_SELF_CLOSING);
  fix_replace(made, context->arena,
              (Span){tree_node(tree, open)->end - 1, tree_node(tree, node)->end}, TEXT(" />"));
}

const Rule rule_jsx_self_closing_comp = {
    .name = "@stylistic/jsx-self-closing-comp",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require elements with nothing in them to close themselves",
    .why = "A closing tag says that something stands in front of it.",
    .options = "{ component: boolean = true, html: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"<App></App>;"}, {"<div>\n</div>;"}),
    .good = EXAMPLES({"<App />;"}, {"<div></div>;", "[{\"html\": false}]"}),
    .visits = VISITS({NODE_JSX_ELEMENT, check_element}),
};
