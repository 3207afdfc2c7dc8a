// jsx-child-element-spacing: text on the line before or behind an inline element.
#include "rules/jsx.h"

enum { AFTER, BEFORE };

static const RuleMessage messages[] = {
    [AFTER] = {"spacingAfterPrev", "Ambiguous spacing after previous element {0}"},
    [BEFORE] = {"spacingBeforeNext", "Ambiguous spacing before next element {0}"},
};

// Elements that stand in a line of text; `br` ends one anyway.
static bool is_inline(const Tree *tree, NodeId node) {
  static const char *const names[] = {"a",      "abbr",  "acronym", "b",      "bdo",      "big",
                                      "button", "cite",  "code",    "dfn",    "em",       "i",
                                      "img",    "input", "kbd",     "label",  "map",      "object",
                                      "q",      "samp",  "script",  "select", "small",    "span",
                                      "strong", "sub",   "sup",     "tt",     "textarea", "var"};
  if (!node || !jsx_is_element(tree_kind(tree, node))) return false;
  Text name = jsx_tag_name(tree, jsx_open_tag(tree, node));
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (text_is(name, text_of(names[i]))) return true;
  }
  return false;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

// Whether the text goes on in a line behind its first one; began in one before its last one.
static bool begins_below(Text text) {
  uint32_t at = 0;
  bool has_line_end = false;
  for (; at < text.size && is_blank(text.at[at]); at++) has_line_end |= text.at[at] == '\n';
  return has_line_end && at < text.size;
}

static bool ends_above(Text text) {
  uint32_t at = text.size;
  bool has_line_end = false;
  for (; at > 0 && is_blank(text.at[at - 1]); at--) has_line_end |= text.at[at - 1] == '\n';
  return has_line_end && at > 0;
}

static void check_text(RuleContext *context, Text text, NodeId before, NodeId after) {
  const Tree *tree = context->tree;
  if (before && begins_below(text))
    report_span(context, ((Span){tree_node(tree, before)->end, SPAN_OPEN}), AFTER,
                jsx_tag_name(tree, jsx_open_tag(tree, before)));
  else if (after && ends_above(text))
    report_span(context, ((Span){tree_node(tree, after)->start, SPAN_OPEN}), BEFORE,
                jsx_tag_name(tree, jsx_open_tag(tree, after)));
}

static void check_element(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  JsxChild child = {0};
  NodeId before = NO_NODE;
  while (jsx_next_child(tree, node, &child)) {
    if (child.node) {
      before = child.node;
      continue;
    }
    NodeId after = tree_kind(tree, child.next) == NODE_JSX_CLOSING_ELEMENT ? NO_NODE : child.next;
    bool is_beside_other =
        (before && !is_inline(tree, before)) || (after && !is_inline(tree, after));
    if (!is_beside_other)
      check_text(context, text_slice(tree->source, child.span.start, child.span.end), before,
                 after);
  }
}

const Rule rule_jsx_child_element_spacing = {
    .name = "@stylistic/jsx-child-element-spacing",
    .type = RULE_LAYOUT,
    .summary = "Disallow line ends between a text and an inline element",
    .why = "JSX drops a line end with the blanks around it: where the lines of a text meet an "
           "element, there is no space, as there would be in HTML. `{' '}` says what is meant.",
    .messages = messages,
    .bad = EXAMPLES({"<p>\n  see\n  <a>this</a>\n</p>;"}),
    .good = EXAMPLES({"<p>\n  see{' '}\n  <a>this</a>\n</p>;"}),
    .visits = VISITS({NODE_JSX_ELEMENT, check_element}),
};
