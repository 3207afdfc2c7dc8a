// getter-return: getters that give nothing.
#include "rules/accessors.h"
#include "rules/code_paths.h"
#include "rules/functions.h"

enum { EXPECTED, EXPECTED_ALWAYS };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected to return a value in {0}."},
    [EXPECTED_ALWAYS] = {"expectedAlways", "Expected {0} to always return a value."},
};

typedef struct State {
  Array(NodeId) returning; // getters around that have a return
} State;

static bool is_getter(RuleContext *context, NodeId function) {
  NodeKind kind = tree_kind(context->tree, function);
  if (kind == NODE_FUNCTION_DECLARATION || kind == NODE_GENERATOR_FUNCTION_DECLARATION)
    return false;
  return is_accessor(context->tree, function, "get") ||
         is_descriptor_accessor(context->code, function, "get");
}

static void check_return(RuleContext *context, NodeId node) {
  State *state = context->state;
  NodeId function = code_owner(source_code_paths(context->code), node);
  if (!kind_is_function(tree_kind(context->tree, function)) || !is_getter(context, function))
    return;
  if (!state->returning.count || array_last(&state->returning) != function)
    array_push(context->arena, &state->returning, function);
  bool has_value = tree_first_named(context->tree, node) != NO_NODE;
  if (!has_value && !option_flag(context, 0, "allowImplicit"))
    report(context, node, EXPECTED, function_title(context->code, function));
}

static void check_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (function_is_expression(context->tree, node) || !is_getter(context, node)) return;
  bool has_return = state->returning.count && array_last(&state->returning) == node;
  if (has_return) --state->returning.count;
  if (!code_reaches_end(context->code, node)) return;
  report_span(context, function_head(context->code, node), has_return ? EXPECTED_ALWAYS : EXPECTED,
              function_title(context->code, node));
}

const Rule rule_getter_return = {
    .name = "getter-return",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Require getters to return a value",
    .why = "Reading a property whose getter returns nothing gives undefined, which is hardly what "
           "a getter is written for.",
    .options = "{ allowImplicit: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const user = { get name() { load(); } };"},
                    {"class User { get name() { if (this.first) return this.first; } }"}),
    .good = EXAMPLES({"class User { get name() { return this.first; } }"},
                     {"const user = { get name() { return; } };", "[{\"allowImplicit\": true}]"}),
    .visits = VISITS({NODE_RETURN_STATEMENT, check_return}, FUNCTION_VISITS(NULL, check_function)),
    .state_size = sizeof(State),
};
