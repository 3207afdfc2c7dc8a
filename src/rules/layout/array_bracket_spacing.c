// array-bracket-spacing: spaces inside of the brackets of arrays.
#include "rules/array_items.h"
#include "rules/spacing.h"

enum { UNEXPECTED_AFTER, UNEXPECTED_BEFORE, MISSING_AFTER, MISSING_BEFORE };

static const RuleMessage messages[] = {
    [UNEXPECTED_AFTER] = {"unexpectedSpaceAfter", "There should be no space after '['."},
    [UNEXPECTED_BEFORE] = {"unexpectedSpaceBefore", "There should be no space before ']'."},
    [MISSING_AFTER] = {"missingSpaceAfter", "A space is required after '['."},
    [MISSING_BEFORE] = {"missingSpaceBefore", "A space is required before ']'."},
};

// Whether the exception of this name is one: set to something else than the rule's word.
static bool is_exception(RuleContext *context, const char *name) {
  const Json *given = option_field(context, 1, name);
  if (!given) return false;
  return json_is(given, JSON_TRUE) != option_is(context, 0, "always");
}

static bool is_object(NodeKind kind) {
  return kind == NODE_OBJECT || kind == NODE_OBJECT_PATTERN;
}

static bool is_array(NodeKind kind) {
  return kind == NODE_ARRAY || kind == NODE_ARRAY_PATTERN;
}

// Whether a space is wanted beside an item.
static bool is_wanted_beside(RuleContext *context, NodeId item, bool is_only) {
  NodeKind kind = tree_kind(context->tree, item);
  bool is_wanted = option_is(context, 0, "always");
  bool is_excepted = (is_only && is_exception(context, "singleValue")) ||
                     (is_object(kind) && is_exception(context, "objectsInArrays")) ||
                     (is_array(kind) && is_exception(context, "arraysInArrays"));
  return is_excepted ? !is_wanted : is_wanted;
}

// The first or the last item; NO_NODE where that is a hole.
static NodeId item_at_end(const Tree *tree, NodeId array, bool is_first) {
  NodeId item = NO_NODE;
  bool is_open = true; // nothing stands behind the last comma, or the bracket
  tree_each_child(tree, array, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_BRACKET_OPEN || kind == TOKEN_BRACKET_CLOSE) continue;
    if (is_first) return kind_is_named(kind) ? tree_inside_parentheses(tree, child) : NO_NODE;
    if (kind_is_named(kind))
      item = tree_inside_parentheses(tree, child);
    else if (is_open)
      item = NO_NODE;
    is_open = !kind_is_named(kind);
  }
  return item;
}

static void check_gap(RuleContext *context, TokenId left, TokenId right, bool is_wanted,
                      bool is_first) {
  const TokenTable *tokens = source_tokens(context->code);
  bool is_there = is_spaced(tokens, left, right);
  if (is_there == is_wanted || !is_on_one_line(context->code, left, right)) return;
  Span gap = gap_between(tokens, left, right),
       bracket = token_span(tokens, is_first ? left : right);
  if (is_there)
    report_extra_space(context, gap, gap, is_first ? UNEXPECTED_AFTER : UNEXPECTED_BEFORE);
  else
    report_missing_space(context, bracket, is_first ? bracket.end : bracket.start,
                         is_first ? MISSING_AFTER : MISSING_BEFORE);
}

static void check_array(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId open = token_first(tokens, tree, tree_first_child(tree, node)),
          close = token_first(tokens, tree, tree_last_child(tree, node));
  TokenId first = token_next(tokens, open), last = token_previous(tokens, close);
  if (first == close && option_is(context, 0, "always")) return;
  bool is_only = count_array_items(tree, node) == 1;
  check_gap(context, open, first, is_wanted_beside(context, item_at_end(tree, node, true), is_only),
            true);
  if (first != close)
    check_gap(context, last, close,
              is_wanted_beside(context, item_at_end(tree, node, false), is_only), false);
}

const Rule rule_array_bracket_spacing = {
    .name = "array-bracket-spacing",
    .stylistic = "@stylistic/array-bracket-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces inside of the brackets of arrays",
    .why = "One way everywhere is easier to read.",
    .options = "('never' | 'always') = never, { singleValue: boolean, objectsInArrays: boolean, "
               "arraysInArrays: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"const list = [ 1, 2 ];"}),
    .good = EXAMPLES({"const list = [1, 2];"}, {"const list = [ 1, 2 ];", "[\"always\"]"}),
    .visits = VISITS({NODE_ARRAY, check_array}, {NODE_ARRAY_PATTERN, check_array}),
};
