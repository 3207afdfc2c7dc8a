// no-promise-executor-return: functions given to `new Promise` that return a value.
#include "rules/code_paths.h"
#include "rules/functions.h"
#include "rules/operators.h"
#include "rules/static_names.h"
#include "rules/suggested_returns.h"

enum { RETURNS_VALUE, PREPEND_VOID, WRAP_BRACES };

static const RuleMessage messages[] = {
    [RETURNS_VALUE] = {"returnsValue",
                       "Return values from promise executor functions cannot be read."},
    [PREPEND_VOID] = {"prependVoid", "Prepend `void` to the expression."},
    [WRAP_BRACES] = {"wrapBraces", "Wrap the expression in `{}`."},
};

static bool is_executor(RuleContext *context, NodeId function) {
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, function);
  if (kind != NODE_ARROW_FUNCTION && kind != NODE_FUNCTION_EXPRESSION &&
      kind != NODE_GENERATOR_FUNCTION)
    return false;
  NodeId outside = tree_outside_parentheses(tree, function);
  NodeId list = tree_node(tree, outside)->parent, call = tree_node(tree, list)->parent;
  return tree_kind(tree, list) == NODE_ARGUMENTS && tree_kind(tree, call) == NODE_NEW_EXPRESSION &&
         tree_first_named(tree, list) == outside &&
         is_global(context->code, estree_child(tree, call, FIELD_CONSTRUCTOR), "Promise");
}

static void check_return(RuleContext *context, NodeId node) {
  NodeId value = tree_first_named(context->tree, node);
  if (!value) return;
  value = tree_inside_parentheses(context->tree, value);
  bool allows_void = option_flag(context, 0, "allowVoid");
  if (!is_executor(context, code_owner(source_code_paths(context->code), node))) return;
  if (allows_void && is_unary(context->tree, value, TOKEN_VOID_WORD)) return;
  RuleReport *made = report(context, node, RETURNS_VALUE);
  if (allows_void) suggest_void(context, made, PREPEND_VOID, value);
}

static void check_arrow(RuleContext *context, NodeId node) {
  if (!function_is_expression(context->tree, node) || !is_executor(context, node)) return;
  NodeId value = estree_child(context->tree, node, FIELD_BODY);
  bool allows_void = option_flag(context, 0, "allowVoid");
  if (allows_void && is_unary(context->tree, value, TOKEN_VOID_WORD)) return;
  RuleReport *made = report(context, value, RETURNS_VALUE);
  if (allows_void) suggest_void(context, made, PREPEND_VOID, value);
  suggest_braces(context, made, WRAP_BRACES, value);
}

const Rule rule_no_promise_executor_return = {
    .name = "no-promise-executor-return",
    .type = RULE_PROBLEM,
    .flags = RULE_SUGGESTS,
    .summary = "Disallow returning values from the functions given to `new Promise`",
    .why = "What an executor returns is thrown away: a promise is settled by calling `resolve` or "
           "`reject`. A returned value tells that one of them was forgotten.",
    .options = "{ allowVoid: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"new Promise((resolve) => { return 1; });"},
                    {"new Promise((resolve) => setTimeout(resolve, 100));"}),
    .good = EXAMPLES(
        {"new Promise((resolve) => { setTimeout(resolve, 100); });"},
        {"new Promise((resolve) => void setTimeout(resolve, 100));", "[{\"allowVoid\": true}]"}),
    .visits = VISITS({NODE_RETURN_STATEMENT, check_return}, {NODE_ARROW_FUNCTION, check_arrow}),
};
