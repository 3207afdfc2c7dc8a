// max-lines-per-function: functions with many lines.
#include "rules/functions.h"
#include "rules/limits.h"
#include "rules/line_counts.h"

enum { EXCEED, DEFAULT_LIMIT = 50 };

static const RuleMessage messages[] = {
    [EXCEED] = {"exceed", "{0} has too many lines ({1}). Maximum allowed is {2}."},
};

typedef struct State {
  const uint32_t *counts; // made with the first function that may be too long
} State;

static bool is_called_at_once(const Tree *tree, NodeId function) {
  NodeId outside = tree_outside_parentheses(tree, function);
  NodeKind parent = tree_kind(tree, tree_node(tree, outside)->parent);
  return parent == NODE_CALL_EXPRESSION && tree_node(tree, outside)->field == FIELD_FUNCTION;
}

static void check_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  SourceCode *code = context->code;
  const Node *at = tree_node(context->tree, node);
  uint32_t limit = limit_option(context, DEFAULT_LIMIT);
  uint32_t first = source_line(code, at->start), last = source_line(code, at->end);
  if (last - first + 1 <= limit) return;
  if (!option_flag(context, 0, "IIFEs") && is_called_at_once(context->tree, node)) return;
  if (!state->counts)
    state->counts = count_lines(code, option_flag(context, 0, "skipBlankLines"),
                                option_flag(context, 0, "skipComments"));
  uint32_t count = state->counts[last + 1] - state->counts[first];
  if (count > limit)
    report_span(context, function_head(code, node), EXCEED, function_title_capital(code, node),
                text_format(context->arena, "%u", count), text_format(context->arena, "%u", limit));
}

const Rule rule_max_lines_per_function = {
    .name = "max-lines-per-function",
    .type = RULE_SUGGESTION,
    .summary = "Limit the number of lines of a function",
    .why = "A function that is longer than a screen is hard to understand, and does more than one "
           "thing.",
    .options = "{ max: integer, skipComments: boolean, skipBlankLines: boolean, IIFEs: boolean } | "
               "integer",
    .messages = messages,
    .bad = EXAMPLES({"function f() {\n  a();\n  b();\n}", "[3]"}),
    .good = EXAMPLES({"function f() {\n  a();\n}", "[3]"},
                     {"function f() {\n  a();\n\n}", "[{\"max\": 3, \"skipBlankLines\": true}]"}),
    .visits = VISITS(FUNCTION_VISITS(check_function, NULL)),
    .state_size = sizeof(State),
};
