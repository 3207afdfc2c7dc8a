// semi-spacing: spaces around semicolons.
#include "rules/spacing.h"

enum { UNEXPECTED_BEFORE, UNEXPECTED_AFTER, MISSING_BEFORE, MISSING_AFTER };

static const RuleMessage messages[] = {
    [UNEXPECTED_BEFORE] = {"unexpectedWhitespaceBefore", "Unexpected whitespace before semicolon."},
    [UNEXPECTED_AFTER] = {"unexpectedWhitespaceAfter", "Unexpected whitespace after semicolon."},
    [MISSING_BEFORE] = {"missingWhitespaceBefore", "Missing whitespace before semicolon."},
    [MISSING_AFTER] = {"missingWhitespaceAfter", "Missing whitespace after semicolon."},
};

// An empty statement, or a semicolon in a class that no field is in front of.
static bool ends_nothing(const Tree *tree, NodeId semicolon) {
  NodeId parent = tree_node(tree, semicolon)->parent, before = NO_NODE;
  if (tree_kind(tree, parent) != NODE_CLASS_BODY)
    return tree_kind(tree, parent) == NODE_EMPTY_STATEMENT;
  for (NodeId at = semicolon - 1; at > parent && !before; at = tree_node(tree, at)->parent) {
    if (tree_node(tree, at)->parent == parent) before = at;
  }
  return tree_kind(tree, before) != NODE_FIELD_DEFINITION;
}

// A semicolon in the head of a `for` that a closing parenthesis is in front of: ESLint looks for it
// directly behind what it ends, and does not find it.
static bool is_behind_parentheses(const Tree *tree, NodeId semicolon) {
  NodeId around = tree_node(tree, semicolon)->parent;
  bool is_first = tree_kind(tree, around) == NODE_EXPRESSION_STATEMENT &&
                  tree_node(tree, around)->field == FIELD_INITIALIZER;
  if (is_first)
    return tree_kind(tree, tree_first_named(tree, around)) == NODE_PARENTHESIZED_EXPRESSION;
  if (tree_kind(tree, around) != NODE_FOR_STATEMENT) return false;
  NodeId test = tree_child(tree, around, FIELD_CONDITION);
  if (tree_kind(tree, test) == NODE_EXPRESSION_STATEMENT) test = tree_first_named(tree, test);
  return tree_kind(tree, test) == NODE_PARENTHESIZED_EXPRESSION;
}

static void check_spaces(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  TokenId id = token_first(tokens, tree, node), before = token_previous(tokens, id),
          after = token_next(tokens, id);
  bool is_first = !before || !is_on_one_line(code, before, id),
       is_last = !after || !is_on_one_line(code, id, after);
  bool is_before = !is_first && is_spaced(tokens, before, id);
  bool wants_before = option_flag(context, 0, "before"),
       wants_after = option_flag(context, 0, "after");
  Span left = gap_between(tokens, before, id), span = token_span(tokens, id);
  if (is_before && !wants_before)
    report_extra_space(context, left, left, UNEXPECTED_BEFORE);
  else if (!is_before && wants_before)
    report_missing_space(context, span, span.start, MISSING_BEFORE);
  bool is_closed =
      token_is(tokens, after, TOKEN_BRACE_CLOSE) || token_is(tokens, after, TOKEN_PAREN_CLOSE);
  if (is_first || is_last || is_closed) return;
  Span right = gap_between(tokens, id, after);
  bool is_after = is_spaced(tokens, id, after);
  if (is_after && !wants_after)
    report_extra_space(context, right, right, UNEXPECTED_AFTER);
  else if (!is_after && wants_after)
    report_missing_space(context, span, span.end, MISSING_AFTER);
}

static void check_semicolon(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (ends_nothing(tree, node) || is_behind_parentheses(tree, node)) return;
  check_spaces(context, node);
  // It ends both, the declaration and its export.
  NodeId around = tree_node(tree, tree_node(tree, node)->parent)->parent;
  if (tree_kind(tree, around) == NODE_EXPORT_STATEMENT) check_spaces(context, node);
}

const Rule rule_semi_spacing = {
    .name = "semi-spacing",
    .stylistic = "@stylistic/semi-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow spaces around semicolons",
    .why = "One way everywhere is easier to read.",
    .options = "{ before: boolean = false, after: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"go() ;run();"}),
    .good = EXAMPLES({"go(); run();"}),
    .visits = VISITS({TOKEN_SEMICOLON, check_semicolon}),
};
