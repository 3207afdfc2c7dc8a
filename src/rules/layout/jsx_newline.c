// jsx-newline: empty lines between elements.
#include "base/buffer.h"
#include "rules/jsx.h"

enum { REQUIRE, PREVENT, MULTILINE };

static const RuleMessage messages[] = {
    [REQUIRE] = {"require", "JSX element should start in a new line"},
    [PREVENT] = {"prevent", "JSX element should not start in a new line"},
    [MULTILINE] = {"allowMultilines", "Multiline JSX elements should start in a new line"},
};

static bool has_empty_line(Text text) {
  bool is_open = false;
  for (uint32_t i = 0; i < text.size; i++) {
    char byte = text.at[i];
    if (byte == '\n' && is_open) return true;
    if (byte == '\n')
      is_open = true;
    else if (byte != ' ' && byte != '\t' && byte != '\r')
      is_open = false;
  }
  return false;
}

// Whether the braces have a comment at their beginning and a slash at their end.
static bool is_comment(Text text) {
  return text.size > 4 && text.at[1] == '/' && text.at[text.size - 2] == '/' && text.at[0] == '{';
}

static Text with_empty_line(Arena *arena, Text text) {
  uint32_t last = text_find_last_byte(text, '\n');
  if (last == TEXT_NOT_FOUND) return text;
  return text_concat(arena, text_slice(text, 0, last), TEXT("\n"),
                     text_slice(text, last, text.size));
}

static bool is_pair(Text text, uint32_t at) {
  return at + 1 < text.size && text.at[at] == '\n' && text.at[at + 1] == '\n';
}

// Two line ends become one, unless the next line end is followed by another, too.
static Text without_empty_line(Arena *arena, Text text) {
  Buffer out = {.arena = arena};
  for (uint32_t at = 0; at < text.size; at++) {
    uint32_t next = at + 2 < text.size ? text_find_byte(text, '\n', at + 2) : TEXT_NOT_FOUND;
    bool is_last = next == TEXT_NOT_FOUND || !is_pair(text, next);
    buffer_add_byte(&out, text.at[at]);
    if (is_pair(text, at) && is_last) ++at;
  }
  return buffer_text(&out);
}

static void report_pair(RuleContext *context, NodeId node, Span between, int message) {
  Text text = text_slice(context->tree->source, between.start, between.end);
  RuleReport *made = report(context, node, message);
  Text mended = message == PREVENT ? without_empty_line(context->arena, text)
                                   : with_empty_line(context->arena, text);
  if (!text_is(text, mended)) fix_replace(made, context->arena, between, mended);
}

// What a comment in braces is about: the element behind it.
static NodeId behind_comment(const Tree *tree, NodeId node) {
  if (!is_comment(tree_text(tree, node))) return node;
  NodeId next = node;
  do next = tree_next_sibling(tree, next);
  while (tree_kind(tree, next) == NODE_JSX_TEXT ||
         tree_kind(tree, next) == NODE_HTML_CHARACTER_REFERENCE);
  return tree_kind(tree, next) == NODE_JSX_CLOSING_ELEMENT ? node : next;
}

static void check_pair(RuleContext *context, NodeId left, NodeId right, Span between) {
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, left);
  bool is_fragment = jsx_is_element(kind) && !jsx_tag_name(tree, jsx_open_tag(tree, left)).size;
  if (is_fragment || is_comment(tree_text(tree, left))) return;
  if (tree_kind(tree, tree_first_named(tree, left)) == NODE_SPREAD_ELEMENT &&
      kind == NODE_JSX_EXPRESSION)
    return;
  bool is_parted = has_empty_line(text_slice(tree->source, between.start, between.end));
  if (option_flag(context, 0, "allowMultilines") &&
      (jsx_is_multiline(context->code, left) ||
       jsx_is_multiline(context->code, behind_comment(tree, right)))) {
    if (!is_parted) report_pair(context, right, between, MULTILINE);
    return;
  }
  bool prevents = option_flag(context, 0, "prevent");
  if (is_parted == prevents) report_pair(context, right, between, prevents ? PREVENT : REQUIRE);
}

static void check_element(RuleContext *context, NodeId node) {
  JsxChild child = {0};
  NodeId left = NO_NODE;
  Span between = {0, 0};
  while (jsx_next_child(context->tree, node, &child)) {
    if (!child.node) {
      between = child.span;
      continue;
    }
    if (left && between.end) check_pair(context, left, child.node, between);
    left = child.node;
    between = (Span){0, 0};
  }
}

const Rule rule_jsx_newline = {
    .name = "@stylistic/jsx-newline",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow empty lines between JSX elements",
    .why = "One way everywhere is easier to read.",
    .options = "{ prevent: boolean = false, allowMultilines: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"<p>\n  <a />\n  <b />\n</p>;"}),
    .good = EXAMPLES({"<p>\n  <a />\n\n  <b />\n</p>;"},
                     {"<p>\n  <a />\n  <b />\n</p>;", "[{\"prevent\": true}]"}),
    .visits = VISITS({NODE_JSX_ELEMENT, check_element}),
};
