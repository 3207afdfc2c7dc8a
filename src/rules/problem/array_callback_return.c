// array-callback-return: functions given to methods of arrays that return nothing.
#include "rules/code_paths.h"
#include "rules/functions.h"
#include "rules/operators.h"
#include "rules/static_names.h"
#include "rules/suggested_returns.h"

enum { AT_END, INSIDE, RETURN_VALUE, NO_RETURN_VALUE, WRAP_BRACES, PREPEND_VOID };

static const RuleMessage messages[] = {
    [AT_END] = {"expectedAtEnd", "{1}() expects a value to be returned at the end of {0}."},
    [INSIDE] = {"expectedInside", "{1}() expects a return value from {0}."},
    [RETURN_VALUE] = {"expectedReturnValue", "{1}() expects a return value from {0}."},
    [NO_RETURN_VALUE] = {"expectedNoReturnValue",
                         "{1}() expects no useless return value from {0}."},
    [WRAP_BRACES] = {"wrapBraces", "Wrap the expression in `{}`."},
    [PREPEND_VOID] = {"prependVoid", "Prepend `void` to the expression."},
};

typedef struct State {
  Array(NodeId) returning; // callbacks around that have a return
} State;

static const char *const methods[] = {
    "every",   "filter", "find",   "findIndex",   "findLast", "findLastIndex", "flatMap",
    "forEach", "map",    "reduce", "reduceRight", "some",     "sort",          "toSorted",
};

static const char *method_named(Text name) {
  for (uint32_t i = 0; i < sizeof methods / sizeof *methods; i++) {
    if (text_is(name, text_of(methods[i]))) return methods[i];
  }
  return NULL;
}

// The method that a call of it gives the argument `given` to as what to call; NULL: none.
static const char *method_given(RuleContext *context, NodeId list, NodeId given) {
  const Tree *tree = context->tree;
  NodeId call = tree_node(tree, list)->parent;
  if (tree_kind(tree, call) != NODE_CALL_EXPRESSION) return NULL;
  NodeId callee = estree_child(tree, call, FIELD_FUNCTION);
  Text name;
  const char *maker = array_maker(context->code, callee);
  if (maker) return argument_at(tree, call, 1) == given ? maker : NULL;
  if (argument_at(tree, call, 0) != given || !static_member_name(context->code, callee, &name))
    return NULL;
  return method_named(name);
}

// The method that a function is given to, be it through operators or what another one returns.
static const char *method_of(RuleContext *context, NodeId function) {
  const Tree *tree = context->tree;
  NodeId at = function;
  while (at) {
    NodeId outside = tree_outside_parentheses(tree, at), parent = tree_node(tree, outside)->parent;
    switch ((int)tree_kind(tree, parent)) {
    case NODE_ARGUMENTS: return method_given(context, parent, at);
    case NODE_BINARY_EXPRESSION:
      at = kind_is_logical(estree_operator(tree, parent)) ? parent : NO_NODE;
      break;
    case NODE_TERNARY_EXPRESSION: at = parent; break;
    case NODE_RETURN_STATEMENT:
      at = code_owner(source_code_paths(context->code), parent);
      at = kind_is_function(tree_kind(tree, at)) ? function_immediate_call(tree, at) : NO_NODE;
      break;
    default: return NULL;
    }
  }
  return NULL;
}

// The method that a callback is checked for.
static const char *checked_method(RuleContext *context, NodeId function) {
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, function);
  if (kind != NODE_ARROW_FUNCTION && kind != NODE_FUNCTION_EXPRESSION) return NULL;
  const char *method = method_of(context, function);
  if (!method) return NULL;
  bool is_async = function_is_async(tree, function);
  return is_async && !text_is(text_of(method), TEXT("Array.fromAsync")) ? NULL : method;
}

static bool is_for_each(const char *method) {
  return text_is(text_of(method), TEXT("forEach"));
}

static RuleReport *complain(RuleContext *context, Span span, int message, NodeId function) {
  Text name = text_of(checked_method(context, function));
  if (!text_starts(name, TEXT("Array.")))
    name = text_concat(context->arena, TEXT("Array.prototype."), name);
  return report_span(context, span, message, function_title(context->code, function), name);
}

static void check_return(RuleContext *context, NodeId node) {
  State *state = context->state;
  NodeId function = code_owner(source_code_paths(context->code), node);
  const char *method = checked_method(context, function);
  if (!method) return;
  if (!state->returning.count || array_last(&state->returning) != function)
    array_push(context->arena, &state->returning, function);
  NodeId value = tree_first_named(context->tree, node);
  if (value) value = tree_inside_parentheses(context->tree, value);
  Span span = estree_span(context->code, node);
  if (!is_for_each(method)) {
    if (!value && !option_flag(context, 0, "allowImplicit"))
      complain(context, span, RETURN_VALUE, function);
    return;
  }
  bool allows_void = option_flag(context, 0, "allowVoid");
  if (!value || !option_flag(context, 0, "checkForEach")) return;
  if (allows_void && is_unary(context->tree, value, TOKEN_VOID_WORD)) return;
  RuleReport *made = complain(context, span, NO_RETURN_VALUE, function);
  if (allows_void) suggest_void(context, made, PREPEND_VOID, value);
}

static void check_expression(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId value = estree_child(tree, node, FIELD_BODY);
  bool allows_void = option_flag(context, 0, "allowVoid");
  if (!option_flag(context, 0, "checkForEach") ||
      (allows_void && is_unary(tree, value, TOKEN_VOID_WORD)))
    return;
  RuleReport *made = complain(context, function_head(context->code, node), NO_RETURN_VALUE, node);
  suggest_braces(context, made, WRAP_BRACES, value);
  if (allows_void) suggest_void(context, made, PREPEND_VOID, value);
}

static void check_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  bool has_return = state->returning.count && array_last(&state->returning) == node;
  if (has_return) --state->returning.count;
  const char *method = checked_method(context, node);
  if (!method) return;
  bool is_expression = function_is_expression(context->tree, node);
  if (is_for_each(method)) {
    if (is_expression) check_expression(context, node);
  } else if (!is_expression && code_reaches_end(context->code, node)) {
    complain(context, function_head(context->code, node), has_return ? AT_END : INSIDE, node);
  }
}

const Rule rule_array_callback_return = {
    .name = "array-callback-return",
    .type = RULE_PROBLEM,
    .flags = RULE_SUGGESTS,
    .summary = "Require the callbacks of `map`, `filter` and their like to return a value",
    .why = "These methods work with what their callback returns. One that returns nothing is a "
           "forgotten `return`, or the method should be `forEach`.",
    .options = "{ allowImplicit: boolean = false, checkForEach: boolean = false, allowVoid: "
               "boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"list.map((a) => { a * 2; });"}, {"list.filter((a) => { if (a) return 1; });"},
                    {"Int32Array.from(list, (a) => { a * 2; });"},
                    {"list.forEach((a) => a.load());", "[{\"checkForEach\": true}]"}),
    .good = EXAMPLES({"list.map((a) => a * 2);"}, {"list.forEach((a) => { a.load(); });"}),
    .visits =
        VISITS({NODE_RETURN_STATEMENT, check_return}, {NODE_ARROW_FUNCTION, NULL, check_function},
               {NODE_FUNCTION_EXPRESSION, NULL, check_function}),
    .state_size = sizeof(State),
};
