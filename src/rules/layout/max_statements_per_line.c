// max-statements-per-line: how many statements may stand on a line.
#include "rules/spacing.h"

enum { EXCEED };

static const RuleMessage messages[] = {
    [EXCEED] = {"exceed", "This line has {0} {1}. Maximum allowed is {2}."},
};

typedef struct State {
  uint32_t line;  // of the newest statement, plus 1
  uint32_t count; // of statements on it
  NodeId extra;   // the first that is too many, or NO_NODE
} State;

static void report_extra(RuleContext *context) {
  State *state = context->state;
  if (state->extra) {
    uint32_t most = (uint32_t)option_number(context, 0, "max", 1);
    report(context, state->extra, EXCEED, text_format(context->arena, "%u", state->count),
           state->count == 1 ? TEXT("statement") : TEXT("statements"),
           text_format(context->arena, "%u", most));
  }
  state->extra = NO_NODE;
}

static void begin_line(RuleContext *context, uint32_t line) {
  State *state = context->state;
  report_extra(context);
  state->line = line;
  state->count = 1;
}

// The only statement of another one is counted with it: `if (a) b();`. What is behind `else` is
// not.
static bool is_counted_already(const Tree *tree, NodeId node) {
  switch ((int)tree_kind(tree, tree_node(tree, node)->parent)) {
  case NODE_DO_STATEMENT:
  case NODE_EXPORT_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_IF_STATEMENT:
  case NODE_LABELED_STATEMENT:
  case NODE_WHILE_STATEMENT: return true;
  default: return false;
  }
}

static void enter(RuleContext *context, NodeId node) {
  State *state = context->state;
  if (is_counted_already(context->tree, node)) return;
  if (json_list_has(option_field(context, 0, "ignoredNodes"), estree_type(context->tree, node)))
    return;
  uint32_t line = source_line(context->code, tree_node(context->tree, node)->start) + 1;
  if (line == state->line)
    ++state->count;
  else
    begin_line(context, line);
  if (state->count == (uint32_t)option_number(context, 0, "max", 1) + 1 && !state->extra)
    state->extra = node;
}

static void leave(RuleContext *context, NodeId node) {
  State *state = context->state;
  const TokenTable *tokens = source_tokens(context->code);
  if (json_list_has(option_field(context, 0, "ignoredNodes"), estree_type(context->tree, node)))
    return;
  TokenId last = token_last(tokens, context->tree, node);
  if (token_is(tokens, last, TOKEN_SEMICOLON)) last = token_previous(tokens, last);
  uint32_t line = source_line(context->code, tokens->at[last].end) + 1;
  if (line != state->line) begin_line(context, line);
}

const Rule rule_max_statements_per_line = {
    .name = "max-statements-per-line",
    .stylistic = "@stylistic/max-statements-per-line",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED,
    .summary = "Require few statements on a line",
    .why = "A second statement on a line is easily overlooked, and a breakpoint stops at both.",
    .options = "{ max: integer = 1, ignoredNodes: string[] }",
    .messages = messages,
    .bad = EXAMPLES({"go(); run();"}, {"go(\n  1\n); run();"}),
    .good = EXAMPLES({"go();\nrun();"}, {"go(); run();", "[{\"max\": 2}]"}),
    .state_size = sizeof(State),
    .end = report_extra,
    .visits = VISITS(
        {NODE_BREAK_STATEMENT, enter, leave}, {NODE_CONTINUE_STATEMENT, enter, leave},
        {NODE_DEBUGGER_STATEMENT, enter, leave}, {NODE_EXPRESSION_STATEMENT, enter, leave},
        {NODE_IMPORT_STATEMENT, enter, leave}, {NODE_RETURN_STATEMENT, enter, leave},
        {NODE_THROW_STATEMENT, enter, leave}, {NODE_VARIABLE_DECLARATION, enter, leave},
        {NODE_LEXICAL_DECLARATION, enter, leave}, {NODE_USING_DECLARATION, enter, leave},
        {NODE_CLASS_DECLARATION, enter, leave}, {NODE_DO_STATEMENT, enter, leave},
        {NODE_FOR_STATEMENT, enter, leave}, {NODE_FOR_IN_STATEMENT, enter, leave},
        {NODE_FUNCTION_DECLARATION, enter, leave},
        {NODE_GENERATOR_FUNCTION_DECLARATION, enter, leave}, {NODE_IF_STATEMENT, enter, leave},
        {NODE_LABELED_STATEMENT, enter, leave}, {NODE_SWITCH_STATEMENT, enter, leave},
        {NODE_TRY_STATEMENT, enter, leave}, {NODE_WHILE_STATEMENT, enter, leave},
        {NODE_WITH_STATEMENT, enter, leave}, {NODE_EXPORT_STATEMENT, enter, leave}),
};
