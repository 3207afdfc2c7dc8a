// @stylistic/jsx-indent: how far elements, and what stands in them, are indented.
#include "base/buffer.h"
#include "rules/jsx.h"
#include "rules/line_indents.h"
#include "rules/operators.h"
#include "rules/spaces.h"

enum { WRONG };

static const RuleMessage messages[] = {
    [WRONG] = {"wrongIndent", "Expected indentation of {0} {1} character{2} but found {3}."},
};

typedef struct Settings {
  int step;
  char blank; // what indents
  bool has_attributes, indents_logical;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  Settings *out = settings;
  bool is_tab = json_is(options[0], JSON_STRING);
  out->step = is_tab ? 1 : (int)options[0]->number;
  out->blank = is_tab ? '\t' : ' ';
  out->has_attributes = json_is(json_get(options[1], TEXT("checkAttributes")), JSON_TRUE);
  out->indents_logical = json_is(json_get(options[1], TEXT("indentLogicalExpressions")), JSON_TRUE);
}

// ---- Indentation

static const Settings *settings_of(RuleContext *context) {
  return context->settings;
}

static int count_blanks(Text text, char blank) {
  uint32_t count = 0;
  while (count < text.size && text.at[count] == blank) ++count;
  return (int)count;
}

// How far the line of a byte is indented.
static int indent_at(RuleContext *context, uint32_t offset) {
  return count_blanks(line_indent(context->code, offset), settings_of(context)->blank);
}

static Text blanks(RuleContext *context, int count) {
  Buffer out = {.arena = context->arena};
  for (int i = 0; i < count; i++) buffer_add_byte(&out, settings_of(context)->blank);
  return buffer_text(&out);
}

static RuleReport *report_indent(RuleContext *context, Span span, int wanted, int found) {
  bool is_tab = settings_of(context)->blank == '\t';
  return report_span(context, span, WRONG, text_format(context->arena, "%d", wanted),
                     is_tab ? TEXT("tab") : TEXT("space"), wanted == 1 ? TEXT("") : TEXT("s"),
                     text_format(context->arena, "%d", found));
}

// Whether nothing but blanks and comments stands before a token in its line.
static bool begins_its_line(RuleContext *context, TokenId token) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous(tokens, token);
  if (!before) return true;
  if (tokens->at[before].type == TOKEN_TYPE_JSX_TEXT)
    return is_first_in_line(context->code, tokens->at[token].start);
  return !is_on_one_line(context->code, before, token);
}

static void check_indent(RuleContext *context, Span span, int wanted) {
  const TokenTable *tokens = source_tokens(context->code);
  int found = indent_at(context, span.start);
  if (found == wanted || !begins_its_line(context, token_at(tokens, span.start))) return;
  uint32_t line = source_line_start(context->code, span.start);
  fix_replace(report_indent(context, span, wanted, found), context->arena, (Span){line, span.start},
              blanks(context, wanted));
}

// ---- Elements as operands

static bool is_right_of_logical(RuleContext *context, NodeId element) {
  const Tree *tree = context->tree;
  NodeId parent = estree_parent(tree, element);
  if (tree_kind(tree, parent) != NODE_BINARY_EXPRESSION || settings_of(context)->indents_logical)
    return false;
  return kind_is_logical(estree_operator(tree, parent)) &&
         estree_child(tree, parent, FIELD_RIGHT) == element;
}

// The alternative of a ternary; `part` is the element or a tag of it, which no parenthesis opens.
static bool is_alternative(RuleContext *context, NodeId element, NodeId part) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId parent = estree_parent(tree, element);
  if (tree_kind(tree, parent) != NODE_TERNARY_EXPRESSION) return false;
  if (estree_child(tree, parent, FIELD_ALTERNATIVE) != element) return false;
  return !token_is(tokens, token_before(tokens, tree, part), TOKEN_PAREN_OPEN);
}

// Checks a part of an element: a tag, or braces in it.
static void check_part(RuleContext *context, NodeId element, NodeId part, int wanted) {
  const Node *node = tree_node(context->tree, part);
  int more = indent_at(context, node->start) - wanted;
  if (more == settings_of(context)->step && is_right_of_logical(context, element)) return;
  check_indent(context, (Span){node->start, node->end}, wanted);
}

// ---- What an opening tag is indented by

// Whether it is a child of an element, with text or blanks before it.
static bool is_behind_text(RuleContext *context, NodeId element) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  const Node *node = tree_node(tree, element);
  if (tree_kind(tree, node->parent) != NODE_JSX_ELEMENT) return false;
  TokenId before = token_before(tokens, tree, element);
  return tokens->at[before].type == TOKEN_TYPE_JSX_TEXT || tokens->at[before].end < node->start;
}

// What a comma is a part of.
static NodeId list_of(const Tree *tree, NodeId comma) {
  NodeId list = tree_node(tree, comma)->parent;
  return tree_kind(tree, list) == NODE_ARGUMENTS ? tree_node(tree, list)->parent : list;
}

static bool is_sign(const TokenTable *tokens, TokenId token) {
  return tokens->at[token].type == TOKEN_TYPE_PUNCTUATOR && !token_is(tokens, token, TOKEN_SLASH);
}

// Where the operand of a ternary begins that a colon stands behind.
static uint32_t start_before_colon(RuleContext *context, TokenId colon) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId token = token_previous(tokens, colon);
  while (token && is_sign(tokens, token)) token = token_previous(tokens, token);
  NodeId at = tokens->at[token].node;
  while (at != NODE_ROOT && tree_kind(tree, estree_parent(tree, at)) != NODE_TERNARY_EXPRESSION)
    at = estree_parent(tree, at);
  return estree_span(context->code, tree_inside_parentheses(tree, at)).start;
}

static uint32_t base_of(RuleContext *context, NodeId element) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_before(tokens, tree, element);
  if (is_behind_text(context, element)) {
    return tree_node(tree, tree_node(tree, element)->parent)->start;
  } else if (token_is(tokens, before, TOKEN_COMMA)) {
    return tree_node(tree, list_of(tree, tokens->at[before].node))->start;
  }
  if (token_is(tokens, before, TOKEN_COLON)) return start_before_colon(context, before);
  return tokens->at[before].start;
}

static void check_element(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId open = jsx_open_tag(tree, node), close = jsx_close_tag(tree, node);
  uint32_t start = tree_node(tree, node)->start;
  if (close) check_part(context, node, close, indent_at(context, start));
  if (!token_before(tokens, tree, node)) return;
  uint32_t base = base_of(context, node);
  bool is_even = source_same_line(context->code, base, start) ||
                 is_right_of_logical(context, node) || is_alternative(context, node, open);
  int step = is_even ? 0 : settings_of(context)->step;
  check_part(context, node, open, indent_at(context, base) + step);
}

// ---- What stands in an element

static Text mended_text(RuleContext *context, Text text, int wanted) {
  Buffer out = {.arena = context->arena};
  uint32_t start = 0, end = text_find_byte(text, '\n', 0);
  for (; end != TEXT_NOT_FOUND; end = text_find_byte(text, '\n', start)) {
    buffer_add_text(&out, text_slice(text, start, end + 1));
    start = end + 1;
    uint32_t next = text_find_byte(text, '\n', start), at = start;
    Text line = text_slice(text, start, next == TEXT_NOT_FOUND ? text.size : next);
    if (text_is_blank(line)) continue;
    while (text.at[at] == ' ' || text.at[at] == '\t') ++at;
    buffer_add_text(&out, blanks(context, wanted));
    start = at;
  }
  buffer_add_text(&out, text_slice(text, start, text.size));
  return buffer_text(&out);
}

// Reports a text once for each of its lines if one is wrong.
static void check_text(RuleContext *context, Span span, int wanted) {
  Text text = text_slice(context->tree->source, span.start, span.end), mended = {0};
  char blank = settings_of(context)->blank;
  for (int pass = 0, is_wrong = 0; pass < 1 + is_wrong; pass++) {
    uint32_t end = text_find_byte(text, '\n', 0);
    for (; end != TEXT_NOT_FOUND; end = text_find_byte(text, '\n', end + 1)) {
      uint32_t next = text_find_byte(text, '\n', end + 1);
      Text line = text_slice(text, end + 1, next == TEXT_NOT_FOUND ? text.size : next);
      int found = count_blanks(line, blank);
      if (count_blanks(line, '\r') || text_is_blank(line)) continue;
      if (pass) {
        if (!mended.at) mended = mended_text(context, text, wanted);
        fix_replace(report_indent(context, span, wanted, found), context->arena, span, mended);
      }
      is_wrong |= found != wanted;
    }
  }
}

static void check_children(RuleContext *context, NodeId node) {
  check_element(context, node);
  int wanted =
      indent_at(context, tree_node(context->tree, node)->start) + settings_of(context)->step;
  JsxChild child = {0};
  while (jsx_next_child(context->tree, node, &child)) {
    if (!child.node)
      check_text(context, child.span, wanted);
    else if (tree_kind(context->tree, child.node) == NODE_JSX_EXPRESSION)
      check_part(context, node, child.node, wanted);
  }
}

// ---- Properties and `return`

static void check_property(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId value = jsx_property_value(tree, node);
  if (tree_kind(tree, value) != NODE_JSX_EXPRESSION) return;
  const Node *name = tree_node(tree, node), *braces = tree_node(tree, value);
  int indent = indent_at(context, name->start);
  check_indent(context, (Span){braces->start, braces->end}, indent + settings_of(context)->step);
  if (!settings_of(context)->has_attributes) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId close = token_last(tokens, tree, value), last = token_previous(tokens, close);
  if (!is_on_one_line(context->code, last, close)) return;
  Span span = token_span(tokens, last);
  bool is_same = source_same_line(context->code, name->start, span.start);
  check_indent(context, span, is_same ? 0 : indent);
}

static bool is_in_function(const Tree *tree, NodeId node) {
  for (NodeId at = node; at; at = tree_node(tree, at)->parent) {
    NodeKind kind = tree_kind(tree, at);
    if (kind_is_function(kind) && kind != NODE_ARROW_FUNCTION) return true;
  }
  return false;
}

static void check_return(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId value = tree_inside_parentheses(tree, tree_first_named(tree, node));
  if (!jsx_is_element(tree_kind(tree, value))) return;
  Span span = estree_span(context->code, node);
  if (source_same_line(context->code, span.start, span.end)) return;
  int first = indent_at(context, span.start), last = indent_at(context, span.end);
  if (first == last || !is_in_function(tree, node)) return;
  uint32_t line = source_line_start(context->code, span.end);
  fix_replace(report_indent(context, span, first, last), context->arena,
              (Span){line, line + line_indent(context->code, span.end).size},
              blanks(context, first));
}

const Rule rule_jsx_indent = {
    .name = "@stylistic/jsx-indent",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE | RULE_DEPRECATED,
    .summary = "Require one indentation of elements and what is in them",
    .why = "Indentation shows which element stands in which.",
    .options = "('tab' | integer) = 4, { checkAttributes: boolean, indentLogicalExpressions: "
               "boolean }",
    .messages = messages,
    .bad = EXAMPLES({"const x = <ul>\n  <li />\n</ul>;"}),
    .good = EXAMPLES({"const x = <ul>\n    <li />\n</ul>;"},
                     {"const x = <ul>\n  <li />\n</ul>;", "[2]"}),
    .visits =
        VISITS({NODE_JSX_ELEMENT, check_children}, {NODE_JSX_SELF_CLOSING_ELEMENT, check_element},
               {NODE_JSX_ATTRIBUTE, check_property}, {NODE_RETURN_STATEMENT, check_return}),
    .settings_size = sizeof(Settings),
    .configure = configure,
};
