// require-yield: generators that yield nothing.
#include "rules/functions.h"
#include "rules/rule.h"

enum { MISSING_YIELD };

static const RuleMessage messages[] = {
    [MISSING_YIELD] = {"missingYield", "This generator function does not have 'yield'."},
};

typedef struct Generator {
  NodeId node;
  bool yields;
} Generator;

typedef struct State {
  Array(Generator) open;
} State;

static void enter_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (function_is_generator(context->tree, node))
    array_push(context->arena, &state->open, (Generator){node, false});
}

// In a generator, `yield` is never that of a function around: functions in it have none.
static void find_yield(RuleContext *context, NodeId node) {
  (void)node;
  State *state = context->state;
  if (state->open.count) array_last(&state->open).yields = true;
}

static void leave_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!state->open.count || array_last(&state->open).node != node) return;
  Generator generator = array_pop(&state->open);
  NodeId body = tree_child(context->tree, node, FIELD_BODY);
  if (!generator.yields && tree_first_named(context->tree, body))
    report_span(context, function_head(context->code, node), MISSING_YIELD);
}

const Rule rule_require_yield = {
    .name = "require-yield",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED,
    .summary = "Require generator functions to contain `yield`",
    .why = "A generator that yields nothing could be a plain function.",
    .messages = messages,
    .bad = EXAMPLES({"function* f() { return 1; }"}),
    .good = EXAMPLES({"function* f() { yield 1; }"}, {"function* f() {}"}),
    .visits = VISITS({NODE_YIELD_EXPRESSION, find_yield},
                     {NODE_GENERATOR_FUNCTION, enter_function, leave_function},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, enter_function, leave_function},
                     {NODE_METHOD_DEFINITION, enter_function, leave_function}),
    .state_size = sizeof(State),
};
