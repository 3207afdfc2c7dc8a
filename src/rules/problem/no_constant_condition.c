// no-constant-condition: a condition that is the same whatever happens.
#include "rules/constants.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected constant condition."},
};

// Loops with a constant condition that are open. A `yield` inside lets others in, so that it clears
// those of its function.
typedef struct State {
  Array(NodeId) loops;
  Array(uint32_t) marks; // how many there were where each function around began
} State;

static void check_condition(RuleContext *context, NodeId node) {
  NodeId test = estree_child(context->tree, node, FIELD_CONDITION);
  if (test && is_constant(context->code, test, true)) report(context, test, UNEXPECTED);
}

// ---- Loops

static bool is_checked(RuleContext *context, NodeId node, NodeId test) {
  const Json *given = option_field(context, 0, "checkLoops");
  if (json_is(given, JSON_FALSE) || text_is(json_text(given), TEXT("none"))) return false;
  bool is_all = json_is(given, JSON_TRUE) || text_is(json_text(given), TEXT("all"));
  bool is_while_true = tree_kind(context->tree, node) == NODE_WHILE_STATEMENT &&
                       tree_kind(context->tree, test) == NODE_TRUE;
  return is_all || !is_while_true;
}

static NodeId test_of(const Tree *tree, NodeId loop) {
  NodeId test = estree_child(tree, loop, FIELD_CONDITION);
  NodeKind kind = tree_kind(tree, test);
  return kind == TOKEN_SEMICOLON || kind == NODE_EMPTY_STATEMENT ? NO_NODE : test;
}

static void open_loop(RuleContext *context, NodeId node) {
  State *state = context->state;
  NodeId test = test_of(context->tree, node);
  if (test && is_checked(context, node, test) && is_constant(context->code, test, true))
    array_push(context->arena, &state->loops, node);
}

static void close_loop(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!state->loops.count || array_last(&state->loops) != node) return;
  --state->loops.count;
  report(context, test_of(context->tree, node), UNEXPECTED);
}

static void open_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  array_push(context->arena, &state->marks, state->loops.count);
}

static void close_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  state->loops.count = array_pop(&state->marks);
}

static void see_yield(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!state->marks.count || !state->loops.count) return;
  NodeId last = array_last(&state->loops);
  uint32_t mark = array_last(&state->marks);
  // In the head of a `for`, what comes before the condition runs once.
  bool is_for = tree_kind(context->tree, last) == NODE_FOR_STATEMENT;
  bool is_before = is_for && test_of(context->tree, last) > node && state->loops.count > mark;
  state->loops.count = mark;
  if (is_before) array_push(context->arena, &state->loops, last);
}

const Rule rule_no_constant_condition = {
    .name = "no-constant-condition",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow conditions that are always the same",
    .why = "A condition that never changes makes one branch dead, or a loop endless. It is left "
           "from a test, or a variable is missing in it.",
    .options = "{ checkLoops: 'all' | 'allExceptWhileTrue' | 'none' | boolean = allExceptWhileTrue "
               "}",
    .messages = messages,
    .bad = EXAMPLES({"if (false) debug();"}, {"const size = \"large\" || width ? 2 : 1;"},
                    {"while (true) step();", "[{\"checkLoops\": \"all\"}]"}),
    .good = EXAMPLES({"if (is_debug) debug();"}, {"while (true) if (step()) break;"}),
    .state_size = sizeof(State),
    .visits = VISITS(
        {NODE_IF_STATEMENT, check_condition}, {NODE_TERNARY_EXPRESSION, check_condition},
        {NODE_WHILE_STATEMENT, open_loop, close_loop}, {NODE_DO_STATEMENT, open_loop, close_loop},
        {NODE_FOR_STATEMENT, open_loop, close_loop}, {NODE_YIELD_EXPRESSION, see_yield},
        {NODE_GENERATOR_FUNCTION, open_function, close_function},
        {NODE_GENERATOR_FUNCTION_DECLARATION, open_function, close_function},
        {NODE_FUNCTION_EXPRESSION, open_function, close_function},
        {NODE_FUNCTION_DECLARATION, open_function, close_function},
        {NODE_ARROW_FUNCTION, open_function, close_function},
        {NODE_METHOD_DEFINITION, open_function, close_function}),
};
