// max-params: functions with many parameters.
#include "rules/functions.h"
#include "rules/limits.h"

enum { EXCEED, DEFAULT_LIMIT = 3 };

static const RuleMessage messages[] = {
    [EXCEED] = {"exceed", "{0} has too many parameters ({1}). Maximum allowed is {2}."},
};

static void check_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId list = tree_child(tree, node, FIELD_PARAMETERS);
  uint32_t count = list ? 0 : 1, limit = limit_option(context, DEFAULT_LIMIT);
  tree_each_named(tree, list, parameter) ++count;
  if (count <= limit) return;
  report_span(context, function_head(context->code, node), EXCEED,
              function_title_capital(context->code, node), text_format(context->arena, "%u", count),
              text_format(context->arena, "%u", limit));
}

const Rule rule_max_params = {
    .name = "max-params",
    .type = RULE_SUGGESTION,
    .summary = "Limit the number of parameters of a function",
    .why = "Which of many arguments means what is hard to remember. An object names them.",
    .options = "integer | { maximum: integer, max: integer, countVoidThis: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"function f(a, b, c, d) {}"}, {"const f = (a, b) => a + b;", "[1]"}),
    .good = EXAMPLES({"function f(a, b, c) {}"}, {"function f({ a, b, c, d }) {}"}),
    .visits = VISITS(FUNCTION_VISITS(check_function, NULL)),
};
