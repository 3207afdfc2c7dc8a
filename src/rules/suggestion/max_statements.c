// max-statements: functions with many statements.
#include "rules/functions.h"
#include "rules/limits.h"

enum { EXCEED, DEFAULT_LIMIT = 10 };

static const RuleMessage messages[] = {
    [EXCEED] = {"exceed", "{0} has too many statements ({1}). Maximum allowed is {2}."},
};

typedef struct Function {
  NodeId node;
  uint32_t count;
} Function;

typedef struct State {
  Array(Function) open;      // functions around, and static blocks
  Array(Function) outermost; // that have too many, where those may if there is only one
} State;

static void enter_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  array_push(context->arena, &state->open, (Function){node, 0});
}

static void report_function(RuleContext *context, Function function) {
  uint32_t limit = limit_option(context, DEFAULT_LIMIT);
  if (function.count <= limit) return;
  report_span(context, function_head(context->code, function.node), EXCEED,
              function_title_capital(context->code, function.node),
              text_format(context->arena, "%u", function.count),
              text_format(context->arena, "%u", limit));
}

static void leave_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  Function function = array_pop(&state->open);
  if (tree_kind(context->tree, node) == NODE_CLASS_STATIC_BLOCK) return;
  bool is_outermost = state->open.count == 0;
  if (option_flag(context, 1, "ignoreTopLevelFunctions") && is_outermost)
    array_push(context->arena, &state->outermost, function);
  else
    report_function(context, function);
}

// The statements of a block, in whatever block of the function it is, are the function's.
static void count_block(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (!state->open.count) return;
  uint32_t count = 0;
  tree_each_named(context->tree, node, statement) ++count;
  array_last(&state->open).count += count;
}

// A single function around all others is a module: its statements don't count.
static void finish(RuleContext *context) {
  const State *state = context->state;
  if (state->outermost.count == 1) return;
  for (uint32_t i = 0; i < state->outermost.count; i++)
    report_function(context, state->outermost.at[i]);
}

const Rule rule_max_statements = {
    .name = "max-statements",
    .type = RULE_SUGGESTION,
    .summary = "Limit the number of statements in a function",
    .why = "A function with many statements does more than one thing.",
    .options = "integer | { maximum: integer, max: integer }, { ignoreTopLevelFunctions: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"function f() { a(); b(); c(); }", "[2]"}),
    .good = EXAMPLES({"function f() { a(); b(); }", "[2]"}),
    .visits = VISITS(FUNCTION_VISITS(enter_function, leave_function),
                     {NODE_CLASS_STATIC_BLOCK, enter_function, leave_function},
                     {NODE_STATEMENT_BLOCK, NULL, count_block}),
    .state_size = sizeof(State),
    .end = finish,
};
