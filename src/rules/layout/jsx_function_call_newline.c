// jsx-function-call-newline: line ends around elements that are given to a function.
#include "rules/jsx.h"

enum { MISSING };

static const RuleMessage messages[] = {
    [MISSING] = {"missingLineBreak", "Missing line break around JSX"},
};

static void check_argument(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  if (!option_is(context, 0, "always") && !jsx_is_multiline(context->code, node)) return;
  TokenId first = token_first(tokens, tree, node), last = token_last(tokens, tree, node),
          before = token_previous(tokens, first), after = token_next(tokens, last);
  bool opens = is_on_one_line(context->code, before, first);
  bool closes = !token_is(tokens, after, TOKEN_COMMA) && is_on_one_line(context->code, last, after);
  if (!opens && !closes) return;
  RuleReport *made = report(context, node, MISSING);
  if (opens) fix_insert(made, context->arena, tokens->at[first].start, TEXT("\n"));
  if (closes) fix_insert(made, context->arena, tokens->at[last].end, TEXT("\n"));
}

static void check_arguments(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (tree_kind(tree, tree_child(tree, tree_node(tree, node)->parent, FIELD_FUNCTION)) ==
      NODE_IMPORT)
    return;
  tree_each_named(tree, node, argument) {
    NodeId value = tree_inside_parentheses(tree, argument);
    if (jsx_is_element(tree_kind(tree, value))) check_argument(context, value);
  }
}

const Rule rule_jsx_function_call_newline = {
    .name = "@stylistic/jsx-function-call-newline",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require line ends around JSX elements that are given to a function",
    .why = "An element on several lines is easier to read where its tags begin lines.",
    .options = "('multiline' | 'always') = multiline",
    .messages = messages,
    .bad = EXAMPLES({"show(<App\n  one\n/>);"}),
    .good = EXAMPLES({"show(\n  <App\n    one\n  />\n);"}, {"show(<App />);"}),
    .visits = VISITS({NODE_ARGUMENTS, check_arguments}),
};
