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

// The item that a bracket has beside it, or NO_NODE where there is a comma.
static NodeId beside(const Tree *tree, NodeId bracket_neighbour) {
  return kind_is_named(tree_kind(tree, bracket_neighbour))
             ? tree_inside_parentheses(tree, bracket_neighbour)
             : NO_NODE;
}

static void check_array(RuleContext *context, NodeId node) {
  SourceCode *code = context->code;
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(code);
  NodeId bracket = tree_first_child(tree, node), closing = tree_last_child(tree, node),
         before = NO_NODE;
  tree_each_child(tree, node, child) {
    if (tree_next_sibling(tree, child) == closing) before = child;
  }
  TokenId open = token_first(tokens, tree, bracket), close = token_first(tokens, tree, closing);
  TokenId first = token_next(tokens, open), last = token_previous(tokens, close);
  if (first == close && option_is(context, 0, "always")) return;
  bool is_only = count_array_items(tree, node) == 1;
  NodeId first_item = beside(tree, tree_next_sibling(tree, bracket)),
         last_item = beside(tree, before);
  bool wants_first = is_wanted_beside(context, first_item, is_only),
       wants_last = is_wanted_beside(context, last_item, is_only);
  Span left = gap_between(tokens, open, first), right = gap_between(tokens, last, close);
  if (is_on_one_line(code, open, first))
    check_space(context, ((SpaceCheck){left, wants_first, token_span(tokens, open), left,
                                       MISSING_AFTER, UNEXPECTED_AFTER}));
  if (first != close && is_on_one_line(code, last, close))
    check_space(context, ((SpaceCheck){right, wants_last, token_span(tokens, close), right,
                                       MISSING_BEFORE, UNEXPECTED_BEFORE}));
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
