// max-nested-callbacks: callbacks in callbacks.
#include "rules/functions.h"
#include "rules/limits.h"

enum { EXCEED, DEFAULT_LIMIT = 10 };

static const RuleMessage messages[] = {
    [EXCEED] = {"exceed", "Too many nested callbacks ({0}). Maximum allowed is {1}."},
};

typedef struct State {
  uint32_t depth;
} State;

// Whether a function is an argument of a call.
static bool is_callback(RuleContext *context, NodeId function) {
  const Tree *tree = context->tree;
  NodeId list = estree_parent(tree, function), call = tree_node(tree, list)->parent;
  if (tree_kind(tree, list) != NODE_ARGUMENTS) return false;
  if (tree_kind(tree, call) == NODE_NEW_EXPRESSION)
    return option_flag(context, 0, "checkConstructorCallCallbacks");
  bool is_import = tree_kind(tree, tree_child(tree, call, FIELD_FUNCTION)) == NODE_IMPORT;
  return tree_kind(tree, call) == NODE_CALL_EXPRESSION && !is_import;
}

static void enter_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!is_callback(context, node)) return;
  uint32_t limit = limit_option(context, DEFAULT_LIMIT);
  if (++state->depth > limit)
    report_span(context, function_head(context->code, node), EXCEED,
                text_format(context->arena, "%u", state->depth),
                text_format(context->arena, "%u", limit));
}

static void leave_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (is_callback(context, node)) --state->depth;
}

const Rule rule_max_nested_callbacks = {
    .name = "max-nested-callbacks",
    .type = RULE_SUGGESTION,
    .summary = "Limit how deeply callbacks are nested",
    .why = "Callbacks in callbacks are hard to follow: their order in the file is not the order in "
           "which they run.",
    .options = "integer | { maximum: integer, max: integer, checkConstructorCallCallbacks: boolean "
               "}",
    .messages = messages,
    .bad = EXAMPLES({"a(() => { b(() => { c(); }); });", "[1]"}),
    .good = EXAMPLES({"a(() => { b(); });", "[1]"}),
    .visits = VISITS({NODE_ARROW_FUNCTION, enter_function, leave_function},
                     {NODE_FUNCTION_EXPRESSION, enter_function, leave_function},
                     {NODE_GENERATOR_FUNCTION, enter_function, leave_function}),
    .state_size = sizeof(State),
};
