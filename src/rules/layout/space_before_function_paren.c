// space-before-function-paren: a space before the parameters of a function.
#include "rules/functions.h"
#include "rules/spacing.h"

enum { UNEXPECTED, MISSING };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedSpace", "Unexpected space before function parentheses."},
    [MISSING] = {"missingSpace", "Missing space before function parentheses."},
};

// "always", "never" or "ignore" for one kind of functions.
static Text setting_of(RuleContext *context, const char *what) {
  const Json *given = option(context, 0);
  if (!json_is(given, JSON_OBJECT)) return json_text(given);
  const Json *own = json_get(given, text_of(what));
  return own ? own->text : TEXT("always");
}

static void check_bracket(RuleContext *context, TokenId bracket, Text setting) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous(tokens, bracket);
  bool is_there = is_spaced(tokens, before, bracket);
  if (text_is(setting, TEXT("always")) && !is_there) {
    report_missing_space(context, token_span(tokens, bracket), tokens->at[before].end, MISSING);
  } else if (text_is(setting, TEXT("never")) && is_there) {
    Span gap = gap_between(tokens, before, bracket);
    RuleReport *made = report_span(context, gap, UNEXPECTED);
    Text kept;
    if (gap_without_spaces(context, before, bracket, &kept))
      fix_replace(made, context->arena, gap, kept);
  }
}

static void check_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parameters = tree_child(tree, node, FIELD_PARAMETERS);
  TokenId bracket = parameters ? token_first(source_tokens(context->code), tree, parameters) : 0;
  NodeKind kind = tree_kind(tree, node);
  if (kind == NODE_ARROW_FUNCTION) {
    if (bracket && function_is_async(tree, node))
      check_bracket(context, bracket, setting_of(context, "asyncArrow"));
    return;
  }
  bool is_named = kind == NODE_METHOD_DEFINITION || tree_child(tree, node, FIELD_NAME);
  if (is_named)
    check_bracket(context, bracket, setting_of(context, "named"));
  else if (!function_is_generator(tree, node))
    check_bracket(context, bracket, setting_of(context, "anonymous"));
}

static void check_catch(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId bracket = tree_child_of_kind(tree, node, TOKEN_PAREN_OPEN);
  if (!context->is_stylistic || !bracket) return;
  check_bracket(context, token_first(source_tokens(context->code), tree, bracket),
                setting_of(context, "catch"));
}

const Rule rule_space_before_function_paren = {
    .name = "space-before-function-paren",
    .stylistic = "@stylistic/space-before-function-paren",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow a space before the parameters of functions",
    .why = "One way everywhere is easier to read.",
    .options = "('always' | 'never' | { anonymous: 'always' | 'never' | 'ignore', named: 'always' "
               "| 'never' | 'ignore', asyncArrow: 'always' | 'never' | 'ignore', catch: 'always' | "
               "'never' | 'ignore' }) = always",
    .messages = messages,
    .bad = EXAMPLES({"function run() {}"}),
    .good = EXAMPLES({"function run () {}"}, {"function run() {}", "[\"never\"]"}),
    .visits = VISITS({NODE_FUNCTION_DECLARATION, check_function},
                     {NODE_FUNCTION_EXPRESSION, check_function},
                     {NODE_GENERATOR_FUNCTION, check_function},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, check_function},
                     {NODE_METHOD_DEFINITION, check_function},
                     {NODE_ARROW_FUNCTION, check_function}, {NODE_CATCH_CLAUSE, check_catch}),
};
