// no-extra-bind: `.bind(a)` of a function that has no use for it.
#include "rules/functions.h"
#include "rules/rule.h"

enum { UNNECESSARY };

static const RuleMessage messages[] = {
    [UNNECESSARY] = {"unexpected", "The function binding is unnecessary."},
};

// Of the functions that have a `this` of their own and are open: whether they use it.
typedef struct State {
  Array(bool) uses_this;
} State;

// The call `function.bind(…)` around a function, or NO_NODE.
static NodeId bind_of(RuleContext *context, NodeId function) {
  const Tree *tree = context->tree;
  NodeId outside = tree_outside_parentheses(tree, function);
  NodeId member = tree_node(tree, outside)->parent;
  if (tree_node(tree, outside)->field != FIELD_OBJECT ||
      !is_member_of(context->code, member, NULL, "bind"))
    return NO_NODE;
  NodeId whole = tree_outside_parentheses(tree, member), call = tree_node(tree, whole)->parent;
  bool is_call = tree_kind(tree, call) == NODE_CALL_EXPRESSION &&
                 tree_node(tree, whole)->field == FIELD_FUNCTION;
  if (!is_call) return NO_NODE;
  NodeId first = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  bool is_one =
      first && !tree_next_named(tree, first) && tree_kind(tree, first) != NODE_SPREAD_ELEMENT;
  return is_one ? call : NO_NODE;
}

static void report_bind(RuleContext *context, NodeId function, NodeId call) {
  const Tree *tree = context->tree;
  NodeId member = tree_inside_parentheses(tree, tree_child(tree, call, FIELD_FUNCTION));
  NodeId property = tree_child(tree, member, FIELD_PROPERTY);
  if (!property) property = estree_child(tree, member, FIELD_INDEX);
  RuleReport *made = report(context, property, UNNECESSARY);
  NodeId argument = tree_inside_parentheses(
      tree, tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS)));
  NodeKind kind = tree_kind(tree, argument);
  bool is_quiet = kind == NODE_THIS || is_identifier(tree, argument, NULL) || kind == NODE_STRING ||
                  kind == NODE_NUMBER || kind == NODE_NULL || kind == NODE_TRUE ||
                  kind == NODE_FALSE || kind == NODE_REGEX || kind == NODE_FUNCTION_EXPRESSION;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId callee = tree_child(tree, call, FIELD_FUNCTION);
  TokenId dot = token_after(tokens, tree, tree_outside_parentheses(tree, function));
  TokenId open = token_after(tokens, tree, callee);
  // Brackets around `f.bind` stay: what is taken out stands on both sides of them.
  Span access = {tokens->at[dot].start, tree_node(tree, member)->end};
  Span arguments = {tokens->at[open].start, tree_node(tree, call)->end};
  if (!is_quiet || tokens_have_comment(tokens, access.start, access.end) ||
      tokens_have_comment(tokens, arguments.start, arguments.end))
    return;
  fix_remove(made, context->arena, access);
  fix_remove(made, context->arena, arguments);
}

static void open_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  array_push(context->arena, &state->uses_this, false);
}

static void close_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  bool uses_this = array_pop(&state->uses_this);
  NodeId call = uses_this ? NO_NODE : bind_of(context, node);
  if (call) report_bind(context, node, call);
}

static void close_arrow(RuleContext *context, NodeId node) {
  NodeId call = bind_of(context, node);
  if (call) report_bind(context, node, call);
}

static void see_this(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  if (state->uses_this.count) array_last(&state->uses_this) = true;
}

const Rule rule_no_extra_bind = {
    .name = "no-extra-bind",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow `bind()` of functions that don't use `this`",
    .why = "`bind` makes a second function. Where `this` is not used, or the function is an arrow, "
           "nothing is gained by it.",
    .messages = messages,
    .bad = EXAMPLES({"const f = function () { return 1; }.bind(list);"}),
    .good = EXAMPLES({"const f = function () { return this.size; }.bind(list);"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_FUNCTION_EXPRESSION, open_function, close_function},
                     {NODE_FUNCTION_DECLARATION, open_function, close_function},
                     {NODE_GENERATOR_FUNCTION, open_function, close_function},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, open_function, close_function},
                     {NODE_METHOD_DEFINITION, open_function, close_function},
                     {NODE_ARROW_FUNCTION, NULL, close_arrow}, {NODE_THIS, see_this}),
};
