// function-paren-newline: line ends inside of the parentheses of parameters and arguments.
#include "rules/line_breaks.h"

enum { MISSING_CLOSE, MISSING_OPEN, MISSING_BETWEEN, EXTRA_CLOSE, EXTRA_OPEN };

static const RuleMessage messages[] = {
    [MISSING_CLOSE] = {"expectedBefore", "Expected newline before ')'."},
    [MISSING_OPEN] = {"expectedAfter", "Expected newline after '('."},
    [MISSING_BETWEEN] = {"expectedBetween", "Expected newline between arguments/params."},
    [EXTRA_CLOSE] = {"unexpectedBefore", "Unexpected newline before ')'."},
    [EXTRA_OPEN] = {"unexpectedAfter", "Unexpected newline after '('."},
};

// How many items a list has. The rule of ESLint's core knows one argument of `import()`.
static uint32_t count_items(RuleContext *context, NodeId list) {
  const Tree *tree = context->tree;
  NodeId callee = tree_child(tree, tree_node(tree, list)->parent, FIELD_FUNCTION);
  uint32_t count = 0;
  tree_each_named(tree, list, item) ++count;
  bool is_cut = count > 1 && !context->is_stylistic && tree_kind(tree, callee) == NODE_IMPORT;
  return is_cut ? 1 : count;
}

static bool has_break_between(SourceCode *code, NodeId list) {
  const Tree *tree = code->tree;
  NodeId left = NO_NODE;
  tree_each_named(tree, list, item) {
    if (left && breaks_between(code, left, item)) return true;
    left = item;
  }
  return false;
}

static bool are_breaks_wanted(RuleContext *context, NodeId list, TokenId open) {
  SourceCode *code = context->code;
  const Json *given = option(context, 0);
  uint32_t count = count_items(context, list);
  if (json_is(given, JSON_OBJECT)) return count >= option_number(context, 0, "minItems", 0);
  if (option_is(context, 0, "always")) return true;
  if (option_is(context, 0, "never")) return false;
  bool is_each = option_is(context, 0, "multiline-arguments");
  if (option_is(context, 0, "consistent") || (is_each && count == 1))
    return breaks_behind(code, open);
  return count > 1 && has_break_between(code, list);
}

static void check_between(RuleContext *context, NodeId list) {
  SourceCode *code = context->code;
  const Tree *tree = context->tree;
  NodeId left = NO_NODE;
  tree_each_named(tree, list, item) {
    if (left && !breaks_between(code, left, item)) {
      NodeId inner = tree_inside_parentheses(tree, item);
      RuleReport *made = report(context, tree_inside_parentheses(tree, left), MISSING_BETWEEN);
      fix_insert(made, context->arena, tree_node(tree, inner)->start, TEXT("\n"));
    }
    left = item;
  }
}

static void check_list(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId open = token_first(tokens, context->tree, node);
  BreakCheck check = {open,         token_last(tokens, context->tree, node),
                      MISSING_OPEN, MISSING_CLOSE,
                      EXTRA_OPEN,   EXTRA_CLOSE};
  if (!are_breaks_wanted(context, node, open)) {
    check_breaks_unwanted(context, &check);
    return;
  }
  check_breaks_wanted(context, &check, false);
  if (option_is(context, 0, "multiline-arguments") && count_items(context, node) > 1)
    check_between(context, node);
}

const Rule rule_function_paren_newline = {
    .name = "function-paren-newline",
    .stylistic = "@stylistic/function-paren-newline",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow line ends inside of the parentheses of functions and calls",
    .why = "Parentheses that stand apart from a long list show where it begins and ends.",
    .options = "('always' | 'never' | 'consistent' | 'multiline' | 'multiline-arguments' | "
               "{ minItems: integer }) = multiline",
    .messages = messages,
    .bad = EXAMPLES({"draw(shape,\n  color);"}, {"draw(\n  shape);"},
                    {"draw(shape);", "[\"always\"]"}),
    .good = EXAMPLES({"draw(\n  shape,\n  color\n);"}, {"draw(shape, color);"},
                     {"draw(\n  shape, color\n);", "[\"consistent\"]"}),
    .visits = VISITS({NODE_FORMAL_PARAMETERS, check_list}, {NODE_ARGUMENTS, check_list}),
};
