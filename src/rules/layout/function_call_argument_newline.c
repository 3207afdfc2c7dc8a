// function-call-argument-newline: line ends between the arguments of a call.
#include "rules/line_breaks.h"

enum { EXTRA, MISSING };

static const RuleMessage messages[] = {
    [EXTRA] = {"unexpectedLineBreak", "There should be no line break here."},
    [MISSING] = {"missingLineBreak", "There should be a line break after this argument."},
};

// The first token of an argument inside of its parentheses.
static TokenId first_of(const TokenTable *tokens, const Tree *tree, NodeId argument) {
  return token_first(tokens, tree, tree_inside_parentheses(tree, argument));
}

static void check_arguments(RuleContext *context, NodeId node) {
  SourceCode *code = context->code;
  const Tree *tree = context->tree;
  NodeId left = tree_first_named(tree, node), right = tree_next_named(tree, left);
  bool is_import = tree_kind(tree, tree_child(tree, tree_node(tree, node)->parent,
                                              FIELD_FUNCTION)) == NODE_IMPORT;
  if (!left || !right || (is_import && !context->is_stylistic)) return;
  bool is_wanted = option_is(context, 0, "always") ||
                   (option_is(context, 0, "consistent") && breaks_between(code, left, right));
  const TokenTable *tokens = source_tokens(code);
  for (; right; left = right, right = tree_next_named(tree, right)) {
    if (breaks_between(code, left, right) == is_wanted) continue;
    TokenId token = first_of(tokens, tree, right);
    if (is_wanted)
      report_line_wanted(context, token, MISSING);
    else
      report_line_unwanted(context, token, EXTRA, false);
  }
}

const Rule rule_function_call_argument_newline = {
    .name = "function-call-argument-newline",
    .stylistic = "@stylistic/function-call-argument-newline",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow line ends between the arguments of calls",
    .why = "Arguments are easy to count when they stand on one line, or each on a line of its own.",
    .options = "('always' | 'never' | 'consistent') = always",
    .messages = messages,
    .bad = EXAMPLES({"draw(shape, color);"}, {"draw(shape,\n  color, 2);", "[\"consistent\"]"}),
    .good = EXAMPLES({"draw(\n  shape,\n  color\n);"}, {"draw(shape, color);", "[\"never\"]"},
                     {"draw(shape, color, 2);", "[\"consistent\"]"}),
    .visits = VISITS({NODE_ARGUMENTS, check_arguments}),
};
